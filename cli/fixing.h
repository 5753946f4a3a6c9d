// `check --fix` and `--diff`: rounds of fixes and analyses until nothing is left to do.
#pragma once

#include <memory>
#include <optional>

#include "analyzer/engine/fix.h"
#include "cli/commands.h"
#include "cli/session.h"

namespace tracklint::cli {

/// Fixes what the session found, in memory. The session then speaks of the fixed files. An Error ends the command.
[[nodiscard]] std::optional<Error> FixFindings(const Options& options, std::unique_ptr<Session>& session,
                                               engine::FixState& state);

/// Writes the changed files. What was given on standard input goes to standard output.
[[nodiscard]] std::optional<Error> WriteFixes(const Options& options, const Session& session,
                                              const engine::FixState& state, Streams streams);

/// Prints a unified diff of every changed file; of notebooks cell by cell.
void PrintDiffs(const Options& options, const Session& session, const engine::FixState& state, Streams streams);

}  // namespace tracklint::cli
