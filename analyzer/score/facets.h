// The eight facets of SCORE.md, one function and one file each. Pure functions of a scope.
//
// Adding a record (a tag, parameter, metric, model, data set, artifact) to the scope's run must never
// lower a credit: the items of a facet depend on what the code does, not on what it records.
#pragma once

#include "analyzer/score/judgement.h"
#include "analyzer/score/scopes.h"

namespace tracklint::score {

[[nodiscard]] Judgement JudgeCode(const Scope& scope);
[[nodiscard]] Judgement JudgeDependencies(const Scope& scope, Derivable derivable);
/// `dependencies_recorded`: the run holds the exact versions of its libraries.
[[nodiscard]] Judgement JudgeData(const Scope& scope, Derivable derivable, bool dependencies_recorded);
[[nodiscard]] Judgement JudgeParameters(const Scope& scope);
[[nodiscard]] Judgement JudgeEnvironment(const Scope& scope, Derivable derivable);
[[nodiscard]] Judgement JudgeRandomness(const Scope& scope, Derivable derivable);
[[nodiscard]] Judgement JudgeResults(const Scope& scope);
[[nodiscard]] Judgement JudgeCentralisation(const Scope& scope);

}  // namespace tracklint::score
