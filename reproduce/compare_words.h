// Words about what runs record (analyzer/knowledge/data/recorded_values.json). Pure functions, thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "reproduce/recorded_run.h"

namespace tracklint::reproduce {

/// By the end of the name; kBinary when nothing is known about it.
[[nodiscard]] FileType FileTypeOf(std::string_view path);

/// The name says how long something takes or how fast it is: `train_time_seconds`, `mean_fit_time`, `latency_ms`,
/// `samples_per_second`. Not `time_steps`, `timeout`.
[[nodiscard]] bool NamesDuration(std::string_view name);

/// A word behind a number that makes it a duration or a rate: `s`, `ms`, `seconds`, `it/s`.
[[nodiscard]] bool IsDurationUnit(std::string_view word);

/// A tag, parameter or metric that says where or by whom a run was made: `mlflow.user`, `hostname`, `system/…`.
[[nodiscard]] bool NamesMachine(std::string_view name);

/// A name MLflow makes up for a run that has none: `masked-auk-795`.
[[nodiscard]] bool IsGeneratedName(std::string_view name);

/// A key of an MLmodel file, or of a JSON file beside it, that says when and where it was written.
[[nodiscard]] bool IsVolatileKey(std::string_view key);

/// Folders whose next component names a user or one process: `/home/`, the folder of temporary files.
[[nodiscard]] const std::vector<std::string_view>& PersonalFolders();

}  // namespace tracklint::reproduce
