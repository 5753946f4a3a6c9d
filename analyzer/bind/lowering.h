// The state of lowering one module, and its steps. The steps are split by subject over lower_*.cpp.
// Private to bind.
//
// Lists of the tree are contiguous, but lowering one element can append others: elements gather on a
// pending stack (see `take`) and move to their list when complete.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/bind/literals.h"
#include "analyzer/bind/names.h"
#include "analyzer/bind/scopes.h"
#include "analyzer/bind/tree.h"
#include "analyzer/syntax/syntax_tree.h"
#include "tracklint/source_file.h"

namespace tracklint::bind {

/// Expressions nested deeper become kUnknown, so the recursion of lowering is bounded.
inline constexpr std::uint32_t kMaxExpressionNesting = 200;
/// The same for statements.
inline constexpr std::uint32_t kMaxStatementNesting = 100;
/// Bound on the height of an Expr. Chains (`a + b + …`, `a.b.c…`, `f()()…`) are lowered without
/// recursion and may be this deep on their left side; what is deeper becomes kUnknown.
inline constexpr std::uint32_t kMaxExpressionHeight = 1000;
/// Bound on the `elif` branches around a statement, all nested `if` statements taken together.
inline constexpr std::uint32_t kMaxElifBranches = 1000;

/// Parts of a module, such as cells, that begin behind so many expressions are left out.
inline constexpr std::size_t kMostExpressions = 1'000'000;

// What is read of the name of a module. No file lies so deep or has so long a path, and each name that is imported from
// it is looked for in every folder on the way.
inline constexpr std::size_t kMostModuleParts = 100;
inline constexpr std::size_t kLongestModule = 4096;

inline constexpr FunctionId kNoFunction{0xffffffffU};
inline constexpr ClassId kNoClass{0xffffffffU};

enum class Use : std::uint8_t { kLoad, kStore };

class Lowering {
 public:
  Lowering(const SourceFile& file, Names& names);
  ModuleRecord run();

 private:
  using Node = syntax::Node;
  using Kind = syntax::Kind;
  using Field = syntax::Field;

  // ---- lower.cpp: the module, names, issues
  void part(syntax::Parser& parser, std::uint32_t begin, std::uint32_t end);
  void reserve(std::size_t nodes);
  NameId intern(const Node& identifier) { return intern(text(identifier)); }
  NameId intern(std::string_view identifier);
  [[nodiscard]] std::string_view text(const Node& node) const {
    return text_.substr(node.begin, node.end - node.begin);
  }
  void issue(std::uint32_t begin, std::uint32_t end, std::string message);
  void issue(const Node& node, std::string message) { issue(node.begin, node.end, std::move(message)); }
  void merge_issues();
  void note_parse_errors(const syntax::SyntaxTree& parsed);
  void finish_refs();
  [[nodiscard]] bool is_main_guard(const Stmt& statement) const;

  // ---- lower_expr.cpp: expressions; every one is entered through `expr`
  ExprId expr(const Node& outer, Use use = Use::kLoad);
  ExprId expr_at(const Node& node, Use use);
  ExprId compound_expr(const Node& node, Use use);
  ExprId optional(const Node* node, Use use = Use::kLoad) { return node == nullptr ? kNoExpr : expr(*node, use); }
  [[nodiscard]] Expr blank(ExprKind kind, const Node& node) const;
  ExprId add(const Expr& expression);
  ExprId add(ExprKind kind, const Node& node) { return add(blank(kind, node)); }
  ExprId unknown(const Node& node) { return add(ExprKind::kUnknown, node); }
  ExprId name(const Node& node, Use use);
  ExprId chain(const Node& node);
  ExprId chain_link(const Node& node, ExprId left, std::uint32_t begin);
  ExprId unary(const Node& node, Op op);
  ExprId boolean(const Node& node);
  ExprId comparison(const Node& node);
  ExprId conditional(const Node& node);
  ExprId named(const Node& node);
  ExprId named(const Node& node, const Node& target, ExprId value);
  ExprId yield_expr(const Node& node);
  ExprId number(const Node& node);
  ExprId starred(const Node& node, Use use);

  // ---- lower_collections.cpp: displays, comprehensions, subscripts, arguments, annotations
  ExprId sequence(ExprKind kind, const Node& node, Use use);
  ExprId tuple_pattern(const Node& node, Use use);
  /// The named children of `node` (those with `field`, when given): one expression, or a tuple of them.
  ExprId one_or_tuple(const Node& node, Use use, Field field = Field::kNoField);
  ExprId dictionary(const Node& node);
  ExprId comprehension(ExprKind kind, const Node& node);
  ExprId subscript_index(const Node& subscript);
  ExprId tuple_if_starred(ExprId index);
  ExprId slice(const Node& node);
  Range arguments(const Node& node);
  bool argument(const Node& node, Arg& into);
  ExprId generic_type(const Node& node);
  ExprId union_type(const Node& node);
  void type_parameters(const Node& node, FrameId frame);

  // ---- lower_strings.cpp
  ExprId string(const Node& node);
  ExprId concatenated(const Node& node);
  // Appends the parts of an f-string, or of a format specifier, to the pending parts from `mark` on.
  void string_parts(const Node& node, std::uint32_t begin, std::uint32_t end, const DecodeOptions& decode,
                    std::size_t mark);
  void interpolation(const Node& node, const DecodeOptions& decode, std::size_t mark);
  ExprId format_spec(const Node& node, const DecodeOptions& decode);
  void text_part(std::string decoded, std::size_t mark);
  ExprId finish_fstring(const Node& node, std::size_t mark);
  std::uint32_t add_string(std::string value);

