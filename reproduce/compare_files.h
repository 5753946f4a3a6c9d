// Two stored files whose digests differ, by what their type allows to see.
#pragma once

#include "reproduce/compare_values.h"

namespace tracklint::reproduce {

/// Digests first; then tables and JSON by their numbers (with the tolerances of metrics), texts word by word, archives
/// by their members. Reads both files; kUnknown when that is not possible.
[[nodiscard]] ValueVerdict CompareFiles(const StoredFile& a, const StoredFile& b, const RunContext& of_a,
                                        const RunContext& of_b, const CompareOptions& options);

}  // namespace tracklint::reproduce
