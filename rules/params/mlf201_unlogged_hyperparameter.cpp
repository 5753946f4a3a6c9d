// MLF201: a hyperparameter of a training in a run is not recorded there.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "rules/common/coverage.h"
#include "rules/common/fixes.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports an argument that decides what a model learns (of an estimator, an optimizer, a training call) when the run of that training records it in no way: no parameter of that name or with that value, no logged mapping or configuration file that holds it, no autolog.

## Why
From the stored run nobody can tell with which value the model was trained, so the result cannot be explained, compared or repeated.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age", "income"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age", "income"]], data["target"]))
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
params = {"alpha": 0.5}
with mlflow.start_run():
    mlflow.log_params(params)
    model = Ridge(**params).fit(data[["age", "income"]], data["target"])
    mlflow.log_metric("r2", model.score(data[["age", "income"]], data["target"]))
```
)md";

/// Arguments that some entry surely records, with that entry (null: several). What differs between callers is no fault of the line.
using CoveredArguments = std::map<Span, const Entry*>;

static CoveredArguments FindCovered(const Facts& facts) {
  CoveredArguments covered;
  for (const Entry& entry : facts.entries) {
    for (const Training& training : entry.trainings) {
      for (const Hyperparameter& hyperparameter : training.hyperparameters) {
        if (hyperparameter.covered != Tri::kYes) continue;
        const auto [at, fresh] = covered.try_emplace(hyperparameter.where, &entry);
        if (!fresh && at->second != &entry) at->second = nullptr;
      }
    }
  }
  return covered;
}

static bool CoveredElsewhere(const CoveredArguments& covered, const Entry& entry, Span where) {
  const auto at = covered.find(where);
  return at != covered.end() && at->second != &entry;
}

/// What the trainings of one entry set, looked up by place and name: an entry may have thousands of them.
class Settings {
 public:
  explicit Settings(const Entry& entry) {
    std::vector<Named> unlogged;
    for (const Training& training : entry.trainings) {
      ++trainings_[{training.run, training.where}];
      if (training.run < entry.runs.size()) served_[entry.runs[training.run].where].insert(training.where);
      for (const Hyperparameter& hyperparameter : training.hyperparameters) {
        note(training, hyperparameter);
        if (IsUnlogged(entry, hyperparameter)) unlogged.push_back({hyperparameter.name, hyperparameter.where});
      }
    }
    note_inner(std::move(unlogged));
    for (const Run& run : entry.runs) {
      if (!started_.insert(run.where).second || run.multiplicity != Multiplicity::kOne) several_.insert(run.where);
    }
  }

  /// The key to log it under: its name, with that of its estimator where others of that name are in the run.
  [[nodiscard]] std::string key_for(const Training& training, const Hyperparameter& hyperparameter) const {
    const Rivals& rivals = rivals_.at({training.run, hyperparameter.name});
    const std::optional<Rival> rival = rivals.first.where != hyperparameter.where ? rivals.first : rivals.second;
    if (!rival) return hyperparameter.name;
    if (rival->estimator == training.estimator) return {};
    return Lower(LastName(training.estimator)) + "_" + hyperparameter.name;
  }

  /// One line trains several estimators, or one start_run() serves several trainings, each in a run of its own: what is
  /// set on one is no parameter of the others' runs.
  [[nodiscard]] bool serves_others(const Training& training, const Run& run) const {
    return trainings_.at({training.run, training.where}) > 1 ||
           (several_.contains(run.where) && served_.at(run.where).size() > 1);
  }

  /// `{"alpha": trial.suggest_float("alpha", …)}` sets one hyperparameter at two places: the outer one is told.
  [[nodiscard]] bool stands_inside(const Hyperparameter& inner) const {
    return inner_.contains({inner.name, inner.where});
  }

 private:
  using Named = std::pair<std::string_view, Span>;
  struct Rival {
    Span where;
    std::string_view estimator;
  };
  /// The first place in a run where a name is set, and the first that is another one.
  struct Rivals {
    Rival first;
    std::optional<Rival> second;
  };

  void note(const Training& training, const Hyperparameter& hyperparameter) {
    const Rival here{hyperparameter.where, training.estimator};
    const auto [at, fresh] = rivals_.try_emplace({training.run, hyperparameter.name}, Rivals{here, std::nullopt});
    Rivals& rivals = at->second;
    if (!fresh && !rivals.second && rivals.first.where != here.where) rivals.second = here;
  }

  void note_inner(std::vector<Named> unlogged) {
    // what encloses another stands before it
    std::sort(unlogged.begin(), unlogged.end(), [](const Named& a, const Named& b) {
      return std::tie(a.first, a.second.file, a.second.begin, b.second.end) <
             std::tie(b.first, b.second.file, b.second.begin, a.second.end);
    });
    unlogged.erase(std::unique(unlogged.begin(), unlogged.end()), unlogged.end());
    std::uint32_t reached = 0;
    for (std::size_t i = 0; i < unlogged.size(); ++i) {
      const auto& [name, where] = unlogged[i];
      const bool new_name = i == 0 || unlogged[i - 1].first != name || unlogged[i - 1].second.file != where.file;
      if (!new_name && where.end <= reached) inner_.insert(unlogged[i]);
      reached = new_name ? where.end : std::max(reached, where.end);
    }
  }

  std::map<std::pair<Index, Span>, std::size_t> trainings_;
  std::map<Span, std::set<Span>> served_;  ///< by the place where runs start: the trainings in them
  std::set<Span> started_;
  std::set<Span> several_;  ///< places that start more than one run
  std::map<std::pair<Index, std::string_view>, Rivals> rivals_;
  std::set<Named> inner_;
};

static void Check(Pass& pass) {
  FixMaker make(pass);
  const CoveredArguments covered = FindCovered(pass.facts());
  for (const Entry& entry : pass.facts().entries) {
    const Settings settings(entry);
    for (const Training& training : entry.trainings) {
      const Run* run = RunOf(entry, training);
      if (run == nullptr || MayBeCallersRun(entry, *run)) continue;
      for (const Hyperparameter& hyperparameter : training.hyperparameters) {
        if (!IsUnlogged(entry, hyperparameter) || CoveredElsewhere(covered, entry, hyperparameter.where) ||
            settings.stands_inside(hyperparameter))
          continue;
        ReportOptions options{.subject = hyperparameter.name,
                              .run = run->id,
                              .help = "log it: `mlflow.log_param(\"" + hyperparameter.name +
                                      "\", …)`, or log all parameters of the model with `mlflow.log_params(…)`"};
        options.related.push_back({run->where, "the run starts here"});
        if (training.where != hyperparameter.where) options.related.push_back({training.where, "the training"});
        const std::string owner = training.estimator.empty() || training.estimator == "loop"
                                      ? std::string()
                                      : " of " + std::string(LastName(training.estimator));
        const std::string key = settings.key_for(training, hyperparameter);
        const bool in_region = run->region.file == hyperparameter.where.file &&
                               run->region.begin <= hyperparameter.where.begin &&
                               hyperparameter.where.end <= run->region.end;
        if (in_region || !settings.serves_others(training, *run))
          options.fixes =
              FixMaker::unsafe("log " + Code(hyperparameter.name), make.log_param(*run, key, hyperparameter.where));
        pass.report(hyperparameter.where,
                    CodeAssignment(hyperparameter.name, hyperparameter.value) + owner + " is not logged in this run",
                    std::move(options));
      }
    }
  }
}

extern constinit const Rule MLF201{{.id = "MLF201",
                                    .name = "unlogged-hyperparameter",
                                    .family = Family::kParams,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A hyperparameter of a training is not recorded in its run",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
