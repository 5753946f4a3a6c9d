// What a report says of each hypothesis: figures and the numbers behind them, and an honest word where there are none.
#include "corpus/sections.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "corpus/groups.h"
#include "corpus/hypotheses.h"
#include "corpus/report.h"
#include "corpus/run.h"
#include "corpus/statistics.h"
#include "tests/support/temp_dir.h"

namespace tracklint::corpus {
namespace {

unsigned Bit(std::string_view flag) {
  return 1U << static_cast<unsigned>(std::ranges::find(kFlags, flag) - kFlags.begin());
}

/// Eight repositories of four owners that differ in whatever a hypothesis asks.
std::vector<Case> Cases() {
  std::vector<Case> cases(8);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    Case& one = cases[i];
    one.name = "o" + std::to_string(i / 2) + "/" + std::to_string(i);
    one.content = one.name;
    one.kind = i < 4 ? "application" : "course";
    one.scored = true;
    one.low = 10.0 * static_cast<double>(i);
    one.level = i < 6 ? 1 : 2;
    one.flags = Bit("uses_mlflow") | (i % 2 == 0 ? Bit("autolog") : Bit("manual_logging"));
    if (i < 3) one.flags |= Bit("lock") | Bit("hydra");
    if (i == 3) one.flags |= Bit("image");
    one.shared_server = i % 2 == 0;
    one.notebooks = {1, i < 4 ? 0U : 2U};
    one.scripts = {3, 0};
    one.year = 2020 + static_cast<int>(i / 4);
    one.facets[static_cast<std::size_t>(Facet::kCode)] = {i < 4 ? 1.0 : 0.0, 1.0, true};
  }
  return cases;
}

std::map<std::string, Section> ById(const Record& summary) {
  std::map<std::string, Section> sections;
  for (Section& one : Sections(summary)) {
    const std::string id = one.id;
    sections.emplace(id, std::move(one));
  }
  return sections;
}

TEST(CorpusSections, EveryHypothesisHasFiguresOrSaysWhatIsMissing) {
  std::vector<Case> cases = Cases();
  const Record summary = Summary(cases, {}, {}, "1");
  const auto sections = ById(summary);
  ASSERT_EQ(sections.size(), 10U);
  for (const auto& [id, section] : sections) {
    EXPECT_EQ(section.figures.empty(), !section.lacking.empty()) << id;
    for (const SectionFigure& figure : section.figures) {
      EXPECT_TRUE(figure.name.starts_with(id + "-")) << figure.name;
      EXPECT_TRUE(figure.svg.starts_with("<svg ") && figure.svg.ends_with("</svg>\n")) << figure.name;
      EXPECT_NE(StandaloneFigure(figure.svg).find("<style>"), std::string::npos);
      EXPECT_FALSE(figure.caption.empty());
    }
  }
  EXPECT_NE(sections.at("H4").lacking.find("--reproduced"), std::string::npos);
  EXPECT_NE(sections.at("H8").lacking.find("stars"), std::string::npos);
  EXPECT_EQ(sections.at("H7").figures.size(), 1U) << "years, no history";
  // With outcomes and stars there is something to show.
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases[i].outcome = static_cast<int>(i % 7);
    cases[i].stars = static_cast<double>(i * 40);
  }
  const auto more = ById(Summary(cases, {}, {}, "1"));
  EXPECT_TRUE(more.at("H4").lacking.empty() && more.at("H8").lacking.empty());
  EXPECT_NE(more.at("H8").table.find("groups,H8,10 to 99 stars,score,2,,,,,,,,"), std::string::npos)
      << more.at("H8").table;
}

TEST(CorpusSections, NumbersBehindTheFigures) {
  const auto sections = ById(Summary(Cases(), {}, {}, "1"));
  const std::string& outside = sections.at("H10").table;
  EXPECT_NE(outside.find("\noverlap,H10,none of them,repositories,4,"), std::string::npos) << outside;
  EXPECT_NE(outside.find("\noverlap,H10,lock + hydra,repositories,3,"), std::string::npos) << outside;
  EXPECT_NE(outside.find("\noverlap,H10,image,repositories,1,"), std::string::npos) << outside;
  const std::string& scopes = sections.at("H3").table;
  EXPECT_NE(scopes.find("notebooks: scopes that record the code version,rate,16.0,8.0,0,0.5,"), std::string::npos)
      << scopes;
  // Each row has as many cells as the head.
  for (const auto& [id, section] : sections) {
    std::size_t begin = 0;
    while (begin < section.table.size()) {
      const std::size_t end = section.table.find('\n', begin);
      bool quoted = false;
      std::size_t commas = 0;
      for (const char c : section.table.substr(begin, end - begin)) {
        quoted = c == '"' ? !quoted : quoted;
        commas += c == ',' && !quoted ? 1 : 0;
      }
      EXPECT_EQ(commas, 16U) << id << ": " << section.table.substr(begin, end - begin);
      begin = end + 1;
    }
  }
}

