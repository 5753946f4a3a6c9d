// The lowered tree of one module: statements and expressions in arenas, addressed by 32-bit ids,
// names interned, every name resolved to a slot. Everything after `bind` works on this and never
// sees tree-sitter. Immutable once built; safe to share between threads.
//
// Which members an Expr or Stmt uses depends on its kind; the tables beside the enumerators say so.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/span.h"

namespace tracklint::bind {

enum class ExprId : std::uint32_t {};
enum class StmtId : std::uint32_t {};
enum class NameId : std::uint32_t {};  ///< interned identifier, see names.h
enum class ScopeId : std::uint32_t {};
enum class FunctionId : std::uint32_t {};
enum class ClassId : std::uint32_t {};
inline constexpr ExprId kNoExpr{0xffffffffU};
inline constexpr NameId kNoName{0xffffffffU};
inline constexpr ScopeId kNoScope{0xffffffffU};
inline constexpr std::uint32_t kNoSlot = 0xffffffffU;

/// A slice of one of Tree's list vectors.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  [[nodiscard]] bool empty() const { return begin == end; }
};

enum class ExprKind : std::uint8_t {
  kUnknown,  // error node, or nesting deeper than the bound
  kNone,
  kTrue,
  kFalse,
  kEllipsis,
  kInt,  // value in integer(); when it does not fit int64: extra = index+1 of its decimal text in strings, else extra = 0
  kFloat,        // number value in Tree::floats[extra]
  kString,       // text = Tree::strings[extra], decoded; implicit concatenation joined
  kBytes,        // text likewise (escaped bytes decoded one char per byte)
  kFString,      // items → Tree::fparts
  kName,         // ref → Tree::refs[extra]; name
  kAttribute,    // a.name; extra: offset where the attribute name begins
  kSubscript,    // a[b]
  kSlice,        // a:b:c, each may be kNoExpr
  kCall,         // a(args) — items → Tree::args
  kBinary,       // a op b
  kUnary,        // op a (kNot, kNegate, kPlus, kInvert)
  kBoolean,      // items → Tree::exprs joined by op (kAnd/kOr)
  kCompare,      // items → Tree::exprs (n+1 operands); operators in Tree::ops[extra … extra+n)
  kConditional,  // b if a else c   (a: condition, b: then, c: otherwise)
  kLambda,       // function → FunctionId in extra
  kTuple,
  kList,
  kSet,   // items → Tree::exprs (may hold kStarred)
  kDict,  // items → Tree::dict_entries
  kListComp,
  kSetComp,
  kGenerator,  // a: element; items → Tree::clauses
  kDictComp,   // a: key, b: value; items → Tree::clauses
  kAwait,      // a
  kYield,      // a or kNoExpr
  kYieldFrom,  // a
  kStarred,    // *a (in displays, targets)
  kNamed,      // a (kName target) := b
};

enum class Op : std::uint8_t {
  kNone,
  kAdd,
  kSub,
  kMul,
  kDiv,
  kFloorDiv,
  kMod,
  kPow,
  kMatMul,
  kAndBit,
  kOrBit,
  kXor,
  kLeft,
  kRight,
  kAnd,
  kOr,
  kNot,
  kNegate,
  kPlus,
  kInvert,
  kEq,
  kNe,
  kLt,
  kLe,
  kGt,
  kGe,
  kIs,
  kIsNot,
  kIn,
  kNotIn,
};

struct Expr {
  ExprKind kind = ExprKind::kUnknown;
  Op op = Op::kNone;
  NameId name = kNoName;
  std::uint32_t begin = 0;  ///< byte offsets in SourceFile::text()
  std::uint32_t end = 0;
  ExprId a = kNoExpr;
  ExprId b = kNoExpr;
  ExprId c = kNoExpr;
  Range items;
  std::uint32_t extra = 0;

  /// Of a kInt, which has no items: kept in their place, since there are very many expressions.
  [[nodiscard]] std::int64_t integer() const {
    return static_cast<std::int64_t>((static_cast<std::uint64_t>(items.end) << 32U) | items.begin);
  }
  void set_integer(std::int64_t value) {
    items.begin = static_cast<std::uint32_t>(static_cast<std::uint64_t>(value));
    items.end = static_cast<std::uint32_t>(static_cast<std::uint64_t>(value) >> 32U);
  }
};
static_assert(sizeof(Expr) == 40);

