// The whole report as one JSON document (schema tracklint-report/1), and one finding a line (json-lines).
#include <algorithm>
#include <map>
#include <ostream>
#include <string_view>
#include <tuple>
#include <vector>

#include "analyzer/engine/fix.h"
#include "reporters/finding_json.h"
#include "reporters/json_writer.h"
#include "reporters/places.h"
#include "reporters/reporters.h"
#include "reporters/score_json.h"

namespace tracklint::reporters {
namespace {

constexpr auto kInline = JsonWriter::Layout::kInline;

/// Findings and suppressed ones in one order.
std::vector<const Finding*> Together(const Report& report) {
  std::vector<const Finding*> all;
  for (const Finding& finding : report.findings) all.push_back(&finding);
  for (const Finding& finding : report.suppressed) all.push_back(&finding);
  std::ranges::stable_sort(all, [](const Finding* a, const Finding* b) {
    return std::tie(a->path, a->place.cell, a->place.line, a->place.column, a->rule, a->subject) <
           std::tie(b->path, b->place.cell, b->place.line, b->place.column, b->rule, b->subject);
  });
  return all;
}

void WriteSummary(JsonWriter& json, const Report& report) {
  const SeverityCounts counts = CountSeverities(report.findings);
  json.key("summary").object();
  json.field("files", report.files_checked).field("findings", report.findings.size());
  json.field("error", counts.errors)
      .field("warning", counts.warnings)
      .field("note", counts.notes)
      .field("suppressed", report.suppressed.size());
  const engine::FixableCounts fixable = engine::CountFixable(report.findings);
  json.field("baselined", report.baselined)
      .field("fixed", report.fixed)
      .field("fixable", fixable.safe)
      .field("fixable_unsafe", fixable.unsafe);
  std::map<std::string_view, std::size_t> rules;
  for (const Finding& finding : report.findings) ++rules[finding.rule];
  json.key("rules").object(kInline);
  for (const auto& [rule, count] : rules) json.field(rule, count);
  json.end();
  json.field("target_mlflow", std::to_string(report.target.major) + "." + std::to_string(report.target.minor) + "." +
                                  std::to_string(report.target.patch));
  json.end();
}

class Json final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& options, std::ostream& out) const override {
    JsonWriter json(out);
    json.object().field("schema", "tracklint-report/1");
    WriteTool(json, options.version);
    json.field("root", report.root);
    json.key("findings").array();
    for (const Finding* finding : Together(report)) WriteFinding(json, report, *finding);
    json.end().key("score");
    if (report.score)
      WriteScore(json, *report.score, *report.sources);
    else
      json.null();
    json.key("errors").array();
    for (const ReportError& error : report.errors)
      json.object(kInline).field("path", error.path).field("message", error.message).end();
    json.end();
    WriteSummary(json, report);
    json.end();
    json.finish();
    out << "\n";
  }
};

class JsonLines final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& /*options*/, std::ostream& out) const override {
    for (const Finding* finding : Together(report)) {
      JsonWriter json(JsonWriter::Layout::kInline);
      WriteFinding(json, report, *finding, kInline);
      out << json.str() << "\n";
    }
  }
};

}  // namespace

const Reporter& JsonReporter() {
  static const Json kReporter;
  return kReporter;
}
const Reporter& JsonLinesReporter() {
  static const JsonLines kReporter;
  return kReporter;
}

}  // namespace tracklint::reporters
