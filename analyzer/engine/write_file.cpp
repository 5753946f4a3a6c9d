// Files replaced as a whole.
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analyzer/engine/fix.h"

namespace tracklint::engine {
namespace {

Error Failed(const std::string& path) {
  return Error{"cannot write " + path + ": " + std::generic_category().message(errno)};
}

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::optional<Error> WriteAtomically(const std::string& path, std::string_view bytes) {
  std::error_code error;
  std::string target = std::filesystem::canonical(path, error).string();
  if (error) target = path;  // it does not exist yet
  std::string temporary = target + ".XXXXXX";
  const int file = mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) return Failed(path);
  struct stat old {};
  const bool exists = stat(target.c_str(), &old) == 0;
  const mode_t mask = umask(0);
  umask(mask);
  const mode_t mode = exists ? old.st_mode & 07777U : 0666U & ~mask;
  bool fine = WriteAll(file, bytes) && fchmod(file, mode) == 0;
  // Only root can give a file away; for others the attempt is without effect.
  if (fine && exists && (old.st_uid != geteuid() || old.st_gid != getegid()))
    static_cast<void>(fchown(file, old.st_uid, old.st_gid) == 0 && fchmod(file, mode) == 0);
  fine = fsync(file) == 0 && fine;
  fine = close(file) == 0 && fine;
  if (fine && rename(temporary.c_str(), target.c_str()) == 0) return std::nullopt;
  const Error problem = Failed(path);
  unlink(temporary.c_str());
  return problem;
}

}  // namespace tracklint::engine
