// A private folder for what a run unpacks: below $TMPDIR, else in memory (/dev/shm) where there is one, else in the
// system's folder for such files. It goes with its object; what killed runs left behind goes when the next one begins.
//
// Move-only; one thread at a time.
#pragma once

#include <string>

#include "tracklint/result.h"

namespace tracklint::corpus {

class Workspace {
 public:
  [[nodiscard]] static Result<Workspace> Make();
  ~Workspace();
  Workspace(Workspace&& other) noexcept;
  Workspace& operator=(Workspace&& other) noexcept;
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  Workspace(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::string path_;
  int lock_ = -1;  ///< held as long as the folder is in use
};

/// Removes a folder and all below it, symbolic links themselves and not what they lead to. Never fails.
void RemoveFolder(const std::string& path);

}  // namespace tracklint::corpus
