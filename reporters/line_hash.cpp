#include "reporters/line_hash.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

constexpr std::size_t kWindow = 100;
constexpr std::uint64_t kMultiplier = 37;
constexpr std::uint32_t kEndOfFile = 65535;
constexpr std::size_t kNoLine = static_cast<std::size_t>(-1);

constexpr std::uint64_t Power() {
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < kWindow; ++i) power *= kMultiplier;
  return power;
}

class Hasher {
 public:
  Hasher() { line_of_.fill(kNoLine); }

  void Unit(std::uint32_t unit) {
    const bool skipped = unit == ' ' || unit == '\t' || (after_cr_ && unit == '\n');
    const bool cr = unit == '\r';
    after_cr_ = cr;
    if (skipped) return;
    if (cr) unit = '\n';
    Emit();
    if (line_start_) {
      line_start_ = false;
      line_of_[index_] = hashes_.size();
      hashes_.emplace_back();
    }
    if (unit == '\n') line_start_ = true;
    Push(unit);
  }

  std::vector<std::string> Finish() {
    Unit(kEndOfFile);
    for (std::size_t i = 0; i < kWindow; ++i) {
      Emit();
      Push(0);
    }
    return std::move(hashes_);
  }

 private:
  /// The window now begins at the first unit of a line: its hash is complete.
  void Emit() {
    const std::size_t line = line_of_[index_];
    if (line == kNoLine) return;
    line_of_[index_] = kNoLine;
    std::string hex;
    for (std::uint64_t rest = hash_; rest != 0 || hex.empty(); rest >>= 4U)
      hex.insert(hex.begin(), "0123456789abcdef"[rest & 0xfU]);
    const int occurrence = ++seen_[hash_];
    hashes_[line] = hex + ":" + std::to_string(occurrence);
  }

  void Push(std::uint32_t unit) {
    hash_ = kMultiplier * hash_ + unit - Power() * window_[index_];
    window_[index_] = unit;
    index_ = (index_ + 1) % kWindow;
  }

  std::array<std::uint32_t, kWindow> window_{};
  std::array<std::size_t, kWindow> line_of_{};
  std::size_t index_ = 0;
  std::uint64_t hash_ = 0;
  bool line_start_ = true;
  bool after_cr_ = false;
  std::vector<std::string> hashes_;
  std::unordered_map<std::uint64_t, int> seen_;
};

}  // namespace

std::vector<std::string> LineHashes(std::string_view text) {
  Hasher hasher;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    at += point.size;
    if (point.value < 0x10000) {
      hasher.Unit(static_cast<std::uint32_t>(point.value));
    } else {
      const auto above = static_cast<std::uint32_t>(point.value) - 0x10000U;
      hasher.Unit(0xd800U + (above >> 10U));
      hasher.Unit(0xdc00U + (above & 0x3ffU));
    }
  }
  return hasher.Finish();
}

}  // namespace tracklint::reporters
