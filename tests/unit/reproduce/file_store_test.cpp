// Stores of the file backend: whole ones, parts of them, damaged ones.
#include <cmath>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reproduce/run_store.h"
#include "tests/support/file_runs.h"
#include "tests/support/temp_dir.h"

namespace tracklint::reproduce {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using tests::FileRun;
using tests::TempDir;
using tests::WriteRun;

const std::string kId(32, 'a');
const std::string kOther(32, 'b');

FileRun Sample(const std::string& id) {
  FileRun run;
  run.id = id;
  run.params = {{"alpha", "0.5"}, {"model/depth", "3"}, {"text", "two\nlines"}};
  run.metrics = {{"loss", "1700000001000 0.5 0\n1700000002000 0.25 1\n"},
                 {"val/auc", "1700000001000 nan 0\n"},
                 {"old", "1700000001000 7\r\n"},
                 {"with data", "1700000001000 -inf 2 wine abcdef\n"}};
  run.tags = {{"mlflow.source.name", "train.py"}, {"mlflow.parentRunId", "p"}, {"team", "blue"}};
  run.artifacts = {{"model/MLmodel", "flavors:\n  sklearn:\n    pickled_model: model.pkl\nrun_id: x\n"},
                   {"model/model.pkl", "bytes"},
                   {"plot.png", "\x89PNG"}};
  return run;
}

TEST(FileStore, RunsAreRead) {
  const TempDir dir;
  WriteRun(dir, "mlruns", Sample(kId));
  const Result<RunStore> read = ReadRunStore(dir.str() + "/mlruns");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_THAT(read.value().problems, ElementsAre());
  const RecordedRun& run = read.value().runs.at(0);
  EXPECT_EQ(run.id, kId);
  EXPECT_EQ(run.experiment, "Default");
  EXPECT_EQ(run.status, "FINISHED");
  EXPECT_EQ(run.source_name, "train.py");
  EXPECT_EQ(run.parent_id, "p");
  EXPECT_EQ(run.params.at("model/depth"), "3");
  EXPECT_EQ(run.params.at("text"), "two\nlines");
  EXPECT_EQ(run.metrics.at("loss").at(1).step, 1);
  EXPECT_EQ(run.metrics.at("loss").at(1).time_ms, 1700000002000);
  EXPECT_TRUE(std::isnan(run.metrics.at("val/auc").at(0).value));
  EXPECT_EQ(run.metrics.at("old").at(0).value, 7);
  EXPECT_EQ(run.metrics.at("with data").at(0).value, -HUGE_VAL);
  ASSERT_EQ(run.artifacts.size(), 3U);
  ASSERT_EQ(run.models.size(), 1U);
  EXPECT_EQ(run.models[0].name, "model");
  EXPECT_THAT(run.models[0].flavors, ElementsAre("sklearn"));
  EXPECT_EQ(run.models[0].signature, "");
  EXPECT_EQ(run.models[0].files.size(), 2U);
}

TEST(FileStore, APartOfAStoreAndAFolderWithOne) {
  const TempDir dir;
  WriteRun(dir, "project/mlruns", Sample(kId));
  WriteRun(dir, "project/mlruns", Sample(kOther));
  const std::string project = dir.str() + "/project";
  EXPECT_EQ(ReadRunStore(project).value().runs.size(), 2U);
  EXPECT_EQ(ReadRunStore("file://" + project + "/mlruns").value().runs.size(), 2U);
  EXPECT_EQ(ReadRunStore(project + "/mlruns/0").value().runs.size(), 2U);
  const std::string folder = project + "/mlruns/0/" + kId;
  for (const std::string& place : {folder, folder + "/"}) {
    const Result<RunStore> one = ReadRunStore(place);
    ASSERT_TRUE(one.ok()) << one.error().message;
    ASSERT_EQ(one.value().runs.size(), 1U);
    EXPECT_EQ(one.value().runs[0].experiment, "Default");
  }
  // Stores lie in stores when scripts run in the wrong folder.
  WriteRun(dir, "deep/mlruns/mlruns", Sample(kId));
  EXPECT_EQ(ReadRunStore(dir.str() + "/deep/mlruns").value().runs.size(), 1U);
}

TEST(FileStore, LoggedModelsAndDataSetsOfTheExperiment) {
  const TempDir dir;
  FileRun run = Sample(kId);
  run.artifacts = {{"a.txt", "a"}};
  WriteRun(dir, "mlruns", run);
  dir.write("mlruns/0/models/m-1/meta.yaml",
            "model_id: m-1\nname: model\nsource_run_id: " + kId + "\nstatus: 2\nexperiment_id: '0'\n");
  dir.write("mlruns/0/models/m-1/artifacts/MLmodel", "flavors: {sklearn: {}}\n");
  dir.write("mlruns/0/datasets/d1/meta.yaml",
            "digest: '90307e28'\nname: wine\nsource: '{}'\nsource_type: local\nschema: null\nprofile: null\n");
  dir.write("mlruns/0/" + kId + "/inputs/i1/meta.yaml",
            "source_type: DATASET\nsource_id: d1\ndestination_type: RUN\ntags:\n  mlflow.data.context: train\n");
  dir.write("mlruns/models/registered/version-1/meta.yaml", "name: registered\nversion: 1\nrun_id: " + kId + "\n");
  for (const std::string& place : {dir.str() + "/mlruns", dir.str() + "/mlruns/0/" + kId}) {
    const Result<RunStore> read = ReadRunStore(place);
    ASSERT_TRUE(read.ok()) << read.error().message;
    const RecordedRun& found = read.value().runs.at(0);
    ASSERT_EQ(found.models.size(), 1U) << place;
    EXPECT_EQ(found.models[0].id, "m-1");
    EXPECT_EQ(found.models[0].status, "READY");
    ASSERT_EQ(found.datasets.size(), 1U) << place;
    EXPECT_EQ(found.datasets[0].digest, "90307e28");
    EXPECT_EQ(found.datasets[0].context, "train");
  }
  EXPECT_EQ(ReadRunStore(dir.str() + "/mlruns").value().runs.at(0).registered.at(0).name, "registered");
}

TEST(FileStore, DamagedPartsAreNamedAndTheRestIsRead) {
  const TempDir dir;
  WriteRun(dir, "mlruns", Sample(kId));
  WriteRun(dir, "mlruns", Sample(kOther));
  dir.write("mlruns/0/" + kOther + "/meta.yaml", "run_id: [unclosed\nstatus: 3\n");
  dir.write("mlruns/0/" + kId + "/metrics/loss", "1700000001000 0.5 0\nnot a metric\n");
  dir.write("mlruns/1/meta.yaml", std::string("\0\x01\x02", 3));
  dir.write("mlruns/2/meta.yaml", std::string(100000, '['));
  dir.write("mlruns/3/meta.yaml", "- a list\n");
  dir.write("mlruns/0/" + kId + "/artifacts/model/MLmodel", "flavors: {a: ]\n");
  const Result<RunStore> read = ReadRunStore(dir.str() + "/mlruns");
  ASSERT_TRUE(read.ok()) << read.error().message;
  ASSERT_EQ(read.value().runs.size(), 1U);
  EXPECT_EQ(read.value().runs[0].metrics.at("loss").size(), 1U);
  EXPECT_EQ(read.value().runs[0].params.size(), 3U);
  EXPECT_THAT(read.value().problems,
              testing::UnorderedElementsAre(HasSubstr(kOther + "/meta.yaml:"), HasSubstr("metrics/loss:2:"),
                                            HasSubstr("mlruns/1/meta.yaml:1:"), HasSubstr("mlruns/2/meta.yaml:1:"),
                                            HasSubstr("mlruns/3/meta.yaml:1:"), HasSubstr("model/MLmodel:1:")));
}

TEST(FileStore, WhatIsNoParameterForItsSizeIsLeftOutAndTold) {
  const TempDir dir;
  WriteRun(dir, "mlruns", Sample(kId));
  dir.write("mlruns/0/" + kId + "/params/huge", std::string((1U << 20U) + 1, 'x'));
  const Result<RunStore> read = ReadRunStore(dir.str() + "/mlruns");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_FALSE(read.value().runs.at(0).params.contains("huge"));
  EXPECT_THAT(read.value().problems, testing::ElementsAre(HasSubstr("params/huge: cannot be read")));
}

TEST(FileStore, DeletedExperimentsAndLinksAreLeftOut) {
  const TempDir dir;
  WriteRun(dir, "mlruns", Sample(kId));
  WriteRun(dir, "mlruns/.trash", Sample(kOther));
  dir.write("private/notes.txt", "private");
  std::filesystem::create_directory_symlink(dir.path() / "private",
                                            dir.path() / "mlruns" / "0" / kId / "artifacts" / "link");
  EXPECT_EQ(ReadRunStore(dir.str() + "/mlruns").value().runs.size(), 1U);
  EXPECT_EQ(ReadRunStore(dir.str() + "/mlruns").value().runs[0].artifacts.size(), 3U);
  StoreOptions all;
  all.deleted = true;
  EXPECT_EQ(ReadRunStore(dir.str() + "/mlruns", all).value().runs.size(), 2U);
}

TEST(FileStore, WithoutRunsItIsAnError) {
  const TempDir dir;
  dir.write("mlruns/0/meta.yaml", "experiment_id: '0'\nname: Default\n");
  const Result<RunStore> read = ReadRunStore(dir.str() + "/mlruns");
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(read.error().message, HasSubstr("holds no runs"));
}

}  // namespace
}  // namespace tracklint::reproduce
