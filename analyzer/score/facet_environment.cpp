// environment: the Python version, and the container or environment that the code ran in.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

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

/// The image may be what the code ran in: one that is built from or that MLflow is told to use. Compose and Kubernetes
/// files start services beside the code; of those only images made for Python count.
bool IsWorkplace(const ImageReference& image) {
  const std::string file = NormaliseKey(BaseName(image.where.path));
  if (file.find("dockerfile") != std::string::npos || file.find("containerfile") != std::string::npos ||
      file == "mlproject" || file == "devcontainer_json")
    return true;
  const std::string name = NormaliseKey(BaseName(image.image));
  constexpr std::array<std::string_view, 8> kMadeForPython{"python", "conda",      "jupyter", "notebook",
                                                           "torch",  "tensorflow", "pyspark", "cuda"};
  return std::ranges::any_of(kMadeForPython,
                             [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

/// What fixes the container or environment in the repository; empty when nothing does.
std::optional<ProjectPlace> EnvironmentPlace(const Project& project) {
  for (const ImageReference& image : project.images) {
    if (!image.floating && IsWorkplace(image)) return image.where;
  }
  const auto source = std::ranges::find_if(project.sources, [&](const DependencySource& candidate) {
    if (candidate.kind == DependencyFile::kPythonEnv) return true;
    if (candidate.kind != DependencyFile::kConda) return false;
    if (project.python_version_where && project.python_version_where->path == candidate.path) return true;
    return std::ranges::any_of(project.dependencies, [&](const Dependency& dependency) {
      return dependency.where.path == candidate.path && !dependency.specifier.empty();
    });
  });
  if (source == project.sources.end()) return std::nullopt;
  return ProjectPlace{.path = source->path};
}

std::string Describe(const Scope& scope, std::string_view what, const Item& item, const std::string& why_unsure,
                     const std::optional<ProjectPlace>& in_repository) {
  std::string text(what);
  if (item.low == kFull) return text + " is in the run" + At(scope, ModelPlace(scope));
  if (item.status == FacetStatus::kDerivable)
    return text + " is fixed by the repository only" + (in_repository ? At(*in_repository) : std::string());
  if (item.high == 0) return text + " is said nowhere";
  return text + " may be in the run" + (why_unsure.empty() ? "" : ": " + why_unsure);
}

}  // namespace

Judgement JudgeEnvironment(const Scope& scope, Derivable derivable) {
  const Item model = LoggedModelItem(scope);
  Item python = Better(Better(ArtifactNamed(scope, &SaysPython), Keyed(scope, &NamesPython)), model);
  Item container = Better(Better(ArtifactNamed(scope, &SaysEnvironment), Keyed(scope, &NamesContainer)), model);
  if (scope.project->python_version) python = Better(python, derivable.item());
  const std::optional<ProjectPlace> fixed = EnvironmentPlace(*scope.project);
  if (fixed) container = Better(container, derivable.item());
  Judgement judgement;
  judgement.items = {python, container};
  const std::string why = WhyModelIsUnsure(scope);
  judgement.reasons = {Describe(scope, "the Python version", python, why, scope.project->python_version_where),
                       Describe(scope, "the container or environment file", container, why, fixed)};
  return judgement;
}

}  // namespace tracklint::score
