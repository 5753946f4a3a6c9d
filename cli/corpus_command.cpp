#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "analyzer/engine/config.h"
#include "cli/commands.h"
#include "corpus/history.h"
#include "corpus/inputs.h"
#include "corpus/results.h"
#include "corpus/run.h"
#include "reporters/text.h"
#include "reproduce/try_many.h"

namespace tracklint::cli {
namespace {

/// `3/8` → shard 3 of 8.
bool ReadShard(const std::string& text, corpus::RunOptions& run) {
  const std::size_t slash = text.find('/');
  const auto number = [](const std::string& digits, std::size_t& value) {
    if (digits.empty() || digits.size() > 6 || digits.find_first_not_of("0123456789") != std::string::npos)
      return false;
    value = std::stoul(digits);
    return value > 0;
  };
  return slash != std::string::npos && number(text.substr(0, slash), run.shard) &&
         number(text.substr(slash + 1), run.shards) && run.shard <= run.shards;
}

std::string Minutes(double seconds) {
  const auto whole = std::lround(seconds);
  const std::string rest = std::to_string(whole % 60);
  return std::to_string(whole / 60) + ":" + (rest.size() < 2 ? "0" : "") + rest;
}

/// What `tracklint reproduce` is told for each repository.
std::vector<std::string> AttemptWords(const Options& options) {
  std::vector<std::string> words{"--env-manager", options.env_manager,
                                 "--timeout",     fmt::format("{}", options.timeout),
                                 "--memory",      std::to_string(options.memory)};
  words.insert(words.end(), {"--install-timeout", fmt::format("{}", options.install_timeout)});
  if (options.no_sandbox) words.emplace_back("--no-sandbox");
  return words;
}

/// Tries the repositories of this shard again; `outcomes.csv` says how far each came, and the statistics take it.
std::optional<Error> TryAgain(const Options& options, corpus::RunOptions& run, Streams streams) {
  if (auto problem = ToolsForAttempts(options)) return problem;
  std::error_code error;
  reproduce::ManyOptions many;
  many.program = std::filesystem::read_symlink("/proc/self/exe", error).string();
  if (error) return Error{"this program's file cannot be found: " + error.message()};
  many.words = AttemptWords(options);
  many.folder = run.output + "/attempts";
  if (!options.resume && std::filesystem::exists(many.folder, error))
    return Error{many.folder + " holds attempts of an earlier run: --resume goes on after them"};
  constexpr double kMinute = 60;
  many.budget_seconds = options.budget * kMinute;
  std::vector<reproduce::Candidate> candidates;
  for (std::size_t i = 0; i < run.inputs.size(); ++i) {
    const corpus::Input& input = run.inputs[i];
    if (i % run.shards + 1 == run.shard && input.error.empty())
      candidates.push_back({input.name, input.path, input.commit});
  }
  const bool quiet = options.quiet || options.no_progress;
  many.progress = [&](std::size_t done, std::size_t all, const std::string& name, const std::string& what) {
    if (!quiet)
      streams.err << "tracklint: " << done << "/" << all << " tried again: " << reporters::Visible(name + ": " + what)
                  << "\n";
  };
  if (options.no_sandbox) streams.err << "tracklint: warning: foreign code runs without a sandbox\n";
  Result<reproduce::ManyAttempts> attempts = reproduce::TryMany(candidates, many);
  if (!attempts.ok()) return attempts.error();
  const std::string table = run.output + "/outcomes.csv";
  if (auto problem = corpus::WriteWhole(table, attempts.value().table)) return problem;
  if (!options.quiet) {
    streams.err << "tracklint: " << attempts.value().tried + attempts.value().kept << " of " << candidates.size()
                << " repositories tried again";
    if (attempts.value().left > 0)
      streams.err << "; the budget of " << options.budget << " minutes left " << attempts.value().left
                  << " out (--resume goes on)";
    streams.err << "; outcomes in " << table << "\n";
  }
  Result<corpus::Outcomes> outcomes = corpus::ReadOutcomes(table);
  if (!outcomes.ok()) return outcomes.error();
  run.outcomes = std::move(outcomes).value();
  return std::nullopt;
}

}  // namespace

int CorpusCommand(const Options& options, Streams streams) {
  if (options.output_file.empty() && !options.stream)
    return Trouble("corpus needs --output-dir DIR for its results, or --stream", streams);
  if (options.stream && (!options.output_file.empty() || options.resume))
    return Trouble("--stream writes to standard output: without --output-dir and --resume", streams);
  if (options.paths.empty()) return Trouble("corpus needs folders, a manifest (name,path[,commit]) or -", streams);
  corpus::RunOptions run;
  if (!options.shard.empty() && !ReadShard(options.shard, run))
    return Trouble("--shard wants I/N with 1 <= I <= N, not `" + options.shard + "`", streams);
  if (options.target_mlflow && *options.target_mlflow != "auto") {
    const auto version = engine::ParseVersion(*options.target_mlflow);
    if (!version) return Trouble("`" + *options.target_mlflow + "` is no version of MLflow", streams);
    run.record.target = *version;
    run.record.target_auto = false;
  }
  if (!options.history.empty()) {
    const Result<corpus::HistoryPlan> plan = corpus::ParseHistory(options.history);
    if (!plan.ok()) return Trouble(plan.error().message, streams);
    run.record.history = plan.value();
  }
  if (std::ranges::find(options.paths, "-") != options.paths.end()) {
    if (options.paths.size() > 1) return Trouble("- (standard input) stands alone", streams);
    run.stream = STDIN_FILENO;
  } else {
    Result<std::vector<corpus::Input>> inputs = corpus::ReadInputs(options.paths);
    if (!inputs.ok()) return Trouble(inputs.error().message, streams);
    run.inputs = std::move(inputs).value();
  }
  if (!options.reproduced.empty()) {
    Result<corpus::Outcomes> outcomes = corpus::ReadOutcomes(options.reproduced);
    if (!outcomes.ok()) return Trouble(outcomes.error().message, streams);
    run.outcomes = std::move(outcomes).value();
  }
  run.output = options.output_file;
  if (options.stream) run.records = &streams.out;
  run.seconds = options.time_limit;
  run.jobs = options.jobs;
  run.resume = options.resume;
  if (options.reproduce && (options.stream || run.stream >= 0 || !options.reproduced.empty()))
    return Trouble("--reproduce wants git repositories on disk: without -, --stream and --reproduced", streams);
  const bool live = streams.terminal.is_terminal && !options.no_progress && !options.quiet;
  const auto begin = std::chrono::steady_clock::now();
  std::size_t first = 0;
  if (options.reproduce) {
    if (const auto problem = TryAgain(options, run, streams)) return Trouble(problem->message, streams);
  }
  run.progress = [&](std::size_t done, std::size_t all, const corpus::Record& record) {
    if (!record["error"].is_null()) {
      streams.err << (live ? "\r\033[K" : "") << "tracklint: "
                  << reporters::Visible(record["repo"].get<std::string>() + ": " + record["error"].get<std::string>())
                  << "\n";
    }
    if (first == 0) first = done;
    if (!live) return;
    const std::chrono::duration<double> past = std::chrono::steady_clock::now() - begin;
    const double rate = static_cast<double>(done - first + 1) / std::max(past.count(), 1e-3);
    streams.err << "\r\033[K" << done;
    if (all > 0) streams.err << "/" << all;
    streams.err << " repositories, " << static_cast<long>(rate * 60) << " a minute";
    if (all > 0) streams.err << ", " << Minutes(static_cast<double>(all - std::min(done, all)) / rate) << " left";
    streams.err << std::flush;
  };
  const Result<corpus::Totals> totals = corpus::RunCorpus(run);
  if (live) streams.err << "\r\033[K";
  if (!totals.ok()) return Trouble(totals.error().message, streams);
  if (!options.quiet) {
    streams.err << "tracklint: " << totals.value().repositories << " repositories, " << totals.value().errors
                << " with an error, " << totals.value().resumed << " from before";
    if (!options.stream) streams.err << "; results in " << run.output;
    streams.err << "\n";
  }
  return kExitClean;
}

int MergeCommand(const Options& options, Streams streams) {
  if (options.output_file.empty()) return Trouble("merge needs --output-dir DIR for its results", streams);
  if (options.paths.empty())
    return Trouble("merge needs the result folders of the shards, or files of records", streams);
  std::optional<std::vector<corpus::Input>> order;
  if (!options.order.empty()) {
    Result<std::vector<corpus::Input>> listed = corpus::ReadInputs({options.order});
    if (!listed.ok()) return Trouble(listed.error().message, streams);
    order = std::move(listed).value();
  }
  corpus::Outcomes outcomes;
  if (!options.reproduced.empty()) {
    Result<corpus::Outcomes> read = corpus::ReadOutcomes(options.reproduced);
    if (!read.ok()) return Trouble(read.error().message, streams);
    outcomes = std::move(read).value();
  }
  const Result<corpus::Totals> totals = corpus::MergeParts(options.paths, options.output_file, order, outcomes);
  if (!totals.ok()) return Trouble(totals.error().message, streams);
  streams.err << "tracklint: " << totals.value().repositories << " repositories, " << totals.value().errors
              << " with an error; results in " << options.output_file << "\n";
  return kExitClean;
}

}  // namespace tracklint::cli
