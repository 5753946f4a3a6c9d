// One repository of a corpus as a record: a JSON object that holds all that tables and statistics need.
//
// Records are the only thing a corpus run keeps: tables, statistics and reports are made from them, so a run can be
// interrupted, resumed, cut into shards and merged. What differs between two runs of the same input (times) is not in
// a record.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "tracklint/rule.h"

namespace tracklint::corpus {

using Record = nlohmann::ordered_json;

/// A repository to analyse.
struct Input {
  std::string name;            ///< as in the manifest, else the folder's name; unique within a corpus
  std::string path;            ///< of its folder, of a git repository without files, or of an archive
  std::string commit;          ///< as the manifest gives it; may be empty: then HEAD
  std::string error{};         ///< why it cannot be looked at; the rest of it says where it was named
  bool unpacked = false;       ///< `path` is a private folder that holds what a stream brought
  std::size_t unreadable = 0;  ///< files that it could not take over
  std::optional<int> stars{};  ///< as the manifest gives them
};

/// Which commits of a repository are scored beside the one that is analysed (corpus/history.h).
struct HistoryPlan {
  bool first = false;
  bool median = false;
  bool last = false;
  std::size_t most = 0;  ///< so many, evenly spread
  [[nodiscard]] bool asked() const { return first || median || last || most > 0; }
};

struct RecordOptions {
  MlflowVersion target;
  bool target_auto = true;
  HistoryPlan history{};
};

/// Analyses one repository. Never fails: what went wrong is the record's "error". Executes nothing of it. `scratch` names
/// a folder that need not exist, for what has to be unpacked. Thread-safe with different folders.
[[nodiscard]] Record Examine(const Input& input, const RecordOptions& options, const std::string& scratch);

/// The record of a repository that could not be analysed.
[[nodiscard]] Record ErrorRecord(const Input& input, const std::string& what);

/// As one line with its end; bytes that are no UTF-8 are replaced.
[[nodiscard]] std::string RecordLine(const Record& record);

}  // namespace tracklint::corpus
