// `check --watch`: the check again whenever a file of the project changes, until the process is interrupted.
#pragma once

#include "cli/commands.h"

namespace tracklint::cli {

/// Never returns unless the paths cannot be read at first, or `rounds` checks have been made (0: no end).
int Watch(const Options& options, Streams streams, int rounds = 0);

}  // namespace tracklint::cli
