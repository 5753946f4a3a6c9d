// A hash map whose copies share what it held when it was first copied: many interpretations start from one import.
//
// Not thread-safe: a copy belongs to the thread of the original. Entries are never removed or changed.
#pragma once

#include <cstddef>
#include <memory>
#include <unordered_map>
#include <utility>

namespace tracklint::interpret {

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
    if (const auto hit = own_.find(key); hit != own_.end()) return &hit->second;
    for (const Layer* layer = shared_.get(); layer != nullptr; layer = layer->below.get()) {
      if (const auto hit = layer->entries.find(key); hit != layer->entries.end()) return &hit->second;
    }
    return nullptr;
  }
  /// `key` must not be there yet.
  void insert(const Key& key, T value) { own_.emplace(key, std::move(value)); }

 private:
  using Map = std::unordered_map<Key, T>;
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
    layer->entries = std::move(own_);
    own_.clear();
    if (shared_ != nullptr && shared_->height >= kMostLayers) {
      for (const Layer* at = shared_.get(); at != nullptr; at = at->below.get())
        layer->entries.insert(at->entries.begin(), at->entries.end());
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
