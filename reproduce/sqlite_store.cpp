// Stores of MLflow's SQLAlchemy backend in an SQLite file, of every version of its schema.
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reproduce/sqlite_database.h"
#include "reproduce/store_readers.h"

namespace tracklint::reproduce {
namespace {

std::string ModelStatus(std::int64_t status) {
  switch (status) {
    case 1: return "PENDING";
    case 2: return "READY";
    case 3: return "FAILED";
    default: return {};
  }
}

class Reader {
 public:
  Reader(const SqliteDatabase& database, const StoreOptions& options) : database_(database), options_(options) {}

  RunStore Read(const std::filesystem::path& file) {
    ReadRuns();
    ReadValues();
    ReadDatasets();
    ReadModels();
    const std::vector<std::filesystem::path> roots = ArtifactRoots(file.parent_path(), options_);
    for (RecordedRun& run : store_.runs) {
      ReadLocalArtifacts(run, model_uris_[run.id], roots, options_, store_.problems);
      CompleteFromTags(run);
    }
    return std::move(store_);
  }

 private:
  using Row = SqliteDatabase::Row;

  void Rows(const std::string& table, const std::vector<std::string>& columns,
            const std::function<void(const Row&)>& take) {
    std::string problem = database_.Read(table, columns, take);
    if (!problem.empty()) store_.problems.push_back(std::move(problem));
  }

  /// The run of that id, if it is one that is asked for.
  RecordedRun* Find(const std::string& id) {
    const auto found = index_.find(id);
    return found == index_.end() ? nullptr : &store_.runs[found->second];
  }

  void ReadRuns() {
    std::unordered_map<std::string, std::string> experiments;
    Rows("experiments", {"experiment_id", "name"},
         [&](const Row& row) { experiments.emplace(row.text(0), row.text(1)); });
    Rows("runs",
         {"run_uuid", "name", "status", "start_time", "end_time", "lifecycle_stage", "artifact_uri", "experiment_id",
          "source_name", "source_type", "user_id"},
         [&](const Row& row) {
           RecordedRun run;
           run.id = row.text(0);
           run.name = row.text(1);
           run.status = StatusName(row.text(2));
           if (!row.null(3)) run.start_ms = row.integer(3);
           if (!row.null(4) && row.integer(4) > 0) run.end_ms = row.integer(4);
           run.deleted = row.text(5) == "deleted";
           run.artifact_uri = row.text(6);
           run.experiment_id = row.text(7);
           run.source_name = row.text(8);
           run.source_type = row.text(9);
           run.user = row.text(10);
           const auto experiment = experiments.find(run.experiment_id);
           if (experiment != experiments.end()) run.experiment = experiment->second;
           if (run.id.empty() || !Wanted(run, options_) || index_.contains(run.id)) return;
           index_.emplace(run.id, store_.runs.size());
           store_.runs.push_back(std::move(run));
         });
  }

  void ReadValues() {
    Rows("params", {"run_uuid", "key", "value"}, [&](const Row& row) {
      if (RecordedRun* run = Find(row.text(0))) run->params.emplace(row.text(1), row.text(2));
    });
    Rows("tags", {"run_uuid", "key", "value"}, [&](const Row& row) {
      if (RecordedRun* run = Find(row.text(0))) run->tags.emplace(row.text(1), row.text(2));
    });
    Rows("metrics", {"run_uuid", "key", "value", "timestamp", "step", "is_nan"}, [&](const Row& row) {
      RecordedRun* run = Find(row.text(0));
      if (run == nullptr) return;
      const bool nan = row.integer(5) != 0;
      const double value = nan ? std::numeric_limits<double>::quiet_NaN() : WithInfinities(row.real(2));
      run->metrics[row.text(1)].push_back({value, row.integer(4), row.integer(3)});
    });
  }

  void ReadDatasets() {
    std::unordered_map<std::string, std::map<std::string, std::string>> tags;
    Rows("input_tags", {"input_uuid", "name", "value"},
         [&](const Row& row) { tags[row.text(0)].emplace(row.text(1), row.text(2)); });
    std::unordered_map<std::string, DatasetInput> datasets;
    Rows("datasets",
         {"dataset_uuid", "name", "digest", "dataset_source_type", "dataset_source", "dataset_schema",
          "dataset_profile"},
         [&](const Row& row) {
           DatasetInput dataset;
           dataset.name = row.text(1);
           dataset.digest = row.text(2);
           dataset.source_type = row.text(3);
           dataset.source = row.text(4);
           dataset.schema = row.text(5);
           dataset.profile = row.text(6);
           datasets.emplace(row.text(0), std::move(dataset));
         });
    Rows("inputs", {"input_uuid", "source_type", "source_id", "destination_type", "destination_id"},
         [&](const Row& row) {
           if (row.text(1) != "DATASET" || row.text(3) != "RUN") return;
           RecordedRun* run = Find(row.text(4));
           const auto found = datasets.find(row.text(2));
           if (run == nullptr || found == datasets.end()) return;
           DatasetInput dataset = found->second;
           const auto context = tags[row.text(0)].find("mlflow.data.context");
           if (context != tags[row.text(0)].end()) dataset.context = context->second;
           run->datasets.push_back(std::move(dataset));
         });
  }

  void ReadModels() {
    Rows("logged_models", {"model_id", "name", "artifact_location", "status", "source_run_id", "lifecycle_stage"},
         [&](const Row& row) {
           RecordedRun* run = Find(row.text(4));
           if (run == nullptr || (row.text(5) == "deleted" && !options_.deleted)) return;
           LoggedModel model;
           model.id = row.text(0);
           model.name = row.text(1);
           model.status = ModelStatus(row.integer(3));
           run->models.push_back(std::move(model));
           model_uris_[run->id].push_back(row.text(2));
         });
    Rows("model_versions", {"run_id", "name", "version"}, [&](const Row& row) {
      if (RecordedRun* run = Find(row.text(0))) run->registered.push_back({row.text(1), row.text(2)});
    });
  }

  const SqliteDatabase& database_;
  const StoreOptions& options_;
  RunStore store_;
  std::unordered_map<std::string, std::size_t> index_;
  std::unordered_map<std::string, std::vector<std::string>> model_uris_;
};

}  // namespace

Result<RunStore> ReadSqliteStore(const std::filesystem::path& file, const StoreOptions& options) {
  Result<SqliteDatabase> database = SqliteDatabase::Open(file);
  if (!database.ok()) return database.error();
  if (!database.value().has("runs"))
    return Error{file.string() + ": holds no runs: it is a database, but not one of MLflow"};
  return Reader(database.value(), options).Read(file);
}

}  // namespace tracklint::reproduce
