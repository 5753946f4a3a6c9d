// MLF701: a model is logged with neither a signature nor an input example.
#include <algorithm>
#include <map>

#include "rules/common/fixes.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `log_model` and `save_model` with neither `signature=` nor `input_example=`, where no type hints or flavor give the signature either.

## Why
The stored model does not say which columns and types it expects. A wrong input is not refused but predicted on, and Unity Catalog does not register such a model. MLflow 3 gives no warning.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model")
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head())
```
)md";

struct Call {
  const LoggedModel* model = nullptr;
  const Run* run = nullptr;
  const Entry* entry = nullptr;
  bool all_without = true;  ///< in a helper: no caller gives one
};

static void Collect(std::map<Span, Call>& calls, const Entry& entry, const LoggedModel& model, const Run* run) {
  if (model.writer != Writer::kExplicit || !model.where.valid()) return;
  Call& call = calls[model.where];
  const bool without = model.signature == Signature::kNone;
  call.all_without = call.all_without && without;
  if (call.model == nullptr) {
    call.model = &model;
    call.run = run;
    call.entry = &entry;
  }
}

/// The first rows of what the model was fitted on, where that has a name in sight of the call.
static std::vector<Fix> GiveExample(FixMaker& make, const Entry& entry, const LoggedModel& model) {
  const CodeOf& code = make.code(model.where.file);
  for (const Index index : model.trainings) {
    if (index >= entry.trainings.size()) continue;
    const Training& training = entry.trainings[index];
    if (!IsOneOf(training.library, {"sklearn", "xgboost", "lightgbm"}) || training.where.file != model.where.file)
      continue;
    const syntax::Node* fit = code.call(training.where);
    const syntax::Node* function = fit == nullptr ? nullptr : fit->child(syntax::Field::kFunction);
    if (function == nullptr || !code.text(*function).ends_with(".fit")) continue;
    const syntax::Node* rows = code.argument(*fit, "X", 0);
    if (rows == nullptr || !code.is_plain(*rows) || code.text(*rows).find('\n') != std::string_view::npos) continue;
    const syntax::Node* fitted_in = code.function(training.where);
    if (fitted_in != nullptr && fitted_in != code.function(model.where)) continue;
    if (!code.bound_before(code.first_name(*rows), model.where)) continue;
    return FixMaker::unsafe("give the first rows of the training data as input example",
                            make.with_argument(model.where, "input_example", std::string(code.text(*rows)) + "[:5]"));
  }
  return {};
}

static void Check(Pass& pass) {
  FixMaker make(pass);
  std::map<Span, Call> calls;
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const LoggedModel& model : run.models) Collect(calls, entry, model, &run);
    }
    for (const LoggedModel& model : entry.models) Collect(calls, entry, model, RunAt(entry, model.run));
  }
  for (const auto& [where, call] : calls) {
    if (!call.all_without) continue;
    const std::string name = Show(call.model->name);
    ReportOptions options{
        .help = "pass `input_example=` with a few rows of the input; MLflow infers the signature from it"};
    if (call.run != nullptr) options.run = call.run->id;
    options.fixes = GiveExample(make, *call.entry, *call.model);
    const std::string what = name.empty() ? "the " + call.model->flavor + " model" : "the model " + Code(name);
    pass.report(where,
                what + (call.model->saved_only ? " is saved" : " is logged") +
                    " without a signature and without an input example",
                std::move(options));
  }
}

extern constinit const Rule MLF701{{.id = "MLF701",
                                    .name = "model-without-signature",
                                    .family = Family::kModels,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A model is logged with neither a signature nor an input example",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
