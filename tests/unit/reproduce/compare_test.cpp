// Whole runs and stores against each other: verdicts, matching, what is said.
#include "reproduce/compare.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tracklint::reproduce {
namespace {

using testing::HasSubstr;
using testing::Not;

RecordedRun Sample(const std::string& id, std::int64_t start = 1764152125000) {
  RecordedRun run;
  run.id = id;
  run.name = "popular-auk-795";
  run.experiment = "wine";
  run.status = "FINISHED";
  run.start_ms = start;
  run.end_ms = start + 1000;
  run.params = {{"alpha", "0.5"}};
  run.metrics = {{"rmse", {{0.5, 0, start}, {0.25, 1, start}}}};
  run.artifacts_read = true;
  return run;
}

Verdict Of(const RunComparison& comparison, const std::string& name) {
  for (const Compared& item : comparison.items) {
    if (item.name == name) return item.verdict;
  }
  ADD_FAILURE() << "nothing about " << name;
  return Verdict::kUnknown;
}

TEST(CompareRuns, EqualRunsAgree) {
  const RunComparison comparison = CompareRuns(Sample("a"), Sample("b", 1770000000000));
  EXPECT_TRUE(comparison.agree);
  EXPECT_EQ(comparison.worst, Verdict::kIdentical);
  EXPECT_TRUE(comparison.notes.empty());
}

TEST(CompareRuns, WhatDisagrees) {
  const RecordedRun a = Sample("a");
  const auto with = [&](auto change) {
    RecordedRun b = Sample("b");
    change(b);
    return CompareRuns(a, b);
  };
  EXPECT_FALSE(with([](RecordedRun& b) { b.params["alpha"] = "0.50"; }).agree);
  EXPECT_FALSE(with([](RecordedRun& b) { b.params["beta"] = "1"; }).agree);
  EXPECT_FALSE(with([](RecordedRun& b) { b.params.clear(); }).agree);
  EXPECT_FALSE(with([](RecordedRun& b) { b.metrics["rmse"][1].value = 0.3; }).agree);
  EXPECT_FALSE(with([](RecordedRun& b) { b.metrics["rmse"].push_back({0.25, 2, 0}); }).agree) << "history length";
  EXPECT_FALSE(with([](RecordedRun& b) { b.metrics["mae"] = {{1, 0, 0}}; }).agree);
  EXPECT_FALSE(with([](RecordedRun& b) { b.status = "FAILED"; }).agree);
  EXPECT_FALSE(with([](RecordedRun& b) { b.tags["team"] = "blue"; }).agree);
  EXPECT_FALSE(with([](RecordedRun& b) { b.datasets = {{"d", "1", "", "", "train", "", ""}}; }).agree);
  EXPECT_FALSE(with([](RecordedRun& b) { b.models = {{.name = "model"}}; }).agree);
  EXPECT_FALSE(with([](RecordedRun& b) { b.artifacts = {{.path = "a.txt", .size = 1}}; }).agree);
  const RunComparison close = with([](RecordedRun& b) { b.metrics["rmse"][1].value = 0.2501; });
  EXPECT_TRUE(close.agree);
  EXPECT_EQ(close.worst, Verdict::kClose);
}

TEST(CompareRuns, WhatDoesNot) {
  RecordedRun a = Sample("a");
  RecordedRun b = Sample("b");
  a.name = "masked-cat-1";
  a.user = "ann";
  a.tags = {{"mlflow.user", "ann"}, {"mlflow.source.git.commit", "1"}, {"mlflow.source.name", "x.py"}};
  b.tags = {{"mlflow.user", "bob"}};
  a.metrics["system/cpu"] = {{1, 0, 0}};
  a.metrics["train_time_seconds"] = {{1.5, 0, 0}};
  b.metrics["train_time_seconds"] = {{2.5, 0, 0}};
  a.metrics["when"] = {{1764152126.5, 0, 0}};
  b.metrics["when"] = {{1764152999.5, 0, 0}};
  a.metrics["odd"] = {{NAN, 0, 0}};
  b.metrics["odd"] = {{NAN, 0, 0}};
  const RunComparison comparison = CompareRuns(a, b);
  EXPECT_TRUE(comparison.agree) << ComparisonText({{comparison}, {}, {}, {}, true}, {});
  EXPECT_EQ(Of(comparison, "train_time_seconds"), Verdict::kDuration);
  EXPECT_EQ(Of(comparison, "when"), Verdict::kClock);
  EXPECT_EQ(Of(comparison, "odd"), Verdict::kIdentical);
}

TEST(CompareRuns, ModelsByWhatTheySayOfThemselves) {
  RecordedRun a = Sample("a");
  LoggedModel model;
  model.name = "model";
  model.described = true;
  model.flavors = {"python_function", "sklearn"};
  model.signature = "{}";
  model.requirements = {"mlflow==3.1", "scikit-learn==1.5"};
  model.digest = "x";
  a.models = {model};
  const auto verdict = [&](auto change) {
    RecordedRun b = a;
    change(b.models[0]);
    const RunComparison comparison = CompareRuns(a, b);
    return std::pair{Of(comparison, "model"), comparison.items.back().note};
  };
  EXPECT_EQ(verdict([](LoggedModel&) {}).first, Verdict::kIdentical);
  EXPECT_EQ(verdict([](LoggedModel& m) { m.flavors.pop_back(); }).first, Verdict::kDiffers);
  EXPECT_EQ(verdict([](LoggedModel& m) { m.signature.clear(); }).first, Verdict::kDiffers);
  EXPECT_EQ(verdict([](LoggedModel& m) { m.has_input_example = true; }).first, Verdict::kDiffers);
  const auto requirements = verdict([](LoggedModel& m) { m.requirements[1] = "scikit-learn==1.4"; });
  EXPECT_EQ(requirements.first, Verdict::kDiffers);
  EXPECT_THAT(requirements.second, HasSubstr("scikit-learn==1.5 against scikit-learn==1.4"));
  EXPECT_EQ(verdict([](LoggedModel& m) { m.described = false; }).first, Verdict::kUnknown);
}

TEST(CompareRuns, ModelsWithoutANameOfTheirOwnArePaired) {
  RecordedRun a = Sample("a");
  RecordedRun b = Sample("b");
  LoggedModel model;
  model.flavors = {"sklearn"};
  model.described = true;
  model.digest = "x";
  model.name = "fearless-mare-697";
  a.models = {model};
  model.name = "unequaled-mole-706";
  b.models = {model};
  EXPECT_TRUE(CompareRuns(a, b).agree);
  b.models[0].flavors = {"xgboost"};
  EXPECT_FALSE(CompareRuns(a, b).agree);
}

TEST(CompareRuns, KilledRunsSecretsAndUnreachableArtifactsAreSaid) {
  RecordedRun a = Sample("a");
  RecordedRun b = Sample("b");
  b.status = "RUNNING";
  a.params["api_key"] = "s3cr3t-one";
  b.params["api_key"] = "s3cr3t-two";
  b.artifacts_read = false;
  a.artifacts = {{.path = "a.txt", .size = 1, .sha256 = "1"}};
  StoreComparison comparison;
  comparison.pairs = {CompareRuns(a, b)};
  const std::string text = ComparisonText(comparison, {});
  EXPECT_THAT(text, HasSubstr("run B is marked as RUNNING"));
  EXPECT_THAT(text, HasSubstr("the artifacts of run B cannot be reached"));
  EXPECT_THAT(text, HasSubstr("api_key"));
  EXPECT_THAT(text, Not(HasSubstr("s3cr3t")));
  EXPECT_THAT(ComparisonJson(comparison, {}), Not(HasSubstr("s3cr3t")));
  EXPECT_EQ(Of(comparison.pairs[0], "api_key"), Verdict::kDiffers);
}

TEST(CompareRuns, NothingReachesTheTerminalUnseen) {
  RecordedRun a = Sample("a");
  RecordedRun b = Sample("b");
  b.name = "\x1b[31mred";
  b.params["alpha"] = "\x1b]0;title\x07";
  b.params["\xff\xfe"] = "x";
  StoreComparison comparison;
  comparison.pairs = {CompareRuns(a, b)};
  comparison.only_a = {"\x1b[2J"};
  EXPECT_THAT(ComparisonText(comparison, {}), Not(HasSubstr("\x1b")));
  EXPECT_FALSE(nlohmann::json::parse(ComparisonJson(comparison, {}), nullptr, false).is_discarded());
}

TEST(CompareRuns, DataSetsOfOneName) {
  RecordedRun a = Sample("a");
  RecordedRun b = Sample("b");
  a.datasets = {{"dataset", "1", "", "", "eval", "", ""}, {"dataset", "2", "", "", "eval", "", ""}};
  b.datasets = {{"dataset", "2", "", "", "eval", "", ""}, {"dataset", "1", "", "", "eval", "", ""}};
  EXPECT_TRUE(CompareRuns(a, b).agree);
  b.datasets[0].digest = "3";
  EXPECT_FALSE(CompareRuns(a, b).agree);
}

TEST(MatchRuns, ByContentNotByTime) {
  std::vector<RecordedRun> a;
  std::vector<RecordedRun> b;
  for (int i = 0; i < 40; ++i) {
    RecordedRun run = Sample("a" + std::to_string(i), 1764152125000 + i);
    run.params = {{"depth", std::to_string(i % 8)}, {"lr", i < 20 ? "0.1" : "0.01"}};
    run.metrics["rmse"][1].value = 1.0 / (i + 1);
    a.push_back(run);
    run.id = "b" + std::to_string(i);
    b.push_back(run);
  }
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    std::ranges::shuffle(b, random);
    const auto pairs = MatchRuns(a, b);
    ASSERT_EQ(pairs.size(), a.size());
    for (const auto& [i, j] : pairs) EXPECT_EQ(a[i].id.substr(1), b[j].id.substr(1));
  }
}

