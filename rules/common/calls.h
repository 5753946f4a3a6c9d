// Questions about resolved calls of MLflow's API.
#pragma once

#include <string_view>

#include "tracklint/rule.h"

namespace tracklint::rules {

/// The argument bound to a parameter, by keyword or position; null when it is not given.
[[nodiscard]] const ApiArgument* FindArgument(const ApiCall& call, std::string_view name);
/// log_model of a flavor module: "mlflow.sklearn.log_model", "mlflow.pyfunc.log_model", …
[[nodiscard]] bool IsLogModel(const ApiCall& call);
/// log_model or save_model of a flavor module.
[[nodiscard]] bool IsModelWrite(const ApiCall& call);
/// A method of MlflowClient, whatever module it was imported from.
[[nodiscard]] bool IsClientMethod(const ApiCall& call, std::string_view method);
/// Two places that overlap in the same file.
[[nodiscard]] bool Overlaps(Span a, Span b);

}  // namespace tracklint::rules
