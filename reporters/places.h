// Where a finding stands, as the formats say it. Pure functions on a Report.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/report.h"

namespace tracklint::reporters {

/// The path as a person in the current directory would open it.
[[nodiscard]] std::string ShownPath(const Report& report, std::string_view path);
/// `train.py:12:5`; in notebooks `nb.ipynb:cell 3:2:1`. Not escaped.
[[nodiscard]] std::string Location(const Report& report, const Finding& finding);
[[nodiscard]] std::string Location(const Report& report, Span span);

/// Line and columns in the file on disk, 1-based, columns in UTF-16 units, kept on one line: of a longer
/// region only its first line. `multi_line` tells that something was cut.
struct FileRegion {
  RawPlace raw;
  bool multi_line = false;
};
[[nodiscard]] FileRegion OneLineRegion(const Report& report, const Finding& finding);
[[nodiscard]] FileRegion OneLineRegion(const Report& report, Span span);

/// Text of the file on disk that the finding stands in; empty when it is not at hand.
[[nodiscard]] std::string_view RawText(const Report& report, const Finding& finding);

/// Indices of findings, worst first, else in their order.
[[nodiscard]] std::vector<std::size_t> WorstFirst(const std::vector<Finding>& findings);

struct SeverityCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
};
[[nodiscard]] SeverityCounts CountSeverities(const std::vector<Finding>& findings);

[[nodiscard]] const Rule* FindRule(const Report& report, std::string_view id);

}  // namespace tracklint::reporters
