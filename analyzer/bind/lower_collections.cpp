// Displays, comprehensions, subscripts, arguments, annotations.
#include <algorithm>

#include "analyzer/bind/lowering.h"

namespace tracklint::bind {

ExprId Lowering::sequence(ExprKind kind, const Node& node, Use use) {
  const std::size_t mark = pending_exprs_.size();
  for (const Node& c : node.children()) {
    ExprId element = kNoExpr;
    if (c.is_error()) {
      Expr open = blank(ExprKind::kStarred, c);
      open.a = unknown(c);
      element = add(open);
    } else if (c.is_named) {
      element = expr(c, use);
    } else {
      continue;
    }
    pending_exprs_.push_back(element);
  }
  Expr e = blank(kind, node);
  e.items = take(pending_exprs_, mark, tree_.exprs);
  return add(e);
}

// `(a)` as a target is only a name in parentheses.
ExprId Lowering::tuple_pattern(const Node& node, Use use) {
  const Node* only = nullptr;
  std::size_t count = 0;
  for (const Node& c : node.children()) {
    ++count;
    only = &c;
  }
  if (count == 1 && only->kind != Kind::kListSplatPattern) return expr(*only, use);
  return sequence(ExprKind::kTuple, node, use);
}

ExprId Lowering::one_or_tuple(const Node& node, Use use, Field field) {
  const std::size_t mark = pending_exprs_.size();
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool comma = false;
  for (const Node& c : node.children()) {
    const bool counts = field == Field::kNoField ? c.is_named : c.field == field && c.is_named;
    if (counts) {
      if (pending_exprs_.size() == mark) begin = c.begin;
      end = c.end;
      const ExprId element = expr(c, use);
      pending_exprs_.push_back(element);
    } else if (c.kind == Kind::kComma && pending_exprs_.size() > mark) {
      comma = true;
      end = c.end;
    }
  }
  if (pending_exprs_.size() == mark) return kNoExpr;
  if (pending_exprs_.size() == mark + 1 && !comma) {
    const ExprId only = pending_exprs_.back();
    pending_exprs_.pop_back();
    return only;
  }
  Expr e;
  e.kind = ExprKind::kTuple;
  e.begin = begin;
  e.end = end;
  e.items = take(pending_exprs_, mark, tree_.exprs);
  return add(e);
}

ExprId Lowering::dictionary(const Node& node) {
  const std::size_t mark = pending_entries_.size();
  for (const Node& c : node.children()) {
    DictEntry entry;
    entry.begin = c.begin;
    entry.end = c.end;
    if (c.is_error()) {
      entry.value = unknown(c);
    } else if (c.kind == Kind::kPair) {
      const Node* key = c.child(Field::kKey);
      const Node* value = c.child(Field::kValue);
      entry.key = key == nullptr ? unknown(c) : expr(*key);
      entry.value = value == nullptr ? unknown(c) : expr(*value);
    } else if (c.kind == Kind::kDictionarySplat) {
      for (const Node& inner : c.children()) {
        if (inner.is_named) entry.value = expr(inner);
      }
      if (entry.value == kNoExpr) entry.value = unknown(c);
    } else {
      continue;
    }
    pending_entries_.push_back(entry);
  }
  Expr e = blank(ExprKind::kDict, node);
  e.items = take(pending_entries_, mark, tree_.dict_entries);
  return add(e);
}

ExprId Lowering::comprehension(ExprKind kind, const Node& node) {
  const Node* body = node.child(Field::kBody);
  if (body == nullptr) return unknown(node);
  const FrameId outside = context_.frame;
  const FrameId inside = scopes_.enter_comprehension(outside);
  const std::size_t mark = pending_clauses_.size();
  std::size_t conditions = pending_exprs_.size();
  for (const Node& c : node.children()) {
    if (c.kind == Kind::kForInClause) {
      if (pending_clauses_.size() > mark) {
        pending_clauses_.back().conditions = take(pending_exprs_, conditions, tree_.exprs);
      }
      Clause clause;
      clause.is_async = c.child(Kind::kAsync) != nullptr;
      // The first iterable is evaluated outside, before the comprehension begins.
      context_.frame = pending_clauses_.size() == mark ? outside : inside;
      clause.iterable = one_or_tuple(c, Use::kLoad, Field::kRight);
      context_.frame = inside;
      const Node* target = c.child(Field::kLeft);
      clause.target = target == nullptr ? unknown(c) : expr(*target, Use::kStore);
      if (clause.iterable == kNoExpr) clause.iterable = unknown(c);
      pending_clauses_.push_back(clause);
      conditions = pending_exprs_.size();
    } else if (c.kind == Kind::kIfClause) {
      context_.frame = inside;
      const ExprId condition = optional(c.first_child());
      if (condition != kNoExpr) pending_exprs_.push_back(condition);
    }
  }
  if (pending_clauses_.size() > mark)
    pending_clauses_.back().conditions = take(pending_exprs_, conditions, tree_.exprs);
  pending_exprs_.resize(conditions);
  context_.frame = inside;
  Expr e = blank(kind, node);
  if (kind == ExprKind::kDictComp) {
    const Node* key = body->child(Field::kKey);
    const Node* value = body->child(Field::kValue);
    e.a = key == nullptr ? unknown(*body) : expr(*key);
    e.b = value == nullptr ? unknown(*body) : expr(*value);
  } else {
    e.a = expr(*body);
  }
  context_.frame = outside;
  e.items = take(pending_clauses_, mark, tree_.clauses);
  return add(e);
}

ExprId Lowering::subscript_index(const Node& subscript) {
  const ExprId index = one_or_tuple(subscript, Use::kLoad, Field::kSubscript);
  return index == kNoExpr ? unknown(subscript) : tuple_if_starred(index);
}

// `a[*b]` is a tuple of one.
ExprId Lowering::tuple_if_starred(ExprId index) {
  if (tree_.at(index).kind != ExprKind::kStarred) return index;
  Expr e;
  e.kind = ExprKind::kTuple;
  e.begin = tree_.at(index).begin;
  e.end = tree_.at(index).end;
  const std::size_t mark = pending_exprs_.size();
  pending_exprs_.push_back(index);
  e.items = take(pending_exprs_, mark, tree_.exprs);
  return add(e);
}

ExprId Lowering::slice(const Node& node) {
  ExprId parts[3] = {kNoExpr, kNoExpr, kNoExpr};
  std::size_t at = 0;
  for (const Node& c : node.children()) {
    if (c.kind == Kind::kColon) {
      ++at;
    } else if (c.is_named && at < 3) {
      parts[at] = expr(c);
    }
  }
  Expr e = blank(ExprKind::kSlice, node);
  e.a = parts[0];
  e.b = parts[1];
  e.c = parts[2];
  return add(e);
}

Range Lowering::arguments(const Node& node) {
  const std::size_t mark = pending_args_.size();
  if (node.kind == Kind::kGeneratorExpression) {
    Arg only;
    only.begin = node.begin;
    only.end = node.end;
    only.value = expr(node);
    pending_args_.push_back(only);
  } else {
    bool keyword = false;
    for (const Node& c : node.children()) {
      Arg one;
      if (!argument(c, one)) continue;
      // Around an error the parser takes what it did not understand for such an argument.
      if (keyword && one.kind == ArgKind::kPositional && !node.has_error)
        issue(c, "positional argument follows keyword argument");
      keyword = keyword || one.kind == ArgKind::kKeyword;
      pending_args_.push_back(one);
    }
  }
  return take(pending_args_, mark, tree_.args);
}

bool Lowering::argument(const Node& node, Arg& into) {
  into.begin = node.begin;
  into.end = node.end;
  switch (node.kind) {
    case Kind::kError:  // whatever it was: an unknown number of arguments
      into.kind = ArgKind::kStar;
      into.value = unknown(node);
      return true;
    case Kind::kKeywordArgument: {
      const Node* keyword = node.child(Field::kName);
      const Node* value = node.child(Field::kValue);
      if (keyword == nullptr) return false;
      into.kind = ArgKind::kKeyword;
      into.name = intern(*keyword);
      if (into.name == async_ || into.name == await_)
        issue(*keyword, "invalid syntax near `" + std::string(text(*keyword)) + "`");
      into.value = value == nullptr ? unknown(node) : expr(*value);
      return true;
    }
    case Kind::kListSplat:
    case Kind::kDictionarySplat:
      into.kind = node.kind == Kind::kListSplat ? ArgKind::kStar : ArgKind::kDoubleStar;
      for (const Node& c : node.children()) {
        if (c.is_named) into.value = expr(c);
      }
      if (into.value == kNoExpr) into.value = unknown(node);
      return true;
    default:
      if (!node.is_named) return false;
      into.value = expr(node);
      return true;
  }
}

// `List[int]` in an annotation.
ExprId Lowering::generic_type(const Node& node) {
  const Node* base = node.first_child();
  const Node* list = node.child(Kind::kTypeParameter);
  if (base == nullptr || list == nullptr) return unknown(node);
  Expr e = blank(ExprKind::kSubscript, node);
  e.a = name(*base, Use::kLoad);
  e.b = one_or_tuple(*list, Use::kLoad);
  e.b = e.b == kNoExpr ? unknown(*list) : tuple_if_starred(e.b);
  return add(e);
}

// The grammar mixes `A | B | C` of annotations from nested types and operators, leaning to either side.
ExprId Lowering::union_type(const Node& node) {
  const std::size_t mark = pending_nodes_.size();
  std::vector<const Node*> operands;
  pending_nodes_.push_back(&node);
  while (pending_nodes_.size() > mark) {
    const Node* at = pending_nodes_.back();
    pending_nodes_.pop_back();
    while (at->kind == Kind::kType && at->first_child() != nullptr) at = at->first_child();
    const Node* left = nullptr;
    const Node* right = nullptr;
    const bool is_union =
        at->kind == Kind::kUnionType || (at->kind == Kind::kBinaryOperator && at->child(Kind::kPipe) != nullptr);
    if (is_union && !at->is_broken()) {
      for (const Node& c : at->children()) {
        if (c.is_named) (left == nullptr ? left : right) = &c;
      }
    }
    if (right == nullptr) {
      operands.push_back(at);
    } else {
      pending_nodes_.push_back(right);
      pending_nodes_.push_back(left);
    }
  }
  const std::uint32_t height = height_;
  if (operands.size() > kMaxExpressionHeight - height) return unknown(node);
  ExprId made = kNoExpr;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    height_ = height + static_cast<std::uint32_t>(operands.size() - std::max<std::size_t>(i, 1));
    const ExprId operand = operands[i] == &node ? unknown(node) : expr(*operands[i]);
    if (i == 0) {
      made = operand;
      continue;
    }
    Expr pair = blank(ExprKind::kBinary, node);
    pair.end = operands[i]->end;
    pair.op = Op::kOrBit;
    pair.a = made;
    pair.b = operand;
    made = add(pair);
  }
  height_ = height;
  return made;
}

// PEP 695: the names of `[T: bound, *Ts, **P]` become visible in `frame`.
void Lowering::type_parameters(const Node& node, FrameId frame) {
  for (const Node& parameter : node.children()) {
    // The first name below a parameter is its own; bounds and defaults follow.
    const Node* end = &parameter + parameter.size;
    for (const Node* at = &parameter; at != end; ++at) {
      if (at->kind == Kind::kIdentifier) {
        scopes_.bind(frame, intern(*at));
        break;
      }
    }
  }
}

}  // namespace tracklint::bind
