// MLF506: torch is seeded, but its kernels may still differ from run to run.
#include "rules/common/runs.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `cudnn.benchmark = True`, or a seeded torch training for which nothing asks for deterministic kernels. Not in the default set.

## Why
On a GPU the fastest kernel is chosen by a race, and many add in another order each time: the seed alone does not repeat the result.

## Example
```python
import mlflow
import torch

torch.manual_seed(42)
torch.backends.cudnn.benchmark = True
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
with mlflow.start_run():
    mlflow.log_params({"lr": 0.01, "seed": 42})
    for step in range(100):
        loss = model(torch.ones(8, 4)).pow(2).mean()
        loss.backward()
        optimizer.step()
```

## Use instead
```python
import mlflow
import torch

torch.manual_seed(42)
torch.use_deterministic_algorithms(True)
model = torch.nn.Linear(4, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
with mlflow.start_run():
    mlflow.log_params({"lr": 0.01, "seed": 42})
    for step in range(100):
        loss = model(torch.ones(8, 4)).pow(2).mean()
        loss.backward()
        optimizer.step()
```
)md";

/// The first torch training of a run that a global seed governs; null when there is none.
static const RandomUse* SeededTraining(const Entry& entry) {
  for (const RandomUse& use : entry.randoms) {
    if (use.kind == RandomUse::Kind::kTraining && use.library == "torch" && use.run != kNoIndex && use.governed_by)
      return &use;
  }
  return nullptr;
}

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    const RandomUse* use = SeededTraining(entry);
    if (use == nullptr) continue;
    ReportOptions options{.subject = "torch",
                          .help = "call `torch.use_deterministic_algorithms(True)` and leave `cudnn.benchmark` off"};
    if (entry.cudnn_benchmark.valid()) {
      options.related.push_back({use->where, "the training"});
      pass.report(entry.cudnn_benchmark, "`cudnn.benchmark = True` lets seeded training differ from run to run",
                  std::move(options));
    } else if (entry.torch_deterministic == Tri::kNo) {
      pass.report(use->where, "this training is seeded, but nothing asks torch for deterministic kernels",
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF506{{.id = "MLF506",
                                    .name = "nondeterministic-kernel",
                                    .family = Family::kRandomness,
                                    .severity = Severity::kNote,
                                    .on = false,
                                    .summary = "Seeded torch training may still differ from run to run",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
