// What a corpus consists of: folders, git repositories and archives named on the command line, or manifests that list them.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

/// Inputs in the order given. A folder or archive is one repository, named after itself without `.git` or the ending of
/// an archive (with its parent when two would have the same name). A file `*.csv` or `*.tsv` (header with the columns name, path and optionally commit and stars; quotes as in RFC
/// 4180) or `*.jsonl` (an object a line with those keys) is a manifest; its relative paths start at its own folder.
/// An Error names manifest and line. Folders that do not exist are kept: they become records with an error.
[[nodiscard]] Result<std::vector<Input>> ReadInputs(const std::vector<std::string>& paths);

/// Calls `use` with line and these columns of each row of a CSV or (`*.tsv`) TSV file. An Error where one is missing.
[[nodiscard]] std::optional<Error> ReadTable(
    const std::string& path, const std::vector<std::string>& columns,
    const std::function<void(std::size_t, const std::vector<std::string>&)>& use);

}  // namespace tracklint::corpus
