#include "analyzer/project/judge.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "analyzer/project/file_kinds.h"
#include "analyzer/project/pep440.h"
#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

std::size_t Depth(std::string_view path) { return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/')); }

bool IsEnvironment(const DependencySource& source) {
  return source.kind != DependencyFile::kLock && source.kind != DependencyFile::kConstraints;
}

class Judge {
 public:
  explicit Judge(Draft& draft) : draft_(draft), project_(draft.project) {
    for (const EnvironmentUse& use : draft.uses) {
      if (use.kind != EnvironmentUse::By::kInclude) continue;
      const std::size_t by = IdOf(use.by);  // may enlarge the list that holds its includes
      const std::size_t file = IdOf(use.file);
      includes_[by].push_back(file);
    }
  }

  void Run() {
    ConstraintFiles();
    ApplyConstraints();
    ReadmeWins();
    KeepSomeEnvironment();
    CoverByLocks();
    PickPython();
    PickMlflow();
    Sort();
  }

 private:
  std::size_t IdOf(const std::string& file) {
    const auto [at, fresh] = ids_.try_emplace(file, names_.size());
    if (fresh) {
      names_.push_back(file);
      includes_.emplace_back();
    }
    return at->second;
  }

  /// A file that is only ever used with -c pins, but installs nothing.
  void ConstraintFiles() {
    for (const EnvironmentUse& use : draft_.uses) {
      if (use.kind != EnvironmentUse::By::kConstraint) continue;
      const bool installed = std::any_of(draft_.uses.begin(), draft_.uses.end(), [&](const EnvironmentUse& other) {
        return other.kind != EnvironmentUse::By::kConstraint && other.file == use.file;
      });
      if (installed) continue;
      for (DependencySource& source : project_.sources) {
        if (source.path != use.file || source.kind != DependencyFile::kRequirements) continue;
        source.kind = DependencyFile::kConstraints;
        source.sets_environment = false;
      }
      for (Dependency& dependency : project_.dependencies) {
        if (dependency.where.path == use.file && dependency.kind == DependencyFile::kRequirements)
          dependency.kind = DependencyFile::kConstraints;
      }
    }
  }

  /// What `files` include with -r, themselves included.
  [[nodiscard]] std::set<std::string> Closure(const std::set<std::string>& files) const {
    std::set<std::string> out = files;
    std::vector<bool> seen(names_.size(), false);
    std::vector<std::size_t> work;
    const auto visit = [&](std::size_t id) {
      if (seen[id]) return;
      seen[id] = true;
      work.push_back(id);
    };
    for (const std::string& file : files) {
      if (const auto id = ids_.find(file); id != ids_.end()) visit(id->second);
    }
    while (!work.empty()) {
      const std::size_t at = work.back();
      work.pop_back();
      out.insert(names_[at]);
      for (const std::size_t id : includes_[at]) visit(id);
    }
    return out;
  }

  void ApplyConstraints() {
    for (const EnvironmentUse& use : draft_.uses) {
      if (use.kind != EnvironmentUse::By::kConstraint) continue;
      std::map<std::string, std::string> pins;
      for (const Dependency& dependency : project_.dependencies) {
        if (dependency.where.path == use.file && dependency.pinned) pins.emplace(dependency.name, *dependency.pinned);
      }
      const std::set<std::string> governed = Closure({use.by});
      for (Dependency& dependency : project_.dependencies) {
        if (dependency.exact || dependency.kind == DependencyFile::kConstraints ||
            !governed.contains(dependency.where.path))
          continue;
        const auto pin = pins.find(dependency.name);
        if (pin == pins.end()) continue;
        dependency.pinned = pin->second;
        dependency.exact = true;
      }
    }
  }

  /// The environment file that the README of a folder names wins over its neighbours.
  void ReadmeWins() {
    std::map<std::string, std::set<std::string>> named;  // README's folder → files
    std::set<std::string> used;
    for (const EnvironmentUse& use : draft_.uses) {
      if (use.kind == EnvironmentUse::By::kReadme) named[std::string(FolderOf(use.by))].insert(use.file);
      if (use.kind == EnvironmentUse::By::kMlproject || use.kind == EnvironmentUse::By::kDockerfile)
        used.insert(use.file);
    }
    used = Closure(used);
    for (auto& [folder, files] : named) {
      const bool main =
          std::any_of(files.begin(), files.end(), [](const std::string& file) { return !IsSideRequirement(file); });
      if (main) std::erase_if(files, [](const std::string& file) { return IsSideRequirement(file); });
      const std::set<std::string> winners = Closure(files);
      for (DependencySource& source : project_.sources) {
        if (!IsEnvironment(source) || source.kind == DependencyFile::kDockerfile) continue;
        if (winners.contains(source.path)) {
          source.sets_environment = true;
        } else if (FolderOf(source.path) == folder && !used.contains(source.path)) {
          source.sets_environment = false;
        }
      }
    }
  }

  /// Where only a "dev" file exists, that is the environment.
  void KeepSomeEnvironment() {
    const bool any = std::any_of(project_.sources.begin(), project_.sources.end(),
                                 [](const DependencySource& s) { return IsEnvironment(s) && s.sets_environment; });
    if (any) return;
    for (DependencySource& source : project_.sources) source.sets_environment = IsEnvironment(source);
  }

  [[nodiscard]] std::vector<const Dependency*> DirectOf(const std::set<std::string>& files, bool optional) const {
    std::vector<const Dependency*> out;
    for (const Dependency& dependency : project_.dependencies) {
      if (dependency.kind == DependencyFile::kLock || dependency.kind == DependencyFile::kConstraints ||
          (dependency.optional && !optional))
        continue;
      if (files.contains(dependency.where.path)) out.push_back(&dependency);
    }
    return out;
  }

  static bool Satisfies(const std::map<std::string, std::vector<std::string>>& locked, const Dependency& dependency) {
    const auto hit = locked.find(dependency.name);
    if (hit == locked.end()) return !dependency.marker.empty();  // for another platform or Python
    const std::optional<SpecifierSet> specifier = SpecifierSet::Parse(dependency.specifier);
    if (!specifier || specifier->clauses.empty()) return true;
    return std::any_of(hit->second.begin(), hit->second.end(),
                       [&](const std::string& version) { return version.empty() || specifier->Admits(version); });
  }

  /// Whether a lock may speak for this file at all.
  [[nodiscard]] static bool Applies(const LockFile& lock, const DependencySource& source) {
    const std::string_view lock_folder = FolderOf(lock.path);
    const std::string_view folder = FolderOf(source.path);
    if (lock.kind == LockFile::Kind::kPipCompile) {
      if (source.path == lock.path) return false;
      if (std::find(lock.inputs.begin(), lock.inputs.end(), source.path) != lock.inputs.end()) return true;
      return source.path == lock.path.substr(0, lock.path.rfind('.')) + ".in";
    }
    // A uv workspace has one lock at its top.
    if (lock.kind == LockFile::Kind::kUv && source.kind == DependencyFile::kPyproject && folder != lock_folder) {
      return lock_folder.empty() || folder.starts_with(std::string(lock_folder) + "/");
    }
    if (folder != lock_folder) return false;
    const bool conda = lock.kind == LockFile::Kind::kConda || lock.kind == LockFile::Kind::kPixi;
    if (source.kind == DependencyFile::kConda) return conda;
    return source.kind != DependencyFile::kPythonEnv && (!conda || source.kind == DependencyFile::kPyproject);
  }

  void CoverByLocks() {
    std::vector<LockFile> locks = draft_.locks;
    for (const DependencySource& source : project_.sources) AddExactRequirements(source, locks);
    for (DependencySource& source : project_.sources) {
      if (!IsEnvironment(source) || source.kind == DependencyFile::kDockerfile) continue;
      const std::vector<const Dependency*> direct = DirectOf({source.path}, false);
      for (const LockFile& lock : locks) {
        if (!Applies(lock, source)) continue;
        const bool covered = std::all_of(direct.begin(), direct.end(),
                                         [&](const Dependency* d) { return Satisfies(lock.versions, *d); });
        if (covered) {
          source.locked_by_other = true;
          source.lock_is_stale = false;
          source.lock = lock.path;
          break;
        }
        // Only the lock of this very manifest can be stale; a neighbour may simply be about something else.
        if (OwnLock(lock, source) && FolderOf(lock.path) == FolderOf(source.path) && source.lock.empty()) {
          source.lock = lock.path;
          source.lock_is_stale = true;
        }
      }
    }
  }
  static bool OwnLock(const LockFile& lock, const DependencySource& source) {
    switch (lock.kind) {
      case LockFile::Kind::kPoetry:
      case LockFile::Kind::kUv:
      case LockFile::Kind::kPdm:
      case LockFile::Kind::kPixi: return source.kind == DependencyFile::kPyproject;
      case LockFile::Kind::kPipfile: return source.kind == DependencyFile::kPipfile;
      case LockFile::Kind::kConda: return source.kind == DependencyFile::kConda;
      case LockFile::Kind::kPipCompile: return true;
    }
    return false;
  }

  /// A requirements file in which everything is exact acts as a lock for the manifests beside it.
  void AddExactRequirements(const DependencySource& source, std::vector<LockFile>& locks) const {
    if (source.kind != DependencyFile::kRequirements || !source.sets_environment) return;
    const std::vector<const Dependency*> direct = DirectOf(Closure({source.path}), true);
    if (direct.empty() || !std::all_of(direct.begin(), direct.end(), [](const Dependency* d) { return d->exact; }))
      return;
    LockFile lock;
    lock.kind = LockFile::Kind::kPipCompile;
    lock.path = source.path;
    for (const Dependency* dependency : direct)
      lock.versions[dependency->name].push_back(dependency->pinned.value_or(std::string()));
    for (const DependencySource& other : project_.sources) {
      const bool manifest = other.kind == DependencyFile::kPyproject || other.kind == DependencyFile::kSetup ||
                            other.kind == DependencyFile::kPipfile;
      if (!manifest || FolderOf(other.path) != FolderOf(source.path)) continue;
      const std::vector<const Dependency*> wanted = DirectOf({other.path}, false);
      // Not this manifest's lock unless it has all of it: no staleness from a file that never promised anything.
      if (std::all_of(wanted.begin(), wanted.end(), [&](const Dependency* d) { return Satisfies(lock.versions, *d); }))
        lock.inputs.push_back(other.path);
    }
    if (!lock.inputs.empty()) locks.push_back(std::move(lock));
  }

  void PickPython() {
    const auto best = std::min_element(
        draft_.python.begin(), draft_.python.end(), [](const PythonStatement& a, const PythonStatement& b) {
          return std::tuple(a.rank, Depth(a.where.path), std::string_view(a.where.path), a.where.line) <
                 std::tuple(b.rank, Depth(b.where.path), std::string_view(b.where.path), b.where.line);
        });
    if (best == draft_.python.end()) return;
    project_.python_version = best->version;
    project_.python_version_where = best->where;
  }

  /// Lock, then pin, then the lowest version admitted; nearest to the root first.
  void PickMlflow() {
    using Key = std::tuple<int, std::size_t, std::string_view, std::uint32_t>;
    std::optional<Key> best;
    for (const Dependency& dependency : project_.dependencies) {
      if (dependency.name != "mlflow" && dependency.name != "mlflow-skinny") continue;
      const std::optional<SpecifierSet> specifier = SpecifierSet::Parse(dependency.specifier);
      std::optional<std::string> version = dependency.pinned;
      int rank = dependency.kind == DependencyFile::kLock ? 0 : 1;
      if (!version) {
        rank = 2;
        if (specifier) version = specifier->Lowest();
      }
      if (!version || !Version::Parse(*version)) continue;
      if (!SetsEnvironment(dependency)) rank += 3;
      const Key key{rank, Depth(dependency.where.path), dependency.where.path, dependency.where.line};
      if (best && *best <= key) continue;
      best = key;
      project_.mlflow_version = *version;
    }
  }
  [[nodiscard]] bool SetsEnvironment(const Dependency& dependency) const {
    if (dependency.kind == DependencyFile::kLock) return true;
    return std::any_of(project_.sources.begin(), project_.sources.end(), [&](const DependencySource& source) {
      return source.path == dependency.where.path && source.kind == dependency.kind && source.sets_environment;
    });
  }

  void Sort() {
    const auto by_place = [](const auto& a, const auto& b) {
      return std::tie(a.where.path, a.where.line, a.where.column) <
             std::tie(b.where.path, b.where.line, b.where.column);
    };
    std::stable_sort(project_.dependencies.begin(), project_.dependencies.end(), by_place);
    std::stable_sort(project_.images.begin(), project_.images.end(), by_place);
    std::stable_sort(project_.issues.begin(), project_.issues.end(), by_place);
    std::stable_sort(project_.sources.begin(), project_.sources.end(),
                     [](const DependencySource& a, const DependencySource& b) {
                       return std::tie(a.path, a.kind) < std::tie(b.path, b.kind);
                     });
    std::stable_sort(project_.mlprojects.begin(), project_.mlprojects.end(),
                     [](const Mlproject& a, const Mlproject& b) { return a.path < b.path; });
    // A value that is known comes before a reference to a secret: Project::setting gives the first.
    std::stable_sort(
        project_.settings.begin(), project_.settings.end(), [](const CommittedSetting& a, const CommittedSetting& b) {
          return std::tuple(a.value.empty(), std::string_view(a.where.path), a.where.line, a.where.column) <
                 std::tuple(b.value.empty(), std::string_view(b.where.path), b.where.line, b.where.column);
        });
    const auto same = [](const CommittedSetting& a, const CommittedSetting& b) {
      return a.name == b.name && a.value == b.value && a.where.path == b.where.path && a.where.line == b.where.line;
    };
    project_.settings.erase(std::unique(project_.settings.begin(), project_.settings.end(), same),
                            project_.settings.end());
    std::sort(project_.dvc_tracked.begin(), project_.dvc_tracked.end());
    project_.dvc_tracked.erase(std::unique(project_.dvc_tracked.begin(), project_.dvc_tracked.end()),
                               project_.dvc_tracked.end());
    std::sort(project_.files.begin(), project_.files.end());
  }

  Draft& draft_;
  Project& project_;
  std::map<std::string, std::size_t> ids_;  ///< of the files that include others, or that others include
  std::vector<std::string> names_;
  std::vector<std::vector<std::size_t>> includes_;  ///< with -r
};

}  // namespace

void JudgeProject(Draft& draft) { Judge(draft).Run(); }

}  // namespace tracklint::project
