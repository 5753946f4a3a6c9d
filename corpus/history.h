// A repository's score over its commits.
//
// The commits are those of the first parents of HEAD (or of the input's commit), so that each is a state that the
// repository had. Files that do not change from one to the next are parsed once, and a commit that changes neither code
// nor configuration nor the name of any file has the score of the one before. Thread-safe with different folders.
#pragma once

#include <string>
#include <vector>

#include "corpus/record.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

/// `first,median,last` (any of the three) or `all:N` (at most N commits, evenly spread, first and last among them).
[[nodiscard]] Result<HistoryPlan> ParseHistory(const std::string& text);

/// Which of `count` commits, oldest first; sorted, each once.
[[nodiscard]] std::vector<std::size_t> Chosen(const HistoryPlan& plan, std::size_t count);

/// An array: commit, date, error, figures and facets of each chosen commit, oldest first. Empty where there is no git
/// repository at `path`. `scratch` as for Examine.
[[nodiscard]] Record History(const std::string& path, const std::string& commit, const RecordOptions& options,
                             const std::string& scratch);

}  // namespace tracklint::corpus
