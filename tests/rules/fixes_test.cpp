// Fixes of the rules' fixtures: applied until nothing is left to do, they give the file `<name>.fixed` (if there is one), mend what they
// promise to, and bring up no finding of any rule that was not there before. TRACKLINT_BLESS=1 writes the files.
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "rules/registry.h"
#include "tests/support/fixture.h"
#include "tests/support/known_gaps.h"
#include "tests/support/temp_dir.h"

namespace tracklint::tests {
namespace {

namespace fs = std::filesystem;

std::vector<Fixture> FixableFixtures() {
  std::vector<Fixture> fixtures;
  for (Fixture& fixture : FindFixtures()) {
    for (const Rule* rule : rules::AllRules()) {
      if (rule->meta.id == fixture.rule && rule->meta.fix != Applicability::kNone && !fixture.clean())
        fixtures.push_back(fixture);
    }
  }
  return fixtures;
}

nlohmann::json Check(const std::vector<std::string>& arguments) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  std::vector<std::string> all{"check", "--isolated", "--output-format", "json"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  cli::Run(all, in, out, err);
  EXPECT_EQ(err.str(), "");
  return nlohmann::json::parse(out.str(), nullptr, false);
}

std::map<std::string, int> CountByRuleAndFile(const nlohmann::json& report) {
  std::map<std::string, int> counts;
  for (const auto& finding : report["findings"])
    ++counts[finding["rule"].get<std::string>() + " " + finding["path"].get<std::string>()];
  return counts;
}

/// The fixture's files in `dir`.
std::vector<fs::path> Copy(const Fixture& fixture, const TempDir& dir) {
  std::vector<fs::path> copied;
  if (!fs::is_directory(fixture.path)) {
    copied.push_back(dir.path() / fixture.path.filename());
    fs::copy_file(fixture.path, copied.back());
    return copied;
  }
  fs::copy(fixture.path, dir.path(), fs::copy_options::recursive);
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(dir.path())) {
    if (entry.is_regular_file()) copied.push_back(entry.path());
  }
  return copied;
}

class AllFixes : public ::testing::TestWithParam<Fixture> {};

/// Whatever rule a fixture is for: the fixes of all rules together bring up nothing new, and are done after one call.
TEST_P(AllFixes, BringUpNothingAndAreDoneAtOnce) {
  const TempDir dir;
  const std::vector<fs::path> files = Copy(GetParam(), dir);
  const std::map<std::string, int> known = CountByRuleAndFile(Check({dir.str(), "--select", "ALL"}));
  for (const std::string kind : {"--fix", "--unsafe-fixes"}) {
    Check({dir.str(), "--select", "ALL", "--fix", kind});
    std::map<fs::path, std::string> once;
    for (const fs::path& file : files) once[file] = ReadFile(file);
    const std::map<std::string, int> after = CountByRuleAndFile(Check({dir.str(), "--select", "ALL"}));
    for (const auto& [key, count] : after) {
      const auto old = known.find(key);
      EXPECT_LE(count, old == known.end() ? 0 : old->second) << "new after " << kind << ": " << key;
    }
    Check({dir.str(), "--select", "ALL", "--fix", kind});
    for (const fs::path& file : files) EXPECT_EQ(once[file], ReadFile(file)) << "fixed again by " << kind;
  }
}

class RuleFix : public ::testing::TestWithParam<Fixture> {};

TEST_P(RuleFix, Mends) {
  const Fixture& fixture = GetParam();
  const TempDir dir;
  std::vector<fs::path> sources;  // below the fixture; their twins in `dir` are fixed
  if (fs::is_directory(fixture.path)) {
    fs::copy(fixture.path, dir.path(), fs::copy_options::recursive);
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fixture.path)) {
      const std::string extension = entry.path().extension().string();
      if (extension == ".py" || extension == ".ipynb") sources.push_back(entry.path());
    }
  } else {
    fs::copy_file(fixture.path, dir.path() / fixture.path.filename());
    sources.push_back(fixture.path);
  }
  const auto twin = [&](const fs::path& source) {
    return fs::is_directory(fixture.path) ? dir.path() / source.lexically_relative(fixture.path)
                                          : dir.path() / source.filename();
  };
  const nlohmann::json before = Check({dir.str(), "--select", "ALL"});
  int fixable = 0;
  int all = 0;
  for (const auto& finding : before["findings"]) {
    if (finding["rule"] != fixture.rule || finding["suppressed"]) continue;
    ++all;
    fixable += finding["fixes"].empty() ? 0 : 1;
  }
  // A seed that is given is a seed to be logged; a suppression is unused only where all rules ran.
  std::string selected = fixture.rule == "MLF003" ? "ALL" : fixture.rule + ",MLF504";
  std::vector<std::string> arguments{dir.str(), "--fix", "--select", selected};
  if (fixture.rule != "MLF003") arguments.emplace_back("--unsafe-fixes");
  Check(arguments);
  const nlohmann::json after = Check({dir.str(), "--select", "ALL"});
  std::map<fs::path, std::string> once;
  for (const fs::path& source : sources) once[source] = ReadFile(twin(source));
  Check(arguments);
  for (const fs::path& source : sources) EXPECT_EQ(once[source], ReadFile(twin(source))) << "fixed again: " << source;

  int left = 0;
  for (const auto& finding : after["findings"])
    left += finding["rule"] == fixture.rule && !finding["suppressed"] ? 1 : 0;
  if (!IsKnownGap("fixture " + fixture.name)) {
    EXPECT_LE(left, all - fixable);
  }
  const std::map<std::string, int> known = CountByRuleAndFile(before);
  for (const auto& [key, count] : CountByRuleAndFile(after)) {
    const auto old = known.find(key);
    EXPECT_LE(count, old == known.end() ? 0 : old->second) << "new: " << key;
  }
  for (const fs::path& source : sources) {
    const std::string fixed = ReadFile(twin(source));
    const fs::path golden = source.string() + ".fixed";
    const bool changed = fixed != ReadFile(source);
    const char* bless = std::getenv("TRACKLINT_BLESS");  // NOLINT(concurrency-mt-unsafe)
    if (bless != nullptr && changed) std::ofstream(golden, std::ios::binary) << fixed;
    if (bless != nullptr && !changed) fs::remove(golden);
    if (fs::exists(golden)) {
      EXPECT_EQ(ReadFile(golden), fixed) << golden;
    }
  }
}

