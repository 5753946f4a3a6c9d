#include "corpus/git_tree.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "analyzer/engine/fingerprint.h"
#include "corpus/git_library.h"

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;

/// Walks a tree without recursion: how deep it goes is up to who made it.
class TreeReader {
 public:
  TreeReader(git_repository* repository, git_odb* objects, TreeWriter& out)
      : repository_(repository), objects_(objects), out_(out) {}

  std::optional<Error> read(const git_oid& root) {
    waiting_.push_back({"", root});
    while (!waiting_.empty()) {
      const Folder folder = std::move(waiting_.back());
      waiting_.pop_back();
      git_tree* raw = nullptr;
      if (git_tree_lookup(&raw, repository_, &folder.id) != 0) {
        if (folder.path.empty()) return git::LastError("the tree of the commit cannot be read");
        out_.leave_out();
        continue;
      }
      const git::Tree tree(raw);
      const std::size_t count = git_tree_entrycount(tree.get());
      for (std::size_t i = 0; i < count; ++i) {
        enter(folder.path, git_tree_entry_byindex(tree.get(), i));
        if (!out_.problem().empty()) return Error{out_.problem()};
      }
    }
    std::ranges::sort(seen_);
    return std::nullopt;
  }

  /// Paths, and what was read of them.
  GitTree take(std::string commit) {
    GitTree tree{std::move(commit), {}, {}};
    std::string all;
    for (auto& [path, contents] : seen_) {
      all.append(path).append(1, '\0').append(contents).append(1, '\0');
      tree.tracked.push_back(std::move(path));
    }
    tree.fingerprint = engine::HashText(all);
    return tree;
  }

 private:
  struct Folder {
    std::string path;  ///< with a slash at its end
    git_oid id;
  };

  void enter(const std::string& folder, const git_tree_entry* entry) {
    const std::string path = folder + git_tree_entry_name(entry);
    const git_oid& id = *git_tree_entry_id(entry);
    switch (git_tree_entry_filemode(entry)) {
      case GIT_FILEMODE_TREE:
        if (++folders_ > kMostFolders || path.size() > kLongestPath)
          out_.leave_out();
        else
          waiting_.push_back({path + "/", id});
        break;
      case GIT_FILEMODE_LINK: add_link(path, id); break;
      case GIT_FILEMODE_COMMIT: break;  // a submodule: its files are another repository's
      default: add_file(path, id);
    }
  }

  void add_file(const std::string& path, const git_oid& id) {
    const std::string kept = out_.accept(path);
    if (kept.empty()) return;
    const bool is_read = TreeWriter::IsRead(kept, 0);
    seen_.emplace_back(kept, is_read ? git::Text(id) : std::string());
    if (!is_read) {
      out_.hole(kept, 0);
      return;
    }
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_read_header(&size, &type, objects_, &id) != 0 || type != GIT_OBJECT_BLOB) {
      out_.leave_out();
    } else if (!TreeWriter::IsRead(kept, size)) {
      out_.hole(kept, size);
    } else if (const git::DatabaseObject blob = object(id)) {
      out_.file(kept, text(blob.get()));
    } else {
      out_.leave_out();
    }
  }

  void add_link(const std::string& path, const git_oid& id) {
    const std::string kept = out_.accept(path);
    if (kept.empty()) return;
    seen_.emplace_back(kept, git::Text(id));
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_read_header(&size, &type, objects_, &id) != 0 || size > kLongestPath) return out_.leave_out();
    if (const git::DatabaseObject target = object(id))
      out_.link(kept, std::string(text(target.get())));
    else
      out_.leave_out();
  }

  git::DatabaseObject object(const git_oid& id) {
    git_odb_object* raw = nullptr;
    return git::DatabaseObject(git_odb_read(&raw, objects_, &id) == 0 ? raw : nullptr);
  }

  static std::string_view text(git_odb_object* object) {
    return {static_cast<const char*>(git_odb_object_data(object)), git_odb_object_size(object)};
  }

  static constexpr std::size_t kMostFolders = 200'000;
  static constexpr std::size_t kLongestPath = 2048;

  git_repository* repository_;
  git_odb* objects_;
  TreeWriter& out_;
  std::vector<Folder> waiting_;
  std::vector<std::pair<std::string, std::string>> seen_;  ///< path, object where its contents count
  std::size_t folders_ = 0;
};

/// The folder that holds the objects: the path itself or its `.git`.
bool LooksBare(const fs::path& path) {
  std::error_code trouble;
  return fs::is_regular_file(path / "HEAD", trouble) && fs::is_directory(path / "objects", trouble) &&
         fs::is_directory(path / "refs", trouble);
}

}  // namespace

bool IsGitWithoutFiles(const std::string& path) {
  if (LooksBare(path)) return true;
  std::error_code trouble;
  if (!fs::exists(fs::path(path) / ".git", trouble)) return false;
  std::size_t entries = 0;
  for (auto at = fs::directory_iterator(path, trouble); !trouble && at != fs::directory_iterator();
       at.increment(trouble))
    if (++entries > 1) return false;
  return entries == 1;
}

Result<std::string> FindCommit(const std::string& path, const std::string& commit) {
  const git::Library library;
  const git::Repository repository = git::Open(path);
  if (!repository) return Error{"there is no git repository"};
  const Result<git::Commit> found = git::Find(repository.get(), commit);
  if (!found.ok()) return found.error();
  return git::Text(*git_commit_id(found.value().get()));
}

std::string CommitDate(const std::string& path, const std::string& commit) {
  if (commit.empty()) return {};
  const git::Library library;
  const git::Repository repository = git::Open(path);
  if (!repository) return {};
  const Result<git::Commit> found = git::Find(repository.get(), commit);
  return found.ok() ? git::Day(git_commit_time(found.value().get())) : std::string();
}

Result<GitTree> WriteGitTree(const std::string& path, const std::string& commit, TreeWriter& out) {
  const git::Library library;
  const git::Repository repository = git::Open(path);
  if (!repository) return git::LastError("the git repository cannot be opened");
  const Result<git::Commit> found = git::Find(repository.get(), commit);
  if (!found.ok()) return found.error();
  git_odb* raw = nullptr;
  if (git_repository_odb(&raw, repository.get()) != 0) return git::LastError("the objects cannot be read");
  const git::Database objects(raw);
  TreeReader reader(repository.get(), objects.get(), out);
  if (std::optional<Error> trouble = reader.read(*git_commit_tree_id(found.value().get()))) return *trouble;
  out.finish();
  return reader.take(git::Text(*git_commit_id(found.value().get())));
}

}  // namespace tracklint::corpus
