// Questions about random draws and seeds.
#pragma once

#include <set>

#include "tracklint/facts.h"

namespace tracklint::rules {

/// Surely neither seeded itself nor governed by a global seed.
[[nodiscard]] bool IsUnseeded(const RandomUse& use);
/// Places where some path of the analysis finds the draw seeded: what differs between callers is no fault of the line.
[[nodiscard]] std::set<Span> SeededPlaces(const Facts& facts);
/// The seed itself is drawn from the clock, the operating system or a generator that nothing has seeded
/// before `order`.
[[nodiscard]] bool IsFromClock(const Entry& entry, const Origins& origins, Index order);

}  // namespace tracklint::rules