std::string TestName(const ::testing::TestParamInfo<Fixture>& info) {
  std::string name = info.param.name;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Rules, AllFixes, ::testing::ValuesIn(FindFixtures()), TestName);
INSTANTIATE_TEST_SUITE_P(Rules, RuleFix, ::testing::ValuesIn(FixableFixtures()), TestName);

/// The parser of tracklint forgives more than Python does.
TEST(RuleFixes, AreParsedByPython) {
  const std::string root = std::string(TRACKLINT_SOURCE_DIR) + "/tests/rules";
  const std::string command =
      "python3 '" + std::string(TRACKLINT_SOURCE_DIR) + "/tests/support/parse_fixed.py' '" + root + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);  // NOLINT(cert-env33-c): a fixed command
}

TEST(RuleFixes, EveryRuleThatPromisesOneHasOne) {
  std::map<std::string, bool> has;
  for (const Rule* rule : rules::AllRules()) {
    if (rule->meta.fix != Applicability::kNone) has[std::string(rule->meta.id)] = false;
  }
  for (const Fixture& fixture : FixableFixtures()) {
    if (fs::is_regular_file(fixture.path) && fs::exists(fixture.path.string() + ".fixed")) has[fixture.rule] = true;
  }
  for (const auto& [rule, found] : has) EXPECT_TRUE(found) << rule;
}

}  // namespace
}  // namespace tracklint::tests
