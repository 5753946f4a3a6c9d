// `check --fix`, `--unsafe-fixes`, `--diff`: files, exit codes, output.
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "tests/support/commands.h"
#include "tests/support/temp_dir.h"

namespace tracklint::cli {
namespace {

using tests::Ran;

namespace fs = std::filesystem;

Ran Do(std::vector<std::string> arguments, const std::string& input = {}) {
  arguments.insert(arguments.begin() + 1, "--isolated");
  return tests::Do(arguments, input);
}

// One safe fix (the suppression acts on nothing), one unsafe one (the run in a function).
constexpr const char* kBoth =
    "import mlflow\n\n\ndef train():\n    mlflow.start_run()\n    mlflow.log_metric('m', 1)\n    mlflow.log_param('a', "
    "1)  "
    "# tracklint: ignore[MLF207]\n\n\nfor _ in range(2):\n    train()\n";
constexpr const char* kSafe =
    "import mlflow\n\n\ndef train():\n    mlflow.start_run()\n    mlflow.log_metric('m', 1)\n    mlflow.log_param('a', "
    "1)\n\n\nfor _ in range(2):\n    train()\n";
constexpr const char* kUnsafe =
    "import mlflow\n\n\ndef train():\n    with mlflow.start_run():\n        mlflow.log_metric('m', 1)\n        "
    "mlflow.log_param('a', 1)\n\n\nfor _ in range(2):\n    train()\n";
const std::string kSelect = "MLF003,MLF101,MLF207";

TEST(Fix, AppliesSafeOnesOnly) {
  const tests::TempDir dir;
  dir.write("a.py", kBoth);
  const Ran found = Do({"check", dir.str(), "--select", kSelect});
  EXPECT_NE(found.out.find("1 can be fixed with `--fix`, 1 more with `--fix --unsafe-fixes`."), std::string::npos);
  EXPECT_EQ(tests::ReadFile(dir.str() + "/a.py"), kBoth);
  const Ran ran = Do({"check", dir.str(), "--select", kSelect, "--fix", "--output-format", "concise"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(tests::ReadFile(dir.str() + "/a.py"), kSafe);
  EXPECT_NE(ran.out.find("Fixed 1 problem. Found 1 problem"), std::string::npos) << ran.out;
  const Ran all = Do({"check", dir.str(), "--select", kSelect, "--fix", "--unsafe-fixes"});
  EXPECT_EQ(all.code, 0);
  EXPECT_EQ(tests::ReadFile(dir.str() + "/a.py"), kUnsafe);
}

TEST(Fix, ExitCodeAfterFixing) {
  const tests::TempDir dir;
  dir.write("a.py", kBoth);
  const std::vector<std::string> arguments{
      "check", dir.str(), "--select", kSelect, "--fix", "--unsafe-fixes", "--exit-non-zero-on-fix"};
  EXPECT_EQ(Do(arguments).code, 1);
  EXPECT_EQ(Do(arguments).code, 0);
}

TEST(Fix, DiffChangesNothing) {
  const tests::TempDir dir;
  dir.write("a.py", kBoth);
  const Ran ran = Do({"check", dir.str(), "--select", kSelect, "--diff"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.out.find("-    mlflow.log_param('a', 1)  # tracklint: ignore[MLF207]\n+    mlflow.log_param('a', 1)\n"),
            std::string::npos)
      << ran.out;
  EXPECT_EQ(ran.err, "Would fix 1 problem.\n");
  EXPECT_EQ(tests::ReadFile(dir.str() + "/a.py"), kBoth);
  dir.write("a.py", "x = 1\n");
  const Ran clean = Do({"check", dir.str(), "--select", kSelect, "--diff"});
  EXPECT_EQ(clean.code, 0);
  EXPECT_EQ(clean.out, "");
}

TEST(Fix, KeepsLineEndsModeAndLinks) {
  const tests::TempDir dir;
  std::string crlf = kBoth;
  for (std::size_t at = crlf.find('\n'); at != std::string::npos; at = crlf.find('\n', at + 2)) crlf.insert(at, "\r");
  dir.write("real/a.py", crlf);
  const fs::path real = dir.path() / "real/a.py";
  ASSERT_EQ(chmod(real.c_str(), 0750), 0);
  fs::create_symlink("real/a.py", dir.path() / "link.py");
  EXPECT_EQ(Do({"check", (dir.path() / "link.py").string(), "--select", kSelect, "--fix", "--unsafe-fixes"}).code, 0);
  std::string expected = kUnsafe;
  for (std::size_t at = expected.find('\n'); at != std::string::npos; at = expected.find('\n', at + 2))
    expected.insert(at, "\r");
  EXPECT_EQ(tests::ReadFile(real), expected);
  EXPECT_TRUE(fs::is_symlink(dir.path() / "link.py"));
  struct stat info {};
  ASSERT_EQ(stat(real.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777U, 0750U);
  for (const fs::directory_entry& entry : fs::directory_iterator(dir.path() / "real"))
    EXPECT_EQ(entry.path().filename(), "a.py");  // no temporary file stays
}

TEST(Fix, ChangesOnlyFilesThatWereAskedAbout) {
  const tests::TempDir dir;
  dir.write("helper.py", kBoth);
  dir.write("main.py", "import helper\n\nhelper.train()\n");
  Do({"check", dir.str() + "/main.py", "--fix", "--unsafe-fixes"});
  EXPECT_EQ(tests::ReadFile(dir.str() + "/helper.py"), kBoth);
}

TEST(Fix, OfStandardInputGoesToStandardOutput) {
  const tests::TempDir dir;
  const Ran ran = Do({"check", "--select", kSelect, "--fix", "--stdin-filename", dir.str() + "/a.py"}, kBoth);
  EXPECT_EQ(ran.out, kSafe);
  EXPECT_NE(ran.err.find("MLF101"), std::string::npos);
  EXPECT_FALSE(fs::exists(dir.path() / "a.py"));
  EXPECT_EQ(Do({"check", "--fix", "--stdin-filename", dir.str() + "/a.py"}, "x = 1\n").out, "x = 1\n");
}

TEST(Fix, InNotebooksTouchesNothingElse) {
  const tests::TempDir dir;
  const std::string before =
      "{\"cells\": [\n {\"cell_type\": \"code\", \"execution_count\": 1, \"metadata\": {\"\\u00e4\" :1}, \"outputs\": "
      "[],\n"
      "  \"source\": [\n   \"import mlflow\\n\",\n   \"mlflow.set_experiment(\\\"\\u00e4\\\")  # tracklint: "
      "ignore[MLF207]\\n\",\n   \"x = 1\"\n  ]}],\n\"metadata\": {}, \"nbformat\": 4,   \"nbformat_minor\": 5}";
  dir.write("n.ipynb", before);
  Do({"check", dir.str(), "--select", "MLF003,MLF207", "--fix"});
  std::string after = before;
  const std::string mark = "  # tracklint: ignore[MLF207]";
  after.erase(after.find(mark), mark.size());
  EXPECT_EQ(tests::ReadFile(dir.str() + "/n.ipynb"), after);
}

TEST(Fix, IsInJsonAndSarif) {
  const tests::TempDir dir;
  dir.write("a.py", kBoth);
  const auto json = nlohmann::json::parse(
      Do({"check", dir.str(), "--select", "MLF003,MLF207", "--output-format", "json"}).out, nullptr, false);
  ASSERT_EQ(json["findings"].size(), 1U);
  EXPECT_EQ(json["findings"][0]["fixes"][0]["applicability"], "safe");
  EXPECT_EQ(json["summary"]["fixable"], 1);
  const auto sarif = nlohmann::json::parse(
      Do({"check", dir.str(), "--select", "MLF003,MLF207", "--output-format", "sarif"}).out, nullptr, false);
  const auto& change = sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
  EXPECT_EQ(change["replacements"][0]["insertedContent"]["text"], "");
  EXPECT_EQ(change["replacements"][0]["deletedRegion"]["startLine"], 7);
}

}  // namespace
}  // namespace tracklint::cli
