// The files of a commit, read from the objects of a git repository: bare ones and mirrors too, without a checkout.
// Nothing of the repository is changed or run. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "corpus/tree_writer.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

struct GitTree {
  std::string commit;                ///< in full
  std::vector<std::string> tracked;  ///< every path of the tree but submodules, sorted
  std::string fingerprint;           ///< of all names, and of the contents that the analysis reads
};

/// The folder is a git repository without a work tree of its own: bare, a mirror, a `.git` folder, or a clone in which
/// nothing was checked out.
[[nodiscard]] bool IsGitWithoutFiles(const std::string& path);

/// What `commit` (empty: HEAD; anything that git understands) names in the repository at `path`, in full.
[[nodiscard]] Result<std::string> FindCommit(const std::string& path, const std::string& commit);

/// The day (UTC, `2024-02-29`) of a commit of the repository at exactly this place; empty when there is none.
[[nodiscard]] std::string CommitDate(const std::string& path, const std::string& commit);

/// Writes the files of a commit. Of a file whose object is missing (partial mirrors lack large ones) the name is kept
/// in `tracked`; where the analysis would have read it, it counts as unreadable.
[[nodiscard]] Result<GitTree> WriteGitTree(const std::string& path, const std::string& commit, TreeWriter& out);

}  // namespace tracklint::corpus
