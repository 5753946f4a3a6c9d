// MLF305: a metric's key names another metric, or another model, than the value comes from.
#include <algorithm>

#include "analyzer/knowledge/knowledge.h"
#include "rules/common/coverage.h"
#include "rules/common/metrics.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a metric whose key names a known metric while its value surely comes from another metric function, or from the predictions of another model than the one the run logs.

## Why
The run states something false: it is compared and chosen by a number that is not what its name says. It usually comes from a copied line.

## Example
```python
import mlflow
from sklearn.metrics import precision_score, recall_score

def record(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("precision", precision_score(target, predicted))
        mlflow.log_metric("recall", precision_score(target, predicted))
```

## Use instead
```python
import mlflow
from sklearn.metrics import precision_score, recall_score

def record(target, predicted):
    with mlflow.start_run():
        mlflow.log_metric("precision", precision_score(target, predicted))
        mlflow.log_metric("recall", recall_score(target, predicted))
```
)md";

/// One of these is commonly written, or derived, under the name of the other.
static bool AreKin(std::string_view a, std::string_view b) {
  constexpr std::string_view kFamilies[][5] = {
      {"mse", "rmse", "msle", "rmsle", "loss"},
      {"mae", "median_ae", "medae", "max_error", "loss"},
      {"accuracy", "balanced_accuracy", "top_k_accuracy", "error", "score"},
      {"auc", "roc_auc", "pr_auc", "average_precision", "gini"},
      {"precision", "average_precision", "map", "precision_at_k", "fbeta"},
      {"recall", "sensitivity", "specificity", "tpr", "balanced_accuracy"},
      {"recall", "fbeta", "", "", ""},
      {"f1", "fbeta", "dice", "f2", "f_score"},
      {"r2", "explained_variance", "adjusted_r2", "d2", "score"},
      {"mape", "smape", "mae", "wape", ""},
      {"log_loss", "cross_entropy", "loss", "nll", "brier"},
      {"mcc", "kappa", "cohen_kappa", "", ""},
  };
  if (a == b || a == "loss" || b == "loss" || a == "score" || b == "score") return true;
  for (const auto& family : kFamilies) {
    if (std::find(std::begin(family), std::end(family), a) != std::end(family) &&
        std::find(std::begin(family), std::end(family), b) != std::end(family))
      return true;
  }
  return false;
}

/// Kin that never are each other: what a function gives, unchanged, is not the other one.
static bool AreDistinct(std::string_view a, std::string_view b) {
  constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"mse", "rmse"},
      {"mse", "msle"},
      {"mse", "rmsle"},
      {"rmse", "msle"},
      {"rmse", "rmsle"},
      {"msle", "rmsle"},
      {"mae", "median_ae"},
      {"mae", "medae"},
      {"mae", "max_error"},
      {"mae", "mape"},
      {"roc_auc", "average_precision"},
      {"roc_auc", "pr_auc"},
      {"log_loss", "brier"},
      {"r2", "explained_variance"},
  };
  return std::any_of(std::begin(kPairs), std::end(kPairs), [&](const auto& pair) {
    return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
  });
}

/// The only evaluation a value comes from; null when there are none or several.
static const Evaluation* OnlyEvaluation(const Entry& entry, const Origins& origins) {
  const Evaluation* found = nullptr;
  for (const Origin& origin : origins) {
    if (origin.kind != OriginKind::kEvaluation) continue;
    if (found != nullptr || origin.id >= entry.evaluations.size()) return nullptr;
    found = &entry.evaluations[origin.id];
  }
  return found;
}

/// The key says no more than a metric and a split, so it speaks of the run's own model.
static bool IsPlainKey(std::string_view key) {
  for (const std::string& word : WordsOf(key)) {
    if (IsOneOf(word, {"train", "training", "val",  "valid",   "validation", "test",  "testing", "eval",
                       "cv",    "mean",     "avg",  "final",   "score",      "macro", "micro",   "weighted",
                       "roc",   "log",      "mean", "squared", "absolute",   "error", "root"}))
      continue;
    if (knowledge::MetricFromKey(word).empty()) return false;
  }
  return true;
}

static std::vector<std::string> EstimatorsOf(const Entry& entry, const std::vector<Index>& trainings) {
  std::vector<std::string> names;
  for (const Index training : trainings) {
    if (training < entry.trainings.size()) names.push_back(entry.trainings[training].estimator);
  }
  return names;
}

/// The class whose predictions are measured, when it is surely none of those the run logs.
static std::string OtherModel(const Entry& entry, const Run& run, const Evaluation& evaluation) {
  const std::vector<std::string> measured = EstimatorsOf(entry, evaluation.trainings);
  if (measured.size() != 1 || measured.front().empty() || run.models_open || run.models.empty()) return {};
  if (measured.front() == evaluation.metric) return {};  // a cross-validation, of an estimator that is not known
  for (const LoggedModel& model : run.models) {
    const std::vector<std::string> logged = EstimatorsOf(entry, model.trainings);
    const bool known = model.certainty == Certainty::kSurely && !logged.empty();
    if (!known || std::find(logged.begin(), logged.end(), measured.front()) != logged.end() ||
        std::find(logged.begin(), logged.end(), "") != logged.end())
      return {};
    if (!model.parts.empty()) return {};  // an ensemble or pipeline around it
  }
  return measured.front();
}

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const Metric& metric : run.metrics) {
        if (metric.writer != Writer::kExplicit || !metric.key.is_literal()) continue;
        const Evaluation* evaluation = OnlyEvaluation(entry, metric.origins);
        const std::string_view named = knowledge::MetricFromKey(metric.key.value);
        if (evaluation == nullptr || named.empty()) continue;
        const std::string_view measured = MetricName(evaluation->metric);
        ReportOptions options{.subject = metric.key.value, .run = run.id};
        options.related.push_back({evaluation->where, "it is measured here"});
        const bool other_metric = !AreKin(named, measured) || (metric.unchanged && AreDistinct(named, measured));
        if (!measured.empty() && other_metric) {
          options.help = "log the result of the function that the key names";
          pass.report(metric.where,
                      "metric " + Code(metric.key.value) + " gets the result of " + Code(LastName(evaluation->metric)),
                      std::move(options));
          continue;
        }
        const std::string other = IsPlainKey(metric.key.value) ? OtherModel(entry, run, *evaluation) : std::string();
        if (other.empty()) continue;
        options.help = "measure the model that this run logs, or name the other one in the key";
        pass.report(metric.where,
                    "metric " + Code(metric.key.value) + " measures the predictions of " + Code(other) +
                        ", but the run logs another model",
                    std::move(options));
      }
    }
  }
}

extern constinit const Rule MLF305{{.id = "MLF305",
                                    .name = "metric-name-differs",
                                    .family = Family::kMetrics,
                                    .severity = Severity::kError,
                                    .summary = "A metric's key names another metric or model than its value comes from",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
