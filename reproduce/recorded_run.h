// What MLflow stored about a run, whichever kind of store it came from. Plain data; owns all of it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tracklint::reproduce {

struct MetricPoint {
  double value = 0;
  std::int64_t step = 0;
  std::int64_t time_ms = 0;  ///< milliseconds since 1970
};

/// How the bytes of a file can be compared beyond their digest (analyzer/knowledge/data/recorded_values.json).
enum class FileType : std::uint8_t { kBinary, kText, kRendering, kJson, kJsonLines, kCsv, kYaml, kZip };

struct StoredFile {
  std::string path;  ///< below the folder it belongs to, with `/`
  std::uint64_t size = 0;
  std::string sha256;  ///< hexadecimal; empty: the bytes were not read
  FileType type = FileType::kBinary;
  std::string location;  ///< where its bytes lie on this machine; empty: nowhere
};

/// A model of a run: an artifact with an MLmodel file (MLflow 1 and 2), or a logged model (MLflow 3).
struct LoggedModel {
  std::string name;                  ///< its path among the artifacts, or the logged model's name
  std::string id;                    ///< m-…, of MLflow 3
  std::string status;                ///< READY, FAILED …; empty before MLflow 3
  bool described = false;            ///< the MLmodel file was read: what follows is known
  std::vector<std::string> flavors;  ///< sorted
  std::string signature;             ///< as compact JSON with sorted keys; empty: none
  bool has_input_example = false;
  std::vector<std::string> requirements;  ///< the lines of requirements.txt, sorted
  std::vector<StoredFile> files;          ///< below the model's folder, sorted
  std::string digest;  ///< SHA-256 over the digests of its files without MLmodel; empty where one was not read
};

struct DatasetInput {
  std::string name;
  std::string digest;
  std::string source_type;
  std::string source;
  std::string context;  ///< tag mlflow.data.context
  std::string schema;
  std::string profile;
};

struct RegisteredVersion {
  std::string name;
  std::string version;
};

struct RecordedRun {
  std::string id;
  std::string name;
  std::string experiment_id;
  std::string experiment;  ///< its name; empty: not stored
  std::string status;      ///< RUNNING, SCHEDULED, FINISHED, FAILED, KILLED
  bool deleted = false;
  std::optional<std::int64_t> start_ms;
  std::optional<std::int64_t> end_ms;
  std::string source_name;
  std::string source_type;
  std::string user;
  std::string parent_id;  ///< of a nested run
  std::map<std::string, std::string> params;
  std::map<std::string, std::vector<MetricPoint>> metrics;  ///< in the order they were stored
  std::map<std::string, std::string> tags;                  ///< `mlflow.*` too
  std::vector<DatasetInput> datasets;
  std::vector<LoggedModel> models;
  std::vector<RegisteredVersion> registered;
  std::string artifact_uri;
  std::vector<StoredFile> artifacts;  ///< sorted by path; those of models of MLflow 1 and 2 are among them
  bool artifacts_read = false;        ///< false: the artifacts are not on this machine, or were not asked for
};

/// The value MLflow calls the latest: that of the largest step, of these the one stored last. REQUIRES: not empty.
[[nodiscard]] const MetricPoint& LastPoint(const std::vector<MetricPoint>& history);

}  // namespace tracklint::reproduce
