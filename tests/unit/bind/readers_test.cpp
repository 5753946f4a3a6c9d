// A text lowers to the same module whoever reads it: the plain parser, or tree-sitter, which the plain parser must leave to
// read what it does not know.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "analyzer/syntax/plain_parser.h"
#include "lowered.h"
#include "tree_check.h"

namespace tracklint::bind {
namespace {

bool IsPlain(std::string_view text) {
  std::vector<syntax::Node> nodes;
  std::vector<syntax::CommentRange> comments;
  return syntax::PlainParser(text, 0, static_cast<std::uint32_t>(text.size())).run(nodes, comments);
}

/// All that is told of a module.
std::string Told(const std::string& text, syntax::Reader reader) {
  Names names;
  const SourceFile file(FileId{3}, Lowered::Script(text));
  const ModuleRecord record = Lower(file, names, reader);
  DumpOptions options;
  options.spans = true;
  std::string told = Dump(record, names, options);
  const auto range = [&](std::string_view what, std::uint32_t begin, std::uint32_t end) {
    told += std::string(what) + ' ' + std::to_string(begin) + ':' + std::to_string(end) + '\n';
  };
  for (const Comment& c : record.comments) range("comment", c.begin, c.end);
  for (const SyntaxIssue& i : record.issues) range(i.message, i.begin, i.end);
  for (const Function& f : record.tree.functions) range(f.qualified, f.begin, f.end);
  for (const Class& c : record.tree.classes) range(c.qualified, c.begin, c.end);
  return told + (record.has_main_guard ? "main" : "");
}

/// The first line in which two texts differ.
std::string FirstChange(const std::string& a, const std::string& b) {
  const auto at =
      static_cast<std::size_t>(std::distance(a.begin(), std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first));
  const std::size_t begin = at == 0 ? 0 : a.rfind('\n', at - 1) + 1;
  return a.substr(begin, a.find('\n', at) - begin) + "\n" + b.substr(begin, b.find('\n', at) - begin);
}

void ExpectSame(const std::string& text) {
  const std::string generated = Told(text, syntax::Reader::kTreeSitter);
  const std::string fastest = Told(text, syntax::Reader::kFastest);
  EXPECT_TRUE(generated == fastest) << FirstChange(generated, fastest) << "\n" << text.substr(0, 200);
}

constexpr std::string_view kProgram = R"py(#!/usr/bin/env python
"""Doc."""
from __future__ import annotations
import a.b as c, d
from ..m import (x, y as z,)  # why
from ... import q
from m import *
@deco(1, k=v)
@other
class A(B, *bases, metaclass=C, **kw):
    """Doc."""
    v: int = 3
    w: dict[str, list[int | None]]
    async def go(self, p, /, q=[1, *r], *s, t: str = 'u', **w) -> "None":
        async with self.a(f"{x!r:>{y}}b{{{z=}") as (e, f), g:
            return await x.y[1:2, ::3, ...](k=v, **{"a": 1, **b})
        for i, (j, *k) in x if y else z:
            yield [n for n in i if n if m for o, in n], {q: r for q in s}, {t async for t in u}
        else:
            yield from h
        try:
            raise X() from None
        except (E, F) as err:
            global G
            del err, x[0], (a.b)
        except E: pass
        else: return
        finally:
            lambda a, *b, c=1, **d: (yield a)
    def one(self, a, *, b: int): return not -a ** ~b or a and b

match x, y:
    case [1, -2 | "s", {"k": v, **r}, P(q=w) as u] if (n := u):
        x += y @ z // 2 ** -3
    case (a.b | None, *_), True:
        match = 1; match.x, case = match(y), match[z]
    case _:
        assert not a < b <= c is not d in e not in f, "m" "n" 'o'

while (t := next(u)): break
else: continue
with (open(a) as f, open(b)):
    a, *b = c = d.e[f] = 0x1F + 1.5e3j, rb'\x00' b"", 1_0.
if a: nonlocal b, c
elif d == rf"\d{e:%H:%M}\{f}" f'''{
    g}''': print(*a, end="", **b); exec(i)
else:
	x[a, *b] = (yield), (a), (), (b,), [*c, d], {1, *e}, {}, sum(i for i in j)
if __name__ == "__main__":
    x = \
        1 if a else lambda: 2
)py";

TEST(Readers, AgreeOnPrograms) {
  const std::string program(kProgram);
  EXPECT_TRUE(IsPlain(program));
  ExpectSame(program);
  for (const char* text :
       {"", "\n", "# only this", "x", "x = 1  # end", "if a:\n  b\n  # in\n# out\n", "f(  # a\n  b)\n",
        "with (a, b) as c, (d): e\n", "with (a).b() as c.d: e\n", "print\n", "x: int\n", "return\n",
        "f(**a, b=1, *c)\n", "async def f():\n    async for a in b: await c\n"}) {
    EXPECT_TRUE(IsPlain(text)) << text;
    ExpectSame(text);
  }
}

// Whatever is lost of a program: an error that tree-sitter sees is never read as something else.
TEST(Readers, AgreeOnDamagedPrograms) {
  const std::string program(kProgram);
  std::size_t plain = 0;
  for (std::size_t i = 0; i < program.size(); ++i) {
    std::string doubled = program;
    doubled.insert(i, 1, program[i]);
    for (const std::string& damaged : {std::string(program).erase(i, 1), doubled}) {
      if (!IsPlain(damaged)) continue;
      ++plain;
      ExpectSame(damaged);
    }
  }
  EXPECT_GT(plain, program.size() / 4);
}

TEST(Readers, RareAndOldPythonIsLeftToTreeSitter) {
  for (const char* text : {"print 'x'\n",
                           "print >>f, x\n",
                           "print -1\n",
                           "exec 'x'\n",
                           "raise A, b\n",
                           "except A, b: c\n",
                           "a <> b\n",
                           "type A = int\n",
                           "class A[T]: pass\n",
                           "def f[T](): pass\n",
                           "try: a\nexcept* b: c\n",
                           "\xC3\xA9 = 1\n",
                           "  a\n",
                           "if a:\n    b\n  c\n",
                           "if a:\nb\n",
                           "f(a b)\n",
                           "(a\n",
                           "a)\n",
                           "'a\n",
                           "f'{a'\n",
                           "f'{}'\n",
                           "f'{a!}'\n",
                           "f'}'\n",
                           "a = = b\n",
                           "f() = 1\n",
                           "1 = a\n",
                           "a + b = c\n",
                           "(a, 1) = b\n",
                           "for f() in a: b\n",
                           "def f(a b): c\n",
                           "from a import b,\n",
                           "from a import ()\n",
                           "import a as b.c\n",
                           "x = 1 \\",
                           "a\rb\n",
                           "f(a for a in b, c)\n",
                           "[*a for a in b]\n",
                           "{a: b, c}\n",
                           "{**a for a in b}\n",
                           "a[]\n",
                           "a[b:c:d:e]\n",
                           "lambda *: a\n",
                           "1__0\n",
                           "0x\n",
                           "1e\n",
                           "u'a' ur'b'\n",
                           "await\n",
                           "async = 1\n",
                           "a.if\n",
                           "x if y\n",
                           "match a:\n    b\n",
                           "t'a'\n",
                           "await a ** b\n"}) {
    EXPECT_FALSE(IsPlain(text)) << text;
    ExpectSame(text);
  }
}

TEST(Readers, NestingIsBounded) {
  const auto nested = [](const std::string& open, const std::string& close, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) text += open;
    text += "a";
    for (std::size_t i = 0; i < times; ++i) text += close;
    return text + "\n";
  };
  EXPECT_TRUE(IsPlain(nested("(", ")", 20)));
  for (const auto& [open, close] : {std::pair{"(", ")"},
                                    {"[", "]"},
                                    {"{", "}"},
                                    {"f(", ")"},
                                    {"a[", "]"},
                                    {"not ", ""},
                                    {"-", ""},
                                    {"a ** ", ""},
                                    {"lambda: ", ""},
                                    {"a if b else ", ""},
                                    {"f'{", "}'"}})
    EXPECT_FALSE(IsPlain(nested(open, close, 100'000))) << open;
  // What leans to the left needs no recursion.
  EXPECT_TRUE(IsPlain(nested("a.", "", 100'000)));
  EXPECT_TRUE(IsPlain(nested("a + ", "", 100'000)));
}

TEST(Readers, AgreeOnTheFixtures) {
  std::size_t plain = 0;
  std::size_t all = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TRACKLINT_SOURCE_DIR "/tests/rules")) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    ++all;
    if (!IsPlain(text)) continue;
    ++plain;
    ExpectSame(text);
  }
  EXPECT_GT(plain * 100, all * 90);
}

}  // namespace
}  // namespace tracklint::bind
