// Each facet on small facts.
#include <gtest/gtest.h>

#include "tests/unit/score/builders.h"

namespace tracklint::score {
namespace {

#define EXPECT_FACET(scenario, which, want_status, want_low, want_high) \
  do { \
    const FacetScore facet_ = (scenario).facet(which); \
    EXPECT_EQ(ToString(facet_.status), ToString(want_status)); \
    EXPECT_DOUBLE_EQ(facet_.low, want_low); \
    EXPECT_DOUBLE_EQ(facet_.high, want_high); \
    EXPECT_FALSE(facet_.reasons.empty()); \
  } while (false)

TEST(CodeFacet, FollowsWhatMlflowDoes) {
  Scenario s;
  EXPECT_FACET(s, Facet::kCode, FacetStatus::kImplicit, 1, 1);
  s.run().code_recorded = Tri::kUnknown;
  EXPECT_FACET(s, Facet::kCode, FacetStatus::kUnknown, 0, 1);
  s.run().code_recorded = Tri::kNo;
  EXPECT_FACET(s, Facet::kCode, FacetStatus::kAbsent, 0, 0);
  s.run().tags.push_back(MakeTag("mlflow.source.git.commit"));
  EXPECT_FACET(s, Facet::kCode, FacetStatus::kExplicit, 1, 1);
}

TEST(CodeFacet, KnowsKeysThatHoldACommit) {
  for (const char* key : {"git_commit", "commit", "git.sha", "GIT-HASH", "code_version", "git_rev"}) {
    Scenario s;
    s.run().code_recorded = Tri::kNo;
    s.run().params.push_back(MakeParam(key, "abc"));
    EXPECT_EQ(s.facet(Facet::kCode).status, FacetStatus::kExplicit) << key;
  }
  for (const char* key : {"version", "git_branch", "commitment", "digital"}) {
    Scenario s;
    s.run().code_recorded = Tri::kNo;
    s.run().params.push_back(MakeParam(key, "abc"));
    EXPECT_EQ(s.facet(Facet::kCode).status, FacetStatus::kAbsent) << key;
  }
}

TEST(CodeFacet, NotebookLoggedAsArtifact) {
  Scenario s;
  s.entry().kind = Entry::Kind::kNotebook;
  s.entry().path = "notebooks/train.ipynb";
  s.run().code_recorded = Tri::kNo;
  EXPECT_FACET(s, Facet::kCode, FacetStatus::kAbsent, 0, 0);
  s.run().artifacts.push_back(MakeArtifact("train.ipynb"));
  EXPECT_FACET(s, Facet::kCode, FacetStatus::kExplicit, 1, 1);
}

TEST(DataFacet, DerivableIsWorthLessWithoutCode) {
  Scenario s;
  EXPECT_FACET(s, Facet::kData, FacetStatus::kDerivable, 0.5, 0.5);
  s.run().code_recorded = Tri::kNo;
  EXPECT_FACET(s, Facet::kData, FacetStatus::kDerivable, 0.25, 0.25);
  s.run().code_recorded = Tri::kUnknown;
  EXPECT_FACET(s, Facet::kData, FacetStatus::kDerivable, 0.25, 0.5);
}

TEST(DataFacet, NamedByTheRun) {
  Scenario by_path;
  by_path.run().params.push_back(MakeParam("input", "data.csv"));
  EXPECT_FACET(by_path, Facet::kData, FacetStatus::kExplicit, 1, 1);

  Scenario by_option;
  by_option.entry().reads[0].source = Text{};
  by_option.entry().reads[0].origins = {{OriginKind::kOption, 3}};
  by_option.run().params.push_back(MakeParam("data", ""));
  by_option.run().params.back().origins = {{OriginKind::kOption, 3}};
  EXPECT_FACET(by_option, Facet::kData, FacetStatus::kExplicit, 1, 1);

  Scenario by_hash;
  by_hash.run().tags.push_back(MakeTag("data_md5"));
  by_hash.run().tags.back().origins = {{OriginKind::kRead, 0}};
  EXPECT_FACET(by_hash, Facet::kData, FacetStatus::kExplicit, 1, 1);

  Scenario by_rows;
  by_rows.run().params.push_back(MakeParam("n_rows", ""));
  by_rows.run().params.back().origins = {{OriginKind::kRead, 0}};
  EXPECT_FACET(by_rows, Facet::kData, FacetStatus::kDerivable, 0.5, 0.5);

  Scenario by_input;
  by_input.run().datasets.emplace_back();
  EXPECT_FACET(by_input, Facet::kData, FacetStatus::kExplicit, 1, 1);
}

TEST(DataFacet, ShareOfSeveralReads) {
  Scenario s;
  s.entry().reads.push_back(s.entry().reads[0]);
  s.entry().reads[1].source = Text::Literal("/home/me/other.csv");
  s.entry().reads[1].tracked = DataRead::Tracked::kNo;
  s.training().reads = {0, 1};
  EXPECT_FACET(s, Facet::kData, FacetStatus::kPartial, 0.25, 0.25);
  s.run().params.push_back(MakeParam("path", "/home/me/other.csv"));
  EXPECT_FACET(s, Facet::kData, FacetStatus::kPartial, 0.75, 0.75);
}

TEST(DataFacet, WithoutReads) {
  Scenario s;
  s.entry().reads.clear();
  s.training().reads.clear();
  EXPECT_FACET(s, Facet::kData, FacetStatus::kDerivable, 0.5, 0.5);  // made by code
  s.training().data_seen = Tri::kUnknown;
  EXPECT_FACET(s, Facet::kData, FacetStatus::kUnknown, 0, 1);
  s.training().data_seen = Tri::kNo;
  EXPECT_FACET(s, Facet::kData, FacetStatus::kNotApplicable, 0, 0);
}

TEST(DataFacet, EverythingReadIsNamedThoughItsWayIsNotSeen) {
  Scenario s;
  s.training().reads.clear();
  s.entry().reads[0].flows_to.clear();
  s.training().data_seen = Tri::kUnknown;
  EXPECT_FACET(s, Facet::kData, FacetStatus::kUnknown, 0, 1);
  s.run().params.push_back(MakeParam("input", "data.csv"));
  EXPECT_FACET(s, Facet::kData, FacetStatus::kExplicit, 1, 1);
}

TEST(DataFacet, RecordedByAutologOnly) {
  Scenario s;
  s.run().datasets.emplace_back();
  s.run().datasets[0].writer = Writer::kAutolog;
  s.run().data_recorded = Tri::kYes;
  EXPECT_FACET(s, Facet::kData, FacetStatus::kImplicit, 1, 1);
}

TEST(DataFacet, BuiltInDataNeedsItsLibraryPinned) {
  Scenario s;
  s.entry().reads[0].loader = "sklearn.datasets.load_iris";
  s.entry().reads[0].built_in = true;
  s.entry().reads[0].tracked = DataRead::Tracked::kUnknown;
  EXPECT_EQ(s.facet(Facet::kData).status, FacetStatus::kAbsent);
  s.project.dependencies.push_back(MakeDependency("scikit-learn", true));
  EXPECT_EQ(s.facet(Facet::kData).status, FacetStatus::kDerivable);
}

TEST(DependenciesFacet, FromRunOrRepository) {
  Scenario s;
  EXPECT_FACET(s, Facet::kDependencies, FacetStatus::kAbsent, 0, 0);
  s.project.dependencies = {MakeDependency("a", true), MakeDependency("b", false), MakeDependency("c", true),
                            MakeDependency("d", true)};
  EXPECT_FACET(s, Facet::kDependencies, FacetStatus::kDerivable, 0.375, 0.375);
  s.run().models.push_back(MakeModel(Signature::kNone));
  EXPECT_FACET(s, Facet::kDependencies, FacetStatus::kImplicit, 1, 1);
  s.run().models[0].certainty = Certainty::kMaybe;
  EXPECT_FACET(s, Facet::kDependencies, FacetStatus::kDerivable, 0.375, 1);
  s.run().artifacts.push_back(MakeArtifact("out/requirements.txt"));
  EXPECT_FACET(s, Facet::kDependencies, FacetStatus::kExplicit, 1, 1);
}

TEST(DependenciesFacet, ModelThatMlflowMayRefuse) {
  Scenario s;
  s.run().models.push_back(MakeModel(Signature::kInferred));
  s.run().models[0].estimator = "sklearn.ensemble.RandomForestClassifier";
  EXPECT_FACET(s, Facet::kDependencies, FacetStatus::kUnknown, 0, 1);
  ApiCall call;
  call.function = "mlflow.sklearn.log_model";
  call.arguments.emplace_back();
  call.arguments[0].name = "serialization_format";
  s.entry().calls.push_back(call);
  EXPECT_FACET(s, Facet::kDependencies, FacetStatus::kImplicit, 1, 1);
  s.entry().calls.clear();
  EXPECT_EQ(ComputeScore(s.facts, s.project, {2, 22, 5}, kTraceWeights).scopes[0].facets[2].status,
            FacetStatus::kImplicit);
}

TEST(ParametersFacet, ShareOfKnownHyperparameters) {
  Scenario s;
  EXPECT_FACET(s, Facet::kParameters, FacetStatus::kAbsent, 0, 0);
  s.training().hyperparameters[0].covered = Tri::kYes;
  EXPECT_FACET(s, Facet::kParameters, FacetStatus::kPartial, 0.5, 0.5);
  s.training().hyperparameters[1].covered = Tri::kUnknown;
  EXPECT_FACET(s, Facet::kParameters, FacetStatus::kPartial, 0.5, 1);
  s.training().hyperparameters[1].covered = Tri::kYes;
  EXPECT_FACET(s, Facet::kParameters, FacetStatus::kExplicit, 1, 1);
  s.training().hyperparameters[1].differs = 0;
  EXPECT_FACET(s, Facet::kParameters, FacetStatus::kPartial, 0.5, 0.5);
}

TEST(ParametersFacet, NothingKnown) {
  Scenario s;
  s.training().hyperparameters.clear();
  EXPECT_FACET(s, Facet::kParameters, FacetStatus::kAbsent, 0, 0);
  s.run().params_open = true;
  EXPECT_FACET(s, Facet::kParameters, FacetStatus::kUnknown, 0, 1);
  s.training().autologged = true;
  EXPECT_FACET(s, Facet::kParameters, FacetStatus::kImplicit, 1, 1);
}

TEST(EnvironmentFacet, TwoItems) {
  Scenario s;
  EXPECT_FACET(s, Facet::kEnvironment, FacetStatus::kAbsent, 0, 0);
  s.project.python_version = "3.11.7";
  EXPECT_FACET(s, Facet::kEnvironment, FacetStatus::kPartial, 0.25, 0.25);
  s.project.images.emplace_back();
  s.project.images[0].image = "python";
  EXPECT_FACET(s, Facet::kEnvironment, FacetStatus::kDerivable, 0.5, 0.5);
  s.run().models.push_back(MakeModel(Signature::kNone));
  EXPECT_FACET(s, Facet::kEnvironment, FacetStatus::kImplicit, 1, 1);
}

TEST(EnvironmentFacet, CondaFileThatFixesOnlyPython) {
  Scenario s;
  s.project.python_version = "3.11";
  s.project.python_version_where = ProjectPlace{.path = "environment.yaml", .line = 5};
  EXPECT_FACET(s, Facet::kEnvironment, FacetStatus::kPartial, 0.25, 0.25);
  s.project.sources.emplace_back();
  s.project.sources[0].path = "environment.yaml";
  s.project.sources[0].kind = DependencyFile::kConda;
  EXPECT_FACET(s, Facet::kEnvironment, FacetStatus::kDerivable, 0.5, 0.5);
}

TEST(EnvironmentFacet, ServicesBesideTheCodeAreNotItsEnvironment) {
  Scenario s;
  s.project.images.emplace_back();
  s.project.images[0].image = "postgres";
  s.project.images[0].tag = "13";
  s.project.images[0].where.path = "docker-compose.yml";
  EXPECT_FACET(s, Facet::kEnvironment, FacetStatus::kAbsent, 0, 0);
  s.project.images[0].where.path = "docker/Dockerfile";
  EXPECT_FACET(s, Facet::kEnvironment, FacetStatus::kPartial, 0.25, 0.25);
}

TEST(RandomnessFacet, SeedAndItsRecord) {
  Scenario s;
  EXPECT_FACET(s, Facet::kRandomness, FacetStatus::kNotApplicable, 0, 0);
  RandomUse use;
  use.consumer = "sklearn.model_selection.train_test_split";
  use.seeded = Tri::kNo;
  s.entry().randoms.push_back(use);
  EXPECT_FACET(s, Facet::kRandomness, FacetStatus::kAbsent, 0, 0);
  s.entry().randoms[0].seeded = Tri::kYes;
  s.entry().randoms[0].covered = Tri::kNo;
  EXPECT_FACET(s, Facet::kRandomness, FacetStatus::kDerivable, 0.5, 0.5);
  s.entry().randoms[0].covered = Tri::kYes;
  EXPECT_FACET(s, Facet::kRandomness, FacetStatus::kExplicit, 1, 1);
  s.entry().randoms.push_back(use);
  EXPECT_FACET(s, Facet::kRandomness, FacetStatus::kPartial, 0.5, 0.5);
  s.entry().unfinished = true;
  s.entry().randoms.clear();
  EXPECT_FACET(s, Facet::kRandomness, FacetStatus::kUnknown, 0, 1);
}

TEST(RandomnessFacet, SeedOfAModelSaysNothingOfTheSplit) {
  Scenario s;
  RandomUse split;
  split.consumer = "sklearn.model_selection.train_test_split";
  split.seeded = split.covered = Tri::kYes;
  split.seed = Text::Literal("42");
  s.entry().randoms.push_back(split);
  EXPECT_FACET(s, Facet::kRandomness, FacetStatus::kDerivable, 0.5, 0.5);  // another run holds it
  s.run().params.push_back(MakeParam("random_state", "42"));
  s.run().params.back().writer = Writer::kAutolog;
  EXPECT_FACET(s, Facet::kRandomness, FacetStatus::kDerivable, 0.5, 0.5);
  s.run().params.push_back(MakeParam("seed", "42"));
  EXPECT_FACET(s, Facet::kRandomness, FacetStatus::kExplicit, 1, 1);
}

TEST(ResultsFacet, MetricModelSignature) {
  Scenario s;
  EXPECT_FACET(s, Facet::kResults, FacetStatus::kAbsent, 0, 0);
  s.run().metrics.push_back(MakeMetric("loss"));
  s.run().metrics[0].repeated = true;  // many points on one step
  EXPECT_FACET(s, Facet::kResults, FacetStatus::kAbsent, 0, 0);
  s.run().metrics[0].stepped = Tri::kYes;
  EXPECT_FACET(s, Facet::kResults, FacetStatus::kPartial, 0.5, 0.5);
  s.run().models.push_back(MakeModel(Signature::kNone));
  EXPECT_FACET(s, Facet::kResults, FacetStatus::kPartial, 0.75, 0.75);
  s.run().models[0].signature = Signature::kInferred;
  EXPECT_FACET(s, Facet::kResults, FacetStatus::kExplicit, 1, 1);
  s.run().trainings.clear();
  s.entry().trainings.clear();
  s.run().models.clear();
  EXPECT_FACET(s, Facet::kResults, FacetStatus::kExplicit, 1, 1);
}

TEST(CentralisationFacet, ServerExperimentEntry) {
  Scenario s;
  EXPECT_FACET(s, Facet::kCentralisation, FacetStatus::kPartial, 0.25, 0.25);
  s.run().tracking_uri.state = Setting::State::kSet;
  s.run().tracking_uri.value = Text::Literal("http://localhost:5000");
  EXPECT_FACET(s, Facet::kCentralisation, FacetStatus::kPartial, 0.25, 0.25);
  for (const char* uri :
       {"https://dagshub.com/a/b.mlflow", "databricks", "http://10.0.0.5:5000", "postgresql://db/mlflow"}) {
    s.run().tracking_uri.value = Text::Literal(uri);
    EXPECT_FACET(s, Facet::kCentralisation, FacetStatus::kPartial, 0.75, 0.75);
  }
  s.run().experiment.state = Setting::State::kSet;
  s.run().experiment.value = Text::Literal("churn");
  EXPECT_FACET(s, Facet::kCentralisation, FacetStatus::kExplicit, 1, 1);
  s.run().tracking_uri.state = Setting::State::kUnknown;
  EXPECT_FACET(s, Facet::kCentralisation, FacetStatus::kPartial, 0.5, 1);
}

TEST(CentralisationFacet, AFolderWithAHoleIsStillAFolder) {
  Scenario s;
  s.run().tracking_uri.state = Setting::State::kSet;
  s.run().tracking_uri.value = {Text::Kind::kPattern, "file://*/mlruns"};
  EXPECT_FACET(s, Facet::kCentralisation, FacetStatus::kPartial, 0.25, 0.25);
  s.run().tracking_uri.value = {Text::Kind::kPattern, "http://*:5000"};
  EXPECT_FACET(s, Facet::kCentralisation, FacetStatus::kPartial, 0.25, 0.75);
}

}  // namespace
}  // namespace tracklint::score
