#include "analyzer/source/notebook.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <simdjson.h>

#include "analyzer/source/decode.h"
#include "analyzer/source/json_cursor.h"
#include "analyzer/source/line_scanner.h"
#include "analyzer/source/magics.h"
#include "analyzer/source/strict_json.h"
#include "analyzer/source/utf8.h"

namespace tracklint::source {
namespace {

std::uint32_t Narrow(std::size_t value) { return static_cast<std::uint32_t>(value); }

std::string Lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// Unknown (empty) languages are Python.
bool IsPython(const std::string& language) {
  const std::string lower = Lower(language);
  return lower.empty() || lower.find("python") != std::string::npos || lower == "pyspark" || lower == "sage" ||
         lower == "sagemath";
}

/// Where the parts of a cell stand in the JSON.
struct RawCell {
  bool code = false;
  std::optional<std::size_t> source;
  std::string language;
  std::int64_t execution_count = -1;
};

struct Outline {
  bool has_cells = false;
  std::string info_language;    ///< language_info.name: what the kernel said of itself
  std::string kernel_language;  ///< kernelspec.language
  std::string other_language;   ///< nbformat 3, Databricks
  std::vector<RawCell> cells;

  [[nodiscard]] bool python() const {
    return IsPython(!info_language.empty()     ? info_language
                    : !kernel_language.empty() ? kernel_language
                                               : other_language);
  }
};

/// The text of member `name` of the object that comes next; consumes the object.
std::string TakeMember(JsonCursor& cursor, std::string_view name) {
  std::string key;
  std::string value;
  if (!cursor.EnterObject()) {
    cursor.Skip();
    return value;
  }
  while (cursor.NextMember(key)) {
    if (key == name)
      value = cursor.TakeText().value_or("");
    else
      cursor.Skip();
  }
  return value;
}

RawCell ReadCell(JsonCursor& cursor) {
  RawCell cell;
  std::optional<std::size_t> input;
  std::string key;
  if (!cursor.EnterObject()) {
    cursor.Skip();
    return cell;
  }
  while (cursor.NextMember(key)) {
    if (key == "cell_type") {
      cell.code = cursor.TakeText() == "code";
    } else if (key == "source" || key == "input") {
      cursor.Peek();
      (key == "source" ? cell.source : input) = cursor.offset();
      cursor.Skip();
    } else if (key == "execution_count" || key == "prompt_number") {
      cell.execution_count = cursor.TakeInteger().value_or(-1);
    } else if (key == "language") {
      cell.language = cursor.TakeText().value_or("");
    } else if (key == "metadata" && cursor.EnterObject()) {
      while (cursor.NextMember(key)) {
        if (key == "vscode")
          cell.language = TakeMember(cursor, "languageId");
        else
          cursor.Skip();
      }
    } else {
      cursor.Skip();
    }
  }
  if (!cell.source) cell.source = input;
  return cell;
}

void ReadCells(JsonCursor& cursor, Outline& outline) {
  if (!cursor.EnterArray()) {
    cursor.Skip();
    return;
  }
  outline.has_cells = true;
  while (cursor.NextElement()) outline.cells.push_back(ReadCell(cursor));
}

void ReadMetadata(JsonCursor& cursor, Outline& outline) {
  std::string key;
  if (!cursor.EnterObject()) {
    cursor.Skip();
    return;
  }
  while (cursor.NextMember(key)) {
    if (key == "language_info")
      outline.info_language = TakeMember(cursor, "name");
    else if (key == "kernelspec")
      outline.kernel_language = TakeMember(cursor, "language");
    else if (key == "language")
      outline.other_language = cursor.TakeText().value_or("");
    else if (key == "application/vnd.databricks.v1+notebook")
      outline.other_language = TakeMember(cursor, "language");
    else
      cursor.Skip();
  }
}

Outline ReadOutline(std::string_view json, std::size_t begin) {
  Outline outline;
  JsonCursor cursor(json, begin);
  std::string key;
  if (!cursor.EnterObject()) return outline;
  while (cursor.NextMember(key)) {
    if (key == "cells") {
      ReadCells(cursor, outline);
    } else if (key == "metadata") {
      ReadMetadata(cursor, outline);
    } else if (key == "worksheets" && cursor.EnterArray()) {
      outline.has_cells = true;
      while (cursor.NextElement()) {
        if (!cursor.EnterObject()) {
          cursor.Skip();
          continue;
        }
        while (cursor.NextMember(key)) {
          if (key == "cells")
            ReadCells(cursor, outline);
          else
            cursor.Skip();
        }
      }
    } else {
      cursor.Skip();
    }
  }
  return outline;
}

/// Appends the decoded source at `at` (a string or an array of strings) with LF line ends, and the
/// raw begin of each of its lines.
void AppendSource(std::string_view json, std::size_t at, SourceFile::Data& data) {
  bool line_start = true;
  bool after_cr = false;
  std::size_t end = at;
  const auto append = [&](std::size_t raw) {
    for (JsonChar next = ReadJsonChar(json, raw); next.raw_size > 0; next = ReadJsonChar(json, raw)) {
      const bool second_half = after_cr && next.code == '\n';  // CRLF is one line end
      after_cr = next.code == '\r';
      if (!second_half) {
        if (line_start) data.raw_offsets.push_back(Narrow(raw));
        line_start = next.code == '\r' || next.code == '\n';
        if (line_start)
          data.text.push_back('\n');
        else
          AppendUtf8(data.text, next.code == 0 ? U' ' : next.code);
      }
      raw += next.raw_size;
    }
    end = raw;
  };
  JsonCursor cursor(json, at);
  if (const std::optional<std::size_t> lone = cursor.TakeString()) {
    append(*lone);
  } else if (cursor.EnterArray()) {
    while (cursor.NextElement()) {
      if (const std::optional<std::size_t> piece = cursor.TakeString())
        append(*piece);
      else
        cursor.Skip();
    }
  }
  if (line_start) data.raw_offsets.push_back(Narrow(end));
}

/// A cell that ends inside a bracket or a string would swallow the cells behind it. Jupyter rejects
/// it alone, so it becomes comments behind one `$`, which no Python line holds: a syntax error in
/// that cell and nowhere else.
void ContainBrokenCell(std::string& text, std::size_t begin, std::size_t end) {
  LineScanner scanner;
  for (std::size_t at = begin; at < end;) {
    const std::size_t line_end = std::min(text.find('\n', at), end);
    scanner.Consume(std::string_view(text).substr(at, line_end - at));
    at = line_end + 1;
  }
  if (!scanner.open()) return;
  std::vector<MagicLine> unused;
  SkipCell(text, begin, end, unused);
  const std::size_t first = text.find('#', begin);
  if (first < end) text[first] = '$';
  if (first + 1 < end && text[first + 1] != '\n') text[first + 1] = '#';
  for (std::size_t at = first + 2; at < end && IsContinuation(text[at]); ++at) text[at] = ' ';
}

void AppendCell(std::string_view json, const RawCell& raw, std::uint32_t number, SourceFile::Data& data) {
  if (!data.cells.empty()) data.text.push_back('\n');
  Cell cell{number, Narrow(data.text.size()), 0, raw.execution_count};
  if (raw.source)
    AppendSource(json, *raw.source, data);
  else
    data.raw_offsets.push_back(0);
  cell.end = Narrow(data.text.size());
  if (IsPython(raw.language)) {
    NeutraliseMagics(data.text, cell.begin, cell.end, Dialect::kJupyter, data.magics);
    ContainBrokenCell(data.text, cell.begin, cell.end);
  } else {
    SkipCell(data.text, cell.begin, cell.end, data.magics);
  }
  data.cells.push_back(cell);
}

}  // namespace

Result<SourceFile::Data> ReadNotebook(std::string bytes) {
  Result<std::string> decoded = DecodeUnicode(std::move(bytes));
  if (!decoded) return decoded.error();
  SourceFile::Data data;
  data.kind = SourceKind::kNotebook;
  data.raw = std::move(decoded).value();
  std::string_view json = data.raw;
  std::string strict;
  const std::size_t begin = json.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    const auto parse = [&] { return parser.parse(json.data() + begin, json.size() - begin).get(root); };
    const simdjson::error_code error = parse();
    if (error != simdjson::SUCCESS) {
      // Jupyter's own reader takes it: an output may hold NaN, or half a character that a cut left behind.
      strict = StrictJson(json);
      json = strict;
      if (parse() != simdjson::SUCCESS) return Error{std::string("not valid JSON: ") + simdjson::error_message(error)};
    }
    if (!root.is_object()) return Error{"not a notebook: the JSON is no object"};
  }
  const Outline outline = ReadOutline(json, begin);
  if (!outline.has_cells) return Error{"not a notebook: it has no list of cells"};
  if (outline.python()) {
    std::uint32_t number = 0;
    for (const RawCell& cell : outline.cells) {
      ++number;
      if (cell.code) AppendCell(json, cell, number, data);
    }
  }
  if (data.raw_offsets.empty()) data.raw_offsets.push_back(0);
  return data;
}

}  // namespace tracklint::source
