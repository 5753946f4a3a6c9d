#include "analyzer/engine/suppressions.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "analyzer/engine/comments.h"
#include "analyzer/engine/selection.h"

namespace tracklint::engine {
namespace {

constexpr std::string_view kOurMark = "tracklint:";
constexpr std::string_view kForeignMark = "noqa";

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsSpace(char c) { return c == ' ' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return Lower(c) >= 'a' && Lower(c) <= 'z'; }
bool IsCodeChar(char c) { return IsLetter(c) || IsDigit(c) || c == '-' || c == '_'; }

std::size_t FindIgnoringCase(std::string_view text, std::string_view word, std::size_t from) {
  // Horspool's search: what stands at the end of the window says how far it moves.
  const std::size_t n = word.size();
  std::array<std::uint8_t, 256> shift;
  shift.fill(static_cast<std::uint8_t>(n));
  for (std::size_t i = 0; i + 1 < n; ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    shift[c] = static_cast<std::uint8_t>(n - 1 - i);
    if (c >= 'a' && c <= 'z') shift[static_cast<unsigned char>(c - 'a' + 'A')] = shift[c];
  }
  for (std::size_t end = from + n - 1; end < text.size(); end += shift[static_cast<unsigned char>(text[end])]) {
    const std::size_t i = end + 1 - n;
    if (std::ranges::equal(text.substr(i, n), word, [](char a, char b) { return Lower(a) == b; })) return i;
  }
  return std::string_view::npos;
}

std::size_t SkipSpaces(std::string_view text, std::size_t at) {
  while (at < text.size() && IsSpace(text[at])) ++at;
  return at;
}

/// `#` and spaces must stand directly before a mark.
bool HashBefore(std::string_view text, std::size_t at, std::size_t& hash) {
  while (at > 0 && IsSpace(text[at - 1])) --at;
  if (at == 0 || text[at - 1] != '#') return false;
  hash = at - 1;
  return true;
}

bool Take(std::string_view text, std::size_t& at, std::string_view word) {
  if (text.substr(at, word.size()) != word) return false;
  at += word.size();
  return true;
}

std::string TakeCode(std::string_view text, std::size_t& at) {
  std::string code;
  while (at < text.size() && IsCodeChar(text[at])) code += text[at++];
  return code;
}

/// After `tracklint:`. False when what follows is no mark.
bool ParseOurs(std::string_view text, std::size_t at, SuppressionComment& comment) {
  at = SkipSpaces(text, at);
  if (!Take(text, at, "ignore")) return false;
  comment.ours = true;
  comment.whole_file = Take(text, at, "-file");
  if (at < text.size() && IsCodeChar(text[at])) return false;
  std::size_t inside = SkipSpaces(text, at);
  if (inside < text.size() && text[inside] == '[') {
    const std::size_t close = text.find(']', inside);
    if (close == std::string_view::npos) return false;
    for (++inside; inside < close;) {
      std::string code = TakeCode(text, inside);
      if (!code.empty())
        comment.codes.push_back(std::move(code));
      else
        ++inside;
    }
    if (comment.codes.empty()) return false;
    at = close + 1;
  }
  comment.end = static_cast<std::uint32_t>(at);
  return true;
}

/// After `noqa`: codes are letters followed by digits, separated by commas or spaces.
bool ParseForeign(std::string_view text, std::size_t at, SuppressionComment& comment) {
  at = SkipSpaces(text, at);
  if (at >= text.size() || text[at] != ':') return false;
  ++at;
  while (true) {
    std::size_t next = at;
    while (next < text.size() && (IsSpace(text[next]) || text[next] == ',')) ++next;
    std::size_t end = next;
    while (end < text.size() && IsLetter(text[end])) ++end;
    const std::size_t letters = end - next;
    while (end < text.size() && IsDigit(text[end])) ++end;
    if (letters == 0 || end == next + letters) break;
    comment.codes.emplace_back(text.substr(next, end - next));
    at = end;
  }
  comment.end = static_cast<std::uint32_t>(at);
  return !comment.codes.empty();
}

bool Means(std::string_view code, std::string_view id, std::string_view name) {
  if (id == kUnusedSuppressionRule) return code == id || code == name;
  RuleMetadata meta;
  meta.id = id;
  meta.name = name;
  return SelectorMatches(code, meta);
}

bool Contains(std::span<const Rule* const> rules, const Rule* rule) {
  return std::ranges::find(rules, rule) != rules.end();
}

}  // namespace

std::vector<SuppressionComment> ParseComment(std::string_view text) {
  std::vector<SuppressionComment> found;
  const auto collect = [&](std::string_view mark, bool (*parse)(std::string_view, std::size_t, SuppressionComment&)) {
    for (std::size_t at = FindIgnoringCase(text, mark, 0); at != std::string_view::npos;
         at = FindIgnoringCase(text, mark, at + mark.size())) {
      std::size_t hash = 0;
      SuppressionComment comment;
      if (!HashBefore(text, at, hash) || !parse(text, at + mark.size(), comment)) continue;
      comment.begin = static_cast<std::uint32_t>(hash);
      found.push_back(std::move(comment));
    }
  };
  collect(kOurMark, &ParseOurs);
  collect(kForeignMark, &ParseForeign);
  return found;
}

void Suppressions::AddFile(const SourceFile& file) {
  const std::string_view text = file.text();
  if (FindIgnoringCase(text, kOurMark, 0) == std::string_view::npos &&
      FindIgnoringCase(text, kForeignMark, 0) == std::string_view::npos)
    return;
  CommentScan scan = ScanComments(text, file.cells());
  FileMarks marks;
  for (const CommentRange& range : scan.comments) {
    for (SuppressionComment& comment : ParseComment(text.substr(range.begin, range.end - range.begin))) {
      Mark mark;
      mark.span = {file.id(), range.begin + comment.begin, range.begin + comment.end};
      mark.line = range.line;
      mark.used.assign(std::max<std::size_t>(1, comment.codes.size()), false);
      mark.comment = std::move(comment);
      marks.marks.push_back(std::move(mark));
    }
  }
  if (marks.marks.empty()) return;
  marks.logical_end = std::move(scan.logical_end);
  files_[file.id()] = std::move(marks);
}

bool Suppressions::Acts(Mark& mark, std::string_view id, std::string_view name) {
  if (mark.comment.codes.empty()) {
    if (id == kUnusedSuppressionRule) return false;
    mark.used[0] = true;
    return true;
  }
  bool acts = false;
  for (std::size_t i = 0; i < mark.comment.codes.size(); ++i) {
    if (!Means(mark.comment.codes[i], id, name)) continue;
    mark.used[i] = true;
    acts = true;
  }
  return acts;
}

bool Suppressions::Suppresses(const SourceFile& file, const Finding& finding) {
  const auto found = files_.find(file.id());
  if (found == files_.end()) return false;
  FileMarks& marks = found->second;
  const std::uint32_t first = file.line_index(finding.span.begin);
  const std::uint32_t last = file.line_index(std::max(finding.span.begin, finding.span.end));
  const std::uint32_t statement_end = first < marks.logical_end.size() ? marks.logical_end[first] : first;
  bool suppressed = false;
  std::vector<std::uint32_t> lines{first};
  if (statement_end != first) lines.push_back(statement_end);
  if (last != first && last < statement_end) lines.push_back(last);
  for (const std::uint32_t line : lines) {
    auto mark = std::ranges::lower_bound(marks.marks, line, {}, &Mark::line);
    for (; mark != marks.marks.end() && mark->line == line; ++mark) {
      if (!mark->comment.whole_file && Acts(*mark, finding.rule, finding.name)) suppressed = true;
    }
  }
  // Those of the whole file act on every finding of a rule alike.
  const auto [known, fresh] = marks.whole_file.try_emplace(std::string(finding.rule), false);
  if (fresh) {
    for (Mark& mark : marks.marks) {
      if (mark.comment.whole_file && Acts(mark, finding.rule, finding.name)) known->second = true;
    }
  }
  return suppressed || known->second;
}

std::vector<UnusedSuppression> Suppressions::Unused(std::span<const Rule* const> all,
                                                    std::span<const Rule* const> selected) const {
  const bool whole_default_set =
      std::ranges::all_of(all, [&](const Rule* rule) { return !rule->meta.on || Contains(selected, rule); });
  std::map<std::string_view, bool> ran;  // every rule of that code
  const auto has_run = [&](std::string_view code) {
    const auto [known, fresh] = ran.try_emplace(code, true);
    if (fresh)
      known->second = std::ranges::all_of(
          all, [&](const Rule* rule) { return !SelectorMatches(code, rule->meta) || Contains(selected, rule); });
    return known->second;
  };
  std::vector<UnusedSuppression> unused;
  for (const auto& [id, marks] : files_) {
    for (const Mark& mark : marks.marks) {
      if (!mark.comment.ours) continue;
      if (mark.comment.codes.empty()) {
        if (!mark.used[0] && whole_default_set) unused.push_back({mark.span, {}});
        continue;
      }
      std::string codes;
      for (std::size_t i = 0; i < mark.comment.codes.size(); ++i) {
        const std::string& code = mark.comment.codes[i];
        if (mark.used[i] || !has_run(code) || code == kUnusedSuppressionRule) continue;
        if (!codes.empty()) codes += ", ";
        codes += code;
      }
      if (!codes.empty()) unused.push_back({mark.span, std::move(codes)});
    }
  }
  return unused;
}

bool ProjectLineSuppresses(std::string_view line, const Finding& finding) {
  const std::size_t hash = line.find('#');
  if (hash == std::string_view::npos) return false;
  for (const SuppressionComment& comment : ParseComment(line.substr(hash))) {
    if (comment.codes.empty()) return true;
    for (const std::string& code : comment.codes) {
      if (Means(code, finding.rule, finding.name)) return true;
    }
  }
  return false;
}

}  // namespace tracklint::engine
