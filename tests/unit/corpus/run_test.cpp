#include "corpus/run.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpus/hypotheses.h"
#include "corpus/results.h"
#include "corpus/statistics.h"
#include "tests/support/temp_dir.h"

namespace tracklint::corpus {
namespace {

using tests::ReadFile;
using tests::TempDir;

constexpr const char* kTables[] = {
    "records.jsonl", "repos.csv",   "scopes.csv",     "findings.csv",         "functions.csv",
    "history.csv",   "rates.csv",   "groups.csv",     "hypotheses.csv",       "summary.json",
    "report.md",     "report.html", "figures/H1.csv", "figures/H1-rates.svg", "figures/H10.csv"};

/// Three small repositories, and one that is not there.
std::vector<Input> Corpus(const TempDir& dir) {
  for (const char* name : {"one", "two", "three"}) {
    dir.write(std::string(name) + "/train.py",
              "# " + std::string(name) +
                  "\nimport mlflow\nfrom sklearn.linear_model import Ridge\n\nwith mlflow.start_run():\n"
                  "    Ridge(alpha=0.5).fit([[1]], [1])\n    mlflow.log_metric(\"r2\", 0.5)\n");
  }
  dir.write("two/notes.py", "print(\n");
  std::vector<Input> inputs;
  for (const char* name : {"one", "two", "gone", "three"}) inputs.push_back({name, dir.str() + "/" + name, {}});
  return inputs;
}

RunOptions Options(const TempDir& dir, const std::string& output) {
  RunOptions options;
  options.inputs = Corpus(dir);
  options.output = dir.str() + "/" + output;
  options.jobs = 2;
  return options;
}

TEST(CorpusRun, OneRowARepositoryAlsoABrokenOne) {
  const TempDir dir;
  const auto totals = RunCorpus(Options(dir, "out"));
  ASSERT_TRUE(totals.ok()) << totals.error().message;
  EXPECT_EQ(totals.value().repositories, 4U);
  EXPECT_EQ(totals.value().errors, 1U);
  std::ifstream table(dir.str() + "/out/repos.csv");
  std::vector<std::string> names;
  for (std::string line; std::getline(table, line);) names.push_back(line.substr(0, line.find(',')));
  EXPECT_EQ(names, (std::vector<std::string>{"repo", "one", "two", "gone", "three"}));
  const Record summary = Record::parse(ReadFile(dir.str() + "/out/summary.json"));
  EXPECT_EQ(summary["repositories"]["scored"], 3);
  EXPECT_EQ(summary["rules"]["MLF201"]["repositories"], 3);
}

TEST(CorpusRun, WhatIsUsedAndKept) {
  const TempDir dir;
  RunOptions options = Options(dir, "out");
  dir.write("user/train.py",
            "import random\nimport mlflow\nimport numpy as np\nfrom mlflow import MlflowClient\n\nnp.random.seed(3)\n"
            "random.seed(3)\nmlflow.set_experiment(\"e\")\nmlflow.no_such_function()\nwith mlflow.start_run() as run:\n"
            "    MlflowClient().log_param(run.info.run_id, \"a\", 1)\n");
  dir.write("user/requirements.txt", "mlflow==2.9.0\n");
  dir.write("user/environment.yml", "dependencies: [python=3.10, numpy=1.26]\n");
  dir.write("user/Dockerfile", "FROM python:3.10\n");
  // A copy does not count again.
  dir.write("again/train.py", ReadFile(dir.path() / "user/train.py"));
  for (const char* name : {"user", "again"}) options.inputs.push_back({name, dir.str() + "/" + name, {}});
  ASSERT_TRUE(RunCorpus(options).ok());
  std::ifstream lines(dir.str() + "/out/records.jsonl");
  Record user;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("\"repo\":\"user\"") != std::string::npos) user = Record::parse(line);
  }
  const std::vector<std::string> functions{"mlflow.MlflowClient", "mlflow.MlflowClient.log_param",
                                           "mlflow.set_experiment", "mlflow.start_run"};
  EXPECT_EQ(user["functions"].get<std::vector<std::string>>(), functions);
  EXPECT_EQ(user["seeds"].get<std::vector<std::string>>(), (std::vector<std::string>{"numpy", "random"}));
  EXPECT_EQ(user["declared"].get<std::vector<std::string>>(), (std::vector<std::string>{"conda", "requirements"}));
  const Record summary = Record::parse(ReadFile(dir.str() + "/out/summary.json"));
  EXPECT_EQ(summary["functions"]["mlflow.start_run"], 4);
  EXPECT_EQ(summary["functions"]["mlflow.set_experiment"], 1);
  const std::string table = ReadFile(dir.path() / "out/functions.csv");
  EXPECT_NE(table.find("\nuser,mlflow.set_experiment\n"), std::string::npos) << table;
  EXPECT_NE(table.find("\nagain,mlflow.set_experiment\n"), std::string::npos) << table;
  EXPECT_NE(ReadFile(dir.path() / "out/report.md").find("| mlflow.start_run | 4 | 100 % |"), std::string::npos);
}

