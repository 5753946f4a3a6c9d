// MLF803: parameters, command and script of an MLproject entry point do not fit together.
#include <algorithm>
#include <set>

#include "rules/common/mlproject.h"
#include "rules/common/paths.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports parameters of an `MLproject` entry point that its command does not use, placeholders of the command that are not declared, and options that the started script does not accept.

## Why
An unused parameter is dropped in silence, so the run is recorded with a value it did not have. The other two make `mlflow run` fail.

## Example
```yaml
entry_points:
  main:
    parameters:
      alpha: {type: float, default: 0.5}
      depth: {type: int, default: 3}
    command: "python train.py --alpha {alpha}"
```

## Use instead
```yaml
entry_points:
  main:
    parameters:
      alpha: {type: float, default: 0.5}
      depth: {type: int, default: 3}
    command: "python train.py --alpha {alpha} --depth {depth}"
```
)md";

static std::string Normalised(std::string_view option) {
  std::string out = Lower(option);
  std::replace(out.begin(), out.end(), '-', '_');
  while (out.starts_with("_")) out.erase(0, 1);
  return out;
}

/// The options that the script at `path` accepts; empty when they are not known.
static std::set<std::string> AcceptedOptions(const Facts& facts, const std::string& path) {
  std::set<std::string> accepted;
  for (const Entry& entry : facts.entries) {
    if (entry.path != path || entry.kind != Entry::Kind::kScript) continue;
    if (entry.unfinished || entry.arguments_open) return {};
    for (const Argument& argument : entry.arguments) {
      if (argument.source != "argparse" && argument.source != "click" && argument.source != "typer") return {};
      accepted.insert(Normalised(argument.name));
      for (const std::string& flag : argument.flags) accepted.insert(Normalised(flag));
    }
  }
  return accepted;
}

/// argparse accepts unambiguous beginnings of options.
static bool Accepts(const std::set<std::string>& accepted, const std::string& option) {
  return std::any_of(accepted.begin(), accepted.end(),
                     [&](const std::string& one) { return one.starts_with(option) || option == "no_" + one; });
}

static void Judge(Pass& pass, const Mlproject& mlproject, const MlprojectEntryPoint& entry) {
  const std::vector<std::string> used = Placeholders(entry.command);
  const auto contains = [](const std::vector<std::string>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  for (const std::string& parameter : entry.parameters) {
    if (contains(used, parameter)) continue;
    pass.report(
        entry.where,
        "the parameter " + Code(parameter) + " of entry point " + Code(entry.name) + " is not used in its command",
        {.subject = parameter,
         .help = "use " + Code("{" + parameter + "}") + " in the command, or remove the parameter"});
  }
  for (const std::string& name : used) {
    if (contains(entry.parameters, name)) continue;
    pass.report(entry.where,
                "the command of entry point " + Code(entry.name) + " uses " + Code("{" + name + "}") +
                    ", which is not declared",
                {.subject = name, .help = "declare it under `parameters`"});
  }
  const std::string script = ScriptOf(entry.command);
  if (!script.ends_with(".py")) return;
  const std::set<std::string> accepted = AcceptedOptions(pass.facts(), PathFrom(DirectoryOf(mlproject.path), script));
  if (accepted.empty()) return;
  for (const std::string& option : OptionsInCommand(entry.command)) {
    if (Accepts(accepted, Normalised(option))) continue;
    pass.report(entry.where,
                Code(script) + " does not accept " + Code("--" + option) + " of entry point " + Code(entry.name),
                {.subject = option, .help = "use an option that the script declares"});
  }
}

static void Check(Pass& pass) {
  for (const Mlproject& mlproject : pass.project().mlprojects) {
    if (IsTestPath(mlproject.path)) continue;
    for (const MlprojectEntryPoint& entry : mlproject.entry_points) Judge(pass, mlproject, entry);
  }
}

extern constinit const Rule MLF803{
    {.id = "MLF803",
     .name = "mlproject-parameter-mismatch",
     .family = Family::kProject,
     .severity = Severity::kError,
     .summary = "Parameters, command and script of an MLproject entry point do not fit together",
     .doc = kDoc},
    &Check};

}  // namespace tracklint::rules
