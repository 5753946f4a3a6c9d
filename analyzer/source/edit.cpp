#include "analyzer/source/edit.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "analyzer/source/decode.h"
#include "analyzer/source/json_cursor.h"
#include "analyzer/source/read.h"

namespace tracklint::source {
namespace {

/// For each line of the text where it begins on disk; empty when the text is the file.
using Offsets = std::vector<std::uint32_t>;

/// A replacement of bytes on disk.
struct RawEdit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

std::string Replaced(std::string_view bytes, const std::vector<RawEdit>& edits) {
  std::string out;
  std::size_t at = 0;
  for (const RawEdit& edit : edits) {
    out += bytes.substr(at, edit.begin - at);
    out += edit.text;
    at = edit.end;
  }
  out += bytes.substr(at);
  return out;
}

std::string EditedText(std::string_view text, std::span<const TextEdit> edits) {
  std::vector<RawEdit> plain;
  plain.reserve(edits.size());
  for (const TextEdit& edit : edits) plain.push_back({edit.begin, edit.end, edit.text});
  return Replaced(text, plain);
}

/// The line end that most lines have.
std::string_view LineEnd(std::string_view raw) {
  std::size_t lf = 0;
  std::size_t crlf = 0;
  std::size_t cr = 0;
  for (std::size_t at = raw.find_first_of("\r\n"); at != std::string_view::npos;
       at = raw.find_first_of("\r\n", at + 1)) {
    if (raw[at] == '\n') {
      ++lf;
    } else if (at + 1 < raw.size() && raw[at + 1] == '\n') {
      ++crlf;
      ++at;
    } else {
      ++cr;
    }
  }
  if (crlf >= lf && crlf >= cr && crlf > 0) return "\r\n";
  return cr > lf ? "\r" : "\n";
}

std::string WithLineEnds(std::string_view text, std::string_view line_end) {
  std::string out;
  for (char c : text) {
    if (c == '\n')
      out += line_end;
    else
      out += c;
  }
  return out;
}

Result<std::string> EditScript(const SourceFile& file, const Offsets& offsets, const std::string& bytes,
                               std::span<const TextEdit> edits) {
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  // UTF-16 is decoded only to see which line ends it has.
  const Result<std::string> unicode = utf16 ? DecodeUnicode(bytes) : Result<std::string>(std::string());
  const std::string_view line_end = LineEnd(utf16 && unicode.ok() ? unicode.value() : bytes);
  std::optional<Error> problem;
  const auto raw_offset = [&](std::uint32_t offset) -> std::size_t {
    if (offsets.empty()) return offset;
    const std::uint32_t line = file.line_index(offset);
    const std::uint32_t begin = file.line_begin(line);
    const Result<std::string> before = EncodePython(bytes, file.text().substr(begin, offset - begin));
    if (!before.ok()) problem = before.error();
    const std::size_t size = before.ok() ? before.value().size() : 0;
    // half a surrogate pair and its like are read as a sign that stands for them: there is no place to edit behind it
    if (before.ok() && (offsets[line] > bytes.size() || bytes.compare(offsets[line], size, before.value()) != 0))
      problem = Error{"the line holds bytes that are no text: it cannot be edited"};
    return offsets[line] + size;
  };
  std::vector<RawEdit> raw;
  for (const TextEdit& edit : edits) {
    Result<std::string> text = EncodePython(bytes, WithLineEnds(edit.text, line_end));
    if (!text.ok()) return text.error();
    raw.push_back({raw_offset(edit.begin), raw_offset(edit.end), std::move(text).value()});
    if (problem) return *problem;
  }
  return Replaced(bytes, raw);
}

/// One string of a cell's source: `[begin, end)` is its inside in the JSON.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The source of one cell, character by character.
class CellSource {
 public:
  /// `at`: inside the first string of the cell.
  CellSource(std::string_view json, std::size_t at) : json_(json) {
    while (true) {
      Piece piece{at, at};
      for (JsonChar next = ReadJsonChar(json_, at); next.raw_size > 0; next = ReadJsonChar(json_, at))
        at += next.raw_size;
      piece.end = at;
      pieces_.push_back(piece);
      JsonCursor cursor(json_, std::min(at + 1, json_.size()));
      if (at >= json_.size() || !cursor.NextElement()) return;
      const std::optional<std::size_t> begin = cursor.TakeString();
      if (!begin || cursor.Peek() == ':') return;  // a key: the string stood alone
      at = *begin;
    }
  }

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] std::size_t piece_of(std::size_t raw) const {
    std::size_t piece = 0;
    while (piece + 1 < pieces_.size() && pieces_[piece + 1].begin <= raw) ++piece;
    return piece;
  }
  /// What stands between two strings: `",\n    "`. Empty when the source is one string.
  [[nodiscard]] std::string separator() const {
    if (pieces_.size() < 2) return {};
    return std::string(json_.substr(pieces_[0].end, pieces_[1].begin - pieces_[0].end));
  }
  /// A list of one string: its separator is made of what stands before it.
  [[nodiscard]] std::string first_separator() const {
    const std::size_t quote = pieces_[0].begin - 1;
    std::size_t blank = quote;
    while (blank > 0 && (json_[blank - 1] == ' ' || json_[blank - 1] == '\n' || json_[blank - 1] == '\r' ||
                         json_[blank - 1] == '\t'))
      --blank;
    if (blank == 0 || json_[blank - 1] != '[') return {};
    return "\"," + std::string(quote == blank ? " " : json_.substr(blank, quote - blank)) + "\"";
  }

