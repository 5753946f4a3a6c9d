// MLF301: an evaluation result is computed for a run and never logged.
#include <algorithm>

#include "rules/common/fixes.h"
#include "rules/common/metrics.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports the result of a known metric function, of `.score` or of `.evaluate` that is computed for a run, only printed or dropped, and logged nowhere.

## Why
The number was measured and is lost with the terminal: runs cannot be compared by it.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["age"]], data["target"])
    predicted = model.predict(data[["age"]])
    mlflow.log_metric("r2", r2_score(data["target"], predicted))
    print("MAE", mean_absolute_error(data["target"], predicted))
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error, r2_score

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge().fit(data[["age"]], data["target"])
    predicted = model.predict(data[["age"]])
    mlflow.log_metric("r2", r2_score(data["target"], predicted))
    mlflow.log_metric("mae", mean_absolute_error(data["target"], predicted))
```
)md";

/// The key that says what was measured; empty where the run uses it already.
static std::string KeyFor(const Run& run, const Evaluation& evaluation, std::string_view variable) {
  std::string key(MetricName(evaluation.metric));
  if (key.empty()) key = LastName(evaluation.metric);
  const auto taken = [&](const std::string& name) {
    return std::any_of(run.metrics.begin(), run.metrics.end(),
                       [&](const Metric& metric) { return !metric.key.is_literal() || metric.key.value == name; });
  };
  if (!variable.empty()) {  // `train_score` says more than `score`
    std::string own(variable);
    if (!taken(own) && IsPlainKey(own)) return own;
  }
  return taken(key) || !IsPlainKey(key) ? std::string() : key;
}

/// `mlflow.log_metric("key", value)` behind the statement that measures; a value without a name gets one first.
static std::vector<Fix> LogMetric(FixMaker& make, const Run& run, const Evaluation& evaluation) {
  const std::string_view name = LastName(evaluation.metric);
  if (name == "evaluate" || !IsFluentRun(run) || !run.where.valid() || run.where.file != evaluation.where.file)
    return {};
  const CodeOf& code = make.code(evaluation.where.file);
  const std::optional<std::string> mlflow = code.mlflow(evaluation.where);
  const syntax::Node* call = code.call(evaluation.where);
  const syntax::Node* statement = code.statement(evaluation.where);
  bool unclear = false;
  const syntax::Node* function = code.function(evaluation.where, &unclear);
  if (!mlflow || call == nullptr || statement == nullptr || unclear || function != code.function(run.where)) return {};
  if (statement->kind != syntax::Kind::kExpressionStatement) return {};
  std::string variable;
  const syntax::Node* expression = statement->first_named_child();
  if (expression != nullptr && expression->kind == syntax::Kind::kAssignment) {
    const syntax::Node* left = expression->child(syntax::Field::kLeft);
    const syntax::Node* right = expression->child(syntax::Field::kRight);
    if (left == nullptr || left->kind != syntax::Kind::kIdentifier || right == nullptr ||
        code.span(*right) != evaluation.where)
      return {};
    variable = code.text(*left);
  }
  const std::string key = KeyFor(run, evaluation, variable);
  if (key.empty()) return {};
  const bool before_run = statement->end <= run.where.begin;
  const bool in_region =
      run.kind != RunKind::kWith || (run.region.begin <= statement->begin && statement->begin < run.region.end);
  const Span module{run.where.file, 0, static_cast<std::uint32_t>(code.file().text().size())};
  const auto log = [&](const std::string& value) { return "log_metric(\"" + key + "\", " + value + ")"; };
  if (before_run) {
    if (variable.empty() || code.loops(evaluation.where, module) != code.loops(run.where, module)) return {};
    return FixMaker::unsafe("log it in the run", make.at_start(run, log(variable), variable));
  }
  if (!in_region || code.loops(evaluation.where, module) != code.loops(run.where, module)) return {};
  if (!variable.empty()) return FixMaker::unsafe("log it", code.line_after(*statement, *mlflow + log(variable)));
  // Used in passing, as in print(): the value gets a name above the statement.
  std::string fresh = key;
  std::replace_if(
      fresh.begin(), fresh.end(), [](char c) { return c == '-' || c == '.' || c == ' ' || c == '/'; }, '_');
  const bool starts_well = !fresh.empty() && (fresh[0] < '0' || fresh[0] > '9');
  if (!starts_well || code.uses_name(fresh)) fresh = "measured_" + fresh;
  const std::string text(code.text(*call));
  if (code.uses_name(fresh) || text.find('\n') != std::string::npos) return {};
  std::optional<Edit> first = code.line_before(*statement, fresh + " = " + text);
  std::optional<Edit> second = code.line_before(*statement, *mlflow + log(fresh));
  if (!first || !second) return {};
  first->text += second->text;
  Fix fix{"log it", Applicability::kUnsafe, {std::move(*first)}};
  if (code.span(*statement) == evaluation.where || evaluation.where.begin == statement->begin) return {};
  fix.edits.push_back(Edit{evaluation.where, fresh});
  return {std::move(fix)};
}

static void Check(Pass& pass) {
  FixMaker make(pass);
  for (const Entry& entry : pass.facts().entries) {
    for (const Evaluation& evaluation : entry.evaluations) {
      const Run* run = RunAt(entry, evaluation.run);
      if (run == nullptr || !IsUnloggedMetric(evaluation)) continue;
      const std::string name(LastName(evaluation.metric));
      ReportOptions options{.subject = name, .run = run->id, .help = "log it with `mlflow.log_metric`"};
      options.related.push_back({run->where, "the run it belongs to"});
      options.fixes = LogMetric(make, *run, evaluation);
      pass.report(evaluation.where,
                  "the result of " + Code(name) +
                      (evaluation.printed ? " is only printed, not logged in its run" : " is not logged in its run"),
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF301{{.id = "MLF301",
                                    .name = "unlogged-metric",
                                    .family = Family::kMetrics,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "An evaluation result is computed for a run and never logged",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
