// Facts from modules: runs the abstract interpreter from every entry and folds its states.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "analyzer/link/module_graph.h"
#include "tracklint/facts.h"
#include "tracklint/project.h"
#include "tracklint/rule.h"

namespace tracklint::facts {

struct FactsOptions {
  MlflowVersion target;
  int jobs = 0;                                           ///< 0: all cores
  std::string root;                                       ///< absolute path of the analysed root
  std::unordered_map<std::string, std::string> wrappers;  ///< [tool.tracklint.wrappers]: own function → MLflow function
  std::vector<bool> tests;                                ///< by FileId: test code
};

/// Deterministic; entries in order of path. Never fails: what a budget cuts becomes Unresolved.
[[nodiscard]] Facts BuildFacts(const link::ModuleGraph& graph, const Project& project, const FactsOptions& options);

}  // namespace tracklint::facts
