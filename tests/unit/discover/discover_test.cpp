// Roots, targets, excludes, links and named files.
#include "analyzer/discover/discover.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "temp_tree.h"

namespace tracklint::discover {
namespace {

using Paths = std::vector<std::string>;

Discovery Find(const Options& options) {
  Result<Discovery> found = Discover(options);
  EXPECT_TRUE(found.ok());
  return found.ok() ? std::move(found).value() : Discovery{};
}
Discovery FindPaths(Paths paths) {
  Options options;
  options.paths = std::move(paths);
  return Find(options);
}
Paths Files(const Discovery& found) {
  Paths out;
  for (const FileRef& file : found.files) out.push_back(file.path);
  return out;
}

TEST(Discover, ListsEverythingAndTargetsPython) {
  const TempTree tree;
  tree.Write("b.py", "xyz");
  tree.Write("a/n.ipynb");
  tree.Write("a/w.pyw");
  tree.Write("a/s.pyi");
  tree.Write("a.txt");
  tree.Write("requirements.txt");
  const Discovery found = FindPaths({tree.root()});
  EXPECT_EQ(found.root, tree.root());
  EXPECT_EQ(Files(found), (Paths{"a.txt", "a/n.ipynb", "a/s.pyi", "a/w.pyw", "b.py", "requirements.txt"}));
  EXPECT_EQ(found.targets, (Paths{"a/n.ipynb", "a/w.pyw", "b.py"}));
  EXPECT_EQ(found.files[4].size, 3U);
  EXPECT_EQ(found.files[4].absolute, tree.at("b.py"));
  EXPECT_FALSE(found.files[4].named);
  EXPECT_FALSE(found.truncated);
  EXPECT_TRUE(found.issues.empty());
}

TEST(Root, OfFilesInNoProjectOnlyWhatIsNearIsWalked) {
  const TempTree tree;  // below a temporary folder, which is no project
  tree.Write("x.py");
  tree.Write("conf/a/b/model.yaml");
  tree.Write("other/pyproject.toml");
  tree.Write("other/o.py");
  tree.Write("z/many/far/y.py");
  tree.Write("z/many/far/near/util.py");
  const InDirectory here(tree.root());
  const Paths near{"conf/a/b/model.yaml", "x.py", "z/many/far/near/util.py", "z/many/far/y.py"};
  EXPECT_EQ(Files(FindPaths({"x.py"})), near);
  const Discovery both = FindPaths({"x.py", "other/o.py"});
  EXPECT_EQ(Files(both).size(), 6U);
  EXPECT_EQ(both.root, tree.root());
  // breadth first: the nearest 2,000
  for (int i = 0; i < 2100; ++i) tree.Write("z/many/" + std::to_string(i) + ".py");
  const Discovery cut = FindPaths({"x.py"});
  EXPECT_EQ(cut.files.size(), 2000U);
  EXPECT_FALSE(cut.truncated);
  const Paths deep = Files(FindPaths({"z/many/far/y.py"}));
  EXPECT_TRUE(std::ranges::binary_search(deep, "z/many/far/y.py"));
  EXPECT_TRUE(std::ranges::binary_search(deep, "z/many/far/near/util.py"));
  EXPECT_EQ(Files(FindPaths({"."})).size(), 2106U);  // a folder is walked as a whole
  tree.Write("pyproject.toml");
  EXPECT_EQ(Files(FindPaths({"x.py"})).size(), 2107U);
}

TEST(Root, OneDirectoryBelowTheCurrentOne) {
  const TempTree tree;
  tree.Write("pyproject.toml");
  tree.Write("sub/x.py");
  const InDirectory here(tree.root());
  EXPECT_EQ(FindPaths({"sub"}).root, tree.at("sub"));
  EXPECT_EQ(FindPaths({"./sub/"}).targets, (Paths{"x.py"}));
  EXPECT_EQ(FindPaths({"."}).root, tree.root());
  EXPECT_EQ(FindPaths({}).root, tree.root());
}

TEST(Root, FilesAndSeveralPathsBelowTheCurrentDirectory) {
  const TempTree tree;
  tree.Write("a/x.py");
  tree.Write("b/y.py");
  tree.Write("z.py");
  const InDirectory here(tree.root());
  const Discovery one = FindPaths({"a/x.py"});
  EXPECT_EQ(one.root, tree.root());
  EXPECT_EQ(one.targets, (Paths{"a/x.py"}));
  EXPECT_EQ(Files(one), (Paths{"a/x.py", "b/y.py", "z.py"}));
  EXPECT_TRUE(one.files[0].named);
  const Discovery two = FindPaths({"b", "a", "a/x.py", "b/../a"});
  EXPECT_EQ(two.root, tree.root());
  EXPECT_EQ(two.targets, (Paths{"a/x.py", "b/y.py"}));
}

TEST(Root, NearestProjectWhenElsewhere) {
  const TempTree tree;
  tree.Write("p/pyproject.toml");
  tree.Write("p/src/x.py");
  tree.Write("q/y.py");
  const TempTree other;
  const InDirectory here(other.root());
  const Discovery project = FindPaths({tree.at("p/src/x.py")});
  EXPECT_EQ(project.root, tree.at("p"));
  EXPECT_EQ(project.targets, (Paths{"src/x.py"}));
  EXPECT_EQ(FindPaths({tree.at("p/src")}).root, tree.at("p"));
  EXPECT_EQ(FindPaths({tree.at("q/y.py")}).root, tree.at("q"));
  const Discovery both = FindPaths({tree.at("p/src"), tree.at("q/y.py"), tree.at("q")});
  EXPECT_EQ(both.root, tree.at("p"));
  EXPECT_EQ(both.targets, (Paths{"../q/y.py", "src/x.py"}));
}

TEST(Root, Given) {
  const TempTree tree;
  tree.Write("a/b/x.py");
  Options options;
  options.root = tree.root();
  options.paths = {tree.at("a/b")};
  EXPECT_EQ(Find(options).targets, (Paths{"a/b/x.py"}));
  options.root = tree.at("a/b");
  options.paths = {tree.root()};  // around the root: nothing is listed twice
  const Discovery found = Find(options);
  EXPECT_EQ(Files(found), (Paths{"x.py"}));
  options.root = tree.at("nothing");
  EXPECT_FALSE(Discover(options).ok());
}

TEST(Issues, PathsThatDoNotExist) {
  const TempTree tree;
  tree.Write("x.py");
  const InDirectory here(tree.root());
  const Discovery found = FindPaths({"nope.py", "x.py", "x.py/y", std::string("a\0b", 3)});
  ASSERT_EQ(found.issues.size(), 3U);
  EXPECT_EQ(found.issues[1].path, "nope.py");
  EXPECT_EQ(found.issues[1].message, "no such file or directory");
  EXPECT_EQ(found.targets, (Paths{"x.py"}));
  const Discovery none = FindPaths({"nope"});
  EXPECT_TRUE(none.files.empty());
  EXPECT_EQ(none.root, tree.root());
}

TEST(Issues, NeitherFileNorDirectory) {
  const TempTree tree;
  ASSERT_EQ(mkfifo(tree.at("pipe.py").c_str(), 0600), 0);
  EXPECT_EQ(FindPaths({tree.at("pipe.py")}).issues.size(), 1U);
  const Discovery found = FindPaths({tree.root()});
  EXPECT_TRUE(found.files.empty());
  EXPECT_TRUE(found.issues.empty());
}

TEST(Excludes, DefaultsAreNotListed) {
  const TempTree tree;
  for (const char* directory : {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox",
                                ".mypy_cache", ".pytest_cache", ".ruff_cache", ".ipynb_checkpoints", "build", "dist",
                                "site-packages", ".eggs", "mlartifacts"}) {
    tree.Write(std::string("p/") + directory + "/x.py");
  }
  tree.Write("env/x.py");
  tree.Write("myenv/pyvenv.cfg");
  tree.Write("myenv/lib/x.py");
  tree.Write("p/builder/dist.py");
  EXPECT_EQ(Files(FindPaths({tree.root()})), (Paths{"env/x.py", "p/builder/dist.py"}));
  tree.Write("env/pyvenv.cfg");
  EXPECT_EQ(Files(FindPaths({tree.root()})), (Paths{"p/builder/dist.py"}));
}

TEST(Excludes, StoreOfMlflow) {
  const TempTree tree;
  tree.Write("mlruns/0/meta.yaml");
  tree.Write("mlruns/123/meta.yaml");
  tree.Write("mlruns/123/abc/meta.yaml");
  tree.Write("mlruns/123/abc/artifacts/model.py");
  tree.Write("mlruns/.trash/1/meta.yaml");
  tree.Write("mlruns/models/x/meta.yaml");
  EXPECT_EQ(Files(FindPaths({tree.root()})), (Paths{"mlruns/0/meta.yaml", "mlruns/123/meta.yaml"}));
  tree.Write(".gitignore", "mlruns/\n");
  EXPECT_EQ(Files(FindPaths({tree.root()})), (Paths{".gitignore"}));
}

TEST(Excludes, ConfiguredOnesTakeTargetsOnly) {
  const TempTree tree;
  tree.Write("a/x.py");
  tree.Write("a/gen/y_pb2.py");
  tree.Write("tests/z.py");
  tree.Write("build/w.py");
  Options options;
  options.paths = {tree.root()};
  options.extend_exclude = {"tests", "*_pb2.py"};
  const Discovery found = Find(options);
  EXPECT_EQ(found.targets, (Paths{"a/x.py"}));
  EXPECT_EQ(Files(found), (Paths{"a/gen/y_pb2.py", "a/x.py", "tests/z.py"}));
  options.extend_exclude = {"a/**", "!a/gen"};
  options.exclude = {"tests/"};
  EXPECT_EQ(Find(options).targets, (Paths{"build/w.py"}));
}

TEST(Excludes, Include) {
  const TempTree tree;
  tree.Write("a.py");
  tree.Write("b.ipynb");
  tree.Write("src/c.pyx");
  Options options;
  options.paths = {tree.root()};
  options.include = {"*.ipynb", "src/*"};
  EXPECT_EQ(Find(options).targets, (Paths{"b.ipynb", "src/c.pyx"}));
}

TEST(Explicit, BypassesExcludesAndIgnores) {
  const TempTree tree;
  tree.Write(".gitignore", "ignored/\nx.py\n");
  tree.Write("x.py");
  tree.Write("y.py");
  tree.Write("noext");
  tree.Write("build/b.py");
  tree.Write("build/node_modules/c.py");
  tree.Write("ignored/d.py");
  tree.Write("ignored/x.py");
  const InDirectory here(tree.root());
  Options options;
  options.paths = {"x.py", "build", "ignored", "noext"};
  options.extend_exclude = {"x.py"};
  const Discovery found = Find(options);
  EXPECT_EQ(found.targets, (Paths{"build/b.py", "ignored/d.py", "noext", "x.py"}));
  EXPECT_EQ(Files(found), (Paths{".gitignore", "build/b.py", "ignored/d.py", "noext", "x.py", "y.py"}));
  options.force_exclude = true;
  EXPECT_EQ(Find(options).targets, (Paths{"ignored/d.py", "noext"}));
}

TEST(Explicit, ExcludesHoldBelowAnExcludedDirectoryAskedFor) {
  const TempTree tree;
  tree.Write("tests/a.py");
  tree.Write("tests/data/b.py");
  tree.Write("c.py");
  const InDirectory here(tree.root());
  Options options;
  options.paths = {"tests", "c.py"};
  options.extend_exclude = {"tests", "data"};
  EXPECT_EQ(Find(options).targets, (Paths{"c.py", "tests/a.py"}));
  options.force_exclude = true;
  EXPECT_EQ(Find(options).targets, (Paths{"c.py"}));
}

TEST(Ignores, WithoutRepository) {
  const TempTree tree;
  tree.Write(".gitignore", "*.csv\n/only.py\n");
  tree.Write("a/.gitignore", "!keep.csv\nlocal.py\n");
  tree.Write("a/.ignore", "other.py\n!local.py\n");
  for (const char* file : {"x.csv", "only.py", "a/only.py", "a/keep.csv", "a/drop.csv", "a/local.py", "a/other.py"})
    tree.Write(file);
  EXPECT_EQ(Files(FindPaths({tree.root()})),
            (Paths{".gitignore", "a/.gitignore", "a/.ignore", "a/keep.csv", "a/local.py", "a/only.py"}));
  Options options;
  options.paths = {tree.root()};
  options.respect_gitignore = false;
  EXPECT_EQ(Find(options).files.size(), 10U);
}

TEST(Ignores, RulesAboveTheRoot) {
  const TempTree tree;
  tree.Write(".git/info/exclude", "secret.py\n");
  tree.Write(".gitignore", "/a/b/gen.py\n*.log\n");
  tree.Write("a/.gitignore", "!keep.log\nb/z.py\n");
  for (const char* file : {"a/b/gen.py", "a/b/x.log", "a/b/keep.log", "a/b/secret.py", "a/b/y.py", "a/b/z.py"})
    tree.Write(file);
  const InDirectory here(tree.at("a"));
  EXPECT_EQ(Files(FindPaths({"b"})), (Paths{"keep.log", "y.py"}));
}

TEST(Ignores, NestedRepositoryDoesNotSeeTheRulesAroundIt) {
  const TempTree tree;
  tree.Write(".git/HEAD");
  tree.Write(".gitignore", "*.py\n");
  tree.Write("sub/.git", "gitdir: ../.git/modules/sub\n");
  tree.Write(".git/modules/sub/info/exclude", "b.py\n");
  tree.Write("sub/a.py");
  tree.Write("sub/b.py");
  tree.Write("c.py");
  EXPECT_EQ(Files(FindPaths({tree.root()})), (Paths{".gitignore", "sub/a.py"}));
}

TEST(Ignores, WorktreeSharesInfoExclude) {
  const TempTree tree;
  tree.Write("main/.git/info/exclude", "b.py\n");
  tree.Write("main/.git/worktrees/w/commondir", "../..\n");
  tree.Write("w/.git", "gitdir: " + tree.at("main/.git/worktrees/w") + "\n");
  tree.Write("w/a.py");
  tree.Write("w/b.py");
  EXPECT_EQ(Files(FindPaths({tree.at("w")})), (Paths{"a.py"}));
}

TEST(Ignores, OddIgnoreFiles) {
  const TempTree tree;
  tree.MakeDirectory(".gitignore");
  tree.Link("a/.gitignore", "/etc/passwd");
  ASSERT_EQ(mkfifo(tree.at("a/.ignore").c_str(), 0600), 0);
  tree.Write("a/x.py");
  EXPECT_EQ(FindPaths({tree.root()}).targets, (Paths{"a/x.py"}));
}

TEST(Links, FilesOnceDirectoriesNever) {
  const TempTree tree;
  tree.Write(".gitignore", "hidden/\n");
  tree.Write("a/x.py", "1");
  tree.Write("hidden/h.py", "123");
  tree.Link("x2.py", "a/x.py");
  tree.Link("h1.py", "hidden/h.py");
  tree.Link("h2.py", "hidden/h.py");
  tree.Link("outside.py", "/etc/passwd");
  tree.Link("broken.py", "nothing");
  tree.Link("self.py", "self.py");
  tree.Link("a/loop", "..");
  tree.Link("dir", "a");
  const Discovery found = FindPaths({tree.root()});
  EXPECT_EQ(Files(found), (Paths{".gitignore", "a/x.py", "h1.py"}));
  EXPECT_EQ(found.files[2].absolute, tree.at("hidden/h.py"));
  EXPECT_EQ(found.files[2].size, 3U);
  EXPECT_TRUE(found.issues.empty());
}

TEST(Links, Named) {
  const TempTree tree;
  const TempTree other;
  other.Write("out.py");
  tree.Write("a/x.py");
  tree.Link("x2.py", "a/x.py");
  tree.Link("out.py", other.at("out.py"));
  tree.Link("d", "a");
  const InDirectory here(tree.root());
  EXPECT_EQ(FindPaths({"x2.py", "a/x.py"}).targets, (Paths{"a/x.py"}));
  const Discovery out = FindPaths({"out.py"});
  EXPECT_EQ(out.targets, (Paths{"out.py"}));
  EXPECT_EQ(out.root, tree.root());
  EXPECT_EQ(out.files.back().absolute, other.at("out.py"));
  EXPECT_EQ(FindPaths({"d"}).root, tree.at("a"));
  EXPECT_FALSE(FindPaths({tree.at("nolink")}).issues.empty());
}

TEST(Names, AreBytes) {
  const TempTree tree;
  tree.Write("new\nline.py");
  tree.Write("\x1b[31mred.py");
  tree.Write("bad\xFF\xFE.py");
  tree.Write("é😀.py");
  tree.Write("a b'\"\\.py");
  EXPECT_EQ(FindPaths({tree.root()}).targets,
            (Paths{"\x1b[31mred.py", "a b'\"\\.py", "bad\xFF\xFE.py", "new\nline.py", "é😀.py"}));
  const InDirectory here(tree.root());
  EXPECT_EQ(FindPaths({"bad\xFF\xFE.py"}).targets, (Paths{"bad\xFF\xFE.py"}));
}

TEST(Limits, TruncatesTheSameWayEveryTime) {
  const TempTree tree;
  for (int i = 0; i < 30; ++i) tree.Write("d" + std::to_string(i % 3) + "/f" + std::to_string(i) + ".py");
  tree.Write("d9/last.py");
  const InDirectory here(tree.root());
  Options options;
  options.paths = {".", "d9/last.py"};
  options.max_files = 12;
  const Discovery found = Find(options);
  EXPECT_TRUE(found.truncated);
  EXPECT_EQ(found.files.size(), 13U);  // what was named comes on top
  EXPECT_TRUE(std::binary_search(found.targets.begin(), found.targets.end(), "d9/last.py"));
  EXPECT_EQ(Files(found), Files(Find(options)));
}

TEST(Limits, DeeperThanPathsCanBe) {
  const TempTree tree;
  {
    const InDirectory back(tree.root());
    const std::string name(200, 'd');
    for (int i = 0; i < 30 && mkdir(name.c_str(), 0700) == 0; ++i) std::filesystem::current_path(name);
    std::ofstream("x.py").put('\n');
  }
  const Discovery found = FindPaths({tree.root()});
  EXPECT_EQ(found.targets.size() + found.issues.size(), 1U);
}

}  // namespace
}  // namespace tracklint::discover
