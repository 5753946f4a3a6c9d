// Where a run's record goes.
#pragma once

#include "tracklint/rule.h"

namespace tracklint::rules {

/// The first release that raises for file stores.
inline constexpr MlflowVersion kFileStoreRefused{3, 13, 0};

/// The run is recorded in a file store (set, or an mlruns/ folder with runs at the root or beside the
/// entry) that the targeted MLflow refuses to open.
[[nodiscard]] bool IsRefusedFileStore(Pass& pass, const Entry& entry, const Run& run);

}  // namespace tracklint::rules
