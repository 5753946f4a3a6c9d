// Find, Canonical and FindMethod on the real data.
#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/knowledge/knowledge.h"

namespace tracklint::knowledge {
namespace {

using Names = std::vector<std::string_view>;

bool Has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const CallInfo& Get(std::string_view name) {
  const CallInfo* info = Find(name);
  EXPECT_NE(info, nullptr) << name;
  static const CallInfo none;
  return info != nullptr ? *info : none;
}

const CallInfo& GetMethod(std::string_view on, std::string_view method) {
  const CallInfo* info = FindMethod(on, method);
  EXPECT_NE(info, nullptr) << on << "." << method;
  static const CallInfo none;
  return info != nullptr ? *info : none;
}

TEST(Calls, Estimator) {
  const CallInfo& forest = Get("sklearn.ensemble.RandomForestClassifier");
  EXPECT_EQ(forest.name, "sklearn.ensemble.RandomForestClassifier");
  EXPECT_EQ(forest.effect, Effect::kEstimator);
  EXPECT_EQ(forest.library, "sklearn");
  EXPECT_EQ(forest.seed_param, "random_state");
  EXPECT_EQ(forest.random, Randomness::kAlways);
  ASSERT_GE(forest.params.size(), 3U);
  EXPECT_EQ(forest.params[0], "n_estimators");
  EXPECT_FALSE(forest.open_keywords);
  EXPECT_TRUE(Has(forest.not_hyperparameters, "n_jobs"));
  EXPECT_TRUE(Has(forest.not_hyperparameters, "random_state"));
  EXPECT_FALSE(Has(forest.not_hyperparameters, "max_depth"));
  EXPECT_FALSE(Has(forest.not_hyperparameters, "nthread")) << "not a parameter of a forest";
}

TEST(Calls, RandomUnderConditions) {
  const CallInfo& logistic = Get("sklearn.linear_model.LogisticRegression");
  ASSERT_EQ(logistic.random, Randomness::kConditional);
  ASSERT_FALSE(logistic.conditions.empty());
  EXPECT_EQ(logistic.conditions[0].name, "solver");
  EXPECT_TRUE(Has(logistic.conditions[0].values, "'saga'"));
  EXPECT_FALSE(Has(logistic.conditions[0].values, "'lbfgs'"));
  EXPECT_FALSE(logistic.conditions[0].when_unset);

  const CallInfo& sgd = Get("sklearn.linear_model.SGDClassifier");
  ASSERT_EQ(sgd.conditions.size(), 1U);
  EXPECT_EQ(sgd.conditions[0].name, "shuffle");
  EXPECT_TRUE(sgd.conditions[0].negate);
  EXPECT_TRUE(sgd.conditions[0].when_unset);

  const CallInfo& tree = Get("sklearn.tree.DecisionTreeClassifier");
  ASSERT_EQ(tree.random, Randomness::kConditional);
  EXPECT_NE(tree.conditions[0].group, tree.conditions[1].group) << "either is enough";
  const CallInfo& both = Get("sklearn.linear_model.LogisticRegression");
  EXPECT_EQ(both.conditions[1].group, both.conditions[2].group) << "liblinear and dual together";
}

TEST(Calls, DeterministicByDefault) {
  for (const std::string_view name : {"sklearn.linear_model.LinearRegression", "sklearn.neighbors.KNeighborsClassifier",
                                      "sklearn.naive_bayes.GaussianNB", "sklearn.ensemble.AdaBoostClassifier"}) {
    EXPECT_EQ(Get(name).random, Randomness::kNever) << name;
  }
  for (const std::string_view name :
       {"xgboost.XGBClassifier", "lightgbm.LGBMRegressor", "catboost.CatBoostClassifier"}) {
    EXPECT_TRUE(Get(name).default_seed_fixed) << name;
    EXPECT_EQ(Get(name).random, Randomness::kNever) << name;
  }
}

TEST(Calls, AlwaysRandom) {
  for (const std::string_view name : {"sklearn.cluster.KMeans", "sklearn.neural_network.MLPClassifier",
                                      "sklearn.ensemble.ExtraTreesRegressor", "sklearn.ensemble.IsolationForest",
                                      "imblearn.over_sampling.SMOTE", "sklearn.model_selection.RandomizedSearchCV"}) {
    EXPECT_EQ(Get(name).random, Randomness::kAlways) << name;
  }
}

TEST(Calls, Effects) {
  const std::vector<std::pair<std::string_view, Effect>> expected = {
      {"pandas.read_csv", Effect::kRead},
      {"sklearn.datasets.load_iris", Effect::kBuiltinData},
      {"sklearn.metrics.accuracy_score", Effect::kMetric},
      {"sklearn.model_selection.train_test_split", Effect::kSplit},
      {"numpy.random.seed", Effect::kSeed},
      {"numpy.random.default_rng", Effect::kGenerator},
      {"numpy.random.rand", Effect::kDraw},
      {"sklearn.preprocessing.StandardScaler", Effect::kTransformer},
      {"sklearn.pipeline.Pipeline", Effect::kMeta},
      {"sklearn.model_selection.GridSearchCV", Effect::kSearch},
      {"xgboost.train", Effect::kTrain},
      {"torch.optim.Adam", Effect::kOptimizer},
      {"torch.nn.Linear", Effect::kModule},
      {"transformers.Trainer", Effect::kTrainer},
      {"torch.utils.data.DataLoader", Effect::kDataLoader},
      {"torchvision.transforms.RandomCrop", Effect::kAugmentation},
      {"joblib.dump", Effect::kSaveModel},
      {"torch.load", Effect::kLoadModel},
      {"json.dump", Effect::kWriteFile},
      {"threading.Thread", Effect::kThread},
      {"subprocess.run", Effect::kProcess},
      {"time.time", Effect::kClock},
      {"getpass.getpass", Effect::kSecret},
      {"pytorch_lightning.loggers.MLFlowLogger", Effect::kIntegration},
  };
  for (const auto& [name, effect] : expected) {
    EXPECT_EQ(Get(name).effect, effect) << name;
  }
}

TEST(Calls, Metrics) {
  EXPECT_EQ(Get("sklearn.metrics.f1_score").metric_key, "f1");
  EXPECT_TRUE(Get("sklearn.metrics.f1_score").higher_is_better);
  const CallInfo& mse = Get("sklearn.metrics.mean_squared_error");
  EXPECT_EQ(mse.metric_key, "mse");
  EXPECT_FALSE(mse.higher_is_better);
  ASSERT_EQ(mse.metric_variants.size(), 1U);
  EXPECT_EQ(mse.metric_variants[0].param, "squared");
  EXPECT_EQ(mse.metric_variants[0].value, "False");
  EXPECT_EQ(mse.metric_variants[0].metric_key, "rmse");
  EXPECT_TRUE(Get("sklearn.metrics.confusion_matrix").metric_key.empty());
}

TEST(Calls, SplitsWithAFlag) {
  const CallInfo& folds = Get("sklearn.model_selection.KFold");
  EXPECT_TRUE(folds.needs_flag);
  EXPECT_EQ(folds.flag, "shuffle");
  EXPECT_FALSE(folds.flag_default);
  EXPECT_TRUE(Get("sklearn.model_selection.train_test_split").flag_default);
  EXPECT_FALSE(Get("sklearn.model_selection.ShuffleSplit").needs_flag);
}

TEST(Calls, SeedsOfSeveralLibraries) {
  EXPECT_EQ(Get("torch.manual_seed").library, "torch");
  EXPECT_EQ(Get("tensorflow.random.set_seed").library, "tensorflow");
  EXPECT_EQ(Get("random.seed").library, "random");
  for (const std::string_view name :
       {"tensorflow.keras.utils.set_random_seed", "lightning.seed_everything", "transformers.set_seed"}) {
    EXPECT_EQ(Get(name).effect, Effect::kSeed) << name;
    EXPECT_EQ(Get(name).library, "*") << name;
  }
  EXPECT_EQ(Get("xgboost.train").seed_params.size(), 3U);
}

TEST(Calls, WhereThingsAre) {
  EXPECT_EQ(Get("pandas.read_csv").source_param, "filepath_or_buffer");
  EXPECT_EQ(Get("pandas.read_csv").returns, "pandas.DataFrame");
  EXPECT_EQ(Get("joblib.dump").object_param, "value");
  EXPECT_EQ(Get("joblib.dump").source_param, "filename");
  EXPECT_TRUE(Get("joblib.dump").any_object);
  EXPECT_EQ(Get("sklearn.model_selection.GridSearchCV").object_param, "estimator");
  EXPECT_EQ(Get("sklearn.model_selection.GridSearchCV").mapping_param, "param_grid");
  EXPECT_EQ(Get("sklearn.pipeline.make_pipeline").object_param, "*");
  EXPECT_EQ(Get("xgboost.train").mapping_param, "params");
}

TEST(Calls, InnerCrossValidationCountsOnlyWhereItShapesTheModel) {
  EXPECT_TRUE(Has(Get("sklearn.model_selection.GridSearchCV").not_hyperparameters, "cv"));
  EXPECT_FALSE(Has(Get("sklearn.ensemble.StackingClassifier").not_hyperparameters, "cv"));
  EXPECT_FALSE(Has(Get("sklearn.calibration.CalibratedClassifierCV").not_hyperparameters, "cv"));
}

TEST(Calls, Unknown) {
  EXPECT_EQ(Find("sklearn.linear_model.Nothing"), nullptr);
  EXPECT_EQ(Find("mypackage.train"), nullptr);
  EXPECT_EQ(Find(""), nullptr);
  EXPECT_EQ(Find("."), nullptr);
  EXPECT_EQ(Find("..."), nullptr);
  EXPECT_EQ(Find("sklearn"), nullptr);
  EXPECT_EQ(FindMethod("", ""), nullptr);
  EXPECT_EQ(FindMethod("mypackage.Thing", "fit"), nullptr);
}

TEST(Calls, Families) {
  const CallInfo& layer = Get("torch.nn.SomethingNew");
  EXPECT_EQ(layer.effect, Effect::kModule);
  EXPECT_EQ(layer.name, "torch.nn.SomethingNew");
  EXPECT_EQ(Find("torch.nn.something_new"), nullptr) << "families are classes";
  EXPECT_EQ(Get("sktime.forecasting.naive.NaiveForecaster").effect, Effect::kEstimator) << "of a package above";
  const CallInfo& pretrained = Get("transformers.BertForSequenceClassification.from_pretrained");
  EXPECT_EQ(pretrained.effect, Effect::kLoadModel);
  EXPECT_EQ(Get("transformers.AutoTokenizer.from_pretrained").effect, Effect::kNone);
}

TEST(Calls, SameFromManyThreads) {
  std::vector<const CallInfo*> found(8);
  std::vector<std::thread> threads;
  for (const CallInfo*& slot : found) {
    threads.emplace_back([&slot] {
      for (int i = 0; i < 200; ++i) {
        static_cast<void>(Find("torch.nn.Family" + std::to_string(i)));
        static_cast<void>(Canonical("tensorflow.keras.unknown" + std::to_string(i)));
      }
      slot = Find("lightgbm.sklearn.LGBMClassifier");
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (const CallInfo* info : found) {
    EXPECT_NE(info, nullptr);
    EXPECT_EQ(info, found[0]);
  }
}

TEST(Canonical, ReExports) {
  const std::vector<std::pair<std::string_view, std::string_view>> expected = {
      {"sklearn.linear_model._ridge.Ridge", "sklearn.linear_model.Ridge"},
      {"sklearn.ensemble._forest.RandomForestClassifier", "sklearn.ensemble.RandomForestClassifier"},
      {"sklearn.ensemble.forest.RandomForestClassifier", "sklearn.ensemble.RandomForestClassifier"},
      {"sklearn.metrics._classification.accuracy_score", "sklearn.metrics.accuracy_score"},
      {"sklearn.cross_validation.train_test_split", "sklearn.model_selection.train_test_split"},
      {"sklearn.externals.joblib.dump", "joblib.dump"},
      {"tensorflow.keras.optimizers.Adam", "keras.optimizers.Adam"},
      {"tensorflow.keras.optimizers.legacy.Adam", "keras.optimizers.Adam"},
      {"tensorflow.keras.models.Sequential", "keras.Sequential"},
      {"tensorflow.compat.v1.set_random_seed", "tensorflow.set_random_seed"},
      {"lightning.pytorch.Trainer", "pytorch_lightning.Trainer"},
      {"lightning.Trainer", "pytorch_lightning.Trainer"},
      {"pytorch_lightning.trainer.trainer.Trainer", "pytorch_lightning.Trainer"},
      {"xgboost.sklearn.XGBClassifier", "xgboost.XGBClassifier"},
      {"lightgbm.sklearn.LGBMClassifier", "lightgbm.LGBMClassifier"},
      {"catboost.core.Pool", "catboost.Pool"},
      {"torch.optim.adam.Adam", "torch.optim.Adam"},
      {"torch.nn.modules.linear.Linear", "torch.nn.Linear"},
      {"mlflow.tracking.MlflowClient", "mlflow.MlflowClient"},
      {"mlflow.tracking.client.MlflowClient.log_param", "mlflow.MlflowClient.log_param"},
      {"mlflow.tracking.fluent.log_metric", "mlflow.log_metric"},
      {"optuna.integration.mlflow.MLflowCallback", "optuna.integration.MLflowCallback"},
      {"fbprophet.Prophet", "prophet.Prophet"},
  };
  for (const auto& [name, canonical] : expected) {
    EXPECT_EQ(Canonical(name), canonical);
    EXPECT_EQ(Canonical(canonical), canonical) << "canonical names stay";
  }
}

TEST(Canonical, UnknownNamesStay) {
  for (const std::string_view name :
       {"mypackage.mymodule.Thing", "np.random.rand", "", "x", "sklearn.foo.bar", "torch.jit.load"}) {
    EXPECT_EQ(Canonical(name), name);
  }
}

TEST(Methods, OfData) {
  EXPECT_EQ(GetMethod("pandas.DataFrame", "sample").effect, Effect::kSplit);
  EXPECT_EQ(GetMethod("pandas.core.frame.DataFrame", "to_csv").source_param, "path_or_buf");
  EXPECT_EQ(GetMethod("geopandas.GeoDataFrame", "to_csv").effect, Effect::kWriteFile) << "shares the methods of pandas";
  EXPECT_EQ(GetMethod("pyspark.sql.DataFrame", "randomSplit").seed_param, "seed");
  EXPECT_EQ(GetMethod("datasets.Dataset", "train_test_split").effect, Effect::kSplit);
  EXPECT_EQ(FindMethod("pandas.DataFrame", "no_such_method"), nullptr);
}

TEST(Methods, SparkReaderChain) {
  std::string_view at = "pyspark.sql.SparkSession";
  for (const std::string_view step : {"read", "format", "option"}) {
    at = GetMethod(at, step).returns;
  }
  EXPECT_EQ(at, "pyspark.sql.DataFrameReader");
  EXPECT_EQ(GetMethod(at, "load").effect, Effect::kRead);
  EXPECT_EQ(GetMethod(at, "load").returns, "pyspark.sql.DataFrame");
}

TEST(Methods, OfEstimators) {
  const CallInfo& fit = GetMethod("sklearn.svm.SVC", "fit");
  EXPECT_EQ(fit.effect, Effect::kTrain);
  EXPECT_EQ(fit.name, "sklearn.svm.SVC.fit");
  EXPECT_TRUE(Has(fit.not_hyperparameters, "X"));
  EXPECT_TRUE(Has(GetMethod("xgboost.XGBClassifier", "fit").keyword_params, "early_stopping_rounds"));
  EXPECT_FALSE(Has(GetMethod("xgboost.XGBClassifier", "fit").not_hyperparameters, "early_stopping_rounds"));
  EXPECT_EQ(GetMethod("sklearn.preprocessing.StandardScaler", "fit_transform").effect, Effect::kNone);
  EXPECT_EQ(GetMethod("sklearn.svm.SVC", "score").effect, Effect::kMetric);
  EXPECT_EQ(GetMethod("tensorflow.keras.Sequential", "fit").effect, Effect::kTrain);
  EXPECT_EQ(GetMethod("keras.Model", "compile").effect, Effect::kOptimizer);
  EXPECT_EQ(GetMethod("transformers.Trainer", "train").effect, Effect::kTrain);
}

TEST(Methods, OfMetricObjects) {
  EXPECT_EQ(Get("torchmetrics.Accuracy").effect, Effect::kNone) << "making it measures nothing";
  EXPECT_EQ(Get("torchmetrics.Accuracy").metric_key, "accuracy");
  EXPECT_EQ(GetMethod("torchmetrics.Accuracy", "compute").effect, Effect::kMetric);
  EXPECT_EQ(Get("torchmetrics.functional.accuracy").effect, Effect::kMetric);
  EXPECT_EQ(GetMethod(Get("evaluate.load").returns, "compute").effect, Effect::kMetric);
  EXPECT_EQ(GetMethod("pyspark.ml.evaluation.RegressionEvaluator", "evaluate").effect, Effect::kMetric);
}

TEST(Methods, SpelledInFull) {
  EXPECT_EQ(Get("pyspark.sql.SparkSession.builder.getOrCreate").returns, "pyspark.sql.SparkSession");
}

TEST(Libraries, SeedLibrary) {
  EXPECT_EQ(SeedLibrary("sklearn"), "numpy");
  EXPECT_EQ(SeedLibrary("keras"), "tensorflow");
  EXPECT_EQ(SeedLibrary("torchvision"), "torch");
  EXPECT_EQ(SeedLibrary("numpy"), "numpy");
  EXPECT_EQ(SeedLibrary("unheard_of"), "unheard_of");
}

TEST(Libraries, NeverHyperparameters) {
  for (const std::string_view name :
       {"verbose", "n_jobs", "device", "random_state", "callbacks", "cv", "scoring", "X_train", "output_dir"}) {
    EXPECT_TRUE(IsNeverHyperparameter(name)) << name;
  }
  for (const std::string_view name : {"max_depth", "learning_rate", "lr", "epochs", "batch_size", "test_size", "metric",
                                      "n_components", "tree_method"}) {
    EXPECT_FALSE(IsNeverHyperparameter(name)) << name;
  }
}

TEST(ClassAt, FollowsAttributesThatGiveObjects) {
  EXPECT_EQ(ClassAt("pyspark.sql.SparkSession.builder"), "pyspark.sql.SparkSession.Builder");
  EXPECT_EQ(ClassAt("databricks.spark"), "pyspark.sql.SparkSession");
  EXPECT_EQ(ClassAt("databricks.spark.read"), "pyspark.sql.DataFrameReader");
  EXPECT_EQ(ClassAt("databricks.spark.nothing"), "");
  EXPECT_EQ(ClassAt("pandas.DataFrame"), "");
  EXPECT_EQ(ClassAt(""), "");
}

}  // namespace
}  // namespace tracklint::knowledge
