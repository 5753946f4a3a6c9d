#include "analyzer/engine/fingerprint.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace tracklint::engine {
namespace {

std::uint64_t Mix(std::uint64_t x) {
  x ^= x >> 30U;
  x *= 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 27U;
  x *= 0x94d049bb133111ebULL;
  return x ^ (x >> 31U);
}

std::uint64_t Fnv(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = seed;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return Mix(hash);
}

void AppendHex(std::string& out, std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[(value >> static_cast<unsigned>(shift)) & 0xfU];
}

}  // namespace

std::string HashText(std::string_view text) {
  std::string hex;
  AppendHex(hex, Fnv(text, 0xcbf29ce484222325ULL));
  AppendHex(hex, Fnv(text, 0x9e3779b97f4a7c15ULL));
  return hex;
}

std::string NormaliseLine(std::string_view line) {
  std::string out;
  bool blank = false;
  for (char c : line) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c;
  }
  return out;
}

void FillFingerprints(std::vector<Finding>& findings, const std::vector<std::string>& lines) {
  std::unordered_map<std::string, int> seen;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    Finding& finding = findings[i];
    std::string key;
    for (std::string_view part :
         {std::string_view(finding.rule), std::string_view(finding.path), std::string_view(finding.subject)}) {
      key += part;
      key += '\0';
    }
    key += NormaliseLine(std::string_view(lines[i]).substr(0, kFingerprintedBytes));
    const int occurrence = seen[key]++;
    key += '\0';
    key += std::to_string(occurrence);
    finding.fingerprint = HashText(key);
  }
}

}  // namespace tracklint::engine
