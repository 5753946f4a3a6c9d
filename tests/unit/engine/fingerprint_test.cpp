// Hashes are fixed: baselines written by one version must be readable by the next.
#include "analyzer/engine/fingerprint.h"

#include <gtest/gtest.h>

namespace tracklint::engine {
namespace {

TEST(Fingerprint, HashIsStable) {
  EXPECT_EQ(HashText(""), HashText(""));
  EXPECT_NE(HashText("a"), HashText("b"));
  EXPECT_EQ(HashText("a").size(), 32U);
}

TEST(Fingerprint, NormalisesBlanks) {
  EXPECT_EQ(NormaliseLine("\t a  =\t1 \r"), "a = 1");
  EXPECT_EQ(NormaliseLine("   "), "");
}

}  // namespace
}  // namespace tracklint::engine
