// How sure the sizes of effects are: 95 % intervals. Pure functions; nothing where a sample is too small or does not
// vary, so that no interval can be given. Held against scipy and statsmodels to 1e-9.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "corpus/hypothesis_tests.h"
#include "corpus/interval.h"

namespace tracklint::corpus {

/// Of CliffsDelta(a, b): the variance of P(a > b) from placements, without assuming equal spreads; Student's t with the
/// whole part of Satterthwaite's degrees (Brunner & Munzel, Biometrical Journal 42, 2000). Nothing where a sample has less than five values: so few
/// say nothing of their spread.
[[nodiscard]] std::optional<Interval> CliffsDeltaInterval(const Sample& a, const Sample& b);
/// Of a rank correlation over n pairs: Fisher's z with the variance (1 + rho²/2) / (n − 3) (Bonett & Wright,
/// Psychometrika 65, 2000).
[[nodiscard]] std::optional<Interval> SpearmanInterval(double rho, std::size_t n);
/// Of the difference of two shares of the same n units, where `only_first` answer yes in the first alone (Bonett & Price,
/// J. Educational and Behavioral Statistics 37, 2012).
[[nodiscard]] std::optional<Interval> PairedDifferenceInterval(std::uint64_t only_first, std::uint64_t only_second,
                                                               std::size_t n);
/// Of the median, from order statistics: at least 95 % whatever the distribution (Conover 1999). Nothing below six values.
[[nodiscard]] std::optional<Interval> MedianInterval(Sample values);

/// What a share changes by when the score rises by one: least squares of the single answers; the interval is robust to
/// unequal variances (White 1980) and normal.
struct Trend {
  double slope = 0;
  std::optional<Interval> interval;
};
/// REQUIRES: equally long. Slope 0 where the scores do not vary.
[[nodiscard]] Trend LinearTrend(const std::vector<std::uint64_t>& hits, const std::vector<std::uint64_t>& n,
                                const Sample& scores);

}  // namespace tracklint::corpus
