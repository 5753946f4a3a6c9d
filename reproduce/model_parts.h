// Two logged models against each other. Reads files whose digests differ.
#pragma once

#include "reproduce/compare_values.h"

namespace tracklint::reproduce {

/// Flavors, signature, input example and requirements must be the same; then the bytes, file by file. kUnknown where
/// the files of one are not there and nothing else differs.
[[nodiscard]] ValueVerdict CompareModels(const LoggedModel& a, const LoggedModel& b, const RunContext& of_a,
                                         const RunContext& of_b, const CompareOptions& options);

}  // namespace tracklint::reproduce
