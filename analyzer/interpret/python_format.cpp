#include "analyzer/interpret/python_format.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <system_error>

#include "analyzer/interpret/value.h"

namespace tracklint::interpret {
namespace {

bool IsAlign(char c) { return c == '<' || c == '>' || c == '^' || c == '='; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// At most three digits.
std::optional<int> ReadNumber(std::string_view spec, std::size_t& at) {
  const std::size_t begin = at;
  int value = 0;
  while (at < spec.size() && IsDigit(spec[at])) value = value * 10 + (spec[at++] - '0');
  return at == begin || at - begin > 3 ? std::nullopt : std::optional(value);
}

std::string Padding(std::size_t width, std::size_t used, char fill) {
  return std::string(width > used ? width - used : 0, fill);
}

std::string Padded(const std::string& text, std::size_t characters, const FormatSpec& spec, char align) {
  const std::string padding = Padding(spec.width, characters, spec.fill);
  if (align == '<') return text + padding;
  if (align == '>') return padding + text;
  return padding.substr(0, padding.size() / 2) + text + padding.substr(padding.size() / 2);
}

/// `digits` may have a point or an exponent; groups are of what stands before them.
std::string Grouped(const std::string& digits, char separator, std::size_t group) {
  std::size_t whole = 0;
  while (whole < digits.size() && std::isalnum(static_cast<unsigned char>(digits[whole])) != 0 &&
         digits[whole] != 'e' && digits[whole] != 'E')
    ++whole;
  std::string out;
  for (std::size_t i = 0; i < whole; ++i) {
    if (i != 0 && (whole - i) % group == 0) out += separator;
    out += digits[i];
  }
  return out + digits.substr(whole);
}

std::optional<std::string> Number(bool negative, std::string digits, const std::string& prefix,
                                  const FormatSpec& spec) {
  std::string sign;
  if (negative) {
    sign = "-";
  } else if (spec.sign != '-') {
    sign = spec.sign;
  }
  if (spec.grouping != 0) {
    const bool hexadecimal = spec.type == 'x' || spec.type == 'X' || spec.type == 'b' || spec.type == 'o';
    if (spec.zero || (hexadecimal && spec.grouping == ',')) return std::nullopt;
    digits = Grouped(digits, spec.grouping, hexadecimal ? 4 : 3);
  }
  FormatSpec used = spec;
  char align = spec.align;
  if (spec.zero && align == 0) {
    used.fill = '0';
    align = '=';
  } else if (spec.zero && spec.fill == ' ') {
    used.fill = '0';
  }
  const std::size_t length = sign.size() + prefix.size() + digits.size();
  if (align == '=') return sign + prefix + Padding(spec.width, length, used.fill) + digits;
  return Padded(sign + prefix + digits, length, used, align == 0 ? '>' : align);
}

}  // namespace

std::size_t CodePoints(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return n;
}

std::optional<FormatSpec> ReadFormatSpec(std::string_view spec) {
  FormatSpec out;
  std::size_t at = 0;
  if (spec.size() > 1 && IsAlign(spec[1])) {
    out.fill = spec[0];
    out.align = spec[1];
    at = 2;
  } else if (!spec.empty() && IsAlign(spec[0])) {
    out.align = spec[0];
    at = 1;
  }
  if (static_cast<unsigned char>(out.fill) >= 0x80U) return std::nullopt;
  if (at < spec.size() && (spec[at] == '+' || spec[at] == '-' || spec[at] == ' ')) out.sign = spec[at++];
  if (at < spec.size() && spec[at] == '#') {
    out.alternate = true;
    ++at;
  }
  if (at < spec.size() && spec[at] == '0') {
    out.zero = true;
    ++at;
  }
  if (at < spec.size() && IsDigit(spec[at])) {
    const auto width = ReadNumber(spec, at);
    if (!width.has_value()) return std::nullopt;
    out.width = static_cast<std::size_t>(*width);
  }
  if (at < spec.size() && (spec[at] == ',' || spec[at] == '_')) out.grouping = spec[at++];
  if (at < spec.size() && spec[at] == '.') {
    out.precision = ReadNumber(spec, ++at);
    if (!out.precision.has_value()) return std::nullopt;
  }
  if (at < spec.size()) out.type = spec[at++];
  return at == spec.size() ? std::optional(out) : std::nullopt;
}

std::optional<FormatSpec> ReadPercentSpec(std::string_view flags, char type) {
  FormatSpec out;
  std::size_t at = 0;
  out.align = '>';
  bool left = false;
  for (; at < flags.size() && std::string_view("-+ #0").find(flags[at]) != std::string_view::npos; ++at) {
    switch (flags[at]) {
      case '-': left = true; break;
      case '+': out.sign = '+'; break;
      case ' ':
        if (out.sign == '-') out.sign = ' ';
        break;
      case '0': out.zero = true; break;
      default: return std::nullopt;
    }
  }
  if (at < flags.size() && IsDigit(flags[at])) {
    const auto width = ReadNumber(flags, at);
    if (!width.has_value()) return std::nullopt;
    out.width = static_cast<std::size_t>(*width);
  }
  if (at < flags.size() && flags[at] == '.') {
    ++at;
    out.precision = at == flags.size() ? std::optional(0) : ReadNumber(flags, at);
    if (!out.precision.has_value()) return std::nullopt;
  }
  if (at != flags.size()) return std::nullopt;
  out.type = type;
  if (left) {
    out.align = '<';
    out.zero = false;
  } else if (out.zero) {
    out.align = type == 's' ? '>' : '\0';
    if (type == 's') out.zero = false;
  }
  return out;
}

std::optional<std::string> FormatText(std::string_view text, const FormatSpec& spec) {
  if ((spec.type != 0 && spec.type != 's') || spec.sign != '-' || spec.alternate || spec.zero || spec.grouping != 0 ||
      spec.align == '=')
    return std::nullopt;
  std::size_t characters = CodePoints(text);
  if (spec.precision.has_value() && static_cast<std::size_t>(*spec.precision) < characters) {
    characters = static_cast<std::size_t>(*spec.precision);
    std::size_t seen = 0;
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
      if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && seen++ == characters) break;
    }
    text = text.substr(0, end);
  }
  return Padded(std::string(text), characters, spec, spec.align == 0 ? '<' : spec.align);
}

