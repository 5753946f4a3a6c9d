#include "reporters/diff.h"

#include <string>

#include <gtest/gtest.h>

namespace tracklint::reporters {
namespace {

TEST(Diff, OfEqualTextsIsEmpty) { EXPECT_EQ(UnifiedDiff("a\n", "a\n", "x"), ""); }

TEST(Diff, ShowsChangesWithContext) {
  EXPECT_EQ(UnifiedDiff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\nten\n", "f"),
            "--- f\n+++ f\n@@ -2,8 +2,9 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n+ten\n");
  EXPECT_EQ(UnifiedDiff("", "a\n", "f"), "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(UnifiedDiff("a\n", "", "f"), "--- f\n+++ f\n@@ -1 +0,0 @@\n-a\n");
  EXPECT_EQ(UnifiedDiff("a", "b\n", "f"), "--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
}

TEST(Diff, NamesAreQuotedAsGitDoes) {
  const std::string name = "a\x1b]0;x\a\"\\\xc3\xa9\xe2\x80\xae##[b.py";
  const std::string quoted = "\"a\\033]0;x\\007\\\"\\\\\xc3\xa9\\342\\200\\256#\\043[b.py\"";
  EXPECT_EQ(UnifiedDiff("", "a\n", name), "--- " + quoted + "\n+++ " + quoted + "\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(UnifiedDiff("", "a\n", "\xc3\xa9 b.py"), "--- \xc3\xa9 b.py\n+++ \xc3\xa9 b.py\n@@ -0,0 +1 @@\n+a\n");
}

TEST(Diff, LinesThatALogObeysAreBroken) {
  const std::string before = "  ::error::x\n\ta ##[group]\nx::y\n";
  EXPECT_EQ(UnifiedDiff(before, before + "a\n", "f"),
            "--- f\n+++ f\n@@ -1,3 +1,4 @@\n   ::error::x\n \ta ##[group]\n x::y\n+a\n");
  DiffOptions log;
  log.log = true;
  EXPECT_EQ(UnifiedDiff(before, before + "\ta\n", "f", log),
            "--- f\n+++ f\n@@ -1,3 +1,4 @@\n   \\x3a:error::x\n     a #\\x23[group]\n x::y\n+\ta\n");
}

TEST(Diff, FarChangesAreHunksOfTheirOwn) {
  std::string before;
  for (int i = 0; i < 40; ++i) before += std::to_string(i) + "\n";
  std::string after = before;
  after.replace(after.find("2\n"), 1, "x");
  after.replace(after.find("30\n"), 2, "y");
  const std::string diff = UnifiedDiff(before, after, "f");
  EXPECT_NE(diff.find("@@ -1,6 +1,6 @@"), std::string::npos) << diff;
  EXPECT_NE(diff.find("@@ -28,7 +28,7 @@"), std::string::npos) << diff;
}

TEST(Diff, OfVeryDifferentTextsIsBounded) {
  std::string before;
  std::string after;
  for (int i = 0; i < 20000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  EXPECT_GT(UnifiedDiff(before, after, "f").size(), before.size());
}

}  // namespace
}  // namespace tracklint::reporters
