// MLF604: the requirements given to a logged model have no exact versions.
#include "rules/common/calls.h"
#include "rules/common/paths.h"
#include "rules/common/requirements.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `pip_requirements=`, `extra_pip_requirements=` and `conda_env=` of `log_model`/`save_model` that name packages without exact versions.

## Why
Left alone, MLflow pins what it finds installed. A list given by hand replaces that, is stored as written, and the model is later served with other versions than it was trained with.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head(), pip_requirements=["scikit-learn", "pandas>=2"])
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head(), pip_requirements=["scikit-learn==1.7.1", "pandas==2.3.1"])
```
)md";

/// conda: `numpy=1.26` and `numpy=1.26=py311_0` name one version too.
static bool IsExactConda(std::string_view requirement) {
  const std::size_t equals = requirement.find('=');
  return equals != std::string_view::npos && equals > 0 &&
         std::string_view("<>!~").find(requirement[equals - 1]) == std::string_view::npos &&
         requirement.find('*') == std::string_view::npos;
}

static std::vector<std::string> Unpinned(const ApiArgument& argument) {
  const bool conda = argument.name == "conda_env";
  std::vector<std::string> found;
  for (const ApiItem& item : argument.items) {
    if (!item.value.is_literal()) continue;
    if (conda && item.under != "dependencies" && item.under != "pip") continue;
    const std::string name = RequirementName(item.value.value);
    if (name.empty() || name == "pip" || name == "python") continue;
    const bool exact = IsExactRequirement(item.value.value) ||
                       (conda && item.under == "dependencies" && IsExactConda(item.value.value));
    if (!exact) found.push_back(item.value.value);
  }
  return found;
}

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const ApiCall& call : entry.calls) {
      // The model of a test case is served nowhere.
      if (!IsModelWrite(call) || IsTestPath(pass.sources().file(call.where.file).path())) continue;
      for (const ApiArgument& argument : call.arguments) {
        if (!IsOneOf(argument.name, {"pip_requirements", "extra_pip_requirements", "conda_env"})) continue;
        const std::vector<std::string> unpinned = Unpinned(argument);
        if (unpinned.empty()) continue;
        ReportOptions options{
            .subject = argument.name,
            .help = "give exact versions, or leave the argument out: MLflow then pins what is installed"};
        if (const Run* run = RunAt(entry, call.run)) options.run = run->id;
        pass.report(argument.where.valid() ? argument.where : call.where,
                    Code(argument.name) + " names " + CodeList(unpinned) + " without an exact version",
                    std::move(options));
      }
    }
  }
}

extern constinit const Rule MLF604{{.id = "MLF604",
                                    .name = "model-requirements-unpinned",
                                    .family = Family::kEnvironment,
                                    .severity = Severity::kWarning,
                                    .summary = "The requirements given to a logged model have no exact versions",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
