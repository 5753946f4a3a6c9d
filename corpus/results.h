// The files of a corpus run: all but the records are made from the records, so runs can be interrupted, cut and merged.
// Memory grows by a few hundred bytes a repository: records are read one at a time.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/record.h"
#include "corpus/record_index.h"
#include "corpus/run.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

/// Written beside the file and moved over it: never half a file.
[[nodiscard]] std::optional<Error> WriteWhole(const std::string& path, const std::string& text);

/// How far attempts to reproduce came (0 … 6), by repository: a CSV file with the columns repo and level (`E3` or `3`);
/// the furthest of several attempts counts.
using Outcomes = std::unordered_map<std::string, int>;
[[nodiscard]] Result<Outcomes> ReadOutcomes(const std::string& path);

/// Everything of a run, in the order of the records, `records.jsonl` too.
[[nodiscard]] std::optional<Error> WriteResults(const std::string& folder, const RecordIndex& records,
                                                const Outcomes& outcomes);

/// Makes the results of the whole corpus from parts: result folders of shards in their order (1/n, 2/n, …), or files of
/// records, whose repositories follow each other. With `order`, names of repositories, the records take that order
/// whatever part they are in; one without a record gets one that says so, a record that is not named is an Error. The
/// same bytes as one run.
[[nodiscard]] Result<Totals> MergeParts(const std::vector<std::string>& parts, const std::string& output,
                                        const std::optional<std::vector<Input>>& order = std::nullopt,
                                        const Outcomes& outcomes = {});

}  // namespace tracklint::corpus
