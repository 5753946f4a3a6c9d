#include "cli/cli.h"

#include <exception>
#include <istream>
#include <iterator>
#include <ostream>

#include "analyzer/base/step_timer.h"
#include "cli/cache.h"
#include "cli/commands.h"
#include "cli/watch.h"
#include "tracklint/version.h"

namespace tracklint::cli {
namespace {

int Dispatch(const Options& options, Streams streams) {
  switch (options.command) {
    case Command::kCheck: return options.watch ? Watch(options, streams) : Cached(options, streams, Check);
    case Command::kFacts: return Cached(options, streams, FactsCommand);
    case Command::kScore: return Cached(options, streams, ScoreCommand);
    case Command::kBadge: return Cached(options, streams, BadgeCommand);
    case Command::kServer: return ServerCommand(options, streams);
    case Command::kCorpus: return CorpusCommand(options, streams);
    case Command::kMerge: return MergeCommand(options, streams);
    case Command::kReproduce: return ReproduceCommand(options, streams);
    case Command::kCompare: return CompareCommand(options, streams);
    case Command::kRule: return RuleCommand(options, streams);
    case Command::kConfig: return ConfigCommand(options, streams);
    case Command::kVersion: streams.out << "tracklint " << kVersion << "\n"; return kExitClean;
  }
  return kExitTrouble;
}

}  // namespace

int Run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out, std::ostream& err) {
  Parsed parsed = ParseArguments(arguments);
  if (parsed.done) {
    out << parsed.out;
    err << parsed.err;
    return parsed.exit_code;
  }
  try {
    if (parsed.options.stdin_filename) parsed.options.stdin_text.assign(std::istreambuf_iterator<char>(in), {});
    const int code = Dispatch(parsed.options, {out, err, ReadTerminal()});
    if (parsed.options.timings) err << StepTimes::Text();
    return code;
  } catch (const std::exception& error) {
    err << "tracklint: internal error: " << error.what() << "\n";
    return kExitTrouble;
  }
}

}  // namespace tracklint::cli
