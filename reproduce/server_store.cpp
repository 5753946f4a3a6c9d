// Stores behind a tracking server, through MLflow's REST API 2.0 (of servers from 1.0 on: what one does not know is
// left out).
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "reproduce/artifact_files.h"
#include "reproduce/compare_words.h"
#include "reproduce/http_client.h"
#include "reproduce/json_text.h"
#include "reproduce/store_readers.h"

namespace tracklint::reproduce {
namespace {

using nlohmann::json;

constexpr const char* kApi = "/api/2.0/mlflow/";
constexpr std::size_t kMaxPages = 1000;
constexpr std::size_t kMaxArtifacts = 5000;  // of one run

const json& Member(const json& object, const char* key) {
  static const json kNone;
  if (!object.is_object()) return kNone;
  const auto found = object.find(key);
  return found == object.end() ? kNone : *found;
}

std::optional<std::int64_t> Integer(const json& object, const char* key) {
  const json& value = Member(object, key);
  if (value.is_number()) return value.get<std::int64_t>();
  if (value.is_string()) return std::strtoll(value.get_ref<const std::string&>().c_str(), nullptr, 10);
  return std::nullopt;
}

/// Numbers, and the texts by which protocol buffers write what JSON lacks.
double Real(const json& value) {
  if (value.is_number()) return WithInfinities(value.get<double>());
  const std::string text = value.is_string() ? value.get<std::string>() : std::string();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  return text.empty() || *end != '\0' ? std::numeric_limits<double>::quiet_NaN() : number;
}

class Reader {
 public:
  Reader(const std::string& uri, const StoreOptions& options)
      : client_(std::make_shared<HttpClient>(uri)), options_(options) {}

  Result<RunStore> Read() {
    store_.uri = client_->shown();
    if (const std::optional<Error> failed = options_.run_ids.empty() ? ReadAll() : ReadNamed()) return *failed;
    ReadHistories();
    ReadRegistered();
    if (options_.artifacts) {
      ReadModels();
      ReadFiles();
    }
    for (RecordedRun& run : store_.runs) CompleteFromTags(run);
    store_.kept = client_;
    return std::move(store_);
  }

 private:
  HttpRequest Get(const std::string& path) const { return {kApi + path, std::nullopt}; }
  HttpRequest Post(const std::string& path, const json& body) const { return {kApi + path, JsonText(body)}; }

  std::optional<Error> ReadAll() {
    const char* view = options_.deleted ? "ALL" : "ACTIVE_ONLY";
    json ids = json::array();
    std::string token;
    for (std::size_t page = 0; page < kMaxPages; ++page) {
      json body{{"max_results", 1000}, {"view_type", view}};
      if (!token.empty()) body["page_token"] = token;
      Result<json> answer = client_->Ask(Post("experiments/search", body));
      // Servers before 1.28 have a list instead.
      if (!answer.ok() && page == 0) {
        Result<json> list = client_->Ask(Get(std::string("experiments/list?view_type=") + view));
        if (!list.ok()) return answer.error();
        answer = std::move(list);
      }
      if (!answer.ok()) return answer.error();
      for (const json& experiment : Member(answer.value(), "experiments")) {
        const std::string id = JsonMember(experiment, "experiment_id");
        experiments_[id] = JsonMember(experiment, "name");
        ids.push_back(id);
      }
      token = JsonMember(answer.value(), "next_page_token");
      if (token.empty()) break;
    }
    if (ids.empty()) return std::nullopt;
    token.clear();
    for (std::size_t page = 0; page < kMaxPages; ++page) {
      json body{{"experiment_ids", ids}, {"max_results", 1000}, {"run_view_type", view}};
      if (!token.empty()) body["page_token"] = token;
      const Result<json> answer = client_->Ask(Post("runs/search", body));
      if (!answer.ok()) return answer.error();
      for (const json& run : Member(answer.value(), "runs")) Take(run);
      token = JsonMember(answer.value(), "next_page_token");
      if (token.empty()) return std::nullopt;
    }
    store_.problems.push_back(client_->shown() + ": too many runs; the rest is left out");
    return std::nullopt;
  }

