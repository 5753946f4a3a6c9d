// Points without rounding surprises: credits and weights become multiples of 2^-32 point, which doubles
// hold and add exactly. So the lost points of the facets sum to 100 − low, bit for bit.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analyzer/score/compute_score.h"
#include "analyzer/score/judgement.h"

namespace tracklint::score {

using Credits = std::array<Credit, kFacetCount>;

struct Points {
  static constexpr std::int64_t kUnit = std::int64_t{1} << 32;  ///< one point
  std::array<std::int64_t, kFacetCount> lost_low{};             ///< against `low`, in units
  std::array<std::int64_t, kFacetCount> lost_high{};
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::int64_t coverage = 0;  ///< of 100 points
};
/// Whole units near `exact` whose sum is the rounded sum of `exact` (largest remainders are rounded up).
[[nodiscard]] std::array<std::int64_t, kFacetCount> Apportion(const std::array<long double, kFacetCount>& exact);
[[nodiscard]] inline double ToPoints(std::int64_t units) {
  return static_cast<double>(units) / static_cast<double>(Points::kUnit);
}

[[nodiscard]] int ApplicableWeight(const Credits& credits, const Weights& weights);
/// REQUIRES: ApplicableWeight > 0.
[[nodiscard]] Points CountPoints(const Credits& credits, const Weights& weights);

/// A to E on `low`, capped where code or data is absent.
[[nodiscard]] char Grade(std::int64_t low, bool code_absent, bool data_absent);

/// How often, of 1,000 random weightings (fixed seed, each weight times 0.5 to 1.5), the mean over `scopes` keeps `grade`.
[[nodiscard]] double GradeStability(const std::vector<Credits>& scopes, const Weights& weights, char grade,
                                    bool code_absent, bool data_absent);

}  // namespace tracklint::score
