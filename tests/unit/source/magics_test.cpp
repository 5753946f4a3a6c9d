// Magics in cells and scripts: what is neutralised, and that no byte moves.
#include "analyzer/source/magics.h"

#include <gtest/gtest.h>

namespace tracklint::source {
namespace {

struct Neutralised {
  std::string text;
  std::vector<std::string> magics;
};

Neutralised Neutralise(std::string text, Dialect dialect = Dialect::kJupyter) {
  std::vector<MagicLine> magics;
  const std::string before = text;
  NeutraliseMagics(text, 0, text.size(), dialect, magics);
  EXPECT_EQ(text.size(), before.size());
  Neutralised out{text, {}};
  for (const MagicLine& magic : magics) {
    EXPECT_EQ(before.substr(magic.span.begin, magic.span.end - magic.span.begin), magic.text);
    out.magics.push_back(magic.text);
  }
  for (std::size_t i = 0; i < text.size(); ++i) EXPECT_EQ(text[i] == '\n', before[i] == '\n') << i;
  return out;
}

struct Case {
  const char* name;
  const char* before;
  const char* after;
};
void PrintTo(const Case& test, std::ostream* out) { *out << test.name; }

class Magic : public testing::TestWithParam<Case> {};
TEST_P(Magic, Text) { EXPECT_EQ(Neutralise(GetParam().before).text, GetParam().after); }
INSTANTIATE_TEST_SUITE_P(
    All, Magic,
    testing::Values(
        Case{"shell", "!ls -l\nx = 1", "0#s -l\nx = 1"}, Case{"one_character", "!", "0"}, Case{"two", "!!ls", "0#ls"},
        Case{"line_magic", "%matplotlib inline", "0#atplotlib inline"}, Case{"help_front", "?print", "0#rint"},
        Case{"help_back", "df.head?", "0#.head?"}, Case{"help_back_twice", "x??", "0#?"},
        Case{"help_comment", "x?  # what", "0#  # what"},
        Case{"indented", "if x:\n    !ls\n    y()", "if x:\n    0#s\n    y()"},
        Case{"assigned_shell", "x = !ls", "x = 0#s"}, Case{"assigned_magic", "x = %env HOME", "x = 0#nv HOME"},
        Case{"assigned_indented", "if x:\n  a.b = !ls", "if x:\n  a.b = 0#s"},
        Case{"assigned_twice", "a = b = !ls", "a = b = 0#s"},
        Case{"continued", "!a \\\n  b \\\n\\\nc\nx", "0# \\\n# b \\\n#\n#\nx"},
        Case{"continued_blank", "!a \\\n\nx", "0# \\\n\nx"},
        Case{"continued_assign", "x = !a \\\n  b\ny", "x = 0# \\\n# b\ny"}, Case{"multibyte", "!é", "0# "},
        Case{"multibyte_wide", "%😀 x", "0#    x"}, Case{"help_of_multibyte", "é?", "0#?"},
        Case{"string", "s = '''\n%a\n!b\nc?\n'''\n!d", "s = '''\n%a\n!b\nc?\n'''\n0#"},
        Case{"double_string", "s = \"\"\"\n!b \"\n\"\"\"", "s = \"\"\"\n!b \"\n\"\"\""},
        Case{"bracket", "f(\n%a\n)", "f(\n%a\n)"}, Case{"bracket_in_string", "s = '('\n!ls", "s = '('\n0#s"},
        Case{"bracket_in_comment", "# (\n!ls", "# (\n0#s"}, Case{"unterminated_string", "s = 'a\n!ls", "s = 'a\n0#s"},
        Case{"escaped_quote", "s = 'a\\'('\n!ls", "s = 'a\\'('\n0#s"},
        Case{"string_over_lines", "s = 'a\\\n!ls'\n!ls", "s = 'a\\\n!ls'\n0#s"},
        Case{"python_continued", "x = 5 \\\n  % y\n%pwd", "x = 5 \\\n  % y\n0#wd"},
        Case{"modulo", "x = a % b\ny = f('%d' % x)\nx %= 3\nz = x != y",
             "x = a % b\ny = f('%d' % x)\nx %= 3\nz = x != y"},
        Case{"question_in_string", "x = 'why?'", "x = 'why?'"},
        Case{"question_in_comment", "x = 1  # why?", "x = 1  # why?"},
        Case{"keyword_argument", "f(a=1)\nx == y", "f(a=1)\nx == y"},
        Case{"time", "%time model.fit(X)", "0;    model.fit(X)"},
        Case{"timeit", "%timeit -n 10 -r3 f()", "0;                f()"}, Case{"time_alone", "%time", "0#ime"},
        Case{"time_foreign_option", "%time -e\xEF\xBB\xBF f()", "0#ime -e\xEF\xBB\xBF f()"},
        Case{"time_compound", "%time for x in y: f(x)", "0#ime for x in y: f(x)"},
        Case{"time_assigned", "x = %time f(1)", "x =       f(1)"},
        Case{"timeit_assigned", "x = %timeit -o f()", "x = 0#imeit -o f()"},
        Case{"time_open_bracket", "%time f(a,\n%b)\n!ls", "0;    f(a,\n%b)\n0#s"},
        Case{"time_indented", "with x:\n  %time y = f()", "with x:\n  0;    y = f()"},
        Case{"cell_time", "%%time\nx = 1\n!ls", "0#time\nx = 1\n0#s"},
        Case{"cell_capture", "%%capture out --no-stderr\nx", "0#capture out --no-stderr\nx"},
        Case{"cell_bash", "%%bash\nls\n\n  é\n'''", "#%bash\n#s\n\n# é\n#''"},
        Case{"cell_after_comment", "# note\n\n%%bash\nls", "# note\n\n#%bash\n#s"},
        Case{"cell_unknown", "%%foo\nbar baz", "#%foo\n#ar baz"},
        Case{"cell_later_is_line", "x = 1\n%%bash\ny", "x = 1\n0#bash\ny"},
        Case{"cell_multibyte", "%%html\né<b>", "#%html\n# <b>"},
        Case{"databricks_md", "%md\n# Title\ntext", "#md\n# Title\n#ext"},
        Case{"databricks_sql", "%sql\nselect 1", "#sql\n#elect 1"},
        Case{"line_sql", "%sql select 1\nx = 1", "0#ql select 1\nx = 1"},
        Case{"databricks_python", "%python\nx = 1", "0#ython\nx = 1"},
        Case{"automagic", "pip install mlflow\nimport x", "0#p install mlflow\nimport x"},
        Case{"no_automagic", "ls = 1\ncat in x\npip\nrm(1)\nls if x else y",
             "ls = 1\ncat in x\npip\nrm(1)\nls if x else y"},
        Case{"automagic_cd", "cd ..\ncd data", "0# ..\n0# data"}, Case{"autocall", "/f 1", "0# 1"},
        Case{"empty", "", ""}, Case{"blank", "\n  \n", "\n  \n"}),
    [](const auto& test) { return test.param.name; });

TEST(Magics, KeepsWhatWasWritten) {
  EXPECT_EQ(Neutralise("%pip install a \\\n  b\nx = !ls\n!pip list").magics,
            (std::vector<std::string>{"%pip install a \\\n  b", "!ls", "!pip list"}));
  EXPECT_EQ(Neutralise("# c\n%%bash\npip install x\n").magics, (std::vector<std::string>{"%%bash\npip install x\n"}));
}

TEST(Magics, PlainScriptsKeepSyntaxErrorsThatAreNoMagics) {
  EXPECT_EQ(Neutralise("!pip install x\n  %pip y\nx = !y\nx?\npip install z\n%%time\n% x\n", Dialect::kPlain).text,
            "0#ip install x\n  0#ip y\nx = !y\nx?\npip install z\n%%time\n% x\n");
  EXPECT_EQ(Neutralise("x = '''\n!a\n'''\nf(\n%a)\n", Dialect::kPlain).magics.size(), 0U);
}

TEST(Magics, MayHold) {
  EXPECT_FALSE(MayHoldMagics("x = a % b\ny != z\n"));
  EXPECT_TRUE(MayHoldMagics("x\n \t!ls"));
  EXPECT_TRUE(MayHoldMagics("%a"));
}

TEST(Magics, OnlyItsOwnRange) {
  std::string text = "!a\n!b\n!c";
  std::vector<MagicLine> magics;
  NeutraliseMagics(text, 3, 5, Dialect::kJupyter, magics);
  EXPECT_EQ(text, "!a\n0#\n!c");
  text = "!a \\\n!b";
  NeutraliseMagics(text, 0, 4, Dialect::kJupyter, magics);  // continued beyond its cell
  EXPECT_EQ(text, "0# \\\n!b");
}

}  // namespace
}  // namespace tracklint::source
