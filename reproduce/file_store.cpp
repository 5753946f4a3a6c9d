// Stores of MLflow's file backend: `mlruns/<experiment>/<run>/meta.yaml` beside folders of one file per value. Folders
// are known by what their meta.yaml says, so a store may lie deeper, or a part of it be given: an experiment, a run.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reproduce/artifact_files.h"
#include "reproduce/store_readers.h"
#include "reproduce/yaml_text.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxDepth = 6;                                       // of folders with a meta.yaml below the given one
constexpr std::uint64_t kMaxValueBytes = std::uint64_t{64} << 20;  // of a metric's history
constexpr std::uint64_t kMaxTextBytes = std::uint64_t{1} << 20;    // of a parameter or tag; MLflow's own limit is 8,000
constexpr std::size_t kMaxFolders = 200000;

std::vector<fs::path> Sorted(const fs::path& folder, bool folders) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (at->is_symlink(ignored)) continue;
    if (folders ? at->is_directory(ignored) : at->is_regular_file(ignored)) found.push_back(at->path());
  }
  std::ranges::sort(found);
  return found;
}

/// The files below `folder` by their relative names: a key `train/loss` is a file in a folder.
std::map<std::string, fs::path> ValueFiles(const fs::path& folder) {
  std::map<std::string, fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (at->is_symlink(ignored) || !at->is_regular_file(ignored)) continue;
    files.emplace(at->path().lexically_relative(folder).generic_string(), at->path());
  }
  return files;
}

std::optional<std::int64_t> Number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// As Python prints numbers: `0.5`, `1e-05`, `nan`, `inf`, `-inf`.
std::optional<double> Real(const std::string& text) {
  if (text.empty() || text.size() > 64) return std::nullopt;
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size()) return std::nullopt;
  return value;
}

/// A line of a metric's file: time, value and, since MLflow 1.0, step. Seconds were the unit of times before 1.0.
std::optional<MetricPoint> Point(const std::string& line) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin < line.size()) {
    const std::size_t end = std::min(line.find(' ', begin), line.size());
    if (end > begin) words.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  if (words.size() < 2) return std::nullopt;
  const std::optional<std::int64_t> time = Number(words[0]);
  const std::optional<double> value = Real(words[1]);
  const std::optional<std::int64_t> step = words.size() > 2 ? Number(words[2]) : 0;
  if (!time || !value || !step) return std::nullopt;
  return MetricPoint{*value, *step, *time};
}

class Reader {
 public:
  explicit Reader(const StoreOptions& options) : options_(options) {}

  Result<RunStore> Read(const fs::path& folder) {
    // A folder of a project has its store in mlruns.
    std::error_code error;
    const bool project = !fs::exists(folder / "meta.yaml", error) && fs::is_directory(folder / "mlruns", error) &&
                         folder.filename() != "mlruns";
    Walk(project ? folder / "mlruns" : folder, 0);
    // A folder of one run: its experiment is told by the folder above.
    if (run_folders_.size() == 1 && run_folders_.front() == folder) {
      const fs::path above = fs::absolute(folder, error).lexically_normal().parent_path();
      if (fs::is_regular_file(above / "meta.yaml", error)) Look(above);
      CollectBeside(above);
    }
    if (run_folders_.empty()) {
      if (!store_.problems.empty()) return Error{store_.problems.front()};
      return Error{folder.string() + ": holds no runs (no folder in it has a meta.yaml of a run)"};
    }
    for (const fs::path& run : run_folders_) ReadRun(run, folder);
    for (RecordedRun& run : store_.runs) {
      AttachModels(run);
      const auto registered = registered_.find(run.id);
      if (registered != registered_.end()) run.registered = registered->second;
      CompleteFromTags(run);
    }
    return std::move(store_);
  }

 private:
  void Walk(const fs::path& folder, int depth) {
    if (depth > kMaxDepth || ++folders_ > kMaxFolders) return;
    std::error_code error;
    const Kind kind = fs::is_regular_file(folder / "meta.yaml", error) ? Look(folder) : Kind::kOther;
    if (kind == Kind::kRun || kind == Kind::kModel) return;
    for (const fs::path& below : Sorted(folder, true)) {
      if (below.filename() != ".trash" || options_.deleted) Walk(below, depth + 1);  // of deleted experiments
    }
  }

