// Results of earlier runs: a warm run says what a cold one would, whatever was edited.
#include "cli/cache.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/engine/fingerprint.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "tests/support/commands.h"
#include "tests/support/temp_dir.h"

namespace tracklint::cli {
namespace {

using tests::Do;
using tests::Ran;

namespace fs = std::filesystem;

std::size_t Entries(const tests::TempDir& cache) {
  std::size_t count = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(cache.path()))
    count += entry.path().extension() == ".bin" ? 1 : 0;
  return count;
}

/// Replaces a text in the entries, which stay valid.
void Tamper(const tests::TempDir& cache, const std::string& from, const std::string& to) {
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(cache.path())) {
    if (entry.path().extension() != ".bin") continue;
    const std::string bytes = tests::ReadFile(entry.path());
    const std::size_t hash = bytes.find('\n') + 1;
    const std::size_t begin = bytes.find('\n', hash) + 1;
    std::string body = bytes.substr(begin);
    for (std::size_t at = body.find(from); at != std::string::npos; at = body.find(from, at + to.size()))
      body.replace(at, from.size(), to);
    std::ofstream(entry.path(), std::ios::binary | std::ios::trunc)
        << bytes.substr(0, hash) << engine::HashText(body) << "\n"
        << body;
  }
}

void WriteProject(const tests::TempDir& project) {
  project.write("train.py",
                "import mlflow\nfrom lib.data import load\nfrom lib import settings\n"
                "from sklearn.ensemble import RandomForestClassifier\n"
                "with mlflow.start_run():\n    X, y = load()\n"
                "    model = RandomForestClassifier(max_depth=settings.DEPTH)\n    model.fit(X, y)\n"
                "    mlflow.log_metric('accuracy', model.score(X, y))\n");
  project.write("lib/__init__.py", "");
  project.write("lib/settings.py", "DEPTH = 3\n");
  project.write(
      "lib/data.py",
      "import pandas as pd\ndef load():\n    frame = pd.read_csv('data.csv')\n    return frame, frame.pop('y')\n");
  project.write(
      "nb.ipynb",
      R"({"cells":[{"cell_type":"code","execution_count":1,"metadata":{},"outputs":[],"source":["import mlflow\n",)"
      R"__("mlflow.set_tracking_uri('http://localhost:5000')\n","mlflow.log_param('a',1)"]}],)__"
      R"("metadata":{},"nbformat":4,"nbformat_minor":5})");
  project.write("requirements.txt", "mlflow==2.9.0\nscikit-learn\npandas\n");
  project.write("tracklint.toml", "ignore = ['MLF903']\n");
}

/// Until the times of the files tell whether they change: from then on a run has one key.
void Age() { std::this_thread::sleep_for(std::chrono::milliseconds(3500)); }

TEST(Cache, SecondRunIsTakenFromIt) {
  const tests::TempDir project;
  const tests::TempDir cache;
  WriteProject(project);
  Age();
  const std::vector<std::string> command{"check", project.str(), "--cache-dir", cache.str()};
  const Ran cold = Do(command);
  EXPECT_EQ(cold.code, 1);
  ASSERT_EQ(Entries(cache), 1U);
  EXPECT_EQ(Do(command), cold);
  EXPECT_EQ(Do({"check", project.str(), "--no-cache"}), cold);
  // The entry is what is printed: another text in it shows.
  Tamper(cache, "MLF201", "MLF2X1");
  EXPECT_NE(Do(command).out.find("MLF2X1"), std::string::npos);
  EXPECT_EQ(Entries(cache), 1U);
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(cache.path())) {
    if (entry.path().extension() == ".bin") std::ofstream(entry.path(), std::ios::trunc) << "damaged";
  }
  EXPECT_EQ(Do(command), cold);
  EXPECT_TRUE(fs::exists(cache.path() / "CACHEDIR.TAG"));
  EXPECT_EQ(tests::ReadFile(cache.path() / ".gitignore"), "# Made by tracklint.\n*\n");
}

TEST(Cache, KeepsWhatIsWrittenToFiles) {
  const tests::TempDir project;
  const tests::TempDir other;
  WriteProject(project);
  const std::string sarif = other.str() + "/out/report.sarif";
  const std::vector<std::string> command{"check",    project.str(),    "--cache-dir", other.str() + "/cache",
                                         "--output", "sarif=" + sarif, "--quiet"};
  const Ran cold = Do(command);
  const std::string report = tests::ReadFile(sarif);
  ASSERT_FALSE(report.empty());
  fs::remove(sarif);
  EXPECT_EQ(Do(command), cold);
  EXPECT_EQ(tests::ReadFile(sarif), report);
  const std::vector<std::string> facts{
      "facts", project.str(), "--cache-dir", other.str() + "/cache", "-o", other.str() + "/facts.json"};
  Do(facts);
  const std::string written = tests::ReadFile(other.path() / "facts.json");
  fs::remove(other.path() / "facts.json");
  Do(facts);
  EXPECT_EQ(tests::ReadFile(other.path() / "facts.json"), written);
}

TEST(Cache, CommandsThatChangeFilesAlwaysRun) {
  const tests::TempDir project;
  const tests::TempDir cache;
  WriteProject(project);
  for (const char* option : {"--fix", "--diff", "--add-ignore", "--no-cache"})
    Do({"check", project.str(), "--cache-dir", cache.str(), option});
  EXPECT_EQ(Entries(cache), 0U);
}

