#include "corpus/effect_intervals.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "corpus/distributions.h"

namespace tracklint::corpus {
namespace {

constexpr double kNormalHalfWidth = 1.959963984540054;

Interval Around(double middle, double half, double least, double most) {
  return {std::max(least, middle - half), std::min(most, middle + half)};
}

/// For each value of `of`, how many of `among` are below it, ties counting a half; sorted `among`.
Sample Placements(const Sample& of, const Sample& among) {
  Sample out;
  out.reserve(of.size());
  for (const double value : of) {
    const auto [begin, end] = std::equal_range(among.begin(), among.end(), value);
    out.push_back(static_cast<double>(begin - among.begin()) + static_cast<double>(end - begin) / 2);
  }
  return out;
}

double Variance(const Sample& values) {
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / (n - 1);
}

}  // namespace

std::optional<Interval> CliffsDeltaInterval(const Sample& a, const Sample& b) {
  constexpr std::size_t kLeast = 5;
  if (std::min(a.size(), b.size()) < kLeast) return std::nullopt;
  Sample sorted_a = a;
  Sample sorted_b = b;
  std::ranges::sort(sorted_a);
  std::ranges::sort(sorted_b);
  const auto n1 = static_cast<double>(a.size());
  const auto n2 = static_cast<double>(b.size());
  const double part1 = Variance(Placements(a, sorted_b)) / (n1 * n2 * n2);
  const double part2 = Variance(Placements(b, sorted_a)) / (n2 * n1 * n1);
  const double variance = part1 + part2;
  if (!(variance > 0)) return std::nullopt;
  const double degrees = variance * variance / (part1 * part1 / (n1 - 1) + part2 * part2 / (n2 - 1));
  const auto whole = static_cast<std::size_t>(std::max(1.0, std::floor(degrees)));
  return Around(CliffsDelta(a, b), 2 * StudentHalfWidth(whole) * std::sqrt(variance), -1, 1);
}

std::optional<Interval> SpearmanInterval(double rho, std::size_t n) {
  if (n <= 3 || !(std::fabs(rho) < 1)) return std::nullopt;
  const double z = std::atanh(rho);
  const double half = kNormalHalfWidth * std::sqrt((1 + rho * rho / 2) / (static_cast<double>(n) - 3));
  return Interval{std::tanh(z - half), std::tanh(z + half)};
}

std::optional<Interval> PairedDifferenceInterval(std::uint64_t only_first, std::uint64_t only_second, std::size_t n) {
  if (n == 0) return std::nullopt;
  const double all = static_cast<double>(n) + 2;
  const double first = (static_cast<double>(only_first) + 1) / all;
  const double second = (static_cast<double>(only_second) + 1) / all;
  const double difference = first - second;
  const double variance = (first + second - difference * difference) / all;
  return Around(difference, kNormalHalfWidth * std::sqrt(variance), -1, 1);
}

std::optional<Interval> MedianInterval(Sample values) {
  const std::size_t n = values.size();
  constexpr double kOutside = 0.025;
  const double all = static_cast<double>(n) * std::log(2.0);
  double below = 0;  // P(fewer than `rank` of n coins show heads)
  std::size_t rank = 0;
  while (rank < n) {
    below += std::exp(LogChoose(static_cast<double>(n), static_cast<double>(rank)) - all);
    if (below > kOutside) break;
    ++rank;
  }
  if (rank == 0) return std::nullopt;
  std::ranges::sort(values);
  return Interval{values[rank - 1], values[n - rank]};
}

Trend LinearTrend(const std::vector<std::uint64_t>& hits, const std::vector<std::uint64_t>& n, const Sample& scores) {
  double all = 0;
  double yes = 0;
  double sum = 0;
  for (std::size_t i = 0; i < n.size(); ++i) {
    all += static_cast<double>(n[i]);
    yes += static_cast<double>(hits[i]);
    sum += static_cast<double>(n[i]) * scores[i];
  }
  Trend out;
  if (!(all > 0)) return out;
  const double mean = sum / all;
  const double share = yes / all;
  double xx = 0;
  double xy = 0;
  for (std::size_t i = 0; i < n.size(); ++i) {
    const double distance = scores[i] - mean;
    xx += static_cast<double>(n[i]) * distance * distance;
    xy += distance * (static_cast<double>(hits[i]) - static_cast<double>(n[i]) * share);
  }
  if (!(xx > 0)) return out;
  out.slope = xy / xx;
  double middle = 0;  // of the sandwich
  for (std::size_t i = 0; i < n.size(); ++i) {
    const double distance = scores[i] - mean;
    const double expected = share + out.slope * distance;
    const auto one = static_cast<double>(hits[i]);
    const double squares =
        one * (1 - expected) * (1 - expected) + (static_cast<double>(n[i]) - one) * expected * expected;
    middle += distance * distance * squares;
  }
  if (middle > 0) out.interval = Around(out.slope, kNormalHalfWidth * std::sqrt(middle) / xx, -1, 1);
  return out;
}

}  // namespace tracklint::corpus
