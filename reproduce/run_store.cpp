#include "reproduce/run_store.h"

#include <algorithm>
#include <array>
#include <cfloat>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>

#include <nlohmann/json.hpp>

#include "reproduce/artifact_files.h"
#include "reproduce/json_text.h"
#include "reproduce/store_readers.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

std::string TagOf(const RecordedRun& run, const char* key) {
  const auto found = run.tags.find(key);
  return found == run.tags.end() ? std::string() : found->second;
}

bool BeginsLikeSqlite(const fs::path& file) {
  constexpr std::string_view kMagic = "SQLite format 3";
  std::array<char, 15> begin{};
  std::ifstream in(file, std::ios::binary);
  in.read(begin.data(), begin.size());
  return std::string_view(begin.data(), static_cast<std::size_t>(in.gcount())) == kMagic;
}

/// `sqlite:///relative`, `sqlite:////absolute`, with a driver (`sqlite+pysqlite`) and a query (`?timeout=5`).
std::string SqlitePath(const std::string& uri) {
  std::string path = uri.substr(uri.find(':') + 1);
  if (path.starts_with("///"))
    path.erase(0, 3);
  else if (path.starts_with("//"))
    path.erase(0, 2);
  return path.substr(0, path.find('?'));
}

Result<RunStore> ReadAny(const std::string& uri, const StoreOptions& options) {
  if (uri.empty()) return Error{"no store is named"};
  if (uri.starts_with("http://") || uri.starts_with("https://")) return ReadServerStore(uri, options);
  if (uri.starts_with("sqlite:") || uri.starts_with("sqlite+")) {
    const fs::path file = SqlitePath(uri);
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return Error{file.string() + ": no such file"};
    return ReadSqliteStore(file, options);
  }
  const std::optional<std::string> local = LocalPath(uri);
  if (!local) {
    const std::string scheme = uri.substr(0, uri.find(':'));
    return Error{"a store of the kind `" + scheme +
                 "` cannot be read: give an SQLite file, a folder mlruns or the address of a tracking server"};
  }
  const fs::path place = *local;
  std::error_code error;
  if (fs::is_directory(place, error)) return ReadFileStore(place, options);
  if (!fs::is_regular_file(place, error)) return Error{place.string() + ": no such file or folder"};
  if (fs::file_size(place, error) == 0) return Error{place.string() + ": is empty"};
  if (!BeginsLikeSqlite(place)) return Error{place.string() + ": is no SQLite database and no folder of runs"};
  return ReadSqliteStore(place, options);
}

}  // namespace

bool Wanted(const RecordedRun& run, const StoreOptions& options) {
  if (run.deleted && !options.deleted) return false;
  if (options.started_since_ms > 0 && run.start_ms.value_or(0) < options.started_since_ms) return false;
  return options.run_ids.empty() || std::ranges::find(options.run_ids, run.id) != options.run_ids.end();
}

std::vector<fs::path> ArtifactRoots(const fs::path& place, const StoreOptions& options) {
  std::vector<fs::path> roots;
  for (const std::string& folder : options.folders) roots.emplace_back(folder);
  std::error_code error;
  const fs::path whole = fs::absolute(place, error).lexically_normal();
  roots.push_back(whole);
  if (whole.has_parent_path()) roots.push_back(whole.parent_path());
  return roots;
}

void ReadLocalArtifacts(RecordedRun& run, const std::vector<std::string>& model_uris,
                        const std::vector<fs::path>& roots, const StoreOptions& options,
                        std::vector<std::string>& problems) {
  if (!options.artifacts) return;
  for (std::size_t i = 0; i < model_uris.size() && i < run.models.size(); ++i) {
    if (const auto folder = ArtifactFolder(model_uris[i], run.models[i].id, roots)) {
      run.models[i].files = ListFiles(*folder, options.max_file_bytes, problems);
      DescribeModel(run.models[i], problems);
    }
  }
  if (const auto folder = ArtifactFolder(run.artifact_uri, run.id, roots)) {
    ReadArtifacts(run, *folder, options, problems);
  } else {
    // MLflow makes the folder of a run with its first artifact.
    run.artifacts_read = LocalPath(run.artifact_uri).has_value() && HasExperimentFolder(run.artifact_uri, roots);
  }
}

void CompleteFromTags(RecordedRun& run) {
  if (const std::string name = TagOf(run, "mlflow.runName"); !name.empty()) run.name = name;
  if (const std::string source = TagOf(run, "mlflow.source.name"); !source.empty()) run.source_name = source;
  if (const std::string type = TagOf(run, "mlflow.source.type"); !type.empty()) run.source_type = type;
  if (const std::string user = TagOf(run, "mlflow.user"); !user.empty() && run.user.empty()) run.user = user;
  run.parent_id = TagOf(run, "mlflow.parentRunId");
  const std::string history = TagOf(run, "mlflow.log-model.history");
  if (history.empty()) return;
  const std::optional<nlohmann::json> models = ParseJson(history);
  if (!models || !models->is_array()) return;
  for (const nlohmann::json& entry : *models) {
    const std::string path = JsonMember(entry, "artifact_path");
    const std::string id = JsonMember(entry, "model_id");
    const bool known = std::ranges::any_of(
        run.models, [&](const LoggedModel& model) { return model.name == path || (!id.empty() && model.id == id); });
    if (known || path.empty() || path.starts_with("/") || path.find(':') != std::string::npos) continue;
    LoggedModel model;
    model.name = path;
    if (entry.contains("flavors") && entry["flavors"].is_object()) {
      for (const auto& flavor : entry["flavors"].items()) model.flavors.push_back(flavor.key());
    }
    std::ranges::sort(model.flavors);
    run.models.push_back(std::move(model));
  }
}

double WithInfinities(double stored) {
  if (stored >= DBL_MAX) return std::numeric_limits<double>::infinity();
  if (stored <= -DBL_MAX) return -std::numeric_limits<double>::infinity();
  return stored;
}

std::string StatusName(std::string_view status) {
  constexpr std::array<std::string_view, 6> kNames{"", "RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"};
  if (status.size() == 1 && status[0] >= '1' && status[0] <= '5')
    return std::string(kNames[static_cast<std::size_t>(status[0] - '0')]);
  return std::string(status);
}

Result<RunStore> ReadRunStore(const std::string& uri, const StoreOptions& options) {
  Result<RunStore> read = ReadAny(uri, options);
  if (!read.ok()) return read;
  RunStore store = std::move(read).value();
  if (store.uri.empty()) store.uri = uri;
  std::ranges::sort(store.runs, [](const RecordedRun& a, const RecordedRun& b) {
    return std::tuple(a.start_ms.value_or(0), std::string_view(a.id)) <
           std::tuple(b.start_ms.value_or(0), std::string_view(b.id));
  });
  for (RecordedRun& run : store.runs) {
    std::ranges::sort(run.models, [](const LoggedModel& a, const LoggedModel& b) { return a.name < b.name; });
    std::ranges::sort(run.datasets, [](const DatasetInput& a, const DatasetInput& b) {
      return std::tie(a.name, a.context, a.digest) < std::tie(b.name, b.context, b.digest);
    });
  }
  return store;
}

}  // namespace tracklint::reproduce
