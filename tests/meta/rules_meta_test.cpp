// What every rule must have: an id of its own that its file is named after, documentation whose examples are
// true, messages of one form, fixtures.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/engine/run_rules.h"
#include "reporters/rule_doc.h"
#include "rules/registry.h"
#include "tests/support/fixture.h"
#include "tests/support/golden.h"
#include "tests/support/known_gaps.h"

namespace tracklint::tests {
namespace {

namespace fs = std::filesystem;
using reporters::CodeBlock;
using reporters::CodeBlocks;
using reporters::Section;

/// File names of rules by id: "MLF101" → runs/mlf101_run_never_ended.cpp
std::map<std::string, fs::path> RuleFiles() {
  std::map<std::string, fs::path> files;
  const fs::path root = fs::path(TRACKLINT_SOURCE_DIR) / "rules";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("mlf") || entry.path().extension() != ".cpp") continue;
    files["MLF" + name.substr(3, 3)] = entry.path();
  }
  return files;
}

/// The parameter is the rule's id.
class RuleMeta : public ::testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] static const RuleMetadata& meta() {
    const auto all = rules::AllRules();
    return (*std::ranges::find_if(all, [](const Rule* rule) { return rule->meta.id == GetParam(); }))->meta;
  }

  /// The file that an example shows; empty where it only describes a project.
  [[nodiscard]] static std::string FileOf(const CodeBlock& block) {
    if (block.language == "python") return "train.py";
    if (block.language == "dockerfile") return "Dockerfile";
    if (block.language == "text" && meta().id == "MLF601") return "requirements.txt";
    return {};
  }

  /// Findings of this rule in the example, written as a project of its own.
  [[nodiscard]] static std::vector<Finding> FindingsIn(const CodeBlock& block) {
    auto directory = std::make_unique<TempDir>();
    directory->write("train.py", "import mlflow\n\nwith mlflow.start_run():\n    mlflow.log_param(\"a\", 1)\n");
    directory->write(FileOf(block), std::string(block.code));
    EXPECT_EQ(CommitAll(*directory), "");
    const bool all = meta().id == engine::kUnusedSuppressionRule;
    Checked checked = CheckDirectory(
        std::move(directory), all ? std::vector<std::string>{} : std::vector<std::string>{std::string(meta().id)});
    EXPECT_EQ(checked.problem, "");
    std::vector<Finding> mine;
    for (Finding& finding : checked.result.findings) {
      if (finding.rule == meta().id) mine.push_back(std::move(finding));
    }
    return mine;
  }
};

TEST_P(RuleMeta, IsNamedLikeItsFile) {
  const auto files = RuleFiles();
  const auto file = files.find(std::string(meta().id));
  ASSERT_NE(file, files.end());
  std::string name(meta().name);
  std::ranges::replace(name, '-', '_');
  EXPECT_EQ(file->second.stem().string(), "mlf" + std::string(meta().id.substr(3)) + "_" + name);
  EXPECT_EQ(file->second.parent_path().filename().string(), reporters::FamilyName(meta().family));
}

TEST_P(RuleMeta, IsDocumented) {
  for (const char* heading : {"What it does", "Why", "Example", "Use instead"})
    EXPECT_FALSE(Section(meta().doc, heading).empty()) << heading;
  EXPECT_FALSE(meta().summary.empty());
  EXPECT_FALSE(meta().summary.ends_with('.'));
  EXPECT_FALSE(CodeBlocks(Section(meta().doc, "Example")).empty());
}

TEST_P(RuleMeta, BadExampleFires) {
  std::size_t examples = 0;
  std::size_t found = 0;
  for (const CodeBlock& block : CodeBlocks(Section(meta().doc, "Example"))) {
    if (FileOf(block).empty()) continue;
    ++examples;
    found += FindingsIn(block).size();
  }
  if (examples == 0) GTEST_SKIP() << "the example describes a project";
  const std::string name = "bad example " + std::string(meta().id);
  if (IsKnownGap(name)) {
    ASSERT_EQ(found, 0U) << name << " holds now: remove its line from tests/known_gaps.txt";
    GTEST_SKIP() << "known gap";
  }
  EXPECT_GT(found, 0U);
}