enum class ArgKind : std::uint8_t { kPositional, kKeyword, kStar, kDoubleStar };
struct Arg {
  ArgKind kind = ArgKind::kPositional;
  NameId name = kNoName;  ///< keyword
  ExprId value = kNoExpr;
  std::uint32_t begin = 0;  ///< the whole argument, keyword included
  std::uint32_t end = 0;
};
struct DictEntry {
  ExprId key = kNoExpr;  ///< kNoExpr: `**value`
  ExprId value = kNoExpr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
/// A piece of an f-string: literal text, or an expression with conversion and format spec.
struct FPart {
  bool is_text = true;
  std::uint32_t text = 0;  ///< Tree::strings, when is_text
  ExprId value = kNoExpr;
  char conversion = 0;            ///< 'r', 's', 'a' or 0
  bool self_documenting = false;  ///< f"{x=}"; the text `x=` is a part of its own before this one
  ExprId spec = kNoExpr;          ///< a kString or kFString, or kNoExpr
};
/// `for a in b if c…` of a comprehension. Conditions → Tree::exprs.
struct Clause {
  ExprId target = kNoExpr;
  ExprId iterable = kNoExpr;
  Range conditions;
  bool is_async = false;
};

/// How a name is found at run time.
enum class RefKind : std::uint8_t {
  kLocal,      ///< slot of the scope the code stands in (function, class body or module)
  kEnclosing,  ///< slot of an enclosing function scope, `hops` function/class scopes outwards
  kGlobal,     ///< slot of the module scope; when unset at run time: a builtin
};
struct Ref {
  RefKind kind = RefKind::kGlobal;
  std::uint16_t hops = 0;  ///< kEnclosing: number of scopes outwards, counting every function and class scope
  std::uint32_t slot = kNoSlot;
};

enum class StmtKind : std::uint8_t {
  kUnknown,    // error node
  kExpr,       // a
  kAssign,     // targets: items → Tree::exprs (a = b = value gives two); b: value
  kAugAssign,  // a op= b
  kAnnAssign,  // a: c = b  (b may be kNoExpr)
  kDelete,     // items → Tree::exprs
  kReturn,     // a or kNoExpr
  kRaise,      // a (exception), b (cause), each may be kNoExpr
  kAssert,     // a, b message
  kPass,
  kBreak,
  kContinue,
  kGlobal,      // nothing left to do (resolved by bind); also nonlocal
  kIf,          // a: condition; body; orelse (elif: an kIf alone in orelse)
  kFor,         // a: target; b: iterable; body; orelse; extra != 0: async
  kWhile,       // a: condition; body; orelse
  kTry,         // body; items → Tree::handlers; orelse; finalbody
  kWith,        // items → Tree::with_items; body
  kFunction,    // extra: FunctionId; ref: binding
  kClass,       // extra: ClassId; ref: binding
  kImport,      // items → Tree::imports  (import x.y as z)
  kImportFrom,  // items → Tree::imports  (from x import y as z); module text in the aliases
  kMatch,       // a: subject; items → Tree::cases
};

struct Stmt {
  StmtKind kind = StmtKind::kUnknown;
  Op op = Op::kNone;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  ExprId a = kNoExpr;
  ExprId b = kNoExpr;
  ExprId c = kNoExpr;
  Range items;
  Range body;       ///< → Tree::blocks
  Range orelse;     ///< → Tree::blocks
  Range finalbody;  ///< → Tree::blocks
  std::uint32_t extra = 0;
  Ref ref;
};

struct Handler {
  ExprId type = kNoExpr;  ///< kNoExpr: bare except
  NameId name = kNoName;
  Ref ref;  ///< of `as name`
  Range body;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
struct WithItem {
  ExprId context = kNoExpr;
  ExprId target = kNoExpr;
};
struct MatchCase {
  ExprId pattern =
      kNoExpr;  ///< value pattern where it is a literal/dotted name (or a kTuple of alternatives), else kNoExpr
  bool irrefutable = false;   ///< `case _` or a bare capture
  std::vector<Ref> captures;  ///< names bound by the pattern
  ExprId guard = kNoExpr;
  Range body;
};
/// One alias. `import a.b as c`: module "a.b", name kNoName, bound `c`. `import a.b`: bound `a`, whole=false means the
/// binding is the top package. `from ..m import n as k`: level 2, module "m", name n, bound k. `from m import *`: star.
struct ImportAlias {
  std::string module;       ///< dotted, may be empty for `from . import x`
  std::uint16_t level = 0;  ///< leading dots
  NameId name = kNoName;
  bool star = false;
  bool has_alias = false;
  Ref ref;  ///< where it binds
  NameId bound = kNoName;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

enum class ParamKind : std::uint8_t { kPositionalOnly, kNormal, kStar, kKeywordOnly, kDoubleStar };
struct Parameter {
  NameId name = kNoName;
  std::uint32_t slot = kNoSlot;  ///< in the function's scope
  ParamKind kind = ParamKind::kNormal;
  ExprId fallback = kNoExpr;  ///< default; evaluated in the enclosing scope
  ExprId annotation = kNoExpr;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
struct Function {
  NameId name = kNoName;  ///< kNoName for lambdas
  std::string qualified;  ///< "Trainer.fit", "main.<locals>.inner"
  ScopeId scope = kNoScope;
  std::vector<Parameter> params;
  Range body;  ///< → Tree::blocks; empty for lambdas
  ExprId lambda_body = kNoExpr;
  std::vector<ExprId> decorators;  ///< outermost first
  ExprId returns = kNoExpr;        ///< return annotation
  bool is_async = false;
  bool is_generator = false;
  bool calls_locals = false;      ///< the body calls locals()/vars() without argument
  ClassId in_class{0xffffffffU};  ///< the class whose body defines it, if any
  std::uint32_t begin = 0;        ///< from the first decorator/def
  std::uint32_t end = 0;
  std::uint32_t name_begin = 0;
  std::uint32_t name_end = 0;
};
struct Class {
  NameId name = kNoName;
  std::string qualified;
  ScopeId scope = kNoScope;
  std::vector<Arg> bases;  ///< positional bases and keywords (metaclass=…)
  std::vector<ExprId> decorators;
  Range body;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t name_begin = 0;
  std::uint32_t name_end = 0;
};

enum class ScopeKind : std::uint8_t { kModule, kFunction, kClass };
/// Comprehensions have no scope of their own here: their targets get fresh slots in the enclosing scope.
struct Scope {
  ScopeKind kind = ScopeKind::kModule;
  ScopeId parent = kNoScope;
  std::vector<NameId> slots;           ///< name of each slot (comprehension slots: the variable's name)
  std::vector<bool> hidden;            ///< comprehension slots: not reachable by attribute or locals()
  std::vector<std::uint32_t> by_name;  ///< of a module: the slots that are not hidden, ordered by name

