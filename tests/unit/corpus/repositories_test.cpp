// Git repositories without a checkout and archives: the same record as that of the work tree.
#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "corpus/git_tree.h"
#include "corpus/open_input.h"
#include "corpus/record.h"
#include "tests/support/temp_dir.h"

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;
using tests::TempDir;

bool Shell(const std::string& command) {
  return std::system(("{ " + command + "; } >/dev/null 2>&1").c_str()) == 0;  // NOLINT: a test's own words
}

constexpr const char* kGit =
    "git -c init.defaultBranch=main -c user.name=a -c user.email=a@b -c commit.gpgsign=false -c "
    "protocol.file.allow=always ";

/// A work tree with two commits: data that are tracked, an ignored file that is tracked, links, a broken notebook.
std::string Origin(const TempDir& dir) {
  const std::string train =
      "import mlflow\nimport pandas as pd\nimport yaml\nfrom sklearn.linear_model import Ridge\n\n"
      "cfg = yaml.safe_load(open('conf/p.yaml'))\nframe = pd.read_csv('data/train.csv')\n"
      "with mlflow.start_run():\n    mlflow.log_params(cfg)\n"
      "    model = Ridge(alpha=cfg['alpha']).fit(frame[['a']], frame['b'])\n"
      "    mlflow.log_metric(\"r2\", 0.5)\n    mlflow.sklearn.log_model(model, name=\"m\")\n";
  dir.write("tree/train.py", "import mlflow\nmlflow.log_metric('x', 1)\n");
  dir.write("tree/requirements.txt", "mlflow==3.1.0\nscikit-learn\n");
  const std::string git = std::string("cd '") + dir.str() + "/tree' && " + kGit;
  if (!Shell(git + "init . && " + git + "add -A && " + git + "commit -m one")) return {};
  dir.write("tree/train.py", train);
  dir.write("tree/conf/p.yaml", "alpha: 0.5\n");
  dir.write("tree/data/train.csv", "a,b\n1,2\n");
  dir.write("tree/.gitignore", "ignored.py\n");
  dir.write("tree/ignored.py", "import mlflow\nmlflow.log_metric('y', 1)\n");
  dir.write("tree/broken.ipynb", "{\"cells\": [mlflow");
  fs::create_symlink("train.py", dir.path() / "tree/link.py");
  fs::create_symlink("/etc/passwd", dir.path() / "tree/out.py");
  if (!Shell(git + "add -A -f && " + git + "commit -m two")) return {};
  return dir.str() + "/tree";
}

Record Of(const TempDir& dir, const std::string& path, const std::string& commit = "") {
  return Examine({"ann/tree", path, commit}, {}, dir.str() + "/scratch");
}

TEST(CorpusRepositories, BareOnesAndMirrorsGiveTheRecordOfTheWorkTree) {
  const TempDir dir;
  const std::string tree = Origin(dir);
  if (tree.empty()) GTEST_SKIP() << "no git";
  const Record wanted = Of(dir, tree);
  ASSERT_TRUE(wanted["error"].is_null()) << wanted;
  EXPECT_EQ(wanted["unreadable_files"], 1) << "the notebook that is none";
  EXPECT_EQ(wanted["facets"]["data"]["status"], "derivable");
  const std::string at = "cd '" + dir.str() + "' && " + kGit;
  ASSERT_TRUE(Shell(at + "clone --bare tree bare && " + at + "clone --mirror tree mirror.git && " + at +
                    "clone --no-checkout tree empty && cd bare && git gc"));
  for (const char* path : {"/bare", "/mirror.git", "/tree/.git", "/empty", "/empty/.git"}) {
    EXPECT_EQ(Of(dir, dir.str() + path), wanted) << path;
    fs::remove_all(dir.path() / "scratch");
  }
}

