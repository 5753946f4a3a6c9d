// String literals: escapes, prefixes, f-strings, concatenation.
#include <gtest/gtest.h>

#include "analyzer/bind/literals.h"
#include "lowered.h"

namespace tracklint::bind {
namespace {

std::string Decode(std::string_view body, DecodeOptions options = {}) {
  std::string out;
  DecodeString(body, options, out);
  return out;
}

TEST(Escapes, OfText) {
  EXPECT_EQ(Decode(R"(a\n\t\\\'\"\a\b\f\v\r)"), "a\n\t\\'\"\a\b\f\v\r");
  EXPECT_EQ(Decode(R"(\x41\u00e9\U0001F600)"), "Aé😀");
  EXPECT_EQ(Decode(R"(\101\0\18\777)"), std::string("A\0\1"
                                                    "8\xc7\xbf",
                                                    6));
  EXPECT_EQ(Decode(R"(\N{DASH}x)"), "?x");
  EXPECT_EQ(Decode("a\\\nb"), "ab");
  EXPECT_EQ(Decode(R"(\d\x4\u12\q)"), R"(\d\x4\u12\q)");
  EXPECT_EQ(Decode(R"(\ud800)"), "\xef\xbf\xbd");
  EXPECT_EQ(Decode("\\"), "\\");
}

TEST(Escapes, OfBytesAndRawStrings) {
  EXPECT_EQ(Decode(R"(\xff\u0041\N{A})", {.raw = false, .bytes = true, .format = false}), "\xff\\u0041\\N{A}");
  EXPECT_EQ(Decode(R"(\n\\)", {.raw = true, .bytes = false, .format = false}), R"(\n\\)");
}

TEST(Prefixes, AreRead) {
  const StringPrefix prefix = ReadStringPrefix(R"(Rb"""x""")");
  EXPECT_TRUE(prefix.raw && prefix.bytes && !prefix.format);
  EXPECT_EQ(prefix.length, 5U);
  EXPECT_EQ(prefix.quotes, 3U);
  EXPECT_EQ(ReadStringPrefix("''").quotes, 1U);
  EXPECT_EQ(ReadStringPrefix("u").quotes, 0U);
}

TEST(Strings, Plain) {
  EXPECT_EQ(Shape(R"('a"b')"), R"(expr "a\"b")");
  EXPECT_EQ(Shape("'''a\n'b'''"), R"(expr "a\n'b")");
  EXPECT_EQ(Shape(R"(rb'\n')"), R"(expr b"\\n")");
  EXPECT_EQ(Shape(R"(u"x")"), R"(expr "x")");
  EXPECT_EQ(Shape("''"), R"(expr "")");
  EXPECT_EQ(Shape(R"('{a}')"), R"(expr "{a}")");
  EXPECT_EQ(Shape(R"(t"{a}")"), "expr ?");
}

TEST(Strings, Concatenated) {
  EXPECT_EQ(Shape("('a' \"b\"\n  r'\\c')"), R"(expr "ab\\c")");
  EXPECT_EQ(Shape("b'a' b'b'"), R"(expr b"ab")");
  EXPECT_EQ(Shape("b'a' 'b'"), "expr ?");
  EXPECT_EQ(Shape("'a' f'b{c}' '{d}'"), R"(expr (f "ab" {c} "{d}"))");
  EXPECT_EQ(Shape("f'{a}' f'{b}'"), "expr (f {a} {b})");
  EXPECT_EQ(Shape("'' f''"), "expr (f)");
}

TEST(FStrings, Parts) {
  EXPECT_EQ(Shape("f'a{b}c'"), R"(expr (f "a" {b} "c"))");
  EXPECT_EQ(Shape("f'{{{a}}}'"), R"(expr (f "{" {a} "}"))");
  EXPECT_EQ(Shape("f'{a!r}{b!s:>10}{c:.2f}'"), R"(expr (f {a!r} {b!s:">10"} {c:".2f"}))");
  EXPECT_EQ(Shape("f'{a:>{w}.{p}}'"), R"(expr (f {a:(f ">" {w} "." {p})}))");
  EXPECT_EQ(Shape("f'{a=}{ b = !s}{c=:5}'"), R"(expr (f "a=" {a=!r} " b = " {b=!s} "c=" {c=:"5"}))");
  EXPECT_EQ(Shape("f'{a, b}'"), "expr (f {(tuple a b)})");
  EXPECT_EQ(Shape("f'{a:=5}{(b:=5)}'"), R"(expr (f {a:"=5"} {(:= b 5)}))");
  EXPECT_EQ(Shape("f'\\n{a}\\x41'"), R"(expr (f "\n" {a} "A"))");
  EXPECT_EQ(Shape("rf'\\n{a}'"), R"(expr (f "\\n" {a}))");
  EXPECT_EQ(Shape("f'{a[\"b\"]}'"), R"(expr (f {([] a "b")}))");
  EXPECT_EQ(Shape("f'{a:%Y-%m-%d}'"), R"(expr (f {a:"%Y-%m-%d"}))");
  EXPECT_EQ(Shape("f'''{\na\n}'''"), "expr (f {a})");
}

TEST(FStrings, OfPython312MayNestQuotes) {
  EXPECT_EQ(Shape("f\"{a[\"b\"]}\""), R"(expr (f {([] a "b")}))");
  EXPECT_EQ(Shape("f'{f'{a}'}'"), "expr (f {(f {a})})");
}

TEST(FStrings, SpansPointIntoTheText) {
  const Lowered l("x = f\"{ab}-{cd:{ef}}\"\n");
  const Tree& tree = l.record.tree;
  const Expr& text = tree.at(l.top(0).b);
  ASSERT_EQ(text.items.size(), 3U);
  EXPECT_EQ(l.slice(tree.at(tree.fparts[text.items.begin].value)), "ab");
  const FPart& last = tree.fparts[text.items.begin + 2];
  EXPECT_EQ(l.slice(tree.at(last.value)), "cd");
  EXPECT_EQ(l.slice(tree.at(last.spec)), "{ef}");
}

}  // namespace
}  // namespace tracklint::bind
