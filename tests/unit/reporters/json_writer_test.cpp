// JSON text: escaping, layout, numbers.
#include "reporters/json_writer.h"

#include <cmath>
#include <limits>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tracklint::reporters {
namespace {

constexpr auto kInline = JsonWriter::Layout::kInline;

std::string Quote(std::string_view text) {
  std::string out;
  AppendJsonString(out, text);
  return out;
}

TEST(JsonWriter, EscapesText) {
  EXPECT_EQ(Quote("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
  EXPECT_EQ(Quote(std::string_view("\0\x1b\x7f", 3)), R"("\u0000\u001b\u007f")");
  EXPECT_EQ(Quote("é漢😀"), "\"é漢😀\"");
  EXPECT_EQ(Quote("\xc2\x9b\u202E\uFEFF"), R"("\u009b\u202e\ufeff")");
  EXPECT_EQ(Quote("# ##[a] ##vso[b]"), R"("# #\u0023[a] #\u0023vso[b]")");
}

TEST(JsonWriter, ReplacesInvalidBytes) {
  for (const char* bytes : {"\xff", "\xc3", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xc0\x80", "a\xe2\x82"}) {
    const nlohmann::json read = nlohmann::json::parse(Quote(bytes), nullptr, false);
    EXPECT_TRUE(read.is_string()) << bytes;
    EXPECT_NE(Quote(bytes).find("\xEF\xBF\xBD"), std::string::npos);
  }
}

TEST(JsonWriter, LaysOutLinesAndInlineParts) {
  JsonWriter json;
  json.object()
      .field("a", 1)
      .key("b")
      .array()
      .number(std::int64_t{1})
      .end()
      .key("c")
      .object(kInline)
      .field("d", true)
      .key("e")
      .null()
      .end()
      .key("f")
      .array()
      .end()
      .end();
  EXPECT_EQ(json.str(),
            "{\n  \"a\": 1,\n  \"b\": [\n    1\n  ],\n  \"c\": {\"d\": true, \"e\": null},\n  \"f\": []\n}");
}

TEST(JsonWriter, WritesNumbersThatReadBackEqual) {
  for (double value : {0.0, 62.5, 100.0, 1.0 / 3, 1e-9, 123456789.125}) {
    JsonWriter json;
    json.number(value);
    EXPECT_EQ(nlohmann::json::parse(json.str()).get<double>(), value);
  }
  JsonWriter json;
  json.array(kInline).number(std::nan("")).number(std::numeric_limits<double>::infinity()).end();
  EXPECT_EQ(json.str(), "[null, null]");
}

}  // namespace
}  // namespace tracklint::reporters
