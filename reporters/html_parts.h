// The parts of the HTML report, each written to a stream. All text of analysed files is escaped, control characters are
// made visible, values of parameters are not shown. Pure functions apart from the stream.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "tracklint/report.h"

namespace tracklint::reporters {

/// Text for HTML: control characters visible, markup escaped.
[[nodiscard]] std::string HtmlText(std::string_view text);

/// The same, with what stands between backticks as code.
[[nodiscard]] std::string HtmlWithCode(std::string_view text);

/// Grade, range and level, the facets with what they lost, what to do first.
void WriteHtmlScore(const Report& report, std::ostream& out);
/// Every run: what it records and what it misses.
void WriteHtmlRuns(const Report& report, std::ostream& out);

}  // namespace tracklint::reporters
