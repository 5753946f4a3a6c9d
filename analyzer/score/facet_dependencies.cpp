// dependencies: are the versions of the libraries in the run, or pinned in the repository?
#include <map>
#include <string>

#include "analyzer/score/evidence.h"
#include "analyzer/score/facets.h"

namespace tracklint::score {
namespace {

bool IsDependencyFile(std::string_view name) {
  const std::string lower = NormaliseKey(name);
  if (lower.find("requirements") != std::string::npos || lower.find("freeze") != std::string::npos) return true;
  if (lower.ends_with("_lock") || lower.find("lock_") != std::string::npos) return true;
  return lower == "conda_yaml" || lower == "conda_yml" || lower == "environment_yml" || lower == "environment_yaml" ||
         lower == "pyproject_toml" || lower == "pipfile" || lower == "python_env_yaml";
}

Judgement FromRepository(const Requirements& requirements, Derivable derivable) {
  Judgement judgement;
  const std::map<std::string, bool>& direct = requirements.direct();
  std::size_t pinned = 0;
  for (const auto& [name, is_pinned] : direct) {
    judgement.items.push_back(is_pinned ? derivable.item() : Absent());
    pinned += is_pinned ? 1U : 0U;
  }
  if (direct.empty()) {
    const bool locked = requirements.locked();
    judgement.items = {locked ? derivable.item() : Absent()};
    judgement.reasons = {locked
                             ? "a lock file in the repository, nothing in the run"
                             : "no dependency is declared, and no model is logged that would bring its requirements"};
    return judgement;
  }
  judgement.status = pinned > 0 ? FacetStatus::kDerivable : FacetStatus::kAbsent;
  judgement.reasons = {std::to_string(pinned) + " of " + std::to_string(direct.size()) +
                       " declared requirements are pinned in the repository, none in the run"};
  const bool all = pinned == direct.size();
  if (const std::string& first = requirements.first(all); !first.empty())
    judgement.reasons.push_back((all ? "first " : "not pinned: first ") + first);
  return judgement;
}

}  // namespace

Judgement JudgeDependencies(const Scope& scope, Derivable derivable) {
  Judgement in_repository = FromRepository(*scope.requirements, derivable);
  const Item file = ArtifactNamed(scope, &IsDependencyFile);
  const Item model = LoggedModelItem(scope);
  if (file.low == kFull || model.low == kFull) {
    Judgement judgement;
    judgement.items = {file.low == kFull ? file : model};
    judgement.reasons = {file.low == kFull
                             ? "a requirement or lock file is logged" + At(scope, scope.run->where)
                             : "MLflow pins the requirements of the logged model" + At(scope, ModelPlace(scope))};
    return judgement;
  }
  if (file.high == 0 && model.high == 0) return in_repository;
  // Maybe recorded: what the repository says is the least, everything is the most.
  const Credit least = Sum(in_repository);
  for (Item& item : in_repository.items) item.high = kFull;
  const std::string why = WhyModelIsUnsure(scope);
  in_repository.reasons = {why.empty() ? "a requirement file is logged on some paths only" : why};
  in_repository.status = least.low == 0 ? FacetStatus::kUnknown : FacetStatus::kDerivable;
  if (least.low == 0) in_repository.items = {Unknown()};
  return in_repository;
}

}  // namespace tracklint::score
