#include "server/translate.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "analyzer/engine/add_ignore.h"
#include "analyzer/knowledge/secret_text.h"
#include "analyzer/source/edit.h"
#include "analyzer/source/utf8.h"
#include "reporters/text.h"
#include "server/uri.h"

namespace tracklint::server {
namespace {

int SeverityNumber(Severity severity) {
  switch (severity) {
    case Severity::kError: return 1;
    case Severity::kWarning: return 2;
    case Severity::kNote: return 3;
  }
  return 3;
}

/// The smallest replacement that makes `after` of `before`: equal beginnings and ends are left out.
struct Replacement {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};
Replacement Difference(std::string_view before, std::string_view after) {
  const std::size_t most = std::min(before.size(), after.size());
  std::size_t same = 0;
  while (same < most && before[same] == after[same]) ++same;
  std::size_t tail = 0;
  while (tail < most - same && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  // Not inside a character, nor between CR and LF.
  const auto inside = [](std::string_view text, std::size_t at) {
    return at < text.size() &&
           (source::IsContinuation(text[at]) || (at > 0 && text[at] == '\n' && text[at - 1] == '\r'));
  };
  while (same > 0 && (inside(before, same) || inside(after, same))) --same;
  while (tail > 0 && (inside(before, before.size() - tail) || inside(after, after.size() - tail))) --tail;
  return {same, before.size() - tail, std::string(after.substr(same, after.size() - tail - same))};
}

}  // namespace

std::string Shown(std::string_view text) {
  return reporters::Visible(knowledge::WithoutSecrets(text, knowledge::TextKind::kSentence));
}

Json ToJson(const Position& position) { return {{"line", position.line}, {"character", position.character}}; }
Json ToJson(const Range& range) { return {{"start", ToJson(range.start)}, {"end", ToJson(range.end)}}; }
Position PositionFrom(const Json& json) {
  const auto number = [&](const char* name) {
    const auto value = json.at(name).get<std::int64_t>();
    return static_cast<std::size_t>(std::max<std::int64_t>(value, 0));
  };
  return {number("line"), number("character")};
}
Range RangeFrom(const Json& json) { return {PositionFrom(json.at("start")), PositionFrom(json.at("end"))}; }

Translator::Translator(const Report& report, const Documents& documents, Encoding encoding)
    : report_(report), documents_(documents), encoding_(encoding) {
  for (const auto& [uri, buffer] : documents.buffers) open_.emplace(buffer.path, uri);
}

Translator::Place Translator::PlaceOf(const SourceFile& file) const {
  const auto open = open_.find(file.absolute());
  if (open == open_.end()) return {UriOf(file.absolute()), nullptr};
  return {open->second, &documents_.buffers.at(open->second)};
}

const TextDocument& Translator::RawOf(const SourceFile& file) {
  const auto known = raw_.find(file.id());
  if (known != raw_.end()) return known->second;
  const Place place = PlaceOf(file);
  std::string bytes = place.buffer == nullptr ? std::string(file.raw()) : documents_.BytesOf(place.uri, *place.buffer);
  return raw_.emplace(file.id(), TextDocument(std::move(bytes))).first->second;
}

std::optional<Location> Translator::InCell(const SourceFile& file, const Buffer& buffer, Span span) const {
  for (const tracklint::Cell& cell : file.cells()) {
    if (span.begin < cell.begin || span.begin > cell.end) continue;
    if (cell.number == 0 || cell.number > buffer.cells.size()) return std::nullopt;
    const std::uint32_t first = file.line_index(cell.begin);
    const auto position = [&](std::uint32_t offset) {
      offset = std::min(offset, cell.end);
      const std::uint32_t line = file.line_index(offset);
      const std::uint32_t begin = std::max(file.line_begin(line), cell.begin);
      const std::string_view before = file.text().substr(begin, offset - begin);
      return Position{line - first, encoding_ == Encoding::kUtf8 ? before.size() : source::CountUtf16Units(before)};
    };
    return Location{buffer.cells[cell.number - 1].uri, {position(span.begin), position(span.end)}};
  }
  return std::nullopt;
}

std::optional<Location> Translator::Locate(Span span) {
  if (!span.valid()) return std::nullopt;
  const SourceFile& file = report_.sources->file(span.file);
  if (file.absolute().empty()) return std::nullopt;
  const Place place = PlaceOf(file);
  if (place.buffer != nullptr && place.buffer->is_notebook) return InCell(file, *place.buffer, span);
  const RawPlace raw = file.raw_place(span);
  Range range{{raw.line - 1, raw.column - 1}, {raw.end_line - 1, raw.end_column - 1}};
  if (encoding_ == Encoding::kUtf8) {
    const TextDocument& text = RawOf(file);
    const auto bytes = [&text](Position position) {
      return text.PositionOf(text.OffsetOf(position, Encoding::kUtf16), Encoding::kUtf8);
    };
    range = {bytes(range.start), bytes(range.end)};
  }
  return Location{place.uri, range};
}

std::optional<Location> Translator::Locate(const Finding& finding) {
  if (finding.span.valid()) return Locate(finding.span);
  // A file that could not be read, but is open.
  const auto open = open_.find(report_.root_absolute + "/" + finding.path);
  if (open == open_.end() || documents_.buffers.at(open->second).is_notebook) return std::nullopt;
  const std::size_t line = finding.place.line == 0 ? 0 : finding.place.line - 1;
  return Location{open->second, {{line, 0}, {line, 0}}};
}

Json Translator::Diagnostic(const Finding& finding, const Range& range, bool related) {
  Json diagnostic{{"range", ToJson(range)},
                  {"severity", SeverityNumber(finding.severity)},
                  {"code", finding.rule},
                  {"source", "tracklint"},
                  {"message", Shown(finding.message)},
                  {"data", finding.fingerprint}};
  if (!finding.help.empty()) diagnostic["message"] = Shown(finding.message) + "\nHelp: " + Shown(finding.help);
  if (related && !finding.related.empty()) {
    Json list = Json::array();
    for (const RelatedLocation& one : finding.related) {
      if (const std::optional<Location> at = Locate(one.span))
        list.push_back(
            {{"location", {{"uri", at->uri}, {"range", ToJson(at->range)}}}, {"message", Shown(one.message)}});
    }
    if (!list.empty()) diagnostic["relatedInformation"] = std::move(list);
  }
  return diagnostic;
}

std::optional<Json> Translator::Changes(const std::vector<Edit>& edits) {
  Json changes = Json::object();
  std::map<FileId, std::vector<source::TextEdit>> by_file;
  for (const Edit& edit : edits) {
    if (!edit.span.valid()) return std::nullopt;
    const SourceFile& file = report_.sources->file(edit.span.file);
    const Place place = PlaceOf(file);
    if (file.absolute().empty()) return std::nullopt;
    if (place.buffer == nullptr || !place.buffer->is_notebook) {
      by_file[file.id()].push_back({edit.span.begin, edit.span.end, edit.text});
      continue;
    }
    const std::optional<Location> at = Locate(edit.span);
    if (!at) return std::nullopt;
    changes[at->uri].push_back({{"range", ToJson(at->range)}, {"newText", edit.text}});
  }
  for (auto& [id, texts] : by_file) {
    const SourceFile& file = report_.sources->file(id);
    std::ranges::stable_sort(texts, {}, [](const source::TextEdit& edit) { return edit.begin; });
    const TextDocument& before = RawOf(file);
    const Result<std::string> after = source::ApplyEdits(file, before.text(), texts);
    if (!after.ok()) return std::nullopt;
    const Replacement change = Difference(before.text(), after.value());
    const Range range{before.PositionOf(change.begin, encoding_), before.PositionOf(change.end, encoding_)};
    changes[PlaceOf(file).uri].push_back({{"range", ToJson(range)}, {"newText", reporters::ValidUtf8(change.text)}});
  }
  return changes;
}

std::optional<Json> Translator::IgnoreOnLine(const Finding& finding) {
  if (!finding.span.valid()) return std::nullopt;
  const engine::IgnoreEdits ignores = engine::AddIgnores(report_.sources->file(finding.span.file), {&finding});
  if (ignores.edits.empty()) return std::nullopt;
  return Changes(ignores.edits);
}

}  // namespace tracklint::server
