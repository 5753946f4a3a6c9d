#include "reporters/reporters.h"

#include <array>
#include <cstddef>

namespace tracklint::reporters {
namespace {

constexpr std::array<std::string_view, 14> kNames{"full",       "concise",  "json",  "json-lines", "sarif",
                                                  "github",     "gitlab",   "junit", "rdjson",     "azure",
                                                  "checkstyle", "markdown", "html",  "csv"};
constexpr std::array<const Reporter& (*)(), kNames.size()> kReporters{
    &FullReporter,       &ConciseReporter,  &JsonReporter,  &JsonLinesReporter, &SarifReporter,
    &GithubReporter,     &GitlabReporter,   &JunitReporter, &RdjsonReporter,    &AzureReporter,
    &CheckstyleReporter, &MarkdownReporter, &HtmlReporter,  &CsvReporter};

}  // namespace

const Reporter* FindReporter(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return &kReporters[i]();
  }
  return nullptr;
}

std::span<const std::string_view> ReporterNames() { return kNames; }

}  // namespace tracklint::reporters
