// Statistical tests on small and large samples. Pure functions; every one is defined for empty and constant samples:
// where nothing can be tested, p is 1. Held against scipy and statsmodels to 1e-9.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "corpus/interval.h"

namespace tracklint::corpus {

using Sample = std::vector<double>;

struct TestResult {
  double statistic = 0;
  double p = 1;  ///< two-sided
};

/// U of the first sample. Exact where one sample has at most eight values and nothing ties, else the normal
/// approximation with tie correction and continuity correction (Mann & Whitney 1947).
[[nodiscard]] TestResult MannWhitney(const Sample& a, const Sample& b);
/// P(a > b) − P(a < b), in [−1, 1] (Cliff 1993); 0 where a sample is empty.
[[nodiscard]] double CliffsDelta(const Sample& a, const Sample& b);
/// H with tie correction, chi-squared with k − 1 degrees (Kruskal & Wallis 1952). Empty groups do not count.
[[nodiscard]] TestResult KruskalWallis(const std::vector<Sample>& groups);
/// Rank correlation; p from Student's t with n − 2 degrees. REQUIRES: equally long.
[[nodiscard]] TestResult Spearman(const Sample& x, const Sample& y);

/// A table of two rows and two columns.
using Table2x2 = std::array<std::array<std::uint64_t, 2>, 2>;
/// Odds ratio and the exact p: all tables with these margins that are no likelier (Fisher 1935).
[[nodiscard]] TestResult FisherExact(const Table2x2& table);
/// Of pairs that differ: `only_first` yes in the first alone, `only_second` in the second alone. Exact (McNemar 1947).
[[nodiscard]] TestResult McNemar(std::uint64_t only_first, std::uint64_t only_second);
/// Rows: subjects, each with k yes/no answers; chi-squared with k − 1 degrees (Cochran 1950).
[[nodiscard]] TestResult CochranQ(const std::vector<std::vector<bool>>& rows);
/// Is there a trend of hits[i] of n[i] over the scores? Z, normal (Cochran 1954, Armitage 1955).
[[nodiscard]] TestResult CochranArmitage(const std::vector<std::uint64_t>& hits, const std::vector<std::uint64_t>& n,
                                         const Sample& scores);

/// Yes/no answers of two groups in one cluster (the scopes of an owner): how many are yes, of how many.
struct ClusterPair {
  std::array<double, 2> yes{};
  std::array<double, 2> n{};
};
struct Difference {
  double size = 0;  ///< the share of the first group less that of the second
  double t = 0;
  double p = 1;
  std::optional<Interval> interval{};  ///< of the size, 95 %
};
/// Do the shares differ, when answers of one cluster depend on each other? Least squares of the answer on the group; the
/// variance is robust to clusters (Liang & Zeger 1986) with the factor C/(C−1)·(N−1)/(N−2); Student's t with C − 1
/// degrees (Cameron & Miller, J. Human Resources 50, 2015).
[[nodiscard]] Difference ClusteredDifference(const std::vector<ClusterPair>& clusters);

/// Least squares of y on x; nothing where x does not vary. REQUIRES: equally long.
[[nodiscard]] std::optional<double> Slope(const Sample& x, const Sample& y);
/// The middle value, or the mean of the two; 0 for none.
[[nodiscard]] double Median(Sample values);

/// Adjusted p of a family of tests, in their order (Holm 1979).
[[nodiscard]] std::vector<double> Holm(const std::vector<double>& p);

}  // namespace tracklint::corpus
