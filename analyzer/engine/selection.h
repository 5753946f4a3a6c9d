// Which rules run: selectors of the command line and of the configuration against the rules' metadata.
// Pure functions; no state.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/result.h"
#include "tracklint/rule.h"

namespace tracklint::engine {

/// Selectors are ids (MLF201), prefixes (MLF2, MLF), names (unlogged-hyperparameter) or ALL; case does not matter.
struct Selection {
  std::vector<std::string> select{};  ///< empty: the default set (meta.on)
  std::vector<std::string> ignore{};
  std::vector<std::string> extend_select{};
  bool preview = false;  ///< rules that are new may run too
};

/// Rules in preview are left out unless `preview` is set; one that was selected by its very name is an Error then.
/// The more specific selector wins; of equally specific ones `ignore` does. An unknown selector is an Error that
/// names the nearest known one.
[[nodiscard]] Result<std::vector<const Rule*>> SelectRules(std::span<const Rule* const> all,
                                                           const Selection& selection);

[[nodiscard]] bool SelectorMatches(std::string_view selector, const RuleMetadata& rule);
/// An error text unless some rule of `all` is meant (or it is ALL).
[[nodiscard]] std::string CheckSelector(std::span<const Rule* const> all, std::string_view selector);

/// The candidate with the smallest edit distance, if it is near enough to be meant; else empty.
[[nodiscard]] std::string_view Nearest(std::string_view wrong, std::span<const std::string_view> candidates);

}  // namespace tracklint::engine
