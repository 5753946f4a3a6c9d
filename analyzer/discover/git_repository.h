// Opens git repositories whose files a stranger has written.
//
// libgit2 waits for ever on a named pipe that stands where it reads a file, so what it would read is looked at first; its
// loose objects are read by loose_objects.h. Nothing a configuration names is executed by libgit2, nor by this. One
// repository, one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tracklint/result.h"

struct git_repository;

namespace tracklint::discover {

struct CloseGitRepository {
  void operator()(git_repository* repository) const;
};
using GitRepository = std::unique_ptr<git_repository, CloseGitRepository>;

enum class GitSearch : std::uint8_t { kHere, kHereAndAbove };

/// The files of a repository other than its index and its objects may have this many bytes.
inline constexpr std::uint64_t kMostGitFileBytes = 64ULL << 20U;
/// References and packs that are looked at; more are not opened.
inline constexpr std::size_t kMostGitEntries = 200'000;

/// REQUIRES: libgit2 is initialised.
[[nodiscard]] Result<GitRepository> OpenGitRepository(const std::string& path, GitSearch search);

/// A file that git reads in a work tree (.gitignore, .gitattributes, .gitmodules) and that is no ordinary file; empty:
/// there is none.
[[nodiscard]] std::string StrangeWorkTreeFile(const std::string& top);

}  // namespace tracklint::discover
