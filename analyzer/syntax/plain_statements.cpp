// Statements, definitions and imports.
#include "analyzer/syntax/plain_parser.h"

namespace tracklint::syntax {

void PlainParser::statement(Id parent) {
  const Deeper deeper(*this);
  switch (now_.token) {
    case Token::kIf: add(parent, if_statement()); return;
    case Token::kFor: add(parent, for_statement(now_.begin, false)); return;
    case Token::kWhile: add(parent, while_statement()); return;
    case Token::kTry: add(parent, try_statement()); return;
    case Token::kWith: add(parent, with_statement(now_.begin, false)); return;
    case Token::kDef: add(parent, function(now_.begin, false)); return;
    case Token::kClass: add(parent, class_definition()); return;
    case Token::kAt: add(parent, decorated()); return;
    case Token::kAsync: add(parent, async_statement()); return;
    case Token::kName:
      if (word() == "match") {
        if (const Id match = match_statement(); match != kNone || at(Token::kEnd)) {
          add(parent, match);
          return;
        }
      }
      break;
    default: break;
  }
  simple_statements(parent);
}

void PlainParser::simple_statements(Id parent) {
  do {
    add(parent, simple_statement());
  } while (skip_if(Token::kSemicolon) && !at(Token::kNewline));
  expect(Token::kNewline);
}

PlainParser::Id PlainParser::simple_statement() {
  switch (now_.token) {
    case Token::kPass: return leaf(Kind::kPassStatement);
    case Token::kBreak: return leaf(Kind::kBreakStatement);
    case Token::kContinue: return leaf(Kind::kContinueStatement);
    case Token::kReturn: return return_statement();
    case Token::kDel: return delete_statement();
    case Token::kRaise: return raise_statement();
    case Token::kAssert: return assert_statement();
    case Token::kGlobal: return names_statement(Kind::kGlobalStatement);
    case Token::kNonlocal: return names_statement(Kind::kNonlocalStatement);
    case Token::kImport: return import_statement();
    case Token::kFrom: return import_from();
    default: return expression_statement();
  }
}

/// What stands behind the colon of a compound statement.
PlainParser::Id PlainParser::block() {
  expect(Token::kColon);
  if (!at(Token::kNewline)) {
    const Id node = open(Kind::kBlock, now_.begin);
    simple_statements(node);
    return close(node);
  }
  skip();
  expect(Token::kIndent);
  const Id node = open(Kind::kBlock, now_.begin);
  while (!at(Token::kDedent) && !at(Token::kEnd)) statement(node);
  expect(Token::kDedent);
  return close(node);
}

PlainParser::Id PlainParser::expression_statement() {
  const Id node = open(Kind::kExpressionStatement, now_.begin);
  if (at(Token::kYield)) {
    add(node, yield_expression());
    return close(node);
  }
  const bool old_print = at(Token::kName) && word() == "print";
  const Id value = expressions();
  if (at(Token::kEqual)) {
    add(node, assignment(value));
  } else if (at(Token::kColon)) {
    add(node, annotated(value));
  } else if (at(Token::kAugmented)) {
    const Id change = open(Kind::kAugmentedAssignment, begin_of(value));
    if (kind_of(value) != Kind::kIdentifier && kind_of(value) != Kind::kAttribute && kind_of(value) != Kind::kSubscript)
      return refuse();
    add(change, value, Field::kLeft);
    add(change, leaf(now_.kind), Field::kOperator);
    add(change, at(Token::kYield) ? yield_expression() : expressions(), Field::kRight);
    add(node, close(change));
  } else {
    // `print >>file, x` and `print -x` of Python 2
    if (old_print && (kind_of(value) == Kind::kBinaryOperator || kind_of(value) == Kind::kExpressionList))
      return refuse();
    add(node, value);
  }
  return close(node);
}

/// `a = b = value`: each one holds the next.
PlainParser::Id PlainParser::assignment(Id left) {
  const Id outermost = open(Kind::kAssignment, begin_of(left));
  make_pattern(left);
  add(outermost, left, Field::kLeft);
  Id inner = outermost;
  while (skip_if(Token::kEqual)) {
    const bool yields = at(Token::kYield);
    const Id right = yields ? yield_expression() : expressions();
    if (!at(Token::kEqual)) {
      add(inner, right, Field::kRight);
      break;
    }
    if (yields) return refuse();
    make_pattern(right);
    const Id next = open(Kind::kAssignment, begin_of(right));
    add(next, right, Field::kLeft);
    add(inner, next, Field::kRight);
    inner = next;
  }
  for (Id node = outermost; node != inner; node = nodes_[node].last) close(node);
  close(inner);
  return outermost;
}

PlainParser::Id PlainParser::annotated(Id left) {
  if (kind_of(left) != Kind::kIdentifier && kind_of(left) != Kind::kAttribute && kind_of(left) != Kind::kSubscript)
    return refuse();
  const Id node = open(Kind::kAssignment, begin_of(left));
  add(node, left, Field::kLeft);
  skip();
  add(node, type(), Field::kType);
  if (skip_if(Token::kEqual)) add(node, at(Token::kYield) ? yield_expression() : expressions(), Field::kRight);
  return close(node);
}

PlainParser::Id PlainParser::type() {
  const Id node = open(Kind::kType, now_.begin);
  add(node, expression());
  return close(node);
}

PlainParser::Id PlainParser::return_statement() {
  const Id node = open(Kind::kReturnStatement, now_.begin);
  skip();
  if (!list_ends()) add(node, expressions());
  return close(node);
}

PlainParser::Id PlainParser::delete_statement() {
  const Id node = open(Kind::kDeleteStatement, now_.begin);
  skip();
  const Id list = open(Kind::kExpressionList, now_.begin);
  do {
    add(list, target());
  } while (skip_if(Token::kComma) && !list_ends());
  add(node, close(list));
  return close(node);
}

PlainParser::Id PlainParser::raise_statement() {
  const Id node = open(Kind::kRaiseStatement, now_.begin);
  skip();
  if (!list_ends()) add(node, expression());
  if (skip_if(Token::kFrom)) add(node, expression(), Field::kCause);
  return close(node);
}

PlainParser::Id PlainParser::assert_statement() {
  const Id node = open(Kind::kAssertStatement, now_.begin);
  skip();
  add(node, expression());
  if (skip_if(Token::kComma)) add(node, expression());
  return close(node);
}

PlainParser::Id PlainParser::names_statement(Kind kind) {
  const Id node = open(kind, now_.begin);
  skip();
  do {
    if (!at(Token::kName)) return refuse();
    add(node, leaf(Kind::kIdentifier));
  } while (skip_if(Token::kComma));
  return close(node);
}

PlainParser::Id PlainParser::dotted_name(bool dotted) {
  if (!at(Token::kName)) return refuse();
  const Id node = open(Kind::kDottedName, now_.begin);
  add(node, leaf(Kind::kIdentifier));
  while (dotted && skip_if(Token::kDot)) {
    if (!at(Token::kName)) return refuse();
    add(node, leaf(Kind::kIdentifier));
  }
  return close(node);
}

PlainParser::Id PlainParser::imported(bool dotted) {
  const Id name = dotted_name(dotted);
  if (!at(Token::kAs)) return name;
  const Id node = open(Kind::kAliasedImport, begin_of(name));
  add(node, name, Field::kName);
  skip();
  if (!at(Token::kName)) return refuse();
  add(node, leaf(Kind::kIdentifier), Field::kAlias);
  return close(node);
}

PlainParser::Id PlainParser::import_statement() {
  const Id node = open(Kind::kImportStatement, now_.begin);
  skip();
  do {
    add(node, imported(true), Field::kName);
  } while (skip_if(Token::kComma));
  return close(node);
}

PlainParser::Id PlainParser::import_from() {
  const Id node = open(Kind::kImportFromStatement, now_.begin);
  skip();
  if (at(Token::kDot) || at(Token::kEllipsis)) {
    const Id relative = open(Kind::kRelativeImport, now_.begin);
    const Id prefix = open(Kind::kImportPrefix, now_.begin);
    while (at(Token::kDot) || at(Token::kEllipsis)) skip();
    add(relative, close(prefix));
    if (at(Token::kName)) add(relative, dotted_name(true));
    add(node, close(relative), Field::kModuleName);
  } else if (at(Token::kName) && word() == "__future__") {
    nodes_[node].kind = Kind::kFutureImportStatement;
    skip();
  } else {
    add(node, dotted_name(true), Field::kModuleName);
  }
  expect(Token::kImport);
  if (at(Token::kStar)) {
    add(node, leaf(Kind::kWildcardImport));
    return close(node);
  }
  const bool in_parentheses = skip_if(Token::kLeftParen);
  do {
    add(node, imported(false), Field::kName);
  } while (skip_if(Token::kComma) && !(in_parentheses && at(Token::kRightParen)));
  if (in_parentheses) expect(Token::kRightParen);
  return close(node);
}

PlainParser::Id PlainParser::else_clause() {
  const Id node = open(Kind::kElseClause, now_.begin);
  skip();
  add(node, block(), Field::kBody);
  return close(node);
}

PlainParser::Id PlainParser::if_statement() {
  const Id node = open(Kind::kIfStatement, now_.begin);
  skip();
  add(node, named_expression(), Field::kCondition);
  add(node, block(), Field::kConsequence);
  while (at(Token::kElif)) {
    const Id branch = open(Kind::kElifClause, now_.begin);
    skip();
    add(branch, named_expression(), Field::kCondition);
    add(branch, block(), Field::kConsequence);
    add(node, close(branch), Field::kAlternative);
  }
  if (at(Token::kElse)) add(node, else_clause(), Field::kAlternative);
  return close(node);
}

PlainParser::Id PlainParser::async_statement() {
  const std::uint32_t begin = now_.begin;
  skip();
  switch (now_.token) {
    case Token::kDef: return function(begin, true);
    case Token::kFor: return for_statement(begin, true);
    case Token::kWith: return with_statement(begin, true);
    default: return refuse();
  }
}

PlainParser::Id PlainParser::for_statement(std::uint32_t begin, bool async) {
  const Id node = open(Kind::kForStatement, begin);
  if (async) {
    const Id word = add(node, open(Kind::kAsync, begin));
    nodes_[word].end = begin + 5;
  }
  skip();
  add(node, targets(), Field::kLeft);
  expect(Token::kIn);
  add(node, expressions(), Field::kRight);
  add(node, block(), Field::kBody);
  if (at(Token::kElse)) add(node, else_clause(), Field::kAlternative);
  return close(node);
}

PlainParser::Id PlainParser::while_statement() {
  const Id node = open(Kind::kWhileStatement, now_.begin);
  skip();
  add(node, named_expression(), Field::kCondition);
  add(node, block(), Field::kBody);
  if (at(Token::kElse)) add(node, else_clause(), Field::kAlternative);
  return close(node);
}

PlainParser::Id PlainParser::try_statement() {
  const Id node = open(Kind::kTryStatement, now_.begin);
  skip();
  add(node, block(), Field::kBody);
  while (at(Token::kExcept)) add(node, except_clause());
  if (at(Token::kElse)) add(node, else_clause());
  if (at(Token::kFinally)) {
    const Id last = open(Kind::kFinallyClause, now_.begin);
    skip();
    add(last, block());
    add(node, close(last));
  }
  return close(node);
}

PlainParser::Id PlainParser::except_clause() {
  const Id node = open(Kind::kExceptClause, now_.begin);
  skip();
  if (!at(Token::kColon)) {
    add(node, expression(), Field::kValue);
    if (skip_if(Token::kAs)) {
      if (!at(Token::kName)) return refuse();
      add(node, leaf(Kind::kIdentifier), Field::kAlias);
    }
  }
  add(node, block());
  return close(node);
}

PlainParser::Id PlainParser::with_item() {
  const Id item = open(Kind::kWithItem, now_.begin);
  const Id value = expression();
  if (!at(Token::kAs)) {
    add(item, value, Field::kValue);
    return close(item);
  }
  const Id pattern = open(Kind::kAsPattern, begin_of(value));
  add(pattern, value);
  skip();
  const Id bound = open(Kind::kAsPatternTarget, now_.begin);
  add(bound, target());
  add(pattern, close(bound), Field::kAlias);
  add(item, close(pattern), Field::kValue);
  return close(item);
}

PlainParser::Id PlainParser::with_items(bool in_parentheses) {
  const Id clause = open(Kind::kWithClause, now_.begin);
  if (in_parentheses) expect(Token::kLeftParen);
  do {
    add(clause, with_item());
  } while (skip_if(Token::kComma) && !(in_parentheses && at(Token::kRightParen)));
  if (in_parentheses) expect(Token::kRightParen);
  close(clause);
  if (!at(Token::kColon)) refuse();
  return clause;
}

PlainParser::Id PlainParser::with_statement(std::uint32_t begin, bool async) {
  const Id node = open(Kind::kWithStatement, begin);
  if (async) {
    const Id word = add(node, open(Kind::kAsync, begin));
    nodes_[word].end = begin + 5;
  }
  skip();
  // `(open(a) as f, open(b) as g)` is no expression: what looks like one is read as that first.
  const PlainLexer::Place place = lexer_.place();
  const Lexeme now = now_;
  const std::size_t nodes = nodes_.size();
  Id clause = with_items(false);
  if (lexer_.refused() && now.token == Token::kLeftParen) {
    lexer_.go_back(place);
    now_ = now;
    nodes_.resize(nodes);
    clause = with_items(true);
  }
  add(node, clause);
  add(node, block(), Field::kBody);
  return close(node);
}

PlainParser::Id PlainParser::function(std::uint32_t begin, bool async) {
  const Id node = open(Kind::kFunctionDefinition, begin);
  if (async) {
    const Id word = add(node, open(Kind::kAsync, begin));
    nodes_[word].end = begin + 5;
  }
  skip();
  if (!at(Token::kName)) return refuse();
  add(node, leaf(Kind::kIdentifier), Field::kName);
  expect(Token::kLeftParen);
  add(node, parameters(true), Field::kParameters);
  expect(Token::kRightParen);
  if (skip_if(Token::kArrow)) add(node, type(), Field::kReturnType);
  add(node, block(), Field::kBody);
  return close(node);
}

PlainParser::Id PlainParser::parameters(bool typed) {
  const Id node = open(typed ? Kind::kParameters : Kind::kLambdaParameters, now_.begin);
  while (!at(Token::kRightParen) && !at(Token::kColon) && !at(Token::kEnd)) {
    add(node, parameter(typed));
    if (!skip_if(Token::kComma)) break;
  }
  return close(node);
}

PlainParser::Id PlainParser::parameter(bool typed) {
  const std::uint32_t begin = now_.begin;
  if (at(Token::kBinary) && now_.kind == Kind::kSlash) return leaf(Kind::kPositionalSeparator);
  Id name = kNone;
  if (at(Token::kStar) || at(Token::kDoubleStar)) {
    const bool single = at(Token::kStar);
    skip();
    if (single && at(Token::kComma)) {
      name = open(Kind::kKeywordSeparator, begin);
      return close(name);
    }
    if (!at(Token::kName)) return refuse();
    name = splat(single ? Kind::kListSplatPattern : Kind::kDictionarySplatPattern, leaf(Kind::kIdentifier), begin);
  } else if (at(Token::kName)) {
    name = leaf(Kind::kIdentifier);
  } else {
    return refuse();
  }
  const bool starred = kind_of(name) != Kind::kIdentifier;
  const Id annotation = typed && skip_if(Token::kColon) ? type() : kNone;
  const bool has_default = at(Token::kEqual);
  if (annotation == kNone && !has_default) return name;
  if (starred && has_default) return refuse();
  const Id node = open(annotation == kNone ? Kind::kDefaultParameter
                       : has_default       ? Kind::kTypedDefaultParameter
                                           : Kind::kTypedParameter,
                       begin);
  add(node, name, has_default ? Field::kName : Field::kNoField);
  add(node, annotation, Field::kType);
  if (skip_if(Token::kEqual)) add(node, expression(), Field::kValue);
  return close(node);
}

PlainParser::Id PlainParser::class_definition() {
  const Id node = open(Kind::kClassDefinition, now_.begin);
  skip();
  if (!at(Token::kName)) return refuse();
  add(node, leaf(Kind::kIdentifier), Field::kName);
  if (at(Token::kLeftParen)) {
    const Id bases = open(Kind::kArgumentList, now_.begin);
    skip();
    while (!at(Token::kRightParen) && !at(Token::kEnd)) {
      add(bases, argument());
      if (!skip_if(Token::kComma)) break;
    }
    expect(Token::kRightParen);
    add(node, close(bases), Field::kSuperclasses);
  }
  add(node, block(), Field::kBody);
  return close(node);
}

PlainParser::Id PlainParser::decorated() {
  const Id node = open(Kind::kDecoratedDefinition, now_.begin);
  while (at(Token::kAt)) {
    const Id decorator = open(Kind::kDecorator, now_.begin);
    skip();
    add(decorator, named_expression());
    expect(Token::kNewline);
    add(node, close(decorator));
  }
  const std::uint32_t begin = now_.begin;
  Id definition = kNone;
  if (at(Token::kDef)) {
    definition = function(begin, false);
  } else if (at(Token::kClass)) {
    definition = class_definition();
  } else if (skip_if(Token::kAsync) && at(Token::kDef)) {
    definition = function(begin, true);
  } else {
    return refuse();
  }
  add(node, definition, Field::kDefinition);
  return close(node);
}

}  // namespace tracklint::syntax
