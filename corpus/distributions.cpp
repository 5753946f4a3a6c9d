#include "corpus/distributions.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace tracklint::corpus {

namespace {

/// Unlike std::lgamma this keeps nothing between calls.
double LogGamma(double x) {
  int sign = 0;
  return lgamma_r(x, &sign);
}

}  // namespace

double NormalTail(double z) { return std::erfc(z / std::numbers::sqrt2) / 2; }

double NormalTwoSided(double z) { return std::min(1.0, 2 * NormalTail(std::fabs(z))); }

double ChiSquaredTail(double statistic, std::size_t degrees) {
  if (degrees == 0 || !(statistic > 0)) return 1;
  const double half = statistic / 2;
  const bool odd = degrees % 2 == 1;
  double term = odd ? std::sqrt(statistic) * std::exp(-half) * std::sqrt(2 / std::numbers::pi) : std::exp(-half);
  double tail = odd ? std::erfc(std::sqrt(half)) : 0;
  for (std::size_t i = odd ? 3 : 2; i <= degrees; i += 2) {
    tail += term;
    term *= statistic / static_cast<double>(i);
  }
  return std::min(1.0, tail);
}

double StudentTwoSided(double t, std::size_t degrees) {
  const double angle = std::atan(t / std::sqrt(static_cast<double>(degrees)));
  const double cosine = std::cos(angle);
  const bool odd = degrees % 2 == 1;
  double term = odd ? cosine : 1;
  double sum = 0;
  for (std::size_t i = odd ? 1 : 0; i + 2 <= degrees; i += 2) {
    sum += term;
    term *= cosine * cosine * static_cast<double>(i + 1) / static_cast<double>(i + 2);
  }
  const double inside = odd ? 2 / std::numbers::pi * (angle + std::sin(angle) * sum) : std::sin(angle) * sum;
  return std::clamp(1 - inside, 0.0, 1.0);
}

double StudentHalfWidth(std::size_t degrees) {
  constexpr double kOutside = 0.05;
  double low = 0;
  double high = 16;  // one degree: 12.7
  constexpr int kHalvings = 60;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (StudentTwoSided(middle, degrees) > kOutside ? low : high) = middle;
  }
  return (low + high) / 2;
}

double LogChoose(double n, double k) { return LogGamma(n + 1) - LogGamma(k + 1) - LogGamma(n - k + 1); }

}  // namespace tracklint::corpus
