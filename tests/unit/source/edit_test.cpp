// Edits of decoded text, carried back to the bytes on disk.
#include "analyzer/source/edit.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/source/read.h"

namespace tracklint::source {
namespace {

using namespace std::string_literals;

struct Change {
  std::string_view old;
  std::string text;
};

/// Replaces the first occurrence of each old text (which may be empty: then at the end).
Result<std::string> Edit(const std::string& name, const std::string& bytes, const std::vector<Change>& changes) {
  const Result<SourceFile::Data> data = ReadSource(name, {}, bytes);
  if (!data.ok()) return data.error();
  const SourceFile file(FileId{0}, data.value());
  std::vector<TextEdit> edits;
  for (const Change& change : changes) {
    const std::size_t at = change.old.empty() ? file.text().size() : file.text().find(change.old);
    edits.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + change.old.size()), change.text});
  }
  return ApplyEdits(file, bytes, edits);
}

std::string Edited(const std::string& name, const std::string& bytes, const std::vector<Change>& changes) {
  const Result<std::string> result = Edit(name, bytes, changes);
  return result.ok() ? result.value() : "ERROR: " + result.error().message;
}

TEST(ScriptEdits, KeepLineEnds) {
  EXPECT_EQ(Edited("a.py", "a = 1\nb = 2\n", {{"1", "10"}, {"b", "x\nb"}}), "a = 10\nx\nb = 2\n");
  EXPECT_EQ(Edited("a.py", "a = 1\r\nb = 2\r\n", {{"1", "10"}, {"b", "x\nb"}}), "a = 10\r\nx\r\nb = 2\r\n");
  EXPECT_EQ(Edited("a.py", "a = 1\rb = 2\r", {{"b", "x\nb"}}), "a = 1\rx\rb = 2\r");
  EXPECT_EQ(Edited("a.py", "a = 1\r\nb = 2\nc = 3\r\n", {{"c = 3", "c = 4"}}), "a = 1\r\nb = 2\nc = 4\r\n");
  EXPECT_EQ(Edited("a.py", "a = 1", {{"", "\nb"}}), "a = 1\nb");
}

TEST(ScriptEdits, KeepByteOrderMarkAndEncoding) {
  EXPECT_EQ(Edited("a.py", "\xEF\xBB\xBF\xC3\xA4 = 1\n", {{"1", "\xC3\xB6"}}), "\xEF\xBB\xBF\xC3\xA4 = \xC3\xB6\n");
  const std::string latin = "# coding: latin-1\nx = '\xE4\xF6' + 'a'\n";
  EXPECT_EQ(Edited("a.py", latin, {{"'a'", "'\xC3\xBC'"}}), "# coding: latin-1\nx = '\xE4\xF6' + '\xFC'\n");
  EXPECT_FALSE(Edit("a.py", latin, {{"'a'", "'\xE2\x82\xAC'"}}).ok());  // latin-1 has no euro sign
  EXPECT_EQ(Edited("a.py", "# coding: cp1252\nx = '\x80' + 'a'\n", {{"'a'", "'\xE2\x82\xAC'"}}),
            "# coding: cp1252\nx = '\x80' + '\x80'\n");
  EXPECT_EQ(Edited("a.py", "\xFF\xFEx\0=\0\x31\0\r\0\n\0"s, {{"1", "2\n3"}}),
            "\xFF\xFEx\0=\0\x32\0\r\0\n\0\x33\0\r\0\n\0"s);
}

/// A magic stands in the text in another form than on disk: there is no place in it, but behind its line.
TEST(ScriptEdits, NothingInMagicsOfUtf16) {
  const std::string magic = "\xFF\xFE!\0"s + "\x01\x69\x01\x77\x01\x78"s;
  EXPECT_FALSE(Edit("a.py", magic, {{"", "x"}}).ok());
  const std::string next = magic + "\n\0a\0=\0001\0"s;
  EXPECT_EQ(Edited("a.py", next, {{"1", "2"}}), magic + "\n\0a\0=\0002\0"s);
}

TEST(ScriptEdits, KeepMagics) {
  EXPECT_EQ(Edited("a.py", "!pip install x\na = 1\n", {{"1", "2"}}), "!pip install x\na = 2\n");
}

TEST(ScriptEdits, MustNotOverlap) {
  EXPECT_FALSE(Edit("a.py", "abc = 1\n", {{"abc", "x"}, {"bc", "y"}}).ok());
  EXPECT_FALSE(Edit("a.py", "abc = 1\n", {{"1", "x"}, {"abc", "y"}}).ok());
}

