#include "analyzer/discover/discover.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <tuple>
#include <unordered_set>
#include <utility>

#include <sys/stat.h>

#include "analyzer/discover/files.h"
#include "analyzer/discover/ignore.h"
#include "analyzer/discover/walk.h"

namespace tracklint::discover {
namespace {

/// A path that the user gave and that exists.
struct Asked {
  std::string place;     ///< where it was named; differs from absolute for a symbolic link to a file
  std::string absolute;  ///< without symbolic links
  bool is_directory = false;
  std::uint64_t size = 0;
};

bool IsBelow(const std::string& path, const std::string& directory) {
  if (path == directory || directory == "/") return true;
  return path.size() > directory.size() && path.starts_with(directory) && path[directory.size()] == '/';
}

std::string RelativeTo(const std::string& root, const std::string& absolute) {
  if (absolute == root) return {};
  if (IsBelow(absolute, root)) return absolute.substr(root == "/" ? 1 : root.size() + 1);
  return std::filesystem::path(absolute).lexically_relative(root).string();
}

class Run {
 public:
  explicit Run(const Options& options) : options_(options) {
    std::vector<std::string> patterns = options.exclude;
    patterns.insert(patterns.end(), options.extend_exclude.begin(), options.extend_exclude.end());
    exclude_ = IgnoreRules::FromPatterns(patterns);
    include_ = IgnoreRules::FromPatterns(options.include.empty() ? std::vector<std::string>{"*.py", "*.pyw", "*.ipynb"}
                                                                 : options.include);
  }

  Result<Discovery> Go() {
    const std::optional<std::string> current = CurrentDirectory();
    if (!current) return Error{"cannot find the current directory: " + std::generic_category().message(errno)};
    ResolvePaths();
    if (std::optional<Error> error = DecideRoot(*current)) return *error;
    if (asked_.empty()) return std::move(out_);
    Walker walker({options_.respect_gitignore, options_.exclude.empty(), options_.max_files}, out_);
    WalkAll(walker);
    std::sort(out_.files.begin(), out_.files.end(), [](const FileRef& a, const FileRef& b) { return a.path < b.path; });
    AddLinks(walker.links());
    AddNamed();
    SelectTargets();
    std::sort(out_.issues.begin(), out_.issues.end(),
              [](const Issue& a, const Issue& b) { return std::tie(a.path, a.message) < std::tie(b.path, b.message); });
    return std::move(out_);
  }

 private:
  void ResolvePaths() {
    const std::vector<std::string> paths = options_.paths.empty() ? std::vector<std::string>{"."} : options_.paths;
    only_ = paths.size() == 1;
    for (const std::string& path : paths) {
      errno = EINVAL;  // what a NUL in the name amounts to
      std::optional<std::string> absolute = path.find('\0') == std::string::npos ? Resolve(path) : std::nullopt;
      struct stat info {};
      if (!absolute || stat(absolute->c_str(), &info) != 0) {
        out_.issues.push_back({path, errno == ENOENT ? "no such file or directory"
                                                     : "cannot read: " + std::generic_category().message(errno)});
        continue;
      }
      if (S_ISDIR(info.st_mode)) {
        asked_.push_back({*absolute, *absolute, true, 0});
      } else if (S_ISREG(info.st_mode)) {
        const std::size_t name = path.rfind('/') + 1;
        const std::optional<std::string> folder = Resolve(name == 0 ? "." : path.substr(0, name));
        std::string place = folder ? (*folder == "/" ? *folder : *folder + "/") + path.substr(name) : *absolute;
        asked_.push_back({std::move(place), std::move(*absolute), false, static_cast<std::uint64_t>(info.st_size)});
      } else {
        out_.issues.push_back({path, "neither a file nor a directory"});
      }
    }
  }

  std::optional<Error> DecideRoot(const std::string& current) {
    if (!options_.root.empty()) {
      const std::optional<std::string> root = Resolve(options_.root);
      if (!root || !IsDirectory(*root)) return Error{options_.root + ": not a directory"};
      out_.root = *root;
      return std::nullopt;
    }
    const bool all_below =
        std::all_of(asked_.begin(), asked_.end(), [&](const Asked& asked) { return IsBelow(asked.place, current); });
    if (asked_.empty()) {
      out_.root = current;
    } else if (all_below) {
      out_.root = only_ && asked_[0].is_directory ? asked_[0].absolute : current;
    } else {
      const Asked& first = asked_[0];
      const std::string folder = first.is_directory ? first.place : Parent(first.place);
      out_.root = ProjectAround(folder);
      if (out_.root.empty()) out_.root = folder;
    }
    return std::nullopt;
  }

  void WalkAll(Walker& walker) {
    std::vector<const Asked*> directories;
    for (const Asked& asked : asked_) {
      if (!asked.is_directory) continue;
      directories.push_back(&asked);
      walker.Watch(asked.absolute);
    }
    walker.Watch(out_.root);
    if (directories.empty() && ProjectAround(out_.root).empty()) return WalkAroundFiles(walker);
    walker.Walk(out_.root, "");
    // Directories that are ignored, pruned or outside of the root; those above others first.
    std::stable_sort(directories.begin(), directories.end(),
                     [](const Asked* a, const Asked* b) { return a->absolute.size() < b->absolute.size(); });
    for (const Asked* directory : directories) {
      const std::string path = RelativeTo(out_.root, directory->absolute);
      if (path.empty() || walker.Entered(directory->absolute) || (options_.force_exclude && ForceExcluded(path, true)))
        continue;
      walker.Walk(directory->absolute, path);
    }
  }

