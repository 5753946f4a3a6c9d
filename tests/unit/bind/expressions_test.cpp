// What each kind of expression lowers to.
#include <gtest/gtest.h>

#include "lowered.h"

namespace tracklint::bind {
namespace {

struct Case {
  const char* source;
  const char* shape;  // of the expression
};

class Expressions : public testing::TestWithParam<Case> {};

TEST_P(Expressions, HaveTheShape) {
  EXPECT_EQ(Shape(GetParam().source), std::string("expr ") + GetParam().shape) << GetParam().source;
}

INSTANTIATE_TEST_SUITE_P(Atoms, Expressions,
                         testing::ValuesIn(std::vector<Case>{
                             {"None", "None"},
                             {"True", "True"},
                             {"False", "False"},
                             {"...", "..."},
                             {"a", "a"},
                             {"((a))", "a"},
                             {"print", "print"},
                             {"match", "match"},
                             {"1j", "?"},
                             {"1.5J", "?"},
                         }));

INSTANTIATE_TEST_SUITE_P(Operators, Expressions,
                         testing::ValuesIn(std::vector<Case>{
                             {"a + b * c ** -d", "(+ a (* b (** c (neg d))))"},
                             {"a - b - c", "(- (- a b) c)"},
                             {"a ** b ** c", "(** a (** b c))"},
                             {"a // b % c @ d / e", "(/ (@ (% (// a b) c) d) e)"},
                             {"a | b & c << 1 >> 2", "(| a (& b (>> (<< c 1) 2)))"},
                             {"a ^ b", "(^ a b)"},
                             {"not -+~a", "(not (neg (pos (inv a))))"},
                             {"a and b and c", "(and a b c)"},
                             {"(a and b) and c", "(and (and a b) c)"},
                             {"a or b and c or d", "(or a (and b c) d)"},
                             {"a < b <= c", "(cmp a < b <= c)"},
                             {"a not in b", "(cmp a not-in b)"},
                             {"a is not b is c in d", "(cmp a is-not b is c in d)"},
                             {"a == b != c > d >= e", "(cmp a == b != c > d >= e)"},
                             {"a if b else c if d else e", "(if b a (if d c e))"},
                             {"(a := b)", "(:= a b)"},
                             {"f(x := a if b else c)", "(call f (:= x (if b a c)))"},
                             {"(x := a and b)", "(:= x (and a b))"},
                             {"await a.b()", "(await (call (. a b)))"},
                             {"-a ** b", "(neg (** a b))"},
                             {"(-a) ** b", "(** (neg a) b)"},
                         }));

INSTANTIATE_TEST_SUITE_P(Chains, Expressions,
                         testing::ValuesIn(std::vector<Case>{
                             {"a.b.c(d)[e].f", "(. ([] (call (. (. a b) c) d) e) f)"},
                             {"(a.b)(c)(d)", "(call (call (. a b) c) d)"},
                             {"(a + b).c", "(. (+ a b) c)"},
                             {"a[b, c]", "([] a (tuple b c))"},
                             {"a[b,]", "([] a (tuple b))"},
                             {"a[*b]", "([] a (tuple (* b)))"},
                             {"a[1:2, ::3, :, x:]", "([] a (tuple (: 1 2 _) (: _ _ 3) (: _ _ _) (: x _ _)))"},
                             {"a[-1]", "([] a (neg 1))"},
                             {"f(a, *b, c=d, **e)", "(call f a (* b) (= c d) (** e))"},
                             {"f(*a.b(), *c[0], *d or e)", "(call f (* (call (. a b))) (* ([] c 0)) (* (or d e)))"},
                             {"f(a for a in b)", "(call f (generator a (for a b)))"},
                             {"f((a))", "(call f a)"},
                             {"print(a, end='')", "(call print a (= end \"\"))"},
                         }));

INSTANTIATE_TEST_SUITE_P(Displays, Expressions,
                         testing::ValuesIn(std::vector<Case>{
                             {"()", "(tuple)"},
                             {"(a,)", "(tuple a)"},
                             {"a,", "(tuple a)"},
                             {"a, b", "(tuple a b)"},
                             {"[]", "(list)"},
                             {"[a, *b]", "(list a (* b))"},
                             {"[*a.b(c), *d + e]", "(list (* (call (. a b) c)) (* (+ d e)))"},
                             {"{a, b}", "(set a b)"},
                             {"{}", "(dict)"},
                             {"{a: b, **c, 'd': e}", "(dict (a b) (** c) (\"d\" e))"},
                         }));

INSTANTIATE_TEST_SUITE_P(Comprehensions, Expressions,
                         testing::ValuesIn(std::vector<Case>{
                             {"[a for b in c]", "(listcomp a (for b c))"},
                             {"[a for b, *c in d if e if f for g in h]",
                              "(listcomp a (for (tuple b (* c)) d if e if f) (for g h))"},
                             {"{a for b in c}", "(setcomp a (for b c))"},
                             {"{a: b for c in d}", "(dictcomp a b (for c d))"},
                             {"(a async for b in c)", "(generator a (async-for b c))"},
                         }));

INSTANTIATE_TEST_SUITE_P(Lambdas, Expressions,
                         testing::ValuesIn(std::vector<Case>{
                             {"lambda: a", "(lambda () a)"},
                             {"lambda a, /, b=1, *c, d, e=2, **f: a", "(lambda (/a b=1 *c k:d k:e=2 **f) a)"},
                             {"lambda *, a: a", "(lambda (k:a) a)"},
                         }));

TEST(Numbers, AreExact) {
  const Lowered l(
      "a = [0x_ff, 0o17, 0b101, 1_000, 9223372036854775807, 9223372036854775808, 0xffffffffffffffffff, 00]");
  EXPECT_EQ(l.dump(),
            "assign a@L = (list 255 15 5 1000 9223372036854775807 9223372036854775808 4722366482869645213695 0)\n");
  EXPECT_EQ(Shape("[1.5, .5, 5., 1e3, 1_0.0_1e-1, 1e400]"), "expr (list 1.5f 0.5f 5f 1000f 1.0009999999999999f inff)");
}

TEST(Numbers, OfPython2AreReported) {
  const Lowered l("a = 0777\nb = 10L\n");
  EXPECT_EQ(l.messages(), (std::vector<std::string>{"invalid syntax near `0777`", "invalid syntax near `10L`"}));
}

TEST(Spans, AreExact) {
  const Lowered l("x = foo.bar( a , key = (b) ) [ 1 ]\n");
  const Tree& tree = l.record.tree;
  const Expr& subscript = tree.at(l.top(0).b);
  ASSERT_EQ(subscript.kind, ExprKind::kSubscript);
  EXPECT_EQ(l.slice(subscript), "foo.bar( a , key = (b) ) [ 1 ]");
  const Expr& call = tree.at(subscript.a);
  EXPECT_EQ(l.slice(call), "foo.bar( a , key = (b) )");
  EXPECT_EQ(l.slice(tree.at(call.a)), "foo.bar");
  EXPECT_EQ(l.slice(tree.at(call.a).extra, tree.at(call.a).end), "bar");
  const Arg& keyword = tree.args[call.items.begin + 1];
  EXPECT_EQ(l.slice(keyword), "key = (b)");
  EXPECT_EQ(l.slice(tree.at(keyword.value)), "b");
}

TEST(Spans, OfDictEntries) {
  const Lowered l("{'a' : 1, **b}\n");
  const Tree& tree = l.record.tree;
  const Expr& dict = tree.at(l.top(0).a);
  EXPECT_EQ(l.slice(tree.dict_entries[dict.items.begin]), "'a' : 1");
  EXPECT_EQ(l.slice(tree.dict_entries[dict.items.begin + 1]), "**b");
}

TEST(Spans, CountBytes) {
  const Lowered l("\"é\" + ñ\n");
  const Expr& sum = l.record.tree.at(l.top(0).a);
  EXPECT_EQ(l.slice(l.record.tree.at(sum.b)), "ñ");
}

TEST(Spans, OfTheRecordNameTheFile) {
  const Lowered l("a\n");
  EXPECT_EQ(l.record.span(l.top(0)), (Span{FileId{3}, 0, 1}));
}

}  // namespace
}  // namespace tracklint::bind
