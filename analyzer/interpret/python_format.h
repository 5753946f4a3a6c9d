// How Python writes numbers and texts: the language of format specifications, as far as it is the same everywhere.
// Pure functions. Private to interpret.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tracklint::interpret {

/// `[[fill]align][sign][#][0][width][grouping][.precision][type]`.
struct FormatSpec {
  char fill = ' ';
  char align = 0;  ///< '<', '>', '^', '=' or 0: what the type has
  char sign = '-';
  bool alternate = false;
  bool zero = false;
  std::size_t width = 0;
  char grouping = 0;  ///< ',' or '_'
  std::optional<int> precision;
  char type = 0;
};

/// Nothing where it is none, or asks for something of more than 999 characters.
[[nodiscard]] std::optional<FormatSpec> ReadFormatSpec(std::string_view spec);

/// What Python writes; nothing where it raises, or where versions and locales differ.
[[nodiscard]] std::optional<std::string> FormatText(std::string_view text, const FormatSpec& spec);
[[nodiscard]] std::optional<std::string> FormatInteger(std::int64_t value, const FormatSpec& spec);
[[nodiscard]] std::optional<std::string> FormatReal(double value, const FormatSpec& spec);

/// One conversion of `%`: flags, width, precision and type. Nothing where it is none.
[[nodiscard]] std::optional<FormatSpec> ReadPercentSpec(std::string_view flags, char type);

/// Arithmetic of Python's numbers; nothing where it raises or the result does not fit.
[[nodiscard]] std::optional<std::int64_t> FloorDivide(std::int64_t x, std::int64_t y);
[[nodiscard]] std::optional<std::int64_t> Modulo(std::int64_t x, std::int64_t y);
[[nodiscard]] std::optional<std::int64_t> Power(std::int64_t base, std::int64_t exponent);
[[nodiscard]] std::optional<std::int64_t> ShiftLeft(std::int64_t x, std::int64_t by);
[[nodiscard]] double FloorDivide(double x, double y);  ///< REQUIRES: y != 0
[[nodiscard]] double Modulo(double x, double y);       ///< REQUIRES: y != 0

/// What int() and float() make of a text; nothing where they raise, or it does not fit.
[[nodiscard]] std::optional<std::int64_t> ReadInteger(std::string_view text);
[[nodiscard]] std::optional<double> ReadReal(std::string_view text);

/// Characters of a text.
[[nodiscard]] std::size_t CodePoints(std::string_view text);

}  // namespace tracklint::interpret
