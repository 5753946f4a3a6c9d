// Facts made by hand or at random for the tests of the score.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/score/compute_score.h"

namespace tracklint::score {

inline Hyperparameter MakeHyperparameter(std::string name, Tri covered) {
  Hyperparameter parameter;
  parameter.name = std::move(name);
  parameter.value = Text::Literal("1");
  parameter.covered = covered;
  return parameter;
}

/// A script with one run that trains one estimator on one file that git tracks, and records nothing.
struct Scenario {
  Facts facts;
  Project project;

  Scenario() {
    Entry entry;
    entry.path = entry.name = "train.py";
    Run run;
    run.id = "train.py:5";
    run.code_recorded = Tri::kYes;
    run.data_recorded = Tri::kNo;
    run.trainings = {0};
    entry.runs.push_back(run);
    Training training;
    training.library = "sklearn";
    training.estimator = "LogisticRegression";
    training.run = 0;
    training.data_seen = Tri::kYes;
    training.reads = {0};
    training.hyperparameters = {MakeHyperparameter("C", Tri::kNo), MakeHyperparameter("max_iter", Tri::kNo)};
    entry.trainings.push_back(training);
    DataRead read;
    read.loader = "pandas.read_csv";
    read.source = Text::Literal("data.csv");
    read.tracked = DataRead::Tracked::kGit;
    read.flows_to = {0};
    entry.reads.push_back(read);
    facts.entries.push_back(std::move(entry));
    project.git.work_tree = project.git.has_commit = true;
  }

  Entry& entry() { return facts.entries[0]; }
  Run& run() { return facts.entries[0].runs[0]; }
  Training& training() { return facts.entries[0].trainings[0]; }

  [[nodiscard]] Score score() const { return ComputeScore(facts, project, {3, 17, 2}, kTraceWeights); }
  [[nodiscard]] FacetScore facet(Facet facet) const {
    return score().scopes.at(0).facets[static_cast<std::size_t>(facet)];
  }
};

inline Metric MakeMetric(std::string key) {
  Metric metric;
  metric.key = Text::Literal(std::move(key));
  metric.stepped = Tri::kNo;
  return metric;
}
inline Param MakeParam(std::string key, std::string value) {
  Param param;
  param.key = Text::Literal(std::move(key));
  param.value = Text::Literal(std::move(value));
  return param;
}
inline Tag MakeTag(std::string key) {
  Tag tag;
  tag.key = Text::Literal(std::move(key));
  return tag;
}
inline LoggedModel MakeModel(Signature signature) {
  LoggedModel model;
  model.flavor = "sklearn";
  model.estimator = "sklearn.linear_model.LogisticRegression";
  model.signature = signature;
  model.trainings = {0};
  model.run = 0;
  return model;
}
inline Artifact MakeArtifact(std::string path) {
  Artifact artifact;
  artifact.path = Text::Literal(std::move(path));
  return artifact;
}
inline Dependency MakeDependency(std::string name, bool exact, DependencyFile kind = DependencyFile::kRequirements) {
  Dependency dependency;
  dependency.name = std::move(name);
  dependency.exact = exact;
  if (exact) dependency.pinned = "1.0";
  dependency.kind = kind;
  dependency.where.path = "requirements.txt";
  return dependency;
}

/// A stream of small numbers with a fixed seed.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2 + 1) {}
  std::size_t Below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }
  bool Chance(std::size_t one_in) { return Below(one_in) == 0; }
  template <typename Enum>
  Enum Pick(std::size_t count) {
    return static_cast<Enum>(Below(count));
  }

 private:
  std::uint64_t state_;
};

/// Facts of some entries with some runs, everything at random but consistent in its indices.
Scenario RandomScenario(std::uint64_t seed);

}  // namespace tracklint::score
