#include "analyzer/interpret/python_format.h"

#include <cstdint>

#include <gtest/gtest.h>

namespace tracklint::interpret {
namespace {

std::string Real(double value, std::string_view spec) {
  const auto read = ReadFormatSpec(spec);
  return read.has_value() ? FormatReal(value, *read).value_or("?") : "none";
}
std::string Integer(std::int64_t value, std::string_view spec) {
  const auto read = ReadFormatSpec(spec);
  return read.has_value() ? FormatInteger(value, *read).value_or("?") : "none";
}
std::string Text(std::string_view value, std::string_view spec) {
  const auto read = ReadFormatSpec(spec);
  return read.has_value() ? FormatText(value, *read).value_or("?") : "none";
}

TEST(PythonFormat, Reals) {
  EXPECT_EQ(Real(2.5, ".0f"), "2");
  EXPECT_EQ(Real(3.0, ">8"), "     3.0");
  EXPECT_EQ(Real(1e22, ""), "1e+22");
  EXPECT_EQ(Real(-0.0, ".2f"), "-0.00");
  EXPECT_EQ(Real(1234567.891, ",.2f"), "1,234,567.89");
  EXPECT_EQ(Real(0.256, ".1%"), "25.6%");
  EXPECT_EQ(Real(-1.5, "08.3f"), "-001.500");
  EXPECT_EQ(Real(1e-7, "G"), "1E-07");
  EXPECT_EQ(Real(1.0, ".3"), "?");  // since 3.1 unlike `g`
  EXPECT_EQ(Real(1.0, "n"), "?");   // asks the locale
  EXPECT_EQ(Real(1.0, "1000"), "none");
}

TEST(PythonFormat, Integers) {
  EXPECT_EQ(Integer(-5, "05d"), "-0005");
  EXPECT_EQ(Integer(1234567, ","), "1,234,567");
  EXPECT_EQ(Integer(255, "#x"), "0xff");
  EXPECT_EQ(Integer(65535, "_x"), "ffff");
  EXPECT_EQ(Integer(INT64_MIN, ""), "-9223372036854775808");
  EXPECT_EQ(Integer(7, "*^5"), "**7**");
  EXPECT_EQ(Integer(3, ".2f"), "3.00");
  EXPECT_EQ(Integer(3, ".2"), "?");
  EXPECT_EQ(Integer(3, "s"), "?");
}

TEST(PythonFormat, Texts) {
  EXPECT_EQ(Text("ünï", "5"), "ünï  ");
  EXPECT_EQ(Text("ünï", ".2"), "ün");
  EXPECT_EQ(Text("a", "<<3"), "a<<");
  EXPECT_EQ(Text("a", "=5"), "?");
}

TEST(PythonFormat, PercentLeansToTheRight) {
  EXPECT_EQ(FormatText("ab", *ReadPercentSpec("5", 's')), "   ab");
  EXPECT_EQ(FormatText("ab", *ReadPercentSpec("-5", 's')), "ab   ");
  EXPECT_EQ(FormatInteger(3, *ReadPercentSpec("-5", 'd')), "3    ");
  EXPECT_EQ(FormatInteger(-3, *ReadPercentSpec("05", 'd')), "-0003");
  EXPECT_FALSE(ReadPercentSpec("#", 'x').has_value());
}

TEST(PythonNumbers, DivideAsPythonDoes) {
  EXPECT_EQ(FloorDivide(std::int64_t{-7}, 2), -4);
  EXPECT_EQ(Modulo(std::int64_t{-7}, 3), 2);
  EXPECT_EQ(Modulo(std::int64_t{7}, -3), -2);
  EXPECT_FALSE(FloorDivide(INT64_MIN, std::int64_t{-1}).has_value());
  EXPECT_EQ(Modulo(INT64_MIN, std::int64_t{-1}), 0);
  EXPECT_DOUBLE_EQ(Modulo(-1.0, 0.7), 0.3999999999999999);
  EXPECT_DOUBLE_EQ(FloorDivide(-1.0, 0.7), -2.0);
  EXPECT_EQ(Power(2, 62), std::int64_t{1} << 62);
  EXPECT_FALSE(Power(2, 63).has_value());
  EXPECT_EQ(Power(-1, INT64_MAX), -1);
  EXPECT_FALSE(ShiftLeft(1, 63).has_value());
}

TEST(PythonNumbers, ReadsTexts) {
  EXPECT_EQ(ReadInteger(" +1_000 "), 1000);
  EXPECT_FALSE(ReadInteger("1__0").has_value());
  EXPECT_FALSE(ReadInteger("+-1").has_value());
  EXPECT_FALSE(ReadInteger("").has_value());
  EXPECT_EQ(ReadReal(" 1_0.5e1 "), 105.0);
  EXPECT_FALSE(ReadReal("inf").has_value());
  EXPECT_FALSE(ReadReal("0x1p3").has_value());
}

}  // namespace
}  // namespace tracklint::interpret
