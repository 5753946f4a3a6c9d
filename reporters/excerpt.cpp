#include "reporters/excerpt.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "reporters/hidden.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

/// The line that begins at `begin`, with stars where a credential is written: no value of one is ever shown.
std::string Masked(const Hidden& hidden, const SourceFile& file, std::uint32_t begin) {
  std::string text = AsWritten(file, begin, begin + static_cast<std::uint32_t>(file.line_at(begin).size()));
  hidden.StarSource(file, begin, text);
  return text;
}

constexpr std::uint32_t kLinesAbove = 2;
constexpr std::uint32_t kLongestRegion = 6;
constexpr std::size_t kWidest = 200;

struct Line {
  std::uint32_t number = 0;  ///< as shown: in notebooks within the cell
  std::string text;
  std::size_t mark_begin = 0;  ///< bytes of text that the caret underlines; empty when equal
  std::size_t mark_end = 0;
  bool gap = false;  ///< `...` instead of a line
};

std::string_view WithoutBlanks(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

std::vector<Line> SourceLines(const Report& report, const Finding& finding, const Hidden& hidden) {
  const SourceFile& file = report.sources->file(finding.span.file);
  const std::uint32_t first = file.line_index(finding.span.begin);
  std::uint32_t last = file.line_index(std::max(finding.span.begin, finding.span.end));
  if (last > first && file.line_begin(last) == finding.span.end) --last;
  const std::uint32_t shift = first + 1 - finding.place.line;  // lines before the cell
  const std::uint32_t from = std::max(first - std::min(first, kLinesAbove), shift);
  std::vector<Line> lines;
  for (std::uint32_t i = from; i <= last; ++i) {
    if (i - first >= kLongestRegion && i > first && i < last) {
      if (!lines.back().gap) {
        lines.emplace_back();
        lines.back().gap = true;
      }
      continue;
    }
    Line line;
    line.number = i + 1 - shift;
    const std::uint32_t begin = file.line_begin(i);
    line.text = Masked(hidden, file, begin);
    if (i >= first) {
      const std::size_t content = WithoutBlanks(line.text).size();
      line.mark_begin = i == first ? finding.span.begin - begin : std::min(line.text.find_first_not_of(" \t"), content);
      line.mark_end = i == last ? std::min<std::size_t>(finding.span.end - begin, line.text.size()) : content;
      line.mark_end = std::max(line.mark_begin + (i == first ? 1 : 0), line.mark_end);
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<Line> ProjectLines(const Report& report, const Finding& finding, const Hidden& hidden,
                               engine::LineCursor& cursor) {
  const auto found = report.project_texts.find(finding.path);
  if (found == report.project_texts.end() || found->second.empty()) return {};
  const std::string_view text = cursor.Line(found->second, finding.place.line);
  if (text.data() == nullptr) return {};  // there is no such line
  Line line;
  line.number = finding.place.line;
  line.text = WithoutBlanks(text);
  hidden.Star(line.text);
  line.mark_begin = std::min<std::size_t>(finding.place.column - 1, line.text.size());
  line.mark_end =
      std::min<std::size_t>(std::max(finding.place.end_column, finding.place.column + 1) - 1, line.text.size());
  if (finding.place.end_column <= finding.place.column) line.mark_end = line.text.size();
  return {line};
}

/// Very long lines (data in a notebook) are shown around their mark.
void Cut(Line& line) {
  if (line.text.size() <= kWidest) return;
  std::size_t begin = line.mark_begin > kWidest / 2 ? line.mark_begin - kWidest / 2 : 0;
  while (begin > 0 && (static_cast<unsigned char>(line.text[begin]) & 0xc0U) == 0x80U) --begin;
  std::size_t end = std::min(begin + kWidest, line.text.size());
  while (end < line.text.size() && (static_cast<unsigned char>(line.text[end]) & 0xc0U) == 0x80U) ++end;
  line.text = line.text.substr(begin, end - begin);
  line.mark_begin -= std::min(begin, line.mark_begin);
  line.mark_end = std::min(line.mark_end - std::min(begin, line.mark_end), line.text.size());
  line.mark_end = std::max(line.mark_begin, line.mark_end);
}

}  // namespace

std::string Excerpt(const Report& report, const Finding& finding, const Hidden& hidden, const Style& style,
                    engine::LineCursor& lines_of_project) {
  std::vector<Line> lines = finding.span.valid() ? SourceLines(report, finding, hidden)
                                                 : ProjectLines(report, finding, hidden, lines_of_project);
  if (lines.empty()) return {};
  std::size_t width = 1;
  for (const Line& line : lines) width = std::max(width, std::to_string(line.number).size());
  const std::string margin(width + 1, ' ');
  const std::string bar = std::string(style.blue()) + "|" + std::string(style.reset());
  std::string out = margin + bar + "\n";
  for (Line& line : lines) {
    if (line.gap) {
      out += std::string(style.blue()) + "..." + std::string(style.reset()) + "\n";
      continue;
    }
    Cut(line);
    const std::string number = std::to_string(line.number);
    const std::string shown = Visible(WithoutBlanks(line.text));
    out.append(style.blue()).append(width - number.size(), ' ').append(number).append(style.reset());
    out.append(" ").append(bar).append(shown.empty() ? "" : " ").append(shown).append("\n");
    if (line.mark_end <= line.mark_begin && line.mark_begin == 0) continue;
    const std::size_t mark_begin = std::min(line.mark_begin, line.text.size());
    const std::size_t indent = DisplayWidth(line.text.substr(0, mark_begin));
    const std::size_t length =
        line.mark_end > mark_begin ? DisplayWidth(line.text.substr(mark_begin, line.mark_end - mark_begin)) : 0;
    out += margin + bar + " " + std::string(indent, ' ') + std::string(style.of(finding.severity)) +
           std::string(std::max<std::size_t>(1, length), '^') + std::string(style.reset()) + "\n";
  }
  return out;
}

}  // namespace tracklint::reporters
