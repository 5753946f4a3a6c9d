// What the project files say together: which environment file counts, what locks cover, which versions hold.
#pragma once

#include "analyzer/project/draft.h"

namespace tracklint::project {

/// Completes draft.project after all files have been read, and sorts its lists.
void JudgeProject(Draft& draft);

}  // namespace tracklint::project
