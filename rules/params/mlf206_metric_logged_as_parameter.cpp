// MLF206: a measured quantity is logged as a parameter.
#include <algorithm>

#include "analyzer/knowledge/knowledge.h"
#include "rules/common/coverage.h"
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
                    "type",      "id",         "index",  "fold",      "folds",      "alpha", "lambda", "estimators"});
  });
}

static bool IsMeasured(const Param& param) {
  const bool may_be_number = param.type == ValueType::kNumber || param.type == ValueType::kUnknown;
  if (param.writer != Writer::kExplicit || !may_be_number || !param.key.is_literal() || IsChoice(param.key.value))
    return false;
  if (HasOrigin(param.origins, OriginKind::kOption) || HasOrigin(param.origins, OriginKind::kConfig) ||
      HasOrigin(param.origins, OriginKind::kCaller))
    return false;
  if (HasOrigin(param.origins, OriginKind::kEvaluation)) return true;
  return HasOrigin(param.origins, OriginKind::kTraining) && !knowledge::MetricFromKey(param.key.value).empty();
}

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const Param& param : run.params) {
        if (!IsMeasured(param)) continue;
        ReportOptions options{.subject = param.key.value, .run = run.id, .help = "use `mlflow.log_metric` for it"};
        for (const Origin& origin : param.origins) {
          if (origin.kind != OriginKind::kEvaluation || origin.id >= entry.evaluations.size()) continue;
          options.related.push_back({entry.evaluations[origin.id].where, "it is measured here"});
          break;
        }
        const std::string_view call = pass.text(param.call);
        const std::size_t open = call.find('(');
        const std::string_view callee = call.substr(0, open == std::string_view::npos ? 0 : open);
        if (callee.ends_with("log_param")) {
          const auto begin =
              param.call.begin + static_cast<std::uint32_t>(callee.size() - std::string_view("log_param").size());
          options.fixes.push_back(
              {"log it as a metric",
               Applicability::kUnsafe,
               {{{param.call.file, begin, param.call.begin + static_cast<std::uint32_t>(callee.size())},
                 "log_metric"}}});
        }
        pass.report(param.where, "the measured value " + Code(param.key.value) + " is logged as a parameter",
                    std::move(options));
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
