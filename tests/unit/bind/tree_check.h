// What holds for every lowered tree, however broken the text was. Used by tests and the fuzzer.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/bind/tree.h"

namespace tracklint::bind {

class TreeCheck {
 public:
  /// The first rule that `record` violates; empty when there is none.
  static std::string Run(const ModuleRecord& record, std::string_view text) {
    TreeCheck check(record, text);
    check.arenas();
    check.statements();
    if (check.fault_.empty()) check.heights();
    return check.fault_;
  }

 private:
  TreeCheck(const ModuleRecord& record, std::string_view text) : record_(record), tree_(record.tree), text_(text) {}

  void require(bool holds, std::string_view what) {
    if (!holds && fault_.empty()) fault_ = what;
  }
  void span(std::uint32_t begin, std::uint32_t end, std::string_view what) {
    require(begin <= end && end <= text_.size(), what);
  }
  template <typename T>
  bool range(Range r, const std::vector<T>& list, std::string_view what) {
    const bool holds = r.begin <= r.end && r.end <= list.size();
    require(holds, what);
    return holds;
  }
  void ref(const Ref& r, std::string_view what) {
    require(r.slot != kNoSlot, what);
    require(r.kind != RefKind::kGlobal || r.slot < tree_.scopes[0].slots.size(), what);
  }

