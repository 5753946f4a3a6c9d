// The traceability score of SCORE.md (profile trace-1): pure function of facts and project. What rules
// ran, what was suppressed or baselined plays no part.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/facts.h"
#include "tracklint/project.h"
#include "tracklint/rule.h"
#include "tracklint/score.h"
#include "tracklint/source_file.h"

namespace tracklint::score {

/// Weights per facet, in the order of Facet; whole numbers so that points stay exact.
using Weights = std::array<int, kFacetCount>;
inline constexpr Weights kTraceWeights{20, 20, 20, 15, 10, 5, 5, 5};

[[nodiscard]] Score ComputeScore(const Facts& facts, const Project& project, const SourceSet& sources,
                                 MlflowVersion target);
[[nodiscard]] Score ComputeScore(const Facts& facts, const Project& project, MlflowVersion target,
                                 const Weights& weights, const SourceSet* sources = nullptr);

/// What raises the score most: the facets that lose most points, with what each would give back.
struct FirstStep {
  Facet facet = Facet::kCode;
  double points = 0;
  std::string_view action;
  std::string reason;  ///< why it is lost now, with a place where one is known
};
[[nodiscard]] std::vector<FirstStep> FirstSteps(const Score& score, std::size_t most = 3);

/// The tracking address is a server that others can read; unknown where it comes from outside.
[[nodiscard]] Tri UsesSharedServer(const Run& run);

/// `62 [62–77] · C · T2 · coverage 85 %`, or `no score: …`. Rounded here and nowhere else.
[[nodiscard]] std::string Headline(const Score& score);
[[nodiscard]] std::string Headline(const ScopeScore& score);

}  // namespace tracklint::score
