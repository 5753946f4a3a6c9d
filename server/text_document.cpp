#include "server/text_document.h"

#include <algorithm>
#include <utility>

#include "analyzer/source/utf8.h"

namespace tracklint::server {
namespace {

std::size_t UnitsOf(char lead) { return static_cast<unsigned char>(lead) >= 0xF0U ? 2 : 1; }

}  // namespace

TextDocument::TextDocument(std::string text) : text_(std::move(text)) {
  lines_.push_back(0);
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (EndsLine(at)) lines_.push_back(at + 1);
  }
}

bool TextDocument::EndsLine(std::size_t at) const {
  return text_[at] == '\n' || (text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] != '\n'));
}

std::size_t TextDocument::LineEnd(std::size_t line) const {
  std::size_t end = line + 1 < lines_.size() ? lines_[line + 1] : text_.size();
  if (line + 1 < lines_.size()) {
    if (end > lines_[line] && text_[end - 1] == '\n') --end;
    if (end > lines_[line] && text_[end - 1] == '\r') --end;
  }
  return end;
}

std::size_t TextDocument::OffsetOf(Position position, Encoding encoding) const {
  if (position.line >= lines_.size()) return text_.size();
  std::size_t at = lines_[position.line];
  const std::size_t end = LineEnd(position.line);
  if (encoding == Encoding::kUtf8) {
    at += std::min(position.character, end - at);
    while (at < end && at > 0 && source::IsContinuation(text_[at])) --at;
    return at;
  }
  for (std::size_t units = 0; at < end && units < position.character;) {
    units += UnitsOf(text_[at]);
    if (units > position.character) break;
    ++at;
    while (at < end && source::IsContinuation(text_[at])) ++at;
  }
  return at;
}

Position TextDocument::PositionOf(std::size_t offset, Encoding encoding) const {
  offset = std::min(offset, text_.size());
  const auto next = std::ranges::upper_bound(lines_, offset);
  const auto line = static_cast<std::size_t>(next - lines_.begin()) - 1;
  const std::size_t end = std::min(offset, LineEnd(line));
  const std::string_view before = std::string_view(text_).substr(lines_[line], end - lines_[line]);
  return {line, encoding == Encoding::kUtf8 ? before.size() : source::CountUtf16Units(before)};
}

void TextDocument::Replace(Range range, std::string_view by, Encoding encoding) {
  const std::size_t begin = OffsetOf(range.start, encoding);
  const std::size_t end = std::max(begin, OffsetOf(range.end, encoding));
  text_.replace(begin, end - begin, by);
  // Whether a line begins somewhere is said by the byte before and the one there.
  const auto first = std::max(std::ranges::lower_bound(lines_, begin), lines_.begin() + 1);
  const auto last = std::ranges::upper_bound(first, lines_.end(), end);
  for (auto line = last; line != lines_.end(); ++line) *line = *line - (end - begin) + by.size();
  std::vector<std::size_t> fresh;
  const std::size_t stop = std::min(begin + by.size(), text_.size());
  for (std::size_t at = begin == 0 ? 0 : begin - 1; at < stop; ++at) {
    if (EndsLine(at)) fresh.push_back(at + 1);
  }
  lines_.insert(lines_.erase(first, last), fresh.begin(), fresh.end());
}

}  // namespace tracklint::server
