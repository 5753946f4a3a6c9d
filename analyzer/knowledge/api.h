// The public API of MLflow per release, from introspection of the installed package: functions,
// parameters, deprecations. Embedded data; parsed on first use, thread-safe, immutable.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tracklint/rule.h"

namespace tracklint::knowledge {

struct ApiParameter {
  std::string_view name;
  bool positional = true;  ///< may be given by position
  bool keyword_only = false;
  bool variadic = false;  ///< *args or **kwargs
  bool has_default = false;
  std::string_view deprecated{};   ///< note or version; empty: not deprecated
  std::string_view replacement{};  ///< the parameter to use instead, where the catalogue says so
};
struct ApiFunction {
  std::string_view name;  ///< "mlflow.log_param", "mlflow.sklearn.log_model", "mlflow.MlflowClient.log_param"
  std::vector<ApiParameter> parameters;  ///< without self
  bool has_kwargs = false;
  std::string_view deprecated;   ///< note with the version and the replacement; empty: not deprecated
  std::string_view replacement;  ///< qualified name to use instead, where there is one
};

/// The function in the catalogue nearest to `version` (2.x → 2.22.5, 3.x → 3.17.2); null when it does not exist there.
[[nodiscard]] const ApiFunction* FindApi(MlflowVersion version, std::string_view qualified);
/// The module or class `qualified` exists in the catalogue (so that an unknown member is really unknown;
/// members whose names begin with "_" are never listed).
[[nodiscard]] bool ApiNamespaceKnown(MlflowVersion version, std::string_view qualified);
/// A note ("removed in 2.0; use mlflow.MlflowClient.search_runs") on a function that older releases had and the targeted
/// one has not; empty when it exists or never did.
[[nodiscard]] std::string_view RemovedApi(MlflowVersion version, std::string_view qualified);
/// Default-fitted scikit-learn estimators that mlflow.sklearn.log_model refuses to load back with its default format.
[[nodiscard]] bool RefusedByDefaultFormat(std::string_view estimator_class_name);

}  // namespace tracklint::knowledge
