// MLF904: a credential is recorded in a run.
#include <set>

#include "rules/common/coverage.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports parameters, tags and artifacts that hold a password, a token or the whole environment.

## Why
Records are shared, copied and kept for years, and are not protected like secrets. Whoever can see the run can use the credential.

## Example
```python
import os

import mlflow

with mlflow.start_run():
    mlflow.log_params(dict(os.environ))
```

## Use instead
```python
import os

import mlflow

with mlflow.start_run():
    mlflow.log_param("cuda_devices", os.environ.get("CUDA_VISIBLE_DEVICES"))
```
)md";

static void Report(Pass& pass, Span where, const std::string& name, std::string_view what, std::set<Span>& told) {
  if (!where.valid() || !told.insert(where).second) return;
  const std::string subject = name.empty() ? std::string("a credential") : Code(name);
  pass.report(where, subject + " is a secret and is recorded as " + std::string(what),
              {.subject = name, .help = "do not log it; record only what is no secret, by name"});
}

/// The environment file itself as artifact.
static bool IsEnvironmentFile(const Artifact& artifact) {
  if (!artifact.path || artifact.content) return false;
  const std::string suffix = KnownSuffix(*artifact.path);
  return FileNameOf(suffix) == ".env";
}

static void Check(Pass& pass) {
  std::set<Span> told;
  for (const SecretUse& secret : pass.facts().secrets) {
    if (secret.kind == SecretUse::Kind::kRecorded) Report(pass, secret.where, secret.name, "part of a run", told);
  }
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      for (const Param& param : run.params) {
        const bool harmless = param.type == ValueType::kBool || param.type == ValueType::kNumber;
        if (HasOrigin(param.origins, OriginKind::kSecret) && !harmless)
          Report(pass, param.where, Show(param.key), "a parameter", told);
      }
      for (const Tag& tag : run.tags) {
        if (HasOrigin(tag.origins, OriginKind::kSecret)) Report(pass, tag.where, Show(tag.key), "a tag", told);
      }
      for (const Artifact& artifact : run.artifacts) {
        if (IsEnvironmentFile(artifact)) Report(pass, artifact.where, ".env", "an artifact", told);
        if (HasOrigin(artifact.origins, OriginKind::kSecret))
          Report(pass, artifact.where, artifact.path ? Show(*artifact.path) : std::string(), "an artifact", told);
      }
    }
  }
}

extern constinit const Rule MLF904{{.id = "MLF904",
                                    .name = "secret-recorded",
                                    .family = Family::kTracking,
                                    .severity = Severity::kError,
                                    .summary = "A credential is recorded in a run",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
