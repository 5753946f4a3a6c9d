// match statements and the patterns of their cases.
#include "analyzer/syntax/plain_parser.h"

namespace tracklint::syntax {

/// `match` is a name, too: only what ends like the head of a block is such a statement. Otherwise nothing is passed.
PlainParser::Id PlainParser::match_statement() {
  const PlainLexer::Place place = lexer_.place();
  const Lexeme now = now_;
  const std::uint32_t previous_end = previous_end_;
  const std::size_t nodes = nodes_.size();
  const Id node = open(Kind::kMatchStatement, now_.begin);
  skip();
  do {
    add(node, display_element(), Field::kSubject);
    if (!at(Token::kComma)) break;
    add(node, leaf(Kind::kComma));
  } while (!at(Token::kColon) && !at(Token::kEnd));
  if (skip_if(Token::kColon) && skip_if(Token::kNewline)) {
    expect(Token::kIndent);
    const Id body = open(Kind::kBlock, now_.begin);
    while (!at(Token::kDedent) && !at(Token::kEnd)) add(body, case_clause());
    expect(Token::kDedent);
    add(node, close(body), Field::kBody);
    return close(node);
  }
  lexer_.go_back(place);
  now_ = now;
  previous_end_ = previous_end;
  nodes_.resize(nodes);
  return kNone;
}

PlainParser::Id PlainParser::case_clause() {
  if (!at(Token::kName) || word() != "case") return refuse();
  const Id node = open(Kind::kCaseClause, now_.begin);
  skip();
  if (at(Token::kColon) || at(Token::kIf)) return refuse();
  patterns(node, Token::kColon);
  if (at(Token::kIf)) {
    const Id guard = open(Kind::kIfClause, now_.begin);
    skip();
    add(guard, named_expression());
    add(node, close(guard), Field::kGuard);
  }
  add(node, block(), Field::kConsequence);
  return close(node);
}

/// Patterns with commas, up to the token that closes them or a guard.
void PlainParser::patterns(Id parent, Token closing) {
  while (!at(closing) && !at(Token::kIf) && !at(Token::kEnd)) {
    add(parent, case_pattern());
    if (!at(Token::kComma)) break;
    add(parent, leaf(Kind::kComma));
  }
}

PlainParser::Id PlainParser::case_pattern() {
  const Deeper deeper(*this);
  const Id node = open(Kind::kCasePattern, now_.begin);
  if (at(Token::kStar)) {
    add(node, splat_pattern());
    return close(node);
  }
  simple_pattern(node);
  close(node);
  if (!at(Token::kAs)) return node;
  const Id outer = open(Kind::kCasePattern, begin_of(node));
  const Id bound = open(Kind::kAsPattern, begin_of(node));
  add(bound, node);
  skip();
  if (!at(Token::kName)) return refuse();
  add(bound, leaf(Kind::kIdentifier));
  add(outer, close(bound));
  return close(outer);
}

PlainParser::Id PlainParser::splat_pattern() {
  const Id node = open(Kind::kSplatPattern, now_.begin);
  skip();
  if (!at(Token::kName)) return refuse();
  add(node, leaf(word() == "_" ? Kind::kUnderscore : Kind::kIdentifier));
  return close(node);
}

/// One alternative, or a union of them.
void PlainParser::simple_pattern(Id parent, Field field) {
  const Id all = open(Kind::kUnionPattern, now_.begin);
  alternative(all);
  if (at(Token::kBinary) && now_.kind == Kind::kPipe) {
    while (at(Token::kBinary) && now_.kind == Kind::kPipe) {
      add(all, leaf(Kind::kPipe));
      alternative(all);
    }
    add(parent, close(all), field);
    return;
  }
  // A sign and its number are two.
  for (Id child = nodes_[all].first; child != kNone;) {
    const Id next = nodes_[child].next;
    nodes_[child].next = kNone;
    add(parent, child, field);
    child = next;
  }
}

void PlainParser::alternative(Id parent) {
  switch (now_.token) {
    case Token::kSign:
      if (now_.kind != Kind::kMinus) break;
      add(parent, leaf(Kind::kMinus));
      if (!at(Token::kNumber)) break;
      [[fallthrough]];
    case Token::kNumber:
      add(parent, leaf(now_.kind));
      if (at(Token::kSign)) break;  // a complex number
      return;
    case Token::kString: add(parent, strings()); return;
    case Token::kTrue: add(parent, leaf(Kind::kTrue)); return;
    case Token::kFalse: add(parent, leaf(Kind::kFalse)); return;
    case Token::kNone: add(parent, leaf(Kind::kNone)); return;
    case Token::kName: add(parent, named_pattern()); return;
    case Token::kLeftBrace: add(parent, dict_pattern()); return;
    case Token::kLeftParen:
    case Token::kLeftBracket: {
      const bool list = at(Token::kLeftBracket);
      const Token closing = list ? Token::kRightBracket : Token::kRightParen;
      const Id node = open(list ? Kind::kListPattern : Kind::kTuplePattern, now_.begin);
      skip();
      patterns(node, closing);
      expect(closing);
      add(parent, close(node));
      return;
    }
    default: break;
  }
  refuse();
}

/// `_`, a capture, a value, a class with its parts, or a keyword of one.
PlainParser::Id PlainParser::named_pattern() {
  if (word() == "_") {
    const Id any = leaf(Kind::kUnderscore);
    return at(Token::kDot) || at(Token::kLeftParen) || at(Token::kEqual) ? refuse() : any;
  }
  const Id name = dotted_name(true);
  if (at(Token::kEqual)) {
    if (nodes_[name].first != nodes_[name].last) return refuse();
    const Id node = open(Kind::kKeywordPattern, begin_of(name));
    add(node, nodes_[name].first);
    skip();
    simple_pattern(node);
    return close(node);
  }
  if (!at(Token::kLeftParen)) return name;
  const Id node = open(Kind::kClassPattern, begin_of(name));
  add(node, name);
  skip();
  patterns(node, Token::kRightParen);
  expect(Token::kRightParen);
  return close(node);
}

PlainParser::Id PlainParser::dict_pattern() {
  const Id node = open(Kind::kDictPattern, now_.begin);
  skip();
  while (!at(Token::kRightBrace) && !at(Token::kEnd)) {
    if (at(Token::kDoubleStar)) {
      add(node, splat_pattern());
    } else {
      simple_pattern(node, Field::kKey);
      expect(Token::kColon);
      add(node, case_pattern(), Field::kValue);
    }
    if (!skip_if(Token::kComma)) break;
  }
  expect(Token::kRightBrace);
  return close(node);
}

}  // namespace tracklint::syntax
