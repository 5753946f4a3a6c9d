// Tails and quantiles of the distributions that the tests need. Pure functions, exact to about 1e-12 where degrees are
// whole numbers.
#pragma once

#include <cstddef>

namespace tracklint::corpus {

/// P(Z > z) of the standard normal.
[[nodiscard]] double NormalTail(double z);
/// P(|Z| > |z|).
[[nodiscard]] double NormalTwoSided(double z);
/// P(X > statistic) by the finite sums for whole degrees (Abramowitz & Stegun 26.4.4 and 26.4.5); 1 for no degrees.
[[nodiscard]] double ChiSquaredTail(double statistic, std::size_t degrees);
/// P(|T| > t) for whole degrees (Abramowitz & Stegun 26.7.3 and 26.7.4). REQUIRES: degrees > 0.
[[nodiscard]] double StudentTwoSided(double t, std::size_t degrees);
/// The t with P(|T| > t) = 0.05: half the width of a 95 % interval in standard errors. REQUIRES: degrees > 0.
[[nodiscard]] double StudentHalfWidth(std::size_t degrees);
/// The logarithm of n over k.
[[nodiscard]] double LogChoose(double n, double k);

}  // namespace tracklint::corpus
