// Any bytes in an MLflow store: an SQLite file (where they begin like one), or files of a folder `mlruns`, each named in
// the first line of its part. Runs are read or problems told; a run compared with itself agrees with itself.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "reproduce/compare.h"
#include "reproduce/json_text.h"
#include "reproduce/moments.h"
#include "reproduce/run_store.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/support/file_runs.h"

namespace tracklint::fuzz {
namespace {

namespace fs = std::filesystem;
using reproduce::RecordedRun;

constexpr std::string_view kRun = "0123456789abcdef0123456789abcdef";
constexpr std::array<std::string_view, 17> kFiles = {"meta.yaml",
                                                     "run/meta.yaml",
                                                     "run/params/lr",
                                                     "run/metrics/loss",
                                                     "run/tags/mlflow.log-model.history",
                                                     "run/tags/mlflow.source.name",
                                                     "run/tags/note",
                                                     "run/artifacts/model/MLmodel",
                                                     "run/artifacts/model/requirements.txt",
                                                     "run/artifacts/table.csv",
                                                     "run/artifacts/values.json",
                                                     "run/artifacts/values.yaml",
                                                     "run/artifacts/text.txt",
                                                     "run/artifacts/data.zip",
                                                     "run/inputs/d1/meta.yaml",
                                                     "models/m-1/meta.yaml",
                                                     "models/m-1/artifacts/MLmodel"};

std::string PlaceOf(std::string_view name) {
  return name.starts_with("run/") ? "0/" + std::string(kRun) + std::string(name.substr(3)) : "0/" + std::string(name);
}

/// Two folders of the same run; the second holds what the input says.
void WriteStores(std::string_view input) {
  for (const std::string store : {"a", "b"}) {
    fs::remove_all(Folder().path() / store);
    tests::WriteRun(Folder(), store,
                    {.id = std::string(kRun),
                     .params = {{"lr", "0.1"}},
                     .metrics = {{"loss", "1700000000000 0.5 0\n1700000000001 0.25 1\n"}},
                     .tags = {{"note", "2026-11-27 10:00:00"}},
                     .artifacts = {{"text.txt", "a 1\n"},
                                   {"values.json", "{\"a\": [1, 2.5]}"},
                                   {"values.yaml", "a: 1\n"},
                                   {"table.csv", "x,y\n1,2\n"},
                                   {"data.zip", "PK"}}});
  }
  constexpr std::size_t kMost = 6;
  for (const std::string& part : Parts(input, kMost)) {
    std::string_view rest = part;
    std::string name = TakeLine(rest);
    if (std::ranges::find(kFiles, name) == kFiles.end()) name = kFiles[Hash(name) % kFiles.size()];
    // What the store says about its artifacts must lead into it, so that they are read.
    std::string text(rest);
    const std::string here = (Folder().path() / "b").string();
    for (std::size_t at = text.find("HERE"); at != std::string::npos; at = text.find("HERE", at + here.size()))
      text.replace(at, 4, here);
    Folder().write("b/" + PlaceOf(name), text);
  }
}

void RequireRuns(const reproduce::RunStore& store) {
  for (const RecordedRun& run : store.runs) {
    Require(!run.id.empty(), "a run has an id");
    for (const auto& [key, history] : run.metrics) {
      Require(!history.empty(), "a metric has a value:", key);
      static_cast<void>(reproduce::LastPoint(history));
    }
    for (const reproduce::StoredFile& file : run.artifacts) {
      Require(!file.path.empty() && !file.path.starts_with('/') && file.path.find("../") == std::string::npos,
              "an artifact lies below its folder:", file.path);
    }
    Require(std::ranges::is_sorted(run.artifacts, {}, &reproduce::StoredFile::path), "artifacts are sorted");
    const reproduce::RunComparison same = reproduce::CompareRuns(run, run);
    for (const reproduce::Compared& item : same.items)
      Require(!reproduce::Disagrees(item, {}), "a run agrees with itself:", item.name);
  }
  for (const std::string& problem : store.problems) Require(!problem.empty(), "a problem says what it is");
}

}  // namespace
}  // namespace tracklint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  const std::string_view input = fuzz::Text(bytes, size);
  if (input.starts_with("SQLite format 3")) {
    const std::filesystem::path file = fuzz::Folder().path() / "mlflow.db";
    std::ofstream(file, std::ios::binary) << input;
    const Result<reproduce::RunStore> store = reproduce::ReadRunStore(file.string());
    if (store.ok()) fuzz::RequireRuns(store.value());
    return 0;
  }
  fuzz::WriteStores(input);
  const Result<reproduce::RunStore> a = reproduce::ReadRunStore((fuzz::Folder().path() / "a").string());
  const Result<reproduce::RunStore> b = reproduce::ReadRunStore((fuzz::Folder().path() / "b").string());
  fuzz::Require(a.ok() && a.value().runs.size() == 1, "a sound store is read");
  if (b.ok()) {
    fuzz::RequireRuns(b.value());
    for (const auto& [first, second] : reproduce::MatchRuns(a.value().runs, b.value().runs)) {
      fuzz::Require(first < a.value().runs.size() && second < b.value().runs.size(), "a pair is of runs");
      static_cast<void>(reproduce::CompareRuns(a.value().runs[first], b.value().runs[second]));
    }
  } else {
    fuzz::Require(!b.error().message.empty(), "an error says what is wrong");
  }
  if (const auto json = reproduce::ParseJson(input)) {
    const std::string text = reproduce::JsonText(*json);
    fuzz::Require(reproduce::ParseJson(text).has_value(), "JSON is written as JSON");
  }
  for (std::size_t at = 0; at < input.size() && at < 256; ++at) {
    for (const reproduce::Moment& moment : reproduce::MomentsAt(input, at))
      fuzz::Require(moment.length > 0 && at + moment.length <= input.size(), "a moment lies in its text");
  }
  return 0;
}
