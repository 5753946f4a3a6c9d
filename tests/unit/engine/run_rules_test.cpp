// Suppressions, duplicates, order and fingerprints of findings, with rules made for the test.
#include "analyzer/engine/run_rules.h"

#include <array>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/sources.h"

namespace tracklint::engine {
namespace {

/// Reports every occurrence of `marked` in every file.
void ReportMarked(Pass& pass) {
  for (std::size_t i = 0; i < pass.sources().size(); ++i) {
    const SourceFile& file = pass.sources().file(FileId{static_cast<std::uint32_t>(i)});
    const std::string_view text = file.text();
    for (std::size_t at = text.find("marked"); at != std::string_view::npos; at = text.find("marked", at + 1)) {
      const auto begin = static_cast<std::uint32_t>(at);
      pass.report(Span{file.id(), begin, begin + 6}, "found", {.subject = "s"});
      pass.report(Span{file.id(), begin, begin + 6}, "found again", {.subject = "s"});
    }
  }
}
void ReportUnused(Pass& pass) {
  for (const UnusedSuppression& unused : pass.unused_suppressions()) pass.report(unused.span, "unused " + unused.codes);
}
void ReportProject(Pass& pass) {
  pass.report(ProjectPlace{.path = "requirements.txt", .line = 2, .column = 1, .end_column = 6}, "unpinned");
}

constexpr Rule kUnused{{.id = "MLF003", .name = "unused-suppression", .severity = Severity::kNote}, &ReportUnused};
constexpr Rule kMarked{{.id = "MLF201", .name = "unlogged-hyperparameter", .family = Family::kParams}, &ReportMarked};
constexpr Rule kProject{{.id = "MLF601", .name = "unpinned-dependency", .family = Family::kEnvironment},
                        &ReportProject};
constexpr std::array<const Rule*, 3> kAll{&kUnused, &kMarked, &kProject};

class RunRulesTest : public ::testing::Test {
 protected:
  RunResult Run(std::vector<const Rule*> selected = {&kUnused, &kMarked}) {
    AnalysisView view;
    view.sources = &sources_;
    view.facts = &facts_;
    view.project = &project_;
    view.issues = &issues_;
    options_.all = kAll;
    options_.selected = std::move(selected);
    return RunRules(view, options_);
  }
  std::string Lines(const std::vector<Finding>& findings) {
    std::string out;
    for (const Finding& finding : findings)
      out += finding.path + ":" + std::to_string(finding.place.line) + " " + std::string(finding.rule) +
             (finding.message.starts_with("unused") ? " " + finding.message : "") + "\n";
    return out;
  }

