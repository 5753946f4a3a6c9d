// What MLflow has given up, as far as a rule of its own speaks of it.
#pragma once

#include "tracklint/rule.h"

namespace tracklint::rules {

/// A call of the registry's stages API (MLF707; MLF708 leaves it alone).
[[nodiscard]] bool IsStageCall(const ApiCall& call);

}  // namespace tracklint::rules
