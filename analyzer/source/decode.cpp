#include "analyzer/source/decode.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include <simdjson.h>

#include "analyzer/source/utf8.h"

namespace tracklint::source {

std::size_t FindInvalidUtf8(std::string_view text) {
  if (simdjson::validate_utf8(text.data(), text.size())) return std::string_view::npos;
  const auto byte = [&text](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  for (std::size_t at = 0; at < text.size();) {
    const unsigned lead = byte(at);
    if (lead < 0x80U) {
      ++at;
      continue;
    }
    const std::size_t size = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
    // The second byte's range excludes overlong forms, surrogates and what lies beyond U+10FFFF.
    const unsigned low = lead == 0xE0U ? 0xA0U : lead == 0xF0U ? 0x90U : 0x80U;
    const unsigned high = lead == 0xEDU ? 0x9FU : lead == 0xF4U ? 0x8FU : 0xBFU;
    if (lead < 0xC2U || lead > 0xF4U || byte(at + 1) < low || byte(at + 1) > high) return at;
    for (std::size_t i = 2; i < size; ++i) {
      if ((byte(at + i) & 0xC0U) != 0x80U) return at;
    }
    at += size;
  }
  return std::string_view::npos;
}

namespace {

enum class Codec : std::uint8_t {
  kUtf8,
  kUtf16Le,
  kUtf16Be,
  kLatin1,
  kLatin9,
  kCp1252,
  kAscii,
  kUnsupported,
  kUnknown
};

constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

std::string NormaliseCodec(std::string_view name) {
  std::string out;
  for (const char c : name) out.push_back(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  return out;
}

bool IsOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Codecs of CPython that keep ASCII bytes as they are, which is all that pure ASCII text needs.
bool IsAsciiCompatible(std::string_view name) {
  for (const std::string_view prefix :
       {"cp125", "cp8",   "cp437",   "cp7",  "cp9",     "windows-", "iso-8859", "iso8859", "latin",
        "koi8",  "mac",   "gb",      "big5", "euc",     "cyrillic", "greek",    "shift",   "sjis",
        "ms932", "johab", "tis-620", "hz",   "ptcp154", "kz1048",   "uhc"}) {
    if (name.starts_with(prefix)) return true;
  }
  return false;
}

Codec FindCodec(std::string_view cookie) {
  const std::string name = NormaliseCodec(cookie);
  if (name == "utf-8" || name.starts_with("utf-8-") ||
      IsOneOf(name, {"utf8", "u8", "utf", "cp65001", "utf8-ucs2", "utf8-ucs4"}))
    return Codec::kUtf8;
  for (const std::string_view latin : {"latin-1", "iso-8859-1", "iso-latin-1"}) {
    if (name == latin || (name.starts_with(latin) && name[latin.size()] == '-')) return Codec::kLatin1;
  }
  if (IsOneOf(name, {"latin1", "latin", "l1", "iso8859-1", "iso8859", "8859", "cp819", "iso-ir-100", "ibm819"}))
    return Codec::kLatin1;
  if (IsOneOf(name, {"iso-8859-15", "iso8859-15", "latin-9", "latin9", "l9"})) return Codec::kLatin9;
  if (IsOneOf(name, {"cp1252", "windows-1252", "1252"})) return Codec::kCp1252;
  if (IsOneOf(name, {"ascii", "us-ascii", "646", "us", "iso646-us", "ansi-x3.4-1968"})) return Codec::kAscii;
  return IsAsciiCompatible(name) ? Codec::kUnsupported : Codec::kUnknown;
}

/// Code point of a byte ≥ 0x80; 0 when the codec has none.
char32_t HighByte(Codec codec, unsigned char byte) {
  static constexpr std::array<char16_t, 32> kCp1252{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  if (codec == Codec::kCp1252 && byte < 0xA0U) return kCp1252[byte - 0x80U];
  if (codec == Codec::kLatin9) {
    switch (byte) {
      case 0xA4: return 0x20AC;
      case 0xA6: return 0x0160;
      case 0xA8: return 0x0161;
      case 0xB4: return 0x017D;
      case 0xB8: return 0x017E;
      case 0xBC: return 0x0152;
      case 0xBD: return 0x0153;
      case 0xBE: return 0x0178;
      default: break;
    }
  }
  if (codec == Codec::kAscii || codec == Codec::kUnsupported) return 0;
  return byte;
}

std::size_t LineOf(std::string_view text, std::size_t offset) {
  std::size_t line = 1;
  for (std::size_t at = 0; at < offset && at < text.size(); ++at) {
    if (text[at] == '\n' || (text[at] == '\r' && (at + 1 >= text.size() || text[at + 1] != '\n'))) ++line;
  }
  return line;
}

Error Undecodable(std::string_view bytes, std::size_t offset, std::string_view encoding) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(bytes[offset]);
  std::string message = "byte 0x";
  message += {kHex[byte >> 4U], kHex[byte & 15U]};
  message += " at byte offset " + std::to_string(offset) + " (line " + std::to_string(LineOf(bytes, offset)) +
             ") is not valid ";
  message += encoding;
  return {message};
}

Error NulByte(std::string_view bytes, std::size_t offset) {
  return {"source contains a NUL byte at byte offset " + std::to_string(offset) + " (line " +
          std::to_string(LineOf(bytes, offset)) + ")"};
}

/// Source character after source character: its code point and how many raw bytes it takes.
struct RawChar {
  char32_t code = 0;
  std::size_t size = 1;
  bool valid = true;
};

RawChar ReadUtf16(std::string_view raw, std::size_t at, bool little) {
  const auto unit = [&](std::size_t i) -> std::optional<char32_t> {
    if (i + 2 > raw.size()) return std::nullopt;
    const auto first = static_cast<unsigned char>(raw[i]);
    const auto second = static_cast<unsigned char>(raw[i + 1]);
    return little ? static_cast<char32_t>(first | (second << 8U)) : static_cast<char32_t>(second | (first << 8U));
  };
  const std::optional<char32_t> lead = unit(at);
  if (!lead || (*lead >= 0xDC00U && *lead < 0xE000U)) return {0, 1, false};
  if (*lead < 0xD800U || *lead >= 0xE000U) return {*lead, 2, true};
  const std::optional<char32_t> trail = unit(at + 2);
  if (!trail || *trail < 0xDC00U || *trail >= 0xE000U) return {0, 1, false};
  return {0x10000U + ((*lead - 0xD800U) << 10U) + (*trail - 0xDC00U), 4, true};
}

/// Re-encodes raw (from `begin` on) to UTF-8 with LF, keeping each line's raw begin.
Result<Decoded> Transcode(std::string raw, std::size_t begin, Codec codec, std::string_view encoding) {
  Decoded decoded;
  decoded.text.reserve(raw.size());
  decoded.raw_offsets.push_back(static_cast<std::uint32_t>(begin));
  const auto read = [&](std::size_t at) -> RawChar {
    if (codec == Codec::kUtf16Le || codec == Codec::kUtf16Be) return ReadUtf16(raw, at, codec == Codec::kUtf16Le);
    const auto byte = static_cast<unsigned char>(raw[at]);
    if (byte < 0x80U || codec == Codec::kUtf8)
      return {byte, 1, true};  // UTF-8 was validated; its bytes pass as they are
    const char32_t code = HighByte(codec, byte);
    return {code, 1, code != 0};
  };
  for (std::size_t at = begin; at < raw.size();) {
    const RawChar next = read(at);
    if (!next.valid) return Undecodable(raw, at, encoding);
    if (next.code == 0) return NulByte(raw, at);
    at += next.size;
    if (next.code == '\r') {
      if (at < raw.size()) {
        const RawChar after = read(at);
        if (after.valid && after.code == '\n') at += after.size;
      }
    }
    if (next.code == '\r' || next.code == '\n') {
      decoded.text.push_back('\n');
      decoded.raw_offsets.push_back(static_cast<std::uint32_t>(at));
    } else if (codec == Codec::kUtf8) {
      decoded.text.push_back(static_cast<char>(static_cast<unsigned char>(next.code)));
    } else {
      AppendUtf8(decoded.text, next.code);
    }
  }
  decoded.raw = std::move(raw);
  return decoded;
}

/// The byte-order mark's codec and size; kUnknown and 0 without one.
Result<std::pair<Codec, std::size_t>> ReadBom(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with(kUtf8Bom)) return std::pair{Codec::kUtf8, kUtf8Bom.size()};
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv))
    return Error{"UTF-32 is not supported"};
  if (bytes.starts_with("\xFF\xFE"sv)) return std::pair{Codec::kUtf16Le, std::size_t{2}};
  if (bytes.starts_with("\xFE\xFF"sv)) return std::pair{Codec::kUtf16Be, std::size_t{2}};
  return std::pair{Codec::kUnknown, std::size_t{0}};
}

constexpr bool IsCookieChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

}  // namespace

