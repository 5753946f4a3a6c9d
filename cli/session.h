// One run of the tool on files: configuration, analysis, rules, score, report.
//
// A Session owns everything its Report points to.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analyzer/engine/analysis.h"
#include "analyzer/engine/config.h"
#include "cli/options.h"
#include "tracklint/report.h"
#include "tracklint/result.h"

namespace tracklint::cli {

/// The configuration that holds for the command line: file, `--config`, then options.
[[nodiscard]] Result<engine::Config> ResolveConfig(const Options& options);

/// What is to be analysed, without the bytes that stand for files.
[[nodiscard]] engine::AnalysisOptions AnalysisOptionsOf(const Options& options, const engine::Config& config);

struct Session {
  engine::Config config;
  engine::Analysis analysis;
  Report report;
};

/// Bytes that stand for those of a file, by its path in the sources.
using Overlay = std::map<std::string, std::string>;

/// Analyses and scores; no rule runs.
[[nodiscard]] Result<std::unique_ptr<Session>> Open(const Options& options, const Overlay& overlay = {});
/// Runs the selected rules and fills the report's findings. An Error for an unknown rule.
[[nodiscard]] std::optional<Error> RunSelectedRules(const Options& options, Session& session);

}  // namespace tracklint::cli
