#include "analyzer/discover/git_repository.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analyzer/discover/libgit2.h"
#include "analyzer/discover/loose_objects.h"
#include "analyzer/discover/pack_files.h"

namespace tracklint::discover {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostIndexBytes = 256ULL << 20U;
constexpr int kMostIncludes = 10;  // as deep as libgit2 follows them
constexpr std::size_t kMostObjectFolders = 64;

constexpr std::array<std::string_view, 14> kRead{
    "HEAD",      "config",     "config.worktree", "packed-refs",     "commondir",       "gitdir",
    "shallow",   "FETCH_HEAD", "info/exclude",    "info/attributes", "sparse-checkout", "info/sparse-checkout",
    "ORIG_HEAD", "MERGE_HEAD"};

/// Something stands there that may be neither opened nor trusted to end: a pipe, a socket, a device, a huge file.
bool IsStrange(const fs::path& path, std::uint64_t most = kMostGitFileBytes) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status) || fs::is_directory(status)) return false;
  return !fs::is_regular_file(status) || fs::file_size(path, error) > most || error;
}

std::optional<std::string> ReadText(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error) || IsStrange(path)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

template <typename Use>
void EachLine(std::string_view text, const Use& use) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    use(Trimmed(text.substr(at, end - at)));
    at = end + 1;
  }
}

Error Strange(const fs::path& path) { return Error{"not opened: " + path.string() + " is no ordinary file"}; }

/// The folder with HEAD and config for a repository at `path` (or above); empty when there is none.
Result<fs::path> GitFolder(const fs::path& path, GitSearch search) {
  std::error_code error;
  for (fs::path at = path;; at = at.parent_path()) {
    const fs::path dot_git = at / ".git";
    if (IsStrange(dot_git)) return Strange(dot_git);
    if (fs::is_directory(dot_git, error)) return dot_git;
    if (const std::optional<std::string> text = ReadText(dot_git)) {
      if (!text->starts_with("gitdir:")) return fs::path();
      return (at / fs::path(std::string(Trimmed(std::string_view(*text).substr(7))))).lexically_normal();
    }
    if (fs::exists(at / "HEAD", error) && fs::is_directory(at / "objects", error)) return at;
    if (search == GitSearch::kHere || at == at.parent_path()) return fs::path();
  }
}

/// Files that a configuration includes, which include others.
std::optional<Error> CheckIncludes(const fs::path& config) {
  std::vector<std::pair<fs::path, int>> waiting{{config, 0}};
  std::unordered_set<std::string> seen;
  while (!waiting.empty()) {
    const auto [path, depth] = std::move(waiting.back());
    waiting.pop_back();
    if (IsStrange(path)) return Strange(path);
    if (depth > kMostIncludes || seen.size() > kMostGitEntries || !seen.insert(path.lexically_normal().string()).second)
      continue;
    const std::optional<std::string> text = ReadText(path);
    if (!text || text->find("nclude") == std::string::npos) continue;
    const fs::path folder = path.parent_path();
    const int below = depth + 1;
    EachLine(*text, [&](std::string_view line) {
      const std::size_t key = line.find("path");  // also `[include] path = x` in one line
      const std::size_t equals = key == std::string_view::npos ? key : line.find('=', key);
      if (equals == std::string_view::npos) return;
      std::string_view value = Trimmed(line.substr(equals + 1));
      if (value.size() > 1 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
      if (!value.empty()) waiting.emplace_back(folder / fs::path(std::string(value)), below);
    });
  }
  return std::nullopt;
}

/// A tree of ordinary files and folders; links to folders are not followed.
std::optional<Error> CheckTree(const fs::path& folder, bool packs = false) {
  std::error_code error;
  std::size_t count = 0;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (++count > kMostGitEntries) return Error{"not opened: " + folder.string() + " holds too many files"};
    if (fs::is_directory(at->symlink_status(error))) continue;
    if (const fs::file_status status = at->status(error); fs::exists(status) && !fs::is_regular_file(status))
      return Strange(at->path());
    if (packs && !IsSoundPackFile(at->path())) return Error{"not opened: " + at->path().string() + " is damaged"};
  }
  return std::nullopt;
}

