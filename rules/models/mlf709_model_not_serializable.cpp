// MLF709: mlflow.sklearn refuses to store this estimator with its default format.
#include <algorithm>
#include <set>

#include "analyzer/knowledge/api.h"
#include "rules/common/calls.h"
#include "rules/common/fixes.h"
#include "rules/common/runs.h"
#include "rules/common/stores.h"
#include "rules/common/text.h"
#include "rules/common/versions.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `mlflow.sklearn.log_model` and `save_model` of a tree, forest, boosting, neighbours, MLP or similar estimator when the targeted MLflow (3.12 or later) stores it as skops, which refuses to load it back.

## Why
The call raises: "untrusted types". The run ends as FAILED and the model is lost, although autolog of the same model works.

## Example
```python
import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = RandomForestClassifier(random_state=42).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head())
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = RandomForestClassifier(random_state=42).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head(), skops_trusted_types=["sklearn.tree._tree.Tree"])
```
)md";

constexpr MlflowVersion kSkopsIsDefault{3, 12, 0};

static bool IsRefused(const std::string& estimator) {
  return estimator.starts_with("sklearn.") && knowledge::RefusedByDefaultFormat(LastName(estimator));
}

/// The class in the logged object that is refused; empty when none surely is.
static std::string RefusedClass(const Entry& entry, const LoggedModel& model) {
  // Brute-force neighbours hold no tree.
  for (const Index training : model.trainings) {
    if (training >= entry.trainings.size()) continue;
    for (const Hyperparameter& hyperparameter : entry.trainings[training].hyperparameters) {
      if (hyperparameter.name == "algorithm" && hyperparameter.value.is_literal() &&
          hyperparameter.value.value == "brute")
        return {};
    }
  }
  if (IsRefused(model.estimator)) return std::string(LastName(model.estimator));
  const auto part = std::find_if(model.parts.begin(), model.parts.end(), IsRefused);
  return part == model.parts.end() ? std::string() : std::string(LastName(*part));
}

/// The call says which format to use, or which types to trust.
static bool ChoosesFormat(const ApiCall& call) {
  if (call.open || FindArgument(call, "skops_trusted_types") != nullptr) return true;
  const ApiArgument* format = FindArgument(call, "serialization_format");
  return format != nullptr && !(format->value.is_literal() && format->value.value == "skops");
}

static std::vector<Fix> StoreAsCloudpickle(FixMaker& make, Span where) {
  constexpr std::string_view kFormat = "serialization_format";
  constexpr std::string_view kCloudpickle = "\"cloudpickle\"";
  const CodeOf& code = make.code(where.file);
  const syntax::Node* call = code.call(where);
  const syntax::Node* given = call == nullptr ? nullptr : code.argument(*call, kFormat, 1000);
  const bool literal = given != nullptr && given->kind == syntax::Kind::kString;
  return FixMaker::unsafe("store it with cloudpickle", literal ? Edit{code.span(*given), std::string(kCloudpickle)}
                                                               : make.with_argument(where, kFormat, kCloudpickle));
}

static void Judge(Pass& pass, FixMaker& make, const Entry& entry, const LoggedModel& model, const Run* run,
                  std::set<Span>& told) {
  // What was never fitted holds nothing that is refused.
  if (model.trainings.empty() || told.contains(model.where)) return;
  if (model.writer != Writer::kExplicit || model.flavor != "sklearn") return;
  if (run != nullptr && run->tracking_uri.value.is_literal() && run->tracking_uri.value.value.starts_with("databricks"))
    return;
  const auto call = std::find_if(entry.calls.begin(), entry.calls.end(), [&](const ApiCall& candidate) {
    return candidate.where == model.where && IsModelWrite(candidate);
  });
  if (call == entry.calls.end() || ChoosesFormat(*call)) return;
  const std::string refused = RefusedClass(entry, model);
  if (refused.empty()) return;
  ReportOptions options{.subject = refused,
                        .help =
                            "pass `serialization_format=\"cloudpickle\"`, or `skops_trusted_types=[…]` with the types "
                            "that the error names"};
  if (run != nullptr) options.run = run->id;
  options.fixes = StoreAsCloudpickle(make, model.where);
  told.insert(model.where);
  pass.report(model.where,
              "MLflow " + ToString(pass.target()) + " stores " + Code(refused) +
                  " as skops and refuses to load it back: the call raises",
              std::move(options));
}

static void Check(Pass& pass) {
  if (pass.target() < kSkopsIsDefault) return;
  FixMaker make(pass);
  std::set<Span> told;  // a call that stores several estimators raises at the first
  for (const Entry& entry : pass.facts().entries) {
    if (entry.kind == Entry::Kind::kDatabricks) continue;  // cloudpickle is the default there
    for (const Run& run : entry.runs) {
      for (const LoggedModel& model : run.models) Judge(pass, make, entry, model, &run, told);
    }
    for (const LoggedModel& model : entry.models) Judge(pass, make, entry, model, nullptr, told);
  }
}

extern constinit const Rule MLF709{
    {.id = "MLF709",
     .name = "model-not-serializable",
     .family = Family::kModels,
     .severity = Severity::kError,
     .fix = Applicability::kUnsafe,
     .summary = "The targeted MLflow refuses to store this scikit-learn estimator with its default format",
     .doc = kDoc},
    &Check};

}  // namespace tracklint::rules
