#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "cli/commands.h"
#include "cli/session.h"
#include "reporters/badge.h"
#include "reporters/facts_writer.h"
#include "reporters/score_json.h"
#include "reporters/score_text.h"
#include "reporters/text.h"
#include "tracklint/version.h"

namespace tracklint::cli {
namespace {

/// Paths that do not exist and folders that cannot be read.
int TellErrors(const Report& report, Streams streams) {
  for (const ReportError& error : report.errors)
    streams.err << "tracklint: " << reporters::Visible(error.path + ": " + error.message) << "\n";
  return report.errors.empty() ? kExitClean : kExitTrouble;
}

}  // namespace

int FactsCommand(const Options& options, Streams streams) {
  Result<std::unique_ptr<Session>> opened = Open(options);
  if (!opened.ok()) return Trouble(opened.error().message, streams);
  const Report& report = opened.value()->report;
  const bool color = UseColor(options.color, streams.terminal, !options.output_file.empty());
  const std::string text = options.output_format == "json"
                               ? reporters::FactsJson(*report.facts, *report.project, *report.sources, kVersion)
                               : reporters::FactsText(*report.facts, *report.project, *report.sources, color);
  if (std::optional<Error> problem = WriteText(options.output_file, text, streams.out, streams.recording))
    return Trouble(problem->message, streams);
  return TellErrors(report, streams);
}

int ScoreCommand(const Options& options, Streams streams) {
  Result<std::unique_ptr<Session>> opened = Open(options);
  if (!opened.ok()) return Trouble(opened.error().message, streams);
  const Session& session = *opened.value();
  const Report& report = session.report;
  const bool color = UseColor(options.color, streams.terminal, !options.output_file.empty());
  const std::string text = options.output_format == "json"
                               ? reporters::ScoreDocument(*report.score, *report.sources, report.root, kVersion)
                               : reporters::ScoreText(*report.score, *report.sources, color);
  if (std::optional<Error> problem = WriteText(options.output_file, text, streams.out, streams.recording))
    return Trouble(problem->message, streams);
  const int trouble = TellErrors(report, streams);
  if (trouble != kExitClean || options.exit_zero || !session.config.min_score) return trouble;
  return report.score->scored && report.score->low >= *session.config.min_score ? kExitClean : kExitFindings;
}

int BadgeCommand(const Options& options, Streams streams) {
  Result<std::unique_ptr<Session>> opened = Open(options);
  if (!opened.ok()) return Trouble(opened.error().message, streams);
  const Report& report = opened.value()->report;
  if (std::optional<Error> problem =
          WriteText(options.output_file, reporters::Badge(*report.score), streams.out, streams.recording))
    return Trouble(problem->message, streams);
  return TellErrors(report, streams);
}

}  // namespace tracklint::cli