  /// Models and data sets that belong to the experiment of a single run.
  void CollectBeside(const fs::path& experiment) {
    for (const char* part : {"models", "datasets"}) {
      for (const fs::path& folder : Sorted(experiment / part, true)) {
        std::error_code error;
        if (fs::is_regular_file(folder / "meta.yaml", error)) Look(folder);
      }
    }
  }

  enum class Kind : std::uint8_t { kOther, kExperiment, kRun, kModel };

  /// Takes in a folder with a meta.yaml.
  Kind Look(const fs::path& folder) {
    Result<YAML::Node> read = ReadYamlMap(folder / "meta.yaml");
    if (!read.ok()) {
      // MLflow passes over folders whose meta.yaml cannot be read; so do we, but say so.
      store_.problems.push_back(read.error().message);
      return Kind::kOther;
    }
    const YAML::Node& meta = read.value();
    if (!TextOf(meta, "run_id").empty() || !TextOf(meta, "run_uuid").empty()) {
      if (TextOf(meta, "version").empty()) {
        run_folders_.push_back(folder);
        metas_[folder.string()] = meta;
        return Kind::kRun;
      }
      registered_[TextOf(meta, "run_id")].push_back({TextOf(meta, "name"), TextOf(meta, "version")});
      return Kind::kOther;
    }
    if (!TextOf(meta, "model_id").empty()) {
      models_[TextOf(meta, "source_run_id")].push_back(folder);
      metas_[folder.string()] = meta;
      return Kind::kModel;
    }
    if (!TextOf(meta, "digest").empty()) {
      DatasetInput dataset;
      dataset.name = TextOf(meta, "name");
      dataset.digest = TextOf(meta, "digest");
      dataset.source_type = TextOf(meta, "source_type");
      dataset.source = TextOf(meta, "source");
      dataset.schema = TextOf(meta, "schema");
      dataset.profile = TextOf(meta, "profile");
      datasets_[folder.filename().string()] = std::move(dataset);
      return Kind::kOther;
    }
    experiments_[TextOf(meta, "experiment_id")] = TextOf(meta, "name");
    return Kind::kExperiment;
  }

  void ReadRun(const fs::path& folder, const fs::path& store) {
    const YAML::Node& meta = metas_[folder.string()];
    RecordedRun run;
    run.id = TextOf(meta, "run_id");
    if (run.id.empty()) run.id = TextOf(meta, "run_uuid");
    run.name = TextOf(meta, "run_name");
    if (run.name.empty()) run.name = TextOf(meta, "name");
    run.experiment_id = TextOf(meta, "experiment_id");
    const auto experiment = experiments_.find(run.experiment_id);
    if (experiment != experiments_.end()) run.experiment = experiment->second;
    const std::string status = TextOf(meta, "status");
    run.status = StatusName(status.empty() ? "1" : status);
    run.deleted = TextOf(meta, "lifecycle_stage") == "deleted";
    run.start_ms = Number(TextOf(meta, "start_time"));
    run.end_ms = Number(TextOf(meta, "end_time"));
    run.source_name = TextOf(meta, "source_name");
    run.user = TextOf(meta, "user_id");
    run.artifact_uri = TextOf(meta, "artifact_uri");
    if (!Wanted(run, options_)) return;
    const bool twice = std::ranges::any_of(store_.runs, [&](const RecordedRun& other) { return other.id == run.id; });
    if (twice) return;

    ReadTexts(folder / "params", run.params);
    ReadTexts(folder / "tags", run.tags);
    ReadMetrics(folder / "metrics", run);
    ReadInputs(folder / "inputs", run);
    if (options_.artifacts) ReadFiles(folder, store, run);
    store_.runs.push_back(std::move(run));
  }

