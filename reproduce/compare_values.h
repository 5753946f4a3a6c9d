// Single recorded values against each other: numbers, and texts that may hold moments, ids and paths. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reproduce/compare.h"

namespace tracklint::reproduce {

struct ValueVerdict {
  Verdict verdict = Verdict::kIdentical;
  double relative = 0;
  std::string note;
};

/// What of a text belongs to the run that wrote it and not to the experiment.
struct RunContext {
  std::int64_t start_ms = 0;       ///< 0: not known
  std::int64_t end_ms = 0;         ///< 0: not known
  std::vector<std::string> ids;    ///< of the run, its parent, its models
  std::vector<std::string> roots;  ///< folders of the machine it ran in, longest first
};
[[nodiscard]] RunContext ContextOf(const RecordedRun& run);

/// |a − b| / max(|a|, |b|); 0 when equal (NaN equals NaN, and what is below 1e-12 on both sides equals 0), infinity
/// when only one is finite.
[[nodiscard]] double RelativeDifference(double a, double b);
[[nodiscard]] ValueVerdict CompareNumbers(double a, double b, const CompareOptions& options);

/// The values of a parameter or tag.
[[nodiscard]] ValueVerdict CompareTexts(std::string_view name, std::string_view a, std::string_view b,
                                        const RunContext& of_a, const RunContext& of_b);

/// A text with what belongs to its run replaced by placeholders.
struct Masked {
  std::string text;
  bool clock = false;     ///< a moment of the run was in it
  bool identity = false;  ///< an id, an address or a path of the machine was in it
};
[[nodiscard]] Masked Mask(std::string_view text, const RunContext& run);

/// A whole text as a number; false when it is none.
[[nodiscard]] bool ReadNumber(std::string_view text, double& value);

/// Of two verdicts about parts, the one of the whole.
[[nodiscard]] Verdict Worse(Verdict a, Verdict b);

}  // namespace tracklint::reproduce
