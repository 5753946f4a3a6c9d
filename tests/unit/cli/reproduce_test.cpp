// The command `reproduce`: a family of repositories made here, one for each step of the ladder that needs no package.
// Their scripts write a store as MLflow does, with Python's own sqlite3.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "reproduce/sandbox.h"
#include "tests/support/commands.h"
#include "tests/support/fixture.h"
#include "tests/support/temp_dir.h"

namespace tracklint::tests {
namespace {

/// A tiny stand-in for MLflow's way to the store: one run with a parameter and a metric.
constexpr const char* kStore = R"py(import os
import sqlite3
import time

PATH = os.environ["MLFLOW_TRACKING_URI"].split("sqlite:///", 1)[1]


def record(params, metrics):
    store = sqlite3.connect(PATH)
    store.executescript("""
create table if not exists experiments (experiment_id integer, name text, artifact_location text, lifecycle_stage text);
create table if not exists runs (run_uuid text, name text, status text, start_time integer, end_time integer,
  lifecycle_stage text, artifact_uri text, experiment_id integer);
create table if not exists params (key text, value text, run_uuid text);
create table if not exists metrics (key text, value real, timestamp integer, run_uuid text, step integer, is_nan boolean);
create table if not exists tags (key text, value text, run_uuid text);
""")
    now = int(time.time() * 1000)
    store.execute("insert into experiments values (0, 'Default', '', 'active')")
    store.execute("insert into runs values ('r1', 'one', 'FINISHED', ?, ?, 'active', '', 0)", (now, now))
    for key, value in params.items():
        store.execute("insert into params values (?, ?, 'r1')", (key, str(value)))
    for key, value in metrics.items():
        store.execute("insert into metrics values (?, ?, ?, 'r1', 0, 0)", (key, value, now))
    store.commit()
)py";

class ReproduceOf : public testing::Test {
 protected:
  void Commit(const std::string& script) {
    directory_ = std::make_unique<TempDir>();
    directory_->write("store.py", kStore);
    directory_->write("train.py", script);
    ASSERT_EQ(CommitAll(*directory_), "");
  }
  [[nodiscard]] std::string Repo() const { return directory_->str(); }

  nlohmann::json Try(const std::string& script, std::vector<std::string> more = {}) {
    Commit(script);
    std::vector<std::string> words{"reproduce", Repo(),     "--run",           "--env-manager", "none",
                                   "--entry",   "train.py", "--output-format", "json"};
    words.insert(words.end(), more.begin(), more.end());
    ran_ = Do(words);
    return nlohmann::json::parse(ran_.out, nullptr, false);
  }
  void NeedSandbox() {
    if (const std::optional<std::string> trouble = reproduce::SandboxTrouble()) GTEST_SKIP() << *trouble;
  }

