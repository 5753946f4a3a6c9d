// MLF903: a credential stands in the source.
#include <set>

#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `user:password@` in an address, and literals given to variables that hold credentials (`MLFLOW_TRACKING_PASSWORD`, `MLFLOW_TRACKING_TOKEN`, `DATABRICKS_TOKEN`, `AWS_SECRET_ACCESS_KEY`, …). The value is never printed.

## Why
Everybody who can read the repository, now or in its history, can read, change and delete the records. A leaked credential must be replaced, not only removed.

## Example
```python
import os

import mlflow

os.environ["MLFLOW_TRACKING_PASSWORD"] = "tr0ub4dor&3"
mlflow.set_tracking_uri("https://mlflow.example.org")
```

## Use instead
```python
import os

import mlflow

if "MLFLOW_TRACKING_PASSWORD" not in os.environ:
    raise SystemExit("set MLFLOW_TRACKING_PASSWORD")
mlflow.set_tracking_uri("https://mlflow.example.org")
```
)md";

static void Check(Pass& pass) {
  std::set<Span> told;
  for (const SecretUse& secret : pass.facts().secrets) {
    const bool in_uri = secret.kind == SecretUse::Kind::kUriPassword;
    if ((!in_uri && secret.kind != SecretUse::Kind::kAssignedLiteral) || !told.insert(secret.where).second) continue;
    ReportOptions options{
        .subject = secret.name,
        .help = "read it from the environment or a secret store, and replace the credential: it is in the history now"};
    pass.report(secret.where,
                in_uri ? std::string("an address with a password stands in the source")
                       : "a literal credential is given to " + Code(secret.name),
                std::move(options));
  }
}

extern constinit const Rule MLF903{{.id = "MLF903",
                                    .name = "credential-in-source",
                                    .family = Family::kTracking,
                                    .severity = Severity::kError,
                                    .in_tests = true,
                                    .summary = "A credential stands in the source",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
