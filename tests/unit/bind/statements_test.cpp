// What each kind of statement lowers to.
#include <gtest/gtest.h>

#include "analyzer/bind/lowering.h"
#include "lowered.h"

namespace tracklint::bind {
namespace {

struct Case {
  const char* source;
  const char* shape;
};

class Statements : public testing::TestWithParam<Case> {};

TEST_P(Statements, HaveTheShape) { EXPECT_EQ(Shape(GetParam().source), GetParam().shape) << GetParam().source; }

INSTANTIATE_TEST_SUITE_P(Simple, Statements,
                         testing::ValuesIn(std::vector<Case>{
                             {"a = b", "assign a = b"},
                             {"a = b = c, d", "assign a b = (tuple c d)"},
                             {"a, (b, *c) = d", "assign (tuple a (tuple b (* c))) = d"},
                             {"[a, b] = c", "assign (list a b) = c"},
                             {"(a) = b", "assign a = b"},
                             {"a.b = c[d] = e", "assign (. a b) ([] c d) = e"},
                             {"a = yield b", "assign a = (yield b)"},
                             {"a = *b, c", "assign a = (tuple (* b) c)"},
                             {"a += b", "aug+ a b"},
                             {"a.b //= c", "aug// (. a b) c"},
                             {"a: b = c", "ann a b c"},
                             {"a: List[int]", "ann a ([] List int) _"},
                             {"a: dict[str, list[int]] | None", "ann a (| ([] dict (tuple str ([] list int))) None) _"},
                             {"a: b[c] | d | e", "ann a (| (| ([] b c) d) e) _"},
                             {"a: 'b.c'", "ann a \"b.c\" _"},
                             {"type(self).a = b", "assign (. (call type self) a) = b"},
                             {"type(a, b).c[0] = d", "assign ([] (. (call type a b) c) 0) = d"},
                             {"del a, b[c]", "del a ([] b c)"},
                             {"del (a, b)", "del (tuple a b)"},
                             {"assert a, b", "assert a b"},
                             {"raise", "raise _ _"},
                             {"raise a from b", "raise a b"},
                             {"pass; break; continue", "pass\nbreak\ncontinue"},
                             {"a; b;", "expr a\nexpr b"},
                             {"a,", "expr (tuple a)"},
                             {"type X = int", "assign X = ?"},
                             {"type X[T] = list[T]", "assign X = ?"},
                             {"type = 3", "assign type = 3"},
                         }));

INSTANTIATE_TEST_SUITE_P(Imports, Statements,
                         testing::ValuesIn(std::vector<Case>{
                             {"import a", "import (a -> a)"},
                             {"import a.b, c.d as e", "import (a.b -> a) (c.d as e)"},
                             {"from a.b import c, d as e", "from (a.b c -> c) (a.b d as e)"},
                             {"from a import (b,\n  c,)", "from (a b -> b) (a c -> c)"},
                             {"from . import a", "from (. a -> a)"},
                             {"from ...a.b import c", "from (...a.b c -> c)"},
                             {"from a import *", "from (a *)"},
                             {"from __future__ import annotations", "from (__future__ annotations -> annotations)"},
                         }));

INSTANTIATE_TEST_SUITE_P(
    Compound, Statements,
    testing::ValuesIn(std::vector<Case>{
        {"if a: b\nelif c: d\nelse: e", "if a\n  expr b\nelse\n  if c\n    expr d\n  else\n    expr e"},
        {"for a, b in c, d:\n  e\nelse:\n  f", "for (tuple a b) (tuple c d)\n  expr e\nelse\n  expr f"},
        {"async for a in b: c", "async-for a b\n  expr c"},
        {"while a: b", "while a\n  expr b"},
        {"try: a\nexcept: b", "try\n  expr a\nexcept _\n  expr b"},
        {"try: a\nexcept (A, B) as e: b\nelse: c\nfinally: d",
         "try\n  expr a\nexcept (tuple A B) as e\n  expr b\nelse\n  expr c\nfinally\n  expr d"},
        {"try: a\nexcept* A as e: b", "try\n  expr a\nexcept A as e\n  expr b"},
        {"with a as b, c(): d", "with a as b (call c)\n  expr d"},
        {"with (a as b, c as (d, e),): f", "with a as b c as (tuple d e)\n  expr f"},
        {"with (a, b): c", "with a b\n  expr c"},
        {"with (a, b) as c: d", "with (tuple a b) as c\n  expr d"},
        {"with (a): b", "with a\n  expr b"},
        {"async with a: b", "async-with a\n  expr b"},
        {"def f(): pass", "def f 'f' ()\n  pass"},
        {"async def f(a: int, /, b: str = 'x', *args: T, c, **kw) -> None:\n  return a, b",
         "async-def f 'f' (/a:int b:str=\"x\" *args:T k:c **kw) -> None\n  return (tuple a b)"},
        {"@a.b(c)\n@d\ndef f(): yield", "def f 'f' () @(call (. a b) c) @d generator\n  expr (yield _)"},
        {"class A(B, metaclass=C):\n  x = 1\n  def m(self): pass",
         "class A 'A' B (= metaclass C)\n  assign x = 1\n  def m 'A.m' (self)\n    pass"},
        {"class A[T: int](B[T]): pass", "class A 'A' ([] B T)\n  pass"},
        {"class A[T: int = str, *Ts = *tuple[int, str]]:\n  x = [a == b]",
         "class A 'A'\n  assign x = (list (cmp a == b))"},
        {"type X[T = dict[str, int]] = T", "assign X = ?"},
        {"with a if b else c() as d, e: f", "with (if b a (call c)) as d e\n  expr f"},
        {"with (a if b else c as d): f", "with (if b a c) as d\n  expr f"},
        {"def f[T, *Ts, **P](a: T) -> T: pass", "def f 'f' (a:T) -> T\n  pass"},
    }));

TEST(Imports, LongNamesOfModulesAreCut) {
  std::string deep = "a";
  for (int i = 0; i < 50'000; ++i) deep += ".a";
  std::string kept = "a";
  for (std::size_t i = 1; i < kMostModuleParts; ++i) kept += ".a";
  EXPECT_EQ(Shape("import " + deep), "import (" + kept + " -> a)");
  EXPECT_EQ(Shape("from " + deep + " import b"), "from (" + kept + " b -> b)");
  EXPECT_EQ(Shape("import a." + std::string(1 << 20, 'b') + ".c as d"),
            "import (a." + std::string(kLongestModule, 'b') + " as d)");
}

TEST(Match, ValuesCapturesAndWildcards) {
  EXPECT_EQ(Shape("match a, b:\n"
                  "  case 1: pass\n"
                  "  case -1 | 'x' | None: pass\n"
                  "  case A.B.C: pass\n"
                  "  case [x, 2, *rest]: pass\n"
                  "  case {'k': v, **kw}: pass\n"
                  "  case P(q, r=s) as t if u: pass\n"
                  "  case (1 | 2) as n: pass\n"
                  "  case c, d: pass\n"
                  "  case other: pass\n"
                  "  case _: pass\n"),
            "match (tuple a b)\n"
            "case 1\n  pass\n"
            "case (tuple (neg 1) \"x\" None)\n  pass\n"
            "case (. (. A B) C)\n  pass\n"
            "case _ x rest\n  pass\n"
            "case _ v kw\n  pass\n"
            "case _ q s t if u\n  pass\n"
            "case (tuple 1 2) n\n  pass\n"
            "case _ c d\n  pass\n"
            "case _ any other\n  pass\n"
            "case _ any\n  pass");
}

TEST(Functions, AreDescribed) {
  const Lowered l(
      "class A:\n"
      "  @wraps(x)\n"
      "  async def go(self):\n"
      "    def inner(): return locals()\n"
      "    return lambda: vars(self)\n");
  const std::vector<Function>& functions = l.record.tree.functions;
  ASSERT_EQ(functions.size(), 3U);
  EXPECT_EQ(functions[0].qualified, "A.go");
  EXPECT_EQ(functions[0].in_class, ClassId{0});
  EXPECT_TRUE(functions[0].is_async);
  EXPECT_FALSE(functions[0].calls_locals);
  EXPECT_TRUE(l.slice(functions[0]).starts_with("@wraps(x)"));
  EXPECT_TRUE(l.slice(functions[0]).ends_with("vars(self)"));
  EXPECT_EQ(l.slice(functions[0].name_begin, functions[0].name_end), "go");
  EXPECT_EQ(functions[1].qualified, "A.go.<locals>.inner");
  EXPECT_EQ(functions[1].in_class, ClassId{0xffffffffU});
  EXPECT_TRUE(functions[1].calls_locals);
  EXPECT_EQ(functions[2].qualified, "A.go.<locals>.<lambda>");
  EXPECT_FALSE(functions[2].calls_locals);
  EXPECT_EQ(functions[2].name, kNoName);
  EXPECT_EQ(l.record.tree.classes[0].qualified, "A");
}

TEST(Functions, GeneratorsAreTheirOwn) {
  const Lowered l("def f():\n  def g():\n    x = yield from y\n  return g\n");
  EXPECT_FALSE(l.record.tree.functions[0].is_generator);
  EXPECT_TRUE(l.record.tree.functions[1].is_generator);
}

TEST(Statements, EndWithTheirLastStatement) {
  const Lowered l("if a:\n  b\n  # not this\n\n# nor this\nc\n");
  EXPECT_EQ(l.slice(l.top(0)), "if a:\n  b");
  EXPECT_EQ(l.slice(l.record.comments.at(0)), "# not this");
  EXPECT_EQ(l.slice(l.record.comments.at(1)), "# nor this");
}

TEST(MainGuard, IsFound) {
  EXPECT_TRUE(Lowered("if __name__ == '__main__':\n  f()\n").record.has_main_guard);
  EXPECT_TRUE(Lowered("if '__main__' == __name__: f()\n").record.has_main_guard);
  EXPECT_FALSE(Lowered("if __name__ != '__main__':\n  f()\n").record.has_main_guard);
  EXPECT_FALSE(Lowered("def f():\n  if __name__ == '__main__': f()\n").record.has_main_guard);
}

TEST(Elif, ALongLadderIsCut) {
  std::string text = "if a: b\n";
  for (int i = 0; i < 3000; ++i) text += "elif a: b\n";
  const Lowered l(text);
  std::size_t depth = 0;
  const Stmt* at = &l.top(0);
  while (!at->orelse.empty()) {
    at = &l.record.tree.at(l.record.tree.blocks[at->orelse.begin]);
    ++depth;
  }
  EXPECT_EQ(depth, 1001U);
  EXPECT_EQ(at->kind, StmtKind::kUnknown);
}

}  // namespace
}  // namespace tracklint::bind