  /// The current directory is no project: what lies far below it need not belong to the files asked about. What is near
  /// it is walked, and of each file its project, or what is near it.
  void WalkAroundFiles(Walker& walker) {
    std::vector<std::pair<std::string, bool>> folders;  // whether they are projects; those above others first
    for (const Asked& asked : asked_) {
      const std::string parent = Parent(asked.absolute);
      std::string project = ProjectAround(parent);
      const bool is_project = !project.empty();
      if (!is_project) project = parent;
      folders.emplace_back(std::move(project), is_project);
    }
    std::sort(folders.begin(), folders.end());
    folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
    for (const auto& folder : folders) walker.Watch(folder.first);
    walker.WalkNear(out_.root, "");
    for (const auto& [folder, is_project] : folders) {
      if (walker.Entered(folder)) continue;
      const std::string path = RelativeTo(out_.root, folder);
      is_project ? walker.Walk(folder, path) : walker.WalkNear(folder, path);
    }
  }

  [[nodiscard]] FileRef* Find(std::string_view path) {
    const auto found = std::lower_bound(out_.files.begin(), out_.files.end(), path,
                                        [](const FileRef& file, std::string_view key) { return file.path < key; });
    return found != out_.files.end() && found->path == path ? &*found : nullptr;
  }

  void AddSorted(std::vector<FileRef> more) {
    const auto by_path = [](const FileRef& a, const FileRef& b) { return a.path < b.path; };
    std::sort(more.begin(), more.end(), by_path);
    const auto middle = static_cast<std::ptrdiff_t>(out_.files.size());
    out_.files.insert(out_.files.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    std::inplace_merge(out_.files.begin(), out_.files.begin() + middle, out_.files.end(), by_path);
  }

  void AddLinks(std::vector<Link> links) {
    if (links.empty()) return;
    const std::string top = RepositoryTop(out_.root);
    const std::string& limit = top.empty() ? out_.root : top;
    std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) { return a.path < b.path; });
    std::unordered_set<std::string> seen;
    std::vector<FileRef> found;
    for (Link& link : links) {
      const std::optional<std::string> absolute = Resolve(link.absolute);
      struct stat info {};
      if (!absolute || !IsBelow(*absolute, limit) || stat(absolute->c_str(), &info) != 0 || !S_ISREG(info.st_mode))
        continue;
      if ((IsBelow(*absolute, out_.root) && Find(RelativeTo(out_.root, *absolute)) != nullptr) ||
          !seen.insert(*absolute).second)
        continue;
      found.push_back({std::move(link.path), *absolute, static_cast<std::uint64_t>(info.st_size), false});
    }
    AddSorted(std::move(found));
  }

  void AddNamed() {
    std::vector<FileRef> missing;
    std::unordered_set<std::string> seen;
    for (const Asked& asked : asked_) {
      if (asked.is_directory || !seen.insert(asked.absolute).second) continue;
      std::string path = RelativeTo(out_.root, IsBelow(asked.absolute, out_.root) ? asked.absolute : asked.place);
      const bool dropped = options_.force_exclude && ForceExcluded(path, false);
      FileRef* const listed = Find(path);
      if (listed != nullptr) {
        listed->named = true;
      } else if (!dropped) {
        missing.push_back({path, asked.absolute, asked.size, true});
      }
      if (!dropped) out_.targets.push_back(std::move(path));
    }
    AddSorted(std::move(missing));
  }

  /// Default and configured excludes of a path and of the directories on the way to it.
  [[nodiscard]] bool ForceExcluded(const std::string& path, bool is_directory) const {
    const bool replaceable = options_.exclude.empty();
    for (std::size_t begin = 0, slash = path.find('/'); slash != std::string::npos;
         begin = slash + 1, slash = path.find('/', begin)) {
      if (IsPrunedName(std::string_view(path).substr(begin, slash - begin), replaceable)) return true;
    }
    if (is_directory && (IsPrunedName(std::string_view(path).substr(path.rfind('/') + 1), replaceable) ||
                         exclude_.Match(path, true) == Verdict::kIgnored))
      return true;
    return exclude_.Covers(path);
  }

  void SelectTargets() {
    for (const Asked& asked : asked_) {
      if (!asked.is_directory) continue;
      const std::string directory = RelativeTo(out_.root, asked.absolute);
      const std::string prefix = directory.empty() ? "" : directory + "/";
      auto file = std::lower_bound(out_.files.begin(), out_.files.end(), prefix,
                                   [](const FileRef& ref, const std::string& key) { return ref.path < key; });
      for (; file != out_.files.end() && file->path.starts_with(prefix); ++file) {
        if (prefix.empty() && file->path.starts_with("../")) continue;
        // Excludes below the directory hold; that it is excluded itself does not, for it was asked for.
        const std::size_t from = options_.force_exclude ? 0 : prefix.size();
        if (include_.Match(file->path, false) == Verdict::kIgnored && !exclude_.Covers(file->path, from))
          out_.targets.push_back(file->path);
      }
    }
    std::sort(out_.targets.begin(), out_.targets.end());
    out_.targets.erase(std::unique(out_.targets.begin(), out_.targets.end()), out_.targets.end());
  }

  const Options& options_;
  IgnoreRules exclude_;
  IgnoreRules include_;
  std::vector<Asked> asked_;
  bool only_ = false;
  Discovery out_;
};

}  // namespace

Result<Discovery> Discover(const Options& options) { return Run(options).Go(); }

}  // namespace tracklint::discover
