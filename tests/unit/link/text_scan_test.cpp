#include "analyzer/link/text_scan.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tracklint::link {
namespace {

std::string Show(const std::vector<TextImport>& imports) {
  std::string out;
  for (const TextImport& import : imports) {
    if (!out.empty()) out += ' ';
    out += std::string(import.level, '.') + import.module;
    for (std::size_t i = 0; i < import.names.size(); ++i) out += (i == 0 ? ":" : ",") + import.names[i];
  }
  return out;
}
std::string Imports(std::string_view text) { return Show(ScanText(text).imports); }

TEST(ContainsIgnoringCase, FindsAnyCase) {
  EXPECT_TRUE(ContainsIgnoringCase("x = MLflow", "mlflow"));
  EXPECT_TRUE(ContainsIgnoringCase("MLFLOW_TRACKING_URI", "mlflow"));
  EXPECT_TRUE(ContainsIgnoringCase("mlmlflow", "mlflow"));
  EXPECT_TRUE(ContainsIgnoringCase("MLMLfloMLfLoW", "mlflow"));
  EXPECT_FALSE(ContainsIgnoringCase("ml flow mlflo", "mlflow"));
  EXPECT_FALSE(ContainsIgnoringCase("", "mlflow"));
  for (std::size_t pad = 0; pad < 40; ++pad) {
    EXPECT_TRUE(ContainsIgnoringCase(std::string(pad, 'w') + "mLFlow" + std::string(40 - pad, 'l'), "mlflow"));
  }
}

struct ImportCase {
  std::string_view text;
  std::string_view expected;
};
class ImportScan : public testing::TestWithParam<ImportCase> {};
TEST_P(ImportScan, Gives) { EXPECT_EQ(Imports(GetParam().text), GetParam().expected) << GetParam().text; }
INSTANTIATE_TEST_SUITE_P(
    Forms, ImportScan,
    testing::Values(
        ImportCase{"import a", "a"}, ImportCase{"import a.b.c as d, e", "a.b.c e"}, ImportCase{"import a . b", "a.b"},
        ImportCase{"from a import b", "a:b"}, ImportCase{"from a.b import c as d, e", "a.b:c,e"},
        ImportCase{"from . import x", ".:x"}, ImportCase{"from .a import x", ".a:x"},
        ImportCase{"from.a import x", ".a:x"}, ImportCase{"from ... import x", "...:x"},
        ImportCase{"from .. a import x", "..a:x"}, ImportCase{"from a import *", "a:*"},
        ImportCase{"from a import (b, c,\n  d as e,  # f\n  g\n)\nimport h", "a:b,c,d,g h"},
        ImportCase{"from a import b, \\\n   c\n", "a:b,c"}, ImportCase{"from a \\\n  import b", "a:b"},
        ImportCase{"import a, \\\r\n  b\r\nimport c\r\n", "a b c"}, ImportCase{"def f():\n\timport a\n", "a"},
        ImportCase{"try: import a\nexcept ImportError: from b import c", "a b:c"},
        ImportCase{"x = 1; import a; import b", "a b"}, ImportCase{"\xEF\xBB\xBFimport a", "a"},
        ImportCase{"important = 1\nreimport = 2\nx.important", ""}, ImportCase{"# import a", ""},
        ImportCase{"we import a\nto import b", ""}, ImportCase{"from the old import x", ""},
        ImportCase{"importlib.import_module('a.b')", "a.b"}, ImportCase{"import_module(\n  \".a\", __package__)", ".a"},
        ImportCase{"m = __import__(\"a\")", "a"}, ImportCase{"import_module(name)", ""}, ImportCase{"import", ""},
        ImportCase{"from a import", ""}, ImportCase{"from import b", ""}, ImportCase{"from a import (", ""},
        ImportCase{"from größe import ß", "größe:ß"}, ImportCase{"import a as b, c as d", "a c"}));

TEST(ScanText, RunMagics) {
  const TextScan scan =
      ScanText("# MAGIC %run ./Common\n%run -i \"../my setup.py\"\n%run ./x.ipynb $arg=\"1\"\n%running\n");
  EXPECT_EQ(scan.run_files, (std::vector<std::string>{"./Common", "../my setup.py", "./x.ipynb"}));
}

TEST(ScanText, HostileTextStaysLinear) {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "import . ";
  EXPECT_LE(ScanText(text).imports.size(), 1U);
  EXPECT_TRUE(ScanText(std::string(2000000, 'm')).imports.empty());
  EXPECT_EQ(Imports(std::string(100000, '.') + " import x"), "");
}

TEST(JsonStringsAsLines, ShowsImportsOfANotebook) {
  const std::string json =
      R"({"cells": [{"cell_type": "code", "source": ["import a\n", "from b import (\n", "  c,\n", "  d\n", ")\n"]},
    {"cell_type": "code", "source": "\timport e\nx = \"q\"\nfrom f import g"}]})";
  EXPECT_EQ(Imports(JsonStringsAsLines(json)), "a b:c,d e f:g");
  EXPECT_EQ(JsonStringsAsLines("\"unclosed"), "unclosed");
  EXPECT_EQ(JsonStringsAsLines("\"x\\"), "x\n");
}

// The search looks at blocks of characters: a word at any place of one, over its end, and at the end of the text.
TEST(ContainsIgnoringCase, FindsAWordWhereverItStands) {
  for (std::size_t before = 0; before < 200; ++before) {
    for (const std::size_t behind : {0U, 1U, 70U, 200U}) {
      for (const char* word : {"mlflow", "MLflow", "MLFLOW"}) {
        const std::string text = std::string(before, 'm') + word + std::string(behind, 'w');
        EXPECT_TRUE(ContainsIgnoringCase(text, "mlflow")) << text;
      }
      EXPECT_FALSE(ContainsIgnoringCase(std::string(before, 'm') + "lflo" + std::string(behind, 'm'), "mlflow"));
      EXPECT_FALSE(ContainsIgnoringCase(std::string(before, 'm') +
                                            "ml\x0C"
                                            "low" +
                                            std::string(behind, 'w'),
                                        "mlflow"));
    }
  }
  EXPECT_FALSE(ContainsIgnoringCase("", "mlflow"));
  EXPECT_FALSE(ContainsIgnoringCase("mlflo", "mlflow"));
}

}  // namespace
}  // namespace tracklint::link
