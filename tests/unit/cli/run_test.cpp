// Whole commands on small projects: output, exit codes, configuration.
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/commands.h"
#include "tests/support/temp_dir.h"

namespace tracklint::cli {
namespace {

using tests::Do;
using tests::Ran;

constexpr const char* kFaulty = "import mlflow\n\nmlflow.start_run()\nmlflow.log_param('a@b', 1)\n";
constexpr const char* kClean = "x = 1\n";

TEST(Check, ExitCodes) {
  const tests::TempDir dir;
  dir.write("train.py", kFaulty);
  dir.write("clean.py", kClean);
  EXPECT_EQ(Do({"check", dir.str() + "/train.py"}).code, 1);
  EXPECT_EQ(Do({"check", dir.str() + "/train.py", "--exit-zero"}).code, 0);
  EXPECT_EQ(Do({"check", dir.str() + "/train.py", "--select", "MLF101", "--fail-on", "error"}).code, 0);
  const Ran clean = Do({"check", dir.str() + "/clean.py"});
  EXPECT_EQ(clean.code, 0);
  EXPECT_EQ(clean.out, "All checks passed!\n");
  EXPECT_EQ(Do({"check", dir.str() + "/clean.py", "--quiet"}).out, "");
  const Ran gone = Do({"check", dir.str() + "/gone.py"});
  EXPECT_EQ(gone.code, 2);
  EXPECT_NE(gone.err.find("no such file"), std::string::npos);
  EXPECT_EQ(gone.out, "No problems found in what could be read; 1 path could not.\n");
  EXPECT_EQ(Do({"check", dir.str(), "--min-score", "99"}).code, 1);
}

TEST(Check, ShowsMagicsAsTheyWereWritten) {
  const tests::TempDir dir;
  dir.write("n.ipynb",
            R"({"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null,
                "source": ["import mlflow\n", "!pip install pandas  # \u00e4\n", "%env X=1"]}],
                "metadata": {}, "nbformat": 4, "nbformat_minor": 5})");
  const Ran ran = Do({"check", dir.str() + "/n.ipynb", "--isolated", "--no-cache", "--select", "MLF605"});
  EXPECT_NE(ran.out.find("2 | !pip install pandas  # \u00e4\n"), std::string::npos) << ran.out;
}

TEST(Check, UnknownRuleNamesTheNearest) {
  const Ran ran = Do({"check", "--isolated", "--select", "MLF2O1", "."});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("did you mean"), std::string::npos);
}

TEST(Check, WritesFurtherFormats) {
  const tests::TempDir dir;
  dir.write("train.py", kFaulty);
  const std::string sarif = dir.str() + "/out/a.sarif";
  const Ran ran = Do({"check", dir.str() + "/train.py", "--output-format", "json", "--output", "sarif=" + sarif});
  const auto report = nlohmann::json::parse(ran.out, nullptr, false);
  ASSERT_FALSE(report.is_discarded());
  EXPECT_EQ(report["schema"], "tracklint-report/1");
  EXPECT_FALSE(report["findings"].empty());
  EXPECT_EQ(nlohmann::json::parse(tests::ReadFile(sarif), nullptr, false)["version"], "2.1.0");
  EXPECT_EQ(Do({"check", dir.str(), "--output", "sarf=x"}).code, 2);
}

TEST(Check, IsTheSameEachTime) {
  const tests::TempDir dir;
  dir.write("train.py", kFaulty);
  const std::vector<std::string> arguments{"check", dir.str(), "--select", "ALL", "--output-format", "json"};
  EXPECT_EQ(Do(arguments).out, Do(arguments).out);
}

TEST(Check, ReadsTheConfiguration) {
  const tests::TempDir dir;
  dir.write("train.py", kFaulty);
  dir.write("tracklint.toml", "select = ['MLF207']\n[severity]\nMLF207 = 'note'\n");
  const std::vector<std::string> arguments{"check", dir.str(), "--output-format", "concise"};
  const Ran ran = Do(arguments);
  EXPECT_NE(ran.out.find("MLF207"), std::string::npos);
  EXPECT_EQ(ran.out.find("MLF101"), std::string::npos);
  EXPECT_NE(ran.out.find("1 note"), std::string::npos);
  dir.write("tracklint.toml", "selct = []\n");
  EXPECT_EQ(Do(arguments).code, 2);
  EXPECT_EQ(Do({"check", dir.str(), "--isolated"}).code, 1);
  EXPECT_EQ(Do({"check", dir.str(), "--isolated", "--config", "select=['MLF101']", "--output-format", "concise"})
                .out.find("MLF207"),
            std::string::npos);
}

TEST(Check, StandardInputStandsForAFile) {
  const tests::TempDir dir;
  dir.write("helper.py", "import mlflow\n\n\ndef log():\n    mlflow.log_param('a@b', 1)\n");
  const Ran ran = Do({"check", "--isolated", "--select", "MLF101", "--output-format", "json", "--stdin-filename",
                      dir.str() + "/new.py"},
                     kFaulty);
  const auto report = nlohmann::json::parse(ran.out, nullptr, false);
  ASSERT_EQ(report["findings"].size(), 1U) << ran.err;
  EXPECT_TRUE(report["findings"][0]["path"].get<std::string>().ends_with("new.py"));
}

TEST(Facts, AreJson) {
  const tests::TempDir dir;
  dir.write("train.py", kFaulty);
  const auto facts =
      nlohmann::json::parse(Do({"facts", dir.str() + "/train.py", "--output-format", "json"}).out, nullptr, false);
  ASSERT_FALSE(facts.is_discarded());
  EXPECT_EQ(facts["schema"], "tracklint-facts/1");
  ASSERT_EQ(facts["entries"].size(), 1U);
  EXPECT_EQ(facts["entries"][0]["runs"][0]["params"][0]["key"]["literal"], "a@b");
}

TEST(ScoreOf, RequiresWhatIsAsked) {
  const tests::TempDir dir;
  dir.write("train.py", "import mlflow\n\nwith mlflow.start_run():\n    mlflow.log_metric('a', 1)\n");
  EXPECT_EQ(Do({"score", dir.str()}).code, 0);
  EXPECT_EQ(Do({"score", dir.str(), "--min-score", "100"}).code, 1);
  const auto score = nlohmann::json::parse(Do({"score", dir.str(), "--output-format", "json"}).out, nullptr, false);
  EXPECT_EQ(score["schema"], "tracklint-score/1");
  EXPECT_EQ(score["score"]["facets"].size(), 8U);
}

TEST(RuleOf, PrintsDocumentation) {
  const Ran ran = Do({"rule", "MLF201"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(ran.out.starts_with("# unlogged-hyperparameter (MLF201)"));
  const auto all = nlohmann::json::parse(Do({"rule", "--all", "--output-format", "json"}).out, nullptr, false);
  EXPECT_GT(all.size(), 10U);
  EXPECT_EQ(Do({"rule", "MLF2O1"}).code, 2);
  EXPECT_EQ(Do({"rule"}).code, 2);
  EXPECT_EQ(Do({"config", "selct"}).code, 2);
  EXPECT_EQ(Do({"config"}).code, 0);
  EXPECT_TRUE(Do({"version"}).out.starts_with("tracklint "));
}

}  // namespace
}  // namespace tracklint::cli
