// Closing lines of the formats for people. Pure functions.
#pragma once

#include <string>

#include "tracklint/report.h"

namespace tracklint::reporters {

/// `Found 5 problems (1 error, 4 warnings) in 2 files.` or `All checks passed!`
[[nodiscard]] std::string Summary(const Report& report);
/// `2 can be fixed with --fix, 3 more with --fix --unsafe-fixes.`; empty when none can.
[[nodiscard]] std::string FixableLine(const Report& report);
/// `Traceability: 62 [62–77] · C · T2 · coverage 85 %`, empty when the report has no score.
[[nodiscard]] std::string ScoreLine(const Report& report);
/// For --statistics: findings per rule, most frequent first.
[[nodiscard]] std::string Statistics(const Report& report);

}  // namespace tracklint::reporters