std::optional<std::string> FormatInteger(std::int64_t value, const FormatSpec& spec) {
  unsigned base = 10;
  std::string prefix;
  switch (spec.type) {
    case 0:
    case 'd': break;
    case 'b':
      base = 2;
      prefix = "0b";
      break;
    case 'o':
      base = 8;
      prefix = "0o";
      break;
    case 'x':
    case 'X':
      base = 16;
      prefix = spec.type == 'x' ? "0x" : "0X";
      break;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
    case '%':
      if (value > (std::int64_t{1} << 53) || value < -(std::int64_t{1} << 53)) return std::nullopt;
      return FormatReal(static_cast<double>(value), spec);
    default: return std::nullopt;
  }
  if (spec.precision.has_value()) return std::nullopt;
  std::uint64_t left = value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
  std::string digits;
  do {
    digits.insert(digits.begin(), (spec.type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef")[left % base]);
    left /= base;
  } while (left != 0);
  return Number(value < 0, std::move(digits), spec.alternate ? prefix : "", spec);
}

std::optional<std::string> FormatReal(double value, const FormatSpec& spec) {
  if (!std::isfinite(value) || spec.alternate) return std::nullopt;
  const bool negative = std::signbit(value);
  if (spec.type == 0) {
    if (spec.precision.has_value()) return std::nullopt;
    return Number(negative, FloatRepr(std::fabs(value)), "", spec);
  }
  if (std::string_view("eEfFgG%").find(spec.type) == std::string_view::npos) return std::nullopt;
  const bool share = spec.type == '%';
  const double shown = share ? std::fabs(value) * 100 : std::fabs(value);
  if (!std::isfinite(shown)) return std::nullopt;
  int precision = spec.precision.value_or(6);
  if ((spec.type == 'g' || spec.type == 'G') && precision == 0) precision = 1;
  const std::array<char, 5> format{'%', '.', '*', share ? 'f' : spec.type, '\0'};
  std::array<char, 1400> buffer{};
  const int size = std::snprintf(buffer.data(), buffer.size(), format.data(), precision, shown);
  if (size < 0 || static_cast<std::size_t>(size) >= buffer.size()) return std::nullopt;
  std::string digits(buffer.data(), static_cast<std::size_t>(size));
  if (share) digits += '%';
  return Number(negative, std::move(digits), "", spec);
}

namespace {
/// Without spaces around, and without `_` between digits.
std::optional<std::string> PlainNumber(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\n\r\f\v";
  const std::size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return std::nullopt;
  text = text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      out += text[i];
    } else if (i == 0 || i + 1 == text.size() || !IsDigit(text[i - 1]) || !IsDigit(text[i + 1])) {
      return std::nullopt;
    }
  }
  return out;
}
}  // namespace

