// HEAD and index of a git work tree, read from its files: no library to start, nothing written.
//
// Covers what ordinary repositories hold. Where a repository uses more (split index, other hash or
// reference formats) the reader says so and git_state.cpp asks libgit2 instead.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tracklint::project {

struct GitEntry {
  std::string path;  ///< relative to the top of the work tree
  std::uint32_t mode = 0;
  std::uint32_t size = 0;
  std::uint32_t mtime = 0;
  std::uint32_t mtime_nanoseconds = 0;
  bool ignore_changes = false;  ///< assume-unchanged or skip-worktree
};

struct GitFiles {
  enum class Status : std::uint8_t { kNone, kRead, kUnusual };  ///< no work tree · all known · ask libgit2
  Status status = Status::kNone;
  std::string top;     ///< absolute path of the work tree, with a final '/'
  std::string commit;  ///< of HEAD; empty when there is none yet
  std::vector<GitEntry> entries;
  bool may_convert = false;     ///< attributes or autocrlf: content on disk may differ from what is stored
  bool tree_is_cached = false;  ///< the index knows the tree it was written as: nothing has been staged since
};

[[nodiscard]] GitFiles ReadGitFiles(const std::string& root);

/// The entries of an index file; false when it is damaged or uses more than this reader knows.
[[nodiscard]] bool ParseGitIndex(std::string_view raw, GitFiles& out);

}  // namespace tracklint::project