  // The expressions directly below `e`.
  std::vector<ExprId> below(const Expr& e) {
    std::vector<ExprId> ids = {e.a, e.b, e.c};
    const auto list = [&](Range r) {
      if (!range(r, tree_.exprs, "expression list")) return;
      for (std::uint32_t i = r.begin; i < r.end; ++i) ids.push_back(tree_.exprs[i]);
    };
    switch (e.kind) {
      case ExprKind::kBoolean:
      case ExprKind::kTuple:
      case ExprKind::kList:
      case ExprKind::kSet: list(e.items); break;
      case ExprKind::kCompare:
        require(e.items.size() >= 2 && e.extra + e.items.size() - 1 <= tree_.ops.size(), "comparison operators");
        list(e.items);
        break;
      case ExprKind::kCall:
        if (!range(e.items, tree_.args, "arguments")) break;
        for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
          require(tree_.args[i].value != kNoExpr, "argument without a value");
          span(tree_.args[i].begin, tree_.args[i].end, "argument span");
          ids.push_back(tree_.args[i].value);
        }
        break;
      case ExprKind::kDict:
        if (!range(e.items, tree_.dict_entries, "dict entries")) break;
        for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
          require(tree_.dict_entries[i].value != kNoExpr, "entry without a value");
          ids.push_back(tree_.dict_entries[i].key);
          ids.push_back(tree_.dict_entries[i].value);
        }
        break;
      case ExprKind::kFString:
        if (!range(e.items, tree_.fparts, "f-string parts")) break;
        for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
          const FPart& part = tree_.fparts[i];
          require(!part.is_text || part.text < tree_.strings.size(), "f-string text");
          require(part.is_text || part.value != kNoExpr, "f-string part without a value");
          ids.push_back(part.value);
          ids.push_back(part.spec);
        }
        break;
      case ExprKind::kListComp:
      case ExprKind::kSetComp:
      case ExprKind::kDictComp:
      case ExprKind::kGenerator:
        if (!range(e.items, tree_.clauses, "clauses")) break;
        for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
          require(tree_.clauses[i].target != kNoExpr && tree_.clauses[i].iterable != kNoExpr, "clause");
          ids.push_back(tree_.clauses[i].target);
          ids.push_back(tree_.clauses[i].iterable);
          list(tree_.clauses[i].conditions);
        }
        break;
      default: break;
    }
    return ids;
  }

  void arenas() {
    for (const Expr& e : tree_.expr) {
      span(e.begin, e.end, "expression span");
      switch (e.kind) {
        case ExprKind::kName: require(e.extra < tree_.refs.size() && e.name != kNoName, "name"); break;
        case ExprKind::kString:
        case ExprKind::kBytes: require(e.extra < tree_.strings.size(), "string"); break;
        case ExprKind::kFloat: require(e.extra < tree_.floats.size(), "float"); break;
        case ExprKind::kInt: require(e.extra <= tree_.strings.size(), "integer"); break;
        case ExprKind::kLambda: require(e.extra < tree_.functions.size(), "lambda"); break;
        case ExprKind::kAttribute:
          require(e.a != kNoExpr && e.extra >= e.begin && e.extra <= e.end, "attribute");
          break;
        case ExprKind::kBinary:
        case ExprKind::kSubscript: require(e.a != kNoExpr && e.b != kNoExpr, "operands"); break;
        case ExprKind::kConditional: require(e.a != kNoExpr && e.b != kNoExpr && e.c != kNoExpr, "operands"); break;
        case ExprKind::kUnary:
        case ExprKind::kStarred:
        case ExprKind::kAwait:
        case ExprKind::kYieldFrom: require(e.a != kNoExpr, "operand"); break;
        default: break;
      }
      for (const ExprId id : below(e)) {
        if (id == kNoExpr) continue;
        const bool known = static_cast<std::size_t>(id) < tree_.expr.size();
        require(known, "expression id");
        if (known)
          require(tree_.at(id).begin >= e.begin && tree_.at(id).end <= e.end, "an operand outside of its expression");
      }
    }
    for (const Ref& r : tree_.refs) ref(r, "reference");
    for (const Handler& h : tree_.handlers) {
      if (h.name != kNoName) ref(h.ref, "handler");
    }
    for (const ImportAlias& alias : tree_.imports) {
      if (!alias.star) ref(alias.ref, "import");
    }
    for (const Scope& s : tree_.scopes) require(s.slots.size() == s.hidden.size(), "scope");
    for (const Function& f : tree_.functions) {
      require(static_cast<std::size_t>(f.scope) < tree_.scopes.size(), "function scope");
      span(f.begin, f.end, "function span");
      for (const Parameter& p : f.params) require(p.slot < tree_.at(f.scope).slots.size(), "parameter slot");
    }
    for (const Class& c : tree_.classes)
      require(static_cast<std::size_t>(c.scope) < tree_.scopes.size(), "class scope");
    std::uint32_t last = 0;
    for (const Comment& c : record_.comments) {
      span(c.begin, c.end, "comment");
      require(c.begin >= last, "comments out of order");
      last = c.end;
    }
    for (const SyntaxIssue& issue : record_.issues) span(issue.begin, issue.end, "issue");
  }

  // Every statement is in exactly one block, and is reached from the module.
  void statements() {
    std::vector<std::size_t> seen(tree_.stmt.size(), 0);
    std::vector<Range> open = {tree_.body};
    while (!open.empty() && fault_.empty()) {
      const Range block = open.back();
      open.pop_back();
      if (!range(block, tree_.blocks, "block")) return;
      for (std::uint32_t i = block.begin; i < block.end; ++i) {
        const auto id = static_cast<std::size_t>(tree_.blocks[i]);
        require(id < tree_.stmt.size() && ++seen[id] == 1, "statement reached twice");
        if (!fault_.empty()) return;
        const Stmt& s = tree_.stmt[id];
        span(s.begin, s.end, "statement span");
        open.insert(open.end(), {s.body, s.orelse, s.finalbody});
        statement(s, open);
      }
    }
    for (const std::size_t times : seen) require(times == 1, "statement not reached");
  }

  void statement(const Stmt& s, std::vector<Range>& open) {
    switch (s.kind) {
      case StmtKind::kExpr: require(s.a != kNoExpr, "expression statement"); break;
      case StmtKind::kAssign:
        require(s.b != kNoExpr && !s.items.empty(), "assignment");
        range(s.items, tree_.exprs, "targets");
        break;
      case StmtKind::kAugAssign: require(s.a != kNoExpr && s.b != kNoExpr, "augmented assignment"); break;
      case StmtKind::kAnnAssign: require(s.a != kNoExpr && s.c != kNoExpr, "annotated assignment"); break;
      case StmtKind::kIf:
      case StmtKind::kWhile: require(s.a != kNoExpr, "condition"); break;
      case StmtKind::kFor: require(s.a != kNoExpr && s.b != kNoExpr, "loop"); break;
      case StmtKind::kTry:
        if (!range(s.items, tree_.handlers, "handlers")) return;
        for (std::uint32_t i = s.items.begin; i < s.items.end; ++i) open.push_back(tree_.handlers[i].body);
        break;
      case StmtKind::kWith:
        if (!range(s.items, tree_.with_items, "with items")) return;
        for (std::uint32_t i = s.items.begin; i < s.items.end; ++i) {
          require(tree_.with_items[i].context != kNoExpr, "with item");
        }
        break;
      case StmtKind::kMatch:
        if (!range(s.items, tree_.cases, "cases")) return;
        for (std::uint32_t i = s.items.begin; i < s.items.end; ++i) open.push_back(tree_.cases[i].body);
        break;
      case StmtKind::kFunction:
        require(s.extra < tree_.functions.size(), "function id");
        if (s.extra < tree_.functions.size()) open.push_back(tree_.functions[s.extra].body);
        ref(s.ref, "function name");
        break;
      case StmtKind::kClass:
        require(s.extra < tree_.classes.size(), "class id");
        if (s.extra < tree_.classes.size()) open.push_back(tree_.classes[s.extra].body);
        ref(s.ref, "class name");
        break;
      case StmtKind::kImport:
      case StmtKind::kImportFrom: range(s.items, tree_.imports, "imports"); break;
      default: break;
    }
  }

  // Operands are made before what they belong to, so one pass from left to right measures all.
  void heights() {
    constexpr std::size_t kMost = 1500;
    std::vector<std::size_t> height(tree_.expr.size(), 1);
    for (std::size_t i = 0; i < tree_.expr.size(); ++i) {
      for (const ExprId id : below(tree_.expr[i])) {
        if (id == kNoExpr) continue;
        require(static_cast<std::size_t>(id) < i, "an operand made after its expression");
        height[i] = std::max(height[i], height[static_cast<std::size_t>(id)] + 1);
      }
      require(height[i] <= kMost, "expression too high");
    }
  }

  const ModuleRecord& record_;
  const Tree& tree_;
  std::string_view text_;
  std::string fault_;
};

}  // namespace tracklint::bind
