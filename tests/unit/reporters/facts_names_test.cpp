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

TEST(SafeCommand, ValuesOfSecretsAreNotShown) {
  EXPECT_EQ(SafeCommand("python a.py --password hunter2 --lr 0.1"), "python a.py --password *** --lr 0.1");
  EXPECT_EQ(SafeCommand("API_KEY=hunter2 python a.py --token=hunter2"), "API_KEY=*** python a.py --token=***");
  EXPECT_EQ(SafeCommand("python a.py --password {password} --token $TOKEN"),
            "python a.py --password {password} --token $TOKEN");
  EXPECT_EQ(SafeCommand("mlflow ui --backend-store-uri postgresql://u:hunter2@h/x"),
            "mlflow ui --backend-store-uri postgresql://***@h/x");
  EXPECT_EQ(SafeCommand("password hunter2  --password"), "password hunter2  --password");
}

}  // namespace
}  // namespace tracklint::reporters
