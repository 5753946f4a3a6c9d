// The command line of an entry.
#pragma once

#include <optional>

#include "analyzer/engine/analysis.h"
#include "reproduce/plan.h"

namespace tracklint::reproduce {

/// The command line of an entry point with its parameters put in.
[[nodiscard]] std::optional<Error> UseMlproject(const Wish& wish, const Mlproject& project,
                                                const MlprojectEntryPoint& point, Plan& plan);

/// The command of `plan.entry`: the one that a document shows, without what the parser does not know, else the bare one;
/// then the parameters of the wish, each in the place of a shown one.
void ChooseCommand(const Wish& wish, const engine::Analysis& analysis, Plan& plan);

}  // namespace tracklint::reproduce