  void ReadTexts(const fs::path& folder, std::map<std::string, std::string>& texts) {
    for (const auto& [key, file] : ValueFiles(folder)) {
      if (const std::optional<std::string> text = ReadBytes(file, kMaxTextBytes))
        texts.emplace(key, *text);
      else
        store_.problems.push_back(file.string() + ": cannot be read, or is no parameter or tag for its size");
    }
  }

  void ReadMetrics(const fs::path& folder, RecordedRun& run) {
    for (const auto& [key, file] : ValueFiles(folder)) {
      const std::optional<std::string> text = ReadBytes(file, kMaxValueBytes);
      if (!text) {
        store_.problems.push_back(file.string() + ": cannot be read");
        continue;
      }
      std::vector<MetricPoint> points;
      std::size_t begin = 0;
      for (int number = 1; begin < text->size(); ++number) {
        const std::size_t end = std::min(text->find('\n', begin), text->size());
        std::string line = text->substr(begin, end - begin);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        begin = end + 1;
        if (line.empty()) continue;
        if (const std::optional<MetricPoint> point = Point(line)) {
          points.push_back(*point);
          continue;
        }
        store_.problems.push_back(file.string() + ":" + std::to_string(number) + ": not a metric's time, value, step");
        break;
      }
      if (!points.empty()) run.metrics.emplace(key, std::move(points));
    }
  }

  void ReadInputs(const fs::path& folder, RecordedRun& run) {
    for (const fs::path& input : Sorted(folder, true)) {
      std::error_code error;
      if (!fs::is_regular_file(input / "meta.yaml", error)) continue;
      Result<YAML::Node> read = ReadYamlMap(input / "meta.yaml");
      if (!read.ok()) {
        store_.problems.push_back(read.error().message);
        continue;
      }
      const auto found = datasets_.find(TextOf(read.value(), "source_id"));
      if (found == datasets_.end()) continue;
      DatasetInput dataset = found->second;
      dataset.context = TextOf(MemberOf(read.value(), "tags"), "mlflow.data.context");
      run.datasets.push_back(std::move(dataset));
    }
  }

  /// A store that was moved or committed has its artifacts beside the values, whatever the URI says.
  void ReadFiles(const fs::path& folder, const fs::path& store, RecordedRun& run) {
    std::error_code error;
    const fs::path beside = folder / "artifacts";
    if (fs::is_directory(beside, error) && !fs::is_symlink(beside, error)) {
      ReadArtifacts(run, beside, options_, store_.problems);
      return;
    }
    ReadLocalArtifacts(run, {}, ArtifactRoots(store, options_), options_, store_.problems);
  }

  void AttachModels(RecordedRun& run) {
    const auto found = models_.find(run.id);
    if (found == models_.end()) return;
    for (const fs::path& folder : found->second) {
      const YAML::Node& meta = metas_[folder.string()];
      LoggedModel model;
      model.id = TextOf(meta, "model_id");
      model.name = TextOf(meta, "name");
      model.status = ModelStatus(TextOf(meta, "status"));
      std::error_code error;
      if (options_.artifacts && fs::is_directory(folder / "artifacts", error)) {
        model.files = ListFiles(folder / "artifacts", options_.max_file_bytes, store_.problems);
        DescribeModel(model, store_.problems);
      }
      run.models.push_back(std::move(model));
    }
  }

  static std::string ModelStatus(const std::string& number) {
    if (number == "1") return "PENDING";
    if (number == "2") return "READY";
    if (number == "3") return "FAILED";
    return number;
  }

  const StoreOptions& options_;
  RunStore store_;
  std::size_t folders_ = 0;
  std::vector<fs::path> run_folders_;
  std::map<std::string, YAML::Node> metas_;
  std::map<std::string, std::string> experiments_;
  std::map<std::string, DatasetInput> datasets_;
  std::map<std::string, std::vector<fs::path>> models_;
  std::map<std::string, std::vector<RegisteredVersion>> registered_;
};

}  // namespace

Result<RunStore> ReadFileStore(const fs::path& folder, const StoreOptions& options) {
  // `mlruns/` is mlruns: the last component counts.
  return Reader(options).Read(folder.has_filename() ? folder : folder.parent_path());
}

}  // namespace tracklint::reproduce