// Times tell nothing about files that were just written; once they are older, they do.
TEST(Cache, SeesEditsOfOldFiles) {
  const tests::TempDir project;
  const tests::TempDir cache;
  WriteProject(project);
  const std::vector<std::string> command{"facts", project.str(), "--cache-dir", cache.str()};
  Age();
  const Ran before = Do(command);
  EXPECT_EQ(Do(command), before);
  const auto time = fs::last_write_time(project.path() / "lib/settings.py");
  project.write("lib/settings.py", "DEPTH = 4\n");  // as long as before
  fs::last_write_time(project.path() / "lib/settings.py", time);
  const Ran after = Do(command);
  EXPECT_NE(after, before);
  EXPECT_EQ(after, Do({"facts", project.str(), "--no-cache"}));
}

// Several at once, while the project changes under them: each tells of a state that was there.
TEST(Cache, MayBeShared) {
  const tests::TempDir project;
  const tests::TempDir cache;
  WriteProject(project);
  const std::vector<std::string> command{"facts", project.str(), "--cache-dir", cache.str()};
  const auto settings = [&](int depth) {
    project.write("settings.tmp", "DEPTH = " + std::to_string(depth) + "\n");
    fs::rename(project.path() / "settings.tmp", project.path() / "lib/settings.py");
  };
  std::vector<std::string> states;
  for (int depth = 0; depth < 4; ++depth) {
    settings(depth);
    states.push_back(Do({"facts", project.str(), "--no-cache"}).out);
  }
  std::atomic<int> wrong{0};
  std::vector<std::thread> runs;
  runs.reserve(4);
  for (int i = 0; i < 4; ++i) {
    runs.emplace_back([&] {
      for (int round = 0; round < 12; ++round) {
        if (std::ranges::find(states, Do(command).out) == states.end()) ++wrong;
      }
    });
  }
  for (int round = 0; round < 24; ++round) {
    settings(round % 4);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  for (std::thread& run : runs) run.join();
  EXPECT_EQ(wrong, 0);
  settings(2);
  EXPECT_EQ(Do(command).out, states[2]);
  EXPECT_EQ(Do(command).out, states[2]);
}

const tests::TempDir* changing = nullptr;  // of the test below; the command is a plain function

/// Reads a state that is gone when it ends: what stood before is put back with the same bytes.
int FactsOfAPassingState(const Options& options, Streams streams) {
  const auto settings = [](const char* text) {
    changing->write("settings.tmp", text);
    fs::rename(changing->path() / "settings.tmp", changing->path() / "lib/settings.py");
  };
  settings("DEPTH = 7\n");
  const int code = FactsCommand(options, streams);
  // The times of files advance with the clock ticks of the kernel.
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  settings("DEPTH = 3\n");
  return code;
}

TEST(Cache, KeepsNothingOfAStateThatPassedUnderWay) {
  const tests::TempDir project;
  const tests::TempDir cache;
  WriteProject(project);
  changing = &project;
  Options options;
  options.command = Command::kFacts;
  options.paths = {project.str()};
  options.cache_dir = cache.str();
  options.arguments = {"facts", project.str(), "--cache-dir", cache.str()};
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(Cached(options, {out, err, {}}, FactsOfAPassingState), 0);
  EXPECT_NE(out.str().find("max_depth = 7"), std::string::npos) << out.str();
  EXPECT_EQ(Entries(cache), 0U);
  EXPECT_EQ(Do(options.arguments), Do({"facts", project.str(), "--no-cache"}));
  EXPECT_EQ(Entries(cache), 1U);
}

TEST(Cache, AfterAnyEditAWarmRunEqualsAColdOne) {
  const tests::TempDir project;
  const tests::TempDir cache;
  WriteProject(project);
  std::mt19937 random(7);
  const auto pick = [&random](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const std::vector<std::function<void()>> edits{
      [&] { project.write("lib/settings.py", "DEPTH = " + std::to_string(pick(3)) + "\n"); },
      [&] { project.write("lib/data.py", "def load():\n    return [[" + std::to_string(pick(2)) + "]], [0]\n"); },
      [&] { project.write("requirements.txt", pick(2) == 0 ? "mlflow==2.9.0\n" : "mlflow\nscikit-learn==1.4.0\n"); },
      [&] { project.write("tracklint.toml", pick(2) == 0 ? "select = ['MLF2']\n" : "extend = 'base.toml'\n"); },
      [&] { project.write("base.toml", pick(2) == 0 ? "select = ['MLF6']\n" : "\n"); },
      [&] { project.write(".gitignore", pick(2) == 0 ? "*.ipynb\n" : ""); },
      [&] { project.write("more.py", pick(2) == 0 ? "import mlflow\nmlflow.log_metric('m', 1)\n" : "import os\n"); },
      [&] { fs::remove(project.path() / "more.py"); },
      [&] { fs::remove(project.path() / "requirements.txt"); },
      [&] { fs::remove(project.path() / "tracklint.toml"); },
      [&] { project.write("train.py", "from lib.data import load\nimport mlflow\nmlflow.log_param('p', load())\n"); },
      [&] { WriteProject(project); },
  };
  std::size_t differing = 0;
  std::string last;
  for (int round = 0; round < 60; ++round) {
    edits[static_cast<std::size_t>(pick(static_cast<int>(edits.size())))]();
    const Ran cold = Do({"check", project.str(), "--no-cache", "--output-format", "json"});
    for (int again = 0; again < 2; ++again) {
      const Ran warm = Do({"check", project.str(), "--cache-dir", cache.str(), "--output-format", "json"});
      ASSERT_EQ(warm.code, cold.code) << round;
      ASSERT_EQ(warm.out, cold.out) << round;
      ASSERT_EQ(warm.err, cold.err) << round;
    }
    differing += cold.out == last ? 0 : 1;
    last = cold.out;
  }
  EXPECT_GT(differing, 20U);  // the edits did matter
  EXPECT_LE(Entries(cache), 64U);
}

}  // namespace
}  // namespace tracklint::cli
