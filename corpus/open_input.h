// An input of any kind becomes a folder that can be analysed. Thread-safe with different folders.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "tracklint/project.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

struct Opened {
  std::string folder;
  std::optional<GitState> git;  ///< what the folder itself cannot tell
  std::string commit;           ///< in full, where the input is a git repository
  std::size_t unreadable = 0;   ///< files that could not be taken over
};

/// A folder is taken as it is, with its git state; unless the input names another commit than its HEAD: then, and for
/// git repositories without a work tree, the files of the commit are read from the objects. An archive is unpacked.
/// Contents without a repository (archives, streams) count as the work tree of the commit that the input names; without
/// one nothing is known of git. What has to be written goes below `scratch`, which is made. An Error says why there is
/// nothing to analyse.
[[nodiscard]] Result<Opened> OpenInput(const Input& input, const std::string& scratch);

/// What the input names is another state than `commit`, as far as that can be told without reading it all.
[[nodiscard]] bool HasMoved(const Input& input, const std::string& commit);

/// The state that a work tree has right after `commit` was checked out; none without a commit.
[[nodiscard]] GitState CheckedOut(const std::string& commit, std::vector<std::string> tracked);

/// `name` as the name of one folder.
[[nodiscard]] std::string FolderFor(const std::string& name);

/// Makes the folder, below `scratch`, that the files of an input go into, marked so that its root is found.
[[nodiscard]] Result<std::string> MakeRoot(const std::string& scratch, const std::string& name);

}  // namespace tracklint::corpus
