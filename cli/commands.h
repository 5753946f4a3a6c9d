// The commands. Each returns its exit code and prints through the given streams only.
#pragma once

#include <iosfwd>
#include <optional>

#include "cli/options.h"
#include "cli/output.h"
#include "tracklint/result.h"

namespace tracklint::cli {

inline constexpr int kExitClean = 0;
inline constexpr int kExitFindings = 1;
inline constexpr int kExitTrouble = 2;

struct Recording;

struct Streams {
  std::ostream& out;
  std::ostream& err;
  Terminal terminal;
  Recording* recording = nullptr;  ///< takes down what is written, for the cache
};

int Check(const Options& options, Streams streams);
int FactsCommand(const Options& options, Streams streams);
int ScoreCommand(const Options& options, Streams streams);
int BadgeCommand(const Options& options, Streams streams);
int CorpusCommand(const Options& options, Streams streams);
int MergeCommand(const Options& options, Streams streams);
int ReproduceCommand(const Options& options, Streams streams);
int CompareCommand(const Options& options, Streams streams);
int RuleCommand(const Options& options, Streams streams);
int ConfigCommand(const Options& options, Streams streams);
/// Speaks on the file descriptors 0 and 1, not through the streams, which would hold messages back.
int ServerCommand(const Options& options, Streams streams);

/// What an attempt needs on this machine and lacks: a sandbox, uv.
std::optional<Error> ToolsForAttempts(const Options& options);

/// Prints `tracklint: <message>` as an error.
int Trouble(const std::string& message, Streams streams);

}  // namespace tracklint::cli
