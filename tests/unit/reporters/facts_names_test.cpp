#include <gtest/gtest.h>

#include "reporters/facts_writer.h"

namespace tracklint::reporters {
namespace {

TEST(Showable, ValuesUnderTheNameOfASecretAreNotShown) {
  const Text value = Text::Literal("hunter2");
  EXPECT_TRUE(Showable(Text::Literal("db_password"), value).is_unknown());
  EXPECT_TRUE(Showable(Text::Pattern("*_api_key"), value).is_unknown());
  EXPECT_EQ(Showable(Text::Literal("alpha"), value), value);
  EXPECT_EQ(Showable(Text{}, value), value);
}

}  // namespace
}  // namespace tracklint::reporters
