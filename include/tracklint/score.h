// The traceability score (profile trace-1). Computed from facts and project by analyzer/score;
// plain data afterwards.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/span.h"

namespace tracklint {

enum class Facet : std::uint8_t {
  kCode,
  kData,
  kDependencies,
  kParameters,
  kEnvironment,
  kRandomness,
  kResults,
  kCentralisation
};
inline constexpr std::size_t kFacetCount = 8;
[[nodiscard]] constexpr std::string_view ToString(Facet facet) {
  constexpr std::array<std::string_view, kFacetCount> kNames{
      "code", "data", "dependencies", "parameters", "environment", "randomness", "results", "centralisation"};
  return kNames[static_cast<std::size_t>(facet)];
}
enum class FacetStatus : std::uint8_t { kExplicit, kImplicit, kDerivable, kPartial, kAbsent, kUnknown, kNotApplicable };
[[nodiscard]] constexpr std::string_view ToString(FacetStatus status) {
  constexpr std::array<std::string_view, 7> kNames{"explicit", "implicit", "derivable",     "partial",
                                                   "absent",   "unknown",  "not-applicable"};
  return kNames[static_cast<std::size_t>(status)];
}

struct FacetScore {
  Facet facet = Facet::kCode;
  double weight = 0;
  FacetStatus status = FacetStatus::kUnknown;
  double low = 0;  ///< credit in [0,1]
  double high = 1;
  double lost = 0;  ///< points lost against `low`, of 100; facets sum to 100 − low
  std::vector<std::string> reasons;
};
struct ScopeScore {
  std::string entry;  ///< entry name
  std::string run;    ///< run id, empty for a training that no run covers
  Span where;
  std::array<FacetScore, kFacetCount> facets;
  bool scored = false;
  std::string no_score_reason;
  double low = 0, high = 0, coverage = 0;  ///< coverage in [0,1]
  char grade = 'E';
  int level = 0;
};
struct Score {
  std::string profile = "trace-1";
  bool scored = false;
  std::string no_score_reason;
  double low = 0, high = 0, coverage = 0;
  char grade = 'E';
  int level = 0;
  std::array<FacetScore, kFacetCount> facets;  ///< means over scopes
  std::vector<ScopeScore> scopes;
  std::size_t lowest = 0;      ///< index of the lowest scope
  double grade_stability = 1;  ///< share of 1,000 random weightings with the same grade
};

}  // namespace tracklint
