// MLF703: a model is trained in a run and nothing records it.
#include <algorithm>

#include "analyzer/knowledge/knowledge.h"
#include "rules/common/models.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a run that trains a model which no `log_model`, autolog, framework logger or artifact records. Search trials whose winner is logged are not reported, and a model that is written to disk instead is MLF704.

## Why
The run has numbers about a model that no longer exists when the process ends.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", 0.5)
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age"]], data["target"]))
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", 0.5)
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age"]], data["target"]))
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head())
```
)md";

/// A save of this training that MLF704 names.
static bool SavedInstead(const Entry& entry, Index training) {
  const auto saves = [&](const FileUse& use) {
    return std::find(use.trainings.begin(), use.trainings.end(), training) != use.trainings.end() &&
           use.kind == FileUse::Kind::kSaveModel;
  };
  if (std::any_of(entry.files.begin(), entry.files.end(), saves)) return true;
  const auto saved = [&](const LoggedModel& model) {
    return model.saved_only && (model.trainings.empty() || std::find(model.trainings.begin(), model.trainings.end(),
                                                                     training) != model.trainings.end());
  };
  if (std::any_of(entry.models.begin(), entry.models.end(), saved)) return true;
  return std::any_of(entry.runs.begin(), entry.runs.end(),
                     [&](const Run& run) { return std::any_of(run.models.begin(), run.models.end(), saved); });
}

/// A cross-validation gives scores: the models of its folds are gone, there is none to log.
static bool GivesNoModel(const Training& training) {
  const knowledge::CallInfo* info = knowledge::Find(training.qualified);
  return info != nullptr && info->effect == knowledge::Effect::kTrain && !info->metric_key.empty();
}

/// The training of the run whose model nothing records; kNoIndex when all are, or may be.
static Index Unrecorded(const Entry& entry, const Run& run) {
  Index found = kNoIndex;
  for (const Index training : run.trainings) {
    if (training >= entry.trainings.size() || GivesNoModel(entry.trainings[training])) continue;
    // One recorded model is what the run is about; helpers beside it need none.
    if (ModelMayBeRecorded(entry, training) || SavedInstead(entry, training)) return kNoIndex;
    if (found == kNoIndex) found = training;
  }
  return found;
}

/// One of many child runs, as of a sweep, whose parent records a model: the winner.
static bool ParentHasWinner(const Entry& entry, const Run& run) {
  const Run* parent = RunAt(entry, run.parent);
  return parent != nullptr && run.multiplicity == Multiplicity::kMany &&
         (!parent->models.empty() || parent->models_open);
}

/// One of many trials in an experiment whose runs another program searches, to train and record the best again.
static bool SearchedElsewhere(const Facts& facts, const Entry& entry, const Run& run) {
  if (run.multiplicity != Multiplicity::kMany || !run.experiment.value.is_literal()) return false;
  const auto logs = [](const Run& other) { return !other.models.empty() || other.models_open; };
  return std::any_of(facts.entries.begin(), facts.entries.end(), [&](const Entry& other) {
    const auto calls = [&](std::string_view name, std::string_view argument) {
      return std::any_of(other.calls.begin(), other.calls.end(), [&](const ApiCall& call) {
        if (LastName(call.function) != name) return false;
        return argument.empty() ||
               std::any_of(call.arguments.begin(), call.arguments.end(), [&](const ApiArgument& given) {
                 return given.value.is_literal() && given.value.value == argument;
               });
      });
    };
    return &other != &entry && calls("search_runs", {}) &&
           calls("get_experiment_by_name", run.experiment.value.value) &&
           std::any_of(other.runs.begin(), other.runs.end(), logs);
  });
}

static Verdict Judge(const Entry& entry, const Run& run) {
  if (run.trainings.empty() || ParentHasWinner(entry, run)) return Verdict::kFine;
  if (entry.unfinished || MayBeCallersRun(entry, run)) return Verdict::kUnknown;
  if (Unrecorded(entry, run) != kNoIndex) return Verdict::kFaulty;
  // a save beside MLflow is told by MLF704; this way through the code is not the one that is right
  const bool saved = std::any_of(run.trainings.begin(), run.trainings.end(), [&](Index training) {
    return !ModelMayBeRecorded(entry, training) && SavedInstead(entry, training);
  });
  return saved ? Verdict::kUnknown : Verdict::kFine;
}

static void Check(Pass& pass) {
  const auto judge = [&](const Entry& entry, const Run& run) {
    const Verdict verdict = Judge(entry, run);
    return verdict == Verdict::kFaulty && SearchedElsewhere(pass.facts(), entry, run) ? Verdict::kFine : verdict;
  };
  for (const Fault& fault : FaultyRuns(pass.facts(), judge)) {
    const Training& training = fault.entry->trainings[Unrecorded(*fault.entry, *fault.run)];
    ReportOptions options{
        .run = fault.run->id,
        .help = "log the model, e.g. `mlflow.sklearn.log_model(model, name=\"model\", input_example=…)`"};
    if (training.where != fault.where) options.related.push_back({training.where, "the training"});
    const std::string what = training.estimator.empty() || training.estimator == "loop"
                                 ? std::string("a model")
                                 : "a model (" + Code(LastName(training.estimator)) + ")";
    pass.report(fault.where, "this run trains " + what + " that nothing records", std::move(options));
  }
}

extern constinit const Rule MLF703{{.id = "MLF703",
                                    .name = "model-not-logged",
                                    .family = Family::kModels,
                                    .severity = Severity::kWarning,
                                    .summary = "A model is trained in a run and nothing records it",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