TEST(CorpusRun, CopiesCountOnce) {
  const TempDir dir;
  RunOptions options = Options(dir, "out");
  // A fork under other names, with a further file.
  dir.write("fork/src/model.py", ReadFile(dir.path() / "one/train.py"));
  dir.write("fork/README.md", "mine");
  options.inputs.push_back({"fork", dir.str() + "/fork", {}});
  ASSERT_TRUE(RunCorpus(options).ok());
  const Record summary = Record::parse(ReadFile(dir.str() + "/out/summary.json"));
  EXPECT_EQ(summary["repositories"]["all"], 5);
  EXPECT_EQ(summary["repositories"]["copies"], 1);
  EXPECT_EQ(summary["repositories"]["scored"], 3);
  EXPECT_EQ(summary["rates"][0]["n"], 3);
  const std::string table = ReadFile(dir.path() / "out/repos.csv");
  const std::string last = table.substr(table.rfind("\nfork,"));
  EXPECT_NE(last.find(",one,"), std::string::npos) << "copy_of: " << last;
}

// Six of each stratum's rates are known by construction.
TEST(CorpusStatistics, StrataAndOwners) {
  std::vector<Case> cases;
  for (int i = 0; i < 12; ++i) {
    Case one;
    one.name = (i < 6 ? "ann/" : "o" + std::to_string(i) + "/") + std::to_string(i);
    one.scored = true;
    one.kind = i % 3 == 0 ? "course" : "application";
    one.facets[static_cast<std::size_t>(Facet::kCode)] = {i < 6 ? 1.0 : 0.0, i < 6 ? 1.0 : 0.0, true};
    (i % 2 == 0 ? one.notebooks : one.scripts)[0] = 1;
    cases.push_back(std::move(one));
  }
  std::map<std::string, std::size_t> sizes;
  for (const auto& [name, chosen] : Strata(Distinct(cases))) sizes[name] = chosen.size();
  EXPECT_EQ(sizes, (std::map<std::string, std::size_t>{{"all", 12},
                                                       {"without courses", 8},
                                                       {"without near copies", 12},
                                                       {"kind: application", 8},
                                                       {"kind: course", 4},
                                                       {"kind: library", 0},
                                                       {"kind: template", 0},
                                                       {"notebooks only", 6},
                                                       {"scripts only", 6},
                                                       {"notebooks and scripts", 0}}));
  const Rate code = Rates(Distinct(cases)).front();
  EXPECT_EQ(code.id, "H1a");
  EXPECT_EQ(code.owners.size(), 7U);
  const ClusteredInterval clustered = ClusteredWilson(code.owners);
  EXPECT_GT(clustered.design_effect, 2);
  EXPECT_LT(clustered.interval.low, Wilson(code.yes, code.decided()).low);
  const std::string table = RatesTable(Distinct(cases));
  EXPECT_NE(table.find("\nkind: library,H1a,the runs record the code version,0,0,0,,,,0,1,0,1,0,1\n"),
            std::string::npos);
}

