#include "analyzer/score/judgement.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tracklint::score {
namespace {

bool Recorded(FacetStatus status) { return status == FacetStatus::kExplicit || status == FacetStatus::kImplicit; }

FacetStatus Together(const std::vector<Item>& items, const Credit& credit) {
  if (credit.high == 0) return FacetStatus::kAbsent;
  if (std::ranges::all_of(items, [](const Item& item) { return Recorded(item.status); })) {
    const bool some_explicit =
        std::ranges::any_of(items, [](const Item& item) { return item.status == FacetStatus::kExplicit; });
    return some_explicit ? FacetStatus::kExplicit : FacetStatus::kImplicit;
  }
  const FacetStatus first = items.front().status;
  const bool agree = std::ranges::all_of(items, [&](const Item& item) { return item.status == first; });
  return agree ? first : FacetStatus::kPartial;
}

}  // namespace

Item Better(Item a, Item b) {
  // what people record by name is said before what a library adds
  const auto rank = [](const Item& item) {
    return std::tuple(item.low, item.high, item.status == FacetStatus::kExplicit);
  };
  Item best = rank(a) >= rank(b) ? a : b;
  best.low = std::max(a.low, b.low);
  best.high = std::max(a.high, b.high);
  return best;
}

Judgement NotApplicable(std::string reason) {
  Judgement judgement;
  judgement.applicable = false;
  judgement.status = FacetStatus::kNotApplicable;
  judgement.reasons.push_back(std::move(reason));
  return judgement;
}

Credit Sum(const Judgement& judgement) {
  Credit credit;
  credit.applicable = judgement.applicable;
  credit.denominator = 0;
  for (const Item& item : judgement.items) {
    credit.low += std::int64_t{item.low} * item.weight;
    credit.high += std::int64_t{item.high} * item.weight;
    if (item.status == FacetStatus::kUnknown) credit.unknown += std::int64_t{kFull} * item.weight;
    credit.denominator += std::int64_t{kFull} * item.weight;
  }
  if (credit.denominator == 0) {  // nothing to count: not applicable, or nothing known
    credit.denominator = kFull;
    if (judgement.applicable) credit.high = credit.unknown = kFull;
  }
  // Keep later products inside 64 bits; no real scope has so many items.
  constexpr std::int64_t kLargest = 400'000;
  if (credit.denominator > kLargest) {
    const std::int64_t full = credit.denominator;
    for (std::int64_t* part : {&credit.low, &credit.high, &credit.unknown}) *part = *part * kLargest / full;
    credit.denominator = kLargest;
  }
  if (judgement.status)
    credit.status = *judgement.status;
  else
    credit.status = judgement.items.empty() ? FacetStatus::kUnknown : Together(judgement.items, credit);
  return credit;
}

}  // namespace tracklint::score
