#include "analyzer/project/requirement_line.h"

#include <string>

#include <gtest/gtest.h>

#include "tracklint/requirement.h"

namespace tracklint::project {
namespace {

std::string Show(const std::optional<Dependency>& dependency) {
  if (!dependency) return "none";
  return dependency->name + " [" + dependency->specifier + "] " + dependency->pinned.value_or("-") +
         (dependency->exact ? " exact" : "");
}
std::string Pip(std::string_view text) {
  const Result<std::optional<Dependency>> parsed = ParsePipRequirement(text);
  return parsed.ok() ? Show(parsed.value()) : "!";
}

struct LineCase {
  std::string_view text;
  std::string_view expected;
};
class PipLines : public testing::TestWithParam<LineCase> {};
TEST_P(PipLines, Parses) { EXPECT_EQ(Pip(GetParam().text), GetParam().expected) << GetParam().text; }
INSTANTIATE_TEST_SUITE_P(
    All, PipLines,
    testing::Values(LineCase{"numpy", "numpy [] -"}, LineCase{"numpy==1.2", "numpy [==1.2] 1.2 exact"},
                    LineCase{"numpy===1.2", "numpy [===1.2] 1.2 exact"}, LineCase{"numpy==1.*", "numpy [==1.*] -"},
                    LineCase{"numpy >= 1 , < 2", "numpy [>=1,<2] -"},
                    LineCase{"numpy==1.2 --hash=sha256:abc --hash=sha256:def", "numpy [==1.2] 1.2 exact"},
                    LineCase{"numpy==1.2 ; python_version < '3.9' --hash=sha256:abc", "numpy [==1.2] 1.2 exact"},
                    LineCase{"a @ https://x.org/a-1.5-py3-none-any.whl", "a [==1.5] 1.5 exact"},
                    LineCase{"https://x.org/torch-2.1.0%2Bcu118-cp310-cp310-linux_x86_64.whl",
                             "torch [==2.1.0+cu118] 2.1.0+cu118 exact"},
                    LineCase{"https://x.org/pkg-1.0.tar.gz", "pkg [==1.0] 1.0 exact"},
                    LineCase{"git+https://github.com/o/repo.git", "repo [] -"},
                    LineCase{"git+https://github.com/o/repo.git@main", "repo [] -"},
                    LineCase{"git+https://github.com/o/repo.git@1a2b3c4d#egg=My_Pkg", "My_Pkg [] - exact"},
                    LineCase{"git+https://github.com/o/repo@v1.2.3", "repo [] - exact"},
                    LineCase{"git+ssh://git@github.com/o/repo.git", "repo [] -"},
                    LineCase{"a @ git+https://github.com/o/repo@abcdef1234567", "a [] - exact"},
                    LineCase{"https://github.com/o/r/archive/master.zip#egg=r", "r [] -"},
                    LineCase{"https://github.com/o/r/archive/v1.0.2.zip#egg=r", "r [] - exact"}, LineCase{".", "none"},
                    LineCase{"./pkg", "none"}, LineCase{"../pkg[extra]", "none"}, LineCase{"numpy 1.2", "!"},
                    LineCase{"numpy=1.2", "!"}, LineCase{"!pip install x", "!"}));

TEST(ParsePipRequirement, HidesCredentials) {
  const Result<std::optional<Dependency>> parsed = ParsePipRequirement("a @ git+https://user:s3cret@host.org/o/r@main");
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed.value()->written, "a @ git+https://host.org/o/r@main");
}

struct CondaCase {
  std::string_view text;
  bool exported;
  std::string_view expected;
};
class CondaLines : public testing::TestWithParam<CondaCase> {};
TEST_P(CondaLines, Parses) {
  EXPECT_EQ(Show(ParseCondaRequirement(GetParam().text, GetParam().exported)), GetParam().expected) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    All, CondaLines,
    testing::Values(CondaCase{"numpy", false, "numpy [] -"}, CondaCase{"numpy=1.21", false, "numpy [==1.21.*] -"},
                    CondaCase{"numpy=1.21.2", false, "numpy [==1.21.2] 1.21.2 exact"},
                    CondaCase{"numpy==1.21", false, "numpy [==1.21] 1.21 exact"},
                    CondaCase{"numpy=1.21=py39_0", false, "numpy [==1.21] 1.21 exact"},
                    CondaCase{"numpy=1.21", true, "numpy [==1.21] 1.21 exact"},
                    CondaCase{"conda-forge::numpy>=1.2,<2", false, "numpy [>=1.2,<2] -"},
                    CondaCase{"numpy >=1.2", false, "numpy [>=1.2] -"},
                    CondaCase{"numpy 1.2.*", false, "numpy [==1.2.*] -"},
                    CondaCase{"numpy=1.2.*", false, "numpy [==1.2.*] -"},
                    CondaCase{"pytz=2021.3", false, "pytz [==2021.3] 2021.3 exact"},
                    CondaCase{"ca-certificates=2023.7.22=h06a4308_0", false,
                              "ca-certificates [==2023.7.22] 2023.7.22 exact"},
                    CondaCase{"openssl=1.1.1w=h7f8727e_0", false, "openssl [==1.1.1w] 1.1.1w exact"},
                    CondaCase{"jpeg=9e", true, "jpeg [==9e] 9e exact"},
                    CondaCase{"numpy=1.21 # why", false, "numpy [==1.21.*] -"}, CondaCase{"=1", false, "none"}));

TEST(PoetrySpecifier, Translates) {
  EXPECT_EQ(PoetrySpecifier("^1.2.3"), ">=1.2.3,<2.0.0");
  EXPECT_EQ(PoetrySpecifier("^0.2.3"), ">=0.2.3,<0.3.0");
  EXPECT_EQ(PoetrySpecifier("^0.0.3"), ">=0.0.3,<0.0.4");
  EXPECT_EQ(PoetrySpecifier("^1"), ">=1,<2");
  EXPECT_EQ(PoetrySpecifier("~1.2.3"), ">=1.2.3,<1.3.0");
  EXPECT_EQ(PoetrySpecifier("~1"), ">=1,<2");
  EXPECT_EQ(PoetrySpecifier("~=1.2"), "~=1.2");
  EXPECT_EQ(PoetrySpecifier("1.2.3"), "==1.2.3");
  EXPECT_EQ(PoetrySpecifier("1.*"), "==1.*");
  EXPECT_EQ(PoetrySpecifier("*"), "");
  EXPECT_EQ(PoetrySpecifier(">=1.0,<2.0"), ">=1.0,<2.0");
  EXPECT_EQ(PoetrySpecifier(">= 1.0 < 2"), ">=1.0,<2");
  EXPECT_EQ(PoetrySpecifier("=1.0"), "==1.0");
  EXPECT_EQ(PoetrySpecifier("^1 || ^2"), "^1 || ^2");
  EXPECT_EQ(PoetrySpecifier("^nonsense"), "^nonsense");
  EXPECT_EQ(PoetrySpecifier("''"), "");  // found by fuzzing
  EXPECT_EQ(PoetrySpecifier(">=1 \"\" <2"), ">=1,<2");
}

TEST(PublicRequirement, ForRules) {
  const std::optional<RequirementInfo> info = ParseRequirement(" Scikit_Learn==1.7.1 ; python_version>'3.8'");
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->name, "scikit-learn");
  EXPECT_EQ(info->pinned, "1.7.1");
  EXPECT_TRUE(info->exact);
  EXPECT_EQ(info->marker, "python_version>'3.8'");
  EXPECT_FALSE(ParseRequirement("-r x.txt").has_value());
  EXPECT_FALSE(ParseRequirement("./local").has_value());
  EXPECT_TRUE(SpecifierAdmits(">=1,<2", "1.5"));
  EXPECT_FALSE(SpecifierAdmits(">=1,<2", "2.0"));
  EXPECT_TRUE(SpecifierAdmits("nonsense", "2.0"));
  EXPECT_TRUE(SameVersion("1.0", "1.0.0"));
  EXPECT_TRUE(SameVersion("2.1.0+cu118", "2.1"));
  EXPECT_FALSE(SameVersion("2.1.0+cu118", "2.1+cpu"));
}

}  // namespace
}  // namespace tracklint::project