  std::optional<Error> ReadNamed() {
    for (const std::string& id : options_.run_ids) {
      const Result<json> answer = client_->Ask(Get("runs/get?run_id=" + QueryValue(id)));
      if (!answer.ok()) return answer.error();
      const json& run = Member(answer.value(), "run");
      const std::string experiment = JsonMember(Member(run, "info"), "experiment_id");
      if (!experiment.empty() && !experiments_.contains(experiment)) {
        const Result<json> about = client_->Ask(Get("experiments/get?experiment_id=" + QueryValue(experiment)));
        if (about.ok()) experiments_[experiment] = JsonMember(Member(about.value(), "experiment"), "name");
      }
      Take(run);
    }
    return std::nullopt;
  }

  void Take(const json& from) {
    const json& info = Member(from, "info");
    const json& data = Member(from, "data");
    RecordedRun run;
    run.id = JsonMember(info, "run_id");
    if (run.id.empty()) run.id = JsonMember(info, "run_uuid");
    run.name = JsonMember(info, "run_name");
    run.experiment_id = JsonMember(info, "experiment_id");
    run.experiment = experiments_[run.experiment_id];
    run.status = StatusName(JsonMember(info, "status"));
    run.deleted = JsonMember(info, "lifecycle_stage") == "deleted";
    run.start_ms = Integer(info, "start_time");
    run.end_ms = Integer(info, "end_time");
    run.user = JsonMember(info, "user_id");
    run.artifact_uri = JsonMember(info, "artifact_uri");
    for (const json& param : Member(data, "params")) run.params[JsonMember(param, "key")] = JsonMember(param, "value");
    for (const json& tag : Member(data, "tags")) run.tags[JsonMember(tag, "key")] = JsonMember(tag, "value");
    for (const json& metric : Member(data, "metrics")) run.metrics[JsonMember(metric, "key")].push_back(Point(metric));
    for (const json& input : Member(Member(from, "inputs"), "dataset_inputs")) {
      const json& about = Member(input, "dataset");
      DatasetInput dataset;
      dataset.name = JsonMember(about, "name");
      dataset.digest = JsonMember(about, "digest");
      dataset.source_type = JsonMember(about, "source_type");
      dataset.source = JsonMember(about, "source");
      dataset.schema = JsonMember(about, "schema");
      dataset.profile = JsonMember(about, "profile");
      for (const json& tag : Member(input, "tags")) {
        if (JsonMember(tag, "key") == "mlflow.data.context") dataset.context = JsonMember(tag, "value");
      }
      run.datasets.push_back(std::move(dataset));
    }
    for (const json& output : Member(Member(from, "outputs"), "model_outputs"))
      model_ids_[run.id].push_back(JsonMember(output, "model_id"));
    if (!run.id.empty() && Wanted(run, options_)) store_.runs.push_back(std::move(run));
  }

  static MetricPoint Point(const json& metric) {
    return {Real(Member(metric, "value")), Integer(metric, "step").value_or(0),
            Integer(metric, "timestamp").value_or(0)};
  }

  /// A run tells the last value of each metric; the rest is asked for.
  void ReadHistories() {
    std::vector<HttpRequest> requests;
    std::vector<std::vector<MetricPoint>*> targets;
    for (RecordedRun& run : store_.runs) {
      for (auto& [key, history] : run.metrics) {
        requests.push_back(Get("metrics/get-history?run_id=" + QueryValue(run.id) + "&metric_key=" + QueryValue(key)));
        targets.push_back(&history);
      }
    }
    const Result<std::vector<HttpResponse>> responses = client_->Fetch(requests);
    if (!responses.ok()) return Problem(responses.error().message);
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const Result<json> answer = client_->Json(responses.value()[i]);
      if (!answer.ok()) {
        Problem(answer.error().message);
        continue;
      }
      std::vector<MetricPoint> history;
      for (const json& metric : Member(answer.value(), "metrics")) history.push_back(Point(metric));
      if (!history.empty()) *targets[i] = std::move(history);
    }
  }

  void ReadRegistered() {
    std::vector<HttpRequest> requests;
    for (const RecordedRun& run : store_.runs)
      requests.push_back(Get("model-versions/search?filter=" + QueryValue("run_id='" + run.id + "'")));
    const Result<std::vector<HttpResponse>> responses = client_->Fetch(requests);
    if (!responses.ok()) return;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const Result<json> answer = client_->Json(responses.value()[i]);
      if (!answer.ok()) continue;  // a server without a registry
      for (const json& version : Member(answer.value(), "model_versions"))
        store_.runs[i].registered.push_back({JsonMember(version, "name"), JsonMember(version, "version")});
    }
  }

