// docs/options.md names every option of every command and, for each, a test that is there.
#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cli/cli.h"
#include "tests/support/temp_dir.h"

namespace tracklint::tests {
namespace {

std::string Help(const std::string& command) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  cli::Run({command, "--help"}, in, out, err);
  return out.str();
}

std::set<std::string> OptionsOf(const std::string& help) {
  std::set<std::string> options;
  const std::regex line(R"(^\s+(?:-\w,)?(--[a-z][a-z-]*))");
  std::istringstream lines(help);
  for (std::string text; std::getline(lines, text);) {
    std::smatch match;
    if (std::regex_search(text, match, line) && match[1] != "--help") options.insert(match[1]);
  }
  return options;
}

/// `Suite.Name` of every test in the tree.
std::set<std::string> AllTests() {
  std::set<std::string> names;
  const std::regex test(R"(TEST(?:_[FP])?\((\w+), (\w+)\))");
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(TRACKLINT_SOURCE_DIR) / "tests")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = ReadFile(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), test), end; at != end; ++at)
      names.insert((*at)[1].str() + "." + (*at)[2].str());
  }
  return names;
}

TEST(OptionsTable, NamesATestForEachOption) {
  const std::string page = ReadFile(std::filesystem::path(TRACKLINT_SOURCE_DIR) / "docs" / "options.md");
  ASSERT_FALSE(page.empty());
  const std::set<std::string> tests = AllTests();
  std::set<std::string> listed;  // "check --fix"
  const std::regex row(R"(^\| `(--[a-z-]+)` \| ([a-z, ]+) \| (.*) \|$)");
  const std::regex name(R"(`(\w+\.\w+)`)");
  std::istringstream lines(page);
  for (std::string text; std::getline(lines, text);) {
    std::smatch match;
    if (!std::regex_match(text, match, row)) continue;
    std::istringstream commands(match[2].str());
    for (std::string command; std::getline(commands, command, ',');) {
      std::erase(command, ' ');
      listed.insert(command + " " + match[1].str());
    }
    const std::string cell = match[3].str();
    const std::sregex_iterator first(cell.begin(), cell.end(), name);
    EXPECT_NE(first, std::sregex_iterator()) << text;
    for (std::sregex_iterator at = first; at != std::sregex_iterator(); ++at)
      EXPECT_TRUE(tests.contains((*at)[1].str())) << "no such test: " << (*at)[1];
  }
  std::set<std::string> present;
  for (const char* command :
       {"check", "facts", "score", "badge", "corpus", "merge", "compare", "reproduce", "rule", "config", "server"}) {
    for (const std::string& option : OptionsOf(Help(command))) present.insert(std::string(command) + " " + option);
  }
  EXPECT_GT(present.size(), 60U);
  std::vector<std::string> missing;
  std::ranges::set_difference(present, listed, std::back_inserter(missing));
  for (const std::string& option : missing) ADD_FAILURE() << "docs/options.md lacks: " << option;
  std::vector<std::string> surplus;
  std::ranges::set_difference(listed, present, std::back_inserter(surplus));
  for (const std::string& option : surplus) ADD_FAILURE() << "docs/options.md names what is not there: " << option;
}

}  // namespace
}  // namespace tracklint::tests
