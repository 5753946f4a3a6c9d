// Where a trained model ends up.
#pragma once

#include "tracklint/facts.h"

namespace tracklint::rules {

/// The model of this training is logged, may be logged, or its file is an artifact: in any run of the entry,
/// for the same training call (a winner logged for all trials), or by something that is not known.
[[nodiscard]] bool ModelMayBeRecorded(const Entry& entry, Index training);
/// The file use writes a fitted model of a run and nothing logs it (MLF704).
[[nodiscard]] bool IsUnloggedSave(const Entry& entry, const FileUse& use);
/// The run of a save: the active one, else the run its training counts in; null when none.
[[nodiscard]] const Run* RunOfSave(const Entry& entry, const FileUse& use);

}  // namespace tracklint::rules
