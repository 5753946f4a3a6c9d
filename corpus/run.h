// A run over a corpus: examines repositories side by side and writes one directory of results.
//
// Every finished repository is appended to `records.jsonl` at once, so an interrupted run loses at most the ones under
// way; `resume` goes on after them. The other files are made from the records, in the order of the inputs, at the end:
// the same bytes however often it was interrupted and in whatever order repositories finished.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

struct RunOptions {
  std::vector<Input> inputs;
  std::string output;  ///< directory, made if need be
  RecordOptions record;
  int jobs = 0;         ///< repositories at once; 0: all cores
  bool resume = false;  ///< keep the records that are there; else they are an Error, so that none is overwritten
  std::size_t shard = 1;
  std::size_t shards = 1;  ///< examine only every shards-th input, from the shard-th on
  /// Called after each repository, one call at a time: done, of all, its record.
  std::function<void(std::size_t, std::size_t, const Record&)> progress;
};

struct Totals {
  std::size_t repositories = 0;
  std::size_t errors = 0;
  std::size_t resumed = 0;
};

[[nodiscard]] Result<Totals> RunCorpus(const RunOptions& options);

/// Makes the results of the whole corpus from those of its shards, given in their order (1/n, 2/n, …): the same bytes
/// as one run.
[[nodiscard]] Result<Totals> MergeShards(const std::vector<std::string>& folders, const std::string& output);

}  // namespace tracklint::corpus