TEST(CorpusResults, OutcomesOfAttempts) {
  const TempDir dir;
  dir.write("r.csv", "cause,level,repo\nDEP,E1,a\n,E4,a\n,6,b\n");
  const auto outcomes = ReadOutcomes(dir.str() + "/r.csv");
  ASSERT_TRUE(outcomes.ok()) << outcomes.error().message;
  EXPECT_EQ(outcomes.value(), (Outcomes{{"a", 4}, {"b", 6}}));
  dir.write("r.csv", "repo,level\na,E9\n");
  EXPECT_EQ(ReadOutcomes(dir.str() + "/r.csv").error().message, dir.str() + "/r.csv:2: level is E0 to E6, not `E9`");
  dir.write("r.csv", "repo\na\n");
  EXPECT_EQ(ReadOutcomes(dir.str() + "/r.csv").error().message, dir.str() + "/r.csv:1: there is no column `level`");
  std::vector<Case> cases(7);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases[i].scored = true;
    cases[i].low = 10.0 * static_cast<double>(i);
    cases[i].level = i < 3 ? 1 : 3;
    cases[i].stars = 100.0 - static_cast<double>(i);
    if (i > 0) cases[i].outcome = static_cast<int>(i);
  }
  std::map<std::string, std::string> tested;
  for (const Hypothesis& one : TestHypotheses(Distinct(cases)))
    tested[one.id] = one.groups + fmt::format("; {}", one.size);
  EXPECT_EQ(tested["H4a"], "pairs 6; 1");
  EXPECT_EQ(tested["H4c"], "T0 0 of 0, T1 0 of 2, T2 0 of 0, T3 3 of 4, T4 0 of 0; 0.375");
  EXPECT_EQ(tested["H8"], "pairs 7; -1");
}

TEST(CorpusRun, ResumeAsksWhatMadeTheRecords) {
  const TempDir dir;
  RunOptions options = Options(dir, "out");
  ASSERT_TRUE(RunCorpus(options).ok());
  options.resume = true;
  options.record.target_auto = false;
  options.record.target = {2, 9};
  const auto other = RunCorpus(options);
  ASSERT_FALSE(other.ok());
  EXPECT_NE(other.error().message.find("target_mlflow \"auto\", this one has \"2.9\""), std::string::npos)
      << other.error().message;
}

TEST(CorpusRun, ResumedRunGivesTheSameBytes) {
  const TempDir dir;
  ASSERT_TRUE(RunCorpus(Options(dir, "whole")).ok());
  RunOptions options = Options(dir, "cut");
  ASSERT_TRUE(RunCorpus(options).ok());
  // As if it had been killed while it wrote its second record.
  const std::filesystem::path log = dir.path() / "cut/records.jsonl";
  const std::string text = ReadFile(log);
  const std::size_t first = text.find('\n') + 1;
  std::ofstream(log, std::ios::binary | std::ios::trunc) << text.substr(0, first + 40);
  EXPECT_FALSE(RunCorpus(options).ok()) << "results that are there must not be overwritten unasked";
  options.resume = true;
  std::size_t examined = 0;
  options.progress = [&](std::size_t, std::size_t, const Record&) { ++examined; };
  const auto totals = RunCorpus(options);
  ASSERT_TRUE(totals.ok()) << totals.error().message;
  EXPECT_EQ(totals.value().resumed, 1U);
  EXPECT_EQ(examined, 3U);
  for (const char* name : kTables)
    EXPECT_EQ(ReadFile(dir.path() / "cut" / name), ReadFile(dir.path() / "whole" / name)) << name;
}

