// A hash map whose copies share what it held when it was first copied: many interpretations start from one import.
//
// Not thread-safe: a copy belongs to the thread of the original. Entries are never removed or changed. Keys are numbers,
// all but the largest one.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace tracklint::interpret {

/// Open addressing: there are very many entries, and none costs an allocation of its own.
template <std::integral Key, typename T>
class FlatTable {
 public:
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] const T* find(Key key) const {
    if (count_ == 0) return nullptr;
    for (std::size_t at = place(key);; at = (at + 1) & (cells_.size() - 1)) {
      if (cells_[at].key == key) return &cells_[at].value;
      if (cells_[at].key == kNoKey) return nullptr;
    }
  }
  /// `key` must not be there yet.
  void insert(Key key, T value) {
    if ((count_ + 1) * 2 > cells_.size()) grow();
    put(key, std::move(value));
    ++count_;
  }
  template <typename Fn>
  void for_each(const Fn& fn) const {
    for (const Cell& cell : cells_) {
      if (cell.key != kNoKey) fn(cell.key, cell.value);
    }
  }

 private:
  static constexpr Key kNoKey = std::numeric_limits<Key>::max();
  struct Cell {
    Key key = kNoKey;
    T value{};
  };
  [[nodiscard]] std::size_t place(Key key) const {
    const std::uint64_t mixed = static_cast<std::uint64_t>(key) * 0x9e3779b97f4a7c15U;
    return static_cast<std::size_t>(mixed ^ (mixed >> 32U)) & (cells_.size() - 1);
  }
  void put(Key key, T value) {
    std::size_t at = place(key);
    while (cells_[at].key != kNoKey) at = (at + 1) & (cells_.size() - 1);
    cells_[at] = {key, std::move(value)};
  }
  void grow() {
    std::vector<Cell> old(cells_.empty() ? 16 : cells_.size() * 2);
    old.swap(cells_);
    for (Cell& cell : old) {
      if (cell.key != kNoKey) put(cell.key, std::move(cell.value));
    }
  }

  std::vector<Cell> cells_;
  std::size_t count_ = 0;
};

template <typename Key, typename T>
class LayeredMap {
 public:
  LayeredMap() = default;
  LayeredMap(const LayeredMap& other) : shared_(other.freeze()) {}
  LayeredMap& operator=(const LayeredMap&) = delete;
  LayeredMap(LayeredMap&&) = delete;
  LayeredMap& operator=(LayeredMap&&) = delete;
  ~LayeredMap() = default;

  /// Null when there is none. Valid until the next insertion.
  [[nodiscard]] const T* find(const Key& key) const {
    if (const T* hit = own_.find(key); hit != nullptr) return hit;
    for (const Layer* layer = shared_.get(); layer != nullptr; layer = layer->below.get()) {
      if (const T* hit = layer->entries.find(key); hit != nullptr) return hit;
    }
    return nullptr;
  }
  /// `key` must not be there yet.
  void insert(const Key& key, T value) { own_.insert(key, std::move(value)); }

 private:
  using Map = FlatTable<Key, T>;
  /// What nobody changes any more, above what was so before.
  struct Layer {
    Map entries;
    std::shared_ptr<const Layer> below;
    std::size_t height = 1;
  };
  static constexpr std::size_t kMostLayers = 4;  // each is looked into

  /// All entries in layers; a second copy costs nothing.
  std::shared_ptr<const Layer> freeze() const {
    if (own_.empty()) return shared_;
    auto layer = std::make_shared<Layer>();
    layer->entries = std::exchange(own_, Map());
    if (shared_ != nullptr && shared_->height >= kMostLayers) {
      for (const Layer* at = shared_.get(); at != nullptr; at = at->below.get())
        at->entries.for_each([&](Key key, const T& value) { layer->entries.insert(key, value); });
    } else if (shared_ != nullptr) {
      layer->below = shared_;
      layer->height = shared_->height + 1;
    }
    shared_ = std::move(layer);
    return shared_;
  }

  mutable std::shared_ptr<const Layer> shared_;
  mutable Map own_;
};

}  // namespace tracklint::interpret
