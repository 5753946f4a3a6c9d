// Blocks of parsers: distinct, kept while a parser of the thread lives, large ones among them.
#include "analyzer/syntax/parser_memory.h"

#include <string>
#include <thread>

#include <gtest/gtest.h>

#include "analyzer/syntax/syntax_tree.h"

namespace tracklint::syntax {
namespace {

std::string Lines(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "x" + std::to_string(i) + " = f(a, [1, 2], b={'k': 'v'})\n";
  return text;
}

TEST(ParserMemory, ParsersOfOneThreadDoNotDisturbEachOther) {
  const std::string text = Lines(2'000);
  Parser first;
  const std::size_t nodes = first.parse(text).nodes().size();
  {
    Parser second;
    EXPECT_EQ(second.parse(text).nodes().size(), nodes);
    EXPECT_EQ(first.parse(text).nodes().size(), nodes);
    EXPECT_EQ(second.parse("a\n").nodes().size(), 3U);
  }
  EXPECT_EQ(first.parse(text).nodes().size(), nodes);
}

TEST(ParserMemory, IsUsedAgain) {
  const std::string text = Lines(20'000);  // more than a thread keeps
  for (int i = 0; i < 3; ++i) EXPECT_GT(Parser().parse(text).nodes().size(), 100'000U);
  EXPECT_EQ(Parser().parse("[" + std::string(5'000, '[')).errors().empty(), false);
}

TEST(ParserMemory, CountsByThread) {
  const std::uint64_t before = AllocatedByParsers();
  std::uint64_t other = 0;
  std::thread([&other] {
    static_cast<void>(Parser().parse("a\n"));
    other = AllocatedByParsers();
  }).join();
  EXPECT_GT(other, 0U);
  EXPECT_EQ(AllocatedByParsers(), before);
}

}  // namespace
}  // namespace tracklint::syntax
