#include "analyzer/discover/changes.h"

#include <filesystem>
#include <string_view>
#include <system_error>

#include "analyzer/discover/git_owned.h"
#include "analyzer/discover/git_repository.h"

namespace tracklint::discover {
namespace {

using Object = GitOwned<git_object, git_object_free>;
using Blob = GitOwned<git_blob, git_blob_free>;
using Diff = GitOwned<git_diff, git_diff_free>;

constexpr std::uint64_t kMostBytes = 20ULL << 20U;

Error GitError(const std::string& what) {
  const git_error* last = git_error_last();
  return Error{what + (last == nullptr || last->message == nullptr ? "" : std::string(": ") + last->message)};
}

std::string WithSlash(std::string path) {
  if (!path.empty() && path.back() != '/') path += '/';
  return path;
}

class Reader {
 public:
  Reader(git_repository* repository, std::string prefix) : repository_(repository), prefix_(std::move(prefix)) {}

  static int TakeFile(const git_diff_delta* delta, float /*progress*/, void* self) {
    static_cast<Reader*>(self)->File(*delta);
    return 0;
  }
  static int TakeHunk(const git_diff_delta* delta, const git_diff_hunk* hunk, void* self) {
    static_cast<Reader*>(self)->Hunk(*delta, *hunk);
    return 0;
  }
  std::map<std::string, ChangedFile> take() { return std::move(files_); }

 private:
  ChangedFile* Find(const git_diff_delta& delta) {
    const char* raw = delta.new_file.path != nullptr ? delta.new_file.path : delta.old_file.path;
    const std::string_view path = raw == nullptr ? std::string_view() : std::string_view(raw);
    if (!path.starts_with(prefix_) || path.ends_with('/')) return nullptr;
    return &files_[std::string(path.substr(prefix_.size()))];
  }
  void File(const git_diff_delta& delta) {
    ChangedFile* file = Find(delta);
    if (file == nullptr) return;
    file->added = delta.status == GIT_DELTA_ADDED || delta.status == GIT_DELTA_UNTRACKED;
    file->deleted = delta.status == GIT_DELTA_DELETED;
    git_blob* raw = nullptr;
    if (file->added || git_blob_lookup(&raw, repository_, &delta.old_file.id) != 0) return;
    const Blob blob(raw);
    const auto size = static_cast<std::uint64_t>(git_blob_rawsize(blob.get()));
    if (size <= kMostBytes)
      file->old_bytes.assign(static_cast<const char*>(git_blob_rawcontent(blob.get())), static_cast<std::size_t>(size));
  }
  void Hunk(const git_diff_delta& delta, const git_diff_hunk& hunk) {
    ChangedFile* file = Find(delta);
    if (file == nullptr || hunk.new_lines <= 0) return;
    const auto first = static_cast<std::uint32_t>(hunk.new_start);
    file->lines.emplace_back(first, first + static_cast<std::uint32_t>(hunk.new_lines) - 1);
  }

  git_repository* repository_;
  std::string prefix_;
  std::map<std::string, ChangedFile> files_;
};

}  // namespace

Result<std::map<std::string, ChangedFile>> ChangesSince(const std::string& root, const std::string& revision) {
  const GitLibrary library;
  const Result<GitRepository> opened = OpenGitRepository(root, GitSearch::kHereAndAbove);
  if (!opened.ok()) return Error{"--changed-since needs a git work tree: " + opened.error().message};
  const GitRepository& repository = opened.value();
  const char* workdir = git_repository_workdir(repository.get());
  if (workdir == nullptr) return Error{"--changed-since needs a git work tree, not a bare repository"};
  std::error_code error;
  const std::string top = WithSlash(std::filesystem::weakly_canonical(workdir, error).string());
  const std::string below = WithSlash(root);
  if (!below.starts_with(top)) return Error{"the analysed folder is not in the git work tree " + top};

  if (const std::string strange = StrangeWorkTreeFile(top); !strange.empty())
    return Error{"not compared: " + strange + " is no ordinary file"};

  std::string wanted = revision;
  const bool merge_base = wanted.ends_with("...");
  if (merge_base) wanted.resize(wanted.size() - 3);
  git_object* raw_object = nullptr;
  if (git_revparse_single(&raw_object, repository.get(), wanted.c_str()) != 0)
    return GitError("unknown revision `" + revision + "`");
  Object object(raw_object);
  git_object* raw_commit = nullptr;
  if (merge_base) {
    git_oid head{};
    git_oid base{};
    if (git_object_peel(&raw_commit, object.get(), GIT_OBJECT_COMMIT) != 0)
      return GitError("`" + wanted + "` is no commit");
    const Object commit(raw_commit);
    if (git_reference_name_to_id(&head, repository.get(), "HEAD") != 0 ||
        git_merge_base(&base, repository.get(), git_object_id(commit.get()), &head) != 0 ||
        git_object_lookup(&raw_object, repository.get(), &base, GIT_OBJECT_COMMIT) != 0)
      return GitError("`" + wanted + "` and HEAD have no common commit");
    object.reset(raw_object);
  }
  git_object* raw_tree = nullptr;
  if (git_object_peel(&raw_tree, object.get(), GIT_OBJECT_TREE) != 0)
    return GitError("`" + revision + "` is no commit");
  const Object tree(raw_tree);

  git_diff_options options{};
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.context_lines = 0;
  options.flags = GIT_DIFF_INCLUDE_UNTRACKED | GIT_DIFF_RECURSE_UNTRACKED_DIRS | GIT_DIFF_SHOW_UNTRACKED_CONTENT |
                  GIT_DIFF_DISABLE_PATHSPEC_MATCH;
  std::string prefix = below.substr(top.size());
  std::string pathspec = prefix.empty() ? std::string() : prefix.substr(0, prefix.size() - 1);
  char* spec = pathspec.data();
  if (!pathspec.empty()) options.pathspec = {&spec, 1};
  git_diff* raw_diff = nullptr;
  if (git_diff_tree_to_workdir_with_index(&raw_diff, repository.get(),
                                          reinterpret_cast<git_tree*>(tree.get()),  // NOLINT: libgit2's own way
                                          &options) != 0)
    return GitError("cannot compare with `" + revision + "`");
  const Diff diff(raw_diff);
  Reader reader(repository.get(), prefix);
  if (git_diff_foreach(diff.get(), &Reader::TakeFile, nullptr, &Reader::TakeHunk, nullptr, &reader) != 0)
    return GitError("cannot compare with `" + revision + "`");
  return reader.take();
}

}  // namespace tracklint::discover
