// MLF206: a measured quantity is logged as a parameter.
#include <algorithm>

#include "analyzer/knowledge/knowledge.h"
#include "rules/common/coverage.h"
#include "rules/common/fixes.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `log_param(s)` of a quantity that was measured: a score, a loss, the result of a metric function.

## Why
A parameter is text and can be written once: it is not plotted, not compared over steps, and runs cannot be sorted by it as a number.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["age"]], data["target"])
    mlflow.log_param("mae", mean_absolute_error(data["target"], model.predict(data[["age"]])))
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["age"]], data["target"])
    mlflow.log_metric("mae", mean_absolute_error(data["target"], model.predict(data[["age"]])))
```
)md";

/// Quantities that are found by measuring and then set: they are parameters of the model that is used.
static bool IsChoice(std::string_view key) {
  const std::vector<std::string> words = WordsOf(key);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return IsOneOf(word,
                   {"threshold", "thresholds", "cutoff", "iteration", "iterations", "epoch", "epochs", "step",
                    "steps",     "k",          "n",      "num",       "params",     "param", "model",  "name",
                    "type",      "id",         "index",  "fold",      "folds",      "alpha", "lambda", "estimators",
                    "feature",   "features",   "column", "columns",   "list",       "names", "classes"});
  });
}

static bool NamesMetric(std::string_view key) {
  const std::vector<std::string> words = WordsOf(key);
  return !knowledge::MetricFromKey(key).empty() || (!words.empty() && words.back() == "score");
}

static bool IsMeasured(const Param& param) {
  // the scores of a cross-validation are an array of numbers, and a number may be written as text
  const bool several = param.type == ValueType::kData || param.type == ValueType::kSequence ||
                       param.type == ValueType::kObject ||
                       (param.type == ValueType::kString && param.value.is_unknown());
  const bool may_be_number =
      param.type == ValueType::kNumber || param.type == ValueType::kUnknown ||
      (several && HasOrigin(param.origins, OriginKind::kEvaluation) && NamesMetric(param.key.value));
  if (param.writer != Writer::kExplicit || !may_be_number || !param.key.is_literal() || IsChoice(param.key.value))
    return false;
  if (HasOrigin(param.origins, OriginKind::kOption) || HasOrigin(param.origins, OriginKind::kConfig)) return false;
  if (HasOrigin(param.origins, OriginKind::kEvaluation)) return true;
  return HasOrigin(param.origins, OriginKind::kTraining) && NamesMetric(param.key.value);
}

/// `log_metric` in place of `log_param`; for a mapping only where everything in it is measured.
static std::vector<Fix> LogAsMetric(FixMaker& make, const Run& run, const Param& param) {
  if (!param.call.valid()) return {};
  const CodeOf& code = make.code(param.call.file);
  const syntax::Node* call = code.call(param.call);
  const syntax::Node* function = call == nullptr ? nullptr : call->child(syntax::Field::kFunction);
  const syntax::Node* name = function == nullptr || function->kind != syntax::Kind::kAttribute
                                 ? nullptr
                                 : function->child(syntax::Field::kAttribute);
  if (name == nullptr) return {};
  const bool several = code.text(*name) == "log_params";
  if (!several && code.text(*name) != "log_param") return {};
  const bool all = std::all_of(run.params.begin(), run.params.end(),
                               [&](const Param& other) { return other.call != param.call || IsMeasured(other); });
  if (!all) return {};
  // A run that trains and is left without any parameter would only get the next finding.
  const bool others =
      std::any_of(run.params.begin(), run.params.end(), [](const Param& other) { return !IsMeasured(other); });
  if (!run.trainings.empty() && !others) return {};
  return FixMaker::unsafe("log it as a metric", Edit{code.span(*name), several ? "log_metrics" : "log_metric"});
}

static void Check(Pass& pass) {
  FixMaker make(pass);
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const Param& param : run.params) {
        if (!IsMeasured(param)) continue;
        // one call that logs a whole mapping is one finding
        std::vector<std::string> keys;
        bool first = true;
        for (const Param& other : run.params) {
          if (other.where != param.where || !IsMeasured(other)) continue;
          first = first && (&other == &param || !keys.empty());
          keys.push_back(other.key.value);
        }
        if (!first) continue;
        ReportOptions options{.subject = param.key.value, .run = run.id, .help = "use `mlflow.log_metric` for it"};
        for (const Origin& origin : param.origins) {
          if (origin.kind != OriginKind::kEvaluation || origin.id >= entry.evaluations.size()) continue;
          options.related.push_back({entry.evaluations[origin.id].where, "it is measured here"});
          break;
        }
        options.fixes = LogAsMetric(make, run, param);
        const std::string what = keys.size() == 1
                                     ? "the measured value " + Code(keys[0]) + " is logged as a parameter"
                                     : "the measured values " + CodeList(keys) + " are logged as parameters";
        pass.report(param.where, what, std::move(options));
      }
    }
  }
}

extern constinit const Rule MLF206{{.id = "MLF206",
                                    .name = "metric-logged-as-parameter",
                                    .family = Family::kParams,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A measured quantity is logged as a parameter",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
