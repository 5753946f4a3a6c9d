// Text made fit for terminals and documents.
#include "reporters/text.h"

#include <gtest/gtest.h>

namespace tracklint::reporters {
namespace {

TEST(Visible, ShowsControlCharacters) {
  EXPECT_EQ(Visible("a\x1b[31mb"), "a\\x1b[31mb");
  EXPECT_EQ(Visible("a\tb\nc\rd"), "a    b\\nc\\x0dd");
  EXPECT_EQ(Visible("\xc2\x9b"
                    "31m"),
            "\\x9b31m");  // C1 control sequence introducer
  EXPECT_EQ(Visible("a\u202Eb\u200B"), "a\\u{202e}b\\u{200b}");
  EXPECT_EQ(Visible("\xff"), "\xEF\xBF\xBD");
  EXPECT_EQ(Visible("naïve 漢字"), "naïve 漢字");
}

TEST(Visible, BreaksCommandsOfLogs) {
  EXPECT_EQ(Visible("x ##vso[task.complete]"), "x #\\x23vso[task.complete]");
  EXPECT_EQ(Visible("##VSO[a]##[error]b"), "#\\x23VSO[a]#\\x23[error]b");
  EXPECT_EQ(Visible("::error::x"), "\\x3a:error::x");
  EXPECT_EQ(Visible(" \t::error::x"), "     \\x3a:error::x");
  EXPECT_EQ(Visible("a[::2] ## [b] #[c] ###"), "a[::2] ## [b] #[c] ###");
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("漢字"), 4U);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1U);
  EXPECT_EQ(DisplayWidth("\t"), 4U);
}

TEST(Escapes, ForOtherLanguages) {
  EXPECT_EQ(XmlEscape("<a b=\"c\">&\x01\n"), "&lt;a b=&quot;c&quot;&gt;&amp;\xEF\xBF\xBD&#10;");
  EXPECT_EQ(XmlEscape("\x7f\xc2\x9b\u202E##[x"), "&#x7f;&#x9b;&#x202e;#&#x23;[x");
  EXPECT_EQ(UriEscape("my dir/träin%.py"), "my%20dir/tr%C3%A4in%25.py");
  EXPECT_EQ(Shorten("abcdef", 6), "abcdef");
  EXPECT_EQ(Shorten("äöüäöü", 7), "äö…");
  EXPECT_EQ(Plural(1, "file") + Plural(2, "file"), "1 file2 files");
}

}  // namespace
}  // namespace tracklint::reporters
