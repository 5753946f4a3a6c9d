// Repositories that a stranger has written: opened, or refused with a reason, but never waited for.
#include "analyzer/discover/git_repository.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <git2.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/unit/discover/temp_tree.h"

namespace tracklint::discover {
namespace {

namespace fs = std::filesystem;

class OpenGitRepositoryOf : public testing::Test {
 protected:
  void SetUp() override {
    git_libgit2_init();
    git_repository* repository = nullptr;
    ASSERT_EQ(git_repository_init(&repository, tree_.root().c_str(), 0), 0);
    tree_.Write("a.py", "import mlflow\n");
    git_index* index = nullptr;
    ASSERT_EQ(git_repository_index(&index, repository), 0);
    ASSERT_EQ(git_index_add_bypath(index, "a.py"), 0);
    git_oid tree_id;
    ASSERT_EQ(git_index_write_tree(&tree_id, index), 0);
    git_index_write(index);
    git_tree* tree = nullptr;
    ASSERT_EQ(git_tree_lookup(&tree, repository, &tree_id), 0);
    git_signature* who = nullptr;
    ASSERT_EQ(git_signature_new(&who, "a", "a@b", 1, 0), 0);
    git_oid commit;
    ASSERT_EQ(git_commit_create(&commit, repository, "HEAD", who, who, nullptr, "x", tree, 0, nullptr), 0);
    git_signature_free(who);
    git_tree_free(tree);
    git_index_free(index);
    git_repository_free(repository);
  }
  void TearDown() override { git_libgit2_shutdown(); }

  /// 0 when the commit HEAD and its tree can be read. Not through the parser of revisions: libgit2 1.5 leaks the
  /// reference there where what it names is damaged.
  [[nodiscard]] static int Read(git_repository* repository) {
    git_oid head{};
    git_commit* commit = nullptr;
    git_tree* tree = nullptr;
    int state = git_reference_name_to_id(&head, repository, "HEAD");
    if (state == 0) state = git_commit_lookup(&commit, repository, &head);
    if (state == 0) state = git_commit_tree(&tree, commit);
    git_tree_free(tree);
    git_commit_free(commit);
    return state;
  }
  /// 0 when the object of that name, or beginning of a name, can be read.
  [[nodiscard]] static int Read(git_repository* repository, const char* name) {
    git_object* object = nullptr;
    const int state = git_revparse_single(&object, repository, name);
    git_object_free(object);
    return state;
  }
  void Pipe(const std::string& path) const {
    fs::remove_all(tree_.at(path));
    fs::create_directories(fs::path(tree_.at(path)).parent_path());
    ASSERT_EQ(mkfifo(tree_.at(path).c_str(), 0600), 0);
  }

