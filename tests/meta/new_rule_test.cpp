// "Add a rule in five minutes" (CONTRIBUTING.md): the command makes what it promises, and only that.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

namespace tracklint {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string Contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A copy of the little that `./dev new-rule` reads.
class NewRule : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "tracklint-new-rule-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    const fs::path source(TRACKLINT_SOURCE_DIR);
    fs::copy_file(source / "dev", root_ / "dev");
    fs::create_directories(root_ / "cmake");
    fs::copy(source / "cmake/new-rule", root_ / "cmake/new-rule", fs::copy_options::recursive);
    fs::copy(source / "include", root_ / "include", fs::copy_options::recursive);
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }

  // The exit code of `./dev new-rule <arguments>` in the copy.
  [[nodiscard]] int Run(const std::string& arguments) const {
    return Execute("'" + (root_ / "dev").string() + "' new-rule " + arguments);
  }
  [[nodiscard]] int Execute(const std::string& command) const {
    const int status = std::system((command + " >'" + (root_ / "log").string() + "' 2>&1").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  [[nodiscard]] std::string Log() const { return Contents(root_ / "log"); }

  fs::path root_;
};

TEST_F(NewRule, CreatesARuleAndItsFixtureInTheFamilyOfItsNumber) {
  ASSERT_EQ(Run("MLF199 run-named-badly"), 0) << Log();
  const std::string rule = Contents(root_ / "rules/runs/mlf199_run_named_badly.cpp");
  EXPECT_THAT(rule, HasSubstr("extern constinit const Rule MLF199"));
  EXPECT_THAT(rule, HasSubstr(".name = \"run-named-badly\""));
  EXPECT_THAT(rule, HasSubstr("Family::kRuns"));
  for (const char* section : {"## What it does", "## Why", "## Example", "## Use instead"}) {
    EXPECT_THAT(rule, HasSubstr(section));
  }
  EXPECT_TRUE(fs::exists(root_ / "tests/rules/runs/mlf199/faulty.py"));
  EXPECT_TRUE(fs::exists(root_ / "tests/rules/runs/mlf199/clean.py"));
}

TEST_F(NewRule, TheRuleCompilesAsItIs) {
  ASSERT_EQ(Run("MLF699 image-without-digest"), 0) << Log();
  const std::string root = root_.string();
  EXPECT_EQ(Execute("'" TRACKLINT_CXX "' -std=c++20 -Wall -Wextra -Werror -fsyntax-only '-I" + root + "/include' '-I" +
                    root + "' '" + root + "/rules/environment/mlf699_image_without_digest.cpp'"),
            0)
      << Log();
}

TEST_F(NewRule, RefusesAnIdOrANameThatIsTaken) {
  ASSERT_EQ(Run("MLF299 some-name"), 0) << Log();
  EXPECT_EQ(Run("MLF299 other-name"), 2);
  EXPECT_EQ(Run("MLF399 some-name"), 2);
}

TEST_F(NewRule, RefusesWhatIsNoIdOrNoName) {
  EXPECT_EQ(Run("MLF29 some-name"), 2);
  EXPECT_EQ(Run("MLF299 Some_Name"), 2);
  EXPECT_EQ(Run("MLF299"), 2);
  EXPECT_FALSE(fs::exists(root_ / "rules"));
}

}  // namespace
}  // namespace tracklint
