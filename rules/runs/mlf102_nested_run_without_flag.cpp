// MLF102: a run is started while another one is surely active, without nested=True.
#include "rules/common/fixes.h"
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

/// `nested=True` at the end of the call, or in place of another literal.
static std::vector<Fix> StartNested(FixMaker& make, Span where) {
  const CodeOf& code = make.code(where.file);
  const syntax::Node* call = code.call(where);
  const syntax::Node* function = call == nullptr ? nullptr : call->child(syntax::Field::kFunction);
  if (function == nullptr || !code.text(*function).ends_with("start_run")) return {};
  const syntax::Node* given = code.argument(*call, "nested", 1000);
  const bool literal = given != nullptr && given->kind == syntax::Kind::kFalse;
  return FixMaker::unsafe("start it as a nested run",
                          literal ? Edit{code.span(*given), "True"} : make.with_argument(where, "nested", "True"));
}

static void Check(Pass& pass) {
  FixMaker make(pass);
  for (const Entry& entry : pass.facts().entries) {
    for (const Incident& incident : entry.incidents) {
      if (incident.kind != Incident::Kind::kNestedWithoutFlag || incident.certainty != Certainty::kSurely) continue;
      if (incident.related == incident.where)
        continue;  // the run of the loop's last round: it was never ended (MLF101)
      ReportOptions options{.help = "pass `nested=True`, or end the outer run first"};
      if (const Run* run = RunAt(entry, incident.run)) options.run = run->id;
      if (incident.related.valid()) options.related.push_back({incident.related, "the active run starts here"});
      options.fixes = StartNested(make, incident.where);
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
