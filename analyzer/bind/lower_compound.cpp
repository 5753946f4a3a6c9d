// if, for, while, try, with.
#include <algorithm>

#include "analyzer/bind/lowering.h"

namespace tracklint::bind {
namespace {

using syntax::Kind;
using syntax::Node;

// The `… as …` of a with item. The grammar hides it at the end of a conditional expression:
// `a if b else c as d` is read as `a if b else (c as d)`.
const Node* AsPattern(const Node& item) {
  const Node* at = &item;
  while (at->kind == Kind::kConditionalExpression) {
    const Node* last = nullptr;
    for (const Node& c : at->children()) {
      if (c.is_named) last = &c;
    }
    if (last == nullptr) return nullptr;
    at = last;
  }
  return at->kind == Kind::kAsPattern && at->first_child() != nullptr ? at : nullptr;
}

}  // namespace

Range Lowering::else_block(const Node& node, std::uint32_t* end) {
  const Node* clause = node.child(Kind::kElseClause);
  return clause == nullptr ? Range{} : block(clause->child(Kind::kBlock), end);
}

// The branches are lowered in the order of the text and then hung into each other from the last to
// the first, so that a long ladder needs no recursion.
void Lowering::if_statement(const Node& node) {
  std::vector<Stmt> branches;
  const std::size_t room = kMaxElifBranches - std::min(kMaxElifBranches, elif_height_);
  const std::uint32_t height = elif_height_;
  const auto branch = [&](const Node& at) {
    Stmt s = blank(StmtKind::kIf, at);
    elif_height_ = height + static_cast<std::uint32_t>(branches.size());
    const Node* condition = at.child(Field::kCondition);
    s.a = condition == nullptr ? unknown(at) : expr(*condition);
    s.body = block(at.child(Kind::kBlock), &s.end);
    branches.push_back(s);
  };
  branch(node);
  Range orelse;
  std::uint32_t end = 0;
  for (const Node& c : node.children()) {
    if (c.kind == Kind::kElifClause) {
      if (branches.size() <= room) {
        branch(c);
      } else {
        // The rest of the ladder is one unknown statement.
        const std::size_t mark = pending_stmts_.size();
        unknown_statement(c.begin, node.end);
        orelse = take(pending_stmts_, mark, tree_.blocks);
        end = node.end;
        break;
      }
    } else if (c.kind == Kind::kElseClause) {
      orelse = block(c.child(Kind::kBlock), &end);
    }
  }
  elif_height_ = height;
  for (std::size_t i = branches.size(); i-- > 0;) {
    Stmt& s = branches[i];
    s.orelse = orelse;
    s.end = std::max(s.end, end);
    end = s.end;
    if (i == 0) {
      add(s);
      break;
    }
    const std::size_t mark = pending_stmts_.size();
    add(s);
    orelse = take(pending_stmts_, mark, tree_.blocks);
  }
}

void Lowering::for_statement(const Node& node) {
  Stmt s = blank(StmtKind::kFor, node);
  s.extra = node.child(Kind::kAsync) != nullptr ? 1 : 0;
  const Node* iterable = node.child(Field::kRight);
  const Node* target = node.child(Field::kLeft);
  s.b = iterable == nullptr ? unknown(node) : expr(*iterable);
  s.a = target == nullptr ? unknown(node) : expr(*target, Use::kStore);
  s.body = block(node.child(Kind::kBlock), &s.end);
  s.orelse = else_block(node, &s.end);
  add(s);
}

void Lowering::while_statement(const Node& node) {
  Stmt s = blank(StmtKind::kWhile, node);
  const Node* condition = node.child(Field::kCondition);
  s.a = condition == nullptr ? unknown(node) : expr(*condition);
  s.body = block(node.child(Kind::kBlock), &s.end);
  s.orelse = else_block(node, &s.end);
  add(s);
}

void Lowering::try_statement(const Node& node) {
  Stmt s = blank(StmtKind::kTry, node);
  s.body = block(node.child(Kind::kBlock), &s.end);
  std::vector<Handler> handlers;
  for (const Node& c : node.children()) {
    if (c.kind != Kind::kExceptClause) continue;
    handlers.push_back(handler(c));
    s.end = handlers.back().end;
  }
  s.items.begin = static_cast<std::uint32_t>(tree_.handlers.size());
  tree_.handlers.insert(tree_.handlers.end(), handlers.begin(), handlers.end());
  s.items.end = static_cast<std::uint32_t>(tree_.handlers.size());
  s.orelse = else_block(node, &s.end);
  if (const Node* last = node.child(Kind::kFinallyClause)) s.finalbody = block(last->child(Kind::kBlock), &s.end);
  if (s.items.empty() && s.finalbody.empty() && !node.has_error) {
    issue(node.begin, node.begin + 3, "expected 'except' or 'finally' block");
  }
  add(s);
}

Handler Lowering::handler(const Node& node) {
  Handler h;
  h.begin = node.begin;
  h.end = node.end;
  const Node* type = nullptr;
  const Node* alias = node.child(Field::kAlias);
  std::size_t values = 0;
  for (const Node& c : node.children()) {
    if (c.field != Field::kValue || !c.is_named) continue;
    ++values;
    if (type == nullptr) type = &c;
    if (values == 2) {
      issue(type->begin, c.end, "multiple exception types must be parenthesized");
      if (c.kind == Kind::kIdentifier) alias = &c;  // Python 2: except Type, name
    }
  }
  if (type != nullptr && type->kind == Kind::kAsPattern) {
    alias = type->child(Field::kAlias);
    type = type->first_child();
  }
  if (values > 2) {
    h.type = one_or_tuple(node, Use::kLoad, Field::kValue);
    alias = nullptr;
  } else {
    h.type = optional(type);
  }
  while (alias != nullptr && alias->kind != Kind::kIdentifier) alias = alias->first_child();
  if (alias != nullptr) {
    h.name = intern(*alias);
    scopes_.bind(context_.frame, h.name);
    h.ref.slot = scopes_.use(context_.frame, h.name);
  }
  h.body = block(node.child(Kind::kBlock), &h.end);
  return h;
}

void Lowering::with_statement(const Node& node) {
  Stmt s = blank(StmtKind::kWith, node);
  s.extra = node.child(Kind::kAsync) != nullptr ? 1 : 0;
  std::vector<WithItem> items;
  if (const Node* clause = node.child(Kind::kWithClause)) {
    std::size_t count = 0;
    for (const Node& c : clause->children()) count += c.kind == Kind::kWithItem ? 1 : 0;
    for (const Node& c : clause->children()) {
      if (c.kind == Kind::kWithItem) {
        if (const Node* value = c.child(Field::kValue)) with_item(*value, count == 1, items);
      } else if (c.is_error()) {
        items.push_back({unknown(c), kNoExpr});
      }
    }
  }
  s.items.begin = static_cast<std::uint32_t>(tree_.with_items.size());
  tree_.with_items.insert(tree_.with_items.end(), items.begin(), items.end());
  s.items.end = static_cast<std::uint32_t>(tree_.with_items.size());
  s.body = block(node.child(Kind::kBlock), &s.end);
  add(s);
}

void Lowering::with_item(const Node& node, bool alone, std::vector<WithItem>& items) {
  if (const Node* pattern = AsPattern(node); pattern != nullptr && !pattern->is_broken()) {
    WithItem item;
    if (pattern == &node) {
      item.context = expr(*pattern->first_child());
    } else {
      suffix_ = pattern;
      item.context = expr(node);
      suffix_ = nullptr;
    }
    const Node* target = pattern->child(Field::kAlias);
    item.target = target == nullptr ? unknown(node) : expr(*target, Use::kStore);
    items.push_back(item);
    return;
  }
  // `with (a, b):` and `with (a as b, c):` are several items, not a tuple.
  const bool wraps = node.kind == Kind::kTuple || node.kind == Kind::kParenthesizedExpression;
  if (alone && wraps && !node.is_broken()) {
    const Node* only = node.first_child();
    if (node.kind == Kind::kTuple || (only != nullptr && AsPattern(*only) != nullptr)) {
      for (const Node& c : node.children()) {
        if (c.is_named) with_item(c, false, items);
      }
      return;
    }
  }
  items.push_back({expr(node), kNoExpr});
}

}  // namespace tracklint::bind
