// The flattened tree: order, fields, comments, errors, bounds.
#include "analyzer/syntax/syntax_tree.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/syntax/long_comments.h"

namespace tracklint::syntax {
namespace {

TEST(SyntaxTree, ChildrenFollowTheirParent) {
  Parser parser;
  const SyntaxTree tree = parser.parse("a = f(b)\nc\n");
  const Node* root = tree.root();
  ASSERT_NE(root, nullptr);
  EXPECT_EQ(root->kind, Kind::kModule);
  EXPECT_EQ(root->size, tree.nodes().size());
  EXPECT_FALSE(root->has_error);
  std::vector<Kind> kinds;
  for (const Node& c : root->children()) kinds.push_back(c.kind);
  EXPECT_EQ(kinds, (std::vector<Kind>{Kind::kExpressionStatement, Kind::kExpressionStatement}));
  const Node* assignment = root->first_child()->first_child();
  ASSERT_EQ(assignment->kind, Kind::kAssignment);
  EXPECT_EQ(assignment->child(Field::kLeft)->kind, Kind::kIdentifier);
  const Node* call = assignment->child(Field::kRight);
  ASSERT_EQ(call->kind, Kind::kCall);
  EXPECT_EQ(call->begin, 4U);
  EXPECT_EQ(call->end, 8U);
  EXPECT_EQ(call->child(Field::kValue), nullptr);
}

TEST(SyntaxTree, PartsKeepTheOffsetsOfTheWhole) {
  Parser parser;
  const std::string text = "a\n\n  b # c\n";
  const SyntaxTree tree = parser.parse(text, 3, static_cast<std::uint32_t>(text.size()));
  EXPECT_EQ(tree.root()->begin, 3U);
  EXPECT_EQ(tree.root()->first_child()->begin, 5U);
  ASSERT_EQ(tree.comments().size(), 1U);
  EXPECT_EQ(text.substr(tree.comments()[0].begin), "# c\n");
}

TEST(SyntaxTree, ErrorsAndMissingTokensAreListed) {
  Parser parser;
  const SyntaxTree broken = parser.parse("a = = b\n");
  ASSERT_FALSE(broken.errors().empty());
  EXPECT_TRUE(broken.errors()[0].missing.empty());
  EXPECT_TRUE(broken.root()->has_error);
  const SyntaxTree open = parser.parse("for a in : pass\n");
  ASSERT_EQ(open.errors().size(), 1U);
  EXPECT_EQ(open.errors()[0].missing, "identifier");
}

TEST(SyntaxTree, AParserIsReusable) {
  Parser parser;
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(parser.parse("x = [1,\n 2]\n").root()->has_error);
}

TEST(SyntaxTree, TheEmptyText) {
  Parser parser;
  ASSERT_NE(parser.parse("").root(), nullptr);
  EXPECT_EQ(parser.parse("").root()->size, 1U);
}

TEST(LongComments, AreKeptAndCostNothing) {
  std::string text = "def f():\n    x = 1\n";
  for (int i = 0; i < 20'000; ++i) text += "    # a line that \"was\" code {once}\n";
  text += "    y = 2\n";
  Parser parser;
  const SyntaxTree tree = parser.parse(text);
  ASSERT_NE(tree.root(), nullptr);
  EXPECT_FALSE(tree.root()->has_error);
  ASSERT_EQ(tree.comments().size(), 20'000U);
  EXPECT_EQ(text.substr(tree.comments()[7].begin, tree.comments()[7].end - tree.comments()[7].begin),
            "# a line that \"was\" code {once}");
  const Node* body = tree.root()->first_child()->child(Field::kBody);
  ASSERT_NE(body, nullptr);
  EXPECT_EQ(body->end, text.size() - 1);
}

TEST(LongComments, StringsThatLookLikeThemAreLeftAlone) {
  std::string text = "x = '''\n";
  for (int i = 0; i < 200; ++i) text += "# it's text\n";
  text += "'''\n# one\ny = 2\n";
  Parser parser;
  const SyntaxTree tree = parser.parse(text);
  EXPECT_FALSE(tree.root()->has_error);
  EXPECT_EQ(tree.comments().size(), 1U);
}

/// The text with a comment of so many bytes for each `@`.
std::string WithComments(std::string_view pattern, std::size_t bytes) {
  std::string out;
  for (const char c : pattern) out += c == '@' ? "#" + std::string(bytes - 1, 'x') : std::string(1, c);
  return out;
}

/// Kinds and places of all nodes, comments and errors; what stands behind a comment as if it had `wanted` bytes.
std::vector<std::array<std::size_t, 3>> Shape(std::string_view pattern, std::size_t bytes, std::size_t wanted) {
  const std::string text = WithComments(pattern, bytes);
  Parser parser;
  const SyntaxTree tree = parser.parse(text);
  const auto place = [&](std::size_t at) {
    std::size_t begin = 0;
    std::size_t shift = 0;
    for (std::size_t i = 0; i < pattern.size() && begin < at; ++i) {
      begin += pattern[i] == '@' ? bytes : 1;
      if (pattern[i] == '@' && begin <= at) shift += bytes - wanted;
    }
    return at - shift;
  };
  std::vector<std::array<std::size_t, 3>> shape;
  for (const Node& node : tree.nodes())
    shape.push_back({static_cast<std::size_t>(node.kind), place(node.begin), place(node.end)});
  for (const CommentRange& c : tree.comments()) shape.push_back({0, place(c.begin), place(c.end)});
  for (const ParseError& e : tree.errors()) shape.push_back({1, place(e.begin), place(e.end)});
  return shape;
}

TEST(LongComments, OfOneLineChangeNothingElse) {
  for (const std::string_view pattern :
       {"@\nx = 1\n", "x = 1\n@", "x = 1\n@\n", "@", "def f():\n    a = 1\n@\n    b = 2\n",
        "def f():\n    a = 1\n    @\n    b = 2\nc = 3\n", "class A:\n@\n    x = 1\n", "if a:\n    b\n@\nelse:\n    c\n",
        "x = (1,\n@\n 2)\n", "x = '''\n@\n'''\ny = 2\n", "x = 1\r\n@\r\ny = 2\r\n", "@\n@\ndef f():\n  @\n  return 1\n",
        "for a in b:\n    pass\n@\nprint(1)\n", "try:\n    a\n  @\nexcept B:\n    c\n", "x = = 1\n@\ny = 2\n",
        "x = 1 + \\\n@\n2\n"}) {
    EXPECT_EQ(Shape(pattern, kLongComment, kLongComment - 1), Shape(pattern, kLongComment - 1, kLongComment - 1))
        << pattern;
  }
}

TEST(Budget, StopsRecoveryThatCopiesWhatItSkips) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "1a ";  // minutes without a bound
  Parser parser;
  EXPECT_EQ(parser.parse(text).root(), nullptr);
  EXPECT_FALSE(parser.parse("x = 1\n").root()->has_error);
}

TEST(Budget, OfErrorsGrowsWithTheText) {
  const auto parses = [](int errors, int lines) {
    std::string text;
    for (int i = 0; i < errors; ++i) text += "f(a b)\n";
    for (int i = 0; i < lines; ++i) text += "x = f(a, b)\n";
    return Parser().parse(text).root() != nullptr;
  };
  EXPECT_TRUE(parses(40, 0));
  EXPECT_FALSE(parses(1'000, 0));
  EXPECT_TRUE(parses(1'000, 30'000));
  EXPECT_FALSE(parses(40'000, 400'000));
}

TEST(Budget, StopsTextsOfTooManyNodes) {
  std::string text = "x = [";
  for (int i = 0; i < 1'100'000; ++i) text += "1,";
  Parser parser;
  EXPECT_EQ(parser.parse(text + "]\n").root(), nullptr);
  text.resize(text.size() / 4);
  text.back() = ']';
  EXPECT_NE(parser.parse(text + "\n").root(), nullptr);
}

TEST(Budget, StopsWhatWouldFillTheMemory) {
  std::string text;
  for (int i = 0; i < 4'000'000; ++i) text += "f()\n";
  Parser parser;
  EXPECT_EQ(parser.parse(text).root(), nullptr);
}

TEST(Budget, StopsQuadraticLookahead) {
  std::string text = "x = ";
  for (int i = 0; i < 100'000; ++i) text += "\\\n";
  text += "1\n";
  Parser parser;
  EXPECT_EQ(parser.parse(text).root(), nullptr);
  EXPECT_FALSE(parser.parse("x = 1\n").root()->has_error);
}

}  // namespace
}  // namespace tracklint::syntax
