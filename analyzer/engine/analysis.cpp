#include "analyzer/engine/analysis.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "analyzer/base/step_timer.h"
#include "analyzer/engine/config.h"
#include "analyzer/engine/test_code.h"
#include "analyzer/facts/build.h"
#include "analyzer/facts/producers.h"
#include "analyzer/project/git_state.h"
#include "analyzer/project/read_project.h"
#include "analyzer/source/read.h"

namespace tracklint::engine {
namespace {

constexpr std::uint64_t kProjectFileLimit = 4ULL * 1024 * 1024;

/// A directory among the paths; project files belong to directories, not to single scripts.
bool AsksForDirectory(const AnalysisOptions& options) {
  if (options.paths.empty()) return true;
  return std::ranges::any_of(options.paths, [](const std::string& path) {
    std::error_code error;
    return std::filesystem::is_directory(path, error);
  });
}

/// The release part of a version: "2.9.0rc1" → "2.9.0", "2" → "2.0".
std::string ReleasePart(const std::string& version) {
  std::string release = version.substr(0, version.find_first_not_of("0123456789."));
  while (release.ends_with('.')) release.pop_back();
  if (release.find('.') == std::string::npos) release += ".0";
  return release;
}

/// Puts the unsaved texts in; a file that does not exist on disk becomes a target too, one that is excluded does not.
void AddUnsaved(const AnalysisOptions& options, discover::Discovery& found) {
  for (const auto& entry : options.unsaved) {
    const std::string& given = entry.first;
    const std::string& text = entry.second;
    std::error_code error;
    const std::filesystem::path absolute = std::filesystem::weakly_canonical(given, error);
    std::string path = absolute.lexically_relative(found.root).string();
    if (error || path.empty()) path = given;
    std::erase_if(found.issues, [&](const discover::Issue& issue) { return issue.path == given; });
    const auto place = std::ranges::lower_bound(found.files, path, {}, &discover::FileRef::path);
    if (place == found.files.end() || place->path != path)
      found.files.insert(place, {path, absolute.string(), text.size(), true});
    found.unsaved[path] = text;
    if (options.force_exclude && std::filesystem::exists(absolute, error)) continue;
    const auto target = std::ranges::lower_bound(found.targets, path);
    if (target == found.targets.end() || *target != path) found.targets.insert(target, path);
  }
}

/// Parsing leaves much memory free in between; interpreting cannot use it all.
void ReleaseFreeMemory([[maybe_unused]] const SourceSet& sources) {
#ifdef __GLIBC__
  constexpr std::size_t kManyFiles = 100;
  if (sources.size() > kManyFiles) malloc_trim(0);
#endif
}

MlflowVersion ChooseTarget(const AnalysisOptions& options, const Project& project) {
  if (!options.target_auto || !project.mlflow_version) return options.target;
  return ParseVersion(ReleasePart(*project.mlflow_version)).value_or(options.target);
}

}  // namespace

bool Analysis::is_target(FileId file) const {
  const auto index = static_cast<std::size_t>(file);
  return index < targets_.size() && targets_[index];
}

bool Analysis::is_test(FileId file) const {
  const auto index = static_cast<std::size_t>(file);
  return index < tests_.size() && tests_[index];
}

AnalysisView Analysis::view() const {
  AnalysisView view;
  view.sources = sources_.get();
  view.facts = facts_.get();
  view.project = project_.get();
  view.issues = issues_.get();
  view.unused_suppressions = no_suppressions_.get();
  view.target = target_;
  return view;
}

std::string_view Analysis::project_text(const std::string& path) const {
  const auto known = project_texts_.find(path);
  if (known != project_texts_.end()) return known->second;
  std::string text;
  const auto file = std::ranges::find(discovery_->files, path, &discover::FileRef::path);
  if (file != discovery_->files.end()) {
    Result<std::string> bytes = source::ReadBytes(file->absolute, kProjectFileLimit);
    if (bytes.ok()) text = std::move(bytes).value();
  }
  return project_texts_.emplace(path, std::move(text)).first->second;
}

Result<discover::Discovery> DiscoverFiles(const AnalysisOptions& options) {
  const StepTimer timer(Step::kDiscover);
  discover::Options wanted;
  wanted.paths = options.paths;
  wanted.root = options.root;
  wanted.exclude = options.exclude;
  wanted.extend_exclude = options.extend_exclude;
  wanted.respect_gitignore = options.respect_gitignore;
  wanted.force_exclude = options.force_exclude;
  return discover::Discover(wanted);
}

Result<Analysis> Analyze(const AnalysisOptions& options) {
  Result<discover::Discovery> found =
      options.found != nullptr ? Result<discover::Discovery>(*options.found) : DiscoverFiles(options);
  if (!found.ok()) return found.error();

  Analysis analysis;
  analysis.discovery_ = std::make_unique<discover::Discovery>(std::move(found).value());
  analysis.sources_ = std::make_unique<SourceSet>();
  analysis.issues_ = std::make_unique<std::vector<FileIssue>>();
  analysis.no_suppressions_ = std::make_unique<std::vector<UnusedSuppression>>();
  AddUnsaved(options, *analysis.discovery_);
  for (const auto& [path, bytes] : options.overlay) {
    std::vector<discover::FileRef>& files = analysis.discovery_->files;
    const auto place = std::ranges::lower_bound(files, path, {}, &discover::FileRef::path);
    if (place == files.end() || place->path != path)
      files.insert(place, {path, analysis.discovery_->root + "/" + path, bytes.size(), false});
    analysis.discovery_->unsaved[path] = bytes;
  }
  const discover::Discovery& discovery = *analysis.discovery_;
  {
    const StepTimer timer(Step::kProject);
    const auto detail = options.git_changes ? project::GitDetail::kChanges : project::GitDetail::kCommit;
    analysis.covers_project_ = AsksForDirectory(options);
    analysis.project_ = std::make_unique<Project>(project::ReadProject(
        discovery, options.git ? *options.git : project::ReadGitState(discovery.root, detail), options.jobs,
        analysis.covers_project_ ? project::ProjectDetail::kAll : project::ProjectDetail::kForCode));
  }
  analysis.target_ = ChooseTarget(options, *analysis.project_);
  {
    const StepTimer timer(Step::kLink);
    analysis.modules_ = std::make_unique<link::ModuleGraph>(
        link::BuildModuleGraph(discovery, *analysis.sources_, *analysis.issues_,
                               {.jobs = options.jobs, .memo = options.memo, .tests = options.check_tests}));
  }

  ReleaseFreeMemory(*analysis.sources_);
  analysis.targets_.assign(analysis.sources_->size(), false);
  for (const link::Module& module : analysis.modules_->modules()) {
    if (module.file == kNoFile) continue;
    if (module.is_target) analysis.targets_[static_cast<std::size_t>(module.file)] = true;
  }
  analysis.tests_ = FindTestCode(*analysis.modules_, analysis.project_->files);

  facts::FactsOptions facts_options;
  facts_options.target = analysis.target_;
  facts_options.jobs = options.jobs;
  facts_options.root = discovery.root;
  facts_options.wrappers = options.wrappers;
  if (!options.check_tests) facts_options.tests = analysis.tests_;
  const StepTimer timer(Step::kFacts);
  analysis.facts_ = std::make_unique<Facts>(facts::BuildFacts(*analysis.modules_, *analysis.project_, facts_options));
  facts::FindProducers(*analysis.facts_, *analysis.sources_, discovery);
  return analysis;
}

}  // namespace tracklint::engine
