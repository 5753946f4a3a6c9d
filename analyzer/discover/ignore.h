// Git's ignore rules: one list of patterns (an ignore file), and the chain of lists that holds for a
// directory. Rules are immutable; IgnoreChain only grows, reads are safe while nothing is added.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/discover/glob.h"

namespace tracklint::discover {

enum class Verdict : std::uint8_t { kNone, kIgnored, kKept };

/// The patterns of one file, later ones first in rank.
class IgnoreRules {
 public:
  IgnoreRules() = default;
  /// `text` as in a .gitignore.
  static IgnoreRules Parse(std::string_view text);
  /// One pattern a line of configuration: no comments, no trailing blanks cut, `./` in front allowed.
  static IgnoreRules FromPatterns(const std::vector<std::string>& patterns);

  [[nodiscard]] bool empty() const { return rules_.empty(); }
  /// `path` is relative to the directory of the file, without a slash at its end.
  [[nodiscard]] Verdict Match(std::string_view path, bool is_directory) const;
  /// The path or one of the directories on the way to it is ignored; directories up to `from` bytes are not asked.
  [[nodiscard]] bool Covers(std::string_view path, std::size_t from = 0) const;

 private:
  struct Rule {
    Glob glob;
    bool negated = false;
    bool only_directories = false;
    bool whole_path = false;  ///< holds a slash: matched against the path, not the name
  };
  void Add(std::string_view pattern);

  std::vector<Rule> rules_;
};

/// Which rules hold where. A frame is a directory with rules of its own; frames link to their parents.
class IgnoreChain {
 public:
  using FrameId = std::int32_t;
  static constexpr FrameId kNone = -1;

  /// Reads `.gitignore` and `.ignore` of the directory and, where a repository begins, its
  /// `info/exclude`. Gives `parent` back when there is nothing to hold. `directory` is absolute.
  FrameId Enter(FrameId parent, const std::string& directory, bool has_gitignore, bool has_ignore, bool is_repository);
  /// As Enter, looking at the disk for what is there.
  FrameId EnterFound(FrameId parent, const std::string& directory);
  [[nodiscard]] bool Ignored(FrameId frame, std::string_view absolute, bool is_directory) const;

 private:
  struct Frame {
    FrameId parent = kNone;
    std::size_t base = 0;  ///< length of the directory's path with its slash
    bool is_repository = false;
    IgnoreRules git;
    IgnoreRules ignore;
    IgnoreRules exclude;
  };
  std::vector<Frame> frames_;
};

/// Top directory of the repository that holds `directory`; empty when there is none.
[[nodiscard]] std::string RepositoryTop(std::string directory);

}  // namespace tracklint::discover
