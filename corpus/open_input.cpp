#include "corpus/open_input.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "corpus/archive.h"
#include "corpus/git_tree.h"
#include "corpus/tree_writer.h"

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> FilesBelow(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code trouble;
  for (auto at = fs::recursive_directory_iterator(folder, trouble);
       !trouble && at != fs::recursive_directory_iterator(); at.increment(trouble)) {
    if (!at->is_directory(trouble) || at->is_symlink(trouble))
      files.push_back(at->path().string().substr(folder.size() + 1));
  }
  std::ranges::sort(files);
  return files;
}

Result<Opened> FromObjects(const Input& input, const std::string& scratch) {
  const Result<std::string> root = MakeRoot(scratch, input.name);
  if (!root.ok()) return root.error();
  TreeWriter out(root.value());
  Result<GitTree> tree = WriteGitTree(input.path, input.commit, out);
  if (!tree.ok()) return tree.error();
  const std::string commit = tree.value().commit;
  return Opened{root.value(), CheckedOut(commit, std::move(tree.value().tracked)), commit, out.unreadable()};
}

Result<Opened> FromArchive(const Input& input, const std::string& scratch) {
  const Result<std::string> root = MakeRoot(scratch, input.name);
  if (!root.ok()) return root.error();
  TreeWriter out(root.value());
  if (std::optional<Error> trouble = UnpackArchive(input.path, out)) return *trouble;
  return Opened{root.value(), CheckedOut(input.commit, FilesBelow(root.value())), {}, out.unreadable()};
}

}  // namespace

GitState CheckedOut(const std::string& commit, std::vector<std::string> tracked) {
  GitState state;
  if (commit.empty()) return state;
  state.work_tree = true;
  state.has_commit = true;
  state.commit = commit;
  state.tracked = std::move(tracked);
  return state;
}

std::string FolderFor(const std::string& name) {
  std::string folder = name.substr(name.rfind('/') + 1).substr(0, 100);
  for (char& c : folder) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = '_';
  }
  return folder.empty() || folder.front() == '.' ? "_" + folder : folder;
}

Result<std::string> MakeRoot(const std::string& scratch, const std::string& name) {
  std::string root = scratch + "/" + FolderFor(name);
  std::error_code trouble;
  fs::create_directories(root + "/.git", trouble);
  if (trouble) return Error{"no folder can be made to unpack into: " + trouble.message()};
  return root;
}

Result<Opened> OpenInput(const Input& input, const std::string& scratch) {
  if (!input.error.empty()) return Error{input.error};
  std::error_code trouble;
  if (input.unpacked) return Opened{input.path, CheckedOut(input.commit, FilesBelow(input.path)), {}, input.unreadable};
  if (fs::is_regular_file(input.path, trouble)) return FromArchive(input, scratch);
  if (!fs::is_directory(input.path, trouble)) return Error{"there is no such folder"};
  if (IsGitWithoutFiles(input.path)) return FromObjects(input, scratch);
  if (input.commit.empty()) return Opened{input.path, std::nullopt, {}, 0};
  const Result<std::string> head = FindCommit(input.path, "");
  if (!head.ok()) return Opened{input.path, std::nullopt, {}, 0};  // no repository: the commit is a label
  const Result<std::string> wanted = FindCommit(input.path, input.commit);
  if (!wanted.ok()) return wanted.error();
  if (wanted.value() != head.value()) return FromObjects(input, scratch);
  return Opened{input.path, std::nullopt, head.value(), 0};
}

bool HasMoved(const Input& input, const std::string& commit) {
  if (!input.error.empty() || input.unpacked) return !input.commit.empty() && input.commit != commit;
  const Result<std::string> now = FindCommit(input.path, input.commit);
  if (now.ok()) return now.value() != commit;
  return !input.commit.empty() && input.commit != commit;
}

}  // namespace tracklint::corpus
