// Broken text: how much of it is still read.
#include "analyzer/syntax/recovery.h"

#include <string>

#include <gtest/gtest.h>

namespace tracklint::syntax {
namespace {

std::vector<SyntaxTree> Parse(const std::string& text) {
  Parser parser;
  return ParsePart(parser, text, 0, static_cast<std::uint32_t>(text.size()));
}

TEST(Recovery, SoundTextIsOneTree) { EXPECT_EQ(Parse("a = [\n1,\n2]\nb = 1\n").size(), 1U); }

TEST(Recovery, BrokenStatementsStandAlone) {
  const std::vector<SyntaxTree> trees = Parse("a = 1\nfor x in y\n  z\n@d\nclass C: pass\n");
  ASSERT_EQ(trees.size(), 3U);
  EXPECT_FALSE(trees[0].root()->has_error);
  EXPECT_TRUE(trees[1].root()->has_error);
  EXPECT_FALSE(trees[2].root()->has_error);
  EXPECT_EQ(trees[2].begin(), 21U);
}

TEST(Recovery, AnOpenBracketEndsAtTheNextDefinition) {
  const std::vector<SyntaxTree> trees = Parse("a = f(1,\nb = 2\ndef g(): pass\nc = 3\n");
  ASSERT_EQ(trees.size(), 3U);
  EXPECT_TRUE(trees[0].root()->has_error);
  EXPECT_FALSE(trees[1].root()->has_error);
  EXPECT_FALSE(trees[2].root()->has_error);
}

TEST(Recovery, ClausesStayWithTheirStatement) {
  const std::vector<SyntaxTree> trees = Parse("for x in y\n  z\nif a:\n  b\nelif c:\n  d\nelse:\n  e\n");
  ASSERT_EQ(trees.size(), 2U);
  EXPECT_FALSE(trees[1].root()->has_error);
  EXPECT_EQ(trees[1].root()->first_child()->kind, Kind::kIfStatement);
}

TEST(Recovery, StringsAreNotTornApart) {
  const std::vector<SyntaxTree> trees = Parse("for x in y\n  z\ny = '''\nimport a\ndef f(\n'''\nz = 1\n");
  ASSERT_EQ(trees.size(), 3U);
  EXPECT_FALSE(trees[1].root()->has_error);
}

TEST(Recovery, ATextFullOfErrorsCostsLittleAndHidesNothingBesideIt) {
  std::string text = "a = 1\n";
  for (int i = 0; i < 30'000; ++i) text += "f(a b) ";  // seconds without a bound, twice
  text += "\nb = 2\n";
  const std::vector<SyntaxTree> trees = Parse(text);
  ASSERT_EQ(trees.size(), 3U);
  EXPECT_FALSE(trees[0].root()->has_error);
  EXPECT_EQ(trees[1].root(), nullptr);
  EXPECT_FALSE(trees[2].root()->has_error);
}

TEST(Recovery, OfErrorsInEveryLineEndsSomewhere) {
  std::string text;
  for (int i = 0; i < 30'000; ++i) text += "1 2\n";
  const std::vector<SyntaxTree> trees = Parse(text);
  EXPECT_GT(trees.size(), 500U);
  EXPECT_LT(trees.size(), 5'000U);
  EXPECT_EQ(trees.back().root(), nullptr);
  EXPECT_EQ(trees.back().end(), text.size());
}

}  // namespace
}  // namespace tracklint::syntax
