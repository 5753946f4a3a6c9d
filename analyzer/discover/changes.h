// What changed in a git work tree since a revision: files, lines, and the old texts.
//
// Reads the repository with libgit2 and changes nothing; no global state, thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tracklint/result.h"

namespace tracklint::discover {

struct ChangedFile {
  /// Lines (1-based, inclusive) that are new or different now.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> lines;
  bool added = false;    ///< did not exist then; every line is new
  bool deleted = false;  ///< does not exist now
  std::string old_bytes;
};

/// Files below `root` (absolute) that differ between the commit `revision` and the work tree, untracked ones too, by
/// their path relative to `root`. A revision is anything that git understands; `A...` means the merge base of A and HEAD.
[[nodiscard]] Result<std::map<std::string, ChangedFile>> ChangesSince(const std::string& root,
                                                                      const std::string& revision);

}  // namespace tracklint::discover
