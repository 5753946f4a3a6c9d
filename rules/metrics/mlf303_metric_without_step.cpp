// MLF303: a metric is logged again and again in a loop without step=.
#include <algorithm>
#include <map>
#include <set>

#include "rules/common/fixes.h"
#include "rules/common/paths.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `log_metric(s)` that logs the same key in every round of a loop of one run without `step=`.

## Why
Every point lands on step 0: the curve is a vertical line, and "latest" is whatever came last.

## Example
```python
import mlflow

with mlflow.start_run():
    for epoch in range(10):
        loss = 1.0 / (epoch + 1)
        mlflow.log_metric("loss", loss)
```

## Use instead
```python
import mlflow

with mlflow.start_run():
    for epoch in range(10):
        loss = 1.0 / (epoch + 1)
        mlflow.log_metric("loss", loss, step=epoch)
```
)md";

struct RepeatedCall {
  const Run* run = nullptr;
  std::set<const Entry*> entries;
  std::vector<std::string> keys;
};

/// Another entry makes the same call once for each run: the loop is not this line's doing.
/// The variable that counts the rounds: of `for i in range(…)`, or the first one of `for i, x in enumerate(…)`.
static std::string CounterOf(const CodeOf& code, const syntax::Node& loop) {
  const syntax::Node* target = loop.child(syntax::Field::kLeft);
  const syntax::Node* source = loop.child(syntax::Field::kRight);
  if (loop.kind != syntax::Kind::kForStatement || target == nullptr || source == nullptr) return {};
  if (source->kind != syntax::Kind::kCall) return {};
  const std::string_view function = code.text(*source->first_named_child());
  if (target->kind == syntax::Kind::kIdentifier && IsOneOf(function, {"range", "trange", "tqdm.trange"}))
    return std::string(code.text(*target));
  const bool wrapped = target->kind == syntax::Kind::kIdentifier && LastName(function) == "tqdm" &&
                       code.text(*source).find("(range(") != std::string_view::npos;
  if (wrapped) return std::string(code.text(*target));
  if (function == "enumerate" && target->kind == syntax::Kind::kPatternList && target->first_named_child() != nullptr &&
      target->first_named_child()->kind == syntax::Kind::kIdentifier)
    return std::string(code.text(*target->first_named_child()));
  return {};
}

static std::vector<Fix> GiveStep(FixMaker& make, const Run& run, Span where) {
  const CodeOf& code = make.code(where.file);
  const syntax::Node* call = code.call(where);
  if (call == nullptr) return {};
  const Span module{where.file, 0, static_cast<std::uint32_t>(code.file().text().size())};
  const bool in_region =
      run.region.file == where.file && run.region.begin <= where.begin && where.end <= run.region.end;
  const CodeOf::Chain loops = code.loops(where, in_region && run.kind == RunKind::kWith ? run.region : module);
  std::string counter;
  if (loops.size() == 1) {
    counter = CounterOf(code, *loops.front());
  } else if (loops.empty() && code.function(where) != nullptr) {
    // A hook that gets the number of the round.
    for (const char* name : {"epoch", "step", "iteration", "global_step"}) {
      if (counter.empty() && code.bound_before(name, where)) counter = name;
    }
  }
  if (counter.empty()) return {};
  return FixMaker::unsafe("log the number of the round as step", make.with_argument(where, "step", counter));
}

static bool IsSingleElsewhere(const Facts& facts, Span where, const RepeatedCall& call) {
  return std::any_of(facts.entries.begin(), facts.entries.end(), [&](const Entry& entry) {
    if (call.entries.contains(&entry) || IsTestPath(entry.path)) return false;
    return std::any_of(entry.runs.begin(), entry.runs.end(), [&](const Run& run) {
      return std::any_of(run.metrics.begin(), run.metrics.end(),
                         [&](const Metric& metric) { return metric.call == where; });
    });
  });
}

static void Check(Pass& pass) {
  FixMaker make(pass);
  std::map<Span, RepeatedCall> calls;  // one finding for a call, however many keys it logs
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const Metric& metric : run.metrics) {
        if (!metric.repeated || metric.stepped != Tri::kNo || metric.writer != Writer::kExplicit) continue;
        if (!metric.key.is_literal()) continue;  // a key that may vary
        RepeatedCall& call = calls[metric.call.valid() ? metric.call : metric.where];
        if (call.run == nullptr) call.run = &run;
        call.entries.insert(&entry);
        std::string key = Show(metric.key);
        if (!key.empty() && std::find(call.keys.begin(), call.keys.end(), key) == call.keys.end())
          call.keys.push_back(std::move(key));
      }
    }
  }
  for (const auto& [where, call] : calls) {
    if (IsSingleElsewhere(pass.facts(), where, call)) continue;
    ReportOptions options{.subject = call.keys.empty() ? std::string() : call.keys.front(),
                          .run = call.run->id,
                          .help = "pass the number of the round: `step=epoch`"};
    options.related.push_back({call.run->where, "the run starts here"});
    options.fixes = GiveStep(make, *call.run, where);
    const std::string what =
        call.keys.empty() ? std::string("a metric is") : CodeList(call.keys) + (call.keys.size() == 1 ? " is" : " are");
    pass.report(where, what + " logged in every round of a loop without `step`: all points land on step 0",
                std::move(options));
  }
}

extern constinit const Rule MLF303{{.id = "MLF303",
                                    .name = "metric-without-step",
                                    .family = Family::kMetrics,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A metric is logged in a loop without step",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
