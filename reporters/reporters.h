// The output formats of `check`, by name. Each reporter is a constant without state.
#pragma once

#include <span>
#include <string_view>

#include "tracklint/reporter.h"

namespace tracklint::reporters {

/// Null when there is no such format.
[[nodiscard]] const Reporter* FindReporter(std::string_view name);
/// All names, in the order in which help texts list them.
[[nodiscard]] std::span<const std::string_view> ReporterNames();

const Reporter& FullReporter();
const Reporter& ConciseReporter();
const Reporter& JsonReporter();
const Reporter& JsonLinesReporter();
const Reporter& SarifReporter();
const Reporter& GithubReporter();
const Reporter& GitlabReporter();
const Reporter& JunitReporter();
const Reporter& RdjsonReporter();
const Reporter& AzureReporter();
const Reporter& CheckstyleReporter();
const Reporter& MarkdownReporter();
const Reporter& HtmlReporter();
const Reporter& CsvReporter();

}  // namespace tracklint::reporters
