// MLF708: a call or argument that the targeted MLflow has deprecated, removed or never had.
#include <optional>

#include "analyzer/knowledge/api.h"
#include "rules/common/calls.h"
#include "rules/common/deprecated.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "rules/common/versions.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports calls and arguments of MLflow that the targeted version has deprecated or removed, or does not know at all, from the catalogue of its API. The most common one is `artifact_path` of `log_model`, by keyword or as second positional argument: it is `name` since MLflow 3.

## Why
Deprecated forms log a warning now and raise after the next upgrade; an unknown argument raises today.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, artifact_path="model", input_example=data[["age"]].head())
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
    mlflow.sklearn.log_model(model, name="model", input_example=data[["age"]].head())
```
)md";

constexpr MlflowVersion kNameReplacesPath{3, 0, 0};

static const knowledge::ApiParameter* FindParameter(const knowledge::ApiFunction& function, std::string_view name) {
  for (const knowledge::ApiParameter& parameter : function.parameters) {
    if (parameter.name == name) return &parameter;
  }
  return nullptr;
}

/// The edit that writes the argument under the new keyword; nothing when it may change what is stored.
static std::optional<Edit> Renamed(const ApiCall& call, const ApiArgument& argument, std::string_view replacement) {
  if (replacement.empty() || FindArgument(call, replacement) != nullptr || call.open) return std::nullopt;
  if (replacement == "name" &&
      (!argument.value.is_literal() || argument.value.value.find_first_of("/:.%\"'") != std::string::npos))
    return std::nullopt;
  if (!argument.positional) {
    const Span keyword{argument.where.file, argument.where.begin,
                       argument.where.begin + static_cast<std::uint32_t>(argument.name.size())};
    return Edit{keyword, std::string(replacement)};
  }
  for (const ApiArgument& other : call.arguments) {
    if (other.positional && other.position > argument.position) return std::nullopt;
  }
  const Span before{argument.value_where.file, argument.value_where.begin, argument.value_where.begin};
  return Edit{before, std::string(replacement) + "="};
}

static void CheckArguments(Pass& pass, const Entry& entry, const ApiCall& call,
                           const knowledge::ApiFunction& function) {
  for (const ApiArgument& argument : call.arguments) {
    if (argument.name.empty()) continue;
    const knowledge::ApiParameter* parameter = FindParameter(function, argument.name);
    ReportOptions options{.subject = argument.name};
    if (const Run* run = RunAt(entry, call.run)) options.run = run->id;
    if (parameter == nullptr) {
      if (function.has_kwargs || argument.positional) continue;
      options.help = "see the signature of the function in MLflow " + ToString(pass.target());
      pass.report(argument.where, Code(call.function) + " has no argument " + Code(argument.name), std::move(options));
      continue;
    }
    if (parameter->deprecated.empty() || argument.type == ValueType::kNone) continue;
    if (!parameter->replacement.empty()) {
      options.help = "use " + Code(parameter->replacement) + " instead";
      if (std::optional<Edit> edit = Renamed(call, argument, parameter->replacement)) {
        // In a helper the value comes from its callers, and others may give one that `name` does not take.
        const Span own = argument.literal;
        const bool in_call = own.valid() && own.file == argument.value_where.file &&
                             argument.value_where.begin <= own.begin && own.end <= argument.value_where.end;
        const bool safe =
            in_call && parameter->replacement == "name" && AdmitsOnlyFrom(pass.project(), kNameReplacesPath);
        options.fixes.push_back({"rename the argument to " + Code(parameter->replacement),
                                 safe ? Applicability::kSafe : Applicability::kUnsafe,
                                 {std::move(*edit)}});
      }
    } else {
      options.help = "remove the argument";
    }
    pass.report(argument.where,
                Code(argument.name) + (argument.positional ? ", given by position to " : " of ") + Code(call.function) +
                    " is deprecated",
                std::move(options));
  }
}

static constexpr MlflowVersion kFirstCatalogue{2, 0, 0};

static std::string_view NamespaceOf(std::string_view qualified) {
  return qualified.substr(0, std::min(qualified.rfind('.'), qualified.size()));
}

static bool IsFunctionName(std::string_view name) {
  return !name.empty() && ((name.front() >= 'a' && name.front() <= 'z'));
}

static void Check(Pass& pass) {
  // What MLflow 2 removed was there in 1.x, of which there is no catalogue.
  if (pass.target() < kFirstCatalogue || IsMlflowItself(pass.project())) return;
  for (const Entry& entry : pass.facts().entries) {
    for (const ApiCall& call : entry.calls) {
      if (IsStageCall(call)) continue;
      const knowledge::ApiFunction* function = knowledge::FindApi(pass.target(), call.function);
      const std::string name(LastName(call.function));
      if (function == nullptr) {
        if (!IsFunctionName(name) || call.certainty != Certainty::kSurely ||
            !knowledge::ApiNamespaceKnown(pass.target(), NamespaceOf(call.function)))
          continue;
        pass.report(call.callee.valid() ? call.callee : call.where,
                    Code(call.function) + " does not exist in MLflow " + ToString(pass.target()),
                    {.subject = name,
                     .help = "look for its successor in the documentation of MLflow " + ToString(pass.target())});
        continue;
      }
      if (!function->deprecated.empty()) {
        ReportOptions options{.subject = name, .help = std::string(function->deprecated)};
        if (const Run* run = RunAt(entry, call.run)) options.run = run->id;
        pass.report(call.where, Code(call.function) + " is deprecated", std::move(options));
      }
      CheckArguments(pass, entry, call, *function);
    }
  }
}

extern constinit const Rule MLF708{
    {.id = "MLF708",
     .name = "deprecated-api",
     .family = Family::kModels,
     .severity = Severity::kWarning,
     .fix = Applicability::kSafe,
     .summary = "A call or argument that the targeted MLflow has deprecated, removed or never had",
     .doc = kDoc},
    &Check};

}  // namespace tracklint::rules
