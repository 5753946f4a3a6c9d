#include "analyzer/bind/literals.h"

#include <charconv>
#include <cstdlib>
#include <vector>

namespace tracklint::bind {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void AppendUtf8(std::uint32_t code, std::string& out) {
  if (code > 0x10ffffU || (code >= 0xd800U && code <= 0xdfffU)) code = 0xfffdU;
  const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (code < 0x80U) {
    put(code);
  } else if (code < 0x800U) {
    put(0xc0U | (code >> 6U));
    put(0x80U | (code & 0x3fU));
  } else if (code < 0x10000U) {
    put(0xe0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3fU));
    put(0x80U | (code & 0x3fU));
  } else {
    put(0xf0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3fU));
    put(0x80U | ((code >> 6U) & 0x3fU));
    put(0x80U | (code & 0x3fU));
  }
}

void AppendCode(std::uint32_t code, bool bytes, std::string& out) {
  if (bytes) {
    out.push_back(static_cast<char>(static_cast<unsigned char>(code & 0xffU)));
  } else {
    AppendUtf8(code, out);
  }
}

// The value of `digits` hexadecimal digits at `at`; -1 when they are not all there.
std::int64_t ReadHex(std::string_view body, std::size_t at, std::size_t digits) {
  if (at + digits > body.size()) return -1;
  std::int64_t value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    const int digit = HexDigit(body[at + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

char SimpleEscape(char c) {
  switch (c) {
    case '\\': return '\\';
    case '\'': return '\'';
    case '"': return '"';
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return 0;
  }
}

// body[at] is a backslash; appends what the escape stands for and returns where it ends.
std::size_t DecodeEscape(std::string_view body, std::size_t at, bool bytes, std::string& out) {
  if (at + 1 >= body.size()) {
    out.push_back('\\');
    return at + 1;
  }
  const char c = body[at + 1];
  if (c == '\n') return at + 2;
  if (c == '\r') return at + 2 < body.size() && body[at + 2] == '\n' ? at + 3 : at + 2;
  if (const char simple = SimpleEscape(c); simple != 0) {
    out.push_back(simple);
    return at + 2;
  }
  if (c >= '0' && c <= '7') {
    std::uint32_t value = 0;
    std::size_t i = at + 1;
    for (; i < at + 4 && i < body.size() && body[i] >= '0' && body[i] <= '7'; ++i) {
      value = value * 8 + static_cast<std::uint32_t>(body[i] - '0');
    }
    AppendCode(value, bytes, out);
    return i;
  }
  if (c == 'N' && !bytes && at + 2 < body.size() && body[at + 2] == '{') {
    const std::size_t close = body.find('}', at + 3);
    if (close != std::string_view::npos) {
      out.push_back('?');
      return close + 1;
    }
  }
  const std::size_t digits = c == 'x' ? 2 : bytes ? 0 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits != 0) {
    const std::int64_t value = ReadHex(body, at + 2, digits);
    if (value >= 0) {
      AppendCode(static_cast<std::uint32_t>(value), bytes, out);
      return at + 2 + digits;
    }
  }
  out.push_back('\\');  // not an escape: both characters stand for themselves
  return at + 1;
}

// Digits of any base to decimal text, most significant first.
std::string ToDecimal(std::string_view digits, std::uint32_t base) {
  std::vector<std::uint32_t> words;  // base 1e9, least significant first
  for (const char c : digits) {
    std::uint64_t carry = static_cast<std::uint64_t>(HexDigit(c));
    for (std::uint32_t& word : words) {
      carry += std::uint64_t{word} * base;
      word = static_cast<std::uint32_t>(carry % 1'000'000'000U);
      carry /= 1'000'000'000U;
    }
    if (carry != 0) words.push_back(static_cast<std::uint32_t>(carry));
  }
  if (words.empty()) return "0";
  std::string text = std::to_string(words.back());
  for (std::size_t i = words.size() - 1; i-- > 0;) {
    const std::string part = std::to_string(words[i]);
    text.append(9 - part.size(), '0').append(part);
  }
  return text;
}

}  // namespace

StringPrefix ReadStringPrefix(std::string_view literal) {
  StringPrefix prefix;
  std::size_t i = 0;
  for (; i < literal.size(); ++i) {
    const char c = literal[i];
    if (c == 'r' || c == 'R') {
      prefix.raw = true;
    } else if (c == 'b' || c == 'B') {
      prefix.bytes = true;
    } else if (c == 'f' || c == 'F') {
      prefix.format = true;
    } else if (c == 't' || c == 'T') {
      prefix.is_template = true;
    } else if (c != 'u' && c != 'U') {
      break;
    }
  }
  if (i >= literal.size() || (literal[i] != '\'' && literal[i] != '"')) return prefix;
  const char quote = literal[i];
  prefix.quotes = i + 2 < literal.size() && literal[i + 1] == quote && literal[i + 2] == quote ? 3 : 1;
  prefix.length = static_cast<std::uint32_t>(i) + prefix.quotes;
  return prefix;
}

void DecodeString(std::string_view body, const DecodeOptions& options, std::string& out) {
  std::size_t i = 0;
  while (i < body.size()) {
    const char c = body[i];
    if (c == '\\' && !options.raw) {
      i = DecodeEscape(body, i, options.bytes, out);
    } else if (options.format && (c == '{' || c == '}') && i + 1 < body.size() && body[i + 1] == c) {
      out.push_back(c);
      i += 2;
    } else {
      out.push_back(c);
      ++i;
    }
  }
}

Number ReadNumber(std::string_view literal) {
  Number number;
  std::string digits;
  digits.reserve(literal.size());
  for (const char c : literal) {
    if (c != '_') digits.push_back(c);
  }
  if (digits.empty()) return number;
  if (digits.back() == 'L' || digits.back() == 'l') {
    number.old_style = true;
    digits.pop_back();
  }
  int base = 10;
  std::string_view body = digits;
  if (body.size() > 2 && body[0] == '0') {
    const char mark = body[1];
    base = mark == 'x' || mark == 'X' ? 16 : mark == 'o' || mark == 'O' ? 8 : mark == 'b' || mark == 'B' ? 2 : 10;
    if (base != 10) body.remove_prefix(2);
  }
  if (base == 10) {
    if (body.back() == 'j' || body.back() == 'J') return number;
    if (body.find_first_of(".eE") != std::string_view::npos) {
      const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), number.real);
      if (error == std::errc::result_out_of_range) {
        // Too large or too small: from_chars leaves the value alone, Python reads infinity or zero.
        number.real = std::strtod(digits.c_str(), nullptr);
      } else if (error != std::errc{} || end != body.data() + body.size()) {
        return number;
      }
      number.kind = Number::Kind::kFloat;
      return number;
    }
    if (body.size() > 1 && body[0] == '0' && body.find_first_not_of('0') != std::string_view::npos) {
      number.old_style = true;
      if (body.find_first_not_of("01234567") == std::string_view::npos) base = 8;
    }
  }
  const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), number.integer, base);
  if (error == std::errc{} && end == body.data() + body.size()) {
    number.kind = Number::Kind::kInt;
  } else if (error == std::errc::result_out_of_range && body.size() <= 4300) {
    number.kind = Number::Kind::kBigInt;
    number.decimal = base == 10 ? std::string(body.substr(body.find_first_not_of('0')))
                                : ToDecimal(body, static_cast<std::uint32_t>(base));
  }
  return number;
}

}  // namespace tracklint::bind
