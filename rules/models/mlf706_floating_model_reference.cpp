// MLF706: a model is loaded by a reference that moves.
#include <algorithm>
#include <set>

#include "rules/common/calls.h"
#include "rules/common/coverage.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports models named by something that moves: `models:/name/latest`, a stage (`models:/name/Production`), the highest version found by a search, or `runs:/` with the last run found.

## Why
The program loads another model as soon as somebody logs one. What it did yesterday cannot be traced, and a failed experiment goes into production by being the newest.

## Example
```python
import mlflow

model = mlflow.pyfunc.load_model("models:/churn/latest")
```

## Use instead
```python
import mlflow

model = mlflow.pyfunc.load_model("models:/churn@champion")
```
)md";

/// "latest" or a stage at the end of a models:/ address; empty for a version, an alias, or what is not known.
static std::string FloatingPart(const Text& uri) {
  if (!KnownPrefix(uri).starts_with("models:/")) return {};
  const std::string known = Show(uri);
  const std::string_view rest = std::string_view(known).substr(std::string_view("models:/").size());
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos || rest.find('@') != std::string_view::npos) return {};
  const std::string_view version = rest.substr(slash + 1, rest.find('/', slash + 1) - slash - 1);
  const std::string lower = Lower(version);
  return IsOneOf(lower, {"latest", "production", "staging", "archived", "none"}) ? std::string(version) : std::string();
}

static bool IsReference(const Text& uri) {
  return KnownPrefix(uri).starts_with("models:/") || KnownPrefix(uri).starts_with("runs:/");
}

static void Check(Pass& pass) {
  std::set<Span> told;  // one place is one finding, whatever its callers put in
  for (const Entry& entry : pass.facts().entries) {
    for (const ApiCall& call : entry.calls) {
      for (const ApiArgument& argument : call.arguments) {
        const std::string part = FloatingPart(argument.value);
        const bool newest = HasOrigin(argument.origins, Origin{OriginKind::kNewest, 0}) && IsReference(argument.value);
        if (part.empty() && !newest) continue;
        if (!told.insert(argument.where.valid() ? argument.where : call.where).second) continue;
        ReportOptions options{.subject = Show(argument.value),
                              .help = "name a version (`models:/name/3`) or an alias (`models:/name@champion`)"};
        if (const Run* run = RunAt(entry, call.run)) options.run = run->id;
        std::string message = Code(Show(argument.value));
        if (part.empty()) {
          message += " is built from whatever is newest: another model is taken tomorrow";
        } else if (Lower(part) == "latest") {
          message += " is whatever version was registered last";
        } else {
          message += " is whatever version has the stage " + Code(part) + " now";
        }
        pass.report(argument.where.valid() ? argument.where : call.where, std::move(message), std::move(options));
      }
    }
  }
}

extern constinit const Rule MLF706{{.id = "MLF706",
                                    .name = "floating-model-reference",
                                    .family = Family::kModels,
                                    .severity = Severity::kWarning,
                                    .summary = "A model is loaded by a reference that moves",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
