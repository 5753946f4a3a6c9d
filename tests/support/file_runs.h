// Runs written as MLflow's file backend writes them, for tests of what reads and compares them.
#pragma once

#include <map>
#include <string>

#include "tests/support/temp_dir.h"

namespace tracklint::tests {

struct FileRun {
  std::string id;
  std::string name = "first";
  std::string experiment = "0";
  int status = 3;  ///< FINISHED
  std::string start = "1700000000000";
  std::map<std::string, std::string> params;
  std::map<std::string, std::string> metrics;  ///< the lines of their files
  std::map<std::string, std::string> tags;
  std::map<std::string, std::string> artifacts;
};

/// Below `store`, a folder of the directory.
inline void WriteRun(const TempDir& dir, const std::string& store, const FileRun& run) {
  const std::string experiment = store + "/" + run.experiment + "/";
  dir.write(experiment + "meta.yaml", "artifact_location: file:///nowhere/mlruns/" + run.experiment +
                                          "\nexperiment_id: '" + run.experiment +
                                          "'\nlifecycle_stage: active\nname: Default\n");
  const std::string folder = experiment + run.id + "/";
  dir.write(folder + "meta.yaml", "artifact_uri: file:///nowhere/mlruns/" + run.experiment + "/" + run.id +
                                      "/artifacts\nend_time: 1700000005000\nentry_point_name: ''\nexperiment_id: '" +
                                      run.experiment + "'\nlifecycle_stage: active\nrun_id: " + run.id +
                                      "\nrun_name: " + run.name + "\nrun_uuid: " + run.id +
                                      "\nsource_name: ''\nsource_type: 4\nstart_time: " + run.start +
                                      "\nstatus: " + std::to_string(run.status) + "\ntags: []\nuser_id: somebody\n");
  const auto write = [&](const std::string& part, const std::map<std::string, std::string>& files) {
    for (const auto& [name, bytes] : files) dir.write(std::string(part).append(name), bytes);
  };
  write(folder + "params/", run.params);
  write(folder + "metrics/", run.metrics);
  write(folder + "tags/", run.tags);
  write(folder + "artifacts/", run.artifacts);
  dir.write(folder + "tags/mlflow.runName", run.name);
}

}  // namespace tracklint::tests