  TempTree tree_;
};

TEST_F(OpenGitRepositoryOf, AnOrdinaryOneIsRead) {
  tree_.MakeDirectory("sub");
  for (const std::string& place : {tree_.root(), tree_.at("sub")}) {
    const Result<GitRepository> opened = OpenGitRepository(place, GitSearch::kHereAndAbove);
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(Read(opened.value().get()), 0);
  }
  EXPECT_FALSE(OpenGitRepository(tree_.at("sub"), GitSearch::kHere).ok());
  EXPECT_TRUE(OpenGitRepository(tree_.at(".git"), GitSearch::kHere).ok());
}

TEST_F(OpenGitRepositoryOf, ADamagedObjectIsAnErrorWhateverIsAsked) {
  std::string name;
  for (const auto& entry : fs::recursive_directory_iterator(tree_.at(".git/objects"))) {
    if (!entry.is_regular_file()) continue;
    name = entry.path().parent_path().filename().string() + entry.path().filename().string();
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    fs::permissions(entry.path(), fs::perms::owner_all);
    std::ofstream(entry.path(), std::ios::binary | std::ios::trunc) << bytes.substr(0, bytes.size() / 2);
  }
  const Result<GitRepository> opened = OpenGitRepository(tree_.root(), GitSearch::kHere);
  ASSERT_TRUE(opened.ok());
  EXPECT_NE(Read(opened.value().get()), 0);
  EXPECT_NE(Read(opened.value().get(), name.c_str()), 0);
  EXPECT_NE(Read(opened.value().get(), name.substr(0, 8).c_str()), 0);
}

TEST_F(OpenGitRepositoryOf, AnIndexThatPromisesTooMuchIsNotOpened) {
  std::ifstream in(tree_.at(".git/index"), std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  in.close();
  bytes.replace(8, 4, "[cor");  // entries: libgit2 would ask for 12 GB
  std::ofstream(tree_.at(".git/index"), std::ios::binary | std::ios::trunc) << bytes;
  const Result<GitRepository> opened = OpenGitRepository(tree_.root(), GitSearch::kHere);
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().message.find("index is damaged"), std::string::npos) << opened.error().message;
  std::ofstream(tree_.at(".git/index"), std::ios::binary | std::ios::trunc) << bytes.substr(0, 7);
  EXPECT_TRUE(OpenGitRepository(tree_.root(), GitSearch::kHere).ok());  // libgit2 itself says what it lacks
}

TEST_F(OpenGitRepositoryOf, PipesAreNotOpened) {
  for (const char* place : {"HEAD", "config", "index", "packed-refs", "commondir", "refs/heads/x",
                            "objects/info/alternates", "objects/pack/pack-1.idx", "info/exclude"}) {
    const std::string path = std::string(".git/") + place;
    const bool was_there = fs::exists(tree_.at(path));
    std::string before;
    if (was_there) {
      std::ifstream in(tree_.at(path), std::ios::binary);
      before.assign(std::istreambuf_iterator<char>(in), {});
    }
    Pipe(path);
    EXPECT_FALSE(OpenGitRepository(tree_.root(), GitSearch::kHere).ok()) << place;
    fs::remove(tree_.at(path));
    if (was_there) tree_.Write(path, before);
  }
  EXPECT_TRUE(OpenGitRepository(tree_.root(), GitSearch::kHere).ok());
}

TEST_F(OpenGitRepositoryOf, IndexesOfPacksThatClaimTooMuchAreNotRead) {
  const std::string many(1024, '\377');
  const std::string few = std::string(1020, '\0') + std::string("\0\0\0\1", 4);
  const std::string head("\377tOc\0\0\0\2", 8);
  const std::string sound = head + few + std::string(28 + 40, 'x');
  const fs::path folder = fs::path(tree_.root()) / ".git" / "objects" / "pack";
  fs::create_directories(folder);
  const auto opened = [&](const std::string& name, const std::string& content) {
    std::ofstream(folder / name, std::ios::binary) << content;
    const bool ok = OpenGitRepository(tree_.root(), GitSearch::kHere).ok();
    fs::remove(folder / name);
    return ok;
  };
  EXPECT_TRUE(opened("pack-a.idx", sound));
  EXPECT_FALSE(opened("pack-a.idx", sound.substr(0, sound.size() - 1)));
  EXPECT_FALSE(opened("pack-a.idx", head + many + std::string(68, 'x')));  // multiplied in 32 bits it fits
  EXPECT_FALSE(opened("pack-a.idx", std::string("\0\0\0\2", 4) + many.substr(4)));
  EXPECT_FALSE(opened("pack-a.idx", ""));
  EXPECT_FALSE(opened("multi-pack-index", "MIDX\1\1\377\377" + std::string(400, '\377')));
  EXPECT_TRUE(opened("pack-a.keep", ""));
}

TEST_F(OpenGitRepositoryOf, IncludedFilesAreLookedAtToo) {
  Pipe(".git/pipe");
  tree_.Write(".git/config", "[core]\n\tbare = false\n[include]\n\tpath = more\n");
  tree_.Write(".git/more", "[include] path = more\n[Include]\npath = \"pipe\"\n");
  EXPECT_FALSE(OpenGitRepository(tree_.root(), GitSearch::kHere).ok());
  tree_.Write(".git/more", "[include]\n\tpath = nowhere\n");
  EXPECT_TRUE(OpenGitRepository(tree_.root(), GitSearch::kHere).ok());
}

TEST_F(OpenGitRepositoryOf, FilesOfTheWorkTree) {
  EXPECT_EQ(StrangeWorkTreeFile(tree_.root()), "");
  Pipe("sub/.gitignore");
  EXPECT_EQ(StrangeWorkTreeFile(tree_.root()), tree_.at("sub/.gitignore"));
}

}  // namespace
}  // namespace tracklint::discover
