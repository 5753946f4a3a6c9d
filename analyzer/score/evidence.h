// Questions that several facets ask about a scope. Pure functions.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "analyzer/score/judgement.h"
#include "analyzer/score/scopes.h"

namespace tracklint::score {

/// Lower case with `-`, `.`, `/` and spaces as `_`.
[[nodiscard]] std::string NormaliseKey(std::string_view key);
/// One of the words of a key (`git_commit` has git and commit) is among `words`.
[[nodiscard]] bool HasWord(std::string_view key, std::initializer_list<std::string_view> words);
/// " (train.py:12)" behind a reason; empty where the place or the sources are not known.
[[nodiscard]] std::string At(const Scope& scope, Span where);
[[nodiscard]] std::string At(const ProjectPlace& where);
[[nodiscard]] std::string_view BaseName(std::string_view path);

/// The artifact is a file whose name satisfies `is_wanted`: surely recorded, maybe, or not.
[[nodiscard]] Item ArtifactNamed(const Scope& scope, bool (*is_wanted)(std::string_view base_name));
/// A record with that certainty.
[[nodiscard]] Item Recorded(Certainty certainty, FacetStatus status = FacetStatus::kExplicit);

/// What a logged model brings along (requirements, Python version): implicit; an interval where it is only
/// maybe logged, or where the targeted MLflow may refuse it (MLF709).
[[nodiscard]] Item LoggedModelItem(const Scope& scope);
/// Why LoggedModelItem is an interval, as the end of a sentence; empty when it is none.
/// Where the first model is logged.
[[nodiscard]] Span ModelPlace(const Scope& scope);
[[nodiscard]] std::string WhyModelIsUnsure(const Scope& scope);
[[nodiscard]] bool MayBeRefused(const Scope& scope, const LoggedModel& model);

}  // namespace tracklint::score
