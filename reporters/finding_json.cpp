#include "reporters/finding_json.h"

namespace tracklint::reporters {
namespace {

constexpr auto kInline = JsonWriter::Layout::kInline;

void WritePlace(JsonWriter& json, const Place& place) {
  json.key("cell");
  if (place.cell == 0)
    json.null();
  else
    json.number(std::int64_t{place.cell});
  json.field("line", place.line)
      .field("column", place.column)
      .field("end_line", place.end_line)
      .field("end_column", place.end_column);
}

void WriteFixes(JsonWriter& json, const Report& report, const std::vector<Fix>& fixes) {
  json.key("fixes").array();
  for (const Fix& fix : fixes) {
    json.object()
        .field("message", fix.message)
        .field("applicability", fix.applicability == Applicability::kSafe ? "safe" : "unsafe");
    json.key("edits").array();
    for (const Edit& edit : fix.edits) {
      const SourceFile& file = report.sources->file(edit.span.file);
      json.object(kInline).field("path", file.path());
      WritePlace(json, file.place(edit.span));
      json.field("content", edit.text).end();
    }
    json.end().end();
  }
  json.end();
}

}  // namespace

void WriteTool(JsonWriter& json, std::string_view version) {
  json.key("tool").object(kInline).field("name", "tracklint").field("version", version).end();
}

void WriteFinding(JsonWriter& json, const Report& report, const Finding& finding, JsonWriter::Layout layout) {
  json.object(layout);
  json.field("rule", finding.rule)
      .field("name", finding.name)
      .field("level", ToString(finding.severity))
      .field("message", finding.message)
      .field("path", finding.path);
  WritePlace(json, finding.place);
  json.key("subject").text_or_null(finding.subject);
  json.key("run").text_or_null(finding.run);
  WriteFixes(json, report, finding.fixes);
  json.field("fingerprint", finding.fingerprint).field("suppressed", finding.suppressed);
  json.key("help").text_or_null(finding.help);
  json.key("related").array();
  for (const RelatedLocation& related : finding.related) {
    if (!related.span.valid()) continue;
    const SourceFile& file = report.sources->file(related.span.file);
    json.object(kInline).field("path", file.path());
    WritePlace(json, file.place(related.span));
    json.field("message", related.message).end();
  }
  json.end();
  json.end();
}

}  // namespace tracklint::reporters
