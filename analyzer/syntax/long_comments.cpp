#include "analyzer/syntax/long_comments.h"

#include <algorithm>
#include <iterator>

#include "analyzer/syntax/line_walker.h"

namespace tracklint::syntax {
namespace {
constexpr std::size_t kLongStretch = 64;  // lines

bool HasLongLine(std::string_view text) {
  for (std::size_t at = 0; at + kLongComment <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end - at >= kLongComment) return true;
    at = end + 1;
  }
  return false;
}
}  // namespace

std::string BlankLongComments(std::string_view text, std::vector<CommentRange>& blanked) {
  // Cheap first: most texts do not even hold enough `#`.
  const auto signs = static_cast<std::size_t>(std::count(text.begin(), text.end(), '#'));
  if (signs == 0 || (signs < kLongStretch && !HasLongLine(text))) return {};
  std::vector<CommentRange> stretch;
  const auto flush = [&] {
    const bool all = stretch.size() >= kLongStretch;
    std::copy_if(stretch.begin(), stretch.end(), std::back_inserter(blanked),
                 [all](const CommentRange& c) { return all || c.end - c.begin >= kLongComment; });
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
