// The three kinds of stores behind ReadRunStore, and what they share. Internal to this folder.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reproduce/run_store.h"
#include "tracklint/result.h"

namespace tracklint::reproduce {

[[nodiscard]] Result<RunStore> ReadSqliteStore(const std::filesystem::path& file, const StoreOptions& options);
[[nodiscard]] Result<RunStore> ReadFileStore(const std::filesystem::path& folder, const StoreOptions& options);
[[nodiscard]] Result<RunStore> ReadServerStore(const std::string& uri, const StoreOptions& options);

/// Whether the options ask for this run.
[[nodiscard]] bool Wanted(const RecordedRun& run, const StoreOptions& options);

/// The folders where artifacts of a store at `place` may lie: it, its parent, and those of the options.
[[nodiscard]] std::vector<std::filesystem::path> ArtifactRoots(const std::filesystem::path& place,
                                                               const StoreOptions& options);

/// Finds, lists and digests the artifacts of a run and the files of its models of MLflow 3 (`model_uris`, one a model
/// that `run.models` holds already).
void ReadLocalArtifacts(RecordedRun& run, const std::vector<std::string>& model_uris,
                        const std::vector<std::filesystem::path>& roots, const StoreOptions& options,
                        std::vector<std::string>& problems);

/// What every kind of store leaves to be derived: name, source and parent from tags, models of MLflow 1 and 2 whose
/// files are elsewhere from the tag mlflow.log-model.history.
void CompleteFromTags(RecordedRun& run);

/// Databases cannot hold infinities: MLflow stores the largest numbers instead, and its server hands these on.
[[nodiscard]] double WithInfinities(double stored);

/// RUNNING … for the number that file stores and the protocol use; the text itself if it is no number.
[[nodiscard]] std::string StatusName(std::string_view status);

}  // namespace tracklint::reproduce
