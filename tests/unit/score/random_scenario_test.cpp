// Properties of SCORE.md on facts made at random.
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/score/builders.h"

namespace tracklint::score {
namespace {

constexpr std::uint64_t kScenarios = 400;

Text RandomText(Dice& dice, const std::string& value) {
  if (dice.Chance(4)) return {};
  return dice.Chance(4) ? Text::Pattern(value + "*") : Text::Literal(value);
}
Certainty RandomCertainty(Dice& dice) { return dice.Chance(4) ? Certainty::kMaybe : Certainty::kSurely; }

Run RandomRun(Dice& dice, std::size_t number) {
  Run run;
  run.id = "train.py:" + std::to_string(number);
  run.kind = dice.Pick<RunKind>(6);
  run.code_recorded = dice.Pick<Tri>(3);
  run.data_recorded = dice.Pick<Tri>(3);
  run.params_open = dice.Chance(5);
  run.metrics_open = dice.Chance(6);
  run.models_open = dice.Chance(8);
  run.tags_open = dice.Chance(8);
  run.resumed = dice.Chance(12);
  run.tracking_uri.state = dice.Pick<Setting::State>(3);
  run.tracking_uri.value = RandomText(dice, dice.Chance(2) ? "https://mlflow.example.org" : "file:mlruns");
  run.experiment.state = dice.Pick<Setting::State>(3);
  run.experiment.value = RandomText(dice, dice.Chance(3) ? "Default" : "churn");
  for (std::size_t i = dice.Below(3); i > 0; --i) run.params.push_back(MakeParam("p" + std::to_string(i), "1"));
  for (std::size_t i = dice.Below(3); i > 0; --i) {
    Metric metric = MakeMetric("m");
    metric.certainty = RandomCertainty(dice);
    metric.repeated = dice.Chance(3);
    metric.stepped = dice.Pick<Tri>(3);
    run.metrics.push_back(metric);
  }
  if (dice.Chance(3)) {
    LoggedModel model = MakeModel(dice.Pick<Signature>(5));
    model.certainty = RandomCertainty(dice);
    run.models.push_back(model);
  }
  return run;
}

Training RandomTraining(Dice& dice, std::size_t run, std::size_t reads) {
  Training training;
  training.library = "sklearn";
  training.estimator = "Ridge";
  training.run = run == 0 ? kNoIndex : static_cast<Index>(run - 1);
  training.data_seen = dice.Pick<Tri>(3);
  training.autologged = dice.Chance(5);
  for (std::size_t i = dice.Below(4); i > 0; --i) {
    training.hyperparameters.push_back(MakeHyperparameter("h" + std::to_string(i), dice.Pick<Tri>(3)));
  }
  if (reads > 0 && dice.Chance(2)) training.reads.push_back(static_cast<Index>(dice.Below(reads)));
  return training;
}

Entry RandomEntry(Dice& dice, std::size_t number) {
  Entry entry;
  entry.kind = dice.Pick<Entry::Kind>(4);
  entry.path = entry.name = "train" + std::to_string(number) + ".py";
  const std::size_t runs = 1 + dice.Below(3);
  for (std::size_t i = 0; i < runs; ++i) entry.runs.push_back(RandomRun(dice, i));
  for (std::size_t i = dice.Below(3); i > 0; --i) {
    DataRead read;
    read.loader = dice.Chance(4) ? "sklearn.datasets.load_iris" : "pandas.read_csv";
    read.built_in = read.loader.starts_with("sklearn");
    read.source = RandomText(dice, "data" + std::to_string(i) + ".csv");
    read.tracked = dice.Pick<DataRead::Tracked>(4);
    read.remote = dice.Chance(5);
    read.versioned = dice.Pick<Tri>(3);
    entry.reads.push_back(read);
  }
  for (std::size_t i = dice.Below(4); i > 0; --i)
    entry.trainings.push_back(RandomTraining(dice, dice.Below(runs + 1), entry.reads.size()));
  if (dice.Chance(2)) {
    entry.seeds.emplace_back();
    entry.seeds[0].library = "numpy";
    entry.seeds[0].covered = dice.Pick<Tri>(3);
  }
  for (std::size_t i = dice.Below(3); i > 0; --i) {
    RandomUse use;
    use.consumer = "sklearn.model_selection.train_test_split";
    use.seeded = dice.Pick<Tri>(3);
    use.covered = dice.Pick<Tri>(3);
    use.run = dice.Chance(2) ? kNoIndex : static_cast<Index>(dice.Below(runs));
    if (!entry.seeds.empty() && dice.Chance(2)) use.governed_by = 0;
    entry.randoms.push_back(use);
  }
  return entry;
}

double Sum(const std::array<FacetScore, kFacetCount>& facets) {
  return std::accumulate(facets.begin(), facets.end(), 0.0,
                         [](double sum, const FacetScore& facet) { return sum + facet.lost; });
}

/// Scopes of the same run before and after a change.
void ExpectNotLower(const Score& before, const Score& after, const std::string& what, std::uint64_t seed) {
  for (const ScopeScore& old_scope : before.scopes) {
    for (const ScopeScore& new_scope : after.scopes) {
      if (new_scope.entry != old_scope.entry || new_scope.run != old_scope.run || old_scope.run.empty() ||
          !old_scope.scored)
        continue;
      EXPECT_GE(new_scope.low, old_scope.low) << what << " seed " << seed << " " << old_scope.run;
      EXPECT_GE(new_scope.high, old_scope.high) << what << " seed " << seed << " " << old_scope.run;
      EXPECT_GE(new_scope.level, old_scope.level) << what << " seed " << seed << " " << old_scope.run;
    }
  }
}

}  // namespace

Scenario RandomScenario(std::uint64_t seed) {
  Dice dice(seed);
  Scenario scenario;
  scenario.facts.entries.clear();
  for (std::size_t i = 0; i < 1 + dice.Below(3); ++i) scenario.facts.entries.push_back(RandomEntry(dice, i));
  scenario.project.git.work_tree = dice.Chance(2);
  for (std::size_t i = dice.Below(4); i > 0; --i)
    scenario.project.dependencies.push_back(MakeDependency("d" + std::to_string(i), dice.Chance(2)));
  if (dice.Chance(3)) scenario.project.python_version = "3.11";
  return scenario;
}

TEST(ScoreProperties, LostPointsSumExactly) {
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    const Score score = RandomScenario(seed).score();
    if (!score.scored) continue;
    EXPECT_EQ(Sum(score.facets), 100 - score.low) << seed;
    for (const ScopeScore& scope : score.scopes) {
      if (!scope.scored) continue;
      EXPECT_EQ(Sum(scope.facets), 100 - scope.low) << seed;
      EXPECT_LE(scope.low, scope.high) << seed;
    }
    EXPECT_GE(score.low, 0) << seed;
    EXPECT_LE(score.high, 100) << seed;
    EXPECT_GE(score.coverage, 0) << seed;
    EXPECT_LE(score.coverage, 1) << seed;
  }
}

