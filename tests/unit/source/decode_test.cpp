// Encodings, byte-order marks, coding cookies, line ends.
#include "analyzer/source/decode.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "analyzer/source/read.h"
#include "analyzer/source/utf8.h"

namespace tracklint::source {
namespace {

using namespace std::string_literals;

struct Case {
  const char* name;
  std::string bytes;
  std::string text;
};
void PrintTo(const Case& test, std::ostream* out) { *out << test.name; }

class DecodeOk : public testing::TestWithParam<Case> {};
TEST_P(DecodeOk, Text) {
  const Result<Decoded> decoded = DecodePython(GetParam().bytes);
  ASSERT_TRUE(decoded.ok()) << decoded.error().message;
  EXPECT_EQ(decoded.value().text, GetParam().text);
  EXPECT_EQ(decoded.value().raw, GetParam().bytes == GetParam().text ? "" : GetParam().bytes);
  const auto lines = static_cast<std::size_t>(std::count(GetParam().text.begin(), GetParam().text.end(), '\n')) + 1;
  EXPECT_EQ(decoded.value().raw_offsets.size(), GetParam().bytes == GetParam().text ? 0 : lines);
}
INSTANTIATE_TEST_SUITE_P(
    All, DecodeOk,
    testing::Values(Case{"empty", "", ""}, Case{"plain", "x = 'é'\n", "x = 'é'\n"},
                    Case{"bom", "\xEF\xBB\xBFx\n", "x\n"}, Case{"bom_alone", "\xEF\xBB\xBF", ""},
                    Case{"bom_and_cookie", "\xEF\xBB\xBF# coding: utf8\nx", "# coding: utf8\nx"},
                    Case{"crlf", "a\r\nb\rc\n\r\n", "a\nb\nc\n\n"}, Case{"cr_at_end", "a\r", "a\n"},
                    Case{"crlf_utf8", "é\r\n'😀'\r\n", "é\n'😀'\n"}, Case{"utf16le", "\xFF\xFEx\0\n\0\xE9\0"s, "x\né"},
                    Case{"utf16be", "\xFE\xFF\0x\0\r\0\n\xD8\x3D\xDE\x00"s, "x\n😀"},
                    Case{"latin1", "# -*- coding: latin-1 -*-\n'\xE9'", "# -*- coding: latin-1 -*-\n'é'"},
                    Case{"latin1_alias", "#coding=ISO_8859_1\n\xFF", "#coding=ISO_8859_1\nÿ"},
                    Case{"latin9", "# coding: iso-8859-15\n\xA4", "# coding: iso-8859-15\n€"},
                    Case{"cp1252", "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n\x80\x99",
                         "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n€™"},
                    Case{"ascii", "# coding: ascii\nx", "# coding: ascii\nx"},
                    Case{"unsupported_but_ascii", "# coding: gbk\nx = 1", "# coding: gbk\nx = 1"},
                    Case{"cookie_after_code", "x = 1\n# coding: nonsense\n'é'", "x = 1\n# coding: nonsense\n'é'"},
                    Case{"cookie_third_line", "#\n#\n# coding: nonsense\n", "#\n#\n# coding: nonsense\n"},
                    Case{"utf8_dash_variant", "# coding: utf-8-unix\né", "# coding: utf-8-unix\né"},
                    Case{"form_feed", "\f# coding: latin1\n\xE9", "\f# coding: latin1\né"}),
    [](const auto& test) { return test.param.name; });

class DecodeError : public testing::TestWithParam<Case> {};
TEST_P(DecodeError, Message) {
  const Result<Decoded> decoded = DecodePython(GetParam().bytes);
  ASSERT_FALSE(decoded.ok());
  EXPECT_NE(decoded.error().message.find(GetParam().text), std::string::npos) << decoded.error().message;
}
INSTANTIATE_TEST_SUITE_P(
    All, DecodeError,
    testing::Values(
        Case{"invalid", "a\nb\xE9 = 1\n", "byte 0xe9 at byte offset 3 (line 2) is not valid UTF-8"},
        Case{"truncated", "'\xE2\x82", "byte offset 1 (line 1)"}, Case{"overlong", "\xC0\x80", "byte offset 0"},
        Case{"surrogate", "x\xED\xA0\x80", "byte offset 1"}, Case{"beyond", "\xF4\x90\x80\x80", "byte offset 0"},
        Case{"invalid_in_crlf", "a\r\nb\r\n\xFF", "byte offset 6 (line 3)"},
        Case{"nul", "x = 1\n\0"s, "NUL byte at byte offset 6 (line 2)"}, Case{"nul_in_crlf", "x\r\n\0"s, "NUL byte"},
        Case{"nul_in_latin1", "# coding: latin1\n\xE9\0"s, "NUL byte"},
        Case{"unknown_codec", "# coding: klingon\n", "unknown encoding \"klingon\""},
        Case{"unsupported_codec", "# coding: gbk\n'\xC4\xE3'", "unsupported encoding \"gbk\""},
        Case{"not_ascii", "# coding: ascii\n\xE9", "is not valid ascii"},
        Case{"cp1252_hole", "# coding: cp1252\n\x81", "byte 0x81"},
        Case{"bom_against_cookie", "\xEF\xBB\xBF# coding: latin-1\n", "byte-order mark"},
        Case{"utf16_odd", "\xFF\xFEx"s, "UTF-16"}, Case{"utf16_lone_surrogate", "\xFF\xFE\x00\xDC"s, "UTF-16"},
        Case{"utf32", "\xFF\xFE\0\0x\0\0\0"s, "UTF-32"}),
    [](const auto& test) { return test.param.name; });

TEST(Decode, RawOffsetsPointAtLineBegins) {
  const Result<Decoded> decoded = DecodePython(
      "\xEF\xBB\xBF"
      "a\r\nb\rc\n");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded.value().raw_offsets, (std::vector<std::uint32_t>{3, 6, 8, 10}));
}

TEST(Decode, PlacesOfReEncodedFiles) {
  Result<SourceFile::Data> data = ReadSource("a.py", "/a.py", "\xEF\xBB\xBFx\r\ny = 'é' + z\r\n");
  ASSERT_TRUE(data.ok());
  SourceSet set;
  const SourceFile& file = set.add(std::move(data).value());
  const std::uint32_t at = static_cast<std::uint32_t>(file.text().find('z'));
  const RawPlace raw = file.raw_place({file.id(), at, at + 1});
  EXPECT_EQ(raw.line, 2U);
  EXPECT_EQ(raw.column, 11U);
  EXPECT_EQ(file.raw_place({file.id(), 0, 1}).column, 1U);  // the byte-order mark has no column
}

TEST(Decode, FindInvalidUtf8AgreesWithItself) {
  for (unsigned lead = 0x80; lead < 0x100; ++lead) {
    const std::string text = "ab" + std::string(1, static_cast<char>(lead));
    EXPECT_EQ(FindInvalidUtf8(text), 2U) << lead;
  }
  EXPECT_EQ(FindInvalidUtf8("a\u0080\u07FF\u0800\uFFFF\U00010000\U0010FFFF"), std::string::npos);
}

TEST(ReadBytes, ReportsWhatIsNoFile) {
  EXPECT_NE(ReadBytes("/nonexistent/x.py").error().message.find("No such file"), std::string::npos);
  EXPECT_EQ(ReadBytes("/tmp").error().message, "not a regular file");
  EXPECT_EQ(ReadBytes("/dev/zero").error().message, "not a regular file");
  EXPECT_NE(ReadBytes(TRACKLINT_SOURCE_DIR "/CMakeLists.txt", 10).error().message.find("larger than the limit"),
            std::string::npos);
  EXPECT_TRUE(ReadBytes(TRACKLINT_SOURCE_DIR "/CMakeLists.txt").ok());
}

}  // namespace
}  // namespace tracklint::source
