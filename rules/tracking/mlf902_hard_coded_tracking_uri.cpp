// MLF902: the address of the tracking server is a literal localhost or IP address.
#include <set>

#include "rules/common/calls.h"
#include "rules/common/coverage.h"
#include "rules/common/runs.h"
#include "rules/common/stores.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `set_tracking_uri`, `set_registry_uri` and `MlflowClient(...)` with a literal localhost or IP address. A default that an environment variable or an option replaces is not reported.

## Why
The code works on one machine or in one network. Elsewhere it waits for a server that is not there, or records where nobody looks.

## Example
```python
import mlflow

mlflow.set_tracking_uri("http://127.0.0.1:5000")
mlflow.set_experiment("churn-model")
```

## Use instead
```python
import os

import mlflow

mlflow.set_tracking_uri(os.environ["MLFLOW_TRACKING_URI"])
mlflow.set_experiment("churn-model")
```
)md";

static bool IsUriArgument(const ApiCall& call, const ApiArgument& argument) {
  const std::string_view function = LastName(call.function);
  if (function == "set_tracking_uri") return argument.name == "uri" || argument.position == 0;
  if (function != "MlflowClient") return false;
  return IsOneOf(argument.name, {"tracking_uri", "registry_uri"}) || (argument.positional && argument.position == 0);
}

/// The address may be another one where the program runs. Of `f"http://localhost:{port}"` only the port may.
static bool IsReplaceable(const ApiArgument& argument) {
  const Origins& origins = argument.origins;
  if (HasOrigin(origins, OriginKind::kEnvironment)) return true;
  return argument.value.is_literal() &&
         (HasOrigin(origins, OriginKind::kOption) || HasOrigin(origins, OriginKind::kConfig) ||
          HasOrigin(origins, OriginKind::kCaller));
}

static void Check(Pass& pass) {
  std::set<Span> told;
  for (const Entry& entry : pass.facts().entries) {
    for (const ApiCall& call : entry.calls) {
      for (const ApiArgument& argument : call.arguments) {
        if (!IsUriArgument(call, argument) || IsReplaceable(argument)) continue;
        const Store store = StoreOf(argument.value);
        if (store != Store::kLoopback && store != Store::kAddress) continue;
        const Span where = argument.where.valid() ? argument.where : call.where;
        if (!told.insert(where).second) continue;
        ReportOptions options{.subject = "tracking_uri",
                              .help = "take the address from `MLFLOW_TRACKING_URI` or from a configuration"};
        if (argument.literal.valid() && !Overlaps(argument.literal, call.where))
          options.related.push_back({argument.literal, "the address stands here"});
        // A password in the address is never shown.
        const bool plain = argument.value.is_literal() && argument.value.value.find('@') == std::string::npos;
        pass.report(where,
                    std::string("the tracking address ") + (plain ? Code(argument.value.value) + " " : "") +
                        (store == Store::kLoopback ? "is this machine itself" : "is a fixed IP address"),
                    std::move(options));
      }
    }
  }
}

extern constinit const Rule MLF902{
    {.id = "MLF902",
     .name = "hard-coded-tracking-uri",
     .family = Family::kTracking,
     .severity = Severity::kNote,
     .summary = "The address of the tracking server is a literal localhost or IP address",
     .doc = kDoc},
    &Check};

}  // namespace tracklint::rules