  // ---- lower_stmt.cpp: blocks, dispatch, errors
  void statement(const Node& node);
  void statements(const Node& parent);
  void check_indentation(const Node& parent);
  [[nodiscard]] std::int32_t indentation(std::uint32_t offset, std::int32_t tab) const;
  Range block(const Node* node, std::uint32_t* end);
  static Stmt blank(StmtKind kind, const Node& node);
  void add(const Stmt& statement);  // to the block that is being made
  void unknown_statement(std::uint32_t begin, std::uint32_t end);
  void error_region(const Node& node);

  // ---- lower_simple.cpp
  void expression_statement(const Node& node);
  void assignment(const Node& statement, const Node& node);
  void augmented(const Node& statement, const Node& node);
  void type_alias(const Node& node);
  ExprId type_target(const Node& statement, const Node& left);
  void delete_statement(const Node& node);
  void return_statement(const Node& node);
  void raise_statement(const Node& node);
  void assert_statement(const Node& node);
  void declaration(const Node& node);
  void old_style(const Node& node, std::string message);

  // ---- lower_import.cpp
  void import_statement(const Node& node);
  void import_from(const Node& node);
  [[nodiscard]] std::string dotted(const Node& node) const;
  void bind_import(ImportAlias& alias);
  void finish_import(StmtKind kind, const Node& node, std::vector<ImportAlias> aliases);

  // ---- lower_compound.cpp
  void if_statement(const Node& node);
  void for_statement(const Node& node);
  void while_statement(const Node& node);
  void try_statement(const Node& node);
  Handler handler(const Node& node);
  void with_statement(const Node& node);
  void with_item(const Node& node, bool alone, std::vector<WithItem>& items);
  Range else_block(const Node& node, std::uint32_t* end);

  // ---- lower_match.cpp
  void match_statement(const Node& node);
  MatchCase match_case(const Node& node, std::uint32_t* end);
  ExprId pattern(const Node& outer, MatchCase& into);
  ExprId alternatives(const Node& node, MatchCase& into);
  ExprId negative(const Node& sign, const Node& number);
  ExprId value_pattern(const Node& node);
  void capture(const Node& identifier, MatchCase& into);
  void captures_below(const Node& node, MatchCase& into);

  // ---- lower_defs.cpp: functions, classes, lambdas
  void definition(const Node& node);
  void function(const Node& outer, const Node& node, std::vector<ExprId> decorators);
  void class_definition(const Node& outer, const Node& node, std::vector<ExprId> decorators);
  ExprId lambda(const Node& node);
  /// Defaults are lowered in the current frame, annotations in `annotations`, slots made in `body`.
  std::vector<Parameter> parameters(const Node* node, FrameId annotations, FrameId body);
  bool parameter(const Node& node, FrameId annotations, FrameId body, Parameter& into);
  [[nodiscard]] std::string qualified(std::string_view name) const;

  /// Elements of one list that is being made; moved to `into` by `take`.
  template <typename T>
  static Range take(std::vector<T>& pending, std::size_t mark, std::vector<T>& into) {
    Range range;
    range.begin = static_cast<std::uint32_t>(into.size());
    into.insert(into.end(), pending.begin() + static_cast<std::ptrdiff_t>(mark), pending.end());
    range.end = static_cast<std::uint32_t>(into.size());
    pending.resize(mark);
    return range;
  }

  /// What surrounds the code being lowered; restored when a definition ends.
  struct Context {
    FrameId frame{0};
    FunctionId function = kNoFunction;
    ClassId in_class = kNoClass;  ///< the class whose body this is directly
    std::string prefix;           ///< of qualified names: "Trainer.", "main.<locals>."
  };
  class Inside;  // sets a new Context and restores the old one

  const SourceFile& file_;
  Names& names_;
  std::string_view text_;
  ModuleRecord record_;
  Tree& tree_;
  Scopes scopes_;
  Context context_;
  std::unordered_map<std::string_view, NameId> interned_;
  NameId locals_, vars_, async_, await_;
  const Node* suffix_ = nullptr;  ///< the `c as d` at the end of `a if b else c as d`, see with_item
  std::uint32_t nesting_ = 0;     ///< of expressions
  std::uint32_t height_ = 0;      ///< of the expression being lowered, counted from its root
  std::uint32_t statement_nesting_ = 0;
  std::uint32_t elif_height_ = 0;  ///< `elif` branches around the statement being lowered
  std::vector<ExprId> pending_exprs_;
  std::vector<StmtId> pending_stmts_;
  std::vector<Arg> pending_args_;
  std::vector<DictEntry> pending_entries_;
  std::vector<Clause> pending_clauses_;
  std::vector<FPart> pending_parts_;
  std::vector<const Node*> pending_nodes_;
};

class Lowering::Inside {
 public:
  Inside(Lowering& lowering, Context context) : lowering_(lowering), saved_(std::move(lowering.context_)) {
    lowering_.context_ = std::move(context);
  }
  ~Inside() { lowering_.context_ = std::move(saved_); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  Inside(Inside&&) = delete;
  Inside& operator=(Inside&&) = delete;

 private:
  Lowering& lowering_;
  Context saved_;
};

}  // namespace tracklint::bind
