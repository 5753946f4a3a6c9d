#include "corpus/run.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corpus/hypotheses.h"
#include "corpus/results.h"
#include "corpus/statistics.h"
#include "tests/support/temp_dir.h"

namespace tracklint::corpus {
namespace {

using tests::ReadFile;
using tests::TempDir;

constexpr const char* kTables[] = {"records.jsonl",  "repos.csv",    "scopes.csv", "findings.csv",
                                   "hypotheses.csv", "summary.json", "report.md",  "report.html"};

/// Three small repositories, and one that is not there.
std::vector<Input> Corpus(const TempDir& dir) {
  for (const char* name : {"one", "two", "three"}) {
    dir.write(std::string(name) + "/train.py",
              "import mlflow\nfrom sklearn.linear_model import Ridge\n\nwith mlflow.start_run():\n"
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
  for (const Hypothesis& one : TestHypotheses(records)) {
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
  EXPECT_EQ(TestHypotheses({}).size(), TestHypotheses(records).size());
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
    for (const char* name :
         {"dependencies", "pinned", "lock", "python_version", "image", "mlproject", "dvc", "continuous_integration"})
      one["kept"][name] = false;
    one["shared_server"] = nullptr;
    for (const char* name :
         {"code", "data", "dependencies", "parameters", "environment", "randomness", "results", "centralisation"})
      one["facets"][name] = {{"status", status}, {"low", low}, {"high", high}};
    return one;
  };
  const std::vector<Record> records{record(1, 1, "explicit"), record(0, 1, "unknown"), record(0, 0.5, "partial"),
                                    record(0.75, 0.75, "partial")};
  for (const Rate& rate : Rates(records)) {
    if (rate.id != "H1a" && rate.id != "H1e") continue;
    EXPECT_EQ(rate.n, 4U) << rate.id;
    EXPECT_EQ(rate.yes, 2U) << rate.id;
    EXPECT_EQ(rate.unknown, 1U) << rate.id;
  }
}

}  // namespace
}  // namespace tracklint::corpus
