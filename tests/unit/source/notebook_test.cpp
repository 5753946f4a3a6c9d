// Notebooks: formats, kernels, cells, and the map back into the JSON.
#include "analyzer/source/notebook.h"

#include <array>

#include <gtest/gtest.h>

#include "analyzer/source/json_cursor.h"
#include "analyzer/source/read.h"
#include "analyzer/source/utf8.h"

namespace tracklint::source {
namespace {

Result<SourceFile::Data> Read(std::string json) { return ReadSource("n.ipynb", "/n.ipynb", std::move(json)); }

SourceFile::Data Ok(std::string json) {
  Result<SourceFile::Data> data = Read(std::move(json));
  EXPECT_TRUE(data.ok()) << data.error().message;
  return data.ok() ? std::move(data).value() : SourceFile::Data{};
}

std::string Cells(const std::string& cells) { return R"({"nbformat": 4, "metadata": {}, "cells": [)" + cells + "]}"; }
std::string Code(const std::string& source) {
  return R"({"cell_type": "code", "execution_count": 3, "source": )" + source + "}";
}

TEST(Notebook, JoinsCodeCellsAndCountsAll) {
  const SourceFile::Data data = Ok(Cells(
      R"({"cell_type": "markdown", "source": "text"}, {"cell_type": "code", "source": ["a = 1\n", "b = 2"], "execution_count": 7}, {"cell_type": "code", "source": "c", "execution_count": null})"));
  EXPECT_EQ(data.kind, SourceKind::kNotebook);
  EXPECT_EQ(data.text, "a = 1\nb = 2\nc");
  ASSERT_EQ(data.cells.size(), 2U);
  EXPECT_EQ(data.cells[0].number, 2U);
  EXPECT_EQ(data.cells[0].execution_count, 7);
  EXPECT_EQ(data.cells[0].begin, 0U);
  EXPECT_EQ(data.cells[0].end, 11U);
  EXPECT_EQ(data.cells[1].number, 3U);
  EXPECT_EQ(data.cells[1].execution_count, -1);
  EXPECT_EQ(data.cells[1].begin, 12U);
}

TEST(Notebook, Format3) {
  const SourceFile::Data data = Ok(
      R"({"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "heading", "source": "h"}, {"cell_type": "code", "language": "python", "input": ["x = 1\n", "y"], "prompt_number": 2}]}]})");
  EXPECT_EQ(data.text, "x = 1\ny");
  ASSERT_EQ(data.cells.size(), 1U);
  EXPECT_EQ(data.cells[0].number, 2U);
  EXPECT_EQ(data.cells[0].execution_count, 2);
}

TEST(Notebook, Kernels) {
  const auto cells = [](const std::string& metadata) {
    return Ok(R"({"metadata": )" + metadata + R"(, "cells": [)" + Code("\"x\"") + "]}").cells.size();
  };
  EXPECT_EQ(cells("{}"), 1U);
  EXPECT_EQ(cells("null"), 1U);
  EXPECT_EQ(cells(R"({"kernelspec": {"language": "python", "name": "python3"}})"), 1U);
  EXPECT_EQ(cells(R"({"kernelspec": {"name": "something"}})"), 1U);
  EXPECT_EQ(cells(R"({"language_info": {"name": "pyspark"}})"), 1U);
  EXPECT_EQ(cells(R"({"kernelspec": {"language": "R"}})"), 0U);
  EXPECT_EQ(cells(R"({"kernelspec": {"language": "python"}, "language_info": {"name": "scala"}})"), 0U);
  EXPECT_EQ(cells(R"({"language": "Julia"})"), 0U);
  EXPECT_EQ(cells(R"({"application/vnd.databricks.v1+notebook": {"language": "sql"}})"), 0U);
}

TEST(Notebook, OtherKernelIsEmptyButPlaceable) {
  SourceSet set;
  const SourceFile& file = set.add(Ok(R"({"metadata": {"kernelspec": {"language": "R"}}, "cells": []})"));
  EXPECT_EQ(file.text(), "");
  EXPECT_EQ(file.place({file.id(), 0, 5}).cell, 0U);
  EXPECT_EQ(file.raw_place({file.id(), 0, 5}).line, 1U);
}

