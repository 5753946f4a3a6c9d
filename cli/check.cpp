#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/engine/config.h"
#include "analyzer/engine/selection.h"
#include "analyzer/knowledge/secret_text.h"
#include "cli/commands.h"
#include "cli/fixing.h"
#include "cli/narrow.h"
#include "cli/session.h"
#include "reporters/hidden.h"
#include "reporters/reporters.h"
#include "reporters/summary.h"
#include "reporters/text.h"
#include "tracklint/version.h"

namespace tracklint::cli {
namespace {

struct Output {
  std::string format;
  std::string path;
};

std::optional<Error> UnknownFormat(const std::string& format) {
  if (reporters::FindReporter(format) != nullptr) return std::nullopt;
  std::string message = "unknown format `" + format + "`";
  const std::string_view nearest = engine::Nearest(format, reporters::ReporterNames());
  if (!nearest.empty()) message += "; did you mean `" + std::string(nearest) + "`?";
  return Error{message};
}

Result<std::vector<Output>> Outputs(const Options& options) {
  std::vector<Output> outputs{{options.output_format, options.output_file}};
  for (const std::string& pair : options.outputs) {
    const std::size_t equals = pair.find('=');
    if (equals == std::string::npos || equals + 1 == pair.size())
      return Error{"--output wants FORMAT=FILE, not `" + pair + "`"};
    outputs.push_back({pair.substr(0, equals), pair.substr(equals + 1)});
  }
  for (const Output& output : outputs) {
    if (output.format.empty()) continue;  // said by the configuration, or not at all
    if (std::optional<Error> problem = UnknownFormat(output.format)) return *problem;
  }
  return outputs;
}

/// `--diff`: what would change, and whether anything would.
int Diff(const Options& options, const Session& session, const engine::FixState& state, Streams streams) {
  for (const ReportError& error : state.errors)
    streams.err << "tracklint: " << reporters::Visible(error.path + ": " + error.message) << "\n";
  PrintDiffs(options, session, state, streams);
  if (!options.quiet && state.fixed > 0)
    streams.err << "Would fix " << reporters::Plural(state.fixed, "problem") << ".\n";
  if (!state.errors.empty()) return kExitTrouble;
  return state.changed.empty() || options.exit_zero ? kExitClean : kExitFindings;
}

int ExitCode(const Options& options, const Session& session, Streams streams) {
  const Report& report = session.report;
  if (!report.errors.empty()) return kExitTrouble;
  if (options.exit_zero) return kExitClean;
  if (options.exit_non_zero_on_fix && report.fixed > 0) return kExitFindings;
  const Severity least = engine::ParseSeverity(session.config.fail_on.value_or("note")).value_or(Severity::kNote);
  const bool fails =
      std::ranges::any_of(report.findings, [&](const Finding& finding) { return finding.severity >= least; });
  if (fails) return kExitFindings;
  if (!session.config.min_score) return kExitClean;
  if (!report.score || !report.score->scored) {
    streams.err << "tracklint: a score is required, but there is none: "
                << (report.score ? report.score->no_score_reason : std::string()) << "\n";
    return kExitFindings;
  }
  if (report.score->low >= *session.config.min_score) return kExitClean;
  streams.err << "tracklint: the traceability score is lower than the required " << *session.config.min_score << "\n";
  return kExitFindings;
}

}  // namespace

int Trouble(const std::string& message, Streams streams) {
  const std::string safe = knowledge::WithoutSecrets(message, knowledge::TextKind::kSentence);
  streams.err << "tracklint: " << reporters::Visible(safe) << "\n";
  return kExitTrouble;
}

int Check(const Options& options, Streams streams) {
  const Result<std::vector<Output>> outputs = Outputs(options);
  if (!outputs.ok()) return Trouble(outputs.error().message, streams);
  Result<std::unique_ptr<Session>> opened = Open(options);
  if (!opened.ok()) return Trouble(opened.error().message, streams);
  std::unique_ptr<Session>& owner = opened.value();
  if (const std::optional<std::string>& format = owner->config.output_format) {
    if (std::optional<Error> problem = UnknownFormat(*format))
      return Trouble(owner->config.origins["output-format"] + ": " + problem->message, streams);
  }
  if (std::optional<Error> problem = RunSelectedRules(options, *owner)) return Trouble(problem->message, streams);
  if (options.write_baseline) return WriteBaseline(options, *owner, streams);
  if (std::optional<Error> problem = NarrowFindings(options, *owner)) return Trouble(problem->message, streams);
  if (options.add_ignore) return AddIgnoreComments(*owner, streams);
  if (options.fix || options.diff) {
    engine::FixState state;
    if (std::optional<Error> problem = FixFindings(options, owner, state)) return Trouble(problem->message, streams);
    if (options.diff) return Diff(options, *owner, state, streams);
    if (std::optional<Error> problem = WriteFixes(options, *owner, state, streams))
      return Trouble(problem->message, streams);
  }
  Session& session = *owner;
  reporters::HideInFindings(session.report);
  const Report& report = session.report;
  // Standard output holds the fixed text of standard input.
  std::ostream& out = options.fix && options.stdin_filename ? streams.err : streams.out;
  for (const ReportError& error : report.errors)
    streams.err << "tracklint: " << reporters::Visible(error.path + ": " + error.message) << "\n";

  if (options.show_files) {
    for (const std::string& path : session.analysis.discovery().targets)
      streams.out << reporters::Visible(report.path_prefix + path) << "\n";
    return report.errors.empty() ? kExitClean : kExitTrouble;
  }
  for (std::size_t i = 0; i < outputs.value().size(); ++i) {
    Output output = outputs.value()[i];
    if (output.format.empty()) output.format = session.config.output_format.value_or("full");
    ReporterOptions how;
    how.color = UseColor(options.color, streams.terminal, !output.path.empty());
    how.show_score = true;
    how.quiet = options.quiet;
    how.sarif_suppressed = options.sarif_suppressed;
    how.version = kVersion;
    const auto write = [&](std::ostream& to) {
      if (options.statistics && i == 0)
        to << reporters::Statistics(report);
      else
        reporters::FindReporter(output.format)->write(report, how, to);
    };
    if (std::optional<Error> problem = WriteTo(output.path, write, out, streams.recording))
      return Trouble(problem->message, streams);
  }
  return ExitCode(options, session, streams);
}

}  // namespace tracklint::cli
