// A run over a corpus: examines repositories side by side and writes one directory of results.
//
// Every finished repository is appended to `records.jsonl` at once, so an interrupted run loses at most the ones under
// way; `resume` goes on after them. The other files are made from the records, in the order of the inputs, at the end:
// the same bytes however often it was interrupted and in whatever order repositories finished.
#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <unordered_map>
#include <vector>

#include "corpus/record.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

struct RunOptions {
  std::vector<Input> inputs;
  int stream = -1;     ///< descriptor that brings the inputs instead, as corpus/stream.h says
  std::string output;  ///< directory, made if need be
  RecordOptions record;
  int jobs = 0;         ///< repositories at once; 0: all cores
  double seconds = 0;   ///< that one repository may take; 0: any time
  bool resume = false;  ///< keep the records that are there; else they are an Error, so that none is overwritten
  std::size_t shard = 1;
  std::size_t shards = 1;                         ///< examine only every shards-th input, from the shard-th on
  std::unordered_map<std::string, int> outcomes;  ///< of attempts to reproduce (corpus/results.h)
  /// Takes one record a line, in the order of the inputs, as soon as it and those before it are there. Nothing is
  /// written to `output` then.
  std::ostream* records = nullptr;
  /// Called after each repository: done, of all (0: nobody knows yet), its record.
  std::function<void(std::size_t, std::size_t, const Record&)> progress;
};

struct Totals {
  std::size_t repositories = 0;
  std::size_t errors = 0;
  std::size_t resumed = 0;
};

/// Starts processes (corpus/workers.h): the caller has no other threads. An Error where results cannot be written, or
/// where `resume` meets records that another release or other options made.
[[nodiscard]] Result<Totals> RunCorpus(const RunOptions& options);

}  // namespace tracklint::corpus