TEST(CorpusRepositories, TheCommitOfTheManifestIsRead) {
  const TempDir dir;
  const std::string tree = Origin(dir);
  if (tree.empty()) GTEST_SKIP() << "no git";
  const Record now = Of(dir, tree);
  const Record same = Of(dir, tree, "HEAD");
  EXPECT_EQ(same.dump(), now.dump());
  EXPECT_FALSE(fs::exists(dir.path() / "scratch")) << "the work tree is at that commit";
  const Record before = Of(dir, tree, "HEAD~1");
  ASSERT_TRUE(before["error"].is_null()) << before;
  EXPECT_EQ(before["python_files"], 1);
  EXPECT_NE(before["commit"], now["commit"]);
  EXPECT_EQ(before["commit"].get<std::string>().size(), 40U);
  const Record none = Of(dir, tree, std::string(40, '1'));
  EXPECT_EQ(none["error"], "the commit " + std::string(40, '1') + " is not in the repository");
  EXPECT_FALSE(HasMoved({"tree", tree, ""}, now["commit"]));
  EXPECT_TRUE(HasMoved({"tree", tree, "HEAD~1"}, now["commit"]));
  EXPECT_TRUE(HasMoved({"tree", tree, ""}, before["commit"]));
}

TEST(CorpusRepositories, MissingObjectsAreUnreadableFiles) {
  const TempDir dir;
  const std::string tree = Origin(dir);
  if (tree.empty()) GTEST_SKIP() << "no git";
  const std::string remove =
      "cd '" + tree +
      "' && id=$(git rev-parse HEAD:$F) && rm -f .git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)";
  ASSERT_TRUE(Shell("F=data/train.csv; " + remove));
  EXPECT_EQ(Of(dir, tree + "/.git")["unreadable_files"], 1) << "the notebook; data are not read anyhow";
  fs::remove_all(dir.path() / "scratch");
  ASSERT_TRUE(Shell("F=conf/p.yaml; " + remove));
  const Record record = Of(dir, tree + "/.git");
  EXPECT_TRUE(record["error"].is_null());
  EXPECT_EQ(record["unreadable_files"], 2);
}

TEST(CorpusRepositories, NoRepositoryNoCommitNoFolder) {
  const TempDir dir;
  if (!Shell("cd '" + dir.str() + "' && git init --bare none")) GTEST_SKIP() << "no git";
  EXPECT_EQ(Of(dir, dir.str() + "/none")["error"], "the repository has no commit");
  EXPECT_EQ(Of(dir, dir.str() + "/gone")["error"], "there is no such folder");
  dir.write("damaged/HEAD", "ref: refs/heads/main\n");
  dir.write("damaged/objects/x", "");
  dir.write("damaged/refs/x", "");
  EXPECT_FALSE(Of(dir, dir.str() + "/damaged")["error"].is_null());
  // A label is no question where there is no repository.
  dir.write("plain/a.py", "x = 1\n");
  EXPECT_EQ(Of(dir, dir.str() + "/plain", "abc")["commit"], "abc");
}

TEST(CorpusRepositories, ArchivesGiveTheRecordOfTheFiles) {
  const TempDir dir;
  const std::string tree = Origin(dir);
  if (tree.empty()) GTEST_SKIP() << "no git";
  const Record now = Of(dir, tree);
  ASSERT_TRUE(Shell("cd '" + tree +
                    "' && git archive --prefix=tree-main/ -o ../a.tar.gz HEAD && git archive -o ../b.zip HEAD"));
  for (const char* name : {"/a.tar.gz", "/b.zip"}) {
    Record record = Of(dir, dir.str() + name, now["commit"]);
    EXPECT_EQ(record["date"], "") << "an archive does not tell";
    record["date"] = now["date"];
    EXPECT_EQ(record, now) << name;
    fs::remove_all(dir.path() / "scratch");
  }
  EXPECT_EQ(Of(dir, dir.str() + "/b.zip")["facets"]["code"]["status"], "unknown") << "no commit, no repository";
}

