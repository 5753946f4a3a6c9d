// Results of earlier runs. A run is looked up by everything its result depends on: the program itself, the command line,
// the configuration, each file below the root (by name, size, times and number; by content while it is fresh), the
// state of the git work tree, the accepted findings. An edit anywhere makes another key, so that a warm run says what a
// cold one would.
//
// The folder may be shared by processes: entries are replaced as a whole, damaged ones count as absent, the oldest go
// when there are too many. Nothing here is an error: without a usable folder every run is a cold one.
#pragma once

#include "cli/commands.h"

namespace tracklint::cli {

/// Runs the command, or writes again what it wrote before. Commands that change files or watch them always run.
int Cached(const Options& options, Streams streams, int (*command)(const Options&, Streams));

}  // namespace tracklint::cli
