#include "analyzer/discover/walk.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analyzer/discover/files.h"

namespace tracklint::discover {
namespace {

constexpr std::array<std::string_view, 16> kNever{
    ".git",  ".hg",         ".svn",          "node_modules",    "__pycache__",        ".tox",
    ".nox",  ".mypy_cache", ".pytest_cache", ".ruff_cache",     ".ipynb_checkpoints", "site-packages",
    ".eggs", "mlruns",      "mlartifacts",   ".tracklint_cache"};
constexpr std::array<std::string_view, 4> kReplaceable{".venv", "venv", "build", "dist"};
constexpr std::array<std::string_view, 4> kMarkers{".git", "pyproject.toml", "tracklint.toml", ".tracklint.toml"};
constexpr std::string_view kStore = "mlruns";
constexpr std::size_t kMaxStoreEntries = 1000;
constexpr std::size_t kFilesNear = 2000;

struct CloseDirectory {
  void operator()(DIR* directory) const { closedir(directory); }
};
using DirectoryStream = std::unique_ptr<DIR, CloseDirectory>;

DirectoryStream OpenDirectory(const std::string& absolute) {
  const int fd = open(absolute.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (fd < 0) return nullptr;
  DIR* const stream = fdopendir(fd);
  if (stream == nullptr) close(fd);
  return DirectoryStream(stream);
}

/// Reading is safe between threads, as each stream has one.
const dirent* NextEntry(const DirectoryStream& stream) {
  return readdir(stream.get());  // NOLINT(concurrency-mt-unsafe)
}

std::string Join(const std::string& directory, std::string_view name) {
  std::string path;
  path.reserve(directory.size() + 1 + name.size());
  path = directory;
  if (!path.empty() && path.back() != '/') path += '/';
  path += name;
  return path;
}

}  // namespace

bool IsPrunedName(std::string_view name, bool replaceable) {
  if (std::find(kNever.begin(), kNever.end(), name) != kNever.end()) return true;
  return replaceable && std::find(kReplaceable.begin(), kReplaceable.end(), name) != kReplaceable.end();
}

bool IsProjectMarker(std::string_view name) {
  return std::find(kMarkers.begin(), kMarkers.end(), name) != kMarkers.end();
}

std::string ProjectAround(const std::string& directory) {
  for (std::string at = directory;; at = Parent(at)) {
    const std::string base = at == "/" ? at : at + "/";
    for (const std::string_view marker : kMarkers) {
      if (Exists(base + std::string(marker))) return at;
    }
    if (at == "/") return {};
  }
}

bool Walker::Full() {
  if (out_.files.size() + links_.size() < options_.max_files && directories_ < options_.max_files) return false;
  out_.truncated = true;
  return true;
}

IgnoreChain::FrameId Walker::FrameAbove(const std::string& absolute) {
  if (!options_.respect_gitignore) return IgnoreChain::kNone;
  std::string top = RepositoryTop(absolute);
  if (top.empty() && absolute.starts_with(root_ + "/")) top = root_;
  if (top.empty() || top == absolute) return IgnoreChain::kNone;
  IgnoreChain::FrameId frame = chain_.EnterFound(IgnoreChain::kNone, top);
  for (std::size_t slash = absolute.find('/', top == "/" ? 1 : top.size() + 1); slash != std::string::npos;
       slash = absolute.find('/', slash + 1)) {
    frame = chain_.EnterFound(frame, absolute.substr(0, slash));
  }
  return frame;
}

void Walker::Walk(const std::string& absolute, const std::string& path) {
  if (root_.empty()) root_ = absolute;
  queue_.clear();
  queue_.push_back({absolute, path, FrameAbove(absolute), true});
  std::size_t next = 0;
  while (next < queue_.size() && !Full()) Visit(std::move(queue_[next++]));  // which adds to the queue
}

void Walker::WalkNear(const std::string& absolute, const std::string& path) {
  const std::uint64_t most = options_.max_files;
  const bool truncated = out_.truncated;
  options_.max_files = std::min<std::uint64_t>(most, out_.files.size() + links_.size() + kFilesNear);
  const std::uint64_t before = std::exchange(directories_, 0);  // of other walks
  near_ = true;
  Walk(absolute, path);
  near_ = false;
  directories_ += before;
  if (options_.max_files < most) out_.truncated = truncated;  // as meant
  options_.max_files = most;
}

void Walker::Visit(Directory directory) {
  ++directories_;
  if (watched_.contains(directory.absolute) && !entered_.insert(directory.absolute).second) return;
  const DirectoryStream stream = OpenDirectory(directory.absolute);
  if (!stream) {
    out_.issues.push_back({directory.path.empty() ? "." : directory.path,
                           "cannot read directory: " + std::generic_category().message(errno)});
    return;
  }
  std::size_t count = 0;
  bool has_gitignore = false;
  bool has_ignore = false;
  bool is_repository = false;
  while (const dirent* const found = NextEntry(stream)) {
    const std::string_view name = found->d_name;
    if (name == "." || name == "..") continue;
    has_gitignore = has_gitignore || name == ".gitignore";
    has_ignore = has_ignore || name == ".ignore";
    is_repository = is_repository || name == ".git";
    if (name == "pyvenv.cfg" && !directory.asked_for) return;  // a virtual environment
    if (near_ && !directory.asked_for && IsProjectMarker(name)) {
      entered_.erase(directory.absolute);  // it may be asked about itself
      return;
    }
    if (count == entries_.size()) entries_.emplace_back();
    entries_[count].name = name;
    entries_[count].type = found->d_type;
    ++count;
    if (count > options_.max_files) {
      out_.truncated = true;
      break;
    }
  }
  // Sorted, so that what a budget cuts is the same everywhere.
  std::sort(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(count),
            [](const Entry& a, const Entry& b) { return a.name < b.name; });
  if (options_.respect_gitignore)
    directory.frame = chain_.Enter(directory.frame, directory.absolute, has_gitignore, has_ignore, is_repository);
  const int fd = dirfd(stream.get());
  for (std::size_t i = 0; i < count; ++i) {
    Entry& entry = entries_[i];
    if (entry.type == DT_UNKNOWN) {
      struct stat info {};
      if (fstatat(fd, entry.name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) continue;
      entry.type = static_cast<unsigned char>(IFTODT(info.st_mode));
    }
    if (entry.type != DT_DIR && entry.type != DT_REG && entry.type != DT_LNK) continue;
    const bool is_directory = entry.type == DT_DIR;
    const bool store = is_directory && entry.name == kStore;
    if (entry.name == ".git" || (is_directory && !store && IsPrunedName(entry.name, options_.prune_replaceable)))
      continue;
    std::string absolute = Join(directory.absolute, entry.name);
    if (directory.frame != IgnoreChain::kNone && chain_.Ignored(directory.frame, absolute, is_directory)) continue;
    std::string path = Join(directory.path, entry.name);
    if (store) {
      ListStore({std::move(absolute), std::move(path), directory.frame, false});
    } else if (is_directory) {
      queue_.push_back({std::move(absolute), std::move(path), directory.frame, false});
    } else if (Full()) {
      return;
    } else if (entry.type == DT_LNK) {
      links_.push_back({std::move(path), std::move(absolute)});
    } else {
      AddFile(fd, entry, std::move(absolute), std::move(path));
    }
  }
}

void Walker::AddFile(int directory_fd, const Entry& entry, std::string absolute, std::string path) {
  struct stat info {};
  if (fstatat(directory_fd, entry.name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(info.st_mode)) return;
  out_.files.push_back({std::move(path), std::move(absolute), static_cast<std::uint64_t>(info.st_size), false});
}

void Walker::ListStore(const Directory& mlruns) {
  const DirectoryStream stream = OpenDirectory(mlruns.absolute);
  if (!stream) return;
  std::vector<std::string> experiments;
  while (const dirent* const found = NextEntry(stream)) {
    if (found->d_name[0] != '.' && experiments.size() < kMaxStoreEntries) experiments.emplace_back(found->d_name);
  }
  for (const std::string& experiment : experiments) {
    const Entry meta{experiment + "/meta.yaml", DT_REG};
    std::string absolute = Join(mlruns.absolute, meta.name);
    if (mlruns.frame != IgnoreChain::kNone && (chain_.Ignored(mlruns.frame, Join(mlruns.absolute, experiment), true) ||
                                               chain_.Ignored(mlruns.frame, absolute, false)))
      continue;
    AddFile(dirfd(stream.get()), meta, std::move(absolute), Join(mlruns.path, meta.name));
  }
}

}  // namespace tracklint::discover