TEST(CorpusRun, KilledAndResumedIsOneRun) {
  const TempDir dir;
  ASSERT_TRUE(RunCorpus(Options(dir, "whole")).ok());
  // Killed again and again right after a record, the last one half written.
  RunOptions options = Options(dir, "cut");
  for (int life = 0; life < 4; ++life) {
    const pid_t child = fork();
    if (child == 0) {
      options.progress = [](std::size_t, std::size_t, const Record&) { std::raise(SIGKILL); };
      _exit(RunCorpus(options).ok() ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "life " << life;
    std::ofstream(dir.path() / "cut/records.jsonl", std::ios::app) << "{\"schema\":\"tracklint-corpus/1\",\"re";
    options.resume = true;
  }
  options.progress = nullptr;
  ASSERT_TRUE(RunCorpus(options).ok());
  for (const char* name : kTables) {
    EXPECT_NE(ReadFile(dir.path() / "whole" / name), "") << name;
    EXPECT_EQ(ReadFile(dir.path() / "cut" / name), ReadFile(dir.path() / "whole" / name)) << name;
  }
}

TEST(CorpusRun, AnotherCommitIsExaminedAgain) {
  const TempDir dir;
  RunOptions options = Options(dir, "out");
  const std::string git = "cd '" + dir.str() +
                          "/one' && git init -q . && git add -A && git -c user.name=a -c "
                          "user.email=a@b -c commit.gpgsign=false commit -q --allow-empty -m ";
  if (std::system((git + "1").c_str()) != 0) GTEST_SKIP() << "no git";  // NOLINT: a test's own words
  ASSERT_TRUE(RunCorpus(options).ok());
  ASSERT_EQ(std::system((git + "2").c_str()), 0);  // NOLINT
  options.resume = true;
  const auto totals = RunCorpus(options);
  ASSERT_TRUE(totals.ok());
  EXPECT_EQ(totals.value().resumed, 2U) << "not the one that moved, not the one that is gone";
  EXPECT_EQ(totals.value().repositories, 4U);
}

TEST(CorpusRun, ShardsTogetherHoldEveryRepositoryOnce) {
  const TempDir dir;
  std::size_t repositories = 0;
  for (std::size_t shard = 1; shard <= 3; ++shard) {
    RunOptions options = Options(dir, "part" + std::to_string(shard));
    options.shard = shard;
    options.shards = 3;
    const auto totals = RunCorpus(options);
    ASSERT_TRUE(totals.ok());
    repositories += totals.value().repositories;
  }
  EXPECT_EQ(repositories, 4U);
}

// Found by fuzzing: such a record ended the program.
TEST(CorpusRun, RecordsOfOtherKindsAreAnError) {
  const TempDir dir;
  for (const char* member : {R"("findings_per_rule":{"MLF101":"x"})", R"("functions":[1])"}) {
    dir.write("records.jsonl", R"({"repo":"a","error":null,)" + std::string(member) + "}\n");
    const Result<Totals> totals = MergeParts({dir.str() + "/records.jsonl"}, dir.str() + "/out");
    ASSERT_FALSE(totals.ok()) << member;
    EXPECT_NE(totals.error().message.find("record of `a`"), std::string::npos) << totals.error().message;
  }
  // What lacks is empty.
  dir.write("records.jsonl", "{\"repo\":\"a\",\"error\":null,\"facets\":{\"code\":{\"status\":\"absent\"}}}\n");
  ASSERT_TRUE(MergeParts({dir.str() + "/records.jsonl"}, dir.str() + "/lacking").ok());
  EXPECT_NE(ReadFile(dir.path() / "lacking/repos.csv").find("\na,"), std::string::npos);
}

TEST(CorpusRun, MergedShardsAreOneRun) {
  const TempDir dir;
  ASSERT_TRUE(RunCorpus(Options(dir, "whole")).ok());
  std::vector<std::string> parts;
  for (std::size_t shard = 1; shard <= 3; ++shard) {
    RunOptions options = Options(dir, "part" + std::to_string(shard));
    options.shard = shard;
    options.shards = 3;
    ASSERT_TRUE(RunCorpus(options).ok());
    parts.push_back(options.output);
  }
  const auto merged = MergeParts(parts, dir.str() + "/merged");
  ASSERT_TRUE(merged.ok());
  EXPECT_EQ(merged.value().errors, 1U);
  for (const char* name : kTables)
    EXPECT_EQ(ReadFile(dir.path() / "merged" / name), ReadFile(dir.path() / "whole" / name)) << name;
  EXPECT_FALSE(MergeParts({dir.str() + "/nowhere"}, dir.str() + "/x").ok());
}

// Groups with known differences: the tests see them, and only them.
TEST(CorpusHypotheses, ComparesGroups) {
  std::vector<Record> records;
  for (int i = 0; i < 24; ++i) {
    const bool shared = i % 2 == 0;
    Record one = {{"error", nullptr},        {"scored", true},
                  {"kind", "application"},   {"low", shared ? 80 + i : 20 + i},
                  {"shared_server", shared}, {"scopes", Record::array()}};
    one["habits"] = {{"autolog", i % 3 == 0}, {"manual_logging", true}};
    one["kept"] = {{"pinned", i < 12}, {"python_version", false}};
    for (const char* name :
         {"code", "data", "dependencies", "parameters", "environment", "randomness", "results", "centralisation"})
      one["facets"][name] = {{"status", "explicit"}, {"low", shared ? 1.0 : 0.25}, {"high", 1.0}};
    records.push_back(std::move(one));
  }
  records[1]["shared_server"] = nullptr;  // unknown: in no group
  const std::vector<Case> cases = CasesOf(records);
  for (const Hypothesis& one : TestHypotheses(Distinct(cases))) {
    EXPECT_GE(one.adjusted, one.p) << one.id;
    if (one.id == "H2") {
      EXPECT_EQ(one.groups, "yes 12, no 11");
      EXPECT_EQ(one.size, 1.0);
      EXPECT_LT(one.adjusted, 0.001);
    } else if (one.id == "H1i-dependencies") {
      EXPECT_EQ(one.groups, "kept only 6, recorded only 6, both 6");
      EXPECT_EQ(one.p, 1.0);
    } else if (one.id == "H9" || one.id == "H1" || one.id == "H3b") {
      EXPECT_EQ(one.p, 1.0) << one.id;
    }
  }
  EXPECT_EQ(TestHypotheses({}).size(), TestHypotheses(Distinct(cases)).size());
}

// Expected figures: statsmodels, proportion_confint(k, n, method="wilson").
TEST(CorpusStatistics, WilsonIntervals) {
  struct Case {
    std::size_t hits, n;
    double low, high;
  };
  for (const Case& c : {Case{0, 10, 0, 0.277532799862889}, Case{10, 10, 0.722467200137111, 1},
                        Case{1, 1, 0.206549314377237, 1}, Case{45, 74, 0.494195193041288, 0.711350800602737},
                        Case{3, 50, 0.020614970348974, 0.162170916888382}, Case{0, 0, 0, 1}}) {
    const Interval interval = Wilson(c.hits, c.n);
    EXPECT_NEAR(interval.low, c.low, 1e-12) << c.hits << " of " << c.n;
    EXPECT_NEAR(interval.high, c.high, 1e-12) << c.hits << " of " << c.n;
  }
}

TEST(CorpusStatistics, UnknownIsNeitherYesNorNo) {
  const auto record = [](double low, double high, const char* status) {
    Record one = {{"error", nullptr}, {"scored", true}, {"habits", Record::object()}, {"facets", Record::object()}};
    for (const char* name : {"metrics_only", "autolog", "registry", "aliases", "stages"}) one["habits"][name] = false;
    for (const char* name : {"dependencies", "pinned", "lock", "python_version", "image", "mlproject", "dvc",
                             "continuous_integration", "runs_in_integration"})
      one["kept"][name] = false;
    one["shared_server"] = nullptr;
    for (const char* name :
         {"code", "data", "dependencies", "parameters", "environment", "randomness", "results", "centralisation"})
      one["facets"][name] = {{"status", status}, {"low", low}, {"high", high}};
    return one;
  };
  const std::vector<Record> records{record(1, 1, "explicit"), record(0, 1, "unknown"), record(0, 0.5, "partial"),
                                    record(0.75, 0.75, "partial")};
  const std::vector<Case> cases = CasesOf(records);
  for (const Rate& rate : Rates(Distinct(cases))) {
    if (rate.id != "H1a" && rate.id != "H1e") continue;
    EXPECT_EQ(rate.n, 4U) << rate.id;
    EXPECT_EQ(rate.yes, 2U) << rate.id;
    EXPECT_EQ(rate.unknown, 1U) << rate.id;
  }
}

}  // namespace
}  // namespace tracklint::corpus
