// `tracklint facts`: the facts as JSON (schema tracklint-facts/1, shape and key order of FACTS.md) and as
// text for people. Pure functions; same input, same bytes.
#pragma once

#include <string>
#include <string_view>

#include "tracklint/facts.h"
#include "tracklint/project.h"
#include "tracklint/source_file.h"

namespace tracklint::reporters {

[[nodiscard]] std::string FactsJson(const Facts& facts, const Project& project, const SourceSet& sources,
                                    std::string_view version);
[[nodiscard]] std::string FactsText(const Facts& facts, const Project& project, const SourceSet& sources, bool color);

/// The name of an entry's kind, a run's kind, … as FACTS.md writes it.
[[nodiscard]] std::string_view ToString(Entry::Kind kind);
[[nodiscard]] std::string_view ToString(RunKind kind);
[[nodiscard]] std::string_view ToString(Ended ended);
[[nodiscard]] std::string_view ToString(Multiplicity multiplicity);
[[nodiscard]] std::string_view ToString(Writer writer);
[[nodiscard]] std::string_view ToString(Certainty certainty);
[[nodiscard]] std::string_view ToString(Signature signature);
[[nodiscard]] std::string_view ToString(DependencyFile kind);

/// What may be shown of a value under this key: nothing where the key names a secret (`db_password`).
[[nodiscard]] Text Showable(const Text& key, const Text& value);

}  // namespace tracklint::reporters
