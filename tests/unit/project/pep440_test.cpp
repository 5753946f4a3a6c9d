#include "analyzer/project/pep440.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tracklint::project {
namespace {

std::string Canonical(std::string_view text) {
  const std::optional<Version> version = Version::Parse(text);
  return version ? version->text() : "!";
}

struct Spelling {
  std::string_view text;
  std::string_view expected;
};
class VersionSpelling : public testing::TestWithParam<Spelling> {};
TEST_P(VersionSpelling, IsCanonical) { EXPECT_EQ(Canonical(GetParam().text), GetParam().expected) << GetParam().text; }
INSTANTIATE_TEST_SUITE_P(All, VersionSpelling,
                         testing::Values(Spelling{"1", "1"}, Spelling{"v1.0", "1.0"}, Spelling{" 1.2.3 ", "1.2.3"},
                                         Spelling{"1!2.0", "1!2.0"}, Spelling{"1.0a1", "1.0a1"},
                                         Spelling{"1.0-alpha.1", "1.0a1"}, Spelling{"1.0BETA", "1.0b0"},
                                         Spelling{"1.0c1", "1.0rc1"}, Spelling{"1.0-preview_2", "1.0rc2"},
                                         Spelling{"1.0-1", "1.0.post1"}, Spelling{"1.0.rev3", "1.0.post3"},
                                         Spelling{"1.0.post", "1.0.post0"}, Spelling{"1.0-dev", "1.0.dev0"},
                                         Spelling{"1.0a.-dev2", "1.0a0.dev2"}, Spelling{"1.0+cu118", "1.0+cu118"},
                                         Spelling{"1.0+Ubuntu-1_b", "1.0+ubuntu.1.b"}, Spelling{"01.002", "1.2"},
                                         Spelling{"", "!"}, Spelling{"x", "!"}, Spelling{"1.", "!"},
                                         Spelling{"1.0+", "!"}, Spelling{"1..0", "!"}, Spelling{"1.0x", "!"},
                                         Spelling{"1.*", "!"},
                                         Spelling{"99999999999999999999999", "18446744073709551615"}));

TEST(Version, Order) {
  // Each is lower than the next.
  const std::vector<std::string> ordered = {"0.9", "1.0.dev1", "1.0a1.dev2", "1.0a1",   "1.0b1",          "1.0rc1",
                                            "1.0", "1.0+abc",  "1.0+1",      "1.0+1.1", "1.0.post1.dev1", "1.0.post1",
                                            "1.1", "1.10",     "1!0.1"};
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    for (std::size_t j = 0; j < ordered.size(); ++j) {
      EXPECT_EQ(*Version::Parse(ordered[i]) <=> *Version::Parse(ordered[j]), i <=> j)
          << ordered[i] << " " << ordered[j];
    }
  }
  EXPECT_EQ(*Version::Parse("1"), *Version::Parse("1.0.0"));
}

struct Admission {
  std::string_view specifier;
  std::string_view version;
  bool expected;
};
class SpecifierAdmission : public testing::TestWithParam<Admission> {};
TEST_P(SpecifierAdmission, Admits) {
  const std::optional<SpecifierSet> set = SpecifierSet::Parse(GetParam().specifier);
  ASSERT_TRUE(set.has_value()) << GetParam().specifier;
  EXPECT_EQ(set->Admits(GetParam().version), GetParam().expected) << GetParam().specifier << " " << GetParam().version;
}
INSTANTIATE_TEST_SUITE_P(All, SpecifierAdmission,
                         testing::Values(Admission{"", "1", true}, Admission{"==1.0", "1", true},
                                         Admission{"==1.0", "1.0+cu118", true}, Admission{"==1.0+cu118", "1.0", false},
                                         Admission{"==1.*", "1.9", true}, Admission{"==1.*", "2", false},
                                         Admission{"==1.*", "1.0rc1", true}, Admission{"!=1.*", "1.3", false},
                                         Admission{">=1,<2", "1.5", true}, Admission{">=1,<2", "2.0rc1", false},
                                         Admission{"<2", "2.0.dev1", false}, Admission{"<2rc1", "2b1", true},
                                         Admission{">1.0", "1.0.post1", false}, Admission{">1.0", "1.0+local", false},
                                         Admission{">1.0.post1", "1.0.post2", true},
                                         Admission{"~=1.4.2", "1.4.9", true}, Admission{"~=1.4.2", "1.5", false},
                                         Admission{"~=1.4", "1.9", true}, Admission{"~=1.4", "2.0", false},
                                         Admission{"===1.0", "1.0", true}, Admission{"===abc", "abc", true},
                                         Admission{">= 1.0 , != 1.5", "1.5.0", false}, Admission{">=1,", "1", true}));

TEST(SpecifierSet, Invalid) {
  for (const std::string_view text : {"1.0", "=1.0", ">=1.*", ">=1+local", "~=1", "==1rc1.*", "==", ">=x", ">=1 2"}) {
    EXPECT_FALSE(SpecifierSet::Parse(text).has_value()) << text;
  }
}

std::string Lowest(std::string_view text) { return SpecifierSet::Parse(text)->Lowest().value_or("-"); }
TEST(SpecifierSet, PinnedAndLowest) {
  EXPECT_EQ(SpecifierSet::Parse("==2.1")->Pinned(), "2.1");
  EXPECT_EQ(SpecifierSet::Parse("===2.1")->Pinned(), "2.1");
  EXPECT_EQ(SpecifierSet::Parse("==2.*")->Pinned(), std::nullopt);
  EXPECT_EQ(SpecifierSet::Parse(">=2.1")->Pinned(), std::nullopt);
  EXPECT_EQ(Lowest("==2.1"), "2.1");
  EXPECT_EQ(Lowest(">=2.1,<3"), "2.1");
  EXPECT_EQ(Lowest(">=1,>=2.4"), "2.4");
  EXPECT_EQ(Lowest("~=2.9.1"), "2.9.1");
  EXPECT_EQ(Lowest("==2.*"), "2");
  EXPECT_EQ(Lowest("<3"), "2.0");
  EXPECT_EQ(Lowest("<2.10"), "2.0");
  EXPECT_EQ(Lowest("<=2.9.2"), "2.9.2");
  EXPECT_EQ(Lowest(""), "-");
  EXPECT_EQ(Lowest("!=2.0"), "-");
}

}  // namespace
}  // namespace tracklint::project
