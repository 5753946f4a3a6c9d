// `tracklint score` for people: headline, facets with lost points and reasons, the lowest scope.
#pragma once

#include <string>

#include "tracklint/score.h"
#include "tracklint/source_file.h"

namespace tracklint::reporters {

[[nodiscard]] std::string ScoreText(const Score& score, const SourceSet& sources, bool color);

}  // namespace tracklint::reporters
