// MLF905: the server's certificate is not verified.
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `MLFLOW_TRACKING_INSECURE_TLS=true`, set by the code or by a committed file.

## Why
Anybody in between can read the credentials and the records, and change them.

## Example
```python
import os

import mlflow

os.environ["MLFLOW_TRACKING_INSECURE_TLS"] = "true"
mlflow.set_tracking_uri("https://mlflow.example.org")
```

## Use instead
```python
import os

import mlflow

os.environ["MLFLOW_TRACKING_SERVER_CERT_PATH"] = "certs/company-ca.pem"
mlflow.set_tracking_uri("https://mlflow.example.org")
```
)md";

constexpr std::string_view kVariable = "MLFLOW_TRACKING_INSECURE_TLS";

static ReportOptions Options() {
  return {.subject = std::string(kVariable),
          .help = "trust the server's certificate with `MLFLOW_TRACKING_SERVER_CERT_PATH` instead"};
}

static void Check(Pass& pass) {
  for (const SecretUse& use : pass.facts().secrets) {
    if (use.kind == SecretUse::Kind::kTlsOff)
      pass.report(use.where, "the certificate of the tracking server is not verified", Options());
  }
  if (!UsesMlflow(pass)) return;
  for (const CommittedSetting& setting : pass.project().settings) {
    const std::string value = Lower(setting.value);
    if (setting.name == kVariable && (value == "true" || value == "1"))
      pass.report(setting.where, "the certificate of the tracking server is not verified", Options());
  }
}

extern constinit const Rule MLF905{{.id = "MLF905",
                                    .name = "tls-verification-off",
                                    .family = Family::kTracking,
                                    .severity = Severity::kWarning,
                                    .summary = "The certificate of the tracking server is not verified",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