  static constexpr std::uint32_t kNoSlot = 0xffffffffU;
  /// The slot of a module's name, or kNoSlot.
  [[nodiscard]] std::uint32_t find(NameId name) const {
    const auto at = std::lower_bound(by_name.begin(), by_name.end(), name,
                                     [this](std::uint32_t slot, NameId wanted) { return slots[slot] < wanted; });
    return at != by_name.end() && slots[*at] == name ? *at : kNoSlot;
  }
};

struct Comment {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
struct SyntaxIssue {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string message;
};

struct Tree {
  std::vector<Expr> expr;
  std::vector<Stmt> stmt;
  std::vector<StmtId> blocks;
  std::vector<ExprId> exprs;
  std::vector<Arg> args;
  std::vector<DictEntry> dict_entries;
  std::vector<FPart> fparts;
  std::vector<Clause> clauses;
  std::vector<Op> ops;
  std::vector<Ref> refs;
  std::vector<Handler> handlers;
  std::vector<WithItem> with_items;
  std::vector<MatchCase> cases;
  std::vector<ImportAlias> imports;
  std::vector<std::string> strings;
  std::vector<double> floats;
  std::vector<Function> functions;
  std::vector<Class> classes;
  std::vector<Scope> scopes;  ///< scopes[0] is the module
  Range body;                 ///< → blocks

  [[nodiscard]] const Expr& at(ExprId id) const { return expr[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Stmt& at(StmtId id) const { return stmt[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Function& at(FunctionId id) const { return functions[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Class& at(ClassId id) const { return classes[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Scope& at(ScopeId id) const { return scopes[static_cast<std::size_t>(id)]; }
};

/// Everything `bind` knows of one module.
struct ModuleRecord {
  FileId file = kNoFile;
  Tree tree;
  std::vector<Comment> comments;
  std::vector<SyntaxIssue> issues;
  bool has_main_guard = false;  ///< `if __name__ == "__main__"` at module level
  [[nodiscard]] Span span(const Expr& e) const { return {file, e.begin, e.end}; }
  [[nodiscard]] Span span(const Stmt& s) const { return {file, s.begin, s.end}; }
};

}  // namespace tracklint::bind