  SourceSet sources_;
  Facts facts_;
  Project project_;
  std::vector<FileIssue> issues_;
  RunOptions options_;
};

TEST_F(RunRulesTest, MergesEqualFindingsAndOrdersByPath) {
  tests::AddScript(sources_, "b.py", "marked\nmarked\n");
  tests::AddScript(sources_, "a.py", "\nmarked\n");
  EXPECT_EQ(Lines(Run().findings), "a.py:2 MLF201\nb.py:1 MLF201\nb.py:2 MLF201\n");
}

TEST_F(RunRulesTest, SuppressesOnTheLine) {
  tests::AddScript(sources_, "a.py",
                   "marked  # tracklint: ignore[MLF201]\n"
                   "marked  # tracklint: ignore[MLF2] because of this\n"
                   "marked  # tracklint: ignore\n"
                   "marked  # noqa: E501, MLF201\n"
                   "marked  # type: ignore # noqa:mlf201\n"
                   "marked  # noqa\n"
                   "marked  # tracklint: ignore[MLF101]\n"
                   "x = 'marked  # tracklint: ignore[MLF201]'\n");
  const RunResult result = Run({&kMarked});
  EXPECT_EQ(Lines(result.findings), "a.py:6 MLF201\na.py:7 MLF201\na.py:8 MLF201\n");
  EXPECT_EQ(result.suppressed.size(), 5U);
  EXPECT_TRUE(result.suppressed[0].suppressed);
}

TEST_F(RunRulesTest, SuppressesAtTheEndOfTheStatement) {
  tests::AddScript(sources_, "a.py",
                   "f(\n  marked,\n)  # tracklint: ignore[MLF201]\n"
                   "f(  # tracklint: ignore[MLF201]\n  marked,\n)\n");
  EXPECT_EQ(Lines(Run().findings), "a.py:4 MLF003 unused MLF201\na.py:5 MLF201\n");
}

TEST_F(RunRulesTest, SuppressesWholeFiles) {
  tests::AddScript(sources_, "a.py", "marked\nmarked  # tracklint: ignore-file[unlogged-hyperparameter]\n");
  tests::AddScript(sources_, "b.py", "marked\n");
  EXPECT_EQ(Lines(Run().findings), "b.py:1 MLF201\n");
}

TEST_F(RunRulesTest, ReportsUnusedSuppressionsOfOurs) {
  tests::AddScript(sources_, "a.py",
                   "x = 1  # tracklint: ignore[MLF201]\n"
                   "x = 1  # noqa: MLF201\n"
                   "marked  # tracklint: ignore[MLF201, MLF999]\n"
                   "x = 1  # tracklint: ignore[MLF601]\n");
  EXPECT_EQ(Lines(Run().findings), "a.py:1 MLF003 unused MLF201\na.py:3 MLF003 unused MLF999\n");
}

TEST_F(RunRulesTest, BareSuppressionIsUnusedOnlyIfEverythingRan) {
  tests::AddScript(sources_, "a.py", "x = 1  # tracklint: ignore\n");
  EXPECT_EQ(Lines(Run().findings), "");
  options_.project_findings = false;
  EXPECT_EQ(Lines(Run({&kUnused, &kMarked, &kProject}).findings), "a.py:1 MLF003 unused \n");
}

TEST_F(RunRulesTest, OnlyItsNameSuppressesAnUnusedSuppression) {
  tests::AddScript(sources_, "a.py", "x = 1  # tracklint: ignore[MLF201, MLF003]\nx = 1  # tracklint: ignore[MLF]\n");
  options_.project_findings = false;
  EXPECT_EQ(Lines(Run({&kUnused, &kMarked, &kProject}).findings), "a.py:2 MLF003 unused MLF\n");
}

TEST_F(RunRulesTest, LeavesOutFilesThatWereNotAskedFor) {
  tests::AddScript(sources_, "a.py", "marked\n");
  tests::AddScript(sources_, "b.py", "marked\n");
  options_.is_target = [](FileId file) { return file == FileId{1}; };
  EXPECT_EQ(Lines(Run().findings), "b.py:1 MLF201\n");
}

TEST_F(RunRulesTest, PerFileIgnoresAndLevels) {
  tests::AddScript(sources_, "tests/a.py", "marked\n");
  tests::AddScript(sources_, "src/b.py", "marked\n");
  options_.per_file_ignores = {{"tests/**", {"MLF2"}}};
  options_.severities = {{"MLF", Severity::kNote}, {"MLF201", Severity::kError}};
  const RunResult result = Run();
  EXPECT_EQ(Lines(result.findings), "src/b.py:1 MLF201\n");
  EXPECT_EQ(result.findings[0].severity, Severity::kError);
}

TEST_F(RunRulesTest, ProjectFilesCanSuppressToo) {
  std::string text = "a\nb\n";
  options_.project_text = [&](const std::string& path) {
    return path == "requirements.txt" ? std::string_view(text) : std::string_view();
  };
  EXPECT_EQ(Lines(Run({&kProject}).findings), "requirements.txt:2 MLF601\n");
  text = "a\nb  # tracklint: ignore[MLF601]\n";
  EXPECT_EQ(Lines(Run({&kProject}).findings), "");
}

TEST_F(RunRulesTest, FingerprintsStayWhenLinesMove) {
  tests::AddScript(sources_, "a.py", "marked\nx = marked\nmarked\n");
  const RunResult before = Run();
  sources_ = SourceSet();
  tests::AddScript(sources_, "a.py", "import os\n\n  marked\nx =   marked\n\nmarked\n");
  const RunResult after = Run();
  ASSERT_EQ(before.findings.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(before.findings[i].fingerprint, after.findings[i].fingerprint);
  EXPECT_NE(before.findings[0].fingerprint, before.findings[2].fingerprint);
  EXPECT_EQ(before.findings[0].fingerprint.size(), 32U);
}

}  // namespace
}  // namespace tracklint::engine