  void ReadModels() {
    for (RecordedRun& run : store_.runs) {
      for (const std::string& id : model_ids_[run.id]) {
        const Result<json> answer = client_->Ask(Get("logged-models/" + QueryValue(id)));
        if (!answer.ok()) {
          Problem(answer.error().message);
          continue;
        }
        const json& info = Member(Member(answer.value(), "model"), "info");
        LoggedModel model;
        model.id = id;
        model.name = JsonMember(info, "name");
        model.status = JsonMember(info, "status");
        for (const std::string_view prefix : {"LOGGED_MODEL_STATUS_", "LOGGED_MODEL_"}) {
          if (model.status.starts_with(prefix)) model.status.erase(0, prefix.size());
        }
        model.files =
            Files("logged-models/" + QueryValue(id) + "/artifacts/directories?artifact_directory_path=",
                  "/ajax-api/2.0/mlflow/logged-models/" + QueryValue(id) + "/artifacts/files?artifact_file_path=");
        DescribeModel(model, store_.problems);
        run.models.push_back(std::move(model));
      }
    }
  }

  void ReadFiles() {
    for (RecordedRun& run : store_.runs) {
      const std::size_t before = store_.problems.size();
      const std::string id = QueryValue(run.id);
      run.artifacts = Files("artifacts/list?run_id=" + id + "&path=", "/get-artifact?run_uuid=" + id + "&path=");
      run.artifacts_read = store_.problems.size() == before;
      FindModels(run, store_.problems);
    }
  }

  /// Lists folder by folder, then gets all files at once.
  std::vector<StoredFile> Files(const std::string& list, const std::string& get) {
    std::vector<StoredFile> files;
    std::vector<std::string> folders{""};
    for (int depth = 0; depth < 40 && !folders.empty(); ++depth) {
      std::vector<HttpRequest> requests;
      for (const std::string& folder : folders) {
        std::string path = list + QueryValue(folder);
        if (folder.empty()) path.erase(path.find_last_of("?&"));
        requests.push_back(Get(path));
      }
      folders.clear();
      const Result<std::vector<HttpResponse>> responses = client_->Fetch(requests);
      if (!responses.ok()) {
        Problem(responses.error().message);
        return files;
      }
      for (const HttpResponse& response : responses.value()) {
        const Result<json> answer = client_->Json(response);
        if (!answer.ok()) {
          Problem(answer.error().message);
          continue;
        }
        for (const json& entry : Member(answer.value(), "files")) {
          const std::string path = JsonMember(entry, "path");
          if (path.empty() || files.size() + folders.size() >= kMaxArtifacts) continue;
          if (Member(entry, "is_dir") == true) {
            folders.push_back(path);
            continue;
          }
          StoredFile file;
          file.path = path;
          file.size = static_cast<std::uint64_t>(Integer(entry, "file_size").value_or(0));
          file.type = FileTypeOf(path);
          files.push_back(std::move(file));
        }
      }
    }
    std::ranges::sort(files, {}, &StoredFile::path);
    Download(files, get);
    return files;
  }

  void Download(std::vector<StoredFile>& files, const std::string& get) {
    std::vector<HttpRequest> requests;
    std::vector<StoredFile*> targets;
    for (StoredFile& file : files) {
      if (file.size > options_.max_file_bytes) continue;
      requests.push_back({get + QueryValue(file.path), std::nullopt, options_.max_file_bytes});
      targets.push_back(&file);
    }
    const Result<std::vector<HttpResponse>> responses = client_->Fetch(requests);
    if (!responses.ok()) return Problem(responses.error().message);
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const HttpResponse& response = responses.value()[i];
      if (response.status == 200) {
        targets[i]->location = response.file;
        targets[i]->sha256 = DigestOf(response.file, store_.problems);
      } else {
        Problem(client_->shown() + ": artifact " + targets[i]->path + " cannot be downloaded" +
                (response.status == 0 ? ": " + response.problem : " (" + std::to_string(response.status) + ")"));
      }
    }
  }

  void Problem(std::string text) {
    constexpr std::size_t kMost = 100;
    if (store_.problems.size() < kMost) store_.problems.push_back(std::move(text));
  }

  std::shared_ptr<HttpClient> client_;
  const StoreOptions& options_;
  RunStore store_;
  std::map<std::string, std::string> experiments_;
  std::unordered_map<std::string, std::vector<std::string>> model_ids_;
};

}  // namespace

Result<RunStore> ReadServerStore(const std::string& uri, const StoreOptions& options) {
  return Reader(uri, options).Read();
}

}  // namespace tracklint::reproduce
