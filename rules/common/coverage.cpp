#include "rules/common/coverage.h"

#include <algorithm>

#include "analyzer/knowledge/knowledge.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"

namespace tracklint::rules {
namespace {

Tri CoveredInRun(const Run& run, Origin option) {
  const auto holds = [&](const auto& item) { return HasOrigin(item.origins, option); };
  if (std::any_of(run.params.begin(), run.params.end(), holds)) return Tri::kYes;
  if (std::any_of(run.tags.begin(), run.tags.end(), holds)) return Tri::kYes;
  if (std::any_of(run.artifacts.begin(), run.artifacts.end(), holds)) return Tri::kYes;
  const auto of_model = [&](const LoggedModel& model) {
    return std::any_of(model.params.begin(), model.params.end(), holds);
  };
  if (std::any_of(run.models.begin(), run.models.end(), of_model)) return Tri::kYes;
  return run.params_open ? Tri::kUnknown : Tri::kNo;
}

}  // namespace

bool HasOrigin(const Origins& origins, OriginKind kind) {
  return std::any_of(origins.begin(), origins.end(), [&](const Origin& origin) { return origin.kind == kind; });
}

bool HasOrigin(const Origins& origins, Origin origin) {
  return std::find(origins.begin(), origins.end(), origin) != origins.end();
}

Tri OptionCovered(const Entry& entry, const Training& training, Index option) {
  const Origin origin{OriginKind::kOption, option};
  bool unknown = false;
  for (const Hyperparameter& hyperparameter : training.hyperparameters) {
    if (!HasOrigin(hyperparameter.origins, origin)) continue;
    if (hyperparameter.covered == Tri::kYes) return Tri::kYes;
    unknown |= hyperparameter.covered == Tri::kUnknown;
  }
  std::size_t steps = 0;
  for (const Run* run = RunOf(entry, training); run != nullptr && steps < entry.runs.size();
       run = RunAt(entry, run->parent), ++steps) {
    const Tri covered = CoveredInRun(*run, origin);
    if (covered == Tri::kYes) return Tri::kYes;
    unknown |= covered == Tri::kUnknown;
  }
  return unknown ? Tri::kUnknown : Tri::kNo;
}

std::vector<Index> OptionsOf(const Training& training) {
  std::vector<Index> options = training.options;
  for (const Hyperparameter& hyperparameter : training.hyperparameters) {
    for (const Origin& origin : hyperparameter.origins) {
      if (origin.kind == OriginKind::kOption) options.push_back(origin.id);
    }
  }
  std::sort(options.begin(), options.end());
  options.erase(std::unique(options.begin(), options.end()), options.end());
  return options;
}

bool ComesFromOption(const Entry& entry, const Hyperparameter& hyperparameter) {
  return std::any_of(hyperparameter.origins.begin(), hyperparameter.origins.end(), [&](const Origin& origin) {
    return origin.kind == OriginKind::kOption &&
           (origin.id >= entry.arguments.size() || entry.arguments[origin.id].source != "config");
  });
}

bool IsSeedName(std::string_view name) {
  const std::vector<std::string> words = WordsOf(name);
  return Lower(name) == "random_state" || std::any_of(words.begin(), words.end(), [](const std::string& word) {
           return word == "seed" || word == "seeds";
         });
}

bool IsOperationalOption(std::string_view name) {
  if (IsSeedName(name) || Lower(name) == "out") return true;
  const std::vector<std::string> words = WordsOf(name);
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return knowledge::Plays(word, knowledge::Role::kOperational); });
}

bool IsUnlogged(const Entry& entry, const Hyperparameter& hyperparameter) {
  return hyperparameter.covered == Tri::kNo && !hyperparameter.differs && !ComesFromOption(entry, hyperparameter) &&
         !IsSeedName(hyperparameter.name);
}

bool MayHoldParameters(const Run& run) {
  if (!run.params.empty() || run.params_open || run.autologged) return true;
  const auto has_params = [](const LoggedModel& model) { return !model.params.empty() || model.params_open; };
  if (std::any_of(run.models.begin(), run.models.end(), has_params)) return true;
  return std::any_of(run.artifacts.begin(), run.artifacts.end(), [](const Artifact& artifact) {
    if (HasOrigin(artifact.origins, OriginKind::kConfig) || HasOrigin(artifact.origins, OriginKind::kOption))
      return true;
    const bool measured = HasOrigin(artifact.origins, OriginKind::kEvaluation) ||
                          HasOrigin(artifact.origins, OriginKind::kTraining) ||
                          HasOrigin(artifact.origins, OriginKind::kRead);
    if (artifact.content) return !measured;
    const std::string suffix = artifact.path ? Lower(KnownSuffix(*artifact.path)) : std::string();
    return suffix.ends_with(".yaml") || suffix.ends_with(".yml") || suffix.ends_with(".toml") ||
           suffix.ends_with(".cfg") || suffix.ends_with(".ini");
  });
}

}  // namespace tracklint::rules
