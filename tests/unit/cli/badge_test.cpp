// `tracklint badge`: what shields.io reads.
#include "reporters/badge.h"

#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "tests/support/temp_dir.h"

namespace tracklint::cli {
namespace {

std::string Out(const std::vector<std::string>& arguments, int expected = 0) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(Run(arguments, in, out, err), expected) << err.str();
  return out.str();
}

TEST(BadgeOf, AScoreIsGradeAndNumber) {
  Score score;
  score.scored = true;
  score.low = 77.5;
  score.high = 90;
  score.grade = 'B';
  EXPECT_EQ(reporters::Badge(score),
            "{\"schemaVersion\": 1, \"label\": \"traceability\", \"message\": \"B 78\", \"color\": \"green\"}\n");
}

TEST(BadgeOf, AgreesWithTheScore) {
  tests::TempDir dir;
  dir.write("train.py",
            "import mlflow\nfrom sklearn.linear_model import Ridge\nwith mlflow.start_run():\n"
            "    Ridge(alpha=0.3).fit(x, y)\n    mlflow.log_param('alpha', 0.3)\n");
  const auto badge = nlohmann::json::parse(Out({"badge", dir.path().string(), "--isolated", "--no-cache"}));
  const auto score = nlohmann::json::parse(
      Out({"score", dir.path().string(), "--isolated", "--no-cache", "--output-format", "json"}))["score"];
  ASSERT_TRUE(score["scored"].get<bool>());
  const std::string headline = score["headline"];
  EXPECT_EQ(badge["message"], score["grade"].get<std::string>() + " " + headline.substr(0, headline.find(' ')));
}

TEST(BadgeOf, NoScoreIsGrey) {
  tests::TempDir dir;
  dir.write("plain.py", "x = 1\n");
  const auto badge = nlohmann::json::parse(Out({"badge", dir.path().string(), "--isolated", "--no-cache"}));
  EXPECT_EQ(badge["message"], "no score");
  EXPECT_EQ(badge["color"], "lightgrey");
}

TEST(BadgeOf, GoesToAFile) {
  tests::TempDir dir;
  dir.write("plain.py", "x = 1\n");
  const std::string file = (dir.path() / "badge.json").string();
  EXPECT_EQ(Out({"badge", dir.path().string(), "--isolated", "--no-cache", "-o", file}), "");
  EXPECT_EQ(nlohmann::json::parse(tests::ReadFile(file))["schemaVersion"], 1);
}

}  // namespace
}  // namespace tracklint::cli
