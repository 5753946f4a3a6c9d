// Reads what the repository says beside its code: dependencies, environments, images, MLproject,
// committed settings of MLflow, git state. Needs no syntax tree. Stateless; never executes anything.
#pragma once

#include <optional>

#include "analyzer/discover/discover.h"
#include "tracklint/project.h"

namespace tracklint::project {

enum class ProjectDetail {
  kAll,
  kForCode,  ///< what code is judged by: files of which only mistakes would be told are not looked at
};

/// Never fails: what cannot be read becomes a ProjectIssue with file and line. `git`: the state of the root, where it is
/// known; else it is read from the work tree.
[[nodiscard]] Project ReadProject(const discover::Discovery& found, const std::optional<GitState>& git = std::nullopt,
                                  int jobs = 1, ProjectDetail detail = ProjectDetail::kAll);

}  // namespace tracklint::project
