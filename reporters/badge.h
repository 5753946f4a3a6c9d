// The score as a shields.io endpoint: a small JSON document that the service draws a badge from.
#pragma once

#include <string>

#include "tracklint/score.h"

namespace tracklint::reporters {

/// `{"schemaVersion":1,"label":"traceability","message":"B 78","color":"green"}` and a line end. The figure is the lower
/// bound, rounded as everywhere; without a score the badge is grey.
[[nodiscard]] std::string Badge(const Score& score);

}  // namespace tracklint::reporters
