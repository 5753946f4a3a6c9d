// The statistical tests against scipy and statsmodels (statistics_vectors.py made the numbers), and where they say nothing.
#include "corpus/hypothesis_tests.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corpus/groups.h"
#include "corpus/statistics.h"

namespace tracklint::corpus {
namespace {

constexpr double kClose = 1e-9;

const nlohmann::json& Vectors() {
  static const nlohmann::json kVectors = [] {
    std::ifstream in(std::filesystem::path(TRACKLINT_SOURCE_DIR) / "tests/unit/corpus/statistics_vectors.json");
    return nlohmann::json::parse(in);
  }();
  return kVectors;
}

Sample Numbers(const nlohmann::json& values) { return values.get<Sample>(); }

TEST(HypothesisTests, MannWhitneyAndCliffsDelta) {
  ASSERT_GT(Vectors()["mann_whitney"].size(), 10U);
  for (const nlohmann::json& one : Vectors()["mann_whitney"]) {
    const TestResult result = MannWhitney(Numbers(one["a"]), Numbers(one["b"]));
    EXPECT_NEAR(result.statistic, one["u"].get<double>(), kClose);
    EXPECT_NEAR(result.p, one["p"].get<double>(), kClose) << one["a"] << one["b"];
    EXPECT_NEAR(CliffsDelta(Numbers(one["a"]), Numbers(one["b"])), one["delta"].get<double>(), kClose);
  }
  EXPECT_EQ(MannWhitney({}, {1}).p, 1);
  EXPECT_EQ(CliffsDelta({}, {}), 0);
}

TEST(HypothesisTests, KruskalWallis) {
  for (const nlohmann::json& one : Vectors()["kruskal"]) {
    const TestResult result = KruskalWallis(one["groups"].get<std::vector<Sample>>());
    EXPECT_NEAR(result.statistic, one["h"].get<double>(), kClose);
    EXPECT_NEAR(result.p, one["p"].get<double>(), kClose);
  }
  EXPECT_EQ(KruskalWallis({{1, 2}, {}}).p, 1);
  EXPECT_EQ(KruskalWallis({{1, 1}, {1}}).p, 1);
}

TEST(HypothesisTests, Spearman) {
  for (const nlohmann::json& one : Vectors()["spearman"]) {
    const TestResult result = Spearman(Numbers(one["x"]), Numbers(one["y"]));
    EXPECT_NEAR(result.statistic, one["rho"].get<double>(), kClose);
    EXPECT_NEAR(result.p, one["p"].get<double>(), kClose);
  }
  EXPECT_EQ(Spearman({1, 2}, {2, 1}).p, 1);
  EXPECT_EQ(Spearman({1, 1, 1}, {1, 2, 3}).p, 1);
}

TEST(HypothesisTests, FisherExact) {
  for (const nlohmann::json& one : Vectors()["fisher"]) {
    EXPECT_NEAR(FisherExact(one["table"].get<Table2x2>()).p, one["p"].get<double>(), kClose) << one["table"];
  }
  EXPECT_TRUE(std::isinf(FisherExact({{{1, 0}, {0, 1}}}).statistic));
  EXPECT_EQ(FisherExact({}).p, 1);
}

TEST(HypothesisTests, ClusteredDifference) {
  ASSERT_GE(Vectors()["clustered_difference"].size(), 6U);
  for (const nlohmann::json& one : Vectors()["clustered_difference"]) {
    std::vector<ClusterPair> clusters;
    for (const nlohmann::json& row : one["clusters"]) {
      const auto four = row.get<std::array<double, 4>>();
      clusters.push_back({{four[0], four[2]}, {four[1], four[3]}});
    }
    const Difference result = ClusteredDifference(clusters);
    EXPECT_NEAR(result.size, one["size"].get<double>(), kClose);
    EXPECT_NEAR(result.t, one["t"].get<double>(), kClose);
    EXPECT_NEAR(result.p, one["p"].get<double>(), kClose);
    ASSERT_TRUE(result.interval);
    EXPECT_NEAR(result.interval->low, std::max(-1.0, one["ends"][0].get<double>()), kClose);
    EXPECT_NEAR(result.interval->high, std::min(1.0, one["ends"][1].get<double>()), kClose);
  }
  // Nothing to compare with, one cluster, no spread.
  EXPECT_EQ(ClusteredDifference({}).p, 1);
  EXPECT_EQ(ClusteredDifference({{{1, 0}, {4, 0}}, {{2, 0}, {4, 0}}}).p, 1);
  EXPECT_EQ(ClusteredDifference({{{1, 2}, {4, 4}}}).p, 1);
  EXPECT_EQ(ClusteredDifference({{{0, 2}, {4, 2}}, {{0, 3}, {1, 3}}}).p, 1);
}

TEST(HypothesisTests, McNemar) {
  for (const nlohmann::json& one : Vectors()["mcnemar"])
    EXPECT_NEAR(McNemar(one["b"].get<std::uint64_t>(), one["c"].get<std::uint64_t>()).p, one["p"].get<double>(),
                kClose);
}

TEST(HypothesisTests, CochranQ) {
  for (const nlohmann::json& one : Vectors()["cochran_q"]) {
    std::vector<std::vector<bool>> rows;
    for (const nlohmann::json& row : one["rows"]) {
      std::vector<bool>& answers = rows.emplace_back();
      for (const nlohmann::json& answer : row) answers.push_back(answer.get<int>() == 1);
    }
    const TestResult result = CochranQ(rows);
    EXPECT_NEAR(result.statistic, one["q"].get<double>(), kClose);
    EXPECT_NEAR(result.p, one["p"].get<double>(), kClose);
  }
  EXPECT_EQ(CochranQ({}).p, 1);
  EXPECT_EQ(CochranQ({{true, true}, {false, false}}).p, 1);
}

TEST(HypothesisTests, CochranArmitage) {
  for (const nlohmann::json& one : Vectors()["trend"]) {
    const auto counts = [&](const char* key) { return one[key].get<std::vector<std::uint64_t>>(); };
    const TestResult result = CochranArmitage(counts("hits"), counts("n"), Numbers(one["scores"]));
    EXPECT_NEAR(result.statistic, one["z"].get<double>(), kClose);
    EXPECT_NEAR(result.p, one["p"].get<double>(), kClose);
  }
  EXPECT_EQ(CochranArmitage({}, {}, {}).p, 1);
}

TEST(HypothesisTests, HolmAndWilson) {
  const std::vector<double> adjusted = Holm(Vectors()["holm"]["p"].get<std::vector<double>>());
  const auto expected = Vectors()["holm"]["adjusted"].get<std::vector<double>>();
  ASSERT_EQ(adjusted.size(), expected.size());
  for (std::size_t i = 0; i < adjusted.size(); ++i) EXPECT_NEAR(adjusted[i], expected[i], kClose);
  EXPECT_TRUE(Holm({}).empty());
  for (const nlohmann::json& one : Vectors()["wilson"]) {
    const Interval interval = Wilson(one["hits"].get<std::size_t>(), one["n"].get<std::size_t>());
    EXPECT_NEAR(interval.low, one["low"].get<double>(), kClose);
    EXPECT_NEAR(interval.high, one["high"].get<double>(), kClose);
  }
}

TEST(HypothesisTests, ClustersWidenIntervals) {
  ASSERT_GT(Vectors()["clusters"].size(), 8U);
  for (const nlohmann::json& one : Vectors()["clusters"]) {
    std::vector<Cluster> clusters;
    for (const nlohmann::json& cluster : one["clusters"]) clusters.push_back({cluster[0], cluster[1]});
    const ClusteredInterval result = ClusteredWilson(clusters);
    EXPECT_NEAR(result.design_effect, one["effect"].get<double>(), kClose) << one["clusters"];
    EXPECT_NEAR(result.interval.low, one["low"].get<double>(), kClose) << one["clusters"];
    EXPECT_NEAR(result.interval.high, one["high"].get<double>(), kClose) << one["clusters"];
  }
  EXPECT_EQ(ClusteredWilson({}).design_effect, 1);
  EXPECT_EQ(ClusteredWilson({}).interval.high, 1);
}

TEST(HypothesisTests, SlopeAndMedian) {
  for (const nlohmann::json& one : Vectors()["slope"]) {
    const auto slope = Slope(Numbers(one["x"]), Numbers(one["y"]));
    ASSERT_TRUE(slope.has_value());
    EXPECT_NEAR(*slope, one["slope"].get<double>(), kClose);
    EXPECT_NEAR(Median(Numbers(one["y"])), one["median"].get<double>(), kClose);
  }
  EXPECT_FALSE(Slope({}, {}).has_value());
  EXPECT_FALSE(Slope({1}, {1}).has_value());
  EXPECT_FALSE(Slope({1, 1}, {1, 2}).has_value());
  EXPECT_EQ(Median({}), 0);
}

TEST(HypothesisTests, Quantiles) {
  for (const nlohmann::json& one : Vectors()["quantile"]) {
    Sample values = Numbers(one["values"]);
    std::ranges::sort(values);
    for (const nlohmann::json& at : one["at"])
      EXPECT_NEAR(Quantile(values, at[0].get<double>()), at[1].get<double>(), kClose);
  }
}

}  // namespace
}  // namespace tracklint::corpus
