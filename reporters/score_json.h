// The score as JSON: inside a report, and as a document of its own (`tracklint score --output-format json`).
#pragma once

#include <string>
#include <string_view>

#include "reporters/json_writer.h"
#include "tracklint/score.h"
#include "tracklint/source_file.h"

namespace tracklint::reporters {

/// The value of "score" in a report. Numbers are exact: the `lost` of the facets sum to 100 − `low`.
void WriteScore(JsonWriter& json, const Score& score, const SourceSet& sources);
[[nodiscard]] std::string ScoreDocument(const Score& score, const SourceSet& sources, std::string_view root,
                                        std::string_view version);

/// W of FACTS.md: path, line, column, end_line, end_column, and cell in notebooks; null for an invalid span.
void WriteWhere(JsonWriter& json, const SourceSet& sources, Span span);

}  // namespace tracklint::reporters
