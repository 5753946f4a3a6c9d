// MLF501: data is split or sampled at random without a seed.
#include <algorithm>

#include "rules/common/coverage.h"
#include "rules/common/fixes.h"
#include "rules/common/random.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports random splits and samples (`train_test_split`, `KFold(shuffle=True)`, `ShuffleSplit`, `random_split`, `df.sample`, `randomSplit`) that get no seed, where no global seed governs them either.

## Why
Every run trains and is measured on other rows: differences between runs may be the split and nothing else, and no run can be repeated.

## Example
```python
import mlflow
import pandas as pd
from sklearn.model_selection import train_test_split

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
train, test = train_test_split(data, test_size=0.2)
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.model_selection import train_test_split

mlflow.sklearn.autolog()
data = pd.read_csv("train.csv")
train, test = train_test_split(data, test_size=0.2, random_state=42)
```
)md";

/// A few rows that show MLflow what the input looks like: `input_example=data.sample(5)`. Nothing is learnt from them.
static bool IsExample(const Entry& entry, const RandomUse& use) {
  return std::any_of(entry.calls.begin(), entry.calls.end(), [&](const ApiCall& call) {
    return std::any_of(call.arguments.begin(), call.arguments.end(), [&](const ApiArgument& argument) {
      const bool shows = argument.name == "input_example" || call.function.ends_with("infer_signature");
      return shows && argument.value_where.file == use.where.file && argument.value_where.begin <= use.where.begin &&
             use.where.end <= argument.value_where.end;
    });
  });
}

/// `row = data.sample(1)` and later `input_example=row`: shown as well, where nothing is fitted to it.
static bool IsShownOnly(const Entry& entry, Index use) {
  const Origin drawn{OriginKind::kRandom, use};
  const bool shown = std::any_of(entry.calls.begin(), entry.calls.end(), [&](const ApiCall& call) {
    return std::any_of(call.arguments.begin(), call.arguments.end(), [&](const ApiArgument& argument) {
      return argument.name == "input_example" && HasOrigin(argument.origins, drawn);
    });
  });
  const auto learns = [&](const Training& training) {
    return std::any_of(training.randoms.begin(), training.randoms.end(), [&](Index i) { return i == use; });
  };
  return shown && std::none_of(entry.trainings.begin(), entry.trainings.end(), learns);
}

static void Check(Pass& pass) {
  const std::set<Span> seeded = SeededPlaces(pass.facts());
  FixMaker make(pass);
  for (const Entry& entry : pass.facts().entries) {
    for (Index i = 0; i < entry.randoms.size(); ++i) {
      const RandomUse& use = entry.randoms[i];
      if (use.kind != RandomUse::Kind::kSplit || !IsUnseeded(use) || seeded.contains(use.where) ||
          IsExample(entry, use) || IsShownOnly(entry, i))
        continue;
      const std::string name(LastName(use.consumer));
      ReportOptions options{.subject = name,
                            .help = "pass a fixed seed (`random_state=`, `seed=` or `generator=`) and log it"};
      if (const Run* run = RunAt(entry, use.run)) options.run = run->id;
      options.fixes = SeedFix(make, entry, use);
      pass.report(use.where, Code(name) + " splits at random without a seed", std::move(options));
    }
  }
}

extern constinit const Rule MLF501{{.id = "MLF501",
                                    .name = "unseeded-split",
                                    .family = Family::kRandomness,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "Data is split or sampled at random without a seed",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
