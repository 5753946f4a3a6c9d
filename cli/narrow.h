// What of the findings is shown: without those of a baseline, or only those that a change brought.
#pragma once

#include <optional>

#include "cli/commands.h"
#include "cli/session.h"

namespace tracklint::cli {

/// The baseline file that holds: of the command line, else of the configuration; empty when there is none.
[[nodiscard]] std::string BaselinePath(const Options& options, const engine::Config& config);

/// Removes what the baseline holds and, with --changed-since, what the change did not bring.
[[nodiscard]] std::optional<Error> NarrowFindings(const Options& options, Session& session);

/// `--write-baseline`: everything found now is accepted. Returns the exit code.
int WriteBaseline(const Options& options, const Session& session, Streams streams);

/// `--add-ignore`: a suppression comment at every line with findings. Returns the exit code.
int AddIgnoreComments(const Session& session, Streams streams);

}  // namespace tracklint::cli
