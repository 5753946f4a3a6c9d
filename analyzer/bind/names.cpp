#include "analyzer/bind/names.h"

namespace tracklint::bind {

NameId Names::intern(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
  const NameId id{static_cast<std::uint32_t>(texts_.size())};
  ids_.emplace(texts_.emplace_back(text), id);
  return id;
}

std::string_view Names::text(NameId id) const {
  if (id == kNoName) return {};
  const std::lock_guard lock(mutex_);
  return texts_[static_cast<std::size_t>(id)];
}

NameId Names::find(std::string_view text) const {
  const std::lock_guard lock(mutex_);
  const auto found = ids_.find(text);
  return found == ids_.end() ? kNoName : found->second;
}

}  // namespace tracklint::bind
