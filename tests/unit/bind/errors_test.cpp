// Broken and degenerate text: what is reported, what is kept, that nothing overflows.
#include <gtest/gtest.h>

#include "lowered.h"
#include "tree_check.h"

namespace tracklint::bind {
namespace {

using Messages = std::vector<std::string>;

TEST(Errors, AStatementIsLostItsNeighboursAreKept) {
  const Lowered l("a = 1\nb = = 2\nc = 3\n");
  EXPECT_EQ(l.messages(), Messages{"invalid syntax near `=`"});
  const std::string dump = l.dump();
  EXPECT_NE(dump.find("assign a@L = 1"), std::string::npos);
  EXPECT_NE(dump.find("assign c@L = 3"), std::string::npos);
  EXPECT_NE(dump.find("???"), std::string::npos);
}

TEST(Errors, ArgumentsStayOpen) {
  const Lowered l("f(a, b c)\n");
  ASSERT_EQ(l.record.issues.size(), 1U);
  EXPECT_NE(l.dump().find("(* ?)"), std::string::npos) << l.dump();
}

TEST(Errors, FunctionsAroundAnErrorAreKept) {
  const Lowered l("def f(a):\n  x = 1\n  y = )\n  return x\ndef g(): pass\n");
  EXPECT_FALSE(l.record.issues.empty());
  const std::string dump = l.dump();
  EXPECT_NE(dump.find("def f@L"), std::string::npos) << dump;
  EXPECT_NE(dump.find("def g@L"), std::string::npos) << dump;
}

TEST(Errors, MissingTokensAreNamed) {
  EXPECT_EQ(Lowered("for x in : pass\n").messages(), Messages{"invalid syntax: expected a name"});
}

TEST(Errors, StringsThatTheirLineDoesNotClose) {
  const Messages open{"unterminated string literal"};
  EXPECT_EQ(Lowered("x = 'abc\n").messages(), open);
  EXPECT_EQ(Lowered("f(a=1, b-c/D', d='x')\n").messages(), open);
  EXPECT_EQ(Lowered("x = f\"{a b}\"\n").messages(), Messages{"invalid syntax near `b`"});
  EXPECT_EQ(Lowered("f('a' b)  # isn't\n").messages(), Messages{"invalid syntax near `b`"});
}

TEST(Errors, DoNotSpreadOverTopLevelStatements) {
  for (const char* broken :
       {"for i in range(3)\n    print(i)", "with a:\n    f(1\n    g(2)", "class A:\n    def f(self)\n        return 1",
        "x = 5 +", "def f(a, b:\n    return a", "x = {'a': 1, 'b' 2", "x = f(a"}) {
    const Lowered l(std::string("import m\n") + broken + "\n@d\ndef g():\n    pass\nz = 3\n");
    EXPECT_FALSE(l.record.issues.empty()) << broken;
    const std::string dump = l.dump();
    EXPECT_NE(dump.find("import (m -> m@L)"), std::string::npos) << broken << "\n" << dump;
    EXPECT_NE(dump.find("def g@L 'g' () @d@G\n  pass\nassign z@L = 3"), std::string::npos) << broken << "\n" << dump;
  }
}

TEST(Errors, PositionalAfterKeyword) {
  EXPECT_EQ(Lowered("f(a=1, b)\n").messages(), Messages{"positional argument follows keyword argument"});
  EXPECT_TRUE(Lowered("f(a=1, *b, **c)\n").record.issues.empty());
}

TEST(Errors, OneIssueALine) {
  const Lowered l("a b c d e ? ? ?\nx = 1\n");
  EXPECT_EQ(l.record.issues.size(), 1U);
}

TEST(Errors, Python2) {
  EXPECT_EQ(Lowered("print 'a'\n").messages(),
            Messages{"Missing parentheses in call to 'print'. Did you mean print(...)?"});
  EXPECT_EQ(Lowered("exec 'a'\n").messages(),
            Messages{"Missing parentheses in call to 'exec'. Did you mean exec(...)?"});
  EXPECT_EQ(Lowered("try: pass\nexcept A, e: e\n").messages(),
            Messages{"multiple exception types must be parenthesized"});
  EXPECT_NE(Resolved("try: pass\nexcept A, e: e\n").find("except A@G as e@L"), std::string::npos);
  EXPECT_EQ(Lowered("raise A, 'b'\n").record.issues.size(), 1U);
  EXPECT_EQ(Lowered("def f(a, (b, c)): pass\n").messages(), Messages{"Function parameters cannot be parenthesized"});
  EXPECT_EQ(Lowered("a <> b\n").record.issues.size(), 1U);
  EXPECT_EQ(Lowered("f(async=True)\n").record.issues.size(), 1U);
  EXPECT_EQ(Shape("print 'a'\nb = 1"), "???\nassign b = 1");
}

TEST(Errors, ValidUsesOfSoftWords) {
  EXPECT_TRUE(Lowered("print(a)\nprint\nmatch = 1\ncase = 2\ntype = 3\n_ = 4\nexec(a)\n").record.issues.empty());
}

TEST(Errors, EmptyBlocks) {
  EXPECT_EQ(Lowered("def f():\n").messages(), Messages{"expected an indented block"});
  EXPECT_EQ(Lowered("if a:\nb = 1\n").messages(), Messages{"expected an indented block"});
}

TEST(Errors, Indentation) {
  EXPECT_EQ(Lowered("a = 1\n  b = 2\n").messages(), Messages{"unexpected indent"});
  EXPECT_EQ(Lowered("if a:\n    b\n  c\n").messages(), Messages{"unindent does not match any outer indentation level"});
  EXPECT_TRUE(Lowered("if a:\n\tb\n\tc\nd; e\n").record.issues.empty());
}

TEST(Errors, ReturnOutsideAFunction) {
  const Lowered l("return f()\nb\n");
  EXPECT_EQ(l.messages(), Messages{"'return' outside function"});
  EXPECT_EQ(l.top(0).kind, StmtKind::kExpr);
}

TEST(Errors, OddBytes) {
  EXPECT_NO_FATAL_FAILURE(Lowered(std::string("a = '\0'\nb = \0 1\n", 16)));
  EXPECT_NO_FATAL_FAILURE(Lowered("\xff\xfe\xc3"));
  EXPECT_NO_FATAL_FAILURE(Lowered("x = '\xc3\n"));
  EXPECT_TRUE(Lowered("").record.issues.empty());
}

std::string Repeat(std::string_view piece, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

// The deepest expression, counted iteratively.
std::size_t Height(const Lowered& l, ExprId root) {
  std::vector<std::pair<ExprId, std::size_t>> open = {{root, 1}};
  std::size_t most = 0;
  while (!open.empty()) {
    const auto [id, height] = open.back();
    open.pop_back();
    if (id == kNoExpr) continue;
    most = std::max(most, height);
    const Expr& e = l.record.tree.at(id);
    for (const ExprId inner : {e.a, e.b, e.c}) open.emplace_back(inner, height + 1);
    const bool list = e.kind == ExprKind::kTuple || e.kind == ExprKind::kList || e.kind == ExprKind::kBoolean;
    for (std::uint32_t i = e.items.begin; list && i < e.items.end; ++i) {
      open.emplace_back(l.record.tree.exprs[i], height + 1);
    }
    for (std::uint32_t i = e.items.begin; e.kind == ExprKind::kCall && i < e.items.end; ++i) {
      open.emplace_back(l.record.tree.args[i].value, height + 1);
    }
  }
  return most;
}

TEST(Degenerate, ExpressionsAreBounded) {
  for (const auto& [text, most] :
       std::vector<std::pair<std::string, std::size_t>>{{"a" + Repeat(" + a", 10'000), 1001},
                                                        {"a" + Repeat(".b", 10'000), 1001},
                                                        {"a" + Repeat("()", 10'000), 1001},
                                                        {"a" + Repeat("[0]", 10'000), 1001},
                                                        {"a" + Repeat(" and a", 10'000), 2},
                                                        {"a" + Repeat("**a", 5'000), 202},
                                                        {Repeat("not ", 5'000) + "a", 202},
                                                        {Repeat("-", 5'000) + "a", 202},
                                                        {Repeat("[", 5'000) + Repeat("]", 5'000), 202},
                                                        {Repeat("a if b else ", 5'000) + "c", 202},
                                                        {Repeat("a.b(c, ", 150) + "1" + Repeat(")", 150), 500}}) {
    const Lowered l(text + "\n");
    EXPECT_TRUE(l.record.issues.empty()) << text.substr(0, 20);
    EXPECT_LE(Height(l, l.top(0).a), most) << text.substr(0, 20);
  }
}

TEST(Degenerate, ChainsWithinTheBoundAreWhole) {
  const Lowered l("x = " + Repeat("'a' + ", 900) + "b\n");
  EXPECT_EQ(Height(l, l.top(0).b), 901U);
  EXPECT_EQ(l.dump().find('?'), std::string::npos);
}

TEST(Degenerate, LongFlatThingsAreWhole) {
  EXPECT_EQ(Shape("(" + Repeat("'a' ", 5'000) + ")"), "expr \"" + Repeat("a", 5'000) + "\"");
  EXPECT_EQ(Lowered(Repeat("a = ", 5'000) + "1\n").top(0).items.size(), 5'000U);
  EXPECT_EQ(Lowered("f(" + Repeat("a, ", 20'000) + ")\n").record.tree.args.size(), 20'000U);
}

TEST(Degenerate, NestedBlocks) {
  std::string text;
  for (std::size_t i = 0; i < 300; ++i) text += std::string(i, ' ') + "if a:\n";
  text += std::string(300, ' ') + "b\nc = 1\n";
  const Lowered l(text);
  EXPECT_NE(l.dump().find("???"), std::string::npos);
  EXPECT_NE(l.dump().find("assign c@L = 1"), std::string::npos);
}

TEST(Degenerate, FormatSpecifiers) {
  EXPECT_NO_FATAL_FAILURE(Lowered("f'" + Repeat("{a:", 3'000) + Repeat("}", 3'000) + "'\n"));
  EXPECT_NO_FATAL_FAILURE(Lowered(Repeat("f'{", 3'000)));
}

TEST(Degenerate, TheParserGivesUpInTime) {
  const Lowered l("x = " + Repeat("\\\n", 100'000) + "1\n");
  EXPECT_EQ(l.messages(), Messages{"too complex to parse"});
  EXPECT_EQ(l.top(0).kind, StmtKind::kUnknown);
}

// Whatever byte of a program is lost or doubled, the tree stays consistent.
TEST(Damage, LeavesAConsistentTree) {
  const std::string program = R"py(import a.b as c, d
from ..m import (x, y as z)
@deco(1)
class A[T](B, metaclass=C):
    """Doc."""
    v: int = 3
    async def go(self, p, /, q=[1, *r], *s, t: str = 'u', **w) -> None:
        async with self.a(f"{x!r:>{y}}b{{") as (e, f), g:
            return await x.y[1:2, ::3](k=v, **{"a": 1, **b})
        for i, (j, *k) in x if y else z:
            yield [n for n in i if n for o in n], {q: r for q in s}
        try:
            raise X() from None
        except* (E, F) as err:
            global G
            del err, x[0]
        finally:
            lambda a, *b: (yield a)
match x, y:
    case [1, -2 | "s", {"k": v, **r}, P(q=w) as u] if (n := u):
        x += y @ z // 2 ** -3
    case _:
        assert not a < b <= c is not d in e, "m" "n" rb''
type L[K] = list[K]
while True: break
else: pass
if a: b = c = 0x1F + 1.5e3j
elif d: print(*a, end="")
)py";
  for (std::size_t i = 0; i < program.size(); ++i) {
    for (const std::string& damaged : {std::string(program).erase(i, 1), program.substr(0, i)}) {
      const Lowered l(damaged);
      ASSERT_EQ(TreeCheck::Run(l.record, damaged), "") << damaged;
    }
  }
}

TEST(Notebooks, CellsAreParsedOneByOne) {
  SourceFile::Data data;
  data.path = "a.ipynb";
  data.kind = SourceKind::kNotebook;
  data.text = "import mlflow\n\nx = (\n\n  y = 1\n  z = mlflow\n\nawait f()\n";
  data.cells = {{1, 0, 14, -1}, {2, 15, 21, -1}, {4, 22, 43, -1}, {5, 44, 54, -1}};
  const Lowered l(std::move(data));
  EXPECT_EQ(l.record.issues.size(), 1U);
  const std::string dump = l.dump();
  EXPECT_NE(dump.find("import (mlflow -> mlflow@L)"), std::string::npos) << dump;
  EXPECT_NE(dump.find("assign z@L = mlflow@L"), std::string::npos) << dump;
  EXPECT_NE(dump.find("expr (await (call f@G))"), std::string::npos) << dump;
  const Stmt& last = l.record.tree.at(l.record.tree.blocks[l.record.tree.body.end - 1]);
  EXPECT_EQ(l.slice(last), "await f()");
}

}  // namespace
}  // namespace tracklint::bind
