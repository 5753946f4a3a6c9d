// Each option of `check`, `facts` and `score` that no other test is about. docs/options.md lists them all.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/output.h"
#include "cli/watch.h"
#include "tests/support/commands.h"
#include "tests/support/temp_dir.h"

namespace tracklint::cli {
namespace {

using tests::Do;
using tests::Ran;

using Arguments = std::vector<std::string>;
constexpr const char* kFaulty = "import mlflow\n\nmlflow.start_run()\nmlflow.log_param('a@b', 1)\n";

/// A check for one rule, told in lines `path:line:column: …`.
std::string Concise(const std::string& path, Arguments more = {}) {
  Arguments arguments{"check", path, "--isolated", "--select", "MLF207", "--output-format", "concise", "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return Do(arguments).out;
}

std::size_t Lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool Has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Options, ExcludeAndItsKin) {
  const tests::TempDir dir;
  dir.write("src/a.py", kFaulty);
  dir.write("build/b.py", kFaulty);
  EXPECT_EQ(Lines(Concise(dir.str())), 1U);                        // build is left out by default
  EXPECT_EQ(Lines(Concise(dir.str(), {"--exclude", "src"})), 1U);  // and here src instead
  EXPECT_TRUE(Has(Concise(dir.str(), {"--exclude", "src"}), "build/b.py"));
  EXPECT_EQ(Concise(dir.str(), {"--extend-exclude", "src"}), "");
  const std::string named = dir.str() + "/src/a.py";
  EXPECT_EQ(Lines(Concise(named, {"--extend-exclude", "*.py"})), 1U);  // what is named is checked
  EXPECT_EQ(Concise(named, {"--extend-exclude", "*.py", "--force-exclude"}), "");
}

TEST(Options, AnUnknownFormatInTheConfigurationIsToldWithItsFile) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  dir.write("tracklint.toml", "output-format = \"jsn\"\n");
  const Ran ran = Do({"check", dir.str(), "--no-cache"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_TRUE(Has(ran.err, "tracklint.toml: unknown format `jsn`; did you mean `json`?")) << ran.err;
}

TEST(Options, NoRespectGitignore) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  dir.write(".gitignore", "a.py\n");
  std::filesystem::create_directories(dir.path() / ".git");
  dir.write(".git/HEAD", "ref: refs/heads/main\n");
  EXPECT_EQ(Concise(dir.str()), "");
  EXPECT_EQ(Lines(Concise(dir.str(), {"--no-respect-gitignore"})), 1U);
}

TEST(Options, RulesAreChosen) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  dir.write("old/b.py", kFaulty);
  EXPECT_TRUE(Has(Concise(dir.str(), {"--extend-select", "MLF101"}), "MLF101"));
  EXPECT_EQ(Concise(dir.str(), {"--ignore", "MLF207"}), "");
  const std::string narrowed = Concise(dir.str(), {"--per-file-ignores", "old/*:MLF207"});
  EXPECT_EQ(Lines(narrowed), 1U);
  EXPECT_TRUE(Has(narrowed, "a.py"));
}

TEST(Options, JobsAndProgressChangeNothing) {
  const tests::TempDir dir;
  for (int i = 0; i < 8; ++i) dir.write("f" + std::to_string(i) + ".py", kFaulty);
  const std::string one = Concise(dir.str(), {"--jobs", "1"});
  EXPECT_EQ(Lines(one), 8U);
  EXPECT_EQ(Concise(dir.str(), {"-j", "4"}), one);
  EXPECT_EQ(Concise(dir.str(), {"--no-progress"}), one);
  EXPECT_EQ(Do({"check", dir.str(), "--jobs", "-1"}).code, 2);
}

TEST(Options, OutputFile) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  const std::string file = dir.str() + "/report/out.txt";
  EXPECT_EQ(Concise(dir.str(), {"--output-file", file}), "");
  EXPECT_TRUE(Has(tests::ReadFile(file), "MLF207"));
  const Ran wrong = Do({"check", dir.str(), "-o", dir.str() + "/a.py/out.txt"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_TRUE(Has(wrong.err, "cannot write"));
}

TEST(Options, Color) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  EXPECT_TRUE(Has(Do({"check", dir.str(), "--color", "always"}).out, "\x1b["));
  EXPECT_FALSE(Has(Do({"check", dir.str(), "--color", "never"}).out, "\x1b["));
  EXPECT_FALSE(Has(Do({"check", dir.str()}).out, "\x1b["));  // not a terminal
  const Terminal terminal{.is_terminal = true, .is_log = false, .no_color = false, .force_color = false};
  EXPECT_TRUE(UseColor("auto", terminal, false));
  EXPECT_FALSE(UseColor("auto", terminal, true));
  EXPECT_FALSE(UseColor("auto", {.is_terminal = true, .is_log = false, .no_color = true, .force_color = false}, false));
  EXPECT_TRUE(UseColor("auto", {.is_terminal = false, .is_log = false, .no_color = false, .force_color = true}, false));
}

TEST(Options, Quiet) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  EXPECT_TRUE(Has(Do({"check", dir.str()}).out, "Found "));
  EXPECT_FALSE(Has(Do({"check", dir.str(), "-q"}).out, "Found "));
}

