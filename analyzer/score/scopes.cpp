#include "analyzer/score/scopes.h"

#include <algorithm>
#include <array>

namespace tracklint::score {
namespace {

constexpr std::array<std::string_view, 14> kExcludedFolders{
    "test",        "tests",      "testing",       "unittests",    "vendor", "vendored", "_vendor",
    "third_party", "thirdparty", "site-packages", "node_modules", "doc",    "docs",     "docs_src"};

bool UsesMlflow(const Entry& entry) {
  return !entry.runs.empty() || !entry.calls.empty() || !entry.autolog.empty() || !entry.models.empty();
}

bool Measures(const Run& run) {
  const bool logs_model = std::ranges::any_of(run.models, [](const LoggedModel& model) { return !model.saved_only; });
  return !run.metrics.empty() || run.metrics_open || logs_model || run.models_open;
}

/// `def log(name, value): mlflow.log_metric(name, value)` that nobody calls: a helper, not a training.
bool IsIdleHelper(const Entry& entry, const Run& run) {
  return entry.kind == Entry::Kind::kFunction && run.kind == RunKind::kImplicit;
}

std::vector<Index> TrainingsOf(const Entry& entry, Index run) {
  std::vector<Index> found = run == kNoIndex ? std::vector<Index>{} : entry.runs[run].trainings;
  for (Index i = 0; i < entry.trainings.size(); ++i) {
    if (entry.trainings[i].run == run) found.push_back(i);
  }
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::erase_if(found, [&](Index i) { return i >= entry.trainings.size(); });
  return found;
}

void AddRuns(const Entry& entry, const Scope& base, std::vector<Scope>& out) {
  for (Index i = 0; i < entry.runs.size(); ++i) {
    Scope scope = base;
    scope.run = &entry.runs[i];
    scope.trainings = TrainingsOf(entry, i);
    if (scope.trainings.empty() && (!Measures(*scope.run) || IsIdleHelper(entry, *scope.run))) continue;
    for (const LoggedModel& model : scope.run->models) {
      if (!model.saved_only) scope.models.push_back(&model);
    }
    out.push_back(std::move(scope));
  }
}

void AddUncovered(const Entry& entry, const Scope& base, std::vector<Scope>& out) {
  if (entry.kind == Entry::Kind::kFunction || !UsesMlflow(entry)) return;
  std::vector<bool> in_run(entry.trainings.size(), false);
  for (const Run& run : entry.runs) {
    for (Index i : run.trainings) {
      if (i < in_run.size()) in_run[i] = true;
    }
  }
  for (Index i = 0; i < entry.trainings.size(); ++i) {
    if (entry.trainings[i].run != kNoIndex || in_run[i]) continue;
    Scope scope = base;
    scope.trainings = {i};
    for (const LoggedModel& model : entry.models) {
      if (!model.saved_only && std::ranges::find(model.trainings, i) != model.trainings.end())
        scope.models.push_back(&model);
    }
    out.push_back(std::move(scope));
  }
}

}  // namespace

bool ExcludedByDefault(std::string_view path) {
  std::size_t begin = 0;
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/', begin)) {
    if (std::ranges::find(kExcludedFolders, path.substr(begin, slash - begin)) != kExcludedFolders.end()) return true;
    begin = slash + 1;
  }
  const std::string_view file = path.substr(begin);
  return file.starts_with("test_") || file.ends_with("_test.py") || file.ends_with("_test.ipynb") ||
         file == "conftest.py";
}

ScopeList FindScopes(const Facts& facts, const Project& project, MlflowVersion target, const SourceSet* sources) {
  ScopeList list;
  const auto requirements = std::make_shared<const Requirements>(project);
  for (const Entry& entry : facts.entries) {
    Scope base;
    base.entry = &entry;
    base.project = &project;
    base.requirements = requirements;
    base.sources = sources;
    base.target = target;
    std::vector<Scope> found;
    AddRuns(entry, base, found);
    AddUncovered(entry, base, found);
    if (ExcludedByDefault(entry.path)) {
      list.excluded += found.empty() ? 0U : 1U;
      continue;
    }
    std::ranges::move(found, std::back_inserter(list.scopes));
  }
  return list;
}

}  // namespace tracklint::score
