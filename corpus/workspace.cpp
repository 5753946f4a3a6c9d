#include "corpus/workspace.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = "tracklint-corpus-";
constexpr const char* kLock = "/lock";

fs::path Place() {
  const char* wanted = std::getenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe): nothing changes the environment
  std::error_code trouble;
  if (wanted != nullptr && *wanted != '\0') return wanted;
  if (access("/dev/shm", W_OK | X_OK) == 0) return "/dev/shm";
  return fs::temp_directory_path(trouble);
}

/// Nobody holds the lock of a folder whose run was killed.
void Sweep(const fs::path& place) {
  std::error_code trouble;
  for (auto at = fs::directory_iterator(place, trouble); !trouble && at != fs::directory_iterator();
       at.increment(trouble)) {
    const std::string path = at->path().string();
    struct stat info {};
    if (!at->path().filename().string().starts_with(kPrefix) || lstat(path.c_str(), &info) != 0 ||
        !S_ISDIR(info.st_mode) || info.st_uid != geteuid())
      continue;
    const int lock = open((path + kLock).c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0) continue;
    if (flock(lock, LOCK_EX | LOCK_NB) == 0) RemoveFolder(path);
    close(lock);
  }
}

}  // namespace

void RemoveFolder(const std::string& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

Result<Workspace> Workspace::Make() {
  const fs::path place = Place();
  Sweep(place);
  std::string path = (place / kPrefix).string() + "XXXXXX";
  if (mkdtemp(path.data()) == nullptr)
    return Error{place.string() + ": no folder can be made there: " + std::generic_category().message(errno)};
  const int lock = open((path + kLock).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) != 0) {
    if (lock >= 0) close(lock);
    RemoveFolder(path);
    return Error{path + ": cannot be locked: " + std::generic_category().message(errno)};
  }
  return Workspace(std::move(path), lock);
}

Workspace::~Workspace() {
  if (lock_ < 0) return;
  RemoveFolder(path_);
  close(lock_);
}

Workspace::Workspace(Workspace&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

Workspace& Workspace::operator=(Workspace&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(lock_, other.lock_);
  return *this;
}

}  // namespace tracklint::corpus
