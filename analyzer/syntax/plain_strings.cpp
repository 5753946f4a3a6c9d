// String literals and the replacement fields of format strings.
#include <utility>

#include "analyzer/syntax/plain_parser.h"

namespace tracklint::syntax {

PlainParser::Id PlainParser::strings() {
  const auto one = [this] { return at(Token::kFormatString) ? format_string() : leaf(Kind::kString); };
  const Id first = one();
  if (!at(Token::kString) && !at(Token::kFormatString)) return first;
  const Id node = open(Kind::kConcatenatedString, begin_of(first));
  add(node, first);
  while (at(Token::kString) || at(Token::kFormatString)) add(node, one());
  return close(node);
}

PlainParser::Id PlainParser::format_string() {
  const Deeper deeper(*this);
  const Id node = open(Kind::kString, now_.begin);
  StringBegin literal;
  literal.quote = text_[now_.end - 1];
  std::uint32_t opening = now_.begin;
  for (; text_[opening] != literal.quote; ++opening) literal.raw = literal.raw || (text_[opening] | 0x20) == 'r';
  literal.quotes = now_.end - opening;
  const StringBegin around = std::exchange(string_, literal);
  lexer_.seek(now_.end);
  format_parts(node, false);
  string_ = around;
  if (lexer_.refused()) return refuse();
  now_ = lexer_.next();
  return close(node);
}

/// Up to the end of the literal; in a field (behind its colon) up to the brace that closes it. Stops behind that.
void PlainParser::format_parts(Id parent, bool in_field) {
  std::uint32_t place = lexer_.place().at;
  const auto peek = [&](std::uint32_t ahead) { return place + ahead < end_ ? text_[place + ahead] : '\0'; };
  while (place < end_) {
    const char c = text_[place];
    if (c == '{' && peek(1) == '{' && !in_field) {
      place += 2;
    } else if (c == '{') {
      lexer_.seek(place);
      add(parent, field(in_field ? Kind::kFormatExpression : Kind::kInterpolation));
      if (lexer_.refused()) return;
      place = lexer_.place().at;
    } else if (c == '}') {
      if (in_field) {
        lexer_.seek(place + 1);
        return;
      }
      if (peek(1) != '}') break;
      place += 2;
    } else if (c == '\\' && !in_field) {
      if (string_.raw) {
        const char next = peek(1);
        place += next == string_.quote || next == '\\' ? 2 : 1;
      } else if (peek(1) == 'N' && peek(2) == '{') {
        while (place < end_ && text_[place] != '}' && text_[place] != '\n' && text_[place] != string_.quote) ++place;
        if (peek(0) != '}') break;
        ++place;
      } else {
        place += peek(1) == '{' || peek(1) == '}' ? 1 : 2;
      }
    } else if (c == string_.quote && (string_.quotes == 1 || (peek(1) == c && peek(2) == c))) {
      if (in_field) break;
      lexer_.seek(place + string_.quotes);
      previous_end_ = place + string_.quotes;
      return;
    } else if (c == '\n' && (in_field || string_.quotes == 1)) {
      break;
    } else {
      if (in_field && (c == '\\' || c == string_.quote)) break;
      ++place;
    }
  }
  refuse();
}

/// `{value=!r:format}`; the lexer stands on the brace. Stops behind the one that closes it.
PlainParser::Id PlainParser::field(Kind kind) {
  const Deeper deeper(*this);
  const std::uint32_t begin = lexer_.place().at;
  const Id node = open(kind, begin);
  const std::size_t comments = comments_.size();
  lexer_.seek(begin + 1);
  lexer_.enter_field();
  now_ = lexer_.next();
  add(node, at(Token::kYield) ? yield_expression() : expressions(), Field::kExpression);
  if (at(Token::kEqual)) add(node, leaf(Kind::kEqual));
  std::uint32_t end = now_.begin;
  if (at(Token::kBang)) {
    const Id conversion = open(Kind::kTypeConversion, now_.begin);
    end = now_.end + 1;
    if (end >= end_ || text_[end - 1] < 'a' || text_[end - 1] > 'z' || (text_[end] != ':' && text_[end] != '}'))
      return refuse();
    nodes_[conversion].end = end;
    add(node, conversion, Field::kTypeConversion);
  } else if (!at(Token::kColon) && !at(Token::kWalrus) && !at(Token::kRightBrace)) {
    return refuse();
  }
  if (comments_.size() != comments) return refuse();
  if (at(Token::kRightBrace)) {
    // The lexer has closed it.
    nodes_[node].end = end + 1;
    return node;
  }
  lexer_.leave_field();
  if (text_[end] == '}') {
    lexer_.seek(end + 1);
    nodes_[node].end = end + 1;
    return node;
  }
  const Id format = open(Kind::kFormatSpecifier, end);
  lexer_.seek(end + 1);
  format_parts(format, true);
  if (lexer_.refused()) return kNone;
  nodes_[node].end = lexer_.place().at;
  nodes_[format].end = nodes_[node].end - 1;
  add(node, format, Field::kFormatSpecifier);
  return node;
}

}  // namespace tracklint::syntax
