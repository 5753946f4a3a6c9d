// environment: the Python version, and the container or environment that the code ran in.
#include <algorithm>

#include "analyzer/score/evidence.h"
#include "analyzer/score/facets.h"

namespace tracklint::score {
namespace {

bool SaysPython(std::string_view name) {
  const std::string lower = NormaliseKey(name);
  return lower == "python_env_yaml" || lower == "conda_yaml" || lower == "conda_yml" || lower == "environment_yml" ||
         lower == "environment_yaml" || lower == "_python_version";
}
bool SaysEnvironment(std::string_view name) {
  return SaysPython(name) || NormaliseKey(name).find("dockerfile") != std::string::npos;
}

bool NamesPython(const Text& key) {
  if (!key.is_literal()) return false;
  const std::string name = NormaliseKey(key.value);
  return name == "python" || (HasWord(name, {"python", "py"}) && HasWord(name, {"version", "ver"}));
}
bool NamesContainer(const Text& key) {
  return key.is_literal() && HasWord(NormaliseKey(key.value), {"docker", "image", "container"}) &&
         !HasWord(NormaliseKey(key.value), {"size", "width", "height", "shape", "dim", "channels"});
}

/// A tag or parameter whose key `is_wanted`.
Item Keyed(const Scope& scope, bool (*is_wanted)(const Text&)) {
  Item best = Absent();
  if (scope.run == nullptr) return best;
  for (const Tag& tag : scope.run->tags) {
    if (is_wanted(tag.key)) best = Better(best, Recorded(tag.certainty));
  }
  for (const Param& param : scope.run->params) {
    if (is_wanted(param.key)) best = Better(best, Recorded(param.certainty));
  }
  return best;
}

bool DescribesEnvironment(const Project& project) {
  if (std::ranges::any_of(project.images, [](const ImageReference& image) { return !image.floating; })) return true;
  return std::ranges::any_of(project.sources, [&](const DependencySource& source) {
    if (source.kind == DependencyFile::kPythonEnv) return true;
    if (source.kind != DependencyFile::kConda) return false;
    return std::ranges::any_of(project.dependencies, [&](const Dependency& dependency) {
      return dependency.where.path == source.path && !dependency.specifier.empty();
    });
  });
}

std::string Describe(std::string_view what, const Item& item, const std::string& why_unsure) {
  std::string text(what);
  if (item.low == kFull) return text + " is in the run";
  if (item.status == FacetStatus::kDerivable) return text + " is fixed by the repository only";
  if (item.high == 0) return text + " is said nowhere";
  return text + " may be in the run" + (why_unsure.empty() ? "" : ": " + why_unsure);
}

}  // namespace

Judgement JudgeEnvironment(const Scope& scope, Derivable derivable) {
  const Item model = LoggedModelItem(scope);
  Item python = Better(Better(ArtifactNamed(scope, &SaysPython), Keyed(scope, &NamesPython)), model);
  Item container = Better(Better(ArtifactNamed(scope, &SaysEnvironment), Keyed(scope, &NamesContainer)), model);
  if (scope.project->python_version) python = Better(python, derivable.item());
  if (DescribesEnvironment(*scope.project)) container = Better(container, derivable.item());
  Judgement judgement;
  judgement.items = {python, container};
  const std::string why = WhyModelIsUnsure(scope);
  judgement.reasons = {Describe("the Python version", python, why),
                       Describe("the container or environment file", container, why)};
  return judgement;
}

}  // namespace tracklint::score
