#include "analyzer/project/git_state.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/project/git_files.h"
#include "tests/unit/link/scratch_repo.h"

namespace tracklint::project {
namespace {

using test::ScratchRepo;

/// Runs git in a folder, cut off from the configuration of whoever runs the tests.
class Git {
 public:
  explicit Git(std::filesystem::path folder) : folder_(std::move(folder)) {}

  [[nodiscard]] bool operator()(const std::string& arguments) const {
    const std::string command = "cd '" + folder_.string() +
                                "' && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null git -c user.name=a -c "
                                "user.email=a@b -c init.defaultBranch=main "
                                "-c protocol.file.allow=always " +
                                arguments + " >/dev/null 2>&1";
    return std::system(command.c_str()) == 0;
  }
  void AddAll() const { EXPECT_TRUE((*this)("add -A")); }
  void Commit() const { EXPECT_TRUE((*this)("commit -qm x")); }

 private:
  std::filesystem::path folder_;
};

/// Both readers must agree.
GitState State(const std::filesystem::path& root) {
  const GitState state = ReadGitState(root.string());
  const GitState library = ReadGitStateByLibrary(root.string());
  EXPECT_EQ(state.work_tree, library.work_tree);
  EXPECT_EQ(state.has_commit, library.has_commit);
  EXPECT_EQ(state.commit, library.commit);
  EXPECT_EQ(state.dirty, library.dirty);
  EXPECT_EQ(state.tracked, library.tracked);
  return state;
}

TEST(GitState, NoRepository) {
  const ScratchRepo repo;
  EXPECT_FALSE(State(repo.root()).work_tree);
}

TEST(GitState, FromFirstFileToDirtyTree) {
  ScratchRepo repo;
  const Git git(repo.root());
  if (!git("init -q")) GTEST_SKIP() << "no git program";
  GitState state = State(repo.root());
  EXPECT_TRUE(state.work_tree);
  EXPECT_FALSE(state.has_commit);
  repo.add("a.py", "x\n").add("sub/b.py", "y\n").add("ignored.csv", "1\n").add(".gitignore", "*.csv\n");
  git.AddAll();
  state = State(repo.root());
  EXPECT_FALSE(state.has_commit);
  EXPECT_EQ(state.tracked, (std::vector<std::string>{".gitignore", "a.py", "sub/b.py"}));
  git.Commit();
  state = State(repo.root());
  EXPECT_TRUE(state.has_commit);
  EXPECT_EQ(state.commit.size(), 40U);
  EXPECT_FALSE(state.dirty);
  const GitState below = State(repo.root() / "sub");
  EXPECT_TRUE(below.work_tree);
  EXPECT_EQ(below.commit, state.commit);
  EXPECT_EQ(below.tracked, std::vector<std::string>{"b.py"});
  repo.add("a.py", "changed\n");
  EXPECT_TRUE(State(repo.root()).dirty);
  repo.add("a.py", "x\n");  // the same content again, another time
  EXPECT_FALSE(State(repo.root()).dirty);
  repo.add("c.py", "z\n");
  EXPECT_FALSE(State(repo.root()).dirty);  // untracked files are no change
  git.AddAll();
  EXPECT_TRUE(State(repo.root()).dirty);
  git.Commit();
  EXPECT_FALSE(State(repo.root()).dirty);
  std::filesystem::remove(repo.root() / "c.py");
  EXPECT_TRUE(State(repo.root()).dirty);
}

TEST(GitState, OtherLayouts) {
  ScratchRepo repo;
  const Git git(repo.root());
  if (!git("init -q")) GTEST_SKIP() << "no git program";
  repo.add("a.py", "x\n").add("dir/one.py", "1\n").add("dir/two.py", "2\n");
  git.AddAll();
  git.Commit();
  const GitState plain = State(repo.root());
  EXPECT_TRUE(git("gc -q") && git("pack-refs --all"));
  EXPECT_EQ(State(repo.root()).commit, plain.commit);
  EXPECT_TRUE(git("update-index --index-version 4"));
  EXPECT_EQ(State(repo.root()).tracked, plain.tracked);
  EXPECT_TRUE(git("checkout -q --detach"));
  EXPECT_EQ(State(repo.root()).commit, plain.commit);
  EXPECT_TRUE(git("worktree add -q ../linked"));
  EXPECT_EQ(State(repo.root().parent_path() / "linked").commit, plain.commit);
  EXPECT_TRUE(git("submodule add -q '" + repo.root().string() + "' mod"));
  EXPECT_EQ(State(repo.root() / "mod").tracked, plain.tracked);
  EXPECT_TRUE(State(repo.root()).dirty);
  EXPECT_TRUE(git("update-index --split-index"));
  State(repo.root());
  EXPECT_TRUE(git("clone -q --bare . ../bare.git"));
  EXPECT_FALSE(State(repo.root().parent_path() / "bare.git").work_tree);
}

TEST(GitState, Broken) {
  ScratchRepo broken;
  broken.add(".git/HEAD", "nonsense").add("x.py", "");
  EXPECT_FALSE(ReadGitState(broken.root().string()).has_commit);
  ScratchRepo file;
  file.add(".git", "gitdir: nowhere\n");
  EXPECT_FALSE(State(file.root()).work_tree);
}

TEST(ParseGitIndex, DamagedBytesAreRefused) {
  GitFiles files;
  EXPECT_FALSE(ParseGitIndex("", files));
  EXPECT_FALSE(ParseGitIndex("DIRC", files));
  EXPECT_FALSE(ParseGitIndex(std::string("DIRC\0\0\0\2\0\0\0\1", 12) + std::string(64 + 32, '\0'), files));  // no name
  EXPECT_FALSE(ParseGitIndex(std::string("DIRC\0\0\0\2\xff\xff\xff\xff", 12), files));
  EXPECT_FALSE(ParseGitIndex(std::string("DIRC\0\0\0\2\0\0\0\1", 12) + std::string(70, 'x'), files));
  EXPECT_TRUE(ParseGitIndex(std::string("DIRC\0\0\0\2\0\0\0\0", 12) + std::string(20, '\0'), files));
}

}  // namespace
}  // namespace tracklint::project
