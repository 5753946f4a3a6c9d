// MLF504: a seed is set but its value is not recorded.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "rules/common/fixes.h"
#include "rules/common/random.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports, once per file, a seed (global, of an estimator, of a split) whose value no run records: at the global seed, else at the first estimator's, else at the split's.

## Why
The code repeats its result only as long as the seed in it stays. The stored run should say which one it had.

## Example
```python
import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("n_estimators", 200)
    model = RandomForestClassifier(n_estimators=200, random_state=42).fit(data[["age"]], data["target"])
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

data = pd.read_csv("train.csv")
params = {"n_estimators": 200, "random_state": 42}
with mlflow.start_run():
    mlflow.log_params(params)
    model = RandomForestClassifier(**params).fit(data[["age"]], data["target"])
```
)md";

/// Where a seed stands. Smaller is named first: global seed, estimator, split; then the order of execution.
struct SeedPlace {
  int rank = 0;
  Index order = 0;
  Span where;
  std::string subject;
  Text value;
  const Entry* entry = nullptr;
  Index run = kNoIndex;
  std::string owner{};  ///< what has the seed, for a key of its own: "split", "ridge"
  auto key() const { return std::tie(rank, order, where); }
};

static int RankOf(RandomUse::Kind kind) { return kind == RandomUse::Kind::kSplit ? 2 : 1; }

/// The name of the keyword at the place, as `random_state=42` is written; "seed" for a positional one.
static std::string KeywordAt(Pass& pass, Span where) {
  const std::string_view text = pass.text(where);
  const std::size_t equals = text.find('=');
  std::string_view name = equals == std::string_view::npos ? std::string_view() : text.substr(0, equals);
  while (name.ends_with(" ")) name.remove_suffix(1);
  const bool is_name =
      !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
                           std::string_view::npos;
  return is_name ? std::string(name) : std::string("seed");
}

/// The argument that gives the seed: the place itself, or the first argument of a call that seeds.
static Span SeedArgument(const CodeOf& code, Span where) {
  const syntax::Node* call = code.call(where);
  const syntax::Node* argument = call == nullptr ? nullptr : code.argument(*call, "seed", 0);
  return argument == nullptr ? where : code.span(*argument);
}

/// What a fix logs already: run and key → the value as it is written.
using Taken = std::map<std::pair<const Run*, std::string>, std::string>;

static std::vector<Fix> LogSeed(Pass& pass, FixMaker& make, const SeedPlace& place, Taken& taken) {
  const Run* run = FixMaker::loggable_run(*place.entry, place.run);
  if (run == nullptr) return {};
  const CodeOf& code = make.code(place.where.file);
  Span argument = SeedArgument(code, place.where);
  std::string key = place.subject;
  // What carries the seed (`generator=torch.Generator().manual_seed(1)`) is not what a run can record: its seed is.
  const syntax::Node* node = code.exactly(argument);
  if (node != nullptr && CodeOf::value_of(*node).kind == syntax::Kind::kCall) {
    const syntax::Node* seed = code.argument(CodeOf::value_of(*node), "seed", 0);
    if (seed == nullptr) return {};
    argument = code.span(*seed);
    key = "seed";
  }
  const std::string value(pass.text(argument));
  const std::string written = value.substr(value.find('=') + 1);
  std::optional<Edit> edit;
  for (const std::string& name : {key, place.owner.empty() ? key : place.owner + "_" + key}) {
    if (edit) break;
    const auto at = taken.find({run, name});
    if (at != taken.end() && at->second == written) return {};  // the same value under the same name
    if (at != taken.end()) continue;
    edit = make.log_param(*run, name, argument);
    if (edit) taken[{run, name}] = written;
  }
  return FixMaker::unsafe("log the seed", std::move(edit));
}

static void Check(Pass& pass) {
  std::map<FileId, std::vector<SeedPlace>> places;
  const auto offer = [&](SeedPlace place) {
    if (place.where.valid()) places[place.where.file].push_back(std::move(place));
  };
  for (const Entry& entry : pass.facts().entries) {
    if (!RecordsRuns(entry)) continue;
    for (const Seed& seed : entry.seeds) {
      if (seed.covered == Tri::kNo && !IsFromClock(entry, seed.origins, seed.order))
        offer({0, seed.order, seed.where, "seed", seed.value, &entry});
    }
    for (const RandomUse& use : entry.randoms) {
      if (!use.seed || use.seeded != Tri::kYes || use.covered != Tri::kNo ||
          IsFromClock(entry, use.seed_origins, use.order))
        continue;
      const Span where = use.seed_where.valid() ? use.seed_where : use.where;
      offer({RankOf(use.kind), use.order, where, KeywordAt(pass, where), *use.seed, &entry, use.run,
             use.kind == RandomUse::Kind::kSplit ? "split" : Lower(LastName(use.consumer))});
    }
  }
  FixMaker make(pass);
  Taken taken;  // by all files: they may log into one run
  for (auto& [file, found] : places) {
    std::ranges::stable_sort(found, [](const SeedPlace& a, const SeedPlace& b) { return a.key() < b.key(); });
    // One seed of a file is told; the fix logs the others too, or they would be told next.
    const SeedPlace& first = found.front();
    for (const SeedPlace& place : found) {
      pass.report(first.where, "the seed " + CodeAssignment(first.subject, first.value) + " is not logged in any run",
                  {.subject = first.subject,
                   .help = "log it: `mlflow.log_param(\"" + first.subject + "\", …)`",
                   .fixes = LogSeed(pass, make, place, taken)});
    }
  }
}

extern constinit const Rule MLF504{{.id = "MLF504",
                                    .name = "unlogged-seed",
                                    .family = Family::kRandomness,
                                    .severity = Severity::kNote,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A seed is set but its value is not recorded",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