TEST(CorpusRepositories, HostileArchivesAreErrorsOrHarmless) {
  const TempDir dir;
  dir.write("broken.zip", "PK\x03\x04 nothing that is one");
  dir.write("text.txt", "hello");
  dir.write("empty.zip", "");  // as what the kernel shows as files
  for (const char* name : {"/broken.zip", "/text.txt", "/empty.zip"}) {
    const Record record = Of(dir, dir.str() + name);
    ASSERT_TRUE(record["error"].is_string()) << name;
    EXPECT_TRUE(record["error"].get<std::string>().starts_with("the archive cannot be read")) << record["error"];
  }
  dir.write("make.py",
            "import io, sys, tarfile\n"
            "def add(tar, name, data=b'x = 1\\n', **more):\n"
            "    one = tarfile.TarInfo(name)\n"
            "    one.size = len(data)\n"
            "    for key, value in more.items(): setattr(one, key, value)\n"
            "    tar.addfile(one, io.BytesIO(data))\n"
            "top = sys.argv[1]\n"
            "with tarfile.open(top + '/evil.tar', 'w') as tar:\n"
            "    add(tar, 'a.py')\n"
            "    add(tar, '../evil.py')\n"
            "    add(tar, '/' + 'abs.py')\n"
            "    add(tar, '.git/hooks/post-checkout')\n"
            "    add(tar, 'up', b'', type=tarfile.SYMTYPE, linkname='..')\n"
            "    add(tar, 'up/evil.py')\n"
            "    add(tar, 'pipe', b'', type=tarfile.FIFOTYPE)\n"
            "with tarfile.open(top + '/bomb.tar.gz', 'w:gz') as tar:\n"
            "    add(tar, 'zero.bin', bytes(96 << 20))\n"
            "");
  if (!Shell("python3 '" + dir.str() + "/make.py' '" + dir.str() + "'")) GTEST_SKIP() << "no Python";
  const Record evil = Of(dir, dir.str() + "/evil.tar");
  EXPECT_TRUE(evil["error"].is_null()) << evil;
  EXPECT_EQ(evil["python_files"], 1);
  EXPECT_EQ(evil["unreadable_files"], 3) << "two that lead out, one below a link";
  for (const char* path : {"evil.py", "scratch/evil.py", "scratch/tree/.git/hooks", "scratch/tree/up"})
    EXPECT_FALSE(fs::exists(dir.path() / path)) << path;
  EXPECT_EQ(Of(dir, dir.str() + "/bomb.tar.gz")["error"], "the archive unpacks to more than 200 times its size");
}

// Found by fuzzing: libgit2 wrote beyond its buffer, or read for ever.
TEST(Repositories, DamagedLooseObjectsAreAnError) {
  // Streams of one stored block: `tree 9`, a zero and 40 bytes; the same, cut short; more than any stream can hold.
  const TempDir dir;
  const std::string git = std::string("cd '") + dir.str() + "' && " + kGit;
  ASSERT_TRUE(Shell(git + "init --bare bare.git"));
  const std::string id = "ab" + std::string(38, '1');
  dir.write("bare.git/refs/heads/main", id + "\n");
  for (const char* object :
       {"print(zlib.compress(b'tree 9\\0' + b'x' * 40))", "print(zlib.compress(b'tree 400\\0' + b'x' * 9))",
        "print(zlib.compress(os.urandom(400))[:300])", "print(zlib.compress(b'blob 1000000000\\0x'))",
        "print(zlib.compress(b'commit 300\\0' + os.urandom(300))[:90])", "print(b'')"}) {
    const std::string code = "import os, zlib\n" + std::string(object).replace(0, 6, "open('o', 'wb').write(");
    dir.write("make.py", code);
    ASSERT_TRUE(Shell("cd '" + dir.str() + "' && python3 make.py")) << code;
    dir.write("bare.git/objects/ab/" + id.substr(2), tests::ReadFile(dir.path() / "o"));
    EXPECT_FALSE(FindCommit(dir.str() + "/bare.git", "").ok()) << object;
    EXPECT_FALSE(FindCommit(dir.str() + "/bare.git", "ab1111").ok()) << object;
  }
}

TEST(Repositories, ObjectsOfAlternatesAreRead) {
  const TempDir dir;
  ASSERT_FALSE(Origin(dir).empty());
  const std::string git = std::string("cd '") + dir.str() + "' && " + kGit;
  ASSERT_TRUE(Shell(git + "clone --bare --shared tree shared.git"));
  const Result<std::string> all = FindCommit(dir.str() + "/shared.git", "");
  ASSERT_TRUE(all.ok()) << all.error().message;
  const Result<std::string> part = FindCommit(dir.str() + "/shared.git", all.value().substr(0, 8));
  ASSERT_TRUE(part.ok()) << part.error().message;
  EXPECT_EQ(part.value(), all.value());
}

}  // namespace
}  // namespace tracklint::corpus
