#include "analyzer/discover/ignore.h"

#include <utility>

#include "analyzer/discover/files.h"

namespace tracklint::discover {
namespace {

constexpr std::uint64_t kMaxIgnoreFile = 1 << 20;

std::string_view Name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// Cuts blanks at the end unless a backslash keeps them.
std::string_view TrimBlanks(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == ' ') continue;
    if (line[at] == '\\') ++at;
    end = at + 1;
  }
  return line.substr(0, end);
}

IgnoreRules ReadRules(const std::string& path) {
  const std::optional<std::string> text = ReadSmallFile(path, kMaxIgnoreFile);
  return text ? IgnoreRules::Parse(*text) : IgnoreRules();
}

std::string FirstLine(const std::string& text) { return text.substr(0, text.find_first_of("\r\n")); }

/// The directory that holds info/exclude: `.git`, or what the file `.git` of a worktree or submodule leads to.
std::string CommonGitDirectory(const std::string& directory) {
  std::string git = directory + ".git";
  if (IsDirectory(git)) return git;
  const std::optional<std::string> link = ReadSmallFile(git, 4096);
  if (!link || !link->starts_with("gitdir: ")) return git;
  const std::string target = FirstLine(link->substr(8));
  git = target.starts_with('/') ? target : directory + target;
  const std::optional<std::string> common = ReadSmallFile(git + "/commondir", 4096);
  if (!common) return git;
  const std::string shared = FirstLine(*common);
  return shared.starts_with('/') ? shared : git + "/" + shared;
}

}  // namespace

void IgnoreRules::Add(std::string_view pattern) {
  Rule rule;
  rule.negated = pattern.starts_with('!');
  if (rule.negated) pattern.remove_prefix(1);
  rule.only_directories = pattern.ends_with('/');
  if (rule.only_directories) pattern.remove_suffix(1);
  rule.whole_path = pattern.find('/') != std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  if (pattern.empty()) return;
  std::optional<Glob> glob = Glob::Compile(pattern);
  if (!glob) return;
  rule.glob = std::move(*glob);
  rules_.push_back(std::move(rule));
}

IgnoreRules IgnoreRules::Parse(std::string_view text) {
  IgnoreRules rules;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with('#')) continue;
    if (line.ends_with('\r')) line.remove_suffix(1);
    line = TrimBlanks(line);
    if (!line.empty()) rules.Add(line);
  }
  return rules;
}

IgnoreRules IgnoreRules::FromPatterns(const std::vector<std::string>& patterns) {
  IgnoreRules rules;
  for (const std::string& pattern : patterns)
    rules.Add(pattern.starts_with("./") ? std::string_view(pattern).substr(1) : std::string_view(pattern));
  return rules;
}

Verdict IgnoreRules::Match(std::string_view path, bool is_directory) const {
  const std::string_view name = Name(path);
  const std::uint64_t bytes = Glob::BytesOf(path);
  const std::uint64_t name_bytes = Glob::BytesOf(name);
  for (std::size_t rank = rules_.size(); rank > 0; --rank) {
    const Rule& rule = rules_[rank - 1];
    if (rule.only_directories && !is_directory) continue;
    const bool matches = rule.whole_path ? rule.glob.Matches(path, bytes) : rule.glob.Matches(name, name_bytes);
    if (matches) return rule.negated ? Verdict::kKept : Verdict::kIgnored;
  }
  return Verdict::kNone;
}

bool IgnoreRules::Covers(std::string_view path, std::size_t from) const {
  if (rules_.empty()) return false;
  for (std::size_t slash = path.find('/', from); slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    if (Match(path.substr(0, slash), true) == Verdict::kIgnored) return true;
  }
  return Match(path, false) == Verdict::kIgnored;
}

IgnoreChain::FrameId IgnoreChain::Enter(FrameId parent, const std::string& directory, bool has_gitignore,
                                        bool has_ignore, bool is_repository) {
  if (!has_gitignore && !has_ignore && !is_repository) return parent;
  const std::string base = directory.ends_with('/') ? directory : directory + "/";
  Frame frame;
  frame.parent = parent;
  frame.base = base.size();
  frame.is_repository = is_repository;
  if (has_gitignore) frame.git = ReadRules(base + ".gitignore");
  if (has_ignore) frame.ignore = ReadRules(base + ".ignore");
  if (is_repository) frame.exclude = ReadRules(CommonGitDirectory(base) + "/info/exclude");
  frames_.push_back(std::move(frame));
  return static_cast<FrameId>(frames_.size()) - 1;
}

IgnoreChain::FrameId IgnoreChain::EnterFound(FrameId parent, const std::string& directory) {
  const std::string base = directory.ends_with('/') ? directory : directory + "/";
  return Enter(parent, directory, Exists(base + ".gitignore"), Exists(base + ".ignore"), Exists(base + ".git"));
}

bool IgnoreChain::Ignored(FrameId frame, std::string_view absolute, bool is_directory) const {
  // .ignore files beat .gitignore files, which beat info/exclude; deeper ones beat those above.
  for (FrameId at = frame; at != kNone; at = frames_[static_cast<std::size_t>(at)].parent) {
    const Frame& rules = frames_[static_cast<std::size_t>(at)];
    const Verdict verdict = rules.ignore.Match(absolute.substr(rules.base), is_directory);
    if (verdict != Verdict::kNone) return verdict == Verdict::kIgnored;
  }
  for (FrameId at = frame; at != kNone; at = frames_[static_cast<std::size_t>(at)].parent) {
    const Frame& rules = frames_[static_cast<std::size_t>(at)];
    Verdict verdict = rules.git.Match(absolute.substr(rules.base), is_directory);
    if (verdict == Verdict::kNone && rules.is_repository)
      verdict = rules.exclude.Match(absolute.substr(rules.base), is_directory);
    if (verdict != Verdict::kNone) return verdict == Verdict::kIgnored;
    if (rules.is_repository) break;  // a repository does not see the rules around it
  }
  return false;
}

std::string RepositoryTop(std::string directory) {
  while (true) {
    const std::string base = directory.ends_with('/') ? directory : directory + "/";
    if (Exists(base + ".git")) return directory;
    const std::size_t slash = directory.rfind('/');
    if (slash == std::string::npos || directory == "/") return {};
    directory.resize(slash == 0 ? 1 : slash);
  }
}

}  // namespace tracklint::discover