TEST(MatchRuns, ChildrenOfASearchTieAndStayWithTheirParents) {
  std::vector<RecordedRun> a;
  std::vector<RecordedRun> b;
  for (const std::string side : {"a", "b"}) {
    std::vector<RecordedRun>& runs = side == "a" ? a : b;
    for (int parent = 0; parent < 2; ++parent) {
      RecordedRun search = Sample(side + std::to_string(parent));
      search.params = {{"estimator", parent == 0 ? "Ridge" : "Lasso"}};
      runs.push_back(search);
      for (int child = 0; child < 3; ++child) {
        RecordedRun trial = Sample(search.id + "." + std::to_string(child));
        trial.parent_id = search.id;
        trial.params = {{"alpha", "1"}};  // all alike
        trial.metrics = {{"score", {{parent + 0.1, 0, 0}}}};
        runs.push_back(trial);
      }
    }
  }
  std::ranges::reverse(b);
  RunStore store_a;
  RunStore store_b;
  store_a.runs = a;
  store_b.runs = b;
  const StoreComparison comparison = CompareStores(store_a, store_b);
  EXPECT_TRUE(comparison.agree) << ComparisonText(comparison, {});
  for (const RunComparison& pair : comparison.pairs) EXPECT_EQ(pair.id_a.substr(1, 1), pair.id_b.substr(1, 1));
}

TEST(MatchRuns, WithoutACounterpartARunIsAlone) {
  RunStore a;
  RunStore b;
  a.runs = {Sample("a0"), Sample("a1")};
  a.runs[1].params = {{"alpha", "0.9"}};
  b.runs = {Sample("b1")};
  b.runs[0].params = {{"alpha", "0.9"}};
  const StoreComparison comparison = CompareStores(a, b);
  ASSERT_EQ(comparison.pairs.size(), 1U);
  EXPECT_EQ(comparison.pairs[0].id_a, "a1");
  EXPECT_THAT(comparison.only_a, testing::ElementsAre("a0"));
  EXPECT_FALSE(comparison.agree);
  EXPECT_FALSE(CompareStores({}, {}).agree) << "no runs are no agreement";
}

TEST(MatchRuns, ACycleOfParentsEnds) {
  std::vector<RecordedRun> runs = {Sample("a"), Sample("b"), Sample("c")};
  runs[0].parent_id = "b";
  runs[1].parent_id = "a";
  runs[2].parent_id = "c";
  EXPECT_EQ(MatchRuns(runs, runs).size(), 3U);
}

}  // namespace
}  // namespace tracklint::reproduce
