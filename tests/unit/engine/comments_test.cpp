// Comments found without a syntax tree: strings, f-strings, brackets, continuation lines.
#include "analyzer/engine/comments.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tracklint::engine {
namespace {

std::vector<std::string> Comments(std::string_view text) {
  std::vector<std::string> found;
  for (const CommentRange& range : ScanComments(text).comments)
    found.emplace_back(text.substr(range.begin, range.end - range.begin));
  return found;
}

using Strings = std::vector<std::string>;

TEST(Comments, StandAfterCode) { EXPECT_EQ(Comments("a = 1  # one\n# two\nb = 2"), (Strings{"# one", "# two"})); }

TEST(Comments, AreNotInStrings) {
  EXPECT_EQ(Comments("a = '# no'  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = \"\"\"\n# no\n\"\"\"  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = r'\\'  # no'\n"), Strings{});
  EXPECT_EQ(Comments("a = '\\'# no'  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = '''it's # no'''  # yes"), Strings{"# yes"});
}

TEST(Comments, AreNotInFormattedStrings) {
  EXPECT_EQ(Comments("a = f'{x} # no'  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = f\"{d['k']} # no\"  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = f\"{d[\"k\"]} # no\"  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = f'{x:#>10} # no'  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = f'{{ # no'  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = f'{x:{w}.2f}'  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = f'\\N{NUMBER SIGN}' # yes"), Strings{"# yes"});
}

TEST(Comments, SurviveBrokenCode) {
  EXPECT_EQ(Comments("a = 'open\nb = 1  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments("a = f'{x\nb = 1  # yes"), Strings{"# yes"});
  EXPECT_EQ(Comments(")]}  # yes\n"), Strings{"# yes"});
}

TEST(Comments, EndWithTheirCell) {
  const std::string text = "a = '''open\nb = 1  # yes\n";
  const std::vector<Cell> cells{{.number = 1, .begin = 0, .end = 12}, {.number = 2, .begin = 12, .end = 25}};
  const CommentScan scan = ScanComments(text, cells);
  ASSERT_EQ(scan.comments.size(), 1U);
  EXPECT_EQ(scan.comments[0].line, 1U);
}

TEST(LogicalLines, JoinBracketsStringsAndBackslashes) {
  EXPECT_EQ(ScanComments("f(\n  1,\n)\nx").logical_end, (std::vector<std::uint32_t>{2, 2, 2, 3}));
  EXPECT_EQ(ScanComments("a = '''\n\n'''\nx").logical_end, (std::vector<std::uint32_t>{2, 2, 2, 3}));
  EXPECT_EQ(ScanComments("a = 1 + \\\n  2\nx").logical_end, (std::vector<std::uint32_t>{1, 1, 2}));
  EXPECT_EQ(ScanComments("# not joined \\\nx").logical_end, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(ScanComments("f(\ndef g():\n  pass").logical_end, (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(Comments, NeverRunAway) {
  for (const char* piece : {"'", "\"\"\"", "f'{", "\\", "#", "\n", "({[", "f\"{a:{"}) {
    std::string text;
    for (int i = 0; i < 200; ++i) text += piece;
    EXPECT_FALSE(ScanComments(text).logical_end.empty());
  }
}

}  // namespace
}  // namespace tracklint::engine
