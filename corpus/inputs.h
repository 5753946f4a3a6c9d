// What a corpus consists of: folders, git repositories and archives named on the command line, or manifests that list them.
#pragma once

#include <string>
#include <vector>

#include "corpus/record.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

/// Inputs in the order given. A folder or archive is one repository, named after itself without `.git` or the ending of
/// an archive (with its parent when two would have the same name). A file `*.csv` or `*.tsv` (header with the columns name, path and optionally commit; quotes as in RFC
/// 4180) or `*.jsonl` (an object a line with those keys) is a manifest; its relative paths start at its own folder.
/// An Error names manifest and line. Folders that do not exist are kept: they become records with an error.
[[nodiscard]] Result<std::vector<Input>> ReadInputs(const std::vector<std::string>& paths);

}  // namespace tracklint::corpus
