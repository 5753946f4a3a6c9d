// Expressions: names, operators, chains of attributes, calls and subscripts.
#include "analyzer/bind/lowering.h"

namespace tracklint::bind {
namespace {

using syntax::Kind;
using syntax::Node;

Op BinaryOp(Kind token) {
  switch (token) {
    case Kind::kPlus: return Op::kAdd;
    case Kind::kMinus: return Op::kSub;
    case Kind::kStar: return Op::kMul;
    case Kind::kSlash: return Op::kDiv;
    case Kind::kDoubleSlash: return Op::kFloorDiv;
    case Kind::kPercent: return Op::kMod;
    case Kind::kDoubleStar: return Op::kPow;
    case Kind::kAt: return Op::kMatMul;
    case Kind::kAmpersand: return Op::kAndBit;
    case Kind::kPipe: return Op::kOrBit;
    case Kind::kCaret: return Op::kXor;
    case Kind::kLeftShift: return Op::kLeft;
    case Kind::kRightShift: return Op::kRight;
    default: return Op::kNone;
  }
}

Op CompareOp(Kind token) {
  switch (token) {
    case Kind::kLess: return Op::kLt;
    case Kind::kLessEqual: return Op::kLe;
    case Kind::kEqualEqual: return Op::kEq;
    case Kind::kNotEqual:
    case Kind::kLessGreater: return Op::kNe;
    case Kind::kGreaterEqual: return Op::kGe;
    case Kind::kGreater: return Op::kGt;
    case Kind::kIn: return Op::kIn;
    case Kind::kNotIn: return Op::kNotIn;
    case Kind::kIs: return Op::kIs;
    case Kind::kIsNot: return Op::kIsNot;
    default: return Op::kNone;
  }
}

bool IsChain(Kind kind) {
  return kind == Kind::kAttribute || kind == Kind::kCall || kind == Kind::kSubscript || kind == Kind::kBinaryOperator;
}

// Displays and argument lists stay what they are around an error: the error becomes an unknown element.
bool ToleratesErrors(Kind kind) {
  return kind == Kind::kList || kind == Kind::kTuple || kind == Kind::kSet || kind == Kind::kDictionary;
}

// Without the parentheses around it and the grammar's wrappers of annotations.
const Node* Strip(const Node* node) {
  while (node != nullptr && (node->kind == Kind::kParenthesizedExpression || node->kind == Kind::kType ||
                             node->kind == Kind::kAsPatternTarget)) {
    if (node->is_broken()) return node;
    node = node->first_child();
  }
  return node;
}

}  // namespace

Expr Lowering::blank(ExprKind kind, const Node& node) const {
  Expr e;
  e.kind = kind;
  e.begin = node.begin;
  e.end = node.end;
  if (suffix_ != nullptr && node.end == suffix_->end && node.begin <= suffix_->begin)
    e.end = suffix_->first_child()->end;
  return e;
}

ExprId Lowering::add(const Expr& expression) {
  tree_.expr.push_back(expression);
  return ExprId{static_cast<std::uint32_t>(tree_.expr.size() - 1)};
}

ExprId Lowering::expr(const Node& outer, Use use) {
  const Node* node = Strip(&outer);
  if (node == nullptr) return unknown(outer);
  if (nesting_ >= kMaxExpressionNesting || height_ >= kMaxExpressionHeight) return unknown(*node);
  if (node->has_error && !ToleratesErrors(node->kind) && node->is_broken()) return unknown(*node);
  ++nesting_;
  ++height_;
  const ExprId made = expr_at(*node, use);
  --nesting_;
  --height_;
  return made;
}

ExprId Lowering::expr_at(const Node& node, Use use) {
  switch (node.kind) {
    case Kind::kIdentifier: return name(node, use);
    case Kind::kAttribute:
    case Kind::kCall:
    case Kind::kSubscript:
    case Kind::kBinaryOperator: return chain(node);
    case Kind::kString: return string(node);
    case Kind::kConcatenatedString: return concatenated(node);
    case Kind::kInteger:
    case Kind::kFloat: return number(node);
    case Kind::kTrue: return add(ExprKind::kTrue, node);
    case Kind::kFalse: return add(ExprKind::kFalse, node);
    case Kind::kNone: return add(ExprKind::kNone, node);
    case Kind::kEllipsis: return add(ExprKind::kEllipsis, node);
    case Kind::kList:
    case Kind::kListPattern: return sequence(ExprKind::kList, node, use);
    case Kind::kSet: return sequence(ExprKind::kSet, node, use);
    case Kind::kTuple:
    case Kind::kExpressionList:
    case Kind::kPatternList: return sequence(ExprKind::kTuple, node, use);
    case Kind::kTuplePattern: return tuple_pattern(node, use);
    default: return compound_expr(node, use);
  }
}

ExprId Lowering::compound_expr(const Node& node, Use use) {
  switch (node.kind) {
    case Kind::kDictionary: return dictionary(node);
    case Kind::kListComprehension: return comprehension(ExprKind::kListComp, node);
    case Kind::kSetComprehension: return comprehension(ExprKind::kSetComp, node);
    case Kind::kDictionaryComprehension: return comprehension(ExprKind::kDictComp, node);
    case Kind::kGeneratorExpression: return comprehension(ExprKind::kGenerator, node);
    case Kind::kNotOperator: return unary(node, Op::kNot);
    case Kind::kUnaryOperator: {
      const Node* token = node.child(Field::kOperator);
      const Kind kind = token == nullptr ? Kind::kOther : token->kind;
      return unary(node, kind == Kind::kMinus ? Op::kNegate : kind == Kind::kPlus ? Op::kPlus : Op::kInvert);
    }
    case Kind::kBooleanOperator: return boolean(node);
    case Kind::kComparisonOperator: return comparison(node);
    case Kind::kConditionalExpression: return conditional(node);
    case Kind::kNamedExpression: return named(node);
    case Kind::kLambda: return lambda(node);
    case Kind::kYield: return yield_expr(node);
    case Kind::kAwait: {
      Expr e = blank(ExprKind::kAwait, node);
      e.a = optional(node.first_child());
      return add(e);
    }
    case Kind::kListSplat:
    case Kind::kListSplatPattern:
    case Kind::kParenthesizedListSplat:
    case Kind::kSplatType: return starred(node, use);
    case Kind::kSlice: return slice(node);
    case Kind::kAsPattern: return &node == suffix_ ? expr(*node.first_child(), use) : unknown(node);
    case Kind::kGenericType: return generic_type(node);
    case Kind::kUnionType: return union_type(node);
    case Kind::kConstrainedType: {  // `dict[str: int]`
      Expr e = blank(ExprKind::kSlice, node);
      for (const Node& c : node.children()) {
        if (c.is_named) (e.a == kNoExpr ? e.a : e.b) = expr(c);
      }
      return add(e);
    }
    case Kind::kMemberType: {
      const Node* member = node.child(Kind::kIdentifier);
      if (member == nullptr) return unknown(node);
      Expr e = blank(ExprKind::kAttribute, node);
      e.a = optional(node.first_child());
      e.name = intern(*member);
      e.extra = member->begin;
      return add(e);
    }
    default: return unknown(node);
  }
}

ExprId Lowering::name(const Node& node, Use use) {
  if (node.begin == node.end) return unknown(node);
  Expr e = blank(ExprKind::kName, node);
  e.name = intern(node);
  if (e.name == async_ || e.name == await_) issue(node, "invalid syntax near `" + std::string(text(node)) + "`");
  if (use == Use::kStore) scopes_.bind(context_.frame, e.name);
  e.extra = scopes_.use(context_.frame, e.name);
  return add(e);
}

ExprId Lowering::chain(const Node& node) {
  const std::size_t mark = pending_nodes_.size();
  const Node* bottom = &node;
  while (bottom != nullptr && IsChain(bottom->kind) && !bottom->is_broken()) {
    pending_nodes_.push_back(bottom);
    bottom = Strip(bottom->first_child());
  }
  std::size_t links = pending_nodes_.size() - mark;
  const std::size_t room = kMaxExpressionHeight - height_;
  const std::uint32_t height = height_;
  ExprId left = kNoExpr;
  // In displays the grammar reads `*a.b()` as `(*a).b()`: the star belongs to the whole chain.
  const Node* splat = bottom != nullptr && links != 0 && bottom->kind == Kind::kListSplat ? bottom : nullptr;
  if (splat != nullptr) bottom = splat->first_named_child();
  if (links > room) {
    left = unknown(*pending_nodes_[mark + room]);
    links = room;
  } else {
    height_ = height + static_cast<std::uint32_t>(links);
    left = bottom == nullptr ? unknown(node) : expr(*bottom);
  }
  for (std::size_t i = links; i-- > 0;) {
    height_ = height + static_cast<std::uint32_t>(i);
    const Node& link = *pending_nodes_[mark + i];
    const bool after_star = splat != nullptr && bottom != nullptr && link.begin == splat->begin;
    left = chain_link(link, left, after_star ? bottom->begin : link.begin);
  }
  height_ = height;
  pending_nodes_.resize(mark);
  if (splat == nullptr) return left;
  Expr star = blank(ExprKind::kStarred, node);
  star.a = left;
  return add(star);
}

ExprId Lowering::chain_link(const Node& node, ExprId left, std::uint32_t begin) {
  Expr e = blank(ExprKind::kUnknown, node);
  e.begin = begin;
  e.a = left;
  if (node.kind == Kind::kAttribute) {
    const Node* attribute = node.child(Field::kAttribute);
    if (attribute == nullptr) return unknown(node);
    e.kind = ExprKind::kAttribute;
    e.name = intern(*attribute);
    e.extra = attribute->begin;
  } else if (node.kind == Kind::kCall) {
    const Node* list = node.child(Field::kArguments);
    if (list == nullptr) return unknown(node);
    e.kind = ExprKind::kCall;
    e.items = arguments(*list);
    const Expr& callee = tree_.at(left);
    if (e.items.empty() && callee.kind == ExprKind::kName && (callee.name == locals_ || callee.name == vars_) &&
        context_.function != kNoFunction) {
      tree_.functions[static_cast<std::size_t>(context_.function)].calls_locals = true;
    }
  } else if (node.kind == Kind::kSubscript) {
    e.kind = ExprKind::kSubscript;
    e.b = subscript_index(node);
  } else {
    const Node* token = node.child(Field::kOperator);
    const Node* right = node.child(Field::kRight);
    if (token == nullptr || right == nullptr) return unknown(node);
    e.kind = ExprKind::kBinary;
    e.op = BinaryOp(token->kind);
    e.b = expr(*right);
  }
  return add(e);
}

ExprId Lowering::unary(const Node& node, Op op) {
  const Node* operand = node.child(Field::kArgument);
  Expr e = blank(ExprKind::kUnary, node);
  e.op = op;
  e.a = operand == nullptr ? unknown(node) : expr(*operand);
  return add(e);
}

// `a and b and c` leans to the left in the syntax tree; here it is one list.
ExprId Lowering::boolean(const Node& node) {
  const Node* token = node.child(Field::kOperator);
  if (token == nullptr) return unknown(node);
  const std::size_t mark = pending_nodes_.size();
  for (const Node* at = &node;;) {
    const Node* left = at->child(Field::kLeft);
    const Node* right = at->child(Field::kRight);
    if (left == nullptr || right == nullptr) {
      pending_nodes_.push_back(at);
      break;
    }
    pending_nodes_.push_back(right);
    const Node* inner =
        left->kind == Kind::kBooleanOperator && !left->is_broken() ? left->child(Field::kOperator) : nullptr;
    if (inner == nullptr || inner->kind != token->kind) {
      pending_nodes_.push_back(left);
      break;
    }
    at = left;
  }
  const std::size_t expr_mark = pending_exprs_.size();
  for (std::size_t i = pending_nodes_.size(); i-- > mark;) {
    const Node& operand = *pending_nodes_[i];
    const ExprId lowered = &operand == &node ? unknown(node) : expr(operand);
    pending_exprs_.push_back(lowered);
  }
  pending_nodes_.resize(mark);
  Expr e = blank(ExprKind::kBoolean, node);
  e.op = token->kind == Kind::kAnd ? Op::kAnd : Op::kOr;
  e.items = take(pending_exprs_, expr_mark, tree_.exprs);
  return add(e);
}

ExprId Lowering::comparison(const Node& node) {
  Expr e = blank(ExprKind::kCompare, node);
  e.extra = static_cast<std::uint32_t>(tree_.ops.size());
  for (const Node& c : node.children()) {
    if (c.field != Field::kOperators) continue;
    tree_.ops.push_back(CompareOp(c.kind));
    if (c.kind == Kind::kLessGreater) issue(c, "invalid syntax near `<>`");
  }
  const std::size_t operators = tree_.ops.size() - e.extra;
  const std::size_t mark = pending_exprs_.size();
  for (const Node& c : node.children()) {
    if (c.field == Field::kOperators || !c.is_named) continue;
    const ExprId operand = expr(c);
    pending_exprs_.push_back(operand);
  }
  if (pending_exprs_.size() - mark != operators + 1) {
    pending_exprs_.resize(mark);
    return unknown(node);
  }
  e.items = take(pending_exprs_, mark, tree_.exprs);
  return add(e);
}

ExprId Lowering::conditional(const Node& node) {
  const Node* parts[3] = {};
  std::size_t count = 0;
  for (const Node& c : node.children()) {
    if (c.is_named && count < 3) parts[count++] = &c;
  }
  if (count != 3) return unknown(node);
  // The grammar reads `x := a if b else c` as `(x := a) if b else c`.
  const Node* assigned = parts[0]->kind == Kind::kNamedExpression ? parts[0] : nullptr;
  if (assigned != nullptr) {
    parts[0] = assigned->child(Field::kValue);
    if (assigned->child(Field::kName) == nullptr || parts[0] == nullptr) return unknown(node);
  }
  Expr e = blank(ExprKind::kConditional, node);
  e.begin = parts[0]->begin;
  e.b = expr(*parts[0]);
  e.a = expr(*parts[1]);
  e.c = expr(*parts[2]);
  const ExprId made = add(e);
  return assigned == nullptr ? made : named(node, *assigned->child(Field::kName), made);
}

ExprId Lowering::named(const Node& node) {
  const Node* target = node.child(Field::kName);
  const Node* value = node.child(Field::kValue);
  return target == nullptr || value == nullptr ? unknown(node) : named(node, *target, expr(*value));
}

ExprId Lowering::named(const Node& node, const Node& target, ExprId value) {
  Expr e = blank(ExprKind::kNamed, node);
  e.b = value;
  const FrameId frame = std::exchange(context_.frame, scopes_.binding_frame(context_.frame));
  e.a = expr(target, Use::kStore);
  context_.frame = frame;
  return add(e);
}

ExprId Lowering::yield_expr(const Node& node) {
  if (context_.function != kNoFunction)
    tree_.functions[static_cast<std::size_t>(context_.function)].is_generator = true;
  const bool from = node.child(Kind::kFrom) != nullptr;
  Expr e = blank(from ? ExprKind::kYieldFrom : ExprKind::kYield, node);
  e.a = one_or_tuple(node, Use::kLoad);
  if (from && e.a == kNoExpr) return unknown(node);
  return add(e);
}

ExprId Lowering::starred(const Node& node, Use use) {
  for (const Node& c : node.children()) {
    if (!c.is_named) continue;
    if (node.kind == Kind::kParenthesizedListSplat) return expr(c, use);
    Expr e = blank(ExprKind::kStarred, node);
    e.a = expr(c, use);
    return add(e);
  }
  return unknown(node);
}

ExprId Lowering::number(const Node& node) {
  Number number = ReadNumber(text(node));
  if (number.old_style) issue(node, "invalid syntax near `" + std::string(text(node)) + "`");
  Expr e = blank(ExprKind::kInt, node);
  switch (number.kind) {
    case Number::Kind::kInvalid: return unknown(node);
    case Number::Kind::kInt: e.set_integer(number.integer); break;
    case Number::Kind::kBigInt: e.extra = add_string(std::move(number.decimal)) + 1; break;
    case Number::Kind::kFloat:
      e.kind = ExprKind::kFloat;
      e.extra = static_cast<std::uint32_t>(tree_.floats.size());
      tree_.floats.push_back(number.real);
      break;
  }
  return add(e);
}

}  // namespace tracklint::bind
