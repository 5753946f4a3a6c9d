#include "analyzer/score/points.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace tracklint::score {
namespace {

constexpr std::int64_t kHundred = 100 * Points::kUnit;

/// A small generator of our own: the standard's distributions differ between libraries.
class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}
  /// In [0, 1).
  double Next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    z ^= z >> 31U;
    return static_cast<double>(z >> 11U) * 0x1.0p-53;
  }

 private:
  std::uint64_t state_;
};

double MeanLow(const std::vector<Credits>& scopes, const std::array<double, kFacetCount>& weights) {
  double sum = 0;
  for (const Credits& credits : scopes) {
    double earned = 0;
    double total = 0;
    for (std::size_t f = 0; f < kFacetCount; ++f) {
      if (!credits[f].applicable) continue;
      earned += weights[f] * static_cast<double>(credits[f].low) / static_cast<double>(credits[f].denominator);
      total += weights[f];
    }
    sum += total > 0 ? earned / total : 0;
  }
  return 100.0 * sum / static_cast<double>(scopes.size());
}

}  // namespace

int ApplicableWeight(const Credits& credits, const Weights& weights) {
  int sum = 0;
  for (std::size_t f = 0; f < kFacetCount; ++f) sum += credits[f].applicable ? weights[f] : 0;
  return sum;
}

std::array<std::int64_t, kFacetCount> Apportion(const std::array<long double, kFacetCount>& exact) {
  std::array<std::int64_t, kFacetCount> units{};
  std::array<long double, kFacetCount> rest{};
  long double sum = 0;
  std::int64_t given = 0;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    sum += exact[f];
    units[f] = static_cast<std::int64_t>(std::floor(exact[f]));
    rest[f] = exact[f] - static_cast<long double>(units[f]);
    given += units[f];
  }
  for (std::int64_t missing = std::llround(sum) - given; missing > 0; --missing) {
    const auto largest = static_cast<std::size_t>(std::ranges::max_element(rest) - rest.begin());
    ++units[largest];
    rest[largest] = -1;
  }
  return units;
}

Points CountPoints(const Credits& credits, const Weights& weights) {
  const int total = ApplicableWeight(credits, weights);
  std::array<long double, kFacetCount> low{};
  std::array<long double, kFacetCount> high{};
  long double unknown = 0;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const Credit& credit = credits[f];
    if (!credit.applicable) continue;
    const auto part = [&](std::int64_t share) {
      return static_cast<long double>(weights[f] * kHundred) * static_cast<long double>(share) /
             static_cast<long double>(total * credit.denominator);
    };
    low[f] = part(credit.denominator - credit.low);
    high[f] = part(credit.denominator - credit.high);
    unknown += part(credit.unknown);
  }
  Points points;
  points.lost_low = Apportion(low);
  points.lost_high = Apportion(high);
  points.low = kHundred - std::accumulate(points.lost_low.begin(), points.lost_low.end(), std::int64_t{0});
  points.high = kHundred - std::accumulate(points.lost_high.begin(), points.lost_high.end(), std::int64_t{0});
  points.coverage = kHundred - std::llround(unknown);
  return points;
}

char Grade(std::int64_t low, bool code_absent, bool data_absent) {
  char grade = 'E';
  if (low >= 90 * Points::kUnit)
    grade = 'A';
  else if (low >= 75 * Points::kUnit)
    grade = 'B';
  else if (low >= 60 * Points::kUnit)
    grade = 'C';
  else if (low >= 40 * Points::kUnit)
    grade = 'D';
  const char best = code_absent && data_absent ? 'D' : code_absent || data_absent ? 'C' : 'A';
  return grade < best ? best : grade;
}

double GradeStability(const std::vector<Credits>& scopes, const Weights& weights, char grade, bool code_absent,
                      bool data_absent) {
  if (scopes.empty()) return 1;
  constexpr int kTrials = 1000;
  SplitMix random(20240817);
  int kept = 0;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::array<double, kFacetCount> varied{};
    for (std::size_t f = 0; f < kFacetCount; ++f) varied[f] = weights[f] * (0.5 + random.Next());
    const auto low = static_cast<std::int64_t>(MeanLow(scopes, varied) * static_cast<double>(Points::kUnit));
    kept += Grade(low, code_absent, data_absent) == grade ? 1 : 0;
  }
  return static_cast<double>(kept) / kTrials;
}

}  // namespace tracklint::score
