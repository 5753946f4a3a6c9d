// A hash map from 64-bit keys to 32-bit numbers: open addressing, no deletion. Private to bind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tracklint::bind {

class FlatMap {
 public:
  static constexpr std::uint32_t kAbsent = 0xffffffffU;

  [[nodiscard]] std::uint32_t find(std::uint64_t key) const {
    if (cells_.empty()) return kAbsent;
    for (std::size_t i = place(key);; i = (i + 1) & (cells_.size() - 1)) {
      if (cells_[i].value == kAbsent) return kAbsent;
      if (cells_[i].key == key) return cells_[i].value;
    }
  }

  /// The number stored for `key`; stores `value` if there was none. REQUIRES: value != kAbsent.
  std::uint32_t insert(std::uint64_t key, std::uint32_t value) {
    if ((count_ + 1) * 2 > cells_.size()) grow();
    for (std::size_t i = place(key);; i = (i + 1) & (cells_.size() - 1)) {
      if (cells_[i].value == kAbsent) {
        cells_[i] = {key, value};
        ++count_;
        return value;
      }
      if (cells_[i].key == key) return cells_[i].value;
    }
  }

 private:
  struct Cell {
    std::uint64_t key = 0;
    std::uint32_t value = kAbsent;
  };
  [[nodiscard]] std::size_t place(std::uint64_t key) const {
    key *= 0x9e3779b97f4a7c15U;
    return static_cast<std::size_t>(key ^ (key >> 32U)) & (cells_.size() - 1);
  }
  void grow() {
    std::vector<Cell> old(cells_.empty() ? 256 : cells_.size() * 2);
    old.swap(cells_);
    count_ = 0;
    for (const Cell& cell : old) {
      if (cell.value != kAbsent) insert(cell.key, cell.value);
    }
  }

  std::vector<Cell> cells_;
  std::size_t count_ = 0;
};

}  // namespace tracklint::bind
