// match statements: which value a case compares with, which names it binds.
#include "analyzer/bind/lowering.h"

namespace tracklint::bind {
namespace {

using syntax::Kind;
using syntax::Node;

bool IsSingleName(const Node& dotted) {
  std::size_t names = 0;
  for (const Node& c : dotted.children()) names += c.kind == Kind::kIdentifier ? 1 : 0;
  return names == 1;
}

}  // namespace

void Lowering::match_statement(const Node& node) {
  Stmt s = blank(StmtKind::kMatch, node);
  s.a = one_or_tuple(node, Use::kLoad, Field::kSubject);
  if (s.a == kNoExpr) s.a = unknown(node);
  std::vector<MatchCase> cases;
  if (const Node* body = node.child(Kind::kBlock)) {
    for (const Node& c : body->children()) {
      if (c.kind == Kind::kCaseClause) cases.push_back(match_case(c, &s.end));
    }
  }
  s.items.begin = static_cast<std::uint32_t>(tree_.cases.size());
  for (MatchCase& one : cases) tree_.cases.push_back(std::move(one));
  s.items.end = static_cast<std::uint32_t>(tree_.cases.size());
  add(s);
}

MatchCase Lowering::match_case(const Node& node, std::uint32_t* end) {
  MatchCase made;
  const Node* only = nullptr;
  std::size_t patterns = 0;
  bool comma = false;
  for (const Node& c : node.children()) {
    if (c.kind == Kind::kCasePattern) {
      ++patterns;
      only = &c;
    }
    comma = comma || c.kind == Kind::kComma;
  }
  if (patterns == 1 && !comma) {
    made.pattern = pattern(*only, made);
  } else {
    for (const Node& c : node.children()) {
      if (c.kind == Kind::kCasePattern) captures_below(c, made);
    }
  }
  if (const Node* guard = node.child(Field::kGuard)) made.guard = optional(guard->first_child());
  made.body = block(node.child(Kind::kBlock), end);
  return made;
}

// The value that the pattern compares with, or kNoExpr. Fills captures and irrefutable.
ExprId Lowering::pattern(const Node& outer, MatchCase& into) {
  const Node* node = &outer;
  // Wrappers, and parentheses around one pattern.
  while (node->kind == Kind::kCasePattern || node->kind == Kind::kTuplePattern) {
    const Node* first = node->first_child();
    if (first == nullptr || node->is_broken() || first + first->size != node + node->size) break;
    node = first;
  }
  switch (node->kind) {
    case Kind::kUnderscore: into.irrefutable = true; return kNoExpr;
    case Kind::kDottedName:
      if (!IsSingleName(*node)) return value_pattern(*node);
      into.irrefutable = true;
      capture(*node->first_child(), into);
      return kNoExpr;
    case Kind::kAsPattern: {
      const Node* inner = node->first_child();
      const Node* alias = nullptr;
      for (const Node& c : node->children()) {
        if (&c != inner && c.is_named) alias = &c;
      }
      ExprId value = kNoExpr;
      if (inner != nullptr && nesting_ < kMaxExpressionNesting) {
        ++nesting_;
        value = pattern(*inner, into);
        --nesting_;
      }
      if (alias != nullptr && alias->kind == Kind::kIdentifier) capture(*alias, into);
      return value;
    }
    case Kind::kUnionPattern: return alternatives(*node, into);
    default: break;
  }
  const ExprId value = value_pattern(*node);
  if (value == kNoExpr) captures_below(*node, into);
  return value;
}

ExprId Lowering::alternatives(const Node& node, MatchCase& into) {
  const std::size_t mark = pending_exprs_.size();
  bool all = true;
  const Node* sign = nullptr;
  for (const Node& c : node.children()) {
    if (c.kind == Kind::kPipe) continue;
    if (c.kind == Kind::kMinus) {
      sign = &c;
      continue;
    }
    const ExprId value = sign == nullptr ? value_pattern(c) : negative(*sign, c);
    sign = nullptr;
    if (c.kind == Kind::kUnderscore) into.irrefutable = true;
    if (value == kNoExpr) {
      all = false;
    } else {
      pending_exprs_.push_back(value);
    }
  }
  Expr e = blank(ExprKind::kTuple, node);
  e.items = take(pending_exprs_, mark, tree_.exprs);
  if (all) return add(e);
  captures_below(node, into);
  return kNoExpr;
}

ExprId Lowering::negative(const Node& sign, const Node& number) {
  Expr e = blank(ExprKind::kUnary, number);
  e.begin = sign.begin;
  e.op = Op::kNegate;
  e.a = expr(number);
  return add(e);
}

ExprId Lowering::value_pattern(const Node& node) {
  switch (node.kind) {
    case Kind::kString:
    case Kind::kConcatenatedString:
    case Kind::kInteger:
    case Kind::kFloat:
    case Kind::kTrue:
    case Kind::kFalse:
    case Kind::kNone: return expr(node);
    case Kind::kCasePattern: {
      const Node* first = node.first_child();
      if (first == nullptr || first->kind != Kind::kMinus || first + first->size == &node + node.size) return kNoExpr;
      return negative(*first, *(first + first->size));
    }
    case Kind::kDottedName: {
      if (IsSingleName(node) || node.size > kMaxExpressionNesting) return kNoExpr;
      ExprId value = kNoExpr;
      for (const Node& c : node.children()) {
        if (c.kind != Kind::kIdentifier) continue;
        if (value == kNoExpr) {
          value = name(c, Use::kLoad);
          continue;
        }
        Expr e = blank(ExprKind::kAttribute, c);
        e.begin = node.begin;
        e.a = value;
        e.name = intern(c);
        e.extra = c.begin;
        value = add(e);
      }
      return value;
    }
    default: return kNoExpr;
  }
}

void Lowering::capture(const Node& identifier, MatchCase& into) {
  const NameId bound = intern(identifier);
  scopes_.bind(context_.frame, bound);
  Ref ref;
  ref.slot = scopes_.use(context_.frame, bound);
  into.captures.push_back(ref);
}

// All names bound at or below `node`: every lone name but the classes, keywords and keys.
void Lowering::captures_below(const Node& node, MatchCase& into) {
  const Node* end = &node + node.size;
  const Node* skip = nullptr;
  for (const Node* at = &node; at != end;) {
    if (at == skip || at->is_error() || (at->kind == Kind::kDottedName && at->field == Field::kKey)) {
      at += at->size;
      continue;
    }
    if (at->kind == Kind::kClassPattern || at->kind == Kind::kKeywordPattern) skip = at->first_child();
    if (at->kind == Kind::kDottedName) {
      if (IsSingleName(*at)) capture(*at->first_child(), into);
      at += at->size;
      continue;
    }
    if (at->kind == Kind::kIdentifier) capture(*at, into);
    ++at;
  }
}

}  // namespace tracklint::bind
