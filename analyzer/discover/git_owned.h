// libgit2 with owners: what is acquired is released. For the layers that read repositories.
#pragma once

#include <memory>

#include "analyzer/discover/libgit2.h"

namespace tracklint::discover {

template <auto Free>
struct GitDeleter {
  template <typename T>
  void operator()(T* value) const {
    Free(value);
  }
};
template <typename T, auto Free>
using GitOwned = std::unique_ptr<T, GitDeleter<Free>>;

/// Initialises libgit2 for a scope (the library counts).
class GitLibrary {
 public:
  GitLibrary() {
    git_libgit2_init();
    // Checkouts in containers and repositories of a corpus often belong to another user; reading runs nothing of theirs.
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  }
  ~GitLibrary() { git_libgit2_shutdown(); }
  GitLibrary(const GitLibrary&) = delete;
  GitLibrary& operator=(const GitLibrary&) = delete;
};

}  // namespace tracklint::discover
