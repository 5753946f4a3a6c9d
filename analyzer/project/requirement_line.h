// One requirement as pip or conda write it, turned into a Dependency. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tracklint/project.h"
#include "tracklint/result.h"

namespace tracklint::project {

/// `name==1 ; marker`, `name @ url`, a URL with `#egg=`, a wheel's or archive's address. Options
/// (`--hash=…`) may follow. nullopt inside for what is no dependency (a local path). Everything but
/// `kind` and `where` is filled.
[[nodiscard]] Result<std::optional<Dependency>> ParsePipRequirement(std::string_view text);

/// `channel::name=1.2=build`, `name >=1,<2`, `name==1`; an incomplete version after one `=` is a prefix.
/// With `exported`, one `=` is exact (output of `conda env export` or `conda list --export`).
[[nodiscard]] std::optional<Dependency> ParseCondaRequirement(std::string_view text, bool exported);

/// Poetry's `^1.2`, `~1.2`, `1.2`, `1.*`, `>=1,<2` as a PEP 440 specifier; unions stay as written.
[[nodiscard]] std::string PoetrySpecifier(std::string_view text);

/// Whether Poetry can read the constraint: clauses with `^ ~ == != >= <= > < ~= =` or none, joined by `,`, blanks or `||`.
[[nodiscard]] bool IsPoetryConstraint(std::string_view text);

/// Fills `specifier`, `pinned` and `exact` from a PEP 440 specifier.
void SetSpecifier(Dependency& dependency, std::string_view specifier);

/// A VCS revision or archive address that cannot move: a commit, a tag that names a version, a file name with a version, a hash.
[[nodiscard]] bool IsExactReference(std::string_view url);
[[nodiscard]] bool IsExactRevision(std::string_view revision);

}  // namespace tracklint::project
