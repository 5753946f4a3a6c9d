#include "cli/session.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "analyzer/base/step_timer.h"
#include "analyzer/engine/run_rules.h"
#include "analyzer/engine/selection.h"
#include "analyzer/score/compute_score.h"
#include "reporters/hidden.h"
#include "rules/registry.h"
#include "tracklint/version.h"

namespace tracklint::cli {
namespace {

std::string Absolute(const std::string& path) {
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::canonical(path, error);
  return error ? std::string() : absolute.string();
}

/// The folder whose configuration holds: that of the first path.
std::string ConfigFolder(const Options& options) {
  const std::string first = options.paths.empty() ? "." : options.paths.front();
  const std::string absolute = Absolute(first);
  // A file that only an editor holds so far.
  if (absolute.empty() && options.unsaved.contains(first)) return std::filesystem::path(first).parent_path().string();
  if (absolute.empty()) return Absolute(".");
  std::error_code error;
  return std::filesystem::is_directory(absolute, error) ? absolute
                                                        : std::filesystem::path(absolute).parent_path().string();
}

/// `src/` for a root below the current folder.
std::string PrefixOf(const std::string& root) {
  const std::string current = Absolute(".");
  if (current.empty() || root.size() <= current.size() + 1 || !root.starts_with(current + "/")) return {};
  return root.substr(current.size() + 1) + "/";
}

std::vector<engine::PerFileIgnore> PerFileIgnores(const std::vector<std::string>& pairs) {
  std::vector<engine::PerFileIgnore> entries;
  for (const std::string& pair : pairs) {
    const std::size_t colon = pair.rfind(':');
    if (colon == std::string::npos) continue;
    entries.push_back({pair.substr(0, colon), {pair.substr(colon + 1)}});
  }
  return entries;
}

std::optional<Error> CheckRuleNames(const engine::Config& config) {
  const auto all = rules::AllRules();
  const auto check = [&](const std::string& selector) { return engine::CheckSelector(all, selector); };
  const std::string where = config.path.empty() ? std::string() : config.path + ": ";
  for (const auto& [selector, severity] : config.severity) {
    if (std::string problem = check(selector); !problem.empty()) return Error{where + problem};
  }
  for (const engine::PerFileIgnore& entry : config.per_file_ignores) {
    for (const std::string& code : entry.codes) {
      if (std::string problem = check(code); !problem.empty()) return Error{where + problem};
    }
  }
  return std::nullopt;
}

}  // namespace

Result<engine::Config> ResolveConfig(const Options& options) {
  engine::Config config;
  std::string file;
  std::vector<std::string> settings;
  for (const std::string& value : options.config) {
    if (value.find('=') != std::string::npos)
      settings.push_back(value);
    else
      file = value;
  }
  if (!options.isolated && file.empty()) file = engine::FindConfig(ConfigFolder(options));
  if (!file.empty() && !options.isolated) {
    Result<engine::Config> read = engine::ReadConfig(file);
    if (!read.ok()) return read.error();
    config = std::move(read).value();
  }
  for (const std::string& setting : settings) {
    Result<engine::Config> read = engine::ParseConfig(setting, "--config", false);
    if (!read.ok()) return read.error();
    engine::Inherit(read.value(), config);
    read.value().path = config.path;
    config = std::move(read).value();
  }
  if (!config.required_version.empty()) {
    const std::optional<bool> satisfied = engine::VersionSatisfies(kVersion, config.required_version);
    if (!satisfied) return Error{config.path + ": `required-version` cannot be read: " + config.required_version};
    if (!*satisfied)
      return Error{config.path + ": this is tracklint " + std::string(kVersion) + ", the configuration wants " +
                   config.required_version};
  }
  if (!options.select.empty()) {
    config.select = options.select;
    config.ignore.clear();
    config.extend_select.clear();
  }
  config.ignore.insert(config.ignore.end(), options.ignore.begin(), options.ignore.end());
  config.extend_select.insert(config.extend_select.end(), options.extend_select.begin(), options.extend_select.end());
  if (!options.exclude.empty()) config.exclude = options.exclude;
  config.extend_exclude.insert(config.extend_exclude.end(), options.extend_exclude.begin(),
                               options.extend_exclude.end());
  config.force_exclude = config.force_exclude || options.force_exclude;
  config.respect_gitignore = config.respect_gitignore && !options.no_gitignore;
  if (options.target_mlflow) config.target_mlflow = options.target_mlflow;
  const auto said = [&config](bool given, const char* key) {
    if (given) config.origins[key] = "the command line";
  };
  said(!options.select.empty(), "select");
  said(!options.ignore.empty(), "ignore");
  said(!options.extend_select.empty(), "extend-select");
  said(!options.exclude.empty(), "exclude");
  said(!options.extend_exclude.empty(), "extend-exclude");
  if (options.fail_on) config.fail_on = options.fail_on;
  if (options.min_score) config.min_score = options.min_score;
  for (engine::PerFileIgnore& entry : PerFileIgnores(options.per_file_ignores))
    config.per_file_ignores.push_back(std::move(entry));
  if (std::optional<Error> problem = CheckRuleNames(config)) return *problem;
  if (config.target_mlflow && *config.target_mlflow != "auto" && !engine::ParseVersion(*config.target_mlflow)) {
    return Error{"`" + *config.target_mlflow + "` is no version of MLflow: give X.Y, X.Y.Z or auto"};
  }
  return config;
}

engine::AnalysisOptions AnalysisOptionsOf(const Options& options, const engine::Config& config) {
  engine::AnalysisOptions wanted;
  wanted.paths = options.paths;
  wanted.root = options.root;
  if (config.target_mlflow && *config.target_mlflow != "auto") {
    wanted.target = *engine::ParseVersion(*config.target_mlflow);
    wanted.target_auto = false;
  }
  wanted.jobs = options.jobs;
  wanted.respect_gitignore = config.respect_gitignore;
  wanted.force_exclude = config.force_exclude;
  wanted.exclude = config.exclude;
  wanted.extend_exclude = config.extend_exclude;
  wanted.wrappers = config.wrappers;
  wanted.check_tests = config.check_tests || options.command == Command::kFacts;
  wanted.git_changes = options.command == Command::kFacts;
  return wanted;
}

Result<std::unique_ptr<Session>> Open(const Options& options, const Overlay& overlay) {
  if (options.timings) StepTimes::Enable();
  Result<engine::Config> config = ResolveConfig(options);
  if (!config.ok()) return config.error();
  auto session = std::make_unique<Session>();
  session->config = std::move(config).value();

  engine::AnalysisOptions wanted = AnalysisOptionsOf(options, session->config);
  wanted.found = options.found.get();
  wanted.overlay = overlay;
  wanted.unsaved = options.unsaved;
  wanted.memo = options.memo.get();
  if (options.stdin_filename) {
    wanted.paths = {*options.stdin_filename};
    wanted.unsaved[*options.stdin_filename] = options.stdin_text;
  }
  Result<engine::Analysis> analysis = engine::Analyze(wanted);
  if (!analysis.ok()) return analysis.error();
  session->analysis = std::move(analysis).value();

  Report& report = session->report;
  const engine::Analysis& done = session->analysis;
  const bool one_folder = options.paths.size() == 1 && Absolute(options.paths[0]) == done.discovery().root;
  report.root = one_folder ? options.paths[0] : ".";
  report.root_absolute = done.discovery().root;
  report.path_prefix = PrefixOf(report.root_absolute);
  report.sources = &done.sources();
  report.facts = &done.facts();
  report.project = &done.project();
  report.target = done.target();
  report.files_checked = done.discovery().targets.size();
  report.files_parsed = static_cast<std::size_t>(std::ranges::count_if(
      done.modules().modules(), [](const link::Module& module) { return module.record != nullptr; }));
  for (const discover::Issue& issue : done.discovery().issues) report.errors.push_back({issue.path, issue.message});
  const StepTimer timer(Step::kScore);
  report.score = score::ComputeScore(done.facts(), done.project(), done.sources(), done.target());
  reporters::HideInScore(report);
  return session;
}

std::optional<Error> RunSelectedRules(const Options& options, Session& session) {
  const StepTimer timer(Step::kRules);
  const engine::Analysis& analysis = session.analysis;
  engine::Selection selection{session.config.select, session.config.ignore, session.config.extend_select,
                              session.config.preview || options.preview};
  Result<std::vector<const Rule*>> selected = engine::SelectRules(rules::AllRules(), selection);
  if (!selected.ok()) return selected.error();

  engine::RunOptions run;
  run.all = rules::AllRules();
  run.selected = selected.value();
  run.severities = session.config.severity;
  run.per_file_ignores = session.config.per_file_ignores;
  run.project_findings = analysis.covers_project();
  run.is_target = [&analysis](FileId file) { return analysis.is_target(file); };
  if (!session.config.check_tests) run.is_test = [&analysis](FileId file) { return analysis.is_test(file); };
  run.project_text = [&analysis](const std::string& path) { return analysis.project_text(path); };
  run.jobs = options.jobs;
  engine::RunResult result = engine::RunRules(analysis.view(), run);

  Report& report = session.report;
  report.rules = std::move(selected).value();
  report.findings = std::move(result.findings);
  report.suppressed = std::move(result.suppressed);
  for (const Finding& finding : report.findings) {
    if (!finding.span.valid()) report.project_texts.emplace(finding.path, analysis.project_text(finding.path));
  }
  reporters::FindHidden(report, options.jobs);
  reporters::WithholdFixes(report);
  return std::nullopt;
}

}  // namespace tracklint::cli
