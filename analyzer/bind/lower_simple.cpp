// The simple statements but imports.
#include "analyzer/bind/lowering.h"

namespace tracklint::bind {
namespace {

using syntax::Kind;

Op AugmentedOp(Kind token) {
  switch (token) {
    case Kind::kPlusEqual: return Op::kAdd;
    case Kind::kMinusEqual: return Op::kSub;
    case Kind::kStarEqual: return Op::kMul;
    case Kind::kSlashEqual: return Op::kDiv;
    case Kind::kAtEqual: return Op::kMatMul;
    case Kind::kDoubleSlashEqual: return Op::kFloorDiv;
    case Kind::kPercentEqual: return Op::kMod;
    case Kind::kDoubleStarEqual: return Op::kPow;
    case Kind::kRightShiftEqual: return Op::kRight;
    case Kind::kLeftShiftEqual: return Op::kLeft;
    case Kind::kAmpersandEqual: return Op::kAndBit;
    case Kind::kCaretEqual: return Op::kXor;
    case Kind::kPipeEqual: return Op::kOrBit;
    default: return Op::kNone;
  }
}

}  // namespace

void Lowering::old_style(const Node& node, std::string message) {
  issue(node, std::move(message));
  unknown_statement(node.begin, node.end);
}

void Lowering::expression_statement(const Node& node) {
  const Node* first = node.first_child();
  if (first == nullptr) return unknown_statement(node.begin, node.end);
  if (first->kind == Kind::kAssignment) return assignment(node, *first);
  if (first->kind == Kind::kAugmentedAssignment) return augmented(node, *first);
  Stmt s = blank(StmtKind::kExpr, node);
  s.a = one_or_tuple(node, Use::kLoad);
  add(s);
}

void Lowering::assignment(const Node& statement, const Node& node) {
  if (node.is_broken()) return unknown_statement(statement.begin, statement.end);
  const Node* type = node.child(Field::kType);
  if (type != nullptr) {
    Stmt s = blank(StmtKind::kAnnAssign, statement);
    s.c = expr(*type);
    s.b = optional(node.child(Field::kRight));
    const Node* target = node.child(Field::kLeft);
    s.a = target == nullptr ? unknown(node) : expr(*target, Use::kStore);
    add(s);
    return;
  }
  const std::size_t mark = pending_exprs_.size();
  const Node* at = &node;
  for (;;) {
    const Node* target = at->child(Field::kLeft);
    const Node* right = at->child(Field::kRight);
    const ExprId lowered = target == nullptr ? unknown(*at) : expr(*target, Use::kStore);
    pending_exprs_.push_back(lowered);
    if (right == nullptr || right->kind != Kind::kAssignment || right->child(Field::kType) != nullptr ||
        right->is_broken()) {
      Stmt s = blank(StmtKind::kAssign, statement);
      s.b = right == nullptr ? unknown(*at) : expr(*right);
      s.items = take(pending_exprs_, mark, tree_.exprs);
      if (right != nullptr && (right->kind == Kind::kAssignment || right->kind == Kind::kAugmentedAssignment)) {
        issue(*right, "invalid syntax near `" + std::string(text(*right).substr(0, 20)) + "`");
      }
      add(s);
      return;
    }
    at = right;
  }
}

void Lowering::augmented(const Node& statement, const Node& node) {
  const Node* target = node.child(Field::kLeft);
  const Node* token = node.child(Field::kOperator);
  const Node* value = node.child(Field::kRight);
  if (node.is_broken() || target == nullptr || token == nullptr || value == nullptr) {
    return unknown_statement(statement.begin, statement.end);
  }
  Stmt s = blank(StmtKind::kAugAssign, statement);
  s.op = AugmentedOp(token->kind);
  s.a = expr(*target, Use::kStore);
  s.b = expr(*value);
  add(s);
}

// `type Alias[T] = …` is evaluated lazily: the alias is bound to something unknown.
void Lowering::type_alias(const Node& node) {
  const Node* left = node.child(Field::kLeft);
  const Node* right = node.child(Field::kRight);
  if (left == nullptr || right == nullptr) return unknown_statement(node.begin, node.end);
  const Node* named = left->first_child();
  if (named != nullptr && named->kind == Kind::kGenericType) named = named->first_child();
  const bool alias = named != nullptr && named->kind == Kind::kIdentifier;
  Stmt s = blank(StmtKind::kAssign, node);
  const std::size_t mark = pending_exprs_.size();
  const ExprId target = alias ? expr(*named, Use::kStore) : type_target(node, *left);
  pending_exprs_.push_back(target);
  s.items = take(pending_exprs_, mark, tree_.exprs);
  s.b = alias ? unknown(*right) : expr(*right);
  add(s);
}

// The grammar reads `type(self).x = 1` as an alias called `(self).x`.
ExprId Lowering::type_target(const Node& statement, const Node& left) {
  const std::size_t mark = pending_nodes_.size();
  const Node* bottom = left.first_child();
  if (bottom != nullptr && bottom->kind == Kind::kConstrainedType) bottom = bottom->first_child();
  for (; bottom != nullptr; bottom = bottom->first_child()) {
    if (bottom->kind == Kind::kType) continue;
    if (bottom->kind != Kind::kAttribute && bottom->kind != Kind::kSubscript && bottom->kind != Kind::kCall) break;
    pending_nodes_.push_back(bottom);
  }
  const bool call =
      bottom != nullptr && (bottom->kind == Kind::kParenthesizedExpression || bottom->kind == Kind::kTuple);
  if (bottom == nullptr || (!call && bottom->kind != Kind::kList) || pending_nodes_.size() - mark > kMaxElifBranches) {
    pending_nodes_.resize(mark);
    return unknown(left);
  }
  Expr type = blank(ExprKind::kName, statement);
  type.end = type.begin + 4;
  type.name = intern(text_.substr(type.begin, 4));
  type.extra = scopes_.use(context_.frame, type.name);
  Expr made = blank(call ? ExprKind::kCall : ExprKind::kSubscript, statement);
  made.end = bottom->end;
  made.a = add(type);
  if (call) {
    made.items = arguments(*bottom);
  } else {
    made.b = one_or_tuple(*bottom, Use::kLoad);
  }
  ExprId target = add(made);
  for (std::size_t i = pending_nodes_.size(); i-- > mark;)
    target = chain_link(*pending_nodes_[i], target, statement.begin);
  pending_nodes_.resize(mark);
  return target;
}

void Lowering::delete_statement(const Node& node) {
  const std::size_t mark = pending_exprs_.size();
  for (const Node& c : node.children()) {
    if (!c.is_named) continue;
    if (c.kind != Kind::kExpressionList) {
      const ExprId target = expr(c, Use::kStore);
      pending_exprs_.push_back(target);
      continue;
    }
    for (const Node& element : c.children()) {
      if (!element.is_named) continue;
      const ExprId target = expr(element, Use::kStore);
      pending_exprs_.push_back(target);
    }
  }
  Stmt s = blank(StmtKind::kDelete, node);
  s.items = take(pending_exprs_, mark, tree_.exprs);
  add(s);
}

void Lowering::return_statement(const Node& node) {
  Stmt s = blank(StmtKind::kReturn, node);
  s.a = one_or_tuple(node, Use::kLoad);
  if (context_.function == kNoFunction) {
    // Not a return at all: nothing after it becomes unreachable.
    issue(node, "'return' outside function");
    s.kind = s.a == kNoExpr ? StmtKind::kPass : StmtKind::kExpr;
  }
  add(s);
}

void Lowering::raise_statement(const Node& node) {
  Stmt s = blank(StmtKind::kRaise, node);
  const Node* cause = node.child(Field::kCause);
  const Node* raised = node.first_child();
  if (raised != nullptr && raised != cause && raised->is_named) {
    if (raised->kind == Kind::kExpressionList && raised->first_child() != nullptr) {
      issue(node, "invalid syntax near `raise`");  // Python 2: raise Type, value
      raised = raised->first_child();
    }
    s.a = expr(*raised);
  }
  s.b = optional(cause);
  add(s);
}

void Lowering::assert_statement(const Node& node) {
  Stmt s = blank(StmtKind::kAssert, node);
  for (const Node& c : node.children()) {
    if (!c.is_named) continue;
    if (s.a == kNoExpr) {
      s.a = expr(c);
    } else if (s.b == kNoExpr) {
      s.b = expr(c);
    }
  }
  add(s);
}

void Lowering::declaration(const Node& node) {
  for (const Node& c : node.children()) {
    if (c.kind != Kind::kIdentifier) continue;
    if (node.kind == Kind::kGlobalStatement) {
      scopes_.declare_global(context_.frame, intern(c));
    } else {
      scopes_.declare_nonlocal(context_.frame, intern(c));
    }
  }
  add(blank(StmtKind::kGlobal, node));
}

}  // namespace tracklint::bind
