// The units of the score: every run that trains or logs a metric or model, and every training of an
// entry with MLflow that no run covers. Tests, vendored code and documentation samples are left out.
//
// A Scope points into Facts and Project, which must outlive it.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "analyzer/score/requirements.h"
#include "tracklint/facts.h"
#include "tracklint/project.h"
#include "tracklint/rule.h"

namespace tracklint::score {

struct Scope {
  const Entry* entry = nullptr;
  const Run* run = nullptr;                ///< null: a training that no run covers
  std::vector<Index> trainings;            ///< Entry::trainings
  std::vector<const LoggedModel*> models;  ///< logged (not only saved) by this scope
  const Project* project = nullptr;
  std::shared_ptr<const Requirements> requirements;  ///< of the project
  const SourceSet* sources = nullptr;                ///< to name places in reasons; may be missing
  MlflowVersion target;

  /// The run may hold more of that kind than is stated. A resumed run holds what another process wrote.
  [[nodiscard]] bool open(bool Run::*list) const { return run != nullptr && (run->*list || run->resumed); }
  [[nodiscard]] const Training& training(Index id) const { return entry->trainings[id]; }
};

struct ScopeList {
  std::vector<Scope> scopes;
  std::size_t excluded = 0;  ///< entries left out by their path
};

[[nodiscard]] ScopeList FindScopes(const Facts& facts, const Project& project, MlflowVersion target,
                                   const SourceSet* sources = nullptr);

/// Tests, vendored code, documentation samples.
[[nodiscard]] bool ExcludedByDefault(std::string_view path);

}  // namespace tracklint::score
