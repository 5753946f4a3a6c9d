// The tables: every embedded file is searchable line by line, and odd bytes do no harm.
#include "analyzer/knowledge/line_table.h"

#include <string>

#include <gtest/gtest.h>

#include "analyzer/knowledge/embedded.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::knowledge {
namespace {

TEST(LineTable, Find) {
  const LineTable table("{\n\"a\": \"1\",\n\"a.b\": {\"x\":\"y\"},\n\"c\": \"3\"\n}\n");
  ASSERT_TRUE(table.Find("a"));
  EXPECT_EQ(Unquoted(table.Find("a")->value), "1");
  EXPECT_EQ(table.Find("a.b")->value, "{\"x\":\"y\"}");
  EXPECT_EQ(Unquoted(table.Find("c")->value), "3");
  for (const std::string_view missing : {"", "A", "a.", "a.a", "b", "d", "zzz"}) {
    EXPECT_FALSE(table.Find(missing)) << missing;
  }
  EXPECT_EQ(table.Entries().size(), 3U);
}

TEST(LineTable, SmallAndBroken) {
  EXPECT_FALSE(LineTable("").Find("a"));
  EXPECT_FALSE(LineTable("{\n}\n").Find("a"));
  EXPECT_FALSE(LineTable("{}").Find("a"));
  EXPECT_FALSE(LineTable("[1, 2]").Find("a"));
  EXPECT_FALSE(LineTable("\n\n\"").Find("a"));
  EXPECT_FALSE(LineTable("{\n\"a\n}\n").Find("a"));
  EXPECT_FALSE(LineTable("{\nnonsense\n\"b\": \"1\"\n}\n").Find("a"));
  EXPECT_TRUE(LineTable("{\n\"a\": \"1\"\n}\n").Find("a"));
}

TEST(LineTable, Fields) {
  const auto fields = ParseFields("{\"a\":\"one two\",\"b\":true,\"c\":\"\"}");
  ASSERT_EQ(fields.size(), 3U);
  EXPECT_EQ(fields[0].value, "one two");
  EXPECT_EQ(fields[1].name, "b");
  EXPECT_EQ(fields[1].value, "true");
  EXPECT_EQ(fields[2].value, "");
  EXPECT_TRUE(ParseFields("").empty());
  EXPECT_TRUE(ParseFields("{\"a").empty());
  EXPECT_TRUE(ParseFields("{\"a\"").empty());
  EXPECT_EQ(ParseFields("{\"a\":\"").size(), 1U);
}

TEST(LineTable, EveryEmbeddedFileIsSortedAndFindsItsEntries) {
  ASSERT_FALSE(EmbeddedNames().empty());
  for (const std::string_view file : EmbeddedNames()) {
    if (!file.ends_with(".json")) {
      continue;
    }
    const LineTable table = OpenTable(file);
    const auto entries = table.Entries();
    ASSERT_FALSE(entries.empty()) << file;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) {
        ASSERT_LT(entries[i - 1].key, entries[i].key) << file;
      }
      ASSERT_EQ(entries[i].key.find('\\'), std::string_view::npos) << file;
      const auto found = table.Find(entries[i].key);
      ASSERT_TRUE(found) << file << ": " << entries[i].key;
      ASSERT_EQ(found->value.data(), entries[i].value.data()) << file << ": " << entries[i].key;
    }
  }
}

TEST(Data, EveryCallDecodes) {
  for (const std::string_view file : EmbeddedNames()) {
    if (!file.starts_with("calls/")) {
      continue;
    }
    for (const TableEntry& entry : OpenTable(file).Entries()) {
      if (entry.key.find('*') != std::string_view::npos) {
        continue;  // a family
      }
      const CallInfo* info = Find(entry.key);
      ASSERT_NE(info, nullptr) << entry.key;
      EXPECT_EQ(info->name, entry.key);
      EXPECT_FALSE(info->library.empty());
      EXPECT_NE(entry.value.find("\"effect\":"), std::string_view::npos) << entry.key;
      if (entry.value.find("\"effect\":\"none\"") == std::string_view::npos) {
        EXPECT_NE(info->effect, Effect::kNone) << entry.key << ": an effect that the program does not know";
      }
      if (info->effect == Effect::kSeed && info->library != "*") {
        EXPECT_FALSE(SeedLibrary(info->library).empty());
      }
      if (info->random == Randomness::kConditional) {
        EXPECT_FALSE(info->conditions.empty()) << entry.key;
        for (const RandomCondition& condition : info->conditions) {
          EXPECT_FALSE(condition.values.empty() && !condition.when_unset) << entry.key << " " << condition.name;
        }
      }
    }
  }
}

TEST(Data, FieldsAreKnown) {
  constexpr std::string_view kKnown =
      " effect library params not hyper seed source target object random seed_fixed flag flag_default any_object "
      "lower_is_better key variants "
      "mapping returns ";
  for (const std::string_view file : EmbeddedNames()) {
    if (!file.starts_with("calls/") && file != "methods.json") {
      continue;
    }
    for (const TableEntry& entry : OpenTable(file).Entries()) {
      for (const Field& field : ParseFields(entry.value)) {
        EXPECT_NE(kKnown.find(" " + std::string(field.name) + " "), std::string_view::npos)
            << file << ": " << entry.key << " " << field.name;
      }
    }
  }
}

}  // namespace
}  // namespace tracklint::knowledge
