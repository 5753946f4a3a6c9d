// Whether a run holds a seed. Pure.
#pragma once

#include "tracklint/facts.h"

namespace tracklint::facts {

/// The run may hold the seed under a name for seeds. `of_data`: it splits or samples data, and the seed of a model,
/// even an equal one, does not say how.
[[nodiscard]] bool MayHoldSeed(const Entry& entry, const Run& run, const Text& value, const Origins& origins,
                               bool of_data);

}  // namespace tracklint::facts
