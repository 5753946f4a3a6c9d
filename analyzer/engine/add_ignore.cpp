#include "analyzer/engine/add_ignore.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "analyzer/engine/comments.h"
#include "analyzer/engine/suppressions.h"

namespace tracklint::engine {
namespace {

using Codes = std::set<std::string>;

std::string List(const Codes& codes) {
  std::string out;
  for (const std::string& code : codes) out += (out.empty() ? "" : ", ") + code;
  return out;
}

/// Puts codes into the comment of a line (which begins at `comment` in it, npos: none): where, and what.
struct Insertion {
  std::size_t at = 0;
  std::string text;
};
Insertion InLine(std::string_view line, std::size_t comment, const Codes& codes) {
  if (comment != std::string_view::npos) {
    for (const SuppressionComment& mark : ParseComment(line.substr(comment))) {
      if (!mark.ours || mark.whole_file || mark.codes.empty()) continue;
      return {comment + mark.end - 1, ", " + List(codes)};
    }
  }
  std::size_t end = line.size();
  while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == '\t' || line[end - 1] == '\r')) --end;
  return {end, "  # tracklint: ignore[" + List(codes) + "]"};
}

bool HashComments(std::string_view path) {
  for (std::string_view ending : {".txt", ".in", ".yaml", ".yml", ".toml", "Pipfile", "MLproject"}) {
    if (path.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

IgnoreEdits AddIgnores(const SourceFile& file, const std::vector<const Finding*>& findings) {
  IgnoreEdits result;
  const CommentScan scan = ScanComments(file.text(), file.cells());
  std::map<std::uint32_t, std::size_t> comments;  // line → offset of its comment
  for (const CommentRange& comment : scan.comments) comments[comment.line] = comment.begin;
  std::map<std::uint32_t, Codes> by_line;
  for (const Finding* finding : findings) {
    const std::uint32_t first = file.line_index(finding->span.begin);
    // A comment can stand at the end of a statement whatever is inside it (strings, continued lines).
    const std::uint32_t line = first < scan.logical_end.size() ? scan.logical_end[first] : first;
    const std::uint32_t begin = file.line_begin(line);
    const std::string_view text = file.line_at(begin);
    const bool magic = std::ranges::any_of(file.magics(), [&](const MagicLine& m) {
      return m.span.begin < begin + text.size() + 1 && begin <= m.span.end;
    });
    if (magic || text.ends_with('\\')) {
      ++result.left;
      continue;
    }
    by_line[line].insert(std::string(finding->rule));
    ++result.suppressed;
  }
  for (const auto& [line, codes] : by_line) {
    const std::uint32_t begin = file.line_begin(line);
    const auto comment = comments.find(line);
    const Insertion insertion = InLine(
        file.line_at(begin), comment == comments.end() ? std::string_view::npos : comment->second - begin, codes);
    const auto at = begin + static_cast<std::uint32_t>(insertion.at);
    result.edits.push_back({{file.id(), at, at}, insertion.text});
  }
  return result;
}

std::size_t AddIgnores(const std::string& path, std::string& text, const std::vector<const Finding*>& findings) {
  if (!HashComments(path)) return 0;
  std::map<std::uint32_t, Codes> by_line;
  for (const Finding* finding : findings) by_line[finding->place.line].insert(std::string(finding->rule));
  std::size_t done = 0;
  std::string out;
  std::uint32_t number = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    const auto codes = by_line.find(++number);
    if (codes != by_line.end() && !line.ends_with('\\')) {
      const Insertion insertion = InLine(line, line.find('#'), codes->second);
      line.insert(insertion.at, insertion.text);
      done += codes->second.size();
    }
    out += line;
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  text = std::move(out);
  return done;
}

}  // namespace tracklint::engine
