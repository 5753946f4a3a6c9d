// Scopes, grades, levels and the headline.
#include "analyzer/score/compute_score.h"

#include <numeric>
#include <string>

#include <gtest/gtest.h>

#include "analyzer/score/points.h"
#include "analyzer/score/scopes.h"
#include "tests/unit/score/builders.h"

namespace tracklint::score {
namespace {

Scenario Perfect() {
  Scenario s;
  s.run().params.push_back(MakeParam("data_path", "data.csv"));
  s.run().metrics.push_back(MakeMetric("accuracy"));
  s.run().models.push_back(MakeModel(Signature::kInferred));
  for (Hyperparameter& parameter : s.training().hyperparameters) parameter.covered = Tri::kYes;
  s.run().tracking_uri = {
      Setting::State::kSet, Text::Literal("https://mlflow.example.org"), Setting::By::kCode, {}, {}};
  s.run().experiment = {Setting::State::kSet, Text::Literal("churn"), Setting::By::kCode, {}, {}};
  return s;
}

TEST(ComputeScore, PerfectScopeHasEverything) {
  const Score score = Perfect().score();
  EXPECT_EQ(score.low, 100);
  EXPECT_EQ(score.high, 100);
  EXPECT_EQ(score.grade, 'A');
  EXPECT_EQ(score.level, 4);
  EXPECT_EQ(Headline(score), "100 [100–100] · A · T4 · coverage 100 %");
}

TEST(ComputeScore, FirstStepsAreTheLargestLosses) {
  Scenario s = Perfect();
  EXPECT_TRUE(FirstSteps(s.score()).empty());
  s.run().code_recorded = Tri::kNo;
  s.run().experiment = {};
  const Score score = s.score();
  const std::vector<FirstStep> steps = FirstSteps(score);
  ASSERT_GE(steps.size(), 2U);
  EXPECT_EQ(steps[0].facet, Facet::kCode);
  EXPECT_EQ(steps[0].points, score.facets[static_cast<std::size_t>(Facet::kCode)].lost);
  EXPECT_GE(steps[0].points, steps[1].points);
  EXPECT_FALSE(steps[0].reason.empty());
}

TEST(ComputeScore, EmptyScopeHasNothing) {
  Scenario s;
  s.entry().runs.clear();
  s.training().run = kNoIndex;
  s.entry().reads[0].tracked = DataRead::Tracked::kNo;
  s.entry().kind = Entry::Kind::kNotebook;
  s.entry().autolog.emplace_back();
  const Score score = s.score();
  ASSERT_EQ(score.scopes.size(), 1U);
  EXPECT_EQ(score.low, 0);
  EXPECT_EQ(score.grade, 'E');
  EXPECT_EQ(score.level, 0);
  EXPECT_EQ(score.scopes[0].run, "");
}

TEST(ComputeScore, CapsWithoutCodeOrData) {
  Scenario s = Perfect();
  s.run().code_recorded = Tri::kNo;
  EXPECT_NEAR(s.score().low, 100.0 * 75 / 95, 1e-9);  // no random consumer
  EXPECT_EQ(s.score().grade, 'C');
  s.run().params.clear();
  s.entry().reads[0].tracked = DataRead::Tracked::kNo;
  EXPECT_EQ(s.score().grade, 'D');
}

TEST(ComputeScore, LevelsAreConjunctive) {
  Scenario s = Perfect();
  s.run().tracking_uri = {};
  s.run().experiment = {};
  EXPECT_EQ(s.score().level, 3);
  s.run().params.clear();
  EXPECT_EQ(s.score().level, 2);
  s.training().hyperparameters[0].covered = Tri::kNo;
  EXPECT_EQ(s.score().level, 1);
  s.run().metrics.clear();
  EXPECT_EQ(s.score().level, 0);
}

TEST(ComputeScore, MeanOverScopesAndTheLowest) {
  Scenario s = Perfect();
  s.facts.entries.push_back(Scenario().facts.entries[0]);
  s.facts.entries[1].path = s.facts.entries[1].name = "other.py";
  const Score score = s.score();
  ASSERT_EQ(score.scopes.size(), 2U);
  EXPECT_EQ(score.lowest, 1U);
  EXPECT_NEAR(score.low, (score.scopes[0].low + score.scopes[1].low) / 2, 1e-9);
  EXPECT_EQ(score.level, 0);
}

TEST(ComputeScore, NoScore) {
  Scenario s;
  s.facts.entries.clear();
  EXPECT_FALSE(s.score().scored);
  EXPECT_EQ(Headline(s.score()), "no score: no training with MLflow was found");
  Scenario tests_only;
  tests_only.entry().path = "tests/test_train.py";
  EXPECT_EQ(tests_only.score().no_score_reason,
            "only tests, vendored code or documentation samples train with MLflow here");
}

TEST(ComputeScore, WeightOfApplicableFacetsMustSuffice) {
  Scenario s;
  s.entry().trainings.clear();
  s.entry().reads.clear();
  s.run().trainings.clear();
  s.run().metrics.push_back(MakeMetric("accuracy"));
  const Weights light{20, 20, 10, 15, 10, 5, 5, 5};  // data, parameters and randomness do not apply: 50 remain
  const Score score = ComputeScore(s.facts, s.project, {3, 17, 2}, light);
  EXPECT_FALSE(score.scored);
  EXPECT_EQ(score.scopes.size(), 1U);
  EXPECT_NE(score.no_score_reason.find("weight 50"), std::string::npos);
}

TEST(Scopes, WhatCounts) {
  Scenario s;
  s.entry().runs.push_back({});  // a parent of nothing: neither training nor result
  tracklint::Run metric_only;
  metric_only.metrics.push_back(MakeMetric("m"));
  s.entry().runs.push_back(metric_only);
  EXPECT_EQ(FindScopes(s.facts, s.project, {}).scopes.size(), 2U);
  s.entry().kind = Entry::Kind::kFunction;  // an idle helper that logs a metric into whatever run there is
  s.entry().runs[2].kind = RunKind::kImplicit;
  EXPECT_EQ(FindScopes(s.facts, s.project, {}).scopes.size(), 1U);
}

TEST(Scopes, LeaveOutTestsAndVendoredCode) {
  for (const char* path :
       {"tests/a.py", "src/vendor/x.py", "docs/guide/a.py", "test_a.py", "pkg/a_test.py", "conftest.py"})
    EXPECT_TRUE(ExcludedByDefault(path)) << path;
  for (const char* path : {"train.py", "src/latest/train.py", "examples/train.py", "testing.py", "contest.py"})
    EXPECT_FALSE(ExcludedByDefault(path)) << path;
}

TEST(Points, ApportionKeepsTheSum) {
  const std::array<std::int64_t, kFacetCount> units =
      Apportion({0.5L, 0.25L, 0.25L, 1.0L / 3, 1.0L / 3, 1.0L / 3, 0, 2});
  EXPECT_EQ(std::accumulate(units.begin(), units.end(), std::int64_t{0}), 4);
}

TEST(Points, StabilityIsReproducible) {
  const Score score = Scenario().score();
  EXPECT_EQ(score.grade_stability, Scenario().score().grade_stability);
  EXPECT_GT(score.grade_stability, 0);
  EXPECT_LE(score.grade_stability, 1);
  EXPECT_EQ(Perfect().score().grade_stability, 1);
}

}  // namespace
}  // namespace tracklint::score
