// JSON formats of other tools: GitLab code quality and reviewdog's rdjson.
#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

#include "reporters/json_writer.h"
#include "reporters/places.h"
#include "reporters/reporters.h"

namespace tracklint::reporters {
namespace {

constexpr auto kInline = JsonWriter::Layout::kInline;

std::string Message(const Finding& finding) {
  const std::string cell = finding.place.cell == 0 ? ""
                                                   : "cell " + std::to_string(finding.place.cell) + ", line " +
                                                         std::to_string(finding.place.line) + ": ";
  return cell + finding.message;
}

class Gitlab final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& /*options*/, std::ostream& out) const override {
    JsonWriter json(out);
    json.array();
    for (const Finding& finding : report.findings) {
      const RawPlace raw = OneLineRegion(report, finding).raw;
      json.object()
          .field("description", std::string(finding.rule) + ": " + Message(finding))
          .field("check_name", finding.rule)
          .field("fingerprint", finding.fingerprint);
      json.field("severity", finding.severity == Severity::kError     ? "major"
                             : finding.severity == Severity::kWarning ? "minor"
                                                                      : "info");
      json.key("location")
          .object()
          .field("path", ShownPath(report, finding.path))
          .key("lines")
          .object(kInline)
          .field("begin", raw.line)
          .field("end", raw.end_line)
          .end()
          .end()
          .end();
    }
    json.end();
    json.finish();
    out << "\n";
  }
};

/// reviewdog counts columns in bytes.
RawPlace BytePlace(const Report& report, const Finding& finding) {
  RawPlace raw = OneLineRegion(report, finding).raw;
  if (!finding.span.valid()) return raw;
  const SourceFile& file = report.sources->file(finding.span.file);
  if (file.is_notebook()) return raw;
  const std::uint32_t begin = file.line_begin(file.line_index(finding.span.begin));
  const auto length = static_cast<std::uint32_t>(file.line_at(finding.span.begin).size());
  raw.column = finding.span.begin - begin + 1;
  raw.end_column = std::min(finding.span.end - begin, length) + 1;
  return raw;
}

void WriteRange(JsonWriter& json, const RawPlace& place) {
  json.key("range").object(kInline);
  json.key("start").object().field("line", place.line).field("column", place.column).end();
  json.key("end").object().field("line", place.end_line).field("column", place.end_column).end().end();
}

class Rdjson final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& /*options*/, std::ostream& out) const override {
    JsonWriter json(out);
    json.object()
        .key("source")
        .object(kInline)
        .field("name", "tracklint")
        .end()
        .field("severity", "WARNING")
        .key("diagnostics")
        .array();
    for (const Finding& finding : report.findings) {
      json.object().field("message", Message(finding));
      json.key("location").object().field("path", ShownPath(report, finding.path));
      WriteRange(json, BytePlace(report, finding));
      json.end();
      json.field("severity", finding.severity == Severity::kError     ? "ERROR"
                             : finding.severity == Severity::kWarning ? "WARNING"
                                                                      : "INFO");
      json.key("code").object(kInline).field("value", finding.rule).end().end();
    }
    json.end().end();
    json.finish();
    out << "\n";
  }
};

}  // namespace

const Reporter& GitlabReporter() {
  static const Gitlab kReporter;
  return kReporter;
}
const Reporter& RdjsonReporter() {
  static const Rdjson kReporter;
  return kReporter;
}

}  // namespace tracklint::reporters
