// Lines, columns and places of SourceFile; the index of SourceSet.
#include "tracklint/source_file.h"

#include <gtest/gtest.h>

namespace tracklint {
namespace {

SourceFile Script(std::string text) {
  SourceFile::Data data;
  data.path = "a.py";
  data.text = std::move(text);
  return {FileId{0}, std::move(data)};
}

TEST(SourceFile, LinesOfEmptyText) {
  const SourceFile file = Script("");
  EXPECT_EQ(file.line_count(), 1U);
  EXPECT_EQ(file.line_index(0), 0U);
  EXPECT_EQ(file.line_index(99), 0U);
  EXPECT_EQ(file.line_at(7), "");
  EXPECT_EQ(file.line_begin(5), 0U);
}

TEST(SourceFile, Lines) {
  const SourceFile file = Script("ab\n\ncd\n");
  EXPECT_EQ(file.line_count(), 4U);
  EXPECT_EQ(file.line_index(2), 0U);  // the newline belongs to its line
  EXPECT_EQ(file.line_index(3), 1U);
  EXPECT_EQ(file.line_index(4), 2U);
  EXPECT_EQ(file.line_at(5), "cd");
  EXPECT_EQ(file.line_at(3), "");
  EXPECT_EQ(file.line_begin(2), 4U);
}

TEST(SourceFile, ColumnsCountCodePointsAndRawColumnsUtf16Units) {
  const SourceFile file = Script("x = 1\ns = 'é😀' + y\n");
  const std::uint32_t at = static_cast<std::uint32_t>(file.text().find("y\n"));
  const Place place = file.place({FileId{0}, at, at + 1});
  EXPECT_EQ(place.line, 2U);
  EXPECT_EQ(place.column, 12U);
  EXPECT_EQ(place.end_column, 13U);
  EXPECT_EQ(place.cell, 0U);
  const RawPlace raw = file.raw_place({FileId{0}, at, at + 1});
  EXPECT_EQ(raw.line, 2U);
  EXPECT_EQ(raw.column, 13U);
  EXPECT_EQ(raw.end_column, 14U);
}

TEST(SourceFile, OffsetsBeyondTheTextAreClamped) {
  const SourceFile file = Script("ab\ncd");
  const Place place = file.place({FileId{0}, 1, 4000000000U});
  EXPECT_EQ(place.end_line, 2U);
  EXPECT_EQ(place.end_column, 3U);
  const Place backwards = file.place({FileId{0}, 4, 1});
  EXPECT_EQ(backwards.end_column, backwards.column);
  EXPECT_EQ(file.slice({FileId{0}, 3, 99}), "cd");
  EXPECT_EQ(file.slice({FileId{0}, 99, 100}), "");
  EXPECT_EQ(file.raw_place({FileId{0}, 77, 99}).column, 3U);
}

TEST(SourceFile, SpanOverSeveralLines) {
  const SourceFile file = Script("f(\n  a,\n)\n");
  const Place place = file.place({FileId{0}, 0, 9});
  EXPECT_EQ(place.line, 1U);
  EXPECT_EQ(place.end_line, 3U);
  EXPECT_EQ(place.end_column, 2U);
}

TEST(SourceSet, HandsOutIdsAndFindsByPath) {
  SourceSet set;
  SourceFile::Data one;
  one.path = "pkg/a.py";
  SourceFile::Data two;
  two.path = "pkg/b.py";
  two.magics.push_back({{kNoFile, 0, 1}, "!"});
  EXPECT_EQ(set.add(std::move(one)).id(), FileId{0});
  const SourceFile& second = set.add(std::move(two));
  EXPECT_EQ(second.id(), FileId{1});
  EXPECT_EQ(second.magics()[0].span.file, FileId{1});
  EXPECT_EQ(set.size(), 2U);
  EXPECT_EQ(set.find("pkg/b.py"), &second);
  EXPECT_EQ(set.find("b.py"), nullptr);
}

}  // namespace
}  // namespace tracklint
