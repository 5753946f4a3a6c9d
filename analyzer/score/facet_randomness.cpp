// randomness: is each random consumer seeded, and is the seed recorded?
#include <algorithm>

#include "analyzer/facts/seed_record.h"
#include "analyzer/score/evidence.h"
#include "analyzer/score/facets.h"

namespace tracklint::score {
namespace {

bool Concerns(const Scope& scope, const RandomUse& use) {
  if (use.training != kNoIndex) return std::ranges::find(scope.trainings, use.training) != scope.trainings.end();
  if (use.run != kNoIndex)
    return scope.run != nullptr && use.run < scope.entry->runs.size() && &scope.entry->runs[use.run] == scope.run;
  return true;  // before any run: a split, say, that every run of the entry lives on
}

/// What other runs of the entry record does not help this one.
Tri InThisRun(const Scope& scope, const RandomUse& use, Tri covered) {
  if (scope.run == nullptr) return Tri::kNo;
  if (covered != Tri::kYes) return covered;
  if (use.governed_by && *use.governed_by < scope.entry->seeds.size()) {
    const Seed& seed = scope.entry->seeds[*use.governed_by];
    const bool held = facts::MayHoldSeed(*scope.entry, *scope.run, seed.value, seed.origins, false);
    return held ? covered : Tri::kNo;
  }
  const bool of_data = use.kind == RandomUse::Kind::kSplit || use.kind == RandomUse::Kind::kSampling;
  if (!use.seed || !of_data) return covered;
  return facts::MayHoldSeed(*scope.entry, *scope.run, *use.seed, use.seed_origins, true) ? covered : Tri::kNo;
}

Item JudgeOne(const Scope& scope, const RandomUse& use, Derivable derivable) {
  const bool governed = use.governed_by && *use.governed_by < scope.entry->seeds.size();
  if (use.seeded == Tri::kNo && !governed) return Absent();
  Tri covered = use.covered;
  if (governed && covered != Tri::kYes && use.seeded != Tri::kYes)
    covered = scope.entry->seeds[*use.governed_by].covered;
  if (governed && covered == Tri::kNo && scope.entry->seeds[*use.governed_by].covered == Tri::kYes) covered = Tri::kYes;
  covered = InThisRun(scope, use, covered);
  if (use.seeded == Tri::kUnknown && !governed) return Unknown();
  if (covered == Tri::kYes) return Explicit();
  if (covered == Tri::kUnknown || scope.open(&Run::params_open)) return {derivable.low, kFull, FacetStatus::kDerivable};
  return derivable.item();
}

}  // namespace

Judgement JudgeRandomness(const Scope& scope, Derivable derivable) {
  Judgement judgement;
  std::size_t unseeded = 0;
  std::size_t covered = 0;
  std::string first_unseeded;
  Span first;
  for (const RandomUse& use : scope.entry->randoms) {
    if (!Concerns(scope, use)) continue;
    const Item item = JudgeOne(scope, use, derivable);
    judgement.items.push_back(item);
    if (!first.valid()) first = use.where;
    covered += item.low == kFull ? 1U : 0U;
    if (item.high == 0 && unseeded++ == 0) first_unseeded = use.consumer + "`" + At(scope, use.where);
  }
  if (judgement.items.empty()) {
    if (!scope.entry->unfinished) return NotApplicable("no random consumer was found in any code that runs");
    judgement.items = {Unknown()};
    judgement.reasons = {"the code was too large to see every random consumer"};
    return judgement;
  }
  judgement.reasons = {std::to_string(covered) + " of " + std::to_string(judgement.items.size()) +
                       " random consumers have a recorded seed" + (unseeded == 0 ? At(scope, first) : "")};
  if (unseeded > 0) judgement.reasons.push_back(std::to_string(unseeded) + " without a seed, first `" + first_unseeded);
  return judgement;
}

}  // namespace tracklint::score
