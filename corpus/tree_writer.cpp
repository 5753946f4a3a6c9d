#include "corpus/tree_writer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analyzer/project/file_kinds.h"
#include "analyzer/source/read.h"

namespace tracklint::corpus {
namespace {

constexpr std::uint64_t kReadText = 4ULL << 20U;  ///< larger ones are data

constexpr std::array<std::string_view, 3> kCode{".py", ".pyw", ".ipynb"};
constexpr std::array<std::string_view, 20> kText{
    ".yaml", ".yml",  ".toml", ".json", ".cfg", ".ini",   ".conf", ".env", ".txt",       ".in",
    ".sh",   ".bash", ".lock", ".md",   ".rst", ".hocon", ".dvc",  ".pip", ".gitignore", ".properties"};

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// Parts that a path may not have; `.git` in any case, as on file systems that do not tell them apart.
bool IsHostile(std::string_view part) { return part == ".." || EqualIgnoringCase(part, ".git") || part.size() > 255; }

/// Calls `use` with every part of the path but empty ones and `.`; false as soon as `use` says so.
template <typename Use>
bool EachPart(std::string_view path, const Use& use) {
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (!part.empty() && part != "." && !use(part)) return false;
  }
  return true;
}

/// Leads from a file at `path` to something below the top. `..` only in front: behind a name it could be a link's.
bool StaysInside(const std::string& path, std::string_view target) {
  if (target.empty() || target.front() == '/') return false;
  auto depth = std::ranges::count(path, '/');
  bool named = false;
  return EachPart(target, [&](std::string_view part) {
    if (part != "..") return named = true;
    return !named && --depth >= 0;
  });
}

}  // namespace

TreeWriter::TreeWriter(std::string folder, TreeLimits limits) : folder_(std::move(folder) + "/"), limits_(limits) {}

bool TreeWriter::IsRead(std::string_view path, std::uint64_t size) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const auto ends = [&](std::string_view end) {
    return name.size() >= end.size() && EqualIgnoringCase(name.substr(name.size() - end.size()), end);
  };
  if (std::ranges::any_of(kCode, ends)) return size <= source::kReadLimit;
  if (size > kReadText) return false;
  return name.find('.', 1) == std::string_view::npos || std::ranges::any_of(kText, ends) ||
         project::KindOf(path) != project::FileKind::kNone;
}

std::string TreeWriter::accept(std::string_view path) {
  std::string kept;
  std::size_t depth = 0;
  const bool sound = !path.empty() && path.front() != '/' && path.size() <= limits_.path &&
                     path.find('\0') == std::string_view::npos && EachPart(path, [&](std::string_view part) {
                       if (IsHostile(part) || ++depth > limits_.depth) return false;
                       if (!kept.empty()) {
                         if (files_.contains(kept)) return false;  // below a file
                         kept += '/';
                       }
                       kept += part;
                       return true;
                     });
  if (!sound || kept.empty() || path.back() == '/' || folders_.contains(kept) || !files_.insert(kept).second) {
    ++unreadable_;
    return {};
  }
  return kept;
}

bool TreeWriter::counted(std::uint64_t bytes) {
  bytes_ += bytes;
  if (files_.size() > limits_.files)
    problem_ = "more than " + std::to_string(limits_.files) + " files";
  else if (bytes_ > limits_.bytes)
    problem_ = "more than " + std::to_string(limits_.bytes >> 20U) + " MiB of code and configuration";
  return problem_.empty();
}

bool TreeWriter::make_parents(const std::string& path) {
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    std::string folder = path.substr(0, slash);
    if (folders_.contains(folder)) continue;
    if (mkdir((folder_ + folder).c_str(), 0700) != 0 && errno != EEXIST) {
      problem_ = "a folder cannot be made: " + std::generic_category().message(errno);
      return false;
    }
    folders_.insert(std::move(folder));
  }
  return true;
}

bool TreeWriter::file(const std::string& path, std::string_view bytes) {
  if (!counted(bytes.size()) || !make_parents(path)) return false;
  const int to = open((folder_ + path).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  bool written = to >= 0;
  while (written && !bytes.empty()) {
    const ssize_t count = write(to, bytes.data(), bytes.size());
    written = count > 0 || (count < 0 && errno == EINTR);
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (!written) problem_ = "a file cannot be written: " + std::generic_category().message(errno);
  if (to >= 0) close(to);
  return written;
}

bool TreeWriter::hole(const std::string& path, std::uint64_t size) {
  if (!file(path, {})) return false;
  constexpr std::uint64_t kMost = 1ULL << 40U;  // file systems have their limits
  if (size > 0 && truncate((folder_ + path).c_str(), static_cast<off_t>(std::min(size, kMost))) != 0)
    problem_ = "a file cannot be made: " + std::generic_category().message(errno);
  return problem_.empty();
}

bool TreeWriter::link(const std::string& path, std::string target) {
  if (!counted(target.size()) || !make_parents(path)) return false;
  links_.emplace_back(path, std::move(target));
  return true;
}

void TreeWriter::finish() {
  for (const auto& [path, target] : links_) {
    // One that leads out is left out, as the analysis leaves it out of a work tree.
    if (StaysInside(path, target) && symlink(target.c_str(), (folder_ + path).c_str()) != 0) ++unreadable_;
  }
  links_.clear();
}

}  // namespace tracklint::corpus
