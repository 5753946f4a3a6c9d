// Stores in SQLite files: every schema, damaged ones, forged ones.
#include <cfloat>
#include <cmath>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reproduce/run_store.h"
#include "tests/support/sqlite_runs.h"
#include "tests/support/temp_dir.h"

namespace tracklint::reproduce {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using tests::InsertRun;
using tests::SqliteFile;
using tests::TempDir;

const std::string kId(32, 'a');
const std::string kOther(32, 'b');

std::string Schema(int release) {
  std::string schema(tests::kSchema09);
  if (release >= 1) schema += tests::kSchema1;
  if (release >= 2) schema += tests::kSchema2;
  if (release >= 3) schema += tests::kSchema3;
  return schema;
}

TEST(SqliteStore, EveryReleaseIsRead) {
  for (int release = 0; release <= 3; ++release) {
    const TempDir dir;
    {
      SqliteFile file(dir.path() / "mlflow.db");
      file.run(Schema(release) + InsertRun(kId, "./mlruns/1/" + kId + "/artifacts"));
    }
    dir.write("mlruns/1/" + kId + "/artifacts/plots/a.txt", "abc");
    const Result<RunStore> read = ReadRunStore("sqlite:///" + dir.str() + "/mlflow.db");
    ASSERT_TRUE(read.ok()) << read.error().message;
    EXPECT_THAT(read.value().problems, ElementsAre()) << release;
    ASSERT_EQ(read.value().runs.size(), 1U);
    const RecordedRun& run = read.value().runs.front();
    EXPECT_EQ(run.id, kId);
    EXPECT_EQ(run.name, "new-name");
    EXPECT_EQ(run.experiment, "wine");
    EXPECT_EQ(run.status, "FINISHED");
    EXPECT_EQ(run.source_name, "train.py");
    EXPECT_EQ(run.start_ms, 1700000000000);
    EXPECT_EQ(run.end_ms, 1700000005000);
    EXPECT_EQ(run.params.at("alpha"), "0.5");
    ASSERT_EQ(run.metrics.at("rmse").size(), 2U);
    EXPECT_EQ(LastPoint(run.metrics.at("rmse")).value, 0.25);
    EXPECT_TRUE(run.artifacts_read);
    ASSERT_EQ(run.artifacts.size(), 1U);
    EXPECT_EQ(run.artifacts[0].path, "plots/a.txt");
    EXPECT_EQ(run.artifacts[0].size, 3U);
    EXPECT_EQ(run.artifacts[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}

TEST(SqliteStore, ValuesThatADatabaseCannotHold) {
  const TempDir dir;
  {
    SqliteFile file(dir.path() / "m.db");
    file.run(Schema(1) + InsertRun(kId, "") +
             "INSERT INTO metrics (key, value, timestamp, step, is_nan, run_uuid) VALUES ('n', 0, 1, 0, 1, '" + kId +
             "'), ('up', 1.7976931348623157e308, 1, 0, 0, '" + kId +
             "'), ('down', -1.7976931348623157e308, 1, 0, 0, '" + kId + "'), ('late', 1, 5, 7, 0, '" + kId +
             "'), ('late', 2, 6, 3, 0, '" + kId + "');");
  }
  const Result<RunStore> read = ReadRunStore(dir.str() + "/m.db");
  ASSERT_TRUE(read.ok()) << read.error().message;
  const RecordedRun& run = read.value().runs.at(0);
  EXPECT_TRUE(std::isnan(LastPoint(run.metrics.at("n")).value));
  EXPECT_EQ(LastPoint(run.metrics.at("up")).value, HUGE_VAL);
  EXPECT_EQ(LastPoint(run.metrics.at("down")).value, -HUGE_VAL);
  EXPECT_EQ(LastPoint(run.metrics.at("late")).value, 1) << "the largest step is the last";
}

TEST(SqliteStore, DataSetsModelsAndVersions) {
  const TempDir dir;
  {
    SqliteFile file(dir.path() / "m.db");
    file.run(
        Schema(3) + InsertRun(kId, "/elsewhere/mlruns/1/" + kId + "/artifacts") +
        "INSERT INTO datasets (dataset_uuid, name, digest, dataset_source_type, dataset_source, dataset_schema, "
        "dataset_profile) VALUES ('d1', 'wine', '90307e28', 'local', '{}', 's', 'p');"
        "INSERT INTO inputs (input_uuid, source_type, source_id, destination_type, destination_id) VALUES ('i1', "
        "'DATASET', 'd1', 'RUN', '" +
        kId + "'), ('i2', 'RUN_OUTPUT', '" + kId +
        "', 'MODEL_OUTPUT', 'm-1');"
        "INSERT INTO input_tags (input_uuid, name, value) VALUES ('i1', 'mlflow.data.context', 'training');"
        "INSERT INTO logged_models (model_id, name, artifact_location, status, source_run_id, lifecycle_stage) VALUES "
        "('m-1', 'model', '/elsewhere/mlruns/1/models/m-1/artifacts', 2, '" +
        kId +
        "', 'active'), ('m-2', 'bad', "
        "'/elsewhere/mlruns/1/models/m-2/artifacts', 3, '" +
        kId +
        "', 'active');"
        "INSERT INTO model_versions (name, version, run_id) VALUES ('wine-model', 4, '" +
        kId + "');");
  }
  const std::string model = "mlruns/1/models/m-1/artifacts/";
  dir.write(model + "MLmodel",
            "flavors:\n  sklearn: {}\n  python_function: {}\nsignature:\n  inputs: '[{\"name\": \"x\", \"type\": "
            "\"double\"}]'\n  outputs: null\nsaved_input_example_info: {artifact_path: input_example.json}\n");
  dir.write(model + "requirements.txt", "scikit-learn==1.5.0\n# made by somebody\nmlflow==3.1.0\r\n");
  dir.write(model + "model.pkl", "bytes");
  const Result<RunStore> read = ReadRunStore(dir.str() + "/m.db");
  ASSERT_TRUE(read.ok()) << read.error().message;
  const RecordedRun& run = read.value().runs.at(0);
  ASSERT_EQ(run.datasets.size(), 1U);
  EXPECT_EQ(run.datasets[0].name, "wine");
  EXPECT_EQ(run.datasets[0].digest, "90307e28");
  EXPECT_EQ(run.datasets[0].context, "training");
  ASSERT_EQ(run.models.size(), 2U);
  EXPECT_EQ(run.models[0].name, "bad");
  EXPECT_EQ(run.models[0].status, "FAILED");
  EXPECT_FALSE(run.models[0].described);
  EXPECT_EQ(run.models[1].status, "READY");
  EXPECT_TRUE(run.models[1].described);
  EXPECT_TRUE(run.models[1].has_input_example);
  EXPECT_THAT(run.models[1].flavors, ElementsAre("python_function", "sklearn"));
  EXPECT_EQ(run.models[1].signature, R"({"inputs":[{"name":"x","type":"double"}]})");
  EXPECT_THAT(run.models[1].requirements, ElementsAre("mlflow==3.1.0", "scikit-learn==1.5.0"));
  EXPECT_EQ(run.models[1].digest.size(), 64U);
  ASSERT_EQ(run.registered.size(), 1U);
  EXPECT_EQ(run.registered[0].name, "wine-model");
  EXPECT_EQ(run.registered[0].version, "4");
}

TEST(SqliteStore, OptionsChooseRuns) {
  const TempDir dir;
  {
    SqliteFile file(dir.path() / "m.db");
    file.run(Schema(2) + InsertRun(kId, "") + InsertRun(kOther, "") +
             "UPDATE runs SET start_time = 1800000000000 WHERE run_uuid = '" + kOther + "';" +
             "INSERT INTO runs (run_uuid, status, lifecycle_stage) VALUES ('gone', 'FINISHED', 'deleted');");
  }
  const std::string store = dir.str() + "/m.db";
  EXPECT_EQ(ReadRunStore(store).value().runs.size(), 2U);
  StoreOptions options;
  options.deleted = true;
  EXPECT_EQ(ReadRunStore(store, options).value().runs.size(), 3U);
  options.started_since_ms = 1750000000000;
  EXPECT_EQ(ReadRunStore(store, options).value().runs.at(0).id, kOther);
  EXPECT_EQ(ReadRunStore(store, {.run_ids = {kId}}).value().runs.at(0).id, kId);
}

TEST(SqliteStore, WhatAKilledProcessLeftIsReadFromACopy) {
  const TempDir dir;
  SqliteFile writer(dir.path() / "live.db");
  writer.run("PRAGMA journal_mode=WAL;" + Schema(2));
  writer.run("PRAGMA wal_autocheckpoint=0;" + InsertRun(kId, ""));
  ASSERT_TRUE(std::filesystem::file_size(dir.path() / "live.db-wal") > 0);
  // The state on disk while the writer lives is the one that a killed process leaves.
  std::filesystem::create_directory(dir.path() / "left");
  for (const char* name : {"live.db", "live.db-wal"})
    std::filesystem::copy_file(dir.path() / name, dir.path() / "left" / name);
  const std::string before = tests::ReadFile(dir.path() / "left" / "live.db-wal");
  const Result<RunStore> read = ReadRunStore((dir.path() / "left" / "live.db").string());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read.value().runs.size(), 1U);
  EXPECT_EQ(tests::ReadFile(dir.path() / "left" / "live.db-wal"), before) << "nothing is written to a store";
}

TEST(SqliteStore, DamagedFilesAreNamed) {
  const TempDir dir;
  {
    SqliteFile file(dir.path() / "good.db");
    file.run(Schema(3));
    for (int i = 0; i < 200; ++i) {
      std::string id = std::to_string(i);
      file.run(InsertRun(id.insert(0, 32 - id.size(), '0'), ""));
    }
  }
  const std::string bytes = tests::ReadFile(dir.path() / "good.db");
  dir.write("empty.db", "");
  dir.write("garbage.db", "this is no database at all, whatever its name says");
  dir.write("head.db", bytes.substr(0, 700));
  std::string scrambled = bytes;
  for (std::size_t i = 100; i < scrambled.size(); i += 97) scrambled[i] = static_cast<char>(scrambled[i] ^ 0x5a);
  dir.write("scrambled.db", scrambled);
  {
    SqliteFile file(dir.path() / "other.db");
    file.run("CREATE TABLE stock (id INTEGER);");
  }
  for (const char* name : {"empty.db", "garbage.db", "head.db", "scrambled.db", "other.db", "absent.db"}) {
    const Result<RunStore> read = ReadRunStore((dir.path() / name).string());
    ASSERT_FALSE(read.ok()) << name;
    EXPECT_THAT(read.error().message, HasSubstr(name));
  }
  // Cut in the middle: either an error, or what is left, with the problem.
  for (std::size_t part = 1; part < 8; ++part) {
    dir.write("cut.db", bytes.substr(0, bytes.size() * part / 8));
    const Result<RunStore> read = ReadRunStore(dir.str() + "/cut.db");
    if (read.ok()) {
      EXPECT_THAT(read.value().problems, testing::Contains(HasSubstr("cut.db"))) << part;
    } else {
      EXPECT_THAT(read.error().message, HasSubstr("cut.db"));
    }
  }
}

TEST(SqliteStore, ForgedTablesAreHarmless) {
  const TempDir dir;
  dir.write("secret/notes.txt", "private");
  dir.write("repository/mlruns/1/x", "");
  std::filesystem::create_directory_symlink(dir.path() / "secret", dir.path() / "repository" / "mlruns" / "1" / kOther);
  {
    SqliteFile file(dir.path() / "repository" / "m.db");
    file.run(Schema(2) + InsertRun(kId, dir.str() + "/secret") +
             InsertRun(kOther, "./mlruns/1/" + kOther + "/artifacts") +
             "DROP TABLE tags; CREATE VIEW tags AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
             "SELECT 'k' AS key, x AS value, '" +
             kId +
             "' AS run_uuid FROM n;"
             "INSERT INTO params (key, value, run_uuid) VALUES (x'ff00fe', x'c328', '" +
             kId + "');");
  }
  const Result<RunStore> read = ReadRunStore(dir.str() + "/repository/m.db");
  ASSERT_TRUE(read.ok()) << read.error().message;
  for (const RecordedRun& run : read.value().runs) EXPECT_TRUE(run.artifacts.empty()) << run.id;
  EXPECT_EQ(read.value().runs.at(0).params.size(), 2U);
}

TEST(SqliteStore, OtherKindsAreRefusedByName) {
  const Result<RunStore> read = ReadRunStore("postgresql://user:word@host/db");
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(read.error().message, HasSubstr("postgresql"));
  EXPECT_THAT(read.error().message, testing::Not(HasSubstr("word")));
}

}  // namespace
}  // namespace tracklint::reproduce
