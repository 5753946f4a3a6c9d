// Where names are found: @L own scope, @E<n> n scopes outwards, @G module, h a hidden slot.
#include <gtest/gtest.h>

#include "lowered.h"

namespace tracklint::bind {
namespace {

TEST(Scopes, ModuleNamesAndBuiltins) {
  EXPECT_EQ(Resolved("a = 1\nprint(a)"), "assign a@L = 1\nexpr (call print@G a@L)");
  EXPECT_EQ(Resolved("f()\ndef f(): pass"), "expr (call f@L)\ndef f@L 'f' ()\n  pass");
}

TEST(Scopes, FunctionLocalsAndGlobals) {
  EXPECT_EQ(Resolved("g = 1\ndef f(p):\n  x = p + g + later\n  return x, len"),
            "assign g@L = 1\n"
            "def f@L 'f' (p)\n"
            "  assign x@L = (+ (+ p@L g@G) later@G)\n"
            "  return (tuple x@L len@G)");
}

TEST(Scopes, AssignmentAnywhereMakesALocal) {
  EXPECT_EQ(Resolved("x = 1\ndef f():\n  print(x)\n  if a:\n    x = 2"),
            "assign x@L = 1\ndef f@L 'f' ()\n  expr (call print@G x@L)\n  if a@G\n    assign x@L = 2");
}

TEST(Scopes, EveryWayOfBinding) {
  const std::string text =
      "def f():\n"
      "  import a.b, c as d\n"
      "  from e import g\n"
      "  for h, i in z: pass\n"
      "  with z as j: pass\n"
      "  try: pass\n"
      "  except z as k: pass\n"
      "  def l(): pass\n"
      "  class m: pass\n"
      "  n: z\n"
      "  o += z\n"
      "  del q\n"
      "  (r := z)\n"
      "  match z:\n"
      "    case [s, *t]: pass\n"
      "  type u = z\n"
      "  return a, d, g, h, i, j, k, l, m, n, o, q, r, s, t, u, z\n";
  const std::string dump = Resolved(text);
  EXPECT_NE(dump.find("return (tuple a@L d@L g@L h@L i@L j@L k@L l@L m@L n@L o@L q@L r@L s@L t@L u@L z@G)"),
            std::string::npos)
      << dump;
}

TEST(Scopes, Enclosing) {
  EXPECT_EQ(Resolved("def f(a):\n  def g():\n    def h(): return a, b\n    return h\n  b = 1"),
            "def f@L 'f' (a)\n"
            "  def g@L 'f.<locals>.g' ()\n"
            "    def h@L 'f.<locals>.g.<locals>.h' ()\n"
            "      return (tuple a@E2 b@E2)\n"
            "    return h@L\n"
            "  assign b@L = 1");
}

TEST(Scopes, GlobalAndNonlocal) {
  EXPECT_EQ(Resolved("def f():\n  global a\n  a = 1\n  b = 2\n  def g():\n    nonlocal b\n    b = a\n"),
            "def f@L 'f' ()\n"
            "  global\n"
            "  assign a@G = 1\n"
            "  assign b@L = 2\n"
            "  def g@L 'f.<locals>.g' ()\n"
            "    global\n"
            "    assign b@E1 = a@G");
}

TEST(Scopes, GlobalInBetweenHidesTheOuterLocal) {
  EXPECT_NE(Resolved("def f():\n  x = 1\n  def g():\n    global x\n    def h(): return x").find("return x@G"),
            std::string::npos);
}

TEST(Scopes, ClassNamesAreInvisibleInside) {
  EXPECT_EQ(Resolved("x = 0\nclass A:\n  x = 1\n  y = x\n  def m(self, d=x): return x, y"),
            "assign x@L = 0\n"
            "class A@L 'A'\n"
            "  assign x@L = 1\n"
            "  assign y@L = x@L\n"
            "  def m@L 'A.m' (self d=x@L)\n"
            "    return (tuple x@G y@G)");
}

TEST(Scopes, HopsCountClasses) {
  EXPECT_NE(Resolved("def f(a):\n  class B:\n    def m(self): return a").find("return a@E2"), std::string::npos);
}

TEST(Scopes, ClassBodyReadsTheEnclosingFunction) {
  EXPECT_NE(Resolved("def f(a):\n  class B:\n    b = a").find("assign b@L = a@E1"), std::string::npos);
}

TEST(Scopes, ComprehensionTargetsAreHidden) {
  EXPECT_EQ(Resolved("i = 1\n[i for i in i]\ni"), "assign i@L = 1\nexpr (listcomp i@Lh (for i@Lh i@L))\nexpr i@L");
  EXPECT_EQ(Resolved("[j for i in a for j in i if j]"), "expr (listcomp j@Lh (for i@Lh a@G) (for j@Lh i@Lh if j@Lh))");
}

TEST(Scopes, ComprehensionsHaveTheirOwnSlots) {
  const Lowered l("def f():\n  [i for i in a]\n  [i for i in b]\n  i = 0\n");
  const Scope& scope = l.record.tree.scopes[1];
  EXPECT_EQ(scope.slots.size(), 3U);
  EXPECT_EQ(scope.hidden, (std::vector<bool>{true, true, false}));
}

TEST(Scopes, ComprehensionsInAClassSeeItOnlyInTheFirstIterable) {
  EXPECT_EQ(Resolved("class A:\n  x = 1\n  y = [x for _ in x]"),
            "class A@L 'A'\n  assign x@L = 1\n  assign y@L = (listcomp x@G (for _@Lh x@L))");
}

TEST(Scopes, LambdaInAComprehension) {
  EXPECT_EQ(Resolved("def f():\n  return [lambda: i for i in a]"),
            "def f@L 'f' ()\n  return (listcomp (lambda () i@E1h) (for i@Lh a@G))");
  EXPECT_EQ(Resolved("[lambda: i for i in a]"), "expr (listcomp (lambda () i@Gh) (for i@Lh a@G))");
}

TEST(Scopes, WalrusInAComprehensionBindsOutside) {
  EXPECT_EQ(Resolved("def f():\n  [y := i for i in a]\n  return y"),
            "def f@L 'f' ()\n  expr (listcomp (:= y@L i@Lh) (for i@Lh a@G))\n  return y@L");
}

TEST(Scopes, DefaultsAndDecoratorsStandOutside) {
  EXPECT_EQ(Resolved("def f(a):\n  @a\n  def g(a=a): return a"),
            "def f@L 'f' (a)\n  def g@L 'f.<locals>.g' (a=a@L) @a@L\n    return a@L");
  EXPECT_EQ(Resolved("lambda a=a: a"), "expr (lambda (a=a@G) a@L)");
}

TEST(Scopes, TypeParametersAreVisibleInside) {
  EXPECT_EQ(Resolved("def f[T](a: T = T) -> T:\n  return T"), "def f@L 'f' (a:T@Lh=T@G) -> T@Lh\n  return T@Gh");
  EXPECT_EQ(Resolved("class A[T](B[T]):\n  x: T\n  def m(self): return T"),
            "class A@L 'A' ([] B@G T@Lh)\n  ann x@L T@Gh _\n  def m@L 'A.m' (self)\n    return T@Gh");
}

TEST(Scopes, ParametersAreTheFirstSlots) {
  const Lowered l("def f(a, *b, c=1, **d):\n  e = a\n");
  const Tree& tree = l.record.tree;
  ASSERT_EQ(tree.functions[0].params.size(), 4U);
  for (std::uint32_t i = 0; i < 4; ++i) {
    EXPECT_EQ(tree.functions[0].params[i].slot, i);
    EXPECT_EQ(tree.at(tree.functions[0].scope).slots[i], tree.functions[0].params[i].name);
  }
  EXPECT_EQ(tree.at(tree.functions[0].scope).slots.size(), 5U);
}

TEST(Scopes, GlobalSlotsAreShared) {
  const Lowered l("def f(): return np\ndef g():\n  global np\n  import numpy as np\n");
  const Tree& tree = l.record.tree;
  const Ref returned = tree.refs[tree.at(tree.at(tree.blocks[tree.functions[0].body.begin]).a).extra];
  EXPECT_EQ(returned.kind, RefKind::kGlobal);
  EXPECT_EQ(tree.imports[0].ref.kind, RefKind::kGlobal);
  EXPECT_EQ(tree.imports[0].ref.slot, returned.slot);
  EXPECT_EQ(l.names.text(tree.scopes[0].slots[returned.slot]), "np");
}

}  // namespace
}  // namespace tracklint::bind
