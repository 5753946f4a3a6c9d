// MLF710: a model name that MLflow rejects.
#include <set>

#include "rules/common/calls.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports names of logged models with one of `/ : . % " '` (also when given as `artifact_path`, which MLflow 3 takes for the name), and names of registered models with `/` or `:`.

## Why
The call raises after the training is done: the model is lost and the run ends as FAILED.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="models/ridge.pkl", input_example=data[["age"]].head())
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="ridge", input_example=data[["age"]].head())
```
)md";

constexpr MlflowVersion kModelsHaveNames{3, 0, 0};

/// The refused characters that the text surely contains, as a message shows them.
static std::string Refused(const Text& name, std::string_view characters) {
  std::string found;
  for (const std::string& piece : Pieces(name)) {
    for (const char c : piece) {
      if (characters.find(c) != std::string_view::npos && found.find(c) == std::string::npos) found += c;
    }
  }
  return found;
}

static void Judge(Pass& pass, const Entry& entry, const ApiCall& call, const ApiArgument* argument,
                  std::string_view characters, std::string_view what, std::set<Span>& told) {
  if (argument == nullptr) return;
  const std::string refused = Refused(argument->value, characters);
  const Span where = argument->where.valid() ? argument->where : call.where;
  if (refused.empty() || !told.insert(where).second) return;
  const std::string shown = Show(argument->value);
  ReportOptions options{.subject = shown, .help = "use letters, digits, `_` and `-` in model names"};
  if (const Run* run = RunAt(entry, call.run)) options.run = run->id;
  pass.report(where, "MLflow rejects the " + std::string(what) + " " + Code(shown) + ": it contains " + Code(refused),
              std::move(options));
}

static void Check(Pass& pass) {
  std::set<Span> told;
  for (const Entry& entry : pass.facts().entries) {
    for (const ApiCall& call : entry.calls) {
      const std::string_view function = LastName(call.function);
      if (IsLogModel(call) && pass.target() >= kModelsHaveNames) {
        Judge(pass, entry, call, FindArgument(call, "name"), "/:.%\"'", "model name", told);
        Judge(pass, entry, call, FindArgument(call, "artifact_path"), "/:.%\"'", "model name", told);
      }
      if (IsLogModel(call))
        Judge(pass, entry, call, FindArgument(call, "registered_model_name"), "/:", "name of the registered model",
              told);
      if (IsOneOf(function, {"register_model", "create_registered_model", "create_model_version"}))
        Judge(pass, entry, call, FindArgument(call, "name"), "/:", "name of the registered model", told);
    }
  }
}

extern constinit const Rule MLF710{{.id = "MLF710",
                                    .name = "invalid-model-name",
                                    .family = Family::kModels,
                                    .severity = Severity::kError,
                                    .summary = "A model name that MLflow rejects",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
