// Expressions.
#include "analyzer/syntax/plain_parser.h"

namespace tracklint::syntax {
namespace {

/// How tightly a binary operator binds; 0: it is none.
int Precedence(const Lexeme& lexeme) {
  switch (lexeme.token) {
    case Token::kSign: return 5;
    case Token::kStar:
    case Token::kAt: return 6;
    case Token::kBinary: break;
    default: return 0;
  }
  switch (lexeme.kind) {
    case Kind::kPipe: return 1;
    case Kind::kCaret: return 2;
    case Kind::kAmpersand: return 3;
    case Kind::kLeftShift:
    case Kind::kRightShift: return 4;
    default: return 6;
  }
}

}  // namespace

PlainParser::Id PlainParser::expression() {
  const Deeper deeper(*this);
  if (at(Token::kLambda)) return lambda();
  const Id value = disjunction();
  if (!at(Token::kIf)) return value;
  const Id node = open(Kind::kConditionalExpression, begin_of(value));
  add(node, value);
  skip();
  add(node, disjunction());
  expect(Token::kElse);
  add(node, expression());
  return close(node);
}

PlainParser::Id PlainParser::named_expression() {
  const Id value = expression();
  if (!at(Token::kWalrus)) return value;
  if (kind_of(value) != Kind::kIdentifier) return refuse();
  const Id node = open(Kind::kNamedExpression, begin_of(value));
  add(node, value, Field::kName);
  skip();
  add(node, expression(), Field::kValue);
  return close(node);
}

PlainParser::Id PlainParser::disjunction() {
  Id left = conjunction();
  while (at(Token::kOr)) {
    const Id node = open(Kind::kBooleanOperator, begin_of(left));
    add(node, left, Field::kLeft);
    add(node, leaf(Kind::kOr), Field::kOperator);
    add(node, conjunction(), Field::kRight);
    left = close(node);
  }
  return left;
}

PlainParser::Id PlainParser::conjunction() {
  Id left = negation();
  while (at(Token::kAnd)) {
    const Id node = open(Kind::kBooleanOperator, begin_of(left));
    add(node, left, Field::kLeft);
    add(node, leaf(Kind::kAnd), Field::kOperator);
    add(node, negation(), Field::kRight);
    left = close(node);
  }
  return left;
}

PlainParser::Id PlainParser::negation() {
  if (!at(Token::kNot)) return comparison();
  const Deeper deeper(*this);
  const Id node = open(Kind::kNotOperator, now_.begin);
  skip();
  add(node, negation(), Field::kArgument);
  return close(node);
}

PlainParser::Id PlainParser::comparison() {
  const Id first = binary(1);
  if (!at(Token::kCompare) && !at(Token::kIn) && !at(Token::kIs) && !at(Token::kNot)) return first;
  const Id node = open(Kind::kComparisonOperator, begin_of(first));
  add(node, first);
  while (at(Token::kCompare) || at(Token::kIn) || at(Token::kIs) || at(Token::kNot)) {
    Id operation = kNone;
    if (at(Token::kNot)) {
      operation = leaf(Kind::kNotIn);
      expect(Token::kIn);
      close(operation);
    } else if (at(Token::kIs)) {
      operation = leaf(Kind::kIs);
      if (skip_if(Token::kNot)) {
        nodes_[operation].kind = Kind::kIsNot;
        close(operation);
      }
    } else {
      operation = leaf(at(Token::kIn) ? Kind::kIn : now_.kind);
    }
    add(node, operation, Field::kOperators);
    add(node, binary(1));
  }
  return close(node);
}

PlainParser::Id PlainParser::binary(int lowest) {
  Id left = unary();
  for (int precedence = Precedence(now_); precedence >= lowest; precedence = Precedence(now_)) {
    const Id node = open(Kind::kBinaryOperator, begin_of(left));
    add(node, left, Field::kLeft);
    add(node, leaf(now_.kind), Field::kOperator);
    add(node, binary(precedence + 1), Field::kRight);
    left = close(node);
  }
  return left;
}

PlainParser::Id PlainParser::unary() {
  if (!at(Token::kSign) && !at(Token::kTilde)) return power();
  const Deeper deeper(*this);
  const Id node = open(Kind::kUnaryOperator, now_.begin);
  add(node, leaf(now_.kind), Field::kOperator);
  add(node, unary(), Field::kArgument);
  return close(node);
}

PlainParser::Id PlainParser::power() {
  Id base = kNone;
  if (at(Token::kAwait)) {
    base = open(Kind::kAwait, now_.begin);
    skip();
    add(base, primary());
    close(base);
    if (at(Token::kDoubleStar)) return refuse();  // the grammar binds it more tightly than Python does
  } else {
    base = primary();
  }
  if (!at(Token::kDoubleStar)) return base;
  const Deeper deeper(*this);
  const Id node = open(Kind::kBinaryOperator, begin_of(base));
  add(node, base, Field::kLeft);
  add(node, leaf(Kind::kDoubleStar), Field::kOperator);
  add(node, unary(), Field::kRight);
  return close(node);
}

PlainParser::Id PlainParser::primary() {
  Id value = atom();
  for (;;) {
    if (at(Token::kDot)) {
      const Id node = open(Kind::kAttribute, begin_of(value));
      add(node, value, Field::kObject);
      skip();
      if (!at(Token::kName)) return refuse();
      add(node, leaf(Kind::kIdentifier), Field::kAttribute);
      value = close(node);
    } else if (at(Token::kLeftParen)) {
      value = call(value);
    } else if (at(Token::kLeftBracket)) {
      value = subscript(value);
    } else {
      return value;
    }
  }
}

PlainParser::Id PlainParser::call(Id function) {
  const Id node = open(Kind::kCall, begin_of(function));
  add(node, function, Field::kFunction);
  const Id list = open(Kind::kArgumentList, now_.begin);
  skip();
  while (!at(Token::kRightParen) && !at(Token::kEnd)) {
    const Id one = add(list, argument());
    if (at(Token::kFor) || at(Token::kAsync)) {
      if (nodes_[list].first != one || kind_of(one) == Kind::kKeywordArgument || kind_of(one) == Kind::kListSplat ||
          kind_of(one) == Kind::kDictionarySplat)
        return refuse();
      nodes_[list].kind = Kind::kGeneratorExpression;
      nodes_[one].field = Field::kBody;
      comprehension(list);
      break;
    }
    if (!at(Token::kComma)) break;
    add(list, leaf(Kind::kComma));
  }
  expect(Token::kRightParen);
  add(node, close(list), Field::kArguments);
  return close(node);
}

PlainParser::Id PlainParser::argument() {
  const std::uint32_t begin = now_.begin;
  if (skip_if(Token::kStar)) return splat(Kind::kListSplat, expression(), begin);
  if (skip_if(Token::kDoubleStar)) return splat(Kind::kDictionarySplat, expression(), begin);
  const Id value = named_expression();
  if (!at(Token::kEqual)) return value;
  if (kind_of(value) != Kind::kIdentifier) return refuse();
  const Id node = open(Kind::kKeywordArgument, begin);
  add(node, value, Field::kName);
  skip();
  add(node, expression(), Field::kValue);
  return close(node);
}

PlainParser::Id PlainParser::splat(Kind kind, Id operand, std::uint32_t begin) {
  const Id node = open(kind, begin);
  add(node, operand);
  return close(node);
}

PlainParser::Id PlainParser::subscript(Id value) {
  const Id node = open(Kind::kSubscript, begin_of(value));
  add(node, value, Field::kValue);
  skip();
  do {
    add(node, subscript_item(), Field::kSubscript);
    if (!at(Token::kComma)) break;
    add(node, leaf(Kind::kComma));
  } while (!at(Token::kRightBracket) && !at(Token::kEnd));
  expect(Token::kRightBracket);
  return close(node);
}

PlainParser::Id PlainParser::subscript_item() {
  const std::uint32_t begin = now_.begin;
  if (skip_if(Token::kStar)) return splat(Kind::kListSplat, binary(1), begin);
  const Id from = at(Token::kColon) ? kNone : named_expression();
  if (!at(Token::kColon)) return from;
  const Id node = open(Kind::kSlice, begin);
  add(node, from);
  for (int colons = 0; colons < 2 && at(Token::kColon); ++colons) {
    add(node, leaf(Kind::kColon));
    if (!at(Token::kColon) && !at(Token::kComma) && !at(Token::kRightBracket)) add(node, expression());
  }
  return close(node);
}

PlainParser::Id PlainParser::atom() {
  switch (now_.token) {
    case Token::kName: return leaf(Kind::kIdentifier);
    case Token::kNumber: return leaf(now_.kind);
    case Token::kString:
    case Token::kFormatString: return strings();
    case Token::kTrue: return leaf(Kind::kTrue);
    case Token::kFalse: return leaf(Kind::kFalse);
    case Token::kNone: return leaf(Kind::kNone);
    case Token::kEllipsis: return leaf(Kind::kEllipsis);
    case Token::kLeftParen: return parenthesized();
    case Token::kLeftBracket: return list();
    case Token::kLeftBrace: return braces();
    default: return refuse();
  }
}

PlainParser::Id PlainParser::lambda() {
  const Id node = open(Kind::kLambda, now_.begin);
  skip();
  if (!at(Token::kColon)) add(node, parameters(false), Field::kParameters);
  expect(Token::kColon);
  add(node, expression(), Field::kBody);
  return close(node);
}

PlainParser::Id PlainParser::yield_expression() {
  const Id node = open(Kind::kYield, now_.begin);
  skip();
  if (at(Token::kFrom)) {
    add(node, leaf(Kind::kFrom));
    add(node, expression());
  } else if (!list_ends()) {
    add(node, expressions());
  }
  return close(node);
}

PlainParser::Id PlainParser::display_element() {
  const std::uint32_t begin = now_.begin;
  if (skip_if(Token::kStar)) return splat(Kind::kListSplat, binary(1), begin);
  return named_expression();
}

PlainParser::Id PlainParser::parenthesized() {
  const Deeper deeper(*this);
  const Id node = open(Kind::kParenthesizedExpression, now_.begin);
  skip();
  if (at(Token::kYield)) {
    add(node, yield_expression());
  } else if (at(Token::kRightParen)) {
    nodes_[node].kind = Kind::kTuple;
  } else {
    const Id first = add(node, display_element());
    if (at(Token::kFor) || at(Token::kAsync)) {
      nodes_[node].kind = Kind::kGeneratorExpression;
      nodes_[first].field = Field::kBody;
      comprehension(node);
    } else if (at(Token::kComma)) {
      nodes_[node].kind = Kind::kTuple;
      while (at(Token::kComma)) {
        add(node, leaf(Kind::kComma));
        if (at(Token::kRightParen)) break;
        add(node, display_element());
      }
    } else if (kind_of(first) == Kind::kListSplat) {
      return refuse();
    }
  }
  expect(Token::kRightParen);
  return close(node);
}

PlainParser::Id PlainParser::list() {
  const Deeper deeper(*this);
  const Id node = open(Kind::kList, now_.begin);
  skip();
  while (!at(Token::kRightBracket) && !at(Token::kEnd)) {
    const Id one = add(node, display_element());
    if ((at(Token::kFor) || at(Token::kAsync)) && nodes_[node].first == one) {
      nodes_[node].kind = Kind::kListComprehension;
      nodes_[one].field = Field::kBody;
      comprehension(node);
      break;
    }
    if (!skip_if(Token::kComma)) break;
  }
  expect(Token::kRightBracket);
  return close(node);
}

/// A dictionary, a set, or a comprehension of one.
PlainParser::Id PlainParser::braces() {
  const Deeper deeper(*this);
  const Id node = open(Kind::kDictionary, now_.begin);
  skip();
  bool pairs = false;
  bool elements = false;
  while (!at(Token::kRightBrace) && !at(Token::kEnd)) {
    const std::uint32_t begin = now_.begin;
    Id one = kNone;
    bool is_pair = true;
    if (skip_if(Token::kDoubleStar)) {
      one = splat(Kind::kDictionarySplat, binary(1), begin);
    } else {
      one = display_element();
      is_pair = at(Token::kColon);
      if (is_pair) one = pair(one);
    }
    (is_pair ? pairs : elements) = true;
    add(node, one);
    if ((at(Token::kFor) || at(Token::kAsync)) && nodes_[node].first == one) {
      if (kind_of(one) == Kind::kDictionarySplat) return refuse();
      nodes_[node].kind = is_pair ? Kind::kDictionaryComprehension : Kind::kSetComprehension;
      nodes_[one].field = Field::kBody;
      comprehension(node);
      expect(Token::kRightBrace);
      return close(node);
    }
    if (!skip_if(Token::kComma)) break;
  }
  if (pairs && elements) return refuse();
  if (elements) nodes_[node].kind = Kind::kSet;
  expect(Token::kRightBrace);
  return close(node);
}

PlainParser::Id PlainParser::pair(Id key) {
  if (kind_of(key) == Kind::kListSplat || kind_of(key) == Kind::kNamedExpression) return refuse();
  const Id node = open(Kind::kPair, begin_of(key));
  add(node, key, Field::kKey);
  skip();
  add(node, expression(), Field::kValue);
  return close(node);
}

void PlainParser::comprehension(Id parent) {
  if (kind_of(nodes_[parent].first) == Kind::kListSplat) refuse();
  while (at(Token::kFor) || at(Token::kAsync)) {
    const Id clause = open(Kind::kForInClause, now_.begin);
    if (at(Token::kAsync)) add(clause, leaf(Kind::kAsync));
    expect(Token::kFor);
    add(clause, targets(), Field::kLeft);
    expect(Token::kIn);
    add(clause, disjunction(), Field::kRight);
    add(parent, close(clause));
    while (at(Token::kIf)) {
      const Id condition = open(Kind::kIfClause, now_.begin);
      skip();
      add(condition, disjunction());
      add(parent, close(condition));
    }
  }
}

bool PlainParser::list_ends() const {
  switch (now_.token) {
    case Token::kEnd:
    case Token::kNewline:
    case Token::kSemicolon:
    case Token::kRightParen:
    case Token::kRightBracket:
    case Token::kRightBrace:
    case Token::kColon:
    case Token::kWalrus:
    case Token::kBang:
    case Token::kEqual:
    case Token::kAugmented: return true;
    default: return false;
  }
}

PlainParser::Id PlainParser::expressions() {
  const auto element = [this] {
    const std::uint32_t begin = now_.begin;
    return skip_if(Token::kStar) ? splat(Kind::kListSplat, binary(1), begin) : expression();
  };
  const Id first = element();
  if (!at(Token::kComma)) return kind_of(first) == Kind::kListSplat ? refuse() : first;
  const Id node = open(Kind::kExpressionList, begin_of(first));
  add(node, first);
  while (at(Token::kComma)) {
    add(node, leaf(Kind::kComma));
    if (list_ends()) break;
    add(node, element());
  }
  return close(node);
}

PlainParser::Id PlainParser::target() {
  const std::uint32_t begin = now_.begin;
  const Id node = skip_if(Token::kStar) ? splat(Kind::kListSplat, primary(), begin) : primary();
  make_pattern(node);
  return node;
}

/// Left of `in`.
PlainParser::Id PlainParser::targets() {
  const Id first = target();
  if (!at(Token::kComma)) return first;
  const Id node = open(Kind::kPatternList, begin_of(first));
  add(node, first);
  while (at(Token::kComma)) {
    add(node, leaf(Kind::kComma));
    if (at(Token::kIn)) break;
    add(node, target());
  }
  return close(node);
}

void PlainParser::make_pattern(Id node) {
  const Deeper deeper(*this);
  const auto each = [&] {
    for (Id child = nodes_[node].first; child != kNone; child = nodes_[child].next) {
      if (nodes_[child].kind != Kind::kComma) make_pattern(child);
    }
  };
  Kind& kind = nodes_[node].kind;
  switch (kind) {
    case Kind::kIdentifier:
    case Kind::kAttribute:
    case Kind::kSubscript: return;
    case Kind::kListSplat: {
      const Kind inner = kind_of(nodes_[node].first);
      if (inner != Kind::kIdentifier && inner != Kind::kAttribute && inner != Kind::kSubscript) refuse();
      kind = Kind::kListSplatPattern;
      return;
    }
    case Kind::kList: kind = Kind::kListPattern; return each();
    case Kind::kTuple: kind = Kind::kTuplePattern; return each();
    case Kind::kExpressionList: kind = Kind::kPatternList; return each();
    case Kind::kParenthesizedExpression: return each();
    default: refuse();
  }
}

}  // namespace tracklint::syntax
