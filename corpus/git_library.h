// libgit2 with owners: what is acquired is released. Used inside corpus only.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "analyzer/discover/git_owned.h"
#include "analyzer/discover/git_repository.h"
#include "tracklint/result.h"

namespace tracklint::corpus::git {

template <typename T, auto Free>
using Owned = discover::GitOwned<T, Free>;
using Library = discover::GitLibrary;
using Repository = discover::GitRepository;
using Object = Owned<git_object, git_object_free>;
using Commit = Owned<git_commit, git_commit_free>;
using Tree = Owned<git_tree, git_tree_free>;
using Database = Owned<git_odb, git_odb_free>;
using DatabaseObject = Owned<git_odb_object, git_odb_object_free>;
using Walk = Owned<git_revwalk, git_revwalk_free>;

inline Error LastError(const std::string& what) {
  const git_error* error = git_error_last();
  return Error{error != nullptr && error->message != nullptr ? what + ": " + error->message : what};
}

inline std::string Text(const git_oid& id) {
  std::array<char, GIT_OID_HEXSZ + 1> text{};
  git_oid_tostr(text.data(), text.size(), &id);
  return text.data();
}

/// A time as a day (UTC), `2024-02-29`.
inline std::string Day(git_time_t seconds) {
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds(std::chrono::seconds(std::clamp<git_time_t>(seconds, 0, 253402300799))));
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

/// The repository at exactly this place; null when there is none.
inline Repository Open(const std::string& path) {
  Result<Repository> opened = discover::OpenGitRepository(path, discover::GitSearch::kHere);
  return opened.ok() ? std::move(opened).value() : nullptr;
}

/// The commit that `revision` (empty: HEAD) names.
inline Result<Commit> Find(git_repository* repository, const std::string& revision) {
  git_object* raw = nullptr;
  const std::string wanted = revision.empty() ? "HEAD" : revision;
  // libgit2 1.5 leaks the reference where what it names is damaged, so HEAD does not go through its parser.
  git_oid head{};
  const int failed = revision.empty() ? (git_reference_name_to_id(&head, repository, "HEAD") != 0 ||
                                         git_object_lookup(&raw, repository, &head, GIT_OBJECT_ANY) != 0)
                                      : git_revparse_single(&raw, repository, wanted.c_str());
  if (failed != 0)
    return revision.empty() ? Error{"the repository has no commit"}
                            : Error{"the commit " + revision + " is not in the repository"};
  const Object found(raw);
  git_object* commit = nullptr;
  if (git_object_peel(&commit, found.get(), GIT_OBJECT_COMMIT) != 0) return Error{wanted + " is no commit"};
  return Commit(reinterpret_cast<git_commit*>(commit));  // NOLINT(*-reinterpret-cast): so libgit2's objects are
}

}  // namespace tracklint::corpus::git
