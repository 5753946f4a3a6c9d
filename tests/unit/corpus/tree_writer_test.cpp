// Whatever the names of a repository's files say, nothing is written outside of its folder.
#include "corpus/tree_writer.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;
using tests::ReadFile;
using tests::TempDir;

TEST(CorpusTreeWriter, RefusesPathsThatLeadOut) {
  const TempDir dir;
  TreeWriter out(dir.str());
  for (const char* path :
       {"../x.py", "a/../../x.py", "/etc/x.py", ".git/config", "a/.GIT/hooks/x", "..", "", "a/", "."})
    EXPECT_EQ(out.accept(path), "") << path;
  EXPECT_EQ(out.accept(std::string_view("a\0b", 3)), "");
  EXPECT_EQ(out.accept(std::string(3000, 'x')), "");
  EXPECT_EQ(out.accept(std::string(300, 'x')), "");
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "d/";
  EXPECT_EQ(out.accept(deep + "x.py"), "");
  EXPECT_EQ(out.unreadable(), 13U);
  EXPECT_EQ(out.accept("./a//./x.py"), "a/x.py");
  EXPECT_EQ(out.accept("..a/.gitignore"), "..a/.gitignore");
}

TEST(CorpusTreeWriter, AFileIsNoFolderAndAPathIsTakenOnce) {
  const TempDir dir;
  TreeWriter out(dir.str());
  ASSERT_TRUE(out.file(out.accept("a/b.py"), "x"));
  EXPECT_EQ(out.accept("a/b.py"), "");
  EXPECT_EQ(out.accept("a/b.py/c.py"), "");
  EXPECT_EQ(out.accept("a"), "");
  EXPECT_EQ(ReadFile(dir.path() / "a/b.py"), "x");
}

TEST(CorpusTreeWriter, LinksStayInside) {
  const TempDir dir;
  dir.write("secret.py", "password");
  fs::create_directories(dir.path() / "in");
  TreeWriter out(dir.str() + "/in");
  ASSERT_TRUE(out.file(out.accept("src/a.py"), "a"));
  // `dot` is the folder itself: `dot/..` would be the one above it.
  const std::pair<const char*, const char*> links[] = {{"good.py", "src/a.py"},
                                                       {"src/up.py", "../src/a.py"},
                                                       {"out.py", "../secret.py"},
                                                       {"src/far.py", "../../secret.py"},
                                                       {"abs.py", "/etc/passwd"},
                                                       {"dot", "."},
                                                       {"trick.py", "dot/../../secret.py"}};
  for (const auto& [path, target] : links) ASSERT_TRUE(out.link(out.accept(path), target));
  EXPECT_EQ(out.accept("dot/x.py"), "") << "below a link";
  out.finish();
  EXPECT_EQ(ReadFile(dir.path() / "in/good.py"), "a");
  EXPECT_EQ(ReadFile(dir.path() / "in/src/up.py"), "a");
  for (const char* path : {"in/out.py", "in/src/far.py", "in/abs.py", "in/trick.py"})
    EXPECT_FALSE(fs::is_symlink(dir.path() / path)) << path;
}

TEST(CorpusTreeWriter, DataIsThereByNameAndSize) {
  const TempDir dir;
  TreeWriter out(dir.str());
  EXPECT_FALSE(TreeWriter::IsRead("data/train.csv", 10));
  EXPECT_FALSE(TreeWriter::IsRead("big.yaml", 1ULL << 30U));
  for (const char* path : {"a.PY", "n.ipynb", "conf/x.yml", "Dockerfile", "MLproject", ".python-version", "uv.lock",
                           "requirements/dev.txt", ".gitignore", "Dockerfile.train"})
    EXPECT_TRUE(TreeWriter::IsRead(path, 10)) << path;
  ASSERT_TRUE(out.hole(out.accept("data/train.csv"), 123456789));
  EXPECT_EQ(fs::file_size(dir.path() / "data/train.csv"), 123456789U);
}

TEST(CorpusTreeWriter, LimitsEnd) {
  const TempDir dir;
  TreeWriter out(dir.str(), {.files = 3, .bytes = 1U << 20U});
  EXPECT_TRUE(out.file(out.accept("a.py"), std::string(1000, 'x')));
  EXPECT_FALSE(out.file(out.accept("b.py"), std::string(1U << 20U, 'x')));
  EXPECT_EQ(out.problem(), "more than 1 MiB of code and configuration");
  TreeWriter many(dir.str() + "/x", {.files = 2});
  fs::create_directories(dir.path() / "x");
  EXPECT_TRUE(many.file(many.accept("a"), ""));
  EXPECT_TRUE(many.file(many.accept("b"), ""));
  EXPECT_FALSE(many.file(many.accept("c"), ""));
  EXPECT_EQ(many.problem(), "more than 2 files");
}

}  // namespace
}  // namespace tracklint::corpus
