// SourceFile: text, lines and places. SourceSet: the files of one analysis.
#include "tracklint/source_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analyzer/source/json_cursor.h"
#include "analyzer/source/utf8.h"

namespace tracklint {
namespace {

using source::CountCodePoints;
using source::CountUtf16Units;

std::uint32_t Narrow(std::size_t value) { return static_cast<std::uint32_t>(value); }

constexpr std::size_t kMarkEvery = 1024;  // bytes of the raw text

}  // namespace

SourceFile::SourceFile(FileId id, Data data) : id_(id), data_(std::move(data)) {
  const std::string& text = data_.text;
  lines_.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    lines_.push_back(Narrow(at + 1));
  for (MagicLine& magic : data_.magics) magic.span.file = id;
  if (is_notebook()) {
    raw_marks_.reserve(data_.raw.size() / kMarkEvery + 1);
    raw_marks_.emplace_back();
    for (std::size_t at = kMarkEvery; at <= data_.raw.size(); at += kMarkEvery) raw_marks_.push_back(raw_position(at));
  }
}

SourceFile::RawMark SourceFile::raw_position(std::size_t offset) const {
  const std::string_view raw = data_.raw;
  const std::size_t index = std::min(offset / kMarkEvery, raw_marks_.size() - 1);
  RawMark mark = raw_marks_[index];
  std::size_t at = index * kMarkEvery;
  if (at == 0 && raw.starts_with("\xEF\xBB\xBF")) at = 3;
  for (; at < offset; ++at) {
    // CR, LF and CRLF each end a line
    const bool ends = raw[at] == '\n' || (raw[at] == '\r' && !(at + 1 < raw.size() && raw[at + 1] == '\n'));
    mark =
        ends ? RawMark{mark.line + 1, 0} : RawMark{mark.line, mark.units + Narrow(CountUtf16Units(raw.substr(at, 1)))};
  }
  return mark;
}

std::string_view SourceFile::slice(Span span) const {
  const std::size_t begin = std::min<std::size_t>(span.begin, data_.text.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, data_.text.size());
  return std::string_view(data_.text).substr(begin, end - begin);
}

std::uint32_t SourceFile::line_index(std::uint32_t offset) const {
  const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
  return Narrow(static_cast<std::size_t>(after - lines_.begin()) - 1);
}

std::uint32_t SourceFile::line_begin(std::uint32_t index) const {
  return index < lines_.size() ? lines_[index] : Narrow(data_.text.size());
}

std::string_view SourceFile::line_at(std::uint32_t offset) const {
  const std::size_t begin = line_begin(line_index(std::min(offset, Narrow(data_.text.size()))));
  const std::size_t end = std::min(data_.text.find('\n', begin), data_.text.size());
  return std::string_view(data_.text).substr(begin, end - begin);
}

Place SourceFile::place(Span span) const {
  const std::string_view text = data_.text;
  std::uint32_t begin = std::min(span.begin, Narrow(text.size()));
  std::uint32_t end = std::clamp(span.end, begin, Narrow(text.size()));
  std::uint32_t first_line = 0;
  Place place;
  if (is_notebook()) {
    // The cell that holds `begin`; the newline after a cell belongs to that cell.
    const auto after = std::upper_bound(data_.cells.begin(), data_.cells.end(), begin,
                                        [](std::uint32_t offset, const Cell& cell) { return offset < cell.begin; });
    if (after != data_.cells.begin()) {
      const Cell& cell = *std::prev(after);
      place.cell = cell.number;
      first_line = line_index(cell.begin);
      end = std::clamp(end, begin, std::max(begin, cell.end));
    }
  }
  const auto resolve = [&](std::uint32_t offset, std::uint32_t& line, std::uint32_t& column) {
    const std::uint32_t index = line_index(offset);
    line = index - first_line + 1;
    column = 1 + Narrow(CountCodePoints(text.substr(lines_[index], offset - lines_[index])));
  };
  resolve(begin, place.line, place.column);
  resolve(end, place.end_line, place.end_column);
  return place;
}

RawPlace SourceFile::raw_place(Span span) const {
  const std::string_view text = data_.text;
  const std::uint32_t begin = std::min(span.begin, Narrow(text.size()));
  const std::uint32_t end = std::clamp(span.end, begin, Narrow(text.size()));
  const auto resolve = [&](std::uint32_t offset, bool is_end, std::uint32_t& line, std::uint32_t& column) {
    const std::uint32_t index = line_index(offset);
    if (!is_notebook() || index >= data_.raw_offsets.size()) {
      // Scripts: line ends and encoding change, lines and characters do not.
      line = index + 1;
      column = 1 + Narrow(CountUtf16Units(text.substr(lines_[index], offset - lines_[index])));
      return;
    }
    const std::string_view raw = data_.raw;
    const std::size_t at = source::AdvanceInJsonString(raw, data_.raw_offsets[index], offset - lines_[index], is_end);
    const RawMark mark = raw_position(at);
    line = mark.line;
    column = 1 + mark.units;
  };
  RawPlace place;
  resolve(begin, false, place.line, place.column);
  resolve(end, end > begin, place.end_line, place.end_column);
  return place;
}

const SourceFile& SourceSet::add(SourceFile::Data data) {
  const FileId id{Narrow(files_.size())};
  const SourceFile& file = *files_.emplace_back(std::make_unique<SourceFile>(id, std::move(data)));
  by_path_.try_emplace(file.path(), id);
  return file;
}

const SourceFile* SourceSet::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : &file(found->second);
}

}  // namespace tracklint
