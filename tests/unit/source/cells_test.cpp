// Databricks exports and percent scripts.
#include "analyzer/source/cells.h"

#include <gtest/gtest.h>

#include "analyzer/source/read.h"

namespace tracklint::source {
namespace {

SourceFile::Data Read(std::string text) {
  Result<SourceFile::Data> data = ReadSource("a.py", "", std::move(text));
  EXPECT_TRUE(data.ok());
  return std::move(data).value();
}

std::vector<std::string> Code(const SourceFile::Data& data) {
  std::vector<std::string> out;
  for (const Cell& cell : data.cells)
    out.push_back(std::to_string(cell.number) + ":" + data.text.substr(cell.begin, cell.end - cell.begin));
  return out;
}
std::vector<std::string> Magics(const SourceFile::Data& data) {
  std::vector<std::string> out;
  for (const MagicLine& magic : data.magics) out.push_back(magic.text);
  return out;
}

TEST(Cells, PlainScript) {
  const SourceFile::Data data = Read("x = '%%'\n# comment\n");
  EXPECT_EQ(data.kind, SourceKind::kScript);
  EXPECT_TRUE(data.cells.empty());
}

TEST(Cells, Databricks) {
  const SourceFile::Data data = Read(
      "# Databricks notebook source\nx = 1\n# COMMAND ----------\n\n# MAGIC %pip install a\n# MAGIC %run ./b\n\n# "
      "COMMAND ----------\n# MAGIC %sql\n# MAGIC select 1\n# MAGIC % 2\n# COMMAND ----------\n%pip install c\ny = "
      "!ls\n");
  EXPECT_EQ(data.kind, SourceKind::kDatabricks);
  EXPECT_EQ(Magics(data),
            (std::vector<std::string>{"%pip install a", "%run ./b", "%sql\nselect 1\n% 2", "%pip install c", "!ls"}));
  const std::vector<std::string> code = Code(data);
  ASSERT_EQ(code.size(), 4U);
  EXPECT_EQ(code[0], "1:x = 1");
  EXPECT_EQ(code[3], "4:0#ip install c\ny = 0#s\n");
}

TEST(Cells, DatabricksPlacesHaveNoCell) {
  SourceSet set;
  const SourceFile& file = set.add(Read("# Databricks notebook source\n\n# COMMAND ----------\nx = 1\n"));
  const std::uint32_t at = static_cast<std::uint32_t>(file.text().find('x'));
  const Place place = file.place({file.id(), at, at + 1});
  EXPECT_EQ(place.cell, 0U);
  EXPECT_EQ(place.line, 4U);
}

TEST(Cells, DatabricksMarkerInAString) {
  EXPECT_EQ(Read("# Databricks notebook source\ns = '''\n# COMMAND ----------\n'''\n").cells.size(), 1U);
}

TEST(Cells, Percent) {
  const SourceFile::Data data = Read("# %%\na\n#%% [markdown]\n# b\n# %% title\nc\n# %%\n");
  EXPECT_EQ(data.kind, SourceKind::kPercent);
  EXPECT_EQ(Code(data), (std::vector<std::string>{"1:a", "3:c", "4:"}));
}

TEST(Cells, PercentWithCodeInFront) {
  EXPECT_EQ(Code(Read("import a\n# %%\nb")), (std::vector<std::string>{"1:import a", "2:b"}));
  EXPECT_EQ(Code(Read("# header\n\n# %%\nb")), (std::vector<std::string>{"1:b"}));
}

TEST(Cells, PercentMagics) {
  const SourceFile::Data data = Read(
      "# ---\n# jupyter:\n#   jupytext:\n# ---\n# %%\n# %matplotlib inline\n# !pip install x\n# %%\n%load_ext y\nz?\n");
  EXPECT_EQ(Magics(data), (std::vector<std::string>{"%matplotlib inline", "!pip install x", "%load_ext y", "z?"}));
}

TEST(Cells, MagicsAreInOrderWhereAllCellsAreProse) {
  const SourceFile::Data data = Read("# jupytext:\n# %% [markdown]\nx\n!ls\n# %%bash\n");
  ASSERT_GE(data.magics.size(), 2U);
  EXPECT_LE(data.magics[0].span.begin, data.magics[1].span.begin);
}

TEST(Cells, CommentedCellMagicIsNoMarker) { EXPECT_EQ(Read("# %%time\nx\n").kind, SourceKind::kScript); }

TEST(Cells, PlainScriptWithShellLines) {
  const SourceFile::Data data = Read("import os\n!pip install mlflow\nimport mlflow\n");
  EXPECT_EQ(data.kind, SourceKind::kScript);
  EXPECT_EQ(data.text, "import os\n0#ip install mlflow\nimport mlflow\n");
  EXPECT_EQ(Magics(data), (std::vector<std::string>{"!pip install mlflow"}));
}

}  // namespace
}  // namespace tracklint::source
