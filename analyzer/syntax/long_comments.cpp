#include "analyzer/syntax/long_comments.h"

#include <algorithm>

#include "analyzer/syntax/line_walker.h"

namespace tracklint::syntax {
namespace {
constexpr std::size_t kLongStretch = 64;  // lines
}  // namespace

std::string BlankLongComments(std::string_view text, std::vector<CommentRange>& blanked) {
  // Cheap first: most texts do not even hold enough `#`.
  if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '#')) < kLongStretch) return {};
  std::vector<CommentRange> stretch;
  const auto flush = [&] {
    if (stretch.size() >= kLongStretch) blanked.insert(blanked.end(), stretch.begin(), stretch.end());
    stretch.clear();
  };
  for (LineWalker walker(text); walker.next();) {
    const Line& line = walker.line();
    if (walker.is_comment()) {
      stretch.push_back({static_cast<std::uint32_t>(line.first), static_cast<std::uint32_t>(line.end)});
    } else if (line.first != line.end) {
      flush();
    }
  }
  flush();
  if (blanked.empty()) return {};
  std::string copy(text);
  for (const CommentRange& c : blanked) {
    std::fill(copy.begin() + c.begin, copy.begin() + c.end, ' ');
  }
  return copy;
}

}  // namespace tracklint::syntax
