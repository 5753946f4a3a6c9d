#include "corpus/hypothesis_tests.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "corpus/distributions.h"

namespace tracklint::corpus {
namespace {

struct Ranks {
  Sample values;    ///< from 1; ties share their mean
  double ties = 0;  ///< the sum of t³ − t over groups of t equal values
};

Ranks RanksOf(const Sample& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  Ranks ranks{Sample(values.size()), 0};
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const double rank = (static_cast<double>(begin + 1) + static_cast<double>(end)) / 2;
    for (std::size_t i = begin; i < end; ++i) ranks.values[order[i]] = rank;
    const auto t = static_cast<double>(end - begin);
    ranks.ties += t * t * t - t;
    begin = end;
  }
  return ranks;
}

/// P(U >= u) when all orders of the two samples are equally likely; counts by the recurrence of Mann and Whitney.
double ExactUpperTail(std::size_t n1, std::size_t n2, std::size_t u) {
  // ways[k]: subsets of i of the first j ranks whose U is k; built over the sizes of the smaller sample.
  const std::size_t most = n1 * n2;
  // The number of partitions of k into at most n1 parts, each at most n2: product of (1 − x^(n2+i)) / (1 − x^i).
  std::vector<double> ways(most + 1, 0);
  ways[0] = 1;
  for (std::size_t i = 1; i <= n1; ++i) {
    for (std::size_t k = most + 1; k-- > n2 + i;) ways[k] -= ways[k - n2 - i];
    for (std::size_t k = i; k <= most; ++k) ways[k] += ways[k - i];
  }
  const double all = std::accumulate(ways.begin(), ways.end(), 0.0);
  double tail = 0;
  for (std::size_t k = u; k <= most; ++k) tail += ways[k];
  return tail / all;
}

}  // namespace

TestResult MannWhitney(const Sample& a, const Sample& b) {
  if (a.empty() || b.empty()) return {};
  Sample both = a;
  both.insert(both.end(), b.begin(), b.end());
  const Ranks ranks = RanksOf(both);
  const auto n1 = static_cast<double>(a.size());
  const auto n2 = static_cast<double>(b.size());
  const double sum =
      std::accumulate(ranks.values.begin(), ranks.values.begin() + static_cast<std::ptrdiff_t>(a.size()), 0.0);
  const double u1 = sum - n1 * (n1 + 1) / 2;
  const double larger = std::max(u1, n1 * n2 - u1);
  constexpr std::size_t kSmall = 8;
  if (ranks.ties == 0 && std::min(a.size(), b.size()) <= kSmall) {
    const double tail = ExactUpperTail(a.size(), b.size(), static_cast<std::size_t>(std::llround(larger)));
    return {u1, std::min(1.0, 2 * tail)};
  }
  const double n = n1 + n2;
  const double variance = n1 * n2 / 12 * ((n + 1) - ranks.ties / (n * (n - 1)));
  if (!(variance > 0)) return {u1, 1};
  const double z = (larger - n1 * n2 / 2 - 0.5) / std::sqrt(variance);
  return {u1, std::min(1.0, 2 * NormalTail(z))};
}

double CliffsDelta(const Sample& a, const Sample& b) {
  if (a.empty() || b.empty()) return 0;
  const double pairs = static_cast<double>(a.size()) * static_cast<double>(b.size());
  return 2 * MannWhitney(a, b).statistic / pairs - 1;
}

