// MLF203: an option of the command line flows into training and is not recorded.
#include <algorithm>
#include <optional>
#include <set>

#include "rules/common/coverage.h"
#include "rules/common/fixes.h"
#include "rules/common/mlproject.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports an option of a command line or of Hydra (argparse, click, typer, fire, absl, a dataclass CLI) whose value flows into a training, when the run records it in no way. Options that name data, paths or devices are left to MLF401 and MLF402; those that an `MLproject` file hands over are recorded by `mlflow run`.

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

/// Place and name: the options of one configuration file are declared at one place.
using OptionKey = std::pair<Span, std::string>;

/// Options that some training of the analysis surely has recorded.
static std::set<OptionKey> CoveredOptions(const Facts& facts) {
  std::set<OptionKey> covered;
  for (const Entry& entry : facts.entries) {
    for (const Training& training : entry.trainings) {
      for (const Index option : OptionsOf(training)) {
        if (option < entry.arguments.size() && OptionCovered(entry, training, option) == Tri::kYes)
          covered.insert({entry.arguments[option].where, entry.arguments[option].name});
      }
    }
  }
  return covered;
}

/// The expression that gives an option its value where the run starts: `args.lr`, `cfg.model.lr`, or the parameter of a
/// command.
static std::optional<std::string> ExpressionOf(const CodeOf& code, const Run& run, std::string name) {
  std::replace(name.begin(), name.end(), '-', '_');
  const syntax::Node* here = code.function(run.where);
  for (const syntax::SyntaxTree& tree : code.trees()) {
    for (const syntax::Node& node : tree.nodes()) {
      if (node.kind != syntax::Kind::kAttribute || !code.text(node).ends_with("." + name) || !code.is_plain(node))
        continue;
      if (code.function(code.span(node)) == here && code.bound_before(code.first_name(node), run.where))
        return std::string(code.text(node));
    }
  }
  if (here != nullptr && name.find('.') == std::string::npos && code.bound_before(name, run.where)) return name;
  return std::nullopt;
}

static std::vector<Fix> LogOption(FixMaker& make, const Run& run, const std::string& option) {
  if (!run.where.valid() || !IsFluentRun(run)) return {};
  std::string key(LastName(option));
  std::replace(key.begin(), key.end(), '-', '_');
  const bool taken = std::any_of(run.params.begin(), run.params.end(),
                                 [&](const Param& param) { return !param.key.is_literal() || param.key.value == key; });
  const std::optional<std::string> expression = ExpressionOf(make.code(run.where.file), run, option);
  if (taken || !expression || !IsPlainKey(key)) return {};
  return FixMaker::unsafe("log " + Code(option), make.at_start(run, "log_param(\"" + key + "\", " + *expression + ")"));
}

static void Check(Pass& pass) {
  FixMaker make(pass);
  const std::set<OptionKey> covered = CoveredOptions(pass.facts());
  for (const Entry& entry : pass.facts().entries) {
    for (const Training& training : entry.trainings) {
      const Run* run = RunOf(entry, training);
      if (run == nullptr || MayBeCallersRun(entry, *run)) continue;
      for (const Index index : OptionsOf(training)) {
        if (index >= entry.arguments.size()) continue;
        const Argument& option = entry.arguments[index];
        if (!option.where.valid() || option.source == "config" || IsOperationalOption(option.name) ||
            covered.contains({option.where, option.name}))
          continue;
        if (GivenByProject(pass.project(), entry.path, option)) continue;
        if (OptionCovered(entry, training, index) != Tri::kNo) continue;
        ReportOptions options{.subject = option.name,
                              .run = run->id,
                              .help = "log every option of the run: `mlflow.log_params(vars(args))` or its like"};
        options.related.push_back({training.where, "the training it flows into"});
        options.related.push_back({run->where, "the run starts here"});
        options.fixes = LogOption(make, *run, option.name);
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