std::string_view CodingCookie(std::string_view bytes) {
  for (int line = 0; line < 2; ++line) {
    const std::string_view text = bytes.substr(0, bytes.find_first_of("\r\n"));
    const std::size_t first = text.find_first_not_of(" \t\f");
    if (first != std::string_view::npos) {
      if (text[first] != '#') return {};
      for (std::size_t at = text.find("coding", first); at != std::string_view::npos;
           at = text.find("coding", at + 1)) {
        std::size_t name = at + 6;
        if (name >= text.size() || (text[name] != ':' && text[name] != '=')) continue;
        name = text.find_first_not_of(" \t", name + 1);
        if (name == std::string_view::npos) break;
        std::size_t end = name;
        while (end < text.size() && IsCookieChar(text[end])) ++end;
        if (end > name) return text.substr(name, end - name);
      }
    }
    bytes.remove_prefix(text.size());
    if (bytes.starts_with("\r\n"))
      bytes.remove_prefix(2);
    else if (!bytes.empty())
      bytes.remove_prefix(1);
  }
  return {};
}

Result<Decoded> DecodePython(std::string bytes) {
  const Result<std::pair<Codec, std::size_t>> bom = ReadBom(bytes);
  if (!bom) return bom.error();
  auto [codec, begin] = bom.value();
  if (codec == Codec::kUtf16Le || codec == Codec::kUtf16Be) return Transcode(std::move(bytes), begin, codec, "UTF-16");
  const std::string cookie(CodingCookie(std::string_view(bytes).substr(begin)));
  const Codec declared = cookie.empty() ? Codec::kUtf8 : FindCodec(cookie);
  if (declared == Codec::kUnknown) return Error{"unknown encoding \"" + cookie + "\" in the coding cookie"};
  if (begin > 0 && declared != Codec::kUtf8)
    return Error{"the coding cookie says \"" + cookie + "\" but the file begins with a UTF-8 byte-order mark"};
  codec = declared;
  if (codec == Codec::kUtf8) {
    const std::size_t bad = FindInvalidUtf8(bytes);
    if (bad != std::string::npos) return Undecodable(bytes, bad, "UTF-8");
  } else if (simdjson::validate_utf8(bytes) &&
             std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; })) {
    codec = Codec::kUtf8;  // pure ASCII is the same in each of them
  } else if (codec == Codec::kUnsupported) {
    return Error{"unsupported encoding \"" + cookie + "\" in the coding cookie"};
  }
  if (codec == Codec::kUtf8 && begin == 0 && bytes.find('\r') == std::string::npos) {
    const std::size_t nul = bytes.find('\0');
    if (nul != std::string::npos) return NulByte(bytes, nul);
    return Decoded{std::move(bytes), {}, {}};
  }
  return Transcode(std::move(bytes), begin, codec, cookie.empty() ? "UTF-8" : cookie);
}