  std::unique_ptr<TempDir> directory_;
  Ran ran_;
};

std::string TextOf(const nlohmann::json& json, const char* outer, const char* inner) {
  return json.is_object() && json[outer].is_object() ? json[outer][inner].get<std::string>() : "";
}

TEST_F(ReproduceOf, PlanExecutesNothing) {
  Commit("import mlflow\nopen('ran.txt', 'w')\nwith mlflow.start_run():\n    mlflow.log_param('depth', 3)\n");
  const Ran ran = Do({"reproduce", Repo()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("train.py (1 run expected"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("depth"), std::string::npos);
  EXPECT_NE(ran.out.find("mlflow added"), std::string::npos);
  EXPECT_NE(ran.out.find("Nothing was executed"), std::string::npos);
  const Ran json = Do({"reproduce", Repo() + "@HEAD", "--output-format", "json"});
  EXPECT_EQ(nlohmann::json::parse(json.out)["plan"]["entry"], nlohmann::json("train.py"));
  EXPECT_EQ(Do({"reproduce", Repo() + "@nothing"}).code, 2);
  EXPECT_EQ(Do({"reproduce", Repo(), "--entry", "none.py"}).code, 2);
}

TEST_F(ReproduceOf, CommandOfTheMlprojectTakesParameters) {
  directory_ = std::make_unique<TempDir>();
  directory_->write("train.py", "import mlflow\nmlflow.log_param('a', 1)\n");
  directory_->write("MLproject",
                    "name: x\nentry_points:\n  main:\n    parameters:\n      alpha: {type: float, default: 0.5}\n"
                    "      name: {type: string, default: a}\n    command: \"python train.py {alpha} {name}\"\n");
  ASSERT_EQ(CommitAll(*directory_), "");
  const Ran ran = Do({"reproduce", Repo(), "-P", "name=b c"});
  EXPECT_NE(ran.out.find("python train.py 0.5 b c (the command of entry point"), std::string::npos)
      << ran.out << ran.err;
}

TEST_F(ReproduceOf, EntryPointsMayHaveNoParameters) {
  directory_ = std::make_unique<TempDir>();
  directory_->write("train.py", "import mlflow\nmlflow.log_param('a', 1)\n");
  directory_->write("MLproject", "name: x\nentry_points:\n  main:\n    command: \"python3 train.py\"\n");
  ASSERT_EQ(CommitAll(*directory_), "");
  const Ran ran = Do({"reproduce", Repo()});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("python3 train.py (the command of entry point"), std::string::npos) << ran.out;
}

TEST_F(ReproduceOf, StartsWhereItsPathsAreFoundOrAsAModule) {
  directory_ = std::make_unique<TempDir>();
  directory_->write("a/data/x.csv", "1\n");
  directory_->write("a/jobs/train.py",
                    "import mlflow\nimport pandas as pd\nd = pd.read_csv('data/x.csv')\nmlflow.log_param('n', 1)\n");
  directory_->write("b/pack/help.py", "");
  directory_->write("b/pack/train.py", "import mlflow\nfrom . import help\nmlflow.log_param('n', 1)\n");
  ASSERT_EQ(CommitAll(*directory_), "");
  const Ran data = Do({"reproduce", Repo(), "--entry", "a/jobs/train.py"});
  EXPECT_NE(data.out.find("python jobs/train.py (from a, where"), std::string::npos) << data.out;
  const Ran module = Do({"reproduce", Repo(), "--entry", "b/pack/train.py"});
  EXPECT_NE(module.out.find("python -m pack.train (as a module"), std::string::npos) << module.out;
}

TEST_F(ReproduceOf, GivenParametersStandInThePlaceOfShownOnes) {
  directory_ = std::make_unique<TempDir>();
  directory_->write("jobs/train.py",
                    "import argparse\nimport mlflow\np = argparse.ArgumentParser()\np.add_argument('--rate', '-r')\n"
                    "p.add_argument('--depth')\na = p.parse_args()\nmlflow.log_param('rate', a.rate)\n");
  directory_->write("jobs/README.md", "Run\n\n    python train.py --rate 1 --old 7 --depth=3\n");
  directory_->write("other/README.md", "Run\n\n    python train.py --depth 9\n");
  ASSERT_EQ(CommitAll(*directory_), "");
  const Ran shown = Do({"reproduce", Repo(), "--entry", "jobs/train.py"});
  EXPECT_NE(shown.out.find("python train.py --rate 1 --depth=3 (as jobs/README.md:3 shows"), std::string::npos)
      << shown.out;
  EXPECT_NE(shown.out.find("--old left out"), std::string::npos);
  const Ran given = Do({"reproduce", Repo(), "--entry", "jobs/train.py", "-P", "rate=2"});
  EXPECT_NE(given.out.find("python train.py --depth=3 -r 2 "), std::string::npos) << given.out;
}

TEST_F(ReproduceOf, DocumentsOfOtherFoldersDoNotSpeakOfTheEntry) {
  directory_ = std::make_unique<TempDir>();
  directory_->write("jobs/train.py", "import mlflow\nmlflow.log_param('a', 1)\n");
  directory_->write("other/README.md", "    python train.py --depth 9\n");
  ASSERT_EQ(CommitAll(*directory_), "");
  const Ran ran = Do({"reproduce", Repo(), "--entry", "jobs/train.py"});
  EXPECT_EQ(ran.out.find("--depth"), std::string::npos) << ran.out;
}

TEST_F(ReproduceOf, PackagesInSrcAreFound) {
  NeedSandbox();
  directory_ = std::make_unique<TempDir>();
  directory_->write("src/own/__init__.py", "VALUE = 1\n");
  directory_->write("train.py", "import own\nassert own.VALUE == 1\n");
  ASSERT_EQ(CommitAll(*directory_), "");
  const Ran ran =
      Do({"reproduce", Repo(), "--run", "--env-manager", "none", "--entry", "train.py", "--output-format", "json"});
  EXPECT_EQ(nlohmann::json::parse(ran.out, nullptr, false)["level"], nlohmann::json("E3")) << ran.out << ran.err;
}

TEST_F(ReproduceOf, ImportsThatFailStopAtE1) {
  NeedSandbox();
  const nlohmann::json report = Try("import no_such_package\n");
  EXPECT_EQ(report["level"], nlohmann::json("E1")) << ran_.err;
  EXPECT_EQ(TextOf(report, "stopped_by", "cause"), "DEP_UNDECLARED");
  EXPECT_EQ(ran_.code, 1);
}

TEST_F(ReproduceOf, MissingDataAndArgumentsStopAtE2) {
  NeedSandbox();
  nlohmann::json report = Try("open('data/train.csv')\n");
  EXPECT_EQ(report["level"], nlohmann::json("E2"));
  EXPECT_EQ(TextOf(report, "stopped_by", "cause"), "DATA_MISSING");
  report =
      Try("import argparse\np = argparse.ArgumentParser()\np.add_argument('--rate', required=True)\np.parse_args()\n");
  EXPECT_EQ(TextOf(report, "stopped_by", "cause"), "ARGS_REQUIRED");
  EXPECT_NE(TextOf(report, "stopped_by", "evidence").find("--rate"), std::string::npos);
  report =
      Try("import argparse\np = argparse.ArgumentParser()\np.add_argument('--rate', required=True)\np.parse_args()\n",
          {"-P", "rate=1"});
  EXPECT_EQ(report["level"], nlohmann::json("E3"));
}

TEST_F(ReproduceOf, NoEndIsAResource) {
  NeedSandbox();
  const nlohmann::json report = Try("while True: pass\n", {"--timeout", "2"});
  EXPECT_EQ(report["level"], nlohmann::json("E2"));
  EXPECT_EQ(TextOf(report, "stopped_by", "cause"), "RESOURCE");
}

TEST_F(ReproduceOf, RunsThatDifferStopAtE4) {
  NeedSandbox();
  // As a parameter: two draws of a metric are close to each other once in some hundred tries.
  const nlohmann::json report =
      Try("import random, store\nstore.record({'draw': random.getrandbits(64)}, {'loss': 0.25})\n");
  EXPECT_EQ(report["level"], nlohmann::json("E4")) << ran_.out << ran_.err;
  EXPECT_EQ(TextOf(report, "stopped_by", "cause"), "NONDETERMINISM");
}

TEST_F(ReproduceOf, RunsThatAgreeReachE5AndExpectedValuesE6) {
  NeedSandbox();
  const std::string script = "import store\nstore.record({'n': 1}, {'loss': 0.25})\n";
  nlohmann::json report = Try(script);
  EXPECT_EQ(report["level"], nlohmann::json("E5")) << ran_.out << ran_.err;
  EXPECT_EQ(ran_.code, 0);
  const TempDir beside;
  beside.write("good.json", "{\"loss\": 0.25}");
  beside.write("bad.json", "{\"loss\": 0.5}");
  report = Try(script, {"--expect", beside.str() + "/good.json", "--output-dir", beside.str() + "/attempt"});
  EXPECT_EQ(report["level"], nlohmann::json("E6"));
  for (const char* file : {"report.json", "report.txt", "row.csv"})
    EXPECT_TRUE(std::filesystem::exists(beside.path() / "attempt" / file)) << file;
  EXPECT_EQ(Try(script, {"--expect", beside.str() + "/bad.json"})["level"], nlohmann::json("E5"));
  EXPECT_EQ(Try(script, {"--times", "1"})["level"], nlohmann::json("E4"));
}

TEST_F(ReproduceOf, RunsOnABranchInACopy) {
  NeedSandbox();
  const nlohmann::json report =
      Try("import subprocess\nopen('new.txt', 'w')\n"
          "print(open('.git/HEAD').read())\nassert 'refs/heads/' in open('.git/HEAD').read()\n");
  EXPECT_EQ(report["level"], nlohmann::json("E3")) << ran_.out;
  EXPECT_FALSE(std::filesystem::exists(directory_->path() / "new.txt"));
}

TEST_F(ReproduceOf, NetworkIsClosed) {
  NeedSandbox();
  const nlohmann::json report = Try("import urllib.request\nurllib.request.urlopen('http://example.invalid/x')\n");
  EXPECT_EQ(TextOf(report, "stopped_by", "cause"), "NETWORK");
}

TEST_F(ReproduceOf, SandboxIsLeftOnlyWhenAsked) {
  const nlohmann::json report = Try("print('x')\n", {"--no-sandbox", "--memory", "2048", "--network"});
  EXPECT_EQ(report["level"], nlohmann::json("E3")) << ran_.out;
  EXPECT_NE(ran_.err.find("without a sandbox"), std::string::npos);
}

}  // namespace
}  // namespace tracklint::tests
