#include "corpus/inputs.h"

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace tracklint::corpus {
namespace {

using tests::TempDir;

TEST(CorpusInputs, FoldersAreNamedAfterThemselves) {
  const TempDir dir;
  dir.write("a/x.py", "");
  dir.write("b/x.py", "");
  const auto inputs = ReadInputs({dir.str() + "/a", dir.str() + "/b/"});
  ASSERT_TRUE(inputs.ok()) << inputs.error().message;
  ASSERT_EQ(inputs.value().size(), 2U);
  EXPECT_EQ(inputs.value()[0].name, "a");
  EXPECT_EQ(inputs.value()[0].path, dir.str() + "/a");
}

TEST(CorpusInputs, EqualNamesGetTheirParent) {
  const TempDir dir;
  dir.write("ann/repo/x.py", "");
  dir.write("ben/repo/x.py", "");
  const auto inputs = ReadInputs({dir.str() + "/ann/repo", dir.str() + "/ben/repo"});
  ASSERT_TRUE(inputs.ok());
  EXPECT_EQ(inputs.value()[0].name, "ann/repo");
  EXPECT_EQ(inputs.value()[1].name, "ben/repo");
}

TEST(CorpusInputs, CsvManifestWithQuotesAndAnyColumnOrder) {
  const TempDir dir;
  dir.write("m.csv", "commit,path,name\r\nabc,\"sub, \"\"x\"\"/r\",ann/one\n,/data/two,ben/two\n");
  const auto inputs = ReadInputs({dir.str() + "/m.csv"});
  ASSERT_TRUE(inputs.ok()) << inputs.error().message;
  ASSERT_EQ(inputs.value().size(), 2U);
  EXPECT_EQ(inputs.value()[0].name, "ann/one");
  EXPECT_EQ(inputs.value()[0].commit, "abc");
  EXPECT_EQ(inputs.value()[0].path, dir.str() + "/sub, \"x\"/r");
  EXPECT_EQ(inputs.value()[1].path, "/data/two");
}

TEST(CorpusInputs, JsonLinesManifest) {
  const TempDir dir;
  dir.write("m.jsonl", "{\"name\":\"one\",\"path\":\"r1\"}\n\n{\"name\":\"two\",\"path\":\"r2\",\"commit\":\"c\"}");
  const auto inputs = ReadInputs({dir.str() + "/m.jsonl"});
  ASSERT_TRUE(inputs.ok()) << inputs.error().message;
  ASSERT_EQ(inputs.value().size(), 2U);
  EXPECT_EQ(inputs.value()[1].commit, "c");
}

TEST(CorpusInputs, OnlyRegularFilesAreRead) {
  const TempDir dir;
  EXPECT_TRUE(ReadTable("/dev/zero", {"name"}, [](std::size_t, const std::vector<std::string>&) {}).has_value());
  EXPECT_TRUE(ReadTable(dir.str(), {"name"}, [](std::size_t, const std::vector<std::string>&) {}).has_value());
  EXPECT_TRUE(
      ReadTable(dir.str() + "/none", {"name"}, [](std::size_t, const std::vector<std::string>&) {}).has_value());
}

TEST(CorpusInputs, ErrorsNameManifestAndLine) {
  const TempDir dir;
  dir.write("m.jsonl", "{\"name\":\"one\",\"path\":\"r1\"}\n{\"name\":7}\n");
  dir.write("m.csv", "name\none\n");
  dir.write("short.csv", "name,path\none,r1\ntwo\n");
  const auto message = [&](const char* file) {
    const auto inputs = ReadInputs({dir.str() + "/" + file});
    return inputs.ok() ? std::string() : inputs.error().message.substr(dir.str().size());
  };
  EXPECT_EQ(message("m.jsonl"), "/m.jsonl:2: expected an object with the strings name and path");
  EXPECT_EQ(message("m.csv"), "/m.csv:1: a manifest needs a header with the columns name and path");
  EXPECT_EQ(message("short.csv"), "/short.csv:3: the row has fewer fields than the header");
  EXPECT_EQ(message("none.csv"), "/none.csv: cannot open: No such file or directory");
  dir.write("nameless.csv", "name,path\n,r\n");
  dir.write("nameless.jsonl", "{\"name\":\"\",\"path\":\"r\"}\n");
  EXPECT_EQ(message("nameless.csv"), "/nameless.csv:2: the repository has no name");
  EXPECT_EQ(message("nameless.jsonl"), "/nameless.jsonl:1: the repository has no name");
}

TEST(CorpusInputs, TwoRepositoriesOfOneNameAreAnError) {
  const TempDir dir;
  dir.write("m.csv", "name,path\none,r1\none,r2\n");
  EXPECT_FALSE(ReadInputs({dir.str() + "/m.csv"}).ok());
}

}  // namespace
}  // namespace tracklint::corpus