std::optional<std::int64_t> ReadInteger(std::string_view text) {
  const auto plain = PlainNumber(text);
  if (!plain.has_value()) return std::nullopt;
  const char* begin = plain->data() + (plain->front() == '+' ? 1 : 0);
  const char* end = plain->data() + plain->size();
  std::int64_t out = 0;
  const auto [at, error] = std::from_chars(begin, end, out);
  if (error != std::errc() || at != end || (begin != plain->data() && *begin == '-')) return std::nullopt;
  return out;
}

std::optional<double> ReadReal(std::string_view text) {
  const auto plain = PlainNumber(text);
  if (!plain.has_value() || plain->find_first_not_of("0123456789.eE+-") != std::string::npos) return std::nullopt;
  const char* begin = plain->data() + (plain->front() == '+' ? 1 : 0);
  const char* end = plain->data() + plain->size();
  double out = 0;
  const auto [at, error] = std::from_chars(begin, end, out);
  if (error != std::errc() || at != end || (begin != plain->data() && *begin == '-')) return std::nullopt;
  return out;
}

std::optional<std::int64_t> FloorDivide(std::int64_t x, std::int64_t y) {
  if (y == 0 || (y == -1 && x == INT64_MIN)) return std::nullopt;
  const std::int64_t q = x / y;
  return x % y != 0 && (x < 0) != (y < 0) ? q - 1 : q;
}

std::optional<std::int64_t> Modulo(std::int64_t x, std::int64_t y) {
  if (y == 0) return std::nullopt;
  if (y == -1) return 0;
  const std::int64_t r = x % y;
  return r != 0 && (r < 0) != (y < 0) ? r + y : r;
}

std::optional<std::int64_t> Power(std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) return std::nullopt;
  if (base == 0 || base == 1) return exponent == 0 ? 1 : base;
  if (base == -1) return exponent % 2 == 0 ? 1 : -1;
  std::int64_t out = 1;
  for (std::int64_t i = 0; i < exponent; ++i) {
    if (__builtin_mul_overflow(out, base, &out)) return std::nullopt;
  }
  return out;
}

std::optional<std::int64_t> ShiftLeft(std::int64_t x, std::int64_t by) {
  std::int64_t out = 0;
  if (by < 0 || by > 62 || __builtin_mul_overflow(x, std::int64_t{1} << by, &out)) return std::nullopt;
  return out;
}

double Modulo(double x, double y) {
  const double r = std::fmod(x, y);
  if (r == 0) return std::copysign(0.0, y);
  return (y < 0) != (r < 0) ? r + y : r;
}

double FloorDivide(double x, double y) {
  double r = std::fmod(x, y);
  double q = (x - r) / y;
  if (r != 0 && (y < 0) != (r < 0)) q -= 1.0;
  if (q == 0) return std::copysign(0.0, x / y);
  const double whole = std::floor(q);
  return q - whole > 0.5 ? whole + 1.0 : whole;
}

}  // namespace tracklint::interpret