TEST(Notebook, Errors) {
  for (const char* json : {"", "{", "{\"cells\": [}", "{\"cells\": []} x", "\xFF{}", "{\"cells\": [], \"a\": nan}"})
    EXPECT_FALSE(Read(json).ok()) << json;
  for (const char* json : {"[]", "3", "{}", "{\"cells\": 3}", "{\"worksheets\": {}}"}) {
    const Result<SourceFile::Data> data = Read(json);
    ASSERT_FALSE(data.ok()) << json;
    EXPECT_NE(data.error().message.find("not a notebook"), std::string::npos) << json;
  }
  EXPECT_FALSE(Read("{\"cells\": " + std::string(5000, '[') + std::string(5000, ']') + "}").ok());
}

TEST(Notebook, WhatPythonWritesBeyondTheStandard) {
  const SourceFile::Data data =
      Ok(Cells(R"({"cell_type": "code", "source": "x = 1", "outputs": [NaN, -Infinity, "\ud83d"]})"));
  EXPECT_EQ(data.text, "x = 1");
}

TEST(Notebook, OddCells) {
  EXPECT_EQ(
      Ok(Cells(
             R"(3, null, [], {}, {"cell_type": "code"}, {"cell_type": "code", "source": null}, {"cell_type": "code", "source": [1, "x", ["y"]]})"))
          .text,
      "\n\nx");
  EXPECT_EQ(Ok("\xEF\xBB\xBF" + Cells(Code("\"x\""))).text, "x");
  EXPECT_EQ(Ok(R"({"cell\u0073": [{"cell_type": "code", "sourc\u0065": "x"}]})").text, "x");
}

TEST(Notebook, LineEndsInSources) {
  EXPECT_EQ(Ok(Cells(Code(R"(["a\r\n", "b\r", "\nc\rd"])"))).text, "a\nb\nc\nd");
  EXPECT_EQ(Ok(Cells(Code(R"("a\u0000b")"))).text, "a b");
}

