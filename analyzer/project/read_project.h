// Reads what the repository says beside its code: dependencies, environments, images, MLproject,
// committed settings of MLflow, git state. Needs no syntax tree. Stateless; never executes anything.
#pragma once

#include "analyzer/discover/discover.h"
#include "tracklint/project.h"

namespace tracklint::project {

/// Never fails: what cannot be read becomes a ProjectIssue with file and line.
[[nodiscard]] Project ReadProject(const discover::Discovery& found);

}  // namespace tracklint::project
