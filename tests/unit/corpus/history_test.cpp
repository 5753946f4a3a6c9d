// The score over a repository's commits.
#include "corpus/history.h"

#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "corpus/case.h"
#include "corpus/charts.h"
#include "corpus/groups.h"
#include "corpus/hypotheses.h"
#include "corpus/statistics.h"
#include "tests/support/temp_dir.h"

namespace tracklint::corpus {
namespace {

using tests::TempDir;

TEST(CorpusHistory, WhichCommits) {
  const auto chosen = [](const char* text, std::size_t count) { return Chosen(ParseHistory(text).value(), count); };
  using List = std::vector<std::size_t>;
  EXPECT_EQ(chosen("first,median,last", 9), (List{0, 4, 8}));
  EXPECT_EQ(chosen("last,first", 2), (List{0, 1}));
  EXPECT_EQ(chosen("first,median,last", 1), (List{0}));
  EXPECT_EQ(chosen("all:4", 10), (List{0, 3, 6, 9}));
  EXPECT_EQ(chosen("all:100", 3), (List{0, 1, 2}));
  EXPECT_EQ(chosen("all:1", 3), (List{2}));
  EXPECT_EQ(chosen("all:5", 0), List{});
  for (const char* wrong : {"", "all", "all:", "all:0", "all:x", "first,second", "all:9999999"})
    EXPECT_FALSE(ParseHistory(wrong).ok()) << wrong;
}

/// A repository whose four commits record more and more; the third changes only data.
std::string Growing(const TempDir& dir) {
  const std::string head = "import mlflow\nfrom sklearn.linear_model import Ridge\n\n";
  const std::string steps[] = {
      head + "Ridge(alpha=0.5).fit([[1]], [1])\n",
      head + "with mlflow.start_run():\n    Ridge(alpha=0.5).fit([[1]], [1])\n    mlflow.log_metric('r2', 0.5)\n", "",
      head +
          "with mlflow.start_run():\n    m = Ridge(alpha=0.5).fit([[1]], [1])\n    mlflow.log_metric('r2', 0.5)\n"
          "    mlflow.log_param('alpha', 0.5)\n    mlflow.sklearn.log_model(m, name='m')\n"};
  int year = 2020;
  for (const std::string& step : steps) {
    if (step.empty())
      dir.write("grow/data.csv", "1,2\n");
    else
      dir.write("grow/train.py", step);
    if (year == 2020) dir.write("grow/data.csv", "0\n");
    const std::string date = std::to_string(year++) + "-06-01T00:00:00Z";
    const std::string command = fmt::format(
        "cd '{}/grow' && {{ git init -q . && git add -A && GIT_AUTHOR_DATE={} GIT_COMMITTER_DATE={} git -c user.name=a "
        "-c user.email=a@b -c commit.gpgsign=false commit -q -m x; }} >/dev/null 2>&1",
        dir.str(), date, date);
    if (std::system(command.c_str()) != 0) return {};  // NOLINT: a test's own words
  }
  return dir.str() + "/grow";
}

TEST(CorpusHistory, EachCommitHasItsScore) {
  const TempDir dir;
  const std::string path = Growing(dir);
  if (path.empty()) GTEST_SKIP() << "no git";
  RecordOptions options;
  options.history = ParseHistory("all:9").value();
  const Record record = Examine({"grow", path, ""}, options, dir.str() + "/scratch");
  ASSERT_TRUE(record["error"].is_null()) << record["error"];
  const Record& history = record["history"];
  ASSERT_EQ(history.size(), 4U);
  EXPECT_EQ(history[0]["date"], "2020-06-01");
  EXPECT_EQ(history[3]["date"], "2023-06-01");
  EXPECT_EQ(history[3]["commit"], record["commit"]);
  EXPECT_EQ(history[3]["low"], record["low"]) << "the last one is the repository as it is";
  EXPECT_EQ(history[3]["facets"], record["facets"]);
  EXPECT_LT(history[1]["low"].get<double>(), history[3]["low"].get<double>());
  EXPECT_EQ(history[1]["low"], history[2]["low"]) << "only data changed";
  EXPECT_NE(history[1]["commit"], history[2]["commit"]);
  // A commit alone, without anything kept from those before it.
  options.history = ParseHistory("first").value();
  const Record second = Examine({"grow", path, history[1]["commit"]}, options, dir.str() + "/other");
  EXPECT_EQ(second["low"], history[1]["low"]);
  EXPECT_EQ(second["facets"], history[1]["facets"]);
  ASSERT_EQ(second["history"].size(), 1U);
  EXPECT_EQ(second["history"][0]["facets"], history[0]["facets"]);

  const Case one = CaseOf(record);
  ASSERT_GE(one.history.size(), 3U);
  for (const Hypothesis& test : TestHypotheses({&one})) {
    if (test.id != "H7b") continue;
    EXPECT_EQ(test.groups, "up 1, down 0, level 0");
    EXPECT_GT(test.size, 0);
  }
}

TEST(CorpusHistory, ScoresOverTime) {
  std::vector<Case> cases(3);
  const double shift[] = {0, 20, 40};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases[i].scored = true;
    cases[i].year = 2020 + static_cast<int>(i);
    cases[i].level = i == 2 ? 3 : 1;
    cases[i].history = {{50, shift[i], 1}, {51, shift[i] + 10, 1}, {54, shift[i] + 40, 2}};
  }
  cases[1].history = {{50, 99, 1}};  // once is no history
  const std::vector<Spread> over = OverHistory(Distinct(cases));
  ASSERT_EQ(over.size(), 5U);
  EXPECT_EQ(over[0].n, 2U);
  EXPECT_EQ(over[0].middle, 20);  // of 0 and 40
  EXPECT_EQ(over[1].middle, 30);
  EXPECT_EQ(over[2].middle, 40);  // a third of the way from 10 to 40
  EXPECT_EQ(over[4].most, 80);
  const std::vector<Year> years = Years(Distinct(cases));
  ASSERT_EQ(years.size(), 3U);
  EXPECT_EQ(years[2].reached, 1U);
  const Record summary = Summary(cases, {}, {}, "1");
  for (const std::string& chart : {RatesChart(summary["rates"]), GroupsChart(summary["spread"]["groups"]),
                                   YearsChart(summary["spread"]["years"]), HistoryChart(summary["spread"]["history"])})
    EXPECT_TRUE(chart.starts_with("<svg ") && chart.ends_with("</svg>\n"));
  const Record nothing = Summary({}, {}, {}, "1")["spread"];
  EXPECT_EQ(GroupsChart(nothing["groups"]) + YearsChart(nothing["years"]) + HistoryChart(nothing["history"]), "");
}

TEST(CorpusHistory, ShallowClonesEndWhereTheyEnd) {
  const TempDir dir;
  const std::string path = Growing(dir);
  const std::string clone =
      "cd '" + dir.str() + "' && git clone -q --bare --depth 2 'file://" + path + "' shallow >/dev/null 2>&1";
  if (path.empty() || std::system(clone.c_str()) != 0) GTEST_SKIP() << "no git";  // NOLINT
  RecordOptions options;
  options.history = ParseHistory("first,median,last").value();
  const Record record = Examine({"grow", dir.str() + "/shallow", ""}, options, dir.str() + "/scratch");
  EXPECT_EQ(record["history"].size(), 2U);
  dir.write("plain/train.py", "x = 1\n");
  EXPECT_EQ(Examine({"plain", dir.str() + "/plain", ""}, options, dir.str() + "/scratch")["history"], Record::array());
}

}  // namespace
}  // namespace tracklint::corpus
