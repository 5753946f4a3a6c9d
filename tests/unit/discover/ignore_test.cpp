// Git-ignore semantics: single patterns, and whole trees against git itself.
#include "analyzer/discover/ignore.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <random>

#include <gtest/gtest.h>

#include "analyzer/discover/discover.h"
#include "temp_tree.h"

namespace tracklint::discover {
namespace {

struct Case {
  const char* patterns;
  const char* path;  ///< a directory when it ends in a slash
  bool ignored;
};
/// Plain letters only: ctest reads the list of tests.
void PrintTo(const Case& test, std::ostream* out) {
  for (const char c : std::string(test.path)) *out << (std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_');
}

class Pattern : public testing::TestWithParam<Case> {};
TEST_P(Pattern, Verdict) {
  std::string path = GetParam().path;
  const bool directory = path.ends_with('/');
  if (directory) path.pop_back();
  EXPECT_EQ(IgnoreRules::Parse(GetParam().patterns).Match(path, directory) == Verdict::kIgnored, GetParam().ignored)
      << testing::PrintToString(GetParam().patterns) << " on " << GetParam().path;
}
INSTANTIATE_TEST_SUITE_P(
    Names, Pattern,
    testing::Values(Case{"a", "a", true}, Case{"a", "x/a", true}, Case{"a", "ab", false}, Case{"a", "x/a/b", false},
                    Case{"*.py", "x/a.py", true}, Case{"*.py", ".py", true}, Case{"*.py", "a.pyc", false},
                    Case{"a/", "a", false}, Case{"a/", "x/a/", true}, Case{"*", "x/y", true}, Case{"**", "x/y", true},
                    Case{"a?c", "abc", true}, Case{"a?c", "ac", false}, Case{"a*c*e", "abcde", true},
                    Case{"a*c*e", "abcd", false}, Case{"[a-c]x", "bx", true}, Case{"[a-c]x", "dx", false},
                    Case{"[!a]x", "bx", true}, Case{"[^a]x", "ax", false}, Case{"[]]", "]", true},
                    Case{"[]a]", "a", true}, Case{"[a-]", "-", true}, Case{"[\\]]", "]", true},
                    Case{"[[:digit:]]x", "7x", true}, Case{"[[:digit:]]x", "ax", false}, Case{"[[:foo:]]", "f", false},
                    Case{"[a", "[a", false}, Case{"a\\", "a\\", false}, Case{"*.py[cod]", "x.pyo", true},
                    Case{"\xC3\xA9", "\xC3\xA9", true}, Case{"?", "\xC3\xA9", false}, Case{"\xFF*", "\xFF\xFE", true}));
INSTANTIATE_TEST_SUITE_P(Lines, Pattern,
                         testing::Values(Case{"# a", "# a", false}, Case{"\\#a", "#a", true}, Case{"\\!a", "!a", true},
                                         Case{"a  ", "a", true}, Case{"a\\ ", "a ", true}, Case{"a\\  ", "a ", true},
                                         Case{"a\t", "a", false}, Case{" a", "a", false}, Case{" a", " a", true},
                                         Case{"a\r\nb\r\n", "a", true}, Case{"b\r", "b", true},
                                         Case{"\xEF\xBB\xBF"
                                              "a",
                                              "a", true},
                                         Case{"\n\na\n", "a", true}, Case{"/", "a", false}, Case{"", "a", false},
                                         Case{"!", "a", false}));
INSTANTIATE_TEST_SUITE_P(Order, Pattern,
                         testing::Values(Case{"*\n!a", "a", false}, Case{"!a\n*", "a", true}, Case{"*\n!a/", "a", true},
                                         Case{"*\n!a/", "a/", false}, Case{"a\n!a\na", "a", true}));
INSTANTIATE_TEST_SUITE_P(
    Paths, Pattern,
    testing::Values(Case{"/a", "a", true}, Case{"/a", "x/a", false}, Case{"a/b", "a/b", true},
                    Case{"a/b", "x/a/b", false}, Case{"/*.c", "x/a.c", false}, Case{"a/*", "a/b", true},
                    Case{"a/*", "a/b/c", false}, Case{"**/a", "a", true}, Case{"**/a", "x/y/a", true},
                    Case{"**/a", "xa", false}, Case{"a/**", "a/b/c", true}, Case{"a/**", "a/", false},
                    Case{"a/**/b", "a/b", true}, Case{"a/**/b", "a/x/y/b", true}, Case{"a/**/b", "a/xb", false},
                    Case{"a/**/b/", "a/x/b", false}, Case{"**/a/**/b", "x/a/y/b", true}, Case{"**/**/b", "b", true},
                    Case{"a/x*", "a/xy", true}, Case{"a/**b", "a/x/b", false}, Case{"a/**b", "a/xb", true},
                    Case{"*/b", "a/b", true}, Case{"*/b", "x/a/b", false}, Case{"a/?/b", "a/x/b", true},
                    Case{"a?b/c", "a/b/c", false}, Case{"a[/]b", "a/b", false}, Case{"a[!x]b/c", "a/b/c", false},
                    Case{"a\\/b", "a/b", true}, Case{"a//", "a/", false}, Case{"a***/b", "ax/b", true}));

TEST(Ignore, ManyStarsStayFast) {
  std::string pattern;
  for (int i = 0; i < 500; ++i) pattern += "**/*a";
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "aaa/";
  EXPECT_FALSE(IgnoreRules::Parse(pattern + "/b").Match(text + "c", false) == Verdict::kIgnored);
  EXPECT_EQ(IgnoreRules::Parse(std::string(100000, '[')).Match("x", false), Verdict::kNone);
  EXPECT_EQ(IgnoreRules::Parse(std::string(100000, '?') + "/x").Match("x", false), Verdict::kNone);
}

TEST(Ignore, Covers) {
  const IgnoreRules rules = IgnoreRules::FromPatterns({"./gen", "*_pb2.py", "a/b/"});
  EXPECT_TRUE(rules.Covers("gen/x/y.py"));
  EXPECT_FALSE(rules.Covers("x/gen/y.py"));
  EXPECT_TRUE(rules.Covers("x/y_pb2.py"));
  EXPECT_TRUE(rules.Covers("a/b/c.py"));
  EXPECT_FALSE(rules.Covers("a/b/c.py", 4));
  EXPECT_FALSE(rules.Covers("a/b"));
}

std::vector<std::string> GitFiles(const std::string& root) {
  const std::string command = "cd '" + root +
                              "' && GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 XDG_CONFIG_HOME=/nonexistent git "
                              "ls-files -z --others --exclude-standard 2>/dev/null";
  std::vector<std::string> files;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return files;
  std::string name;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    if (c != '\0') {
      name.push_back(static_cast<char>(c));
      continue;
    }
    files.push_back(std::move(name));
    name.clear();
  }
  pclose(pipe);
  std::sort(files.begin(), files.end());
  return files;
}

/// Random trees with random ignore files: the files found must be those git calls untracked and not ignored.
TEST(Ignore, AgreesWithGit) {
  if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "no git";
  std::mt19937 random(20240607);
  const auto draw = [&random](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
  const std::array<const char*, 12> names{"a",     "b",   "ab", "foo", "bar", "a.py",
                                          "b.pyc", "x y", "#c", "!d",  "é",   "foo.tar.gz"};
  const std::array<const char*, 26> pieces{"a",    "b",    "foo",  "bar",         "ab",      "*",   "**",   "?",    "/",
                                           "/",    "[ab]", "[!a]", "*.py",        ".py[co]", "x y", "\\#c", "\\!d", "é",
                                           "foo*", "**/",  "/**",  "[[:alpha:]]", "[a-f]oo", "\\*", "*a*",  "***"};
  std::size_t listed = 0;
  std::size_t total = 0;
  for (int round = 0; round < 25; ++round) {
    const TempTree tree;
    std::vector<std::string> directories{""};
    for (int i = 0; i < 12; ++i) {
      const std::string directory = directories[draw(directories.size())] + names[draw(names.size())] + "/";
      if (std::find(directories.begin(), directories.end(), directory) == directories.end())
        directories.push_back(directory);
    }
    for (const std::string& directory : directories) tree.MakeDirectory(directory);
    for (const std::string& directory : directories) {
      for (int i = 0; i < 6; ++i) {
        const std::string file = directory + names[draw(names.size())];
        if (std::filesystem::exists(tree.at(file))) continue;
        tree.Write(file);
        ++total;
      }
    }
    const auto patterns = [&] {
      std::string text;
      for (std::size_t line = 1 + draw(5); line > 0; --line) {
        if (draw(4) == 0) text += "!";
        for (std::size_t piece = 1 + draw(4); piece > 0; --piece) text += pieces[draw(pieces.size())];
        if (draw(4) == 0) text += "/";
        text += draw(8) == 0 ? "  \n" : draw(8) == 0 ? "\r\n" : "\n";
      }
      return text;
    };
    std::string all;
    for (const std::string& directory : directories) {
      if (!directory.empty() && draw(3) > 0) continue;
      const std::string text = patterns();
      all.append(directory).append(".gitignore:\n").append(text);
      tree.Write(directory + ".gitignore", text);
    }
    ASSERT_EQ(std::system(("git init -q '" + tree.root() + "' >/dev/null 2>&1").c_str()), 0);
    const std::string exclude = patterns();
    all.append("exclude:\n").append(exclude);
    tree.Write(".git/info/exclude", exclude);
    Options options;
    options.root = tree.root();
    options.paths = {tree.root()};
    const Result<Discovery> found = Discover(options);
    ASSERT_TRUE(found.ok());
    std::vector<std::string> files;
    for (const FileRef& file : found.value().files) files.push_back(file.path);
    listed += files.size();
    ASSERT_EQ(files, GitFiles(tree.root())) << all;
  }
  EXPECT_GT(listed, total / 10);
  EXPECT_LT(listed, total);
}

}  // namespace
}  // namespace tracklint::discover
