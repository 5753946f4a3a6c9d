// What one facet of one training scope is worth, before weights: items with a credit interval each.
//
// Credits are kept as quarters of an item (1 = 4 quarters), so that nothing is rounded before the points
// are added up. Value types without state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracklint/score.h"

namespace tracklint::score {

inline constexpr int kFull = 4;

struct Item {
  int low = 0;  ///< quarters
  int high = 0;
  FacetStatus status = FacetStatus::kAbsent;
  int weight = 1;  ///< relative to the other items of the facet
};

[[nodiscard]] inline Item Explicit() { return {kFull, kFull, FacetStatus::kExplicit}; }
[[nodiscard]] inline Item Implicit() { return {kFull, kFull, FacetStatus::kImplicit}; }
[[nodiscard]] inline Item Absent() { return {0, 0, FacetStatus::kAbsent}; }
[[nodiscard]] inline Item Unknown() { return {0, kFull, FacetStatus::kUnknown}; }
[[nodiscard]] inline Item Weighted(Item item, int weight) {
  item.weight = weight;
  return item;
}
/// Two ways in which the same thing may be recorded: the better one counts.
[[nodiscard]] Item Better(Item a, Item b);

/// What "in the repository at that commit, but not in the run" is worth: less where the commit is not recorded.
struct Derivable {
  int low = 1;
  int high = 2;
  [[nodiscard]] Item item() const { return {low, high, FacetStatus::kDerivable}; }
};

struct Judgement {
  std::vector<Item> items;
  std::vector<std::string> reasons;
  bool applicable = true;             ///< false only with a positive proof, given as a reason
  std::optional<FacetStatus> status;  ///< overrides what the items say together
};

[[nodiscard]] Judgement NotApplicable(std::string reason);

/// A judgement as exact fractions with one denominator.
struct Credit {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::int64_t unknown = 0;  ///< share of the items of which nothing is known
  std::int64_t denominator = 1;
  bool applicable = true;
  FacetStatus status = FacetStatus::kAbsent;

  /// Counts for a level: at least three quarters surely recorded, or not applicable.
  [[nodiscard]] bool reached() const { return !applicable || 4 * low >= 3 * denominator; }
};
[[nodiscard]] Credit Sum(const Judgement& judgement);

}  // namespace tracklint::score
