// The only unit that knows the command line library.
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <sstream>
#include <string_view>

#include <CLI/CLI.hpp>

#include "analyzer/knowledge/secret_text.h"
#include "cli/options.h"
#include "reporters/reporters.h"
#include "reporters/text.h"
#include "tracklint/version.h"

namespace tracklint::cli {
namespace {

constexpr std::array<std::string_view, 12> kCommands{"check",   "facts",     "score", "badge",  "corpus", "merge",
                                                     "compare", "reproduce", "rule",  "config", "server", "version"};

void AddList(CLI::App& app, const std::string& name, std::vector<std::string>& target, const std::string& about) {
  app.add_option(name, target, about)->delimiter(',')->allow_extra_args(false)->type_name("LIST");
}

void AddInput(CLI::App& app, Options& options) {
  app.add_option("paths", options.paths, "Files and folders to analyse (default: the current folder)")
      ->type_name("PATH");
  app.add_option("--target-mlflow", options.target_mlflow,
                 "MLflow release to check against: X.Y[.Z], or auto: what the project pins, else the newest known "
                 "(default: auto)")
      ->type_name("VERSION");
  app.add_option("--config", options.config, "Configuration file, or KEY=VALUE in TOML, which overrides the file")
      ->allow_extra_args(false)
      ->type_name("FILE|KEY=VALUE");
  app.add_flag("--isolated", options.isolated, "Read no configuration file");
  app.add_flag("--no-cache,-n", options.no_cache, "Neither use nor keep results of earlier runs");
  app.add_option("--cache-dir", options.cache_dir,
                 "Folder for results of earlier runs (default: TRACKLINT_CACHE_DIR, else .tracklint_cache below the "
                 "analysed folder)")
      ->type_name("DIR");
  AddList(app, "--exclude", options.exclude, "Patterns that replace the replaceable default excludes");
  AddList(app, "--extend-exclude", options.extend_exclude, "Further patterns of files to leave out");
  app.add_flag("--force-exclude", options.force_exclude, "Excludes hold for files given by name too");
  app.add_flag("--no-respect-gitignore", options.no_gitignore, "Look at files that git ignores too");
  app.add_flag("--timings", options.timings, "Print the processor time of each step on standard error");
  app.add_option("--jobs,-j", options.jobs, "Threads (default: as many as the machine runs at once)")
      ->check(CLI::Range(0, 1024))
      ->type_name("N");
}

void AddOutput(CLI::App& app, Options& options, const std::vector<std::string>& formats, const std::string& fallback) {
  app.add_option("--output-format", options.output_format, "Format (default: " + fallback + ")")
      ->check(CLI::IsMember(formats))
      ->type_name("FORMAT");
  app.add_option("--output-file,-o", options.output_file, "Write to this file instead of standard output")
      ->type_name("FILE");
  app.add_option("--color", options.color, "auto, always or never (default: auto)")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  app.add_flag("--quiet,-q", options.quiet, "Print results only");
}

/// CLI11's own admits what is no number.
CLI::Validator Percentage() {
  return {[](const std::string& text) {
            double number = 0;
            const bool is_one = CLI::detail::lexical_cast(text, number) && number >= 0 && number <= 100;
            return is_one ? std::string() : "must be a number from 0 to 100";
          },
          "0-100", "Percentage"};
}

void AddCheck(CLI::App& app, Options& options) {
  CLI::App* check = app.add_subcommand("check", "Report problems in how runs are recorded (the default command)");
  AddInput(*check, options);
  AddList(*check, "--select", options.select, "Rules to run: ids, prefixes (MLF2), names, or ALL");
  AddList(*check, "--ignore", options.ignore, "Rules to leave out");
  AddList(*check, "--extend-select", options.extend_select, "Rules to run besides the selected ones");
  check->add_flag("--preview", options.preview, "Rules that are new may run too");
  AddList(*check, "--per-file-ignores", options.per_file_ignores, "PATTERN:RULE pairs to leave out");
  std::vector<std::string> formats;
  for (std::string_view name : reporters::ReporterNames()) formats.emplace_back(name);
  AddOutput(*check, options, formats, "full");
  check->add_option("--output", options.outputs, "Write a further format to a file, e.g. sarif=out.sarif (repeatable)")
      ->allow_extra_args(false)
      ->type_name("FORMAT=FILE");
  check->add_flag("--sarif-suppressed", options.sarif_suppressed, "Put suppressed findings into SARIF too");
  check->add_flag("--statistics", options.statistics, "Print how often each rule fired instead of the findings");
  check->add_flag("--show-files", options.show_files, "Print the files that would be checked");
  check->add_flag("--fix", options.fix, "Apply the safe fixes");
  check->add_flag("--unsafe-fixes", options.unsafe_fixes,
                  "With --fix or --diff: apply fixes too that change what is logged or computed");
  check->add_flag("--diff", options.diff,
                  "Print what --fix would change and change nothing; exit with 1 if there is any");
  check->add_flag("--exit-non-zero-on-fix", options.exit_non_zero_on_fix, "Exit with 1 if something was fixed");
  check->add_flag("--add-ignore", options.add_ignore,
                  "Write a suppression comment at every line with findings instead of reporting them");
  check->add_option("--baseline", options.baseline, "Leave out the findings that this file holds")->type_name("FILE");
  check->add_flag("--write-baseline", options.write_baseline,
                  "Write all findings to the baseline (default: tracklint-baseline.json) and exit with 0");
  check
      ->add_option("--changed-since", options.changed_since,
                   "Only what stands on lines changed since this git revision, or what the change has caused "
                   "elsewhere; `main...` compares with where the branch left main")
      ->type_name("REV");
  check->add_flag("--watch", options.watch, "Check again whenever a file changes");
  check->add_flag("--no-progress", options.no_progress, "Show no progress");
  check->add_option("--stdin-filename", options.stdin_filename, "Check standard input as if it were this file")
      ->type_name("PATH");
  check->add_flag("--exit-zero,-e", options.exit_zero, "Exit with 0 even if there are findings");
  check
      ->add_option("--fail-on", options.fail_on,
                   "Least level that makes the exit code 1: note, warning or error (default: note)")
      ->check(CLI::IsMember({"note", "warning", "error"}))
      ->type_name("LEVEL");
  check->add_option("--min-score", options.min_score, "Exit with 1 where the traceability score is lower")
      ->check(Percentage())
      ->type_name("N");
  check->footer(
      "Examples:\n  tracklint train.py\n  tracklint check src --select ALL --ignore MLF9\n  tracklint check . "
      "--output-format sarif --output-file tracklint.sarif\n  tracklint check . --fail-on error --min-score 60\n  "
      "tracklint check . --fix --unsafe-fixes --diff\n  tracklint check . --changed-since main...\n  tracklint check . "
      "--baseline accepted.json --write-baseline");
}

/// Scripts give the same options to check, facts and score: rules to run change neither facts nor score.
void AddAccepted(CLI::App& app, Options& options) {
  AddList(app, "--select", options.select, "Accepted for scripts: rules change nothing here");
  app.add_flag("--exit-zero,-e", options.exit_zero, "Exit with 0 whatever is found");
}

void AddFacts(CLI::App& app, Options& options) {
  CLI::App* facts = app.add_subcommand("facts", "Print what the code will record in MLflow, before it runs");
  AddInput(*facts, options);
  AddOutput(*facts, options, {"text", "json"}, "text");
  AddAccepted(*facts, options);
  facts->footer("Examples:\n  tracklint facts train.py\n  tracklint facts . --output-format json");
}

void AddScore(CLI::App& app, Options& options) {
  CLI::App* score = app.add_subcommand("score", "Print the traceability score and where its points are lost");
  AddInput(*score, options);
  AddOutput(*score, options, {"text", "json"}, "text");
  score->add_option("--min-score", options.min_score, "Exit with 1 where the score is lower")
      ->check(Percentage())
      ->type_name("N");
  AddAccepted(*score, options);
  score->footer("Examples:\n  tracklint score .\n  tracklint score . --min-score 75 --output-format json");
}

void AddBadge(CLI::App& app, Options& options) {
  CLI::App* badge = app.add_subcommand("badge", "Print the score as JSON that shields.io makes a badge of");
  AddInput(*badge, options);
  badge->add_option("--output-file,-o", options.output_file, "Write to this file instead of standard output")
      ->type_name("FILE");
  badge->footer("Examples:\n  tracklint badge .\n  tracklint badge . --output-file traceability.json");
}

void AddServer(CLI::App& app, Options& options) {
  CLI::App* server = app.add_subcommand("server", "Speak the language server protocol on standard input and output");
  server->add_flag("--stdio", options.stdio, "Accepted because editors give it: there is no other way to speak");
  server->add_option("--config", options.config, "Configuration file, or KEY=VALUE in TOML, which overrides the file")
      ->allow_extra_args(false)
      ->type_name("FILE|KEY=VALUE");
  server->add_flag("--isolated", options.isolated, "Read no configuration file");
  server->add_flag("--preview", options.preview, "Rules that are new may run too");
  server->footer("An editor starts it. Examples:\n  tracklint server\n  tracklint server --config 'ignore=[\"MLF9\"]'");
}

/// What limits an attempt to run foreign code, for one repository and for many.
void AddAttempt(CLI::App& command, Options& options) {
  command
      .add_option("--env-manager", options.env_manager,
                  "uv: what the repository declares, as of the commit's date; conda-file: its conda file first; none: "
                  "what is installed (default: uv)")
      ->check(CLI::IsMember({"uv", "conda-file", "none"}))
      ->type_name("MANAGER");
  command.add_option("--timeout", options.timeout, "Seconds that each step may take (default: 600)")
      ->check(CLI::Range(1.0, 1e6))
      ->type_name("SECONDS");
  command.add_option("--memory", options.memory, "Memory of all its processes together (default: 4096)")
      ->check(CLI::Range(64, 1 << 20))
      ->type_name("MIB");
  command.add_flag("--no-sandbox", options.no_sandbox, "Run it without a sandbox: it can do whatever you can");
  command
      .add_option("--install-timeout", options.install_timeout,
                  "Seconds that each step of making the environment may take (default: 1800)")
      ->check(CLI::Range(1.0, 1e6))
      ->type_name("SECONDS");
}

void AddCorpus(CLI::App& app, Options& options) {
  CLI::App* corpus = app.add_subcommand(
      "corpus", "Score many repositories: tables and rates; nothing is executed, unless --reproduce asks for it");
  corpus
      ->add_option("inputs", options.paths,
                   "Folders, git repositories (bare ones too) or archives, one repository each; manifests "
                   "(CSV, TSV or JSON lines); - for JSON lines with contents on standard input")
      ->type_name("PATH");
  corpus->add_option("--output-dir,-o", options.output_file, "Folder for the results")->type_name("DIR");
  corpus->add_flag("--resume", options.resume, "Go on after the repositories that an earlier run finished");
  corpus->add_flag("--stream", options.stream,
                   "Write records to standard output, one line as each is ready, no folder");
  corpus->add_option("--time-limit", options.time_limit, "Seconds that one repository may take; 0: any (default: 600)")
      ->check(CLI::Range(0.0, 1e6))
      ->type_name("SECONDS");
  corpus->add_option("--shard", options.shard, "Only this part of the corpus, e.g. 1/4")->type_name("I/N");
  corpus->add_option("--target-mlflow", options.target_mlflow, "MLflow release to check against (default: auto)")
      ->type_name("VERSION");
  corpus->add_option("--jobs,-j", options.jobs, "Repositories at once (default: as many as the machine runs at once)")
      ->check(CLI::Range(0, 1024))
      ->type_name("N");
  corpus->add_flag("--isolated", options.isolated, "Accepted for scripts: a corpus run reads no configuration");
  corpus->add_flag("--no-cache", options.no_cache, "Accepted for scripts: a corpus run keeps no cache");
  corpus->add_flag("--no-progress", options.no_progress, "Show no progress");
  corpus->add_flag("--quiet,-q", options.quiet, "Print errors only");
  corpus
      ->add_option("--history", options.history,
                   "Score these commits too: first,median,last or all:N (at most N, evenly spread)")
      ->type_name("COMMITS");
  corpus
      ->add_option("--reproduced", options.reproduced,
                   "CSV file with the columns repo and level (E0 to E6): how far attempts to reproduce came")
      ->type_name("FILE");
  CLI::Option* tries = corpus->add_flag("--reproduce", options.reproduce,
                                        "Try each git repository again first, as tracklint reproduce --run does: "
                                        "executes foreign code, in a sandbox");
  corpus->add_option("--budget", options.budget, "Minutes that all attempts together may take (default: 60)")
      ->check(CLI::Range(0.0, 1e6))
      ->needs(tries)
      ->type_name("MINUTES");
  AddAttempt(*corpus, options);
  corpus->footer(
      "Examples:\n  tracklint corpus repos/* --output-dir results\n  tracklint corpus manifest.csv -o results "
      "--resume\n  "
      "tracklint corpus manifest.csv -o part1 --shard 1/4\n  tracklint corpus - --stream < files.jsonl\n  "
      "tracklint corpus manifest.csv -o results --reproduce --budget 120 --timeout 300");
}

void AddMerge(CLI::App& app, Options& options) {
  CLI::App* merge =
      app.add_subcommand("merge", "Put the shards of a corpus run together, as one run would have made them");
  merge->add_option("folders", options.paths, "Result folders of the shards in their order, or files of records")
      ->type_name("PATH");
  merge->add_option("--output-dir,-o", options.output_file, "Folder for the results")->type_name("DIR");
  merge->add_option("--order", options.order, "Manifest whose order the repositories take, whatever part they are in")
      ->type_name("FILE");
  merge
      ->add_option("--reproduced", options.reproduced,
                   "CSV file with the columns repo and level (E0 to E6): how far attempts to reproduce came")
      ->type_name("FILE");
  merge->footer(
      "Examples:\n  tracklint merge part1 part2 part3 part4 -o results\n  tracklint merge records/*.jsonl --order "
      "manifest.csv -o results");
}

void AddCompare(CLI::App& app, Options& options) {
  CLI::App* compare = app.add_subcommand("compare", "Say whether two recorded runs, or the runs of two stores, agree");
  compare
      ->add_option(
          "runs", options.paths,
          "Two of: STORE#RUN, the folder of a run, the id of a run of --store, or a whole store. A store is an "
          "SQLite file, a folder mlruns, or the address of a tracking server; a run is its id, the beginning of "
          "its id, or its name")
      ->type_name("RUN");
  compare
      ->add_option("--store", options.store,
                   "Store of runs given by id alone (default: MLFLOW_TRACKING_URI, else mlflow.db or mlruns here)")
      ->type_name("URI");
  compare->add_option("--rtol", options.rtol, "Relative difference up to which numbers are identical (default: 1e-6)")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("X");
  compare
      ->add_option("--close-rtol", options.close_rtol, "Relative difference up to which they are close (default: 1e-2)")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("X");
  compare->add_flag("--strict", options.strict,
                    "Bytes that differ in a format that cannot be looked into count as a difference");
  compare->add_option("--output-format", options.output_format, "Format (default: text)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  compare->footer(
      "Exit code: 0 the runs agree, 1 they differ, 2 a run or store cannot be read.\nExamples:\n  tracklint compare "
      "mlflow.db#0a1b2c mlflow.db#3d4e5f\n  tracklint compare mlruns/0/0a1b2c3d4e5f mlruns/0/6a7b8c9d0e1f\n  tracklint "
      "compare before/mlflow.db after/mlflow.db --output-format json\n  tracklint compare 0a1b2c 3d4e5f --store "
      "http://localhost:5000");
}

void AddReproduce(CLI::App& app, Options& options) {
  CLI::App* reproduce = app.add_subcommand(
      "reproduce", "Try the experiment of a commit again: a plan, and with --run the attempt itself");
  reproduce->add_option("repository", options.paths, "A git repository, REPO or REPO@COMMIT")->type_name("REPO");
  reproduce
      ->add_option("--entry", options.entry,
                   "Script, notebook or entry point of the MLproject (default: chosen from what the code records)")
      ->type_name("ENTRY");
  reproduce->add_option("-P", options.parameters, "A parameter of the entry point or option of the script (repeatable)")
      ->allow_extra_args(false)
      ->type_name("NAME=VALUE");
  reproduce->add_flag("--run", options.run,
                      "Build the environment and run it: the only command that executes foreign code, in a sandbox");
  reproduce->add_option("--times", options.times, "How often it is run (default: 2)")
      ->check(CLI::Range(1, 10))
      ->type_name("N");
  reproduce->add_flag("--network", options.network, "Let it use the network while it runs");
  AddAttempt(*reproduce, options);
  reproduce->add_option("--expect", options.expect, "JSON object of metric values that it should reach")
      ->type_name("FILE");
  reproduce
      ->add_option("--output-dir,-o", options.output_file,
                   "Folder for the environment, runs, logs and reports (default: a temporary one)")
      ->type_name("DIR");
  reproduce->add_option("--output-format", options.output_format, "Format (default: text)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  reproduce->footer(
      "Exit code: 0 a plan, or two tries agree (E5, E6); 1 it stopped before; 2 wrong usage.\nExamples:\n  tracklint "
      "reproduce repo\n  tracklint reproduce repo@v1.2 --run -o attempt\n  tracklint reproduce repo --entry train.py "
      "-P "
      "epochs=2 --run");
}

void AddRest(CLI::App& app, Options& options) {
  CLI::App* rule = app.add_subcommand("rule", "Print the documentation of a rule");
  rule->add_option("rule", options.rule, "Id or name, e.g. MLF201")->type_name("RULE");
  rule->add_flag("--all", options.all_rules, "Every rule");
  rule->add_option("--output-format", options.output_format, "Format (default: text)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  rule->footer("Examples:\n  tracklint rule MLF201\n  tracklint rule --all --output-format json");
  CLI::App* config =
      app.add_subcommand("config", "List the keys of the configuration, their values and where these come from");
  config->add_option("key", options.rule, "One key only")->type_name("KEY");
  config->add_option("--config", options.config, "Configuration file, or KEY=VALUE in TOML, which overrides the file")
      ->allow_extra_args(false)
      ->type_name("FILE|KEY=VALUE");
  config->add_flag("--isolated", options.isolated, "Read no configuration file");
  config->add_option("--output-format", options.output_format, "Format (default: text)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  config->add_flag("--schema", options.schema, "Print the JSON Schema of the configuration");
  config->footer(
      "Examples:\n  tracklint config\n  tracklint config select\n  tracklint config --schema > tracklint.schema.json");
  app.add_subcommand("version", "Print the version");
}

Command Chosen(const CLI::App& app) {
  constexpr std::array<Command, kCommands.size()> kByName{
      Command::kCheck,   Command::kFacts,     Command::kScore, Command::kBadge,  Command::kCorpus, Command::kMerge,
      Command::kCompare, Command::kReproduce, Command::kRule,  Command::kConfig, Command::kServer, Command::kVersion};
  for (std::size_t i = 0; i < kCommands.size(); ++i) {
    if (app.got_subcommand(std::string(kCommands[i]))) return kByName[i];
  }
  return Command::kCheck;
}

/// `tracklint PATHS` means `tracklint check PATHS`.
std::vector<std::string> WithCommand(std::vector<std::string> arguments) {
  if (arguments.empty()) return {"--help"};
  const std::string& first = arguments.front();
  const bool known = std::ranges::find(kCommands, first) != kCommands.end();
  const bool top_level = first == "--help" || first == "-h" || first == "--version" || first == "-V";
  if (first == "help")
    arguments.front() = "--help";
  else if (!known && !top_level)
    arguments.insert(arguments.begin(), "check");
  return arguments;
}

}  // namespace

Parsed ParseArguments(const std::vector<std::string>& arguments) {
  Parsed parsed;
  Options& options = parsed.options;
  options.arguments = arguments;
  CLI::App app("tracklint checks whether your MLflow code records what is needed to trace and repeat an experiment.\n",
               "tracklint");
  app.set_version_flag("--version,-V", "tracklint " + std::string(kVersion));
  app.require_subcommand(1);
  AddCheck(app, options);
  AddFacts(app, options);
  AddScore(app, options);
  AddBadge(app, options);
  AddCorpus(app, options);
  AddMerge(app, options);
  AddCompare(app, options);
  AddReproduce(app, options);
  AddServer(app, options);
  AddRest(app, options);
  app.footer("Examples:\n  tracklint .\n  tracklint score .\n  tracklint rule MLF201");
  std::vector<std::string> reversed = WithCommand(arguments);
  std::ranges::reverse(reversed);
  try {
    app.parse(std::move(reversed));
    options.command = Chosen(app);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = app.exit(error, out, err);
    parsed.done = true;
    parsed.exit_code = code == 0 ? 0 : 2;
    parsed.out = out.str();
    parsed.err = reporters::VisibleLines(knowledge::WithoutSecrets(err.str(), knowledge::TextKind::kSentence));
  }
  return parsed;
}

}  // namespace tracklint::cli
