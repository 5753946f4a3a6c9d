// Configuration files.
#include "analyzer/engine/config.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "analyzer/engine/config_text.h"

namespace tracklint::engine {
namespace {

std::string Problem(const std::string& text) {
  const Result<Config> read = ParseConfig(text, "tracklint.toml", false);
  return read.ok() ? "" : read.error().message;
}

TEST(Config, ReadsEveryKey) {
  const Result<Config> read = ParseConfig(
      "[tool.tracklint]\nselect = ['MLF2']\nignore = ['MLF201']\nextend-select = ['MLF105']\nexclude = "
      "['a']\nextend-exclude = ['b']\n"
      "respect-gitignore = false\nforce-exclude = true\ncheck-tests = true\ntarget-mlflow = '2.9'\nfail-on = "
      "'error'\nmin-score = "
      "60\nrequired-version = '>=0.1'\n"
      "[tool.tracklint.severity]\nMLF101 = 'error'\n[tool.tracklint.per-file-ignores]\n'tests/**' = ['ALL']\n"
      "[tool.tracklint.wrappers]\n'mylib.param' = 'mlflow.log_param'\n",
      "pyproject.toml", true);
  ASSERT_TRUE(read.ok()) << read.error().message;
  const Config& config = read.value();
  EXPECT_EQ(config.select, std::vector<std::string>{"MLF2"});
  EXPECT_EQ(config.extend_exclude, std::vector<std::string>{"b"});
  EXPECT_FALSE(config.respect_gitignore);
  EXPECT_TRUE(config.check_tests);
  EXPECT_EQ(config.target_mlflow, "2.9");
  EXPECT_EQ(config.min_score, 60.0);
  ASSERT_EQ(config.severity.size(), 1U);
  EXPECT_EQ(config.severity[0].second, Severity::kError);
  ASSERT_EQ(config.per_file_ignores.size(), 1U);
  EXPECT_EQ(config.wrappers.at("mylib.param"), "mlflow.log_param");
}

// Found by fuzzing: `cache-dir` and `preview` were read and never shown.
TEST(Config, ShowsEveryKeyThatIsSet) {
  const Result<Config> read = ParseConfig(
      "select = ['MLF2']\nignore = []\nextend-select = ['MLF105']\nexclude = ['a']\nextend-exclude = ['b']\n"
      "respect-gitignore = false\nforce-exclude = true\ntarget-mlflow = '2.9'\nfail-on = 'error'\nmin-score = 60\n"
      "output-format = 'json'\ncache-dir = 'c'\nbaseline = 'd'\nunsafe-fixes = true\npreview = true\n"
      "required-version = '>=0.1'\n[severity]\nMLF101 = 'error'\n[per-file-ignores]\n'x' = ['ALL']\n"
      "[wrappers]\n'a.b' = 'mlflow.log_param'\n",
      "tracklint.toml", false);
  ASSERT_TRUE(read.ok()) << read.error().message;
  for (const ConfigKey& key : ConfigKeys()) {
    if (!read.value().origins.contains(std::string(key.name))) continue;
    EXPECT_NE(ShowValue(read.value(), key.name), "") << key.name;
  }
  EXPECT_EQ(ShowValue(read.value(), "preview"), "true");
  EXPECT_NE(ShowValue(read.value(), "cache-dir").find('c'), std::string::npos);
}

TEST(Config, SaysWhatIsWrong) {
  EXPECT_EQ(Problem("selct = []"), "tracklint.toml:1: unknown key `selct`; did you mean `select`?");
  EXPECT_EQ(Problem("preview = true\nselect = 'MLF1'"), "tracklint.toml:2: `select` must be a list of strings");
  EXPECT_EQ(Problem("target-mlflow = 'three'"),
            "tracklint.toml:1: `target-mlflow` must be a version such as \"3.17\", or \"auto\"");
  EXPECT_EQ(Problem("fail-on = 'never'"), "tracklint.toml:1: `fail-on` must be \"note\", \"warning\" or \"error\"");
  EXPECT_TRUE(Problem("select = [\n").starts_with("tracklint.toml:"));
  EXPECT_EQ(Problem(""), "");
}

TEST(Config, TheClosestFileHolds) {
  const std::filesystem::path root =
      std::filesystem::temp_directory_path() /
      ("tracklint_config_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "_" +
       std::to_string(getpid()));
  std::filesystem::create_directories(root / "a" / "b");
  std::ofstream(root / "tracklint.toml") << "select = ['MLF1']\nfail-on = 'error'\n";
  std::ofstream(root / "a" / "pyproject.toml") << "[tool.other]\nx = 1\n";
  EXPECT_EQ(FindConfig((root / "a" / "b").string()), (root / "tracklint.toml").string());
  std::ofstream(root / "a" / "pyproject.toml") << "[tool.tracklint]\nextend = '../tracklint.toml'\nselect = ['MLF2']\n";
  EXPECT_EQ(FindConfig((root / "a" / "b").string()), (root / "a" / "pyproject.toml").string());
  const Result<Config> read = ReadConfig((root / "a" / "pyproject.toml").string());
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read.value().select, std::vector<std::string>{"MLF2"});
  EXPECT_EQ(read.value().fail_on, "error");
  std::ofstream(root / "tracklint.toml") << "extend = 'tracklint.toml'\n";
  EXPECT_FALSE(ReadConfig((root / "tracklint.toml").string()).ok());
  std::filesystem::remove_all(root);
}

TEST(Config, ReadsVersions) {
  EXPECT_EQ(ParseVersion("3.17"), (MlflowVersion{3, 17, 0}));
  EXPECT_EQ(ParseVersion("2.22.5"), (MlflowVersion{2, 22, 5}));
  for (const char* wrong : {"", "3", "3.", "a.b", "3.1.2.4", "3.-1"}) EXPECT_FALSE(ParseVersion(wrong)) << wrong;
  EXPECT_EQ(VersionSatisfies("0.1.0", ">=0.1,<0.2"), true);
  EXPECT_EQ(VersionSatisfies("0.1.0", "==0.2.0"), false);
  EXPECT_EQ(VersionSatisfies("0.1.0", "~=0.1"), std::nullopt);
}

}  // namespace
}  // namespace tracklint::engine
