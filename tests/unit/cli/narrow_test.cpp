// Baselines, changes since a revision, suppression comments, the configuration's texts.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
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

Ran Check(const std::string& path, std::vector<std::string> more) {
  more.insert(more.begin(),
              {"check", path, "--isolated", "--select", "MLF207", "--output-format", "concise", "--quiet"});
  return Do(more);
}

std::size_t Lines(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

void Git(const tests::TempDir& dir, const std::string& command) {
  const std::string full =
      "cd '" + dir.str() + "' && git -c user.name=t -c user.email=t@example.org " + command + " >/dev/null 2>&1";
  ASSERT_EQ(std::system(full.c_str()), 0) << command;  // NOLINT(cert-env33-c): fixed commands
}

constexpr const char* kTwo = "import mlflow\n\nmlflow.log_param('a@b', 1)\nmlflow.log_param('c@d', 1)\n";

TEST(Baseline, HoldsWhenLinesMove) {
  const tests::TempDir dir;
  dir.write("src/train.py", kTwo);
  const std::string file = dir.str() + "/accepted.json";
  EXPECT_EQ(Check(dir.str(), {"--baseline", file, "--write-baseline"}).code, 0);
  EXPECT_EQ(Check(dir.str(), {"--baseline", file}).code, 0);
  dir.write("src/train.py",
            "import os\nimport mlflow\n\n\nmlflow.log_param('e@f', 2)\n  \nmlflow.log_param('a@b', "
            "1)\nmlflow.log_param('c@d', 1)\n");
  const Ran moved = Check(dir.str(), {"--baseline", file});
  EXPECT_EQ(moved.code, 1);
  EXPECT_EQ(Lines(moved.out), 1U) << moved.out;
  EXPECT_NE(moved.out.find("e@f"), std::string::npos);
  // Started elsewhere, on a part only: the same.
  EXPECT_EQ(Check(dir.str() + "/src", {"--baseline", file}).out.find("a@b"), std::string::npos);
  EXPECT_EQ(Check(dir.str() + "/src/train.py", {"--baseline", file}).out.find("a@b"), std::string::npos);
}

TEST(Baseline, CountsEqualFindings) {
  const tests::TempDir dir;
  dir.write("a.py", "import mlflow\n\nmlflow.log_param('a@b', 1)\n");
  const std::string file = dir.str() + "/b.json";
  Check(dir.str(), {"--baseline", file, "--write-baseline"});
  dir.write("a.py", "import mlflow\n\nmlflow.log_param('a@b', 1)\nif mlflow:\n    mlflow.log_param('a@b', 1)\n");
  EXPECT_EQ(Lines(Check(dir.str(), {"--baseline", file}).out), 1U);
}

TEST(Baseline, ProblemsAreTold) {
  const tests::TempDir dir;
  dir.write("a.py", kTwo);
  EXPECT_EQ(Check(dir.str(), {"--baseline", dir.str() + "/gone.json"}).code, 2);
  dir.write("wrong.json", "{}");
  const Ran wrong = Check(dir.str(), {"--baseline", dir.str() + "/wrong.json"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find("not a baseline"), std::string::npos);
}

TEST(Baseline, MayStandInTheConfiguration) {
  const tests::TempDir dir;
  dir.write("a.py", kTwo);
  dir.write("tracklint.toml", "select = ['MLF207']\nbaseline = 'accepted.json'\n");
  EXPECT_EQ(Do({"check", dir.str(), "--write-baseline"}).code, 0);
  EXPECT_TRUE(std::filesystem::exists(dir.path() / "accepted.json"));
  EXPECT_EQ(Do({"check", dir.str()}).code, 0);
}

TEST(ChangedSince, KeepsChangedLines) {
  const tests::TempDir dir;
  dir.write("a.py", kTwo);
  dir.write("b.py", kTwo);
  Git(dir, "init -q");
  Git(dir, "add -A");
  Git(dir, "commit -qm t");
  EXPECT_EQ(Check(dir.str(), {"--changed-since", "HEAD"}).out, "");
  dir.write("a.py", "import mlflow\n\n# moved\n\nmlflow.log_param('a@b', 1)\nmlflow.log_param('c@d', 3)\n");
  dir.write("new.py", kTwo);
  const Ran ran = Check(dir.str(), {"--changed-since", "HEAD"});
  EXPECT_EQ(Lines(ran.out), 3U) << ran.out;
  EXPECT_NE(ran.out.find("a.py:6:"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find("b.py"), std::string::npos) << ran.out;
  EXPECT_EQ(Check(dir.str(), {"--changed-since", "nonsense"}).code, 2);
}

TEST(ChangedSince, KeepsWhatTheChangeCausedElsewhere) {
  const tests::TempDir dir;
  dir.write("helper.py", "import mlflow\n\n\ndef begin():\n    mlflow.set_experiment('a')\n");
  dir.write(
      "train.py",
      "import mlflow\nfrom helper import begin\n\nbegin()\nwith mlflow.start_run():\n    mlflow.log_metric('m', 1)\n");
  Git(dir, "init -q");
  Git(dir, "add -A");
  Git(dir, "commit -qm t");
  dir.write("helper.py", "import mlflow\n\n\ndef begin():\n    pass\n");
  const Ran ran = Do({"check", dir.str(), "--isolated", "--select", "MLF103", "--output-format", "concise", "--quiet",
                      "--changed-since", "HEAD"});
  EXPECT_NE(ran.out.find("train.py:5:"), std::string::npos) << ran.out << ran.err;
}

TEST(ChangedSince, NeedsGit) {
  const tests::TempDir dir;
  dir.write("a.py", kTwo);
  EXPECT_EQ(Check(dir.str(), {"--changed-since", "HEAD"}).code, 2);
}

TEST(AddIgnore, SilencesEveryLine) {
  const tests::TempDir dir;
  dir.write("a.py",
            "import mlflow\r\n\r\nmlflow.log_param('a@b', 1)  # why\r\nmlflow.log_param(\r\n    'c@d',\r\n    "
            "'''x\r\ny''',\r\n)\r\nmlflow.log_param('e@f', 1)  # tracklint: ignore[MLF205]\r\n");
  dir.write(
      "n.ipynb",
      "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"import mlflow\\n\", \"mlflow.log_param('a@b', 1)\"]}], "
      "\"metadata\": {}, \"nbformat\": 4}");
  const Ran ran = Check(dir.str(), {"--add-ignore"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(
      tests::ReadFile(dir.str() + "/a.py"),
      "import mlflow\r\n\r\nmlflow.log_param('a@b', 1)  # why  # tracklint: ignore[MLF207]\r\nmlflow.log_param(\r\n    "
      "'c@d',\r\n    '''x\r\ny''',\r\n)  # tracklint: ignore[MLF207]\r\nmlflow.log_param('e@f', 1)  # tracklint: "
      "ignore[MLF205, MLF207]\r\n");
  EXPECT_NE(tests::ReadFile(dir.str() + "/n.ipynb").find("\"mlflow.log_param('a@b', 1)  # tracklint: ignore[MLF207]\""),
            std::string::npos);
  EXPECT_EQ(Check(dir.str(), {}).code, 0);
}

TEST(AddIgnore, InRequirements) {
  const tests::TempDir dir;
  dir.write("train.py", "import mlflow\n\nmlflow.set_experiment('a')\n");
  dir.write("requirements.txt", "mlflow\npandas  # data\n");
  const std::vector<std::string> arguments{"check", dir.str(), "--isolated", "--select", "MLF601"};
  std::vector<std::string> add = arguments;
  add.emplace_back("--add-ignore");
  EXPECT_EQ(Do(add).code, 0);
  EXPECT_EQ(tests::ReadFile(dir.str() + "/requirements.txt"),
            "mlflow  # tracklint: ignore[MLF601]\npandas  # data  # tracklint: ignore[MLF601]\n");
  EXPECT_EQ(Do(arguments).code, 0);
}

TEST(ConfigOf, TellsValuesAndOrigins) {
  const tests::TempDir dir;
  dir.write("base.toml", "fail-on = 'error'\nrespect-gitignore = false\n");
  dir.write("tracklint.toml", "extend = 'base.toml'\nselect = ['MLF2']\n");
  const auto config = nlohmann::json::parse(Do({"config", "--config", dir.str() + "/tracklint.toml", "--config",
                                                "ignore=['MLF201']", "--output-format", "json"})
                                                .out,
                                            nullptr, false);
  ASSERT_FALSE(config.is_discarded());
  const auto of = [&](const std::string& key) {
    for (const auto& entry : config["keys"]) {
      if (entry["key"] == key) return entry;
    }
    return nlohmann::json();
  };
  EXPECT_EQ(of("select")["value"], "[\"MLF2\"]");
  EXPECT_EQ(of("select")["origin"], dir.str() + "/tracklint.toml");
  EXPECT_EQ(of("fail-on")["origin"], dir.str() + "/base.toml");
  EXPECT_EQ(of("respect-gitignore")["value"], "false");
  EXPECT_EQ(of("ignore")["origin"], "--config");
  EXPECT_EQ(of("min-score")["value"], nullptr);
  EXPECT_EQ(of("min-score")["origin"], "default");
}

TEST(ConfigOf, SchemaNamesEveryKey) {
  const auto schema = nlohmann::json::parse(Do({"config", "--schema"}).out, nullptr, false);
  ASSERT_FALSE(schema.is_discarded());
  EXPECT_EQ(schema["additionalProperties"], false);
  const auto list = nlohmann::json::parse(Do({"config", "--isolated", "--output-format", "json"}).out, nullptr, false);
  EXPECT_EQ(schema["properties"].size(), list["keys"].size());
  for (const auto& key : list["keys"]) EXPECT_TRUE(schema["properties"].contains(key["key"].get<std::string>()));
}

}  // namespace
}  // namespace tracklint::cli