/// The index holds as many entries as it says: libgit2 makes room for them before it reads the first.
bool IsSoundIndex(const fs::path& path) {
  constexpr std::size_t kHead = 12;          // "DIRC", the version, the number of entries
  constexpr std::uint64_t kLeastEntry = 62;  // what stands before the name
  std::ifstream file(path, std::ios::binary);
  std::array<char, kHead> head{};
  if (!file.read(head.data(), kHead)) return true;  // none, or libgit2 says that it is too short
  std::uint64_t count = 0;
  for (std::size_t i = 8; i < kHead; ++i) count = count << 8U | static_cast<unsigned char>(head[i]);
  std::error_code error;
  return count * kLeastEntry <= fs::file_size(path, error) || error;
}

std::optional<Error> CheckFolder(const fs::path& git) {
  for (const std::string_view name : kRead) {
    if (IsStrange(git / name)) return Strange(git / name);
  }
  if (IsStrange(git / "index", kMostIndexBytes)) return Strange(git / "index");
  if (!IsSoundIndex(git / "index")) return Error{"not opened: " + (git / "index").string() + " is damaged"};
  for (const std::string_view name : {"config", "config.worktree"}) {
    if (std::optional<Error> problem = CheckIncludes(git / name)) return problem;
  }
  return CheckTree(git / "refs");
}

/// `objects` and the folders that its list of alternates names, and theirs.
std::optional<Error> CheckObjectFolders(const fs::path& first) {
  std::vector<fs::path> folders{first};
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const fs::path folder = folders[i];
    const fs::path list = folder / "info" / "alternates";
    if (IsStrange(list)) return Strange(list);
    for (const std::string_view name : {"pack", "info"}) {
      if (std::optional<Error> problem = CheckTree(folder / name, true)) return problem;
    }
    const std::optional<std::string> text = ReadText(list);
    if (!text) continue;
    bool many = false;
    EachLine(*text, [&](std::string_view line) {
      if (line.empty() || line.front() == '#') return;
      fs::path other = (folder / fs::path(std::string(line))).lexically_normal();
      if (std::find(folders.begin(), folders.end(), other) != folders.end()) return;
      many = many || folders.size() >= kMostObjectFolders;
      if (!many) folders.push_back(std::move(other));
    });
    if (many) return Error{"not opened: " + list.string() + " names too many folders"};
  }
  return std::nullopt;
}

}  // namespace

void CloseGitRepository::operator()(git_repository* repository) const { git_repository_free(repository); }

Result<GitRepository> OpenGitRepository(const std::string& path, GitSearch search) {
  std::error_code error;
  const Result<fs::path> git = GitFolder(fs::absolute(path, error).lexically_normal(), search);
  if (!git.ok()) return git.error();
  fs::path common = git.value();
  if (!git.value().empty()) {
    if (std::optional<Error> problem = CheckFolder(git.value())) return *problem;
    if (const std::optional<std::string> text = ReadText(git.value() / "commondir")) {
      common = (git.value() / fs::path(std::string(Trimmed(*text)))).lexically_normal();
      if (std::optional<Error> problem = CheckFolder(common)) return *problem;
    }
  }
  git_repository* raw = nullptr;
  const unsigned flags = search == GitSearch::kHere ? GIT_REPOSITORY_OPEN_NO_SEARCH : 0;
  if (git_repository_open_ext(&raw, path.c_str(), flags, nullptr) != 0) {
    const git_error* last = git_error_last();
    return Error{last == nullptr || last->message == nullptr ? "no git repository" : last->message};
  }
  GitRepository repository(raw);
  if (std::optional<Error> problem = CheckObjectFolders(fs::path(git_repository_commondir(raw)) / "objects"))
    return *problem;
  if (!ReadLooseObjects(raw)) return Error{"the objects of the repository cannot be read"};
  return repository;
}

std::string StrangeWorkTreeFile(const std::string& top) {
  std::error_code error;
  std::size_t count = 0;
  fs::recursive_directory_iterator at(top, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator() && ++count < kMostGitEntries; at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name == ".git" && at->is_directory(error)) at.disable_recursion_pending();
    if ((name == ".gitignore" || name == ".gitattributes" || name == ".gitmodules") && IsStrange(at->path()))
      return at->path().string();
  }
  return {};
}

}  // namespace tracklint::discover
