// The files of a corpus run: all but the records are made from the records, so runs can be interrupted, cut and merged.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "corpus/run.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

/// Written beside the file and moved over it: never half a file.
[[nodiscard]] std::optional<Error> WriteWhole(const std::string& path, const std::string& text);

/// Everything of a run, in the order of the records, `records.jsonl` too.
[[nodiscard]] std::optional<Error> WriteResults(const std::string& folder, const std::vector<Record>& records);

/// Makes the results of the whole corpus from parts: result folders of shards in their order (1/n, 2/n, …), or files of
/// records, whose repositories follow each other. With `order`, names of repositories, the records take that order
/// whatever part they are in; one without a record gets one that says so, a record that is not named is an Error. The
/// same bytes as one run.
[[nodiscard]] Result<Totals> MergeParts(const std::vector<std::string>& parts, const std::string& output,
                                        const std::optional<std::vector<Input>>& order = std::nullopt);

}  // namespace tracklint::corpus