Result<std::string> EncodePython(std::string_view bytes, std::string_view text) {
  const Result<std::pair<Codec, std::size_t>> bom = ReadBom(bytes);
  if (!bom) return bom.error();
  Codec codec = bom.value().first;
  if (codec == Codec::kUnknown) {
    const std::string_view cookie = CodingCookie(bytes);
    codec = cookie.empty() ? Codec::kUtf8 : FindCodec(cookie);
  }
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80U; };
  const bool utf16 = codec == Codec::kUtf16Le || codec == Codec::kUtf16Be;
  if (codec == Codec::kUtf8 || (!utf16 && std::all_of(text.begin(), text.end(), is_ascii))) return std::string(text);
  std::string out;
  const auto unit = [&](char32_t value) {
    const char low = static_cast<char>(static_cast<unsigned char>(value & 0xFFU));
    const char high = static_cast<char>(static_cast<unsigned char>((value >> 8U) & 0xFFU));
    out += codec == Codec::kUtf16Le ? low : high;
    out += codec == Codec::kUtf16Le ? high : low;
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80U ? 1 : lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
    char32_t code = lead < 0x80U ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size && at + i < text.size(); ++i)
      code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    at += size;
    if (utf16) {
      if (code >= 0x10000U) {
        unit(0xD800U + ((code - 0x10000U) >> 10U));
        unit(0xDC00U + ((code - 0x10000U) & 0x3FFU));
      } else {
        unit(code);
      }
      continue;
    }
    bool found = code < 0x80U;
    unsigned byte = code < 0x80U ? static_cast<unsigned>(code) : 0x80U;
    for (; !found && byte < 0x100U; ++byte) {
      found = HighByte(codec, static_cast<unsigned char>(byte)) == code;
      if (found) break;
    }
    if (!found) return Error{"the encoding of the file has no character for a part of the new text"};
    out += static_cast<char>(static_cast<unsigned char>(byte));
  }
  return out;
}

Result<std::string> DecodeUnicode(std::string bytes) {
  const Result<std::pair<Codec, std::size_t>> bom = ReadBom(bytes);
  if (!bom) return bom.error();
  const auto [codec, begin] = bom.value();
  if (codec == Codec::kUtf16Le || codec == Codec::kUtf16Be) {
    std::string text;
    for (std::size_t at = begin; at < bytes.size();) {
      const RawChar next = ReadUtf16(bytes, at, codec == Codec::kUtf16Le);
      if (!next.valid) return Undecodable(bytes, at, "UTF-16");
      AppendUtf8(text, next.code);
      at += next.size;
    }
    return text;
  }
  const std::size_t bad = FindInvalidUtf8(bytes);
  if (bad != std::string::npos) return Undecodable(bytes, bad, "UTF-8");
  return bytes;
}

}  // namespace tracklint::source
