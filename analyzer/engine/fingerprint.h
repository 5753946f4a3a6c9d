// Fingerprints of findings: made of content (rule, path, text of the line, subject, occurrence), so that
// they stay when lines move, and differ between two equal findings of one file. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/finding.h"

namespace tracklint::engine {

/// 128 bits of a non-cryptographic hash as 32 lower-case hexadecimal digits.
[[nodiscard]] std::string HashText(std::string_view text);

/// Blanks at the ends removed, runs of blanks inside made one space.
[[nodiscard]] std::string NormaliseLine(std::string_view line);

/// So much of a line goes into fingerprints: a file of one line may hold thousands of findings.
inline constexpr std::size_t kFingerprintedBytes = 4096;

/// Fills `fingerprint` of every finding. `lines[i]` is the source line where `findings[i]` begins, cut to those bytes.
/// REQUIRES: findings are in their final order and have their paths.
void FillFingerprints(std::vector<Finding>& findings, const std::vector<std::string>& lines);

}  // namespace tracklint::engine
