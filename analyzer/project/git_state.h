// The state of the git work tree that holds the root. Nothing is written.
//
// The common case is read from git's own files; libgit2, which takes longer to start than a small
// file to check, is asked only where they do not tell.
#pragma once

#include <string>

#include "tracklint/project.h"

namespace tracklint::project {

enum class GitDetail {
  kCommit,   ///< without a look at the tracked files: `dirty` stays false
  kChanges,  ///< whether tracked files differ from the commit as well
};

/// `root`: absolute. A bare repository or a broken .git gives no work tree. The look at changed files is
/// bounded: in a work tree too large or too expensive to compare, `dirty` stays false.
[[nodiscard]] GitState ReadGitState(const std::string& root, GitDetail detail = GitDetail::kChanges);

/// The same, through libgit2 alone.
[[nodiscard]] GitState ReadGitStateByLibrary(const std::string& root, GitDetail detail = GitDetail::kChanges);

}  // namespace tracklint::project
