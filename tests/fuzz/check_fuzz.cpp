// Any bytes as a script or notebook (and modules beside it) through the whole of `check` with every rule: interpreter,
// facts, rules, score, reporters. Findings lie in their files, documents are JSON, a second run says the same.
#include <sstream>

#include <nlohmann/json.hpp>

#include "reporters/facts_writer.h"
#include "reporters/reporters.h"
#include "tests/fuzz/support/checked.h"

namespace tracklint::fuzz {
namespace {

std::string Written(const Report& report, std::string_view format) {
  std::ostringstream out;
  ReporterOptions how;
  how.show_score = true;
  how.color = true;
  how.sarif_suppressed = true;
  how.version = "0";
  reporters::FindReporter(format)->write(report, how, out);
  return out.str();
}

nlohmann::json Parsed(const std::string& text, std::string_view what) {
  nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
  Require(!json.is_discarded(), "the output is JSON:", what);
  return json;
}

void RequireSarif(const nlohmann::json& sarif, std::size_t results) {
  const nlohmann::json& run = sarif.at("runs").at(0);
  Require(run.at("results").size() == results, "SARIF holds every finding");
  for (const nlohmann::json& result : run.at("results")) {
    for (const nlohmann::json& location : result.at("locations")) {
      const nlohmann::json& physical = location.at("physicalLocation");
      if (!physical.contains("region")) continue;
      const nlohmann::json& region = physical.at("region");
      const auto number = [&](const char* key, int fallback) { return region.value(key, fallback); };
      Require(number("startLine", 1) >= 1 && number("startColumn", 1) >= 1, "a region begins at 1 or later");
      Require(number("endLine", number("startLine", 1)) >= number("startLine", 1), "a region ends behind its begin");
    }
  }
}

void RequireOutputs(const Report& report) {
  for (const std::string_view format : reporters::ReporterNames()) {
    const std::string text = Written(report, format);
    if (format == "json" || format == "gitlab" || format == "rdjson") Parsed(text, format);
    if (format == "sarif") RequireSarif(Parsed(text, format), report.findings.size() + report.suppressed.size());
    if (format == "jsonl" || format == "json-lines") {
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) Parsed(line, format);
    }
    Require(format == "html" || text.find('\0') == std::string::npos, "no NUL is written:", format);
  }
  Parsed(reporters::FactsJson(*report.facts, *report.project, *report.sources, "0"), "facts");
}

}  // namespace
}  // namespace tracklint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  const std::string_view input = fuzz::Text(bytes, size);
  const cli::Options options = fuzz::OptionsFor(fuzz::FilesOf(input));
  const std::unique_ptr<cli::Session> session = fuzz::CheckAll(options);
  const Report& report = session->report;
  fuzz::RequireFindings(report);
  // The documents cost more than the analysis.
  constexpr std::uint32_t kOften = 4;
  if (size > 256 && fuzz::Hash(input) % kOften != 0) return 0;
  fuzz::RequireOutputs(report);
  const std::unique_ptr<cli::Session> again = fuzz::CheckAll(options);
  const auto same = [](const Finding& a, const Finding& b) {
    return a.rule == b.rule && a.span == b.span && a.message == b.message && a.fingerprint == b.fingerprint;
  };
  fuzz::Require(std::ranges::equal(report.findings, again->report.findings, same), "a second run finds the same");
  return 0;
}
