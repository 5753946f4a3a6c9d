// One repository of a corpus as a record: a JSON object that holds all that tables and statistics need.
//
// Records are the only thing a corpus run keeps: tables, statistics and reports are made from them, so a run can be
// interrupted, resumed, cut into shards and merged. What differs between two runs of the same input (times) is not in
// a record.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "tracklint/rule.h"

namespace tracklint::corpus {

using Record = nlohmann::ordered_json;

/// A repository to analyse: a directory on disk.
struct Input {
  std::string name;    ///< as in the manifest, else the folder's name; unique within a corpus
  std::string path;    ///< of its directory
  std::string commit;  ///< as the manifest gives it; may be empty: then what git says
};

struct RecordOptions {
  MlflowVersion target;
  bool target_auto = true;
};

/// Analyses one repository. Never fails: what went wrong is the record's "error". Executes nothing of it.
/// Thread-safe.
[[nodiscard]] Record Examine(const Input& input, const RecordOptions& options);

}  // namespace tracklint::corpus