TEST_P(RuleMeta, GoodExampleIsSilent) {
  std::string told;
  for (const CodeBlock& block : CodeBlocks(Section(meta().doc, "Use instead"))) {
    if (FileOf(block).empty()) continue;
    for (const Finding& finding : FindingsIn(block))
      told += std::to_string(finding.place.line) + ": " + finding.message + "\n";
  }
  const std::string name = "good example " + std::string(meta().id);
  if (IsKnownGap(name)) {
    ASSERT_NE(told, "") << name << " holds now: remove its line from tests/known_gaps.txt";
    GTEST_SKIP() << "known gap: " << told;
  }
  EXPECT_EQ(told, "");
}

TEST_P(RuleMeta, MessagesHaveTheirForm) {
  for (const CodeBlock& block : CodeBlocks(Section(meta().doc, "Example"))) {
    if (FileOf(block).empty()) continue;
    for (const Finding& finding : FindingsIn(block)) {
      const std::string& message = finding.message;
      ASSERT_FALSE(message.empty());
      // Lower case, a quoted name, or a name such as MLflow, written as it is.
      const std::string first = message.substr(0, message.find(' '));
      const bool name = std::ranges::count_if(first, [](char c) { return c >= 'A' && c <= 'Z'; }) >= 2;
      EXPECT_TRUE(message[0] == '`' || std::isupper(static_cast<unsigned char>(message[0])) == 0 || name) << message;
      EXPECT_FALSE(message.ends_with('.')) << message;
      EXPECT_EQ(message.find('\n'), std::string::npos) << message;
      EXPECT_FALSE(finding.help.ends_with('.')) << finding.help;
    }
  }
}

TEST_P(RuleMeta, HasFixtures) {
  std::size_t clean = 0;
  std::size_t faulty = 0;
  for (const Fixture& fixture : FindFixtures()) {
    if (fixture.rule != meta().id) continue;
    ++(fixture.clean() ? clean : faulty);
  }
  EXPECT_GT(clean, 0U) << "no clean case";
  EXPECT_GT(faulty, 0U) << "no faulty case";
}

std::vector<std::string> Ids() {
  std::vector<std::string> ids;
  for (const Rule* rule : rules::AllRules()) ids.emplace_back(rule->meta.id);
  return ids;
}

std::string Id(const ::testing::TestParamInfo<std::string>& rule) { return rule.param; }
INSTANTIATE_TEST_SUITE_P(Rules, RuleMeta, ::testing::ValuesIn(Ids()), Id);

TEST(Rules, HaveIdsAndNamesOfTheirOwn) {
  std::set<std::string_view> ids;
  std::set<std::string_view> names;
  std::string_view previous;
  for (const Rule* rule : rules::AllRules()) {
    EXPECT_TRUE(ids.insert(rule->meta.id).second) << rule->meta.id;
    EXPECT_TRUE(names.insert(rule->meta.name).second) << rule->meta.name;
    EXPECT_LT(previous, rule->meta.id);
    previous = rule->meta.id;
  }
  EXPECT_EQ(ids.size(), RuleFiles().size());
}

// Users were angered most when a linter's default set grew under them: it changes with the major version only.
TEST(Rules, TheDefaultSetIsFrozen) {
  std::string set;
  for (const Rule* rule : rules::AllRules()) {
    if (rule->meta.on && !rule->meta.preview) set += std::string(rule->meta.id) + "\n";
  }
  EXPECT_EQ(CompareGolden("default_rules.txt", set), "");
}

TEST(Rules, FixturesBelongToARule) {
  std::set<std::string> ids;
  for (const Rule* rule : rules::AllRules()) ids.emplace(rule->meta.id);
  for (const Fixture& fixture : FindFixtures()) EXPECT_TRUE(ids.contains(fixture.rule)) << fixture.name;
}

}  // namespace
}  // namespace tracklint::tests