TestResult KruskalWallis(const std::vector<Sample>& groups) {
  Sample all;
  std::size_t counted = 0;
  for (const Sample& group : groups) {
    all.insert(all.end(), group.begin(), group.end());
    counted += group.empty() ? 0 : 1;
  }
  if (counted < 2) return {};
  const Ranks ranks = RanksOf(all);
  const auto n = static_cast<double>(all.size());
  const double correction = 1 - ranks.ties / (n * n * n - n);
  if (!(correction > 0)) return {};
  double sum = 0;
  auto at = ranks.values.begin();
  for (const Sample& group : groups) {
    if (group.empty()) continue;
    const auto end = at + static_cast<std::ptrdiff_t>(group.size());
    const double rank_sum = std::accumulate(at, end, 0.0);
    sum += rank_sum * rank_sum / static_cast<double>(group.size());
    at = end;
  }
  const double h = (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / correction;
  return {h, ChiSquaredTail(h, counted - 1)};
}

TestResult Spearman(const Sample& x, const Sample& y) {
  const std::size_t n = std::min(x.size(), y.size());
  if (n < 3) return {};
  const Sample rx = RanksOf(x).values;
  const Sample ry = RanksOf(y).values;
  const double mean = (static_cast<double>(n) + 1) / 2;
  double xy = 0;
  double xx = 0;
  double yy = 0;
  for (std::size_t i = 0; i < n; ++i) {
    xy += (rx[i] - mean) * (ry[i] - mean);
    xx += (rx[i] - mean) * (rx[i] - mean);
    yy += (ry[i] - mean) * (ry[i] - mean);
  }
  if (!(xx > 0) || !(yy > 0)) return {};
  const double rho = std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
  if (std::fabs(rho) == 1) return {rho, 0};
  const double t = rho * std::sqrt(static_cast<double>(n - 2) / ((1 + rho) * (1 - rho)));
  return {rho, StudentTwoSided(std::fabs(t), n - 2)};
}

TestResult FisherExact(const Table2x2& table) {
  const auto a = static_cast<double>(table[0][0]);
  const auto b = static_cast<double>(table[0][1]);
  const auto c = static_cast<double>(table[1][0]);
  const auto d = static_cast<double>(table[1][1]);
  const double row = a + b;
  const double column = a + c;
  const double n = a + b + c + d;
  TestResult result;
  result.statistic = b * c > 0 ? a * d / (b * c) : (a * d > 0 ? std::numeric_limits<double>::infinity() : 0);
  if (row == 0 || column == 0 || row == n || column == n) return {result.statistic, 1};
  const auto log_p = [&](double k) {
    return LogChoose(column, k) + LogChoose(n - column, row - k) - LogChoose(n, row);
  };
  constexpr double kSlack = 1e-7;  // tables as likely as this one, rounded
  const double limit = log_p(a) + std::log1p(kSlack);
  double p = 0;
  for (double k = std::max(0.0, row + column - n); k <= std::min(row, column); ++k) {
    const double one = log_p(k);
    if (one <= limit) p += std::exp(one);
  }
  result.p = std::min(1.0, p);
  return result;
}

TestResult McNemar(std::uint64_t only_first, std::uint64_t only_second) {
  const std::uint64_t n = only_first + only_second;
  const std::uint64_t fewer = std::min(only_first, only_second);
  if (n == 0) return {};
  const auto count = static_cast<double>(n);
  double tail = 0;
  for (double k = 0; k <= static_cast<double>(fewer); ++k)
    tail += std::exp(LogChoose(count, k) - count * std::numbers::ln2);
  return {static_cast<double>(fewer), std::min(1.0, 2 * tail)};
}

TestResult CochranQ(const std::vector<std::vector<bool>>& rows) {
  if (rows.empty() || rows.front().size() < 2) return {};
  const std::size_t k = rows.front().size();
  std::vector<double> columns(k, 0);
  double total = 0;
  double squares = 0;
  for (const std::vector<bool>& row : rows) {
    double yes = 0;
    for (std::size_t i = 0; i < k; ++i) {
      columns[i] += row[i] ? 1 : 0;
      yes += row[i] ? 1 : 0;
    }
    total += yes;
    squares += yes * yes;
  }
  const auto degrees = static_cast<double>(k);
  const double below = degrees * total - squares;
  if (!(below > 0)) return {};
  double above = 0;
  for (const double column : columns) above += column * column;
  const double q = (degrees - 1) * (degrees * above - total * total) / below;
  return {q, ChiSquaredTail(q, k - 1)};
}

TestResult CochranArmitage(const std::vector<std::uint64_t>& hits, const std::vector<std::uint64_t>& n,
                           const Sample& scores) {
  double all = 0;
  double yes = 0;
  double mean = 0;
  for (std::size_t i = 0; i < n.size(); ++i) {
    all += static_cast<double>(n[i]);
    yes += static_cast<double>(hits[i]);
    mean += static_cast<double>(n[i]) * scores[i];
  }
  if (!(all > 0)) return {};
  mean /= all;
  const double share = yes / all;
  double above = 0;
  double spread = 0;
  for (std::size_t i = 0; i < n.size(); ++i) {
    above += (static_cast<double>(hits[i]) - static_cast<double>(n[i]) * share) * (scores[i] - mean);
    spread += static_cast<double>(n[i]) * (scores[i] - mean) * (scores[i] - mean);
  }
  const double variance = share * (1 - share) * spread;
  if (!(variance > 0)) return {};
  const double z = above / std::sqrt(variance);
  return {z, NormalTwoSided(z)};
}

Difference ClusteredDifference(const std::vector<ClusterPair>& clusters) {
  std::array<double, 2> yes{};
  std::array<double, 2> n{};
  for (const ClusterPair& cluster : clusters) {
    for (std::size_t i = 0; i < 2; ++i) {
      yes[i] += cluster.yes[i];
      n[i] += cluster.n[i];
    }
  }
  Difference out;
  if (!(n[0] > 0) || !(n[1] > 0)) return out;
  const std::array<double, 2> share{yes[0] / n[0], yes[1] / n[1]};
  out.size = share[0] - share[1];
  const double all = n[0] + n[1];
  std::size_t count = 0;
  double squares = 0;
  for (const ClusterPair& cluster : clusters) {
    if (!(cluster.n[0] + cluster.n[1] > 0)) continue;
    ++count;
    const double influence =
        (cluster.yes[0] - share[0] * cluster.n[0]) / n[0] - (cluster.yes[1] - share[1] * cluster.n[1]) / n[1];
    squares += influence * influence;
  }
  if (count < 2 || !(all > 2)) return out;
  const auto c = static_cast<double>(count);
  const double variance = c / (c - 1) * (all - 1) / (all - 2) * squares;
  if (!(variance > 0)) return out;
  const double error = std::sqrt(variance);
  const double half = StudentHalfWidth(count - 1) * error;
  out.interval = Interval{std::max(-1.0, out.size - half), std::min(1.0, out.size + half)};
  out.t = out.size / error;
  out.p = StudentTwoSided(std::fabs(out.t), count - 1);
  return out;
}

std::optional<double> Slope(const Sample& x, const Sample& y) {
  const std::size_t n = std::min(x.size(), y.size());
  if (n < 2) return std::nullopt;
  const double mx = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(n);
  const double my = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(n);
  double xx = 0;
  double xy = 0;
  for (std::size_t i = 0; i < n; ++i) {
    xx += (x[i] - mx) * (x[i] - mx);
    xy += (x[i] - mx) * (y[i] - my);
  }
  if (!(xx > 0)) return std::nullopt;
  return xy / xx;
}

double Median(Sample values) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::vector<double> Holm(const std::vector<double>& p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  std::vector<double> adjusted(p.size());
  double highest = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    highest = std::max(highest, std::min(1.0, p[order[i]] * static_cast<double>(p.size() - i)));
    adjusted[order[i]] = highest;
  }
  return adjusted;
}

}  // namespace tracklint::corpus
