#include "analyzer/source/strict_json.h"

#include <gtest/gtest.h>

namespace tracklint::source {
namespace {

TEST(StrictJson, NumbersThatAreNone) {
  EXPECT_EQ(StrictJson("[NaN, -Infinity, Infinity, 1]"), "[0  , -0       , 0       , 1]");
}

TEST(StrictJson, StringsKeepTheirWords) {
  EXPECT_EQ(StrictJson(R"({"NaN": "Infinity \" NaN", "a": "\\"})"), R"({"NaN": "Infinity \" NaN", "a": "\\"})");
}

TEST(StrictJson, HalvesOfPairs) {
  EXPECT_EQ(StrictJson(R"(["\ud83d", "\ude00", "\ud83d\ude00", "\ud83dx"])"),
            R"(["\ufffd", "\ufffd", "\ud83d\ude00", "\ufffdx"])");
}

TEST(StrictJson, TextThatIsCutOff) {
  for (const char* text : {"", "\"", "\"\\", "\"\\u", "\"\\ud8", "\"\\ud83d", "\"\\ud83d\\u", "Na", "-Infinit"})
    EXPECT_EQ(StrictJson(text).size(), std::string_view(text).size()) << text;
}

}  // namespace
}  // namespace tracklint::source