TEST(ScoreProperties, RecordingNeverLowers) {
  const std::vector<std::pair<std::string, std::function<void(tracklint::Run&)>>> calls{
      {"log_param", [](tracklint::Run& run) { run.params.push_back(MakeParam("extra", "1")); }},
      {"log_param of the commit", [](tracklint::Run& run) { run.params.push_back(MakeParam("git_commit", "abc")); }},
      {"log_param of the data path",
       [](tracklint::Run& run) { run.params.push_back(MakeParam("data_path", "data1.csv")); }},
      {"log_params of unknown keys", [](tracklint::Run& run) { run.params_open = true; }},
      {"log_metric", [](tracklint::Run& run) { run.metrics.push_back(MakeMetric("accuracy")); }},
      {"set_tag", [](tracklint::Run& run) { run.tags.push_back(MakeTag("git.sha")); }},
      {"log_model", [](tracklint::Run& run) { run.models.push_back(MakeModel(Signature::kInferred)); }},
      {"log_model without signature", [](tracklint::Run& run) { run.models.push_back(MakeModel(Signature::kNone)); }},
      {"log_input", [](tracklint::Run& run) { run.datasets.emplace_back(); }},
      {"log_artifact", [](tracklint::Run& run) { run.artifacts.push_back(MakeArtifact("requirements.txt")); }},
      {"log_artifact of data", [](tracklint::Run& run) { run.artifacts.push_back(MakeArtifact("data1.csv")); }},
      {"log_artifact of conda.yaml", [](tracklint::Run& run) { run.artifacts.push_back(MakeArtifact("conda.yaml")); }},
  };
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    Scenario scenario = RandomScenario(seed);
    const Score before = scenario.score();
    for (const auto& [what, call] : calls) {
      for (const Certainty certainty : {Certainty::kSurely, Certainty::kMaybe}) {
        Scenario changed = scenario;
        for (tracklint::Run& run : changed.facts.entries[0].runs) {
          call(run);
          if (certainty == Certainty::kSurely) continue;
          if (!run.datasets.empty()) run.datasets.back().certainty = certainty;
        }
        ExpectNotLower(before, changed.score(), what, seed);
      }
    }
  }
}

TEST(ScoreProperties, UnknownBetweenAbsentAndRecorded) {
  for (std::uint64_t seed = 0; seed < kScenarios; ++seed) {
    Scenario unknown = RandomScenario(seed);
    for (Training& training : unknown.facts.entries[0].trainings) {
      for (Hyperparameter& parameter : training.hyperparameters) parameter.covered = Tri::kUnknown;
    }
    Scenario recorded = unknown;
    Scenario absent = unknown;
    for (std::size_t t = 0; t < unknown.facts.entries[0].trainings.size(); ++t) {
      for (Hyperparameter& parameter : recorded.facts.entries[0].trainings[t].hyperparameters)
        parameter.covered = Tri::kYes;
      for (Hyperparameter& parameter : absent.facts.entries[0].trainings[t].hyperparameters)
        parameter.covered = Tri::kNo;
    }
    const Score middle = unknown.score();
    ExpectNotLower(middle, recorded.score(), "recorded", seed);
    const Score below = absent.score();
    ASSERT_EQ(middle.scopes.size(), below.scopes.size());
    for (std::size_t i = 0; i < middle.scopes.size(); ++i) EXPECT_EQ(middle.scopes[i].low, below.scopes[i].low) << seed;
  }
}

TEST(ScoreProperties, OrderOfFilesChangesNothing) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Scenario scenario = RandomScenario(seed);
    const Score before = scenario.score();
    std::vector<Entry> turned(scenario.facts.entries.rbegin(), scenario.facts.entries.rend());
    scenario.facts.entries = turned;
    const Score after = scenario.score();
    EXPECT_NEAR(before.low, after.low, 1e-8) << seed;
    EXPECT_EQ(before.grade, after.grade) << seed;
    EXPECT_EQ(before.level, after.level) << seed;
  }
}

}  // namespace tracklint::score
