// GitHub's line hashes: the vectors of its CodeQL action, and their properties.
#include "reporters/line_hash.h"

#include <gtest/gtest.h>

namespace tracklint::reporters {
namespace {

using Hashes = std::vector<std::string>;

TEST(LineHash, VectorsOfTheCodeqlAction) {
  EXPECT_EQ(LineHashes(""), Hashes{"c129715d7a2bc9a3:1"});
  EXPECT_EQ(LineHashes(" a\nb\n  \t\tc\n d"),
            (Hashes{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"}));
}

TEST(LineHash, BlanksAndLineEndsDoNotMatter) {
  EXPECT_EQ(LineHashes("a\r\n  b\r\nc"), LineHashes("a\nb\n\tc"));
  EXPECT_EQ(LineHashes("a\rb"), LineHashes("a\nb"));
}

TEST(LineHash, CountsOccurrences) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "x\n";
  const Hashes hashes = LineHashes(text);
  ASSERT_EQ(hashes.size(), 301U);
  EXPECT_EQ(hashes[0].substr(0, hashes[0].find(':')), hashes[1].substr(0, hashes[1].find(':')));
  EXPECT_TRUE(hashes[1].ends_with(":2"));
}

TEST(LineHash, CountsUtf16Units) {
  EXPECT_EQ(LineHashes("😀").size(), 1U);
  EXPECT_NE(LineHashes("😀"), LineHashes("😁"));
}

}  // namespace
}  // namespace tracklint::reporters
