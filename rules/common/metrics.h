// What evaluations and metric keys mean.
#pragma once

#include <string_view>

#include "tracklint/facts.h"

namespace tracklint::rules {

/// The result is a number that can be logged as a metric (not a matrix, a curve or a report).
[[nodiscard]] bool IsScalarMetric(std::string_view function);
/// The canonical short name of a metric function ("accuracy", "rmse"); empty when unknown.
[[nodiscard]] std::string_view MetricName(std::string_view function);
/// The evaluation measures something for this run and is surely written nowhere.
[[nodiscard]] bool IsUnloggedMetric(const Evaluation& evaluation);

}  // namespace tracklint::rules
