#include "analyzer/project/git_state.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <sys/stat.h>

#include "analyzer/discover/git_owned.h"
#include "analyzer/discover/git_repository.h"
#include "analyzer/project/git_files.h"

namespace tracklint::project {
namespace {

template <typename T, auto Free>
using Owned = discover::GitOwned<T, Free>;
using Index = Owned<git_index, git_index_free>;
using Commit = Owned<git_commit, git_commit_free>;
using Tree = Owned<git_tree, git_tree_free>;
using Diff = Owned<git_diff, git_diff_free>;

constexpr std::size_t kMaxEntries = 4000;          ///< beyond this nobody waits for `dirty`
constexpr std::uint64_t kMaxHashed = 4ULL << 20U;  ///< bytes read to compare contents

std::string WithSlash(std::string path) {
  if (!path.empty() && path.back() != '/') path += '/';
  return path;
}

/// The root as a prefix of index paths: "" at the top of the work tree, "sub/dir/" below.
bool RootPrefix(const std::string& workdir, const std::string& root, std::string& prefix) {
  std::error_code error;
  const std::string top = WithSlash(std::filesystem::weakly_canonical(workdir, error).string());
  const std::string at = WithSlash(std::filesystem::weakly_canonical(root, error).string());
  if (error || !at.starts_with(top)) return false;
  prefix = at.substr(top.size());
  return true;
}

/// Compares index and HEAD: something is staged.
bool HasStagedChanges(git_repository* repository, git_index* index, git_commit* head) {
  git_tree* raw_tree = nullptr;
  if (git_commit_tree(&raw_tree, head) != 0) return false;
  const Tree tree(raw_tree);
  git_diff_options options;
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.flags = GIT_DIFF_IGNORE_SUBMODULES | GIT_DIFF_SKIP_BINARY_CHECK;
  // One difference is enough: the first one stops the comparison.
  options.notify_cb = [](const git_diff*, const git_diff_delta*, const char*, void* found) {
    *static_cast<bool*>(found) = true;
    return -1;
  };
  bool found = false;
  options.payload = &found;
  git_diff* raw_diff = nullptr;
  git_diff_tree_to_index(&raw_diff, repository, tree.get(), index, &options);
  const Diff diff(raw_diff);
  return found;
}

/// A tracked file of the work tree differs from the index. Content is read only where size and time do not tell.
bool HasChangedFiles(git_repository* repository, git_index* index, const std::string& workdir) {
  std::uint64_t hashed = 0;
  const std::size_t count = git_index_entrycount(index);
  for (std::size_t i = 0; i < count; ++i) {
    const git_index_entry* entry = git_index_get_byindex(index, i);
    if (entry == nullptr || (entry->mode != GIT_FILEMODE_BLOB && entry->mode != GIT_FILEMODE_BLOB_EXECUTABLE)) continue;
    if ((entry->flags & GIT_INDEX_ENTRY_VALID) != 0 || (entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0)
      continue;
    struct stat status {};
    const std::string path = workdir + entry->path;
    if (lstat(path.c_str(), &status) != 0) return true;
    const bool same_time = entry->mtime.seconds == static_cast<std::int32_t>(status.st_mtim.tv_sec) &&
                           (entry->mtime.nanoseconds == 0 ||
                            entry->mtime.nanoseconds == static_cast<std::uint32_t>(status.st_mtim.tv_nsec));
    if (same_time && entry->file_size == static_cast<std::uint32_t>(status.st_size)) continue;
    hashed += static_cast<std::uint64_t>(status.st_size);
    if (hashed > kMaxHashed) return false;
    git_oid id;
    if (git_repository_hashfile(&id, repository, entry->path, GIT_OBJECT_BLOB, entry->path) != 0) return false;
    if (git_oid_equal(&id, &entry->id) != 0) continue;
    // Filters that libgit2 does not run (LFS) make contents differ without a change.
    const char* filter = nullptr;
    if (git_attr_get(&filter, repository, 0, entry->path, "filter") == 0 && filter != nullptr &&
        git_attr_value(filter) == GIT_ATTR_VALUE_STRING)
      continue;
    return true;
  }
  return false;
}

/// Tracked paths as seen from the root.
void AddTracked(std::string_view path, std::string_view prefix, GitState& state) {
  if (path.starts_with(prefix)) state.tracked.emplace_back(path.substr(prefix.size()));
}
void SortTracked(GitState& state) {
  std::sort(state.tracked.begin(), state.tracked.end());
  state.tracked.erase(std::unique(state.tracked.begin(), state.tracked.end()), state.tracked.end());
}

constexpr std::uint32_t kGitlink = 0160000;  ///< a submodule
constexpr std::uint32_t kTypeMask = 0170000;
constexpr std::uint32_t kRegular = 0100000;

enum class Changed : std::uint8_t { kNo, kYes, kDoubtful };

/// By size and time alone; doubtful where a file was touched but has kept its size.
Changed LooksChanged(const GitFiles& files) {
  bool doubtful = !files.tree_is_cached;
  for (const GitEntry& entry : files.entries) {
    if ((entry.mode & kTypeMask) != kRegular || entry.ignore_changes) continue;
    struct stat status {};
    if (lstat((files.top + entry.path).c_str(), &status) != 0) return Changed::kYes;
    const bool same_time =
        entry.mtime == static_cast<std::uint32_t>(status.st_mtim.tv_sec) &&
        (entry.mtime_nanoseconds == 0 || entry.mtime_nanoseconds == static_cast<std::uint32_t>(status.st_mtim.tv_nsec));
    const bool same_size = entry.size == static_cast<std::uint32_t>(status.st_size);
    if (!same_size && !files.may_convert) return Changed::kYes;
    doubtful = doubtful || !same_size || !same_time;
  }
  return doubtful ? Changed::kDoubtful : Changed::kNo;
}

}  // namespace

GitState ReadGitState(const std::string& root, GitDetail detail) {
  const GitFiles files = ReadGitFiles(root);
  if (files.status == GitFiles::Status::kUnusual) return ReadGitStateByLibrary(root, detail);
  GitState state;
  std::string prefix;
  if (files.status == GitFiles::Status::kNone || !RootPrefix(files.top, root, prefix)) return state;
  state.work_tree = true;
  state.has_commit = !files.commit.empty();
  state.commit = files.commit;
  for (const GitEntry& entry : files.entries) {
    if (entry.mode != kGitlink) AddTracked(entry.path, prefix, state);
  }
  SortTracked(state);
  if (detail == GitDetail::kCommit || !state.has_commit || files.entries.size() > kMaxEntries) return state;
  const Changed changed = LooksChanged(files);
  state.dirty = changed == Changed::kYes || (changed == Changed::kDoubtful && ReadGitStateByLibrary(root).dirty);
  return state;
}

GitState ReadGitStateByLibrary(const std::string& root, GitDetail detail) {
  GitState state;
  const discover::GitLibrary library;
  const Result<discover::GitRepository> opened = discover::OpenGitRepository(root, discover::GitSearch::kHereAndAbove);
  if (!opened.ok()) return state;
  const discover::GitRepository& repository = opened.value();
  const char* workdir = git_repository_workdir(repository.get());
  std::string prefix;
  if (git_repository_is_bare(repository.get()) == 1 || workdir == nullptr || !RootPrefix(workdir, root, prefix))
    return state;
  state.work_tree = true;

  git_oid head_id;
  Commit head;
  if (git_reference_name_to_id(&head_id, repository.get(), "HEAD") == 0) {
    git_commit* raw_head = nullptr;
    if (git_commit_lookup(&raw_head, repository.get(), &head_id) == 0) {
      head.reset(raw_head);
      state.has_commit = true;
      std::array<char, GIT_OID_HEXSZ + 1> text{};
      git_oid_tostr(text.data(), text.size(), &head_id);
      state.commit = text.data();
    }
  }

  git_index* raw_index = nullptr;
  if (git_repository_index(&raw_index, repository.get()) != 0) return state;
  const Index index(raw_index);
  const std::size_t count = git_index_entrycount(index.get());
  for (std::size_t i = 0; i < count; ++i) {
    const git_index_entry* entry = git_index_get_byindex(index.get(), i);
    if (entry == nullptr || entry->mode == GIT_FILEMODE_COMMIT) continue;
    AddTracked(entry->path, prefix, state);
  }
  SortTracked(state);

  if (detail == GitDetail::kChanges && head && count <= kMaxEntries) {
    state.dirty = HasChangedFiles(repository.get(), index.get(), workdir) ||
                  HasStagedChanges(repository.get(), index.get(), head.get());
  }
  return state;
}

}  // namespace tracklint::project