std::string Notebook(const std::string& source) {
  return "{\n \"cells\": [\n  {\"cell_type\":\"markdown\",  \"source\": [\"a\"]},\n  {\n   \"cell_type\": \"code\",\n  "
         " "
         "\"source\": " +
         source + ",\n   \"outputs\" : [ ]\n  }\n ],\n \"metadata\": {}, \"nbformat\" :4}\n\n";
}

TEST(NotebookEdits, TouchOnlyTheString) {
  EXPECT_EQ(Edited("n.ipynb", Notebook(R"(["a = \"1\"\n", "b = 2"])"), {{"2", "\"\\\"\t\xC3\xA4"}}),
            Notebook("[\"a = \\\"1\\\"\\n\", \"b = \\\"\\\\\\\"\\t\xC3\xA4\"]"));
  EXPECT_EQ(Edited("n.ipynb", Notebook(R"(["caf\u00e9 = \ud83d\ude00 + 1"])"), {{"1", "2"}}),
            Notebook(R"(["caf\u00e9 = \ud83d\ude00 + 2"])"));
  EXPECT_EQ(Edited("n.ipynb", Notebook(R"("a = 1\nb = 2\n")"), {{"1", "x\ny"}, {"2", "z"}}),
            Notebook(R"("a = x\ny\nb = z\n")"));
}

TEST(NotebookEdits, NewLinesAreStringsOfTheirOwn) {
  const std::string two = "[\n    \"a = 1\\n\",\n    \"b = 2\"\n   ]";
  EXPECT_EQ(Edited("n.ipynb", Notebook(two), {{"b", "x\nb"}}),
            Notebook("[\n    \"a = 1\\n\",\n    \"x\\n\",\n    \"b = 2\"\n   ]"));
  EXPECT_EQ(Edited("n.ipynb", Notebook(two), {{"", "\nc"}}),
            Notebook("[\n    \"a = 1\\n\",\n    \"b = 2\\n\",\n    \"c\"\n   ]"));
  EXPECT_EQ(Edited("n.ipynb", Notebook("[\n    \"a = 1\"\n   ]"), {{"", "\nc"}}),
            Notebook("[\n    \"a = 1\\n\",\n    \"c\"\n   ]"));
  EXPECT_EQ(Edited("n.ipynb", Notebook(R"(["a = 1"])"), {{"", "\nc"}}), Notebook(R"(["a = 1\n", "c"])"));
}

TEST(NotebookEdits, LinesGoWithTheirStrings) {
  const std::string three = R"(["a\n", "b\n", "c"])";
  EXPECT_EQ(Edited("n.ipynb", Notebook(three), {{"a\n", ""}}), Notebook(R"(["b\n", "c"])"));
  EXPECT_EQ(Edited("n.ipynb", Notebook(three), {{"b\n", ""}}), Notebook(R"(["a\n", "c"])"));
  EXPECT_EQ(Edited("n.ipynb", Notebook(three), {{"b\nc", "d"}}), Notebook(R"(["a\n", "d"])"));
  EXPECT_EQ(Edited("n.ipynb", Notebook(three), {{"a\nb\nc", "d\ne"}}), Notebook(R"(["d\n", "e"])"));
}

// Found by fuzzing: there is no string to write into, and nothing before the first byte to look at.
TEST(NotebookEdits, NeedAString) {
  for (const char* source : {"", R"(,"source":null)", R"(,"source":[])", R"(,"source":[ 1 ])"}) {
    const std::string cell = std::string(R"({"cell_type":"code")") + source + "}";
    EXPECT_FALSE(Edit("a.ipynb", R"({"cells":[)" + cell + "]}", {{"", "x = 1"}}).ok()) << source;
  }
  EXPECT_EQ(Edited("a.ipynb", R"({"cells":[{"cell_type":"code","source":""}]})", {{"", "x"}}),
            R"({"cells":[{"cell_type":"code","source":"x"}]})");
  EXPECT_EQ(Edited("a.ipynb", R"({"cells":[{"cell_type":"code","source":[""]}]})", {{"", "x"}}),
            R"({"cells":[{"cell_type":"code","source":["x"]}]})");
}

TEST(NotebookEdits, StayInTheirCell) {
  const std::string cells =
      R"({"cells": [{"cell_type": "code", "source": ["a"]}, {"cell_type": "code", "source": "b"}], "metadata": {}})";
  EXPECT_FALSE(Edit("n.ipynb", cells, {{"a\nb", "c"}}).ok());
  EXPECT_EQ(
      Edited("n.ipynb", cells, {{"a", "x"}, {"b", "y"}}),
      R"({"cells": [{"cell_type": "code", "source": ["x"]}, {"cell_type": "code", "source": "y"}], "metadata": {}})");
}

}  // namespace
}  // namespace tracklint::source
