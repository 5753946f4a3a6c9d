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

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <zlib.h>

#include "analyzer/discover/loose_objects.h"

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
std::optional<Error> CheckTree(const fs::path& folder) {
  std::error_code error;
  std::size_t count = 0;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (++count > kMostGitEntries) return Error{"not opened: " + folder.string() + " holds too many files"};
    if (fs::is_directory(at->symlink_status(error))) continue;
    if (const fs::file_status status = at->status(error); fs::exists(status) && !fs::is_regular_file(status))
      return Strange(at->path());
  }
  return std::nullopt;
}

std::optional<Error> CheckFolder(const fs::path& git) {
  for (const std::string_view name : kRead) {
    if (IsStrange(git / name)) return Strange(git / name);
  }
  if (IsStrange(git / "index", kMostIndexBytes)) return Strange(git / "index");
  for (const std::string_view name : {"config", "config.worktree"}) {
    if (std::optional<Error> problem = CheckIncludes(git / name)) return problem;
  }
  return CheckTree(git / "refs");
}

/// `objects` and the folders that its list of alternates names, and theirs.
Result<std::vector<fs::path>> ObjectFolders(const fs::path& first) {
  std::vector<fs::path> folders{first};
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const fs::path folder = folders[i];
    const fs::path list = folder / "info" / "alternates";
    if (IsStrange(list)) return Strange(list);
    if (std::optional<Error> problem = CheckTree(folder / "pack")) return *problem;
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
  return folders;
}

/// A loose object is whole: its bytes inflate to their end.
bool Inflates(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rbe"));
  if (!file) return false;
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return false;
  std::vector<unsigned char> in(1U << 14U);
  std::vector<unsigned char> out(1U << 16U);
  int state = Z_OK;
  while (state == Z_OK) {
    stream.avail_in = static_cast<uInt>(std::fread(in.data(), 1, in.size(), file.get()));
    stream.next_in = in.data();
    if (stream.avail_in == 0) break;  // it ends before its contents do
    do {
      stream.next_out = out.data();
      stream.avail_out = static_cast<uInt>(out.size());
      state = inflate(&stream, Z_NO_FLUSH);
    } while (state == Z_OK && stream.avail_out == 0);
    if (state == Z_BUF_ERROR && stream.avail_in == 0) state = Z_OK;
  }
  inflateEnd(&stream);
  return state == Z_STREAM_END;
}

/// Asked before the others: says that an object cannot be read, or knows nothing of it.
struct Gate {
  git_odb_backend base{};
  std::vector<fs::path> folders;
  std::unordered_set<std::string> whole;

  /// `hex`: an object's name, or its beginning.
  int Look(std::string_view hex) {
    constexpr std::size_t kFolder = 2;
    if (hex.size() < kFolder || whole.contains(std::string(hex))) return GIT_ENOTFOUND;
    for (const fs::path& objects : folders) {
      const fs::path folder = objects / hex.substr(0, kFolder);
      std::error_code error;
      if (hex.size() == GIT_OID_HEXSZ) {
        const fs::path file = folder / hex.substr(kFolder);
        if (fs::exists(fs::symlink_status(file, error)) && !Inflates(file)) return Broken(file);
        continue;
      }
      for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error)) {
        if (at->path().filename().string().starts_with(hex.substr(kFolder)) && !Inflates(at->path()))
          return Broken(at->path());
      }
    }
    if (hex.size() == GIT_OID_HEXSZ) whole.emplace(hex);
    return GIT_ENOTFOUND;
  }
  static int Broken(const fs::path& file) {
    git_error_set_str(GIT_ERROR_ODB, ("the object " + file.string() + " is damaged").c_str());
    return GIT_ERROR;
  }
};

int Look(git_odb_backend* backend, const git_oid* id, std::size_t digits) {
  std::array<char, GIT_OID_HEXSZ + 1> hex{};
  git_oid_tostr(hex.data(), hex.size(), id);
  return reinterpret_cast<Gate*>(backend)
      ->Look(  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast): its first member
          std::string_view(hex.data()).substr(0, digits));
}

std::optional<Error> AddGate(git_repository* repository, std::vector<fs::path> folders) {
  git_odb* raw = nullptr;
  if (git_repository_odb(&raw, repository) != 0) return Error{"the objects of the repository cannot be read"};
  const std::unique_ptr<git_odb, decltype(&git_odb_free)> objects(raw, &git_odb_free);
  auto gate = std::make_unique<Gate>();
  if (git_odb_init_backend(&gate->base, GIT_ODB_BACKEND_VERSION) != 0) return Error{"libgit2 is another version"};
  gate->folders = std::move(folders);
  gate->base.read = [](void**, std::size_t*, git_object_t*, git_odb_backend* self, const git_oid* id) {
    return Look(self, id, GIT_OID_HEXSZ);
  };
  gate->base.read_header = [](std::size_t*, git_object_t*, git_odb_backend* self, const git_oid* id) {
    return Look(self, id, GIT_OID_HEXSZ);
  };
  gate->base.read_prefix = [](git_oid*, void**, std::size_t*, git_object_t*, git_odb_backend* self, const git_oid* id,
                              std::size_t digits) { return Look(self, id, digits); };
  gate->base.free = [](git_odb_backend* self) {
    delete reinterpret_cast<Gate*>(self);  // NOLINT: made below, given back by libgit2
  };
  constexpr int kFirst = 100;
  if (git_odb_add_backend(objects.get(), &gate->base, kFirst) != 0) return Error{"libgit2 takes no further backend"};
  static_cast<void>(gate.release());  // it is the repository's now
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
  Result<std::vector<fs::path>> folders = ObjectFolders(fs::path(git_repository_commondir(raw)) / "objects");
  if (!folders.ok()) return folders.error();
  if (!ReadLooseObjects(raw)) return Error{"the objects of the repository cannot be read"};
  if (std::optional<Error> problem = AddGate(raw, std::move(folders).value())) return *problem;
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
