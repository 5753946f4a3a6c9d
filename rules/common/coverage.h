// Whether what flows into a training is recorded by its run.
#pragma once

#include <string_view>
#include <vector>

#include "tracklint/facts.h"

namespace tracklint::rules {

[[nodiscard]] bool HasOrigin(const Origins& origins, OriginKind kind);
[[nodiscard]] bool HasOrigin(const Origins& origins, Origin origin);

/// The option (index into Entry::arguments) is recorded in the run of a training, or in a run around it.
[[nodiscard]] Tri OptionCovered(const Entry& entry, const Training& training, Index option);
/// Options that flow into the training, directly or through its hyperparameters; sorted.
[[nodiscard]] std::vector<Index> OptionsOf(const Training& training);
/// The hyperparameter comes from an option of a command-line framework or Hydra (MLF203 speaks of it, not MLF201).
[[nodiscard]] bool ComesFromOption(const Entry& entry, const Hyperparameter& hyperparameter);
/// An option that says where data or results are, or how the program runs, not what is learnt.
[[nodiscard]] bool IsOperationalOption(std::string_view name);
/// "random_state", "seed", "torch_seed", …
[[nodiscard]] bool IsSeedName(std::string_view name);
/// A hyperparameter that MLF201 names for this training: surely not recorded, and set in the code.
[[nodiscard]] bool IsUnlogged(const Entry& entry, const Hyperparameter& hyperparameter);
/// The run records something that may hold parameters: a parameter, a logged mapping or configuration file.
[[nodiscard]] bool MayHoldParameters(const Run& run);

}  // namespace tracklint::rules
