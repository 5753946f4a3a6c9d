// What the fuzz targets share: a condition that must hold, the input cut into parts, a folder for readers of files.
//
// A target that finds a condition broken says which and aborts: libFuzzer keeps the input, a test run fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/source/utf8.h"
#include "tests/support/temp_dir.h"

namespace tracklint::fuzz {

inline void Require(bool holds, std::string_view what, std::string_view detail = {}) {
  if (holds) return;
  const std::string line = "does not hold: " + std::string(what) + " " + std::string(detail) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::abort();
}

inline std::string_view Text(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

/// The parts of an input, which ends them with a line `=====`; at most `most`, the last one takes the rest.
inline std::vector<std::string> Parts(std::string_view input, std::size_t most) {
  constexpr std::string_view kEnd = "\n=====\n";
  std::vector<std::string> parts;
  while (parts.size() + 1 < most) {
    const std::size_t end = input.find(kEnd);
    if (end == std::string_view::npos) break;
    parts.emplace_back(input.substr(0, end + 1));
    input.remove_prefix(end + kEnd.size());
  }
  parts.emplace_back(input);
  return parts;
}

/// Takes the first line off: a name, a kind.
inline std::string TakeLine(std::string_view& input) {
  const std::size_t end = input.find('\n');
  std::string line(input.substr(0, end));
  input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
  return line;
}

/// A small number made of the bytes, for choices that a target makes itself: the same for the same input.
inline std::uint32_t Hash(std::string_view bytes) {
  std::uint32_t hash = 2166136261U;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

/// A folder of this process, removed when it ends.
inline const tests::TempDir& Folder() {
  static const tests::TempDir folder;
  return folder;
}

}  // namespace tracklint::fuzz
