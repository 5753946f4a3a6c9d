// Artifacts of a run on this machine: finding their folder, listing and digesting them, reading the models among them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reproduce/recorded_run.h"
#include "reproduce/run_store.h"

namespace tracklint::reproduce {

/// The folder of an artifact URI. A URI is what the machine said that made the run: absolute there, or relative to
/// where the script ran. So besides the URI itself its tail (…/<id>/artifacts) is looked for below each of `folders`
/// and below `mlruns` and `mlartifacts` in them. Only a folder that really ends in <owner>/artifacts is taken, so a
/// forged store cannot make other files of this machine be read. nullopt: not on this machine.
[[nodiscard]] std::optional<std::filesystem::path> ArtifactFolder(std::string_view uri, std::string_view owner,
                                                                  const std::vector<std::filesystem::path>& folders);

/// Whether the folder two levels above (that of the experiment) is on this machine: a run that has none of its own below
/// it has no artifacts.
[[nodiscard]] bool HasExperimentFolder(std::string_view uri, const std::vector<std::filesystem::path>& folders);

/// The path of a `file:` URI or plain path; nullopt for any other scheme.
[[nodiscard]] std::optional<std::string> LocalPath(std::string_view uri);

/// Lists a folder, digests its files and appends what went wrong to `problems`. Links are not followed.
[[nodiscard]] std::vector<StoredFile> ListFiles(const std::filesystem::path& folder, std::uint64_t max_file_bytes,
                                                std::vector<std::string>& problems);

/// Fills what the files of a model say (flavors, signature, requirements, digest) from `model.files`.
void DescribeModel(LoggedModel& model, std::vector<std::string>& problems);

/// The SHA-256 of a file; empty and a problem when it cannot be read.
[[nodiscard]] std::string DigestOf(const std::filesystem::path& file, std::vector<std::string>& problems);

/// Fills the models of MLflow 1 and 2 from the artifacts of a run.
void FindModels(RecordedRun& run, std::vector<std::string>& problems);

/// Fills artifacts and models of MLflow 1 and 2 of a run whose artifacts lie in `folder`.
void ReadArtifacts(RecordedRun& run, const std::filesystem::path& folder, const StoreOptions& options,
                   std::vector<std::string>& problems);

/// The bytes of a file; nullopt when it cannot be read or is larger than `limit`.
[[nodiscard]] std::optional<std::string> ReadBytes(const std::filesystem::path& file, std::uint64_t limit);

}  // namespace tracklint::reproduce
