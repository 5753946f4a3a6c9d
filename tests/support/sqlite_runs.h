// Databases with the tables of MLflow's releases, for tests of what reads them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace tracklint::tests {

class SqliteFile {
 public:
  explicit SqliteFile(const std::filesystem::path& file) {
    EXPECT_EQ(sqlite3_open(file.string().c_str(), &connection_), SQLITE_OK);
  }
  ~SqliteFile() { sqlite3_close(connection_); }
  SqliteFile(const SqliteFile&) = delete;
  SqliteFile& operator=(const SqliteFile&) = delete;

  void run(const std::string& statements) {
    char* error = nullptr;
    EXPECT_EQ(sqlite3_exec(connection_, statements.c_str(), nullptr, nullptr, &error), SQLITE_OK)
        << (error != nullptr ? error : "") << " in " << statements;
    sqlite3_free(error);
  }

 private:
  sqlite3* connection_ = nullptr;
};

/// MLflow 0.9: metrics have neither steps nor a flag for NaN.
inline constexpr std::string_view kSchema09 =
    "CREATE TABLE experiments (experiment_id INTEGER PRIMARY KEY, name VARCHAR(256), artifact_location VARCHAR(256), "
    "lifecycle_stage VARCHAR(32));"
    "CREATE TABLE runs (run_uuid VARCHAR(32) PRIMARY KEY, name VARCHAR(250), source_type VARCHAR(20), source_name "
    "VARCHAR(500), entry_point_name VARCHAR(50), user_id VARCHAR(256), status VARCHAR(20), start_time BIGINT, end_time "
    "BIGINT, source_version VARCHAR(50), lifecycle_stage VARCHAR(20), artifact_uri VARCHAR(200), experiment_id "
    "INTEGER);"
    "CREATE TABLE params (key VARCHAR(250), value VARCHAR(250), run_uuid VARCHAR(32), PRIMARY KEY (key, run_uuid));"
    "CREATE TABLE tags (key VARCHAR(250), value VARCHAR(250), run_uuid VARCHAR(32), PRIMARY KEY (key, run_uuid));"
    "CREATE TABLE metrics (key VARCHAR(250), value FLOAT, timestamp BIGINT, run_uuid VARCHAR(32));";
/// MLflow 1.x adds these columns.
inline constexpr std::string_view kSchema1 =
    "ALTER TABLE metrics ADD COLUMN step BIGINT DEFAULT 0;"
    "ALTER TABLE metrics ADD COLUMN is_nan BOOLEAN DEFAULT 0;"
    "CREATE TABLE latest_metrics (key VARCHAR(250), value FLOAT, timestamp BIGINT, step BIGINT, is_nan BOOLEAN, "
    "run_uuid "
    "VARCHAR(32));"
    "CREATE TABLE model_versions (name VARCHAR(256), version INTEGER, run_id VARCHAR(32), source VARCHAR(500));";
/// MLflow 2.4 and later.
inline constexpr std::string_view kSchema2 =
    "ALTER TABLE runs ADD COLUMN deleted_time BIGINT;"
    "CREATE TABLE datasets (dataset_uuid VARCHAR(36), experiment_id INTEGER, name VARCHAR(500), digest VARCHAR(36), "
    "dataset_source_type VARCHAR(36), dataset_source TEXT, dataset_schema TEXT, dataset_profile TEXT);"
    "CREATE TABLE inputs (input_uuid VARCHAR(36), source_type VARCHAR(36), source_id VARCHAR(36), destination_type "
    "VARCHAR(36), destination_id VARCHAR(36));"
    "CREATE TABLE input_tags (input_uuid VARCHAR(36), name VARCHAR(255), value VARCHAR(500));";
/// MLflow 3.
inline constexpr std::string_view kSchema3 =
    "CREATE TABLE logged_models (model_id VARCHAR(36), experiment_id INTEGER, name VARCHAR(500), artifact_location "
    "VARCHAR(1000), creation_timestamp_ms BIGINT, last_updated_timestamp_ms BIGINT, status INTEGER, lifecycle_stage "
    "VARCHAR(32), model_type VARCHAR(500), source_run_id VARCHAR(32), status_message VARCHAR(1000));";

/// A run with a parameter, a tag and two values of one metric, for any of the schemas.
inline std::string InsertRun(const std::string& id, const std::string& artifact_uri) {
  return "INSERT OR IGNORE INTO experiments (experiment_id, name, lifecycle_stage) VALUES (1, 'wine', 'active');"
         "INSERT INTO runs (run_uuid, name, source_name, source_type, user_id, status, start_time, end_time, "
         "lifecycle_stage, artifact_uri, experiment_id) VALUES ('" +
         id + "', 'old-name', 'train.py', 'LOCAL', 'somebody', 'FINISHED', 1700000000000, 1700000005000, 'active', '" +
         artifact_uri +
         "', 1);"
         "INSERT INTO params (key, value, run_uuid) VALUES ('alpha', '0.5', '" +
         id +
         "');"
         "INSERT INTO tags (key, value, run_uuid) VALUES ('mlflow.runName', 'new-name', '" +
         id +
         "');"
         "INSERT INTO metrics (key, value, timestamp, run_uuid) VALUES ('rmse', 0.75, 1700000001000, '" +
         id + "'), ('rmse', 0.25, 1700000002000, '" + id + "');";
}

}  // namespace tracklint::tests