 private:
  std::string_view json_;
  std::vector<Piece> pieces_;
};

void AppendEscaped(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  if (static_cast<unsigned char>(c) >= 0x20U) {
    out += c;
    return;
  }
  out += "\\u00";
  out += kDigits[static_cast<unsigned char>(c) >> 4U];
  out += kDigits[static_cast<unsigned char>(c) & 0xFU];
}

/// The edit as bytes of the JSON. Each new line becomes a string of the list, as Jupyter writes it.
RawEdit InCell(const CellSource& cell, std::size_t begin, std::size_t end, const std::string& text) {
  const std::vector<Piece>& pieces = cell.pieces();
  std::string separator = cell.separator();
  if (separator.empty()) separator = cell.first_separator();
  RawEdit raw{begin, end, {}};
  const std::size_t last = cell.piece_of(end);
  if (text.empty() && begin < end && !separator.empty()) {
    // A whole line goes with its string, and the last line with the separator before it.
    const std::size_t first = cell.piece_of(begin);
    if (begin == pieces[first].begin && end == pieces[last].end && last + 1 < pieces.size())
      raw.end = pieces[last + 1].begin;
    else if (begin == pieces[first].begin && end == pieces[last].end && first > 0)
      raw.begin = pieces[first - 1].end;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    AppendEscaped(raw.text, text[i]);
    if (text[i] != '\n' || separator.empty()) continue;
    const bool at_end = i + 1 == text.size() && end == pieces[last].end;
    if (!at_end) raw.text += separator;
  }
  return raw;
}

Result<std::string> EditNotebook(const SourceFile& file, const Offsets& offsets, const std::string& bytes,
                                 std::span<const TextEdit> edits) {
  if (bytes != file.raw()) return Error{"a notebook that is not UTF-8 is not edited"};
  const std::string_view json = bytes;
  std::vector<RawEdit> raw;
  for (const TextEdit& edit : edits) {
    const auto after = std::ranges::upper_bound(file.cells(), edit.begin, {}, &Cell::begin);
    if (after == file.cells().begin()) return Error{"the edit lies in no cell"};
    const Cell& cell = *(after - 1);
    if (edit.end > cell.end) return Error{"the edit reaches from one cell into another"};
    const std::uint32_t first_line = file.line_index(cell.begin);
    // A cell may lack a source, or have one that is no text.
    const std::uint32_t source_begin = offsets[first_line];
    if (source_begin == 0 || json[source_begin - 1] != '"') return Error{"the cell holds no text"};
    const CellSource source(json, source_begin);
    const auto raw_offset = [&](std::uint32_t offset, bool is_end) {
      const std::uint32_t line = file.line_index(offset);
      return AdvanceInJsonString(json, offsets[line], offset - file.line_begin(line), is_end);
    };
    const bool insertion = edit.begin == edit.end;
    const std::size_t begin = raw_offset(edit.begin, false);
    std::size_t end = begin;
    if (!insertion) {
      // The end of a line lies in the string that holds it, not where the next one begins.
      const bool at_line_begin = file.line_begin(file.line_index(edit.end)) == edit.end;
      end = at_line_begin ? raw_offset(edit.end - 1, false) : raw_offset(edit.end, true);
      if (at_line_begin) end += ReadJsonChar(json, end).raw_size;
    }
    raw.push_back(InCell(source, begin, end, edit.text));
    if (raw.size() > 1 && raw[raw.size() - 2].end > raw.back().begin) return Error{"two edits meet in one string"};
  }
  return Replaced(bytes, raw);
}

}  // namespace

Result<std::string> ApplyEdits(const SourceFile& file, const std::string& bytes, std::span<const TextEdit> edits) {
  for (std::size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].begin > edits[i].end || edits[i].end > file.text().size() ||
        (i > 0 && edits[i - 1].end > edits[i].begin))
      return Error{"the edits overlap"};
  }
  const Result<SourceFile::Data> data = ReadSource(file.path(), file.absolute(), bytes);
  if (!data.ok()) return data.error();
  if (data.value().text != file.text()) return Error{"the file has changed meanwhile"};
  const Offsets& offsets = data.value().raw_offsets;
  Result<std::string> edited =
      file.is_notebook() ? EditNotebook(file, offsets, bytes, edits) : EditScript(file, offsets, bytes, edits);
  if (!edited.ok()) return edited;
  const Result<SourceFile::Data> again = ReadSource(file.path(), file.absolute(), edited.value());
  if (!again.ok()) return again.error();
  if (again.value().text != EditedText(file.text(), edits)) return Error{"the edit cannot be written into this file"};
  return edited;
}

}  // namespace tracklint::source
