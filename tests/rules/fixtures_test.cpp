// One test per fixture below tests/rules: what is marked there is found, and nothing else.
#include <cctype>
#include <string>

#include <gtest/gtest.h>

#include "tests/support/fixture.h"
#include "tests/support/known_gaps.h"

namespace tracklint::tests {
namespace {

class RuleFixture : public ::testing::TestWithParam<Fixture> {};

TEST_P(RuleFixture, Holds) {
  const std::string name = "fixture " + GetParam().name;
  const std::string problems = RunFixture(GetParam());
  if (IsKnownGap(name)) {
    ASSERT_NE(problems, "") << name << " holds now: remove its line from tests/known_gaps.txt";
    GTEST_SKIP() << "known gap: " << problems;
  }
  EXPECT_EQ(problems, "") << GetParam().path;
}

std::string TestName(const ::testing::TestParamInfo<Fixture>& info) {
  std::string name = info.param.name;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Rules, RuleFixture, ::testing::ValuesIn(FindFixtures()), TestName);

TEST(Expectations, AreReadFromTheText) {
  const auto list = ReadExpectations(
      "a.py", "x  # expect: MLF101\n# expect: MLF201 \"alpha\", MLF202\n\n# remark\ny\n# expect-file: MLF601\n");
  ASSERT_EQ(list.size(), 4U);
  EXPECT_EQ(list[0].line, 1U);
  EXPECT_EQ(list[1].line, 5U);
  EXPECT_EQ(list[1].message, "alpha");
  EXPECT_EQ(list[2].rule, "MLF202");
  EXPECT_EQ(list[2].line, 5U);
  EXPECT_EQ(list[3].line, 0U);
}

TEST(Expectations, AreReadFromCells) {
  const auto list = ReadExpectations(
      "a.ipynb",
      R"({"cells": [{"cell_type": "markdown", "source": ["a"]}, {"cell_type": "code", "source": ["x\n", "y  # expect: MLF101"]}]})");
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].cell, 2U);
  EXPECT_EQ(list[0].line, 2U);
}

}  // namespace
}  // namespace tracklint::tests
