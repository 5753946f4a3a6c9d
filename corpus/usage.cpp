#include "corpus/usage.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/knowledge/api.h"
#include "analyzer/project/file_kinds.h"
#include "analyzer/score/compute_score.h"
#include "corpus/ci.h"
#include "reporters/facts_writer.h"

namespace tracklint::corpus {
namespace {

bool CallsRegistry(const Facts& facts, std::string_view word) {
  return std::ranges::any_of(facts.entries, [&](const Entry& entry) {
    return std::ranges::any_of(entry.calls, [&](const ApiCall& call) {
      return std::string_view(call.function).substr(call.function.rfind('.') + 1).find(word) != std::string_view::npos;
    });
  });
}

/// Yes when one says so, no when all deny it.
Tri AnyOf(Tri all, Tri one) {
  if (all == Tri::kYes || one == Tri::kYes) return Tri::kYes;
  return all == Tri::kNo && one == Tri::kNo ? Tri::kNo : Tri::kUnknown;
}

Record TriRecord(Tri value) { return value == Tri::kUnknown ? Record(nullptr) : Record(value == Tri::kYes); }

Record SharedServer(const Facts& facts) {
  Tri shared = Tri::kNo;
  for (const Entry& entry : facts.entries) {
    for (const Run& run : entry.runs) shared = AnyOf(shared, score::UsesSharedServer(run));
  }
  return TriRecord(shared);
}

/// Files that say what continuous integration does.
std::vector<std::string> Workflows(const Project& project) {
  std::vector<std::string> workflows;
  std::ranges::copy_if(project.files, std::back_inserter(workflows),
                       [](const std::string& path) { return project::KindOf(path) == project::FileKind::kWorkflow; });
  return workflows;
}

/// Scripts and notebooks that start a run or train.
std::vector<std::string> Experiments(const Facts& facts) {
  std::vector<std::string> scripts;
  for (const Entry& entry : facts.entries) {
    if (!entry.runs.empty() || !entry.trainings.empty()) scripts.push_back(entry.path);
  }
  return scripts;
}

/// What the repository itself holds that helps to trace an experiment, whatever its runs record.
Record Kept(const engine::Analysis& analysis) {
  const Project& project = analysis.project();
  const auto any_file = [&](const auto& holds) { return std::ranges::any_of(project.files, holds); };
  const auto named = [](std::string_view path, std::string_view name) {
    return path == name || (path.ends_with(name) && path[path.size() - name.size() - 1] == '/');
  };
  Record kept;
  kept["dependencies"] = !project.dependencies.empty();
  kept["pinned"] =
      !project.dependencies.empty() && std::ranges::all_of(project.dependencies, [](const Dependency& dependency) {
        return dependency.exact || dependency.optional;
      });
  kept["lock"] = std::ranges::any_of(
      project.sources, [](const DependencySource& source) { return source.kind == DependencyFile::kLock; });
  kept["python_version"] = project.python_version.has_value();
  kept["image"] =
      any_file([](const std::string& path) { return project::KindOf(path) == project::FileKind::kDockerfile; });
  kept["mlproject"] = !project.mlprojects.empty();
  kept["dvc"] =
      !project.dvc_tracked.empty() || any_file([&](const std::string& path) { return named(path, "dvc.yaml"); });
  kept["hydra"] =
      std::ranges::any_of(project.dependencies,
                          [](const Dependency& dependency) {
                            return dependency.kind != DependencyFile::kLock && dependency.name == "hydra-core";
                          }) ||
      std::ranges::any_of(analysis.facts().entries, [](const Entry& entry) {
        return std::ranges::any_of(entry.arguments,
                                   [](const Argument& argument) { return argument.source == "hydra"; });
      });
  const auto workflows = Workflows(project);
  kept["continuous_integration"] = !workflows.empty();
  const std::vector<std::string> scripts = Experiments(analysis.facts());
  kept["runs_in_integration"] = std::ranges::any_of(
      workflows, [&](const std::string& path) { return StartsRuns(analysis.project_text(path), scripts); });
  return kept;
}

/// Ways of working: autolog or by hand, metrics only, the registry and how versions of it are named.
Record Habits(const Facts& facts) {
  const auto any_run = [&](const auto& holds) {
    return std::ranges::any_of(facts.entries,
                               [&](const Entry& entry) { return std::ranges::any_of(entry.runs, holds); });
  };
  Record habits;
  habits["uses_mlflow"] = !facts.entries.empty();
  habits["runs"] = any_run([](const Run&) { return true; });
  habits["autolog"] = std::ranges::any_of(facts.entries, [](const Entry& entry) {
    return std::ranges::any_of(entry.autolog, [](const AutologState& state) { return state.enabled; });
  });
  habits["manual_logging"] = any_run([](const Run& run) {
    const auto explicitly = [](const auto& item) { return item.writer == Writer::kExplicit; };
    return std::ranges::any_of(run.params, explicitly) || std::ranges::any_of(run.metrics, explicitly);
  });
  habits["metrics_only"] = any_run([](const Run& run) {
    return !run.metrics.empty() && run.params.empty() && !run.params_open && run.models.empty();
  });
  habits["registry"] = !facts.registered.empty() || CallsRegistry(facts, "register") || CallsRegistry(facts, "alias") ||
                       CallsRegistry(facts, "model_version");
  habits["aliases"] = CallsRegistry(facts, "alias");
  habits["stages"] = CallsRegistry(facts, "stage") || CallsRegistry(facts, "latest_versions");
  return habits;
}

/// The MLflow functions of the catalogue that are called, and of older releases, sorted. Other names are people's own.
Record Functions(const Facts& facts, MlflowVersion target) {
  std::set<std::string_view> names;
  for (const Entry& entry : facts.entries) {
    for (const ApiCall& call : entry.calls) {
      if (knowledge::FindApi(target, call.function) != nullptr || !knowledge::RemovedApi(target, call.function).empty())
        names.insert(call.function);
    }
  }
  return names;
}

/// The libraries whose random state is seeded, sorted.
Record Seeds(const Facts& facts) {
  std::set<std::string_view> libraries;
  for (const Entry& entry : facts.entries) {
    for (const Seed& seed : entry.seeds) libraries.insert(seed.library);
  }
  return libraries;
}

/// The sorts of files that declare dependencies, sorted.
Record Declared(const Project& project) {
  std::set<std::string_view> sorts;
  for (const DependencySource& source : project.sources) sorts.insert(reporters::ToString(source.kind));
  return sorts;
}

}  // namespace

void AddUsage(Record& record, const engine::Analysis& analysis) {
  record["habits"] = Habits(analysis.facts());
  record["shared_server"] = SharedServer(analysis.facts());
  record["kept"] = Kept(analysis);
  record["functions"] = Functions(analysis.facts(), analysis.target());
  record["seeds"] = Seeds(analysis.facts());
  record["declared"] = Declared(analysis.project());
}

}  // namespace tracklint::corpus
