// MLF102: a run is started while another one is surely active, without nested=True.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `start_run()` without `nested=True` at a point where another run is surely active.

## Why
MLflow raises: "Run with UUID … is already active". The training stops there, and the outer run is marked FAILED.

## Example
```python
import mlflow

with mlflow.start_run(run_name="search"):
    for depth in (2, 4):
        with mlflow.start_run(run_name=f"depth-{depth}"):
            mlflow.log_param("max_depth", depth)
```

## Use instead
```python
import mlflow

with mlflow.start_run(run_name="search"):
    for depth in (2, 4):
        with mlflow.start_run(run_name=f"depth-{depth}", nested=True):
            mlflow.log_param("max_depth", depth)
```
)md";

/// The edit that gives nested=True to a call of the form `start_run(...)`; empty span when the text is of another form.
static Edit NestedFlag(Pass& pass, Span call) {
  const std::string_view text = pass.text(call);
  if (!text.ends_with(")") || text.find("start_run") == std::string_view::npos) return {};
  std::size_t last = text.size() - 1;
  while (last > 0 && (text[last - 1] == ' ' || text[last - 1] == '\n' || text[last - 1] == '\t')) --last;
  const char before = text[last - 1];
  const std::uint32_t at = call.begin + static_cast<std::uint32_t>(last);
  return {{call.file, at, at}, before == '(' ? "nested=True" : before == ',' ? " nested=True" : ", nested=True"};
}

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const Incident& incident : entry.incidents) {
      if (incident.kind != Incident::Kind::kNestedWithoutFlag || incident.certainty != Certainty::kSurely) continue;
      if (incident.related == incident.where)
        continue;  // the run of the loop's last round: it was never ended (MLF101)
      ReportOptions options{.help = "pass `nested=True`, or end the outer run first"};
      if (const Run* run = RunAt(entry, incident.run)) options.run = run->id;
      if (incident.related.valid()) options.related.push_back({incident.related, "the active run starts here"});
      Edit edit = NestedFlag(pass, incident.where);
      if (edit.span.valid())
        options.fixes.push_back({"start it as a nested run", Applicability::kUnsafe, {std::move(edit)}});
      pass.report(incident.where, "a run is started while another one is active, without `nested=True`: MLflow raises",
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF102{{.id = "MLF102",
                                    .name = "nested-run-without-flag",
                                    .family = Family::kRuns,
                                    .severity = Severity::kError,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A run is started inside an active run without nested=True",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
