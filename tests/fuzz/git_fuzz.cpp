// Any bytes in a git repository. The first line says as what: `tree` (a tree object and the blob it names), `commit` (a
// commit object), `index`, `HEAD`, `packed-refs` or `config` (that file of a work tree), `object` (a loose object as it
// is on disk), `stored` (the same, to be packed). What is written stays inside the folder; the state is read, or said
// not to be.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include <git2.h>

#include "analyzer/project/git_files.h"
#include "analyzer/project/git_state.h"
#include "corpus/git_tree.h"
#include "tests/fuzz/support/fuzz.h"

namespace tracklint::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr corpus::TreeLimits kTree{.files = 200, .bytes = 1U << 20U, .path = 300, .depth = 20};

/// A repository of one commit, which inputs change; its objects are kept from input to input.
class Store {
 public:
  Store() {
    git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    // As a damaged or foreign repository would be.
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, 0);
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  ~Store() { git_libgit2_shutdown(); }

  void Begin() {
    fs::remove_all(top());
    fs::create_directories(git() / "objects");
    fs::create_directories(git() / "refs/heads");
    Write("HEAD", "ref: refs/heads/main\n");
    Write("config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
  }
  [[nodiscard]] static fs::path top() { return Folder().path() / "work"; }
  [[nodiscard]] static fs::path git() { return top() / ".git"; }
  static void Write(const std::string& name, std::string_view bytes) {
    std::ofstream(git() / name, std::ios::binary) << bytes;
  }

  /// Puts an object in and gives its id, as 20 bytes.
  static std::string Put(std::string_view bytes, git_object_t type) {
    git_odb* odb = nullptr;
    Require(git_odb_open(&odb, (git() / "objects").c_str()) == 0, "the store opens");
    git_oid id{};
    Require(git_odb_write(&id, odb, bytes.data(), bytes.size(), type) == 0, "an object is written");
    git_odb_free(odb);
    return {reinterpret_cast<const char*>(id.id), GIT_OID_RAWSZ};
  }
  static std::string Hex(std::string_view id) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const char c : id) {
      hex += kDigits[static_cast<unsigned char>(c) >> 4U];
      hex += kDigits[static_cast<unsigned char>(c) & 0xFU];
    }
    return hex;
  }
  static std::string PutCommit(const std::string& tree) {
    return Put("tree " + Hex(tree) + "\nauthor a <a@b> 1700000000 +0000\ncommitter a <a@b> 1700000000 +0000\n\nm\n",
               GIT_OBJECT_COMMIT);
  }
};

/// A zlib stream of one block that is not compressed.
std::string Stored(std::string_view bytes) {
  bytes = bytes.substr(0, 0xFFFF);
  const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value & 0xFFU)); };
  const auto size = static_cast<std::uint32_t>(bytes.size());
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65521U;
    b = (b + a) % 65521U;
  }
  std::string out{'\x78', '\x01', '\x01', byte(size), byte(size >> 8U), byte(~size), byte(~size >> 8U)};
  out += bytes;
  return out + byte(b >> 8U) + byte(b) + byte(a >> 8U) + byte(a);
}

std::string Replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

void WriteFiles() {
  const fs::path around = Folder().path() / "around";
  const fs::path folder = around / "in";
  fs::create_directories(folder);
  {
    corpus::TreeWriter out(folder.string(), kTree);
    const Result<corpus::GitTree> tree = corpus::WriteGitTree(Store::top().string(), "", out);
    if (tree.ok()) {
      Require(tree.value().commit.size() == GIT_OID_HEXSZ, "a commit is named in full");
      Require(std::ranges::is_sorted(tree.value().tracked), "paths are sorted");
      for (const std::string& path : tree.value().tracked) Require(!path.empty(), "a path is not empty");
    } else {
      Require(!tree.error().message.empty(), "an error says what is wrong");
    }
    static_cast<void>(corpus::CommitDate(Store::top().string(), ""));
  }
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    Require(entry.path().filename() != ".git", "nothing goes into .git");
    if (entry.is_symlink()) {
      const fs::path real = fs::weakly_canonical(entry.path());
      Require(real.native().starts_with(fs::canonical(folder).native()), "links lead to what is inside");
    }
    if (!entry.is_directory()) ++count;
  }
  Require(count <= kTree.files, "as many files as the limit says");
  Require(std::distance(fs::directory_iterator(around), fs::directory_iterator()) == 1, "nothing lies beside it");
  fs::remove_all(around);
}

