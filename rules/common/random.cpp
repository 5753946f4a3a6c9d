#include "rules/common/random.h"

#include <algorithm>

#include "rules/common/coverage.h"

namespace tracklint::rules {

bool IsUnseeded(const RandomUse& use) { return use.seeded == Tri::kNo && !use.governed_by; }

std::set<Span> SeededPlaces(const Facts& facts) {
  std::set<Span> places;
  for (const Entry& entry : facts.entries) {
    for (const RandomUse& use : entry.randoms) {
      if (!IsUnseeded(use)) places.insert(use.where);
    }
  }
  return places;
}

bool IsFromClock(const Entry& entry, const Origins& origins, Index order) {
  if (HasOrigin(origins, OriginKind::kClock)) return true;
  // A draw from a generator that was seeded before is as fixed as that seed.
  const auto before = [&](const Seed& seed) { return seed.order < order; };
  return HasOrigin(origins, OriginKind::kRandom) && std::none_of(entry.seeds.begin(), entry.seeds.end(), before);
}

}  // namespace tracklint::rules