TEST(Notebook, CellsOfOtherLanguages) {
  const SourceFile::Data data =
      Ok(Cells(R"({"cell_type": "code", "metadata": {"vscode": {"languageId": "sql"}}, "source": "select (\n\n1"},)" +
               Code("\"%%bash\\nls '''\"") + "," + Code("\"x\"")));
  EXPECT_EQ(data.text, "#elect (\n\n#\n#%bash\n#s '''\nx");
  EXPECT_EQ(data.magics.size(), 2U);
}

TEST(Notebook, BrokenCellDoesNotSwallowTheNext) {
  EXPECT_EQ(Ok(Cells(Code("\"x = '''\\né(\"") + "," + Code("\"y = 1\""))).text, "$#= '''\n# (\ny = 1");
  EXPECT_EQ(Ok(Cells(Code("\"f(\"") + "," + Code("\"g(\\n1)\""))).text, "$#\ng(\n1)");
}

TEST(Notebook, PlaceCountsInTheCell) {
  SourceSet set;
  const SourceFile& file =
      set.add(Ok(Cells(Code("\"a\\nb\"") + R"(,{"cell_type": "markdown", "source": ""},)" + Code("\"c\\nélan = d\""))));
  const std::uint32_t at = static_cast<std::uint32_t>(file.text().find('d'));
  const Place place = file.place({file.id(), at, at + 1});
  EXPECT_EQ(place.cell, 3U);
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(place.column, 8U);
  const Place first = file.place({file.id(), 3, 3});  // the newline behind the first cell
  EXPECT_EQ(first.cell, 1U);
  EXPECT_EQ(first.line, 2U);
  const Place across = file.place({file.id(), 0, at});  // ends with its cell
  EXPECT_EQ(across.cell, 1U);
  EXPECT_EQ(across.end_line, 2U);
  EXPECT_EQ(across.end_column, 2U);
}

TEST(Notebook, RawPlaceLandsInTheJson) {
  const std::string json =
      "{\"cells\": [\n {\"cell_type\": \"code\",\n  \"source\": [\n   \"s = \\\"\\u00e9\\ud83d\\ude00\\\"\\n\",\n   "
      "\"\\tt = 'é😀' + uv\"\n  ]}\n]}\n";
  SourceSet set;
  const SourceFile& file = set.add(Ok(json));
  EXPECT_EQ(file.text(), "s = \"é😀\"\n\tt = 'é😀' + uv");
  const auto raw = [&](const std::string& needle) {
    const auto at = static_cast<std::uint32_t>(file.text().find(needle));
    return file.raw_place({file.id(), at, at + static_cast<std::uint32_t>(needle.size())});
  };
  const RawPlace s = raw("s");
  EXPECT_EQ(std::tuple(s.line, s.column, s.end_line, s.end_column), std::tuple(4U, 5U, 4U, 6U));
  const RawPlace quoted = raw("\"é😀\"");  // \" \u00e9 \ud83d\ude00 \" : 2 + 6 + 12 + 2 columns
  EXPECT_EQ(std::tuple(quoted.line, quoted.column, quoted.end_column), std::tuple(4U, 9U, 31U));
  const RawPlace uv = raw("uv");  // \t takes two columns, 😀 two UTF-16 units
  EXPECT_EQ(std::tuple(uv.line, uv.column, uv.end_line, uv.end_column), std::tuple(5U, 19U, 5U, 21U));
}

TEST(Notebook, RawPlaceAcrossPiecesWithoutLineEnd) {
  const std::string json = R"({"cells": [{"cell_type": "code", "source": ["ab", "cd\n", "e"], "outputs": []}]})";
  SourceSet set;
  const SourceFile& file = set.add(Ok(json));
  ASSERT_EQ(file.text(), "abcd\ne");
  const auto column = [&](const char* piece) { return static_cast<std::uint32_t>(json.find(piece) + 1); };
  EXPECT_EQ(file.raw_place({file.id(), 0, 2}).end_column, column("ab") + 2);  // an end stays behind its piece
  EXPECT_EQ(file.raw_place({file.id(), 2, 4}).column, column("cd"));          // a begin moves to the next
  EXPECT_EQ(file.raw_place({file.id(), 0, 4}).end_column, column("cd") + 2);
  EXPECT_EQ(file.raw_place({file.id(), 6, 6}).column, column("e\"]") + 1);
}

TEST(Notebook, RawPlaceAtTheEndOfALoneString) {
  const std::string json = R"({"cells": [{"source": "ab", "cell_type": "code"}]})";
  SourceSet set;
  const SourceFile& file = set.add(Ok(json));
  EXPECT_EQ(file.raw_place({file.id(), 2, 2}).column, json.find("ab") + 3);
}

// Found by fuzzing: places behind what is no string led to the end of the string before it.
TEST(Notebook, RawPlaceBehindWhatIsNoString) {
  const std::string json = R"({"cells":[{"source":[1,"ab",{"k":["x"]},"cd\n",null,"e"],"cell_type":"code"}]})";
  SourceSet set;
  const SourceFile& file = set.add(Ok(json));
  ASSERT_EQ(file.text(), "abcd\ne");
  EXPECT_EQ(file.raw_place({file.id(), 2, 3}).column, json.find("cd") + 1);
  EXPECT_EQ(file.raw_place({file.id(), 5, 6}).column, json.find("\"e\"") + 2);
}

/// Every character of the text must be found where raw_place says it is.
TEST(Notebook, EveryCharacterMapsBack) {
  const std::array<const char*, 12> pieces{"a", "\\n", "\\\"",      "\\\\", "\\t", "\\u00e9", "é", "\\ud83d\\ude00",
                                           "😀", "\\/", "\",\n  \"", " "};
  std::uint32_t seed = 1;
  const auto draw = [&seed](std::size_t bound) {
    seed = seed * 1664525U + 1013904223U;
    return (seed >> 8U) % bound;
  };
  for (int round = 0; round < 300; ++round) {
    std::string source = "[\"";
    for (std::size_t i = draw(round % 10 == 0 ? 1'500 : 30); i > 0; --i) source += pieces[draw(pieces.size())];
    source += "\"]";
    const std::string json = "{\"cells\":[{\"cell_type\":\"code\",\n\"source\":" + source + "}]}";
    SourceSet set;
    const SourceFile& file = set.add(Ok(json));
    // Without magics, strings and brackets the text is what was written.
    for (std::uint32_t at = 0; at < file.text().size(); ++at) {
      if (IsContinuation(file.text()[at]) || file.text()[at] == '\n') continue;
      const RawPlace place = file.raw_place({file.id(), at, at + 1});
      std::size_t offset = 0;
      for (std::uint32_t line = 1; line < place.line; ++line) offset = json.find('\n', offset) + 1;
      for (std::uint32_t column = 1; column < place.column;) {
        const auto lead = static_cast<unsigned char>(json[offset]);
        const std::size_t size = lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC0U ? 2 : 1;
        offset += size;
        column += size == 4 ? 2 : 1;
      }
      std::string found;
      AppendUtf8(found, ReadJsonChar(json, offset).code);
      const char kept = file.text()[at];
      if (kept != '0' && kept != '#' && kept != '$' && kept != ' ' && kept != ';') {
        EXPECT_EQ(file.text().substr(at, found.size()), found) << json << " at " << at;
      }
    }
  }
}

}  // namespace
}  // namespace tracklint::source
