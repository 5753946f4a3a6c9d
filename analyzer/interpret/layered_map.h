// A hash map whose copies share what it held when it was first copied: many interpretations start from one import.
//
// Not thread-safe: a copy belongs to the thread of the original. Entries are never removed or changed.
#pragma once

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
    if (shared_ != nullptr) {
      if (const auto hit = shared_->find(key); hit != shared_->end()) return &hit->second;
    }
    const auto hit = own_.find(key);
    return hit == own_.end() ? nullptr : &hit->second;
  }
  /// `key` must not be there yet.
  void insert(const Key& key, T value) { own_.emplace(key, std::move(value)); }

 private:
  using Map = std::unordered_map<Key, T>;

  /// All entries in a map that nobody changes any more; a second copy costs nothing.
  std::shared_ptr<const Map> freeze() const {
    if (own_.empty()) return shared_;
    auto all = std::make_shared<Map>(std::move(own_));
    if (shared_ != nullptr) all->insert(shared_->begin(), shared_->end());
    own_.clear();
    shared_ = std::move(all);
    return shared_;
  }

  mutable std::shared_ptr<const Map> shared_;
  mutable Map own_;
};

}  // namespace tracklint::interpret
