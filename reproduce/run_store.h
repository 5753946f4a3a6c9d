// Reads the runs of an MLflow store: an SQLite file, a folder `mlruns`, or a tracking server.
//
// Nothing is ever written to a store; a database that a dead process left half written is read from a copy. Every
// version of the schema from MLflow 1.0 on is understood: what a table or column lacks stays empty. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "reproduce/recorded_run.h"
#include "tracklint/result.h"

namespace tracklint::reproduce {

struct StoreOptions {
  std::vector<std::string> run_ids;   ///< only these runs; empty: all
  std::int64_t started_since_ms = 0;  ///< only runs that started then or later; 0: all
  bool deleted = false;               ///< deleted runs too
  bool artifacts = true;              ///< list and digest artifacts and models
  /// Folders that relative artifact URIs may start from (that of the script that ran), besides the store's own.
  std::vector<std::string> folders;
  std::uint64_t max_file_bytes = std::uint64_t{1} << 30;  ///< larger files get no digest
};

struct RunStore {
  std::string uri;                    ///< as it was given, without credentials
  std::vector<RecordedRun> runs;      ///< by start, then id
  std::vector<std::string> problems;  ///< what could not be read, each naming its file; the rest was read
  std::shared_ptr<const void> kept;   ///< keeps downloaded files for as long as the store lives
};

/// `uri`: `sqlite:///…` or the path of a database file, a folder or `file:…`, `http(s)://…` (through the program curl;
/// credentials come from MLFLOW_TRACKING_USERNAME, _PASSWORD, _TOKEN and are never shown). An Error names the store.
[[nodiscard]] Result<RunStore> ReadRunStore(const std::string& uri, const StoreOptions& options = {});

}  // namespace tracklint::reproduce
