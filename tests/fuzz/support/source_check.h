// What holds for every source file that was read, however strange its bytes were.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/source/edit.h"
#include "analyzer/source/read.h"
#include "analyzer/source/utf8.h"
#include "tests/fuzz/support/fuzz.h"
#include "tracklint/source_file.h"

namespace tracklint::fuzz {

/// The raw text in lines as editors count them: CR, LF and CRLF end a line.
inline std::vector<std::string_view> RawLines(std::string_view raw) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < raw.size(); ++at) {
    if (raw[at] != '\n' && raw[at] != '\r') continue;
    lines.push_back(raw.substr(begin, at - begin));
    if (raw[at] == '\r' && at + 1 < raw.size() && raw[at + 1] == '\n') ++at;
    begin = at + 1;
  }
  lines.push_back(raw.substr(begin));
  if (lines[0].starts_with("\xEF\xBB\xBF")) lines[0].remove_prefix(3);
  return lines;
}

/// What stands at a column (1-based, UTF-16 units) of a line; empty behind its end.
inline std::string_view AtColumn(std::string_view line, std::uint32_t column) {
  std::uint32_t units = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (source::IsContinuation(line[at])) continue;
    if (units + 1 >= column) return line.substr(at);
    units += static_cast<unsigned char>(line[at]) >= 0xF0U ? 2U : 1U;
  }
  return {};
}

class SourceCheck {
 public:
  /// Aborts where something does not hold. `utf8`: the bytes on disk are UTF-8, so that raw() can be counted in lines.
  static void Run(const SourceFile::Data& data, const std::string& bytes, bool utf8) {
    const SourceFile file(FileId{0}, data);
    SourceCheck check(data, file, bytes);
    check.Shape();
    check.Places();
    if (utf8) check.Letters();
    check.Edits();
  }

 private:
  SourceCheck(const SourceFile::Data& data, const SourceFile& file, const std::string& bytes)
      : data_(data), file_(file), bytes_(bytes), choice_(Hash(bytes)) {}

  void Shape() const {
    const std::string_view text = file_.text();
    Require(source::FindInvalidUtf8(text) == std::string_view::npos, "text is UTF-8");
    Require(text.find('\r') == std::string_view::npos, "lines end with LF");
    Require(data_.raw.empty() || data_.raw_offsets.size() == file_.line_count(), "a raw offset for each line");
    if (!data_.raw.empty() && !file_.is_notebook())
      Require(std::ranges::is_sorted(data_.raw_offsets), "raw offsets go up");
    std::uint32_t end = 0;
    std::uint32_t number = 0;
    for (const Cell& cell : file_.cells()) {
      Require(cell.begin >= end && cell.begin <= cell.end && cell.end <= text.size(), "cells lie in the text");
      Require(cell.number > number, "cells are counted");
      if (file_.is_notebook()) Require(cell.begin == 0 ? end == 0 : text[cell.begin - 1] == '\n', "cells begin a line");
      end = cell.end;
      number = cell.number;
    }
    std::uint32_t magic_begin = 0;
    for (const MagicLine& magic : file_.magics()) {
      Require(magic.span.begin <= magic.span.end && magic.span.end <= text.size(), "magics lie in the text");
      Require(magic.span.begin >= magic_begin, "magics are in order");
      magic_begin = magic.span.begin;
    }
  }

  void Places() const {
    const auto size = static_cast<std::uint32_t>(file_.text().size());
    const std::uint32_t step = std::max(1U, size / 64);
    Place before;
    for (std::uint32_t at = 0; at <= size; at += step) {
      const Span span{FileId{0}, at, std::min(size, at + step)};
      const Place place = file_.place(span);
      Require(place.line >= 1 && place.column >= 1, "places count from 1");
      Require(place.end_line > place.line || (place.end_line == place.line && place.end_column >= place.column),
              "a place ends behind its begin");
      Require(place.cell > before.cell || (place.cell == before.cell && place.line >= before.line), "places go up");
      Require(file_.line_begin(file_.line_index(at)) <= at, "a line begins before what it holds");
      const RawPlace raw = file_.raw_place(span);
      Require(raw.line >= 1 && raw.column >= 1, "raw places count from 1");
      before = place;
    }
  }

  /// A letter or digit of the text is the same on disk (in JSON maybe as an escape).
  void Letters() const {
    const std::string_view text = file_.text();
    const std::vector<std::string_view> lines = RawLines(file_.is_notebook() ? file_.raw() : std::string_view(bytes_));
    const std::size_t step = std::max<std::size_t>(1, text.size() / 256);
    for (std::size_t at = choice_ % step; at < text.size(); at += step) {
      const char c = text[at];
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '1' && c <= '9');
      if (!plain || InMagic(at)) continue;
      const auto offset = static_cast<std::uint32_t>(at);
      const RawPlace place = file_.raw_place({FileId{0}, offset, offset + 1});
      Require(place.line <= lines.size(), "a raw place lies in the file");
      const std::string_view there = AtColumn(lines[place.line - 1], place.column);
      const bool escaped = file_.is_notebook() && there.size() >= 6 && there.starts_with("\\u00") &&
                           std::stoi(std::string(there.substr(4, 2)), nullptr, 16) == c;
      Require(there.starts_with(c) || escaped, "a letter is where its raw place says", there.substr(0, 20));
    }
  }

  void Edits() const {
    const Result<std::string> same = source::ApplyEdits(file_, bytes_, {});
    Require(same.ok() && same.value() == bytes_, "no edit changes nothing");
    const std::string_view text = file_.text();
    if (text.size() > 1U << 16U) return;
    const auto size = static_cast<std::uint32_t>(text.size());
    std::uint32_t begin = choice_ % (size + 1);
    while (begin > 0 && begin < size && source::IsContinuation(text[begin])) --begin;
    std::uint32_t end = begin + (choice_ >> 16U) % (size - begin + 1);
    while (end < size && source::IsContinuation(text[end])) ++end;
    Edit(begin, begin, "x");
    Edit(begin, begin, "x = \"1\"\n");
    Edit(begin, end, "");
    Edit(begin, end, "y\n\tz");
    if (!file_.cells().empty()) {
      const Cell& cell = file_.cells()[choice_ % file_.cells().size()];
      Edit(cell.begin, cell.begin, "import a\n");
      Edit(cell.end, cell.end, "\nb = 2");
      Edit(cell.begin, cell.end, "c");
    }
  }

  void Edit(std::uint32_t begin, std::uint32_t end, const std::string& by) const {
    const std::vector<source::TextEdit> edits{{begin, end, by}};
    const Result<std::string> edited = source::ApplyEdits(file_, bytes_, edits);
    if (!edited.ok()) return;
    const Result<SourceFile::Data> again = source::ReadSource(data_.path, {}, edited.value());
    Require(again.ok(), "an edited file can be read");
    std::string wanted(file_.text().substr(0, begin));
    wanted += by;
    wanted += file_.text().substr(end);
    Require(again.value().text == wanted, "an edited file holds the edited text");
    Require(again.value().cells.size() == file_.cells().size() || !file_.is_notebook(), "an edit makes no cell");
  }

  [[nodiscard]] bool InMagic(std::size_t at) const {
    return std::ranges::any_of(file_.magics(),
                               [at](const MagicLine& magic) { return magic.span.begin <= at && at < magic.span.end; });
  }

  const SourceFile::Data& data_;
  const SourceFile& file_;
  const std::string& bytes_;
  std::uint32_t choice_;
};

}  // namespace tracklint::fuzz
