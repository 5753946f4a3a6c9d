#include "server/text_document.h"

#include <algorithm>
#include <utility>

#include "analyzer/source/utf8.h"

namespace tracklint::server {
namespace {

std::size_t UnitsOf(char lead) { return static_cast<unsigned char>(lead) >= 0xF0U ? 2 : 1; }

}  // namespace

TextDocument::TextDocument(std::string text) : text_(std::move(text)) { FindLines(0); }

/// Finds the lines again from the line that holds the offset `from`.
void TextDocument::FindLines(std::size_t from) {
  while (!lines_.empty() && lines_.back() > from) lines_.pop_back();
  // A line end before may have been torn apart.
  if (lines_.size() > 1) lines_.pop_back();
  if (lines_.empty()) lines_.push_back(0);
  for (std::size_t at = lines_.back(); at < text_.size(); ++at) {
    if (text_[at] == '\n' || (text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] != '\n')))
      lines_.push_back(at + 1);
  }
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
  FindLines(begin);
}

}  // namespace tracklint::server
