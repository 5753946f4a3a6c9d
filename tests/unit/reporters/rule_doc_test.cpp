// Sections of a rule's documentation.
#include "reporters/rule_doc.h"

#include <gtest/gtest.h>

namespace tracklint::reporters {
namespace {

constexpr std::string_view kDoc =
    "## What it does\nReports `a`. And\nmore, e.g. this. Rest.\n\nSecond.\n\n## Example\n```python\n## Why\nx = "
    "1\n```\n\n## Why\nBecause.\n";

TEST(RuleDoc, FindsSectionsOutsideOfCode) {
  EXPECT_EQ(Section(kDoc, "Why"), "Because.");
  EXPECT_EQ(Section(kDoc, "Use instead"), "");
  EXPECT_EQ(FirstParagraph(Section(kDoc, "What it does"), true), "Reports a. And more, e.g. this. Rest.");
  EXPECT_EQ(FirstSentence(Section(kDoc, "What it does")), "Reports `a`.");
  EXPECT_EQ(FirstSentence("One, e.g. this, only"), "One, e.g. this, only");
}

TEST(RuleDoc, FindsCode) {
  const auto blocks = CodeBlocks(Section(kDoc, "Example"));
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].language, "python");
  EXPECT_EQ(blocks[0].code, "## Why\nx = 1\n");
}

}  // namespace
}  // namespace tracklint::reporters
