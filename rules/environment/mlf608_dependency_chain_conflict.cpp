// MLF608: the same package has different versions along the chain from project to model.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "rules/common/calls.h"
#include "rules/common/paths.h"
#include "rules/common/requirements.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "rules/common/versions.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a package that is pinned to different versions along the chain (requirements, conda, `python_env.yaml`, Dockerfile, model requirements, lock file of one folder), twice in one file, or constrained so that a pin made elsewhere is excluded.

## Why
One of the files lies: which version a run had depends on how it was started, and the model is served with another one.

## Example
```text
requirements.txt  # scikit-learn==1.7.1
conda.yaml        # - scikit-learn=1.5.0
```

## Use instead
```text
requirements.txt  # scikit-learn==1.7.1
conda.yaml        # - pip: ["-r requirements.txt"]
```
)md";

/// The two lines speak of the same environment.
static bool SameChain(const Dependency& a, const Dependency& b) {
  if (a.optional != b.optional || a.marker != b.marker) return false;
  if (a.where.path == b.where.path) return true;
  // Requirement files beside each other may be alternatives; files of different kinds describe one environment.
  return a.kind != b.kind && DirectoryOf(a.where.path) == DirectoryOf(b.where.path);
}

/// Why both lines cannot hold; empty when they can, or it is not known.
static std::string Conflict(const Dependency& a, const Dependency& b) {
  if (a.pinned && b.pinned) {
    const std::optional<int> order = CompareVersions(*a.pinned, *b.pinned);
    return order && *order != 0 ? Code(*b.pinned) + " here, " + Code(*a.pinned) : std::string();
  }
  const Dependency& pin = a.pinned ? a : b;
  const Dependency& range = a.pinned ? b : a;
  if (!pin.pinned || range.specifier.empty()) return {};
  const std::optional<bool> admits = Satisfies(*pin.pinned, range.specifier);
  if (!admits || *admits) return {};
  return a.pinned ? Code(range.specifier) + " here excludes " + Code(*pin.pinned)
                  : Code(*pin.pinned) + " here is excluded by " + Code(range.specifier);
}

static std::string PlaceName(const ProjectPlace& where) { return where.path + ":" + std::to_string(where.line); }

static void CheckModelRequirements(Pass& pass, const std::map<std::string, const Dependency*>& pins) {
  for (const Entry& entry : pass.facts().entries) {
    for (const ApiCall& call : entry.calls) {
      // The model of a test case is nobody's environment.
      if (!IsModelWrite(call) || IsTestPath(pass.sources().file(call.where.file).path())) continue;
      for (const ApiArgument& argument : call.arguments) {
        if (!IsOneOf(argument.name, {"pip_requirements", "extra_pip_requirements"})) continue;
        for (const ApiItem& item : argument.items) {
          if (!item.value.is_literal() || !IsExactRequirement(item.value.value)) continue;
          const auto pin = pins.find(RequirementName(item.value.value));
          const std::size_t equals = item.value.value.find("==");
          if (pin == pins.end() || equals == std::string::npos) continue;
          const std::string_view version = std::string_view(item.value.value).substr(equals + 2);
          const std::optional<int> order = CompareVersions(version.substr(0, version.find(';')), *pin->second->pinned);
          if (!order || *order == 0) continue;
          pass.report(item.where.valid() ? item.where : argument.where,
                      Code(item.value.value) + " of this model differs from " + Code(*pin->second->pinned) + " in " +
                          PlaceName(pin->second->where),
                      {.subject = pin->first, .help = "use one version along the whole chain"});
        }
      }
    }
  }
}

/// The order of the chain: what the project asks for and what tools made of it, what an environment is made from, what
/// is built from it. Of two that differ the later one is reported: nobody edits a lock by hand.
static int Rank(DependencyFile kind) {
  switch (kind) {
    case DependencyFile::kPyproject: return 0;
    case DependencyFile::kSetup: return 1;
    case DependencyFile::kPipfile: return 2;
    case DependencyFile::kLock: return 3;
    case DependencyFile::kRequirements: return 4;
    case DependencyFile::kConstraints: return 5;
    case DependencyFile::kConda: return 6;
    case DependencyFile::kPythonEnv: return 7;
    case DependencyFile::kDockerfile: return 8;
  }
  return 9;
}

/// A package is compared with this many of its lines: files that name it without end are nobody's environment.
constexpr std::size_t kMostCompared = 32;

static void Check(Pass& pass) {
  if (!UsesMlflow(pass)) return;
  std::map<std::string, std::vector<const Dependency*>> by_name;
  std::map<std::string, const Dependency*> pins;  // of the root's environment
  for (const Dependency& dependency : pass.project().dependencies) {
    if (dependency.name.empty() || dependency.name == "python") continue;
    by_name[dependency.name].push_back(&dependency);
    if (dependency.pinned && !dependency.optional && dependency.marker.empty() &&
        DirectoryOf(dependency.where.path).empty())
      pins.try_emplace(dependency.name, &dependency);
  }
  for (auto& [name, all] : by_name) {
    std::stable_sort(all.begin(), all.end(),
                     [](const Dependency* a, const Dependency* b) { return Rank(a->kind) < Rank(b->kind); });
    std::set<std::string> measures;    // the lines of one file that others were compared with, with the cause
    std::set<const Dependency*> told;  // what is wrong already is no measure for the others
    for (std::size_t i = 1; i < all.size(); ++i) {
      for (std::size_t j = 0; j < std::min(i, kMostCompared); ++j) {
        if (told.contains(all[j]) || !SameChain(*all[j], *all[i])) continue;
        const std::string conflict = Conflict(*all[j], *all[i]);
        if (conflict.empty()) continue;
        told.insert(all[i]);
        // Environments for several places (dev, prod) that differ from one line in the same way have one cause.
        if (!measures.insert(std::to_string(Rank(all[i]->kind)) + PlaceName(all[j]->where)).second) break;
        pass.report(all[i]->where, Code(name) + ": " + conflict + " in " + PlaceName(all[j]->where),
                    {.subject = name, .help = "use one version along the whole chain"});
        break;
      }
    }
  }
  CheckModelRequirements(pass, pins);
}

extern constinit const Rule MLF608{{.id = "MLF608",
                                    .name = "dependency-chain-conflict",
                                    .family = Family::kEnvironment,
                                    .severity = Severity::kError,
                                    .summary = "A package has different versions along the chain from project to model",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
