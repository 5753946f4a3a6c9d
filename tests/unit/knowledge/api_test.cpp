// The MLflow API per release.
#include "analyzer/knowledge/api.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace tracklint::knowledge {
namespace {

constexpr MlflowVersion kTwo{2, 22, 5};
constexpr MlflowVersion kThree{3, 17, 2};

const ApiFunction& Get(MlflowVersion version, std::string_view name) {
  const ApiFunction* function = FindApi(version, name);
  EXPECT_NE(function, nullptr) << name;
  static const ApiFunction none;
  return function != nullptr ? *function : none;
}

const ApiParameter* Parameter(const ApiFunction& function, std::string_view name) {
  const auto found = std::find_if(function.parameters.begin(), function.parameters.end(),
                                  [name](const ApiParameter& parameter) { return parameter.name == name; });
  return found == function.parameters.end() ? nullptr : &*found;
}

TEST(Api, Signature) {
  const ApiFunction& log_param = Get(kThree, "mlflow.log_param");
  ASSERT_EQ(log_param.parameters.size(), 3U);
  EXPECT_EQ(log_param.parameters[0].name, "key");
  EXPECT_TRUE(log_param.parameters[0].positional);
  EXPECT_FALSE(log_param.parameters[0].has_default);
  EXPECT_TRUE(log_param.parameters[2].has_default);
  EXPECT_FALSE(log_param.has_kwargs);
  EXPECT_TRUE(log_param.deprecated.empty());
}

TEST(Api, KeywordOnlyAndVariadic) {
  const ApiFunction& evaluate = Get(kThree, "mlflow.models.evaluate");
  const ApiParameter* targets = Parameter(evaluate, "targets");
  ASSERT_NE(targets, nullptr);
  EXPECT_TRUE(targets->keyword_only);
  EXPECT_FALSE(targets->positional);
  EXPECT_TRUE(Get(kThree, "mlflow.sklearn.log_model").has_kwargs);
}

TEST(Api, ArtifactPathBecameName) {
  for (const std::string_view flavor :
       {"sklearn", "xgboost", "lightgbm", "pytorch", "tensorflow", "keras", "pyfunc", "transformers"}) {
    const std::string name = "mlflow." + std::string(flavor) + ".log_model";
    const ApiParameter* old = Parameter(Get(kThree, name), "artifact_path");
    ASSERT_NE(old, nullptr) << name;
    EXPECT_EQ(old->replacement, "name") << name;
    EXPECT_EQ(old->deprecated, "deprecated since 3.0.0") << name;
    const ApiParameter* then = Parameter(Get(kTwo, name), "artifact_path");
    ASSERT_NE(then, nullptr) << name;
    EXPECT_TRUE(then->deprecated.empty()) << name;
    EXPECT_EQ(Parameter(Get(kTwo, name), "name"), nullptr) << name;
  }
  EXPECT_TRUE(Parameter(Get(kThree, "mlflow.spark.log_model"), "artifact_path")->deprecated.empty())
      << "it has no name";
}

TEST(Api, NearestCatalogue) {
  EXPECT_EQ(FindApi({2, 3, 0}, "mlflow.log_param"), FindApi(kTwo, "mlflow.log_param"));
  EXPECT_EQ(FindApi({1, 30, 0}, "mlflow.log_param"), FindApi(kTwo, "mlflow.log_param"));
  EXPECT_EQ(FindApi({3, 0, 0}, "mlflow.log_param"), FindApi(kThree, "mlflow.log_param"));
  EXPECT_NE(FindApi(kTwo, "mlflow.log_param"), FindApi(kThree, "mlflow.log_param"));
}

TEST(Api, Client) {
  for (const std::string_view prefix : {"mlflow.MlflowClient", "mlflow.client.MlflowClient",
                                        "mlflow.tracking.MlflowClient", "mlflow.tracking.client.MlflowClient"}) {
    const ApiFunction& log = Get(kThree, std::string(prefix) + ".log_metric");
    EXPECT_EQ(log.name, "mlflow.MlflowClient.log_metric");
    EXPECT_EQ(log.parameters[0].name, "run_id") << "without self";
    EXPECT_TRUE(ApiNamespaceKnown(kThree, prefix));
  }
  EXPECT_FALSE(Get(kThree, "mlflow.MlflowClient.transition_model_version_stage").deprecated.empty());
  EXPECT_EQ(FindApi(kThree, "mlflow.MlflowClient.no_such_method"), nullptr);
}

TEST(Api, Deprecations) {
  const ApiFunction& evaluate = Get(kThree, "mlflow.evaluate");
  EXPECT_NE(evaluate.deprecated.find("3.0.0"), std::string_view::npos);
  EXPECT_EQ(evaluate.replacement, "mlflow.models.evaluate");
  EXPECT_NE(Parameter(evaluate, "model_type"), nullptr);
  EXPECT_TRUE(Get(kTwo, "mlflow.evaluate").deprecated.empty());
  // Accepted only by a decorator: not in the signature.
  const ApiParameter* request = Parameter(Get(kThree, "mlflow.get_trace"), "request_id");
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(request->replacement, "trace_id");
  EXPECT_FALSE(request->positional);
}

TEST(Api, Namespaces) {
  EXPECT_TRUE(ApiNamespaceKnown(kThree, "mlflow"));
  EXPECT_TRUE(ApiNamespaceKnown(kThree, "mlflow.sklearn"));
  EXPECT_FALSE(ApiNamespaceKnown(kThree, "mlflow.log_param"));
  EXPECT_FALSE(ApiNamespaceKnown(kThree, "mlflow.no_such_module"));
  EXPECT_FALSE(ApiNamespaceKnown(kThree, "mlflow.fastai")) << "gone in 3";
  EXPECT_TRUE(ApiNamespaceKnown(kTwo, "mlflow.fastai"));
  EXPECT_FALSE(ApiNamespaceKnown(kThree, "sklearn"));
  EXPECT_EQ(FindApi(kThree, "mlflow.sklearn"), nullptr) << "a module is no function";
}

TEST(Api, PublicNamesThatAreNoFunctions) {
  for (const std::string_view name :
       {"mlflow.pyfunc.PythonModel", "mlflow.entities.Metric", "mlflow.entities.ViewType",
        "mlflow.models.infer_signature", "mlflow.models.signature.infer_signature", "mlflow.data.from_pandas",
        "mlflow.exceptions.MlflowException", "mlflow.ActiveRun", "mlflow.start_run", "mlflow.autolog"}) {
    EXPECT_NE(FindApi(kThree, name), nullptr) << name;
    EXPECT_NE(FindApi(kTwo, name), nullptr) << name;
  }
}

TEST(Api, Removed) {
  EXPECT_NE(RemovedApi(kThree, "mlflow.list_run_infos").find("mlflow.search_runs"), std::string_view::npos);
  EXPECT_FALSE(RemovedApi(kTwo, "mlflow.tracking.MlflowClient.list_experiments").empty());
  EXPECT_FALSE(RemovedApi(kThree, "mlflow.fastai.log_model").empty());
  EXPECT_TRUE(RemovedApi(kTwo, "mlflow.fastai.log_model").empty()) << "still there";
  EXPECT_TRUE(RemovedApi(kThree, "mlflow.log_param").empty());
  EXPECT_TRUE(RemovedApi(kThree, "mlflow.never_existed").empty());
}

TEST(Api, RefusedByDefaultFormat) {
  EXPECT_TRUE(RefusedByDefaultFormat("RandomForestClassifier"));
  EXPECT_TRUE(RefusedByDefaultFormat("sklearn.neural_network.MLPClassifier"));
  EXPECT_FALSE(RefusedByDefaultFormat("LogisticRegression"));
  EXPECT_FALSE(RefusedByDefaultFormat(""));
}

}  // namespace
}  // namespace tracklint::knowledge
