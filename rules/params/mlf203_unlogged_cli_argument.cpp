// MLF203: an option of the command line flows into training and is not recorded.
#include <algorithm>
#include <set>

#include "rules/common/coverage.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports an option of a command line or of Hydra (argparse, click, typer, fire, absl, a dataclass CLI) whose value flows into a training, when the run records it in no way. Options that name data, paths or devices are left to MLF401 and MLF402.

## Why
The value is chosen anew at every start of the script, and only the run could tell later which one it was: the code in version control does not know.

## Example
```python
import argparse

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float, default=0.5)
args = parser.parse_args()

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=args.alpha).fit(data[["age"]], data["target"])
```

## Use instead
```python
import argparse

import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

parser = argparse.ArgumentParser()
parser.add_argument("--alpha", type=float, default=0.5)
args = parser.parse_args()

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_params(vars(args))
    model = Ridge(alpha=args.alpha).fit(data[["age"]], data["target"])
```
)md";

/// Options that some training of the analysis surely has recorded, by the place of their declaration.
static std::set<Span> CoveredOptions(const Facts& facts) {
  std::set<Span> covered;
  for (const Entry& entry : facts.entries) {
    for (const Training& training : entry.trainings) {
      for (const Index option : OptionsOf(training)) {
        if (option < entry.arguments.size() && OptionCovered(entry, training, option) == Tri::kYes)
          covered.insert(entry.arguments[option].where);
      }
    }
  }
  return covered;
}

static void Check(Pass& pass) {
  const std::set<Span> covered = CoveredOptions(pass.facts());
  for (const Entry& entry : pass.facts().entries) {
    for (const Training& training : entry.trainings) {
      const Run* run = RunOf(entry, training);
      if (run == nullptr || MayBeCallersRun(entry, *run)) continue;
      for (const Index index : OptionsOf(training)) {
        if (index >= entry.arguments.size()) continue;
        const Argument& option = entry.arguments[index];
        if (option.source == "config" || IsOperationalOption(option.name) || covered.contains(option.where)) continue;
        if (OptionCovered(entry, training, index) != Tri::kNo) continue;
        ReportOptions options{.subject = option.name,
                              .run = run->id,
                              .help = "log every option of the run: `mlflow.log_params(vars(args))` or its like"};
        options.related.push_back({training.where, "the training it flows into"});
        options.related.push_back({run->where, "the run starts here"});
        pass.report(option.where,
                    "the option " + Code(option.name) + " flows into training and is not logged in its run",
                    std::move(options));
      }
    }
  }
}

extern constinit const Rule MLF203{{.id = "MLF203",
                                    .name = "unlogged-cli-argument",
                                    .family = Family::kParams,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A command-line option flows into training and is not recorded",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
