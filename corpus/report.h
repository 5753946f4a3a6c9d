// A corpus run as a report to read: what was looked at, rates with intervals and bounds (one figure), tests, limits.
// Markdown, and one self-contained HTML page with the figure as inline SVG. Pure functions.
#pragma once

#include <string>

#include "corpus/record.h"

namespace tracklint::corpus {

[[nodiscard]] std::string MarkdownReport(const Record& summary);
[[nodiscard]] std::string HtmlReport(const Record& summary);

}  // namespace tracklint::corpus