void ReadState() {
  const project::GitFiles files = project::ReadGitFiles(Store::top().string());
  if (files.status == project::GitFiles::Status::kRead) {
    Require(files.commit.empty() || files.commit.size() == GIT_OID_HEXSZ, "a commit is an id");
    for (const project::GitEntry& entry : files.entries) Require(!entry.path.empty(), "a path is not empty");
  }
  for (const GitState& state :
       {project::ReadGitState(Store::top().string()), project::ReadGitStateByLibrary(Store::top().string())}) {
    Require(state.has_commit || state.commit.empty(), "without a commit there is no id");
    Require(std::ranges::is_sorted(state.tracked), "paths are sorted");
  }
}

}  // namespace
}  // namespace tracklint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  using fuzz::Store;
  static Store store;
  std::string_view rest = fuzz::Text(bytes, size);
  const std::string kind = fuzz::TakeLine(rest);
  store.Begin();
  // The names of 20 bytes stand for the ids of a blob, of an empty tree, and of a tree with one file.
  const std::string blob = Store::Put("import mlflow\nmlflow.autolog()\n", GIT_OBJECT_BLOB);
  const std::string empty = Store::Put("", GIT_OBJECT_TREE);
  const std::string tree = Store::Put(std::string("100644 a.py") + '\0' + blob, GIT_OBJECT_TREE);
  std::string commit = Store::PutCommit(tree);
  const auto named = [&](std::string_view text) {
    std::string out = fuzz::Replaced(std::string(text), "BLOBBLOBBLOBBLOBBLOB", blob);
    out = fuzz::Replaced(std::move(out), "EMPTEMPTEMPTEMPTEMPT", empty);
    out = fuzz::Replaced(std::move(out), "TREETREETREETREETREE", tree);
    return fuzz::Replaced(std::move(out), "THE-ID-OF-THE-TREE", Store::Hex(tree));
  };
  std::string object;
  if (kind == "tree") {
    commit = Store::PutCommit(Store::Put(named(rest), GIT_OBJECT_TREE));
  } else if (kind == "commit") {
    commit = Store::Put(named(rest), GIT_OBJECT_COMMIT);
  } else if (kind == "HEAD" || kind == "packed-refs" || kind == "config" || kind == "index") {
    Store::Write(kind, fuzz::Replaced(std::string(rest), "THE-ID-OF-THE-COMMIT", Store::Hex(commit)));
    project::GitFiles parsed;
    if (kind == "index" && project::ParseGitIndex(rest, parsed)) {
      for (const project::GitEntry& entry : parsed.entries) fuzz::Require(!entry.path.empty(), "a path is not empty");
    }
  } else {
    const std::string id(20, 'x');
    const std::string hex = Store::Hex(id);
    std::filesystem::create_directories(Store::git() / "objects" / hex.substr(0, 2));
    Store::Write("objects/" + hex.substr(0, 2) + "/" + hex.substr(2),
                 kind == "object" ? std::string(rest) : fuzz::Stored(rest));
    commit = fuzz::Hash(rest) % 2 == 0 ? id : Store::PutCommit(id);
  }
  if (kind != "packed-refs") Store::Write("refs/heads/main", Store::Hex(commit) + "\n");
  fuzz::WriteFiles();
  fuzz::ReadState();
  return 0;
}
