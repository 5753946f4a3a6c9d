// The intervals of effects against scipy and statsmodels (statistics_vectors.py made the numbers), and where there are none.
#include "corpus/effect_intervals.h"

#include <filesystem>
#include <fstream>
#include <optional>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "corpus/distributions.h"

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

void ExpectNear(const std::optional<Interval>& interval, const nlohmann::json& low, const nlohmann::json& high) {
  ASSERT_TRUE(interval);
  EXPECT_NEAR(interval->low, low.get<double>(), kClose);
  EXPECT_NEAR(interval->high, high.get<double>(), kClose);
}

TEST(EffectIntervals, CliffsDelta) {
  ASSERT_EQ(Vectors()["delta_interval"].size(), 8U);
  for (const nlohmann::json& one : Vectors()["delta_interval"])
    ExpectNear(CliffsDeltaInterval(one["a"].get<Sample>(), one["b"].get<Sample>()), one["low"], one["high"]);
  // Too few values, nothing that varies, samples that do not overlap.
  EXPECT_FALSE(CliffsDeltaInterval({1, 5}, {1, 2, 3, 4, 6}));
  EXPECT_FALSE(CliffsDeltaInterval({}, {}));
  EXPECT_FALSE(CliffsDeltaInterval(Sample(6, 1.0), Sample(6, 1.0)));
  EXPECT_FALSE(CliffsDeltaInterval({1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}));
}

TEST(EffectIntervals, Spearman) {
  for (const nlohmann::json& one : Vectors()["rho_interval"])
    ExpectNear(SpearmanInterval(one["rho"].get<double>(), one["n"].get<std::size_t>()), one["ends"][0], one["ends"][1]);
  EXPECT_FALSE(SpearmanInterval(0.5, 3));
  EXPECT_FALSE(SpearmanInterval(-1, 20));
}

TEST(EffectIntervals, PairedDifference) {
  for (const nlohmann::json& one : Vectors()["paired_interval"])
    ExpectNear(PairedDifferenceInterval(one["b"].get<std::uint64_t>(), one["c"].get<std::uint64_t>(),
                                        one["n"].get<std::size_t>()),
               one["ends"][0], one["ends"][1]);
  EXPECT_FALSE(PairedDifferenceInterval(0, 0, 0));
}

TEST(EffectIntervals, Median) {
  for (const nlohmann::json& one : Vectors()["median_interval"]) {
    const std::optional<Interval> interval = MedianInterval(one["values"].get<Sample>());
    EXPECT_EQ(interval.has_value(), !one["ends"].is_null());
    if (interval) ExpectNear(interval, one["ends"][0], one["ends"][1]);
  }
  EXPECT_FALSE(MedianInterval({}));
}

TEST(EffectIntervals, LinearTrend) {
  for (const nlohmann::json& one : Vectors()["trend"]) {
    const Trend trend = LinearTrend(one["hits"].get<std::vector<std::uint64_t>>(),
                                    one["n"].get<std::vector<std::uint64_t>>(), one["scores"].get<Sample>());
    EXPECT_NEAR(trend.slope, one["slope"].get<double>(), kClose);
    EXPECT_EQ(trend.interval.has_value(), !one["interval"].is_null());
    if (trend.interval) ExpectNear(trend.interval, one["interval"][0], one["interval"][1]);
  }
  EXPECT_EQ(LinearTrend({}, {}, {}).slope, 0);
  EXPECT_FALSE(LinearTrend({2}, {4}, {2024}).interval);
}

TEST(Distributions, HalfWidthOfStudentsIntervals) {
  EXPECT_NEAR(StudentHalfWidth(1), 12.706204736174694, kClose);
  EXPECT_NEAR(StudentHalfWidth(10), 2.2281388519862744, kClose);
  EXPECT_NEAR(StudentHalfWidth(100000), 1.9599877075346095, kClose);
}

}  // namespace
}  // namespace tracklint::corpus
