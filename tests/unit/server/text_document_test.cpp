#include "server/text_document.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "server/uri.h"

namespace tracklint::server {
namespace {

TEST(TextDocument, CountsUtf16UnitsOrBytes) {
  const TextDocument text("a\xC3\xA4\xF0\x9F\x98\x80z\nb");  // a, ä, an emoji, z
  EXPECT_EQ(text.PositionOf(7, Encoding::kUtf16), (Position{0, 4}));
  EXPECT_EQ(text.PositionOf(7, Encoding::kUtf8), (Position{0, 7}));
  EXPECT_EQ(text.OffsetOf({0, 4}, Encoding::kUtf16), 7U);
  EXPECT_EQ(text.OffsetOf({0, 3}, Encoding::kUtf16), 3U) << "not inside a pair";
  EXPECT_EQ(text.OffsetOf({0, 5}, Encoding::kUtf8), 3U) << "not inside a character";
  EXPECT_EQ(text.OffsetOf({0, 99}, Encoding::kUtf16), 8U) << "the end of the line";
  EXPECT_EQ(text.OffsetOf({9, 0}, Encoding::kUtf16), 10U) << "the end of the text";
}

TEST(TextDocument, LinesEndInThreeWays) {
  const TextDocument text("a\r\nb\rc\n");
  EXPECT_EQ(text.OffsetOf({1, 0}, Encoding::kUtf16), 3U);
  EXPECT_EQ(text.OffsetOf({2, 0}, Encoding::kUtf16), 5U);
  EXPECT_EQ(text.OffsetOf({0, 9}, Encoding::kUtf16), 1U);
  EXPECT_EQ(text.PositionOf(7, Encoding::kUtf16), (Position{3, 0}));
}

TEST(TextDocument, AfterAnyEditsItIsAsIfReadAnew) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same edits every time
  const std::vector<std::string> pieces{"", "\n", "\r", "\r\n", "x", "\xC3\xA4", "\xF0\x9F\x98\x80", "ab\ncd\r"};
  const auto below = [&random](std::size_t most) { return static_cast<std::size_t>(random() % most); };
  TextDocument text;
  for (int i = 0; i < 3000; ++i) {
    const Encoding encoding = below(2) == 0 ? Encoding::kUtf8 : Encoding::kUtf16;
    const Position start{below(6), below(6)};
    const Position end{start.line + below(2), below(6)};
    const std::size_t begin = text.OffsetOf(start, encoding);
    const std::size_t stop = std::max(begin, text.OffsetOf(end, encoding));
    const std::string& piece = pieces[below(pieces.size())];
    std::string expected = text.text();
    expected.replace(begin, stop - begin, piece);
    text.Replace({start, end}, piece, encoding);
    ASSERT_EQ(text.text(), expected);
    const TextDocument anew(expected);
    for (std::size_t at = 0; at <= expected.size(); ++at)
      ASSERT_EQ(text.PositionOf(at, encoding), anew.PositionOf(at, encoding)) << i;
    if (expected.size() > 60) text = TextDocument("a\r\nb");
  }
}

TEST(Uri, OfPathsAndBack) {
  EXPECT_EQ(PathOf("file:///a%20b/%C3%A4.py"), "/a b/\xC3\xA4.py");
  EXPECT_EQ(PathOf("file://localhost/a.py#L3"), "/a.py");
  EXPECT_EQ(PathOf("file://host/a.py"), std::nullopt);
  EXPECT_EQ(PathOf("untitled:a.py"), std::nullopt);
  EXPECT_EQ(PathOf("file:///a%00.py"), std::nullopt);
  EXPECT_EQ(PathOf("file:///100%"), "/100%");
  for (const char* path : {"/a b/c#d?.py", "/\xC3\xA4/%41.py", "/a+b/(c).py"}) EXPECT_EQ(PathOf(UriOf(path)), path);
}

}  // namespace
}  // namespace tracklint::server