TEST(Options, SarifSuppressed) {
  const tests::TempDir dir;
  dir.write("a.py", "import mlflow\n\nmlflow.log_param('a@b', 1)  # tracklint: ignore[MLF207]\n");
  const auto results = [&](Arguments more) {
    more.insert(more.begin(), {"check", dir.str(), "--isolated", "--select", "MLF207", "--output-format", "sarif"});
    return nlohmann::json::parse(Do(more).out)["runs"][0]["results"];
  };
  EXPECT_EQ(results({}).size(), 0U);
  const nlohmann::json kept = results({"--sarif-suppressed"});
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0]["suppressions"][0]["kind"], "inSource");
}

TEST(Options, Statistics) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  dir.write("b.py", kFaulty);
  const std::string out = Do({"check", dir.str(), "--isolated", "--select", "MLF207,MLF101", "--statistics"}).out;
  EXPECT_TRUE(Has(out, "2  MLF207  ")) << out;
  EXPECT_FALSE(Has(out, "a.py"));
}

TEST(Options, ShowFiles) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  dir.write("b.txt", "");
  dir.write("n.ipynb", R"({"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5})");
  const Ran ran = Do({"check", dir.str(), "--show-files"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(Lines(ran.out), 2U);
  EXPECT_TRUE(Has(ran.out, "a.py") && Has(ran.out, "n.ipynb"));
}

TEST(Options, TargetMlflow) {
  const tests::TempDir dir;
  dir.write("a.py", "import mlflow\n\nmlflow.sklearn.log_model(m, artifact_path='m')\n");
  const auto with = [&](const char* version) {
    return Do({"check", dir.str(), "--isolated", "--select", "MLF708", "--output-format", "concise", "--target-mlflow",
               version})
        .out;
  };
  EXPECT_TRUE(Has(with("3.17.2"), "MLF708"));
  EXPECT_FALSE(Has(with("2.9"), "MLF708"));
  dir.write("requirements.txt", "mlflow==2.9.0\n");
  EXPECT_FALSE(Has(with("auto"), "MLF708"));
  EXPECT_EQ(Do({"check", dir.str(), "--target-mlflow", "three"}).code, 2);
}

TEST(Options, Timings) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  EXPECT_TRUE(Has(Do({"check", dir.str(), "--timings"}).err, "interpret"));
  EXPECT_FALSE(Has(Do({"check", dir.str()}).err, "interpret"));
}

TEST(Options, FailOnAndExitZero) {
  const tests::TempDir dir;
  dir.write("a.py", kFaulty);
  const auto code = [&](Arguments more) {
    more.insert(more.begin(), {"check", dir.str(), "--isolated", "--select", "MLF207"});
    return Do(more).code;
  };
  EXPECT_EQ(code({}), 1);
  EXPECT_EQ(code({"--fail-on", "note"}), 1);
  EXPECT_EQ(code({"--config", "severity={MLF207='note'}", "--fail-on", "warning"}), 0);
  EXPECT_EQ(code({"-e"}), 0);
  EXPECT_EQ(Do({"check", dir.str(), "--fail-on", "fatal"}).code, 2);
}

TEST(Options, Watch) {
  const tests::TempDir dir;
  dir.write("a.py", "x = 1\n");
  Parsed parsed = ParseArguments({"check", dir.str(), "--isolated", "--select", "MLF207", "--watch"});
  ASSERT_TRUE(parsed.options.watch);
  std::ostringstream out;
  std::ostringstream err;
  std::atomic<bool> done{false};
  // Edits until the change was seen: a file system may keep times for whole seconds.
  std::thread editor([&] {
    for (int i = 0; i < 100 && !done; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      dir.write("a.tmp", kFaulty + std::string(static_cast<std::size_t>(i), '\n'));
      std::filesystem::rename(dir.path() / "a.tmp", dir.path() / "a.py");
    }
  });
  const int code = Watch(parsed.options, {out, err, {}}, 2);
  done = true;
  editor.join();
  EXPECT_EQ(code, 1);
  EXPECT_TRUE(Has(out.str(), "All checks passed!"));
  EXPECT_TRUE(Has(out.str(), "MLF207"));
  EXPECT_TRUE(Has(err.str(), "waiting for changes"));
}

}  // namespace
}  // namespace tracklint::cli
