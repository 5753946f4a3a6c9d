#include "analyzer/bind/names.h"

#include <bit>

namespace tracklint::bind {
namespace {

struct Place {
  std::size_t block;
  std::size_t offset;
};

Place PlaceOf(std::size_t id, std::size_t first_block) {
  const std::size_t block = static_cast<std::size_t>(std::bit_width(id / first_block + 1)) - 1;
  return {block, id - first_block * ((std::size_t{1} << block) - 1)};
}

}  // namespace

NameId Names::intern(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
  const NameId id{static_cast<std::uint32_t>(texts_.size())};
  const std::string& kept = texts_.emplace_back(text);
  ids_.emplace(kept, id);
  const Place place = PlaceOf(static_cast<std::size_t>(id), kFirstBlock);
  if (views_[place.block] == nullptr)
    views_[place.block] = std::make_unique<std::string_view[]>(kFirstBlock << place.block);
  views_[place.block][place.offset] = kept;
  return id;
}

std::string_view Names::text(NameId id) const {
  if (id == kNoName) return {};
  const Place place = PlaceOf(static_cast<std::size_t>(id), kFirstBlock);
  return views_[place.block][place.offset];
}

NameId Names::find(std::string_view text) const {
  const std::lock_guard lock(mutex_);
  const auto found = ids_.find(text);
  return found == ids_.end() ? kNoName : found->second;
}

}  // namespace tracklint::bind
