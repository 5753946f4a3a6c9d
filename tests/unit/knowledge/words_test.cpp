// What people's own names mean; packages.
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/knowledge/knowledge.h"

namespace tracklint::knowledge {
namespace {

TEST(MetricFromKey, Known) {
  const std::vector<std::pair<std::string_view, std::string_view>> expected = {
      {"acc", "accuracy"},
      {"accuracy", "accuracy"},
      {"test_accuracy", "accuracy"},
      {"accuracy_score", "accuracy"},
      {"Validation Accuracy", "accuracy"},
      {"valAccuracy", "accuracy"},
      {"rf_accuracy_test", "accuracy"},
      {"RMSE", "rmse"},
      {"val/rmse", "rmse"},
      {"root_mean_squared_error", "rmse"},
      {"test-mae", "mae"},
      {"mean_absolute_error", "mae"},
      {"r2", "r2"},
      {"R2_Score", "r2"},
      {"r2score", "r2"},
      {"f1", "f1"},
      {"f1_macro", "f1"},
      {"weighted_f1_score", "f1"},
      {"roc_auc", "roc_auc"},
      {"ROC AUC", "roc_auc"},
      {"auc", "auc"},
      {"pr_auc", "pr_auc"},
      {"log_loss", "log_loss"},
      {"train_loss", "loss"},
      {"balanced_accuracy", "balanced_accuracy"},
      {"precision_class_0", "precision"},
  };
  for (const auto& [key, metric] : expected) {
    EXPECT_EQ(MetricFromKey(key), metric) << key;
  }
}

TEST(MetricFromKey, Unknown) {
  for (const std::string_view key :
       {"", "n_estimators", "accuracy_gap", "accuracy_std", "precision_recall", "time", "loss_ratio", "score",
        "duration", "best_threshold", "rmse_improvement", "____", "max_accuracy_threshold"}) {
    EXPECT_EQ(MetricFromKey(key), "") << key;
  }
}

TEST(IsSecretName, Secrets) {
  for (const std::string_view name :
       {"password", "DB_PASSWORD", "MLFLOW_TRACKING_PASSWORD", "MLFLOW_TRACKING_TOKEN", "DATABRICKS_TOKEN",
        "AWS_SECRET_ACCESS_KEY", "api_key", "apiKey", "openai_api_key", "client_secret", "authToken"}) {
    EXPECT_TRUE(IsSecretName(name)) << name;
  }
}

TEST(IsSecretName, Harmless) {
  for (const std::string_view name :
       {"", "pad_token", "max_tokens", "token_count", "tokenizer", "key", "primary_key", "password_length",
        "MLFLOW_TRACKING_URI", "special_tokens", "eos_token", "n_tokens"}) {
    EXPECT_FALSE(IsSecretName(name)) << name;
  }
}

TEST(Packages, DistributionOf) {
  EXPECT_EQ(DistributionOf("sklearn"), "scikit-learn");
  EXPECT_EQ(DistributionOf("sklearn.linear_model"), "scikit-learn");
  EXPECT_EQ(DistributionOf("cv2"), "opencv-python");
  EXPECT_EQ(DistributionOf("yaml"), "pyyaml");
  EXPECT_EQ(DistributionOf("PIL"), "pillow");
  EXPECT_EQ(DistributionOf("bs4"), "beautifulsoup4");
  EXPECT_EQ(DistributionOf("numpy"), "numpy");
  EXPECT_EQ(DistributionOf("mlflow"), "mlflow");
  EXPECT_EQ(DistributionOf("google.cloud.storage"), "google-cloud-storage");
  EXPECT_EQ(DistributionOf("google.cloud.bigquery.job"), "google-cloud-bigquery");
  EXPECT_EQ(DistributionOf("skopt"), "scikit-optimize");
  EXPECT_EQ(DistributionOf("never_heard_of_it"), "");
  EXPECT_EQ(DistributionOf(""), "");
}

TEST(Packages, StandardLibrary) {
  for (const std::string_view name :
       {"os", "sys", "json", "tomllib", "distutils", "imp", "zoneinfo", "__future__", "os.path", "asyncio"}) {
    EXPECT_TRUE(IsStandardLibrary(name)) << name;
  }
  for (const std::string_view name : {"numpy", "yaml", "", "src", "attr"}) {
    EXPECT_FALSE(IsStandardLibrary(name)) << name;
  }
}

TEST(HasWordOf, TakesEverySpelling) {
  for (const char* name : {"path_data_in", "dataPath", "DATA_PATH", "vocab.file"}) {
    EXPECT_TRUE(HasWordOf(name, Role::kPath)) << name;
  }
  for (const char* name : {"pathology", "profile", "", "width"}) {
    EXPECT_FALSE(HasWordOf(name, Role::kPath)) << name;
  }
  EXPECT_TRUE(HasWordOf("AutoTokenizer", Role::kPrepares));
  EXPECT_TRUE(HasWordOf("MAX_EPOCHS", Role::kRepeats));
  EXPECT_FALSE(HasWordOf("n_splits", Role::kRepeats));
}

TEST(IsReportFile, GoesByTheEnding) {
  for (const char* path : {"out/predictions.csv", "a.PNG", "*.json", "report.md"}) {
    EXPECT_TRUE(IsReportFile(path)) << path;
  }
  for (const char* path : {"model.pkl", "model", "plots.png/model", "weights.csv.gz", ""}) {
    EXPECT_FALSE(IsReportFile(path)) << path;
  }
}

TEST(IsNeverHyperparameter, KnowsWhatALibraryAddsToIt) {
  EXPECT_TRUE(IsNeverHyperparameter("verbose", "lightgbm"));
  EXPECT_TRUE(IsNeverHyperparameter("metric", "lightgbm"));
  EXPECT_FALSE(IsNeverHyperparameter("metric", "sklearn"));
  EXPECT_FALSE(IsNeverHyperparameter("num_leaves", "lightgbm"));
}

}  // namespace
}  // namespace tracklint::knowledge