TEST(CorpusSections, NothingAtAll) {
  const Record summary = Summary({}, {}, {}, "1");
  for (const Section& section : Sections(summary))
    EXPECT_EQ(section.lacking, "No repository has a score.") << section.id;
  EXPECT_NE(MarkdownReport(summary).find("## H10: "), std::string::npos);
  EXPECT_NE(HtmlReport(summary).find("<h2 id=\"H1\">"), std::string::npos);
}

TEST(CorpusSections, IdentifiersOfHypotheses) {
  EXPECT_TRUE(BelongsTo("H1", "H1") && BelongsTo("H1i-environment", "H1") && BelongsTo("H10a", "H10"));
  EXPECT_FALSE(BelongsTo("H10", "H1") || BelongsTo("H2", "H1") || BelongsTo("H", "H1"));
}

TEST(CorpusSections, ScopesOfAnOwnerDependOnEachOther) {
  const std::vector<Case> cases = Cases();
  for (const Hypothesis& one : TestHypotheses(Distinct(cases))) {
    if (one.id != "H3b") continue;
    EXPECT_EQ(one.groups, "notebook scopes 8 of 16, other scopes 24 of 24, owners 4");
    EXPECT_EQ(one.size, -0.5);
    EXPECT_GT(one.p, 0.01);  // scopes taken as independent: below 0.001
  }
}

TEST(CorpusNearCopies, HalfOfTheFilesEqual) {
  std::vector<Case> cases(5);
  const std::vector<std::vector<std::uint64_t>> files{{1, 2, 3}, {2, 3, 4}, {3, 9, 10, 11}, {}, {2, 3, 4}};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    cases[i].name = std::to_string(i);
    cases[i].flags = Bit("uses_mlflow");
    cases[i].sketch = files[i];
  }
  EXPECT_DOUBLE_EQ(EqualFiles(cases[0], cases[1]), 0.5);
  EXPECT_DOUBLE_EQ(EqualFiles(cases[0], cases[2]), 1.0 / 6);
  EXPECT_DOUBLE_EQ(EqualFiles(cases[3], cases[3]), 0);
  MarkNearCopies(cases);
  EXPECT_EQ(cases[1].near_copy_of, 0U);
  EXPECT_FALSE(cases[0].near_copy_of || cases[2].near_copy_of || cases[3].near_copy_of);
  EXPECT_EQ(cases[4].near_copy_of, 0U) << "the first of a family";
}

TEST(CorpusNearCopies, SketchesOfManyFilesEstimate) {
  Case a;
  Case b;
  for (std::uint64_t i = 0; i < kSketch; ++i) {
    a.sketch.push_back(4 * i);
    b.sketch.push_back(i % 2 == 0 ? 4 * i : 4 * i + 1);
  }
  EXPECT_NEAR(EqualFiles(a, b), 1.0 / 3, 0.06);
}

TEST(CorpusNearCopies, ForksWithAFileMore) {
  const tests::TempDir dir;
  const std::string train = "import mlflow\nwith mlflow.start_run():\n    mlflow.log_metric('loss', 1.0)\n";
  for (const char* name : {"one", "fork"}) {
    for (const char* file : {"a.py", "b.py"})
      dir.write(std::string(name) + "/" + file, train + "print('" + file + "')\n");
  }
  dir.write("fork/c.py", train);
  RunOptions options;
  options.inputs = {{"ann/one", dir.str() + "/one", {}}, {"bob/fork", dir.str() + "/fork", {}}};
  options.output = dir.str() + "/out";
  // A figure of an earlier run does not stay.
  dir.write("out/figures/H4-groups.svg", "<svg/>");
  ASSERT_TRUE(RunCorpus(options).ok());
  const std::string table = tests::ReadFile(dir.path() / "out/repos.csv");
  EXPECT_NE(table.find(",,ann/one,"), std::string::npos) << "near_copy_of: " << table;
  EXPECT_FALSE(std::filesystem::exists(dir.path() / "out/figures/H4-groups.svg"));
  EXPECT_TRUE(std::filesystem::exists(dir.path() / "out/figures/H4.csv"));
  EXPECT_NE(tests::ReadFile(dir.path() / "out/summary.json").find("\"near_copies\": 1"), std::string::npos);
}

}  // namespace
}  // namespace tracklint::corpus
