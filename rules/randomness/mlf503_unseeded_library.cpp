// MLF503: a run trains or samples with a library that nothing has seeded.
#include <map>
#include <set>
#include <string>
#include <utility>

#include "rules/common/random.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports, once per library, the first training loop of a run by torch, tensorflow/keras or jax, or else the first draw by numpy or random, when nothing seeds that library before.

## Why
Initial weights, shuffling and dropout differ in every run, so two runs with the same parameters give different results and none can be repeated.

## Example
```python
import mlflow
import torch

model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
with mlflow.start_run():
    mlflow.log_param("lr", 0.01)
    for step in range(100):
        loss = model(torch.ones(8, 4)).pow(2).mean()
        loss.backward()
        optimizer.step()
        mlflow.log_metric("loss", loss.item(), step=step)
```

## Use instead
```python
import mlflow
import torch

seed = 42
torch.manual_seed(seed)
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
with mlflow.start_run():
    mlflow.log_params({"lr": 0.01, "seed": seed})
    for step in range(100):
        loss = model(torch.ones(8, 4)).pow(2).mean()
        loss.backward()
        optimizer.step()
        mlflow.log_metric("loss", loss.item(), step=step)
```
)md";

static std::string SeedCall(std::string_view library) {
  if (library == "torch") return "`torch.manual_seed(seed)`";
  if (library == "tensorflow" || library == "keras") return "`tf.keras.utils.set_random_seed(seed)`";
  if (library == "numpy") return "`np.random.seed(seed)`, or draw from `np.random.default_rng(seed)`";
  if (library == "jax") return "`jax.random.key(seed)`";
  if (library == "random") return "`random.seed(seed)`";
  return "the seed function of the library";
}

/// A training comes before a mere draw, then what is executed first.
static bool Precedes(const RandomUse& a, const RandomUse& b) {
  const bool trains_a = a.kind == RandomUse::Kind::kTraining;
  const bool trains_b = b.kind == RandomUse::Kind::kTraining;
  return trains_a != trains_b ? trains_a : a.order != b.order ? a.order < b.order : a.where < b.where;
}

static void Check(Pass& pass) {
  const std::set<Span> seeded = SeededPlaces(pass.facts());
  std::set<std::pair<FileId, std::string>> told;
  for (const Entry& entry : pass.facts().entries) {
    std::map<std::string, const RandomUse*> first;
    for (const RandomUse& use : entry.randoms) {
      const bool counts = use.kind == RandomUse::Kind::kTraining || use.kind == RandomUse::Kind::kSampling;
      if (!counts || use.run == kNoIndex || !IsUnseeded(use) || seeded.contains(use.where)) continue;
      const RandomUse*& at = first[use.library];
      if (at == nullptr || Precedes(use, *at)) at = &use;
    }
    for (const auto& [library, use] : first) {
      if (!told.emplace(use->where.file, library).second) continue;
      ReportOptions options{.subject = library,
                            .help = "seed it before the model and the data are made: " + SeedCall(library)};
      if (const Run* run = RunAt(entry, use->run)) {
        options.run = run->id;
        options.related.push_back({run->where, "the run starts here"});
      }
      pass.report(use->where,
                  Code(library) + (use->kind == RandomUse::Kind::kTraining
                                       ? " trains in this run and is seeded nowhere"
                                       : " draws random numbers in this run and is seeded nowhere"),
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF503{{.id = "MLF503",
                                    .name = "unseeded-library",
                                    .family = Family::kRandomness,
                                    .severity = Severity::kWarning,
                                    .summary = "A run trains or samples with a library that nothing has seeded",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
