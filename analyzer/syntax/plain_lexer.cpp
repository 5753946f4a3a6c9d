#include "analyzer/syntax/plain_lexer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace tracklint::syntax {
namespace {

constexpr std::size_t kMostLevels = 90;  // of indentation; Python allows 100

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexDigit(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsOctalDigit(char c) { return c >= '0' && c <= '7'; }
bool IsBinaryDigit(char c) { return c == '0' || c == '1'; }
bool IsNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsNamePart(char c) { return IsNameStart(c) || IsDigit(c); }

constexpr std::array<std::pair<std::string_view, Token>, 35> kKeywords = {{
    {"False", Token::kFalse},
    {"None", Token::kNone},
    {"True", Token::kTrue},
    {"and", Token::kAnd},
    {"as", Token::kAs},
    {"assert", Token::kAssert},
    {"async", Token::kAsync},
    {"await", Token::kAwait},
    {"break", Token::kBreak},
    {"class", Token::kClass},
    {"continue", Token::kContinue},
    {"def", Token::kDef},
    {"del", Token::kDel},
    {"elif", Token::kElif},
    {"else", Token::kElse},
    {"except", Token::kExcept},
    {"finally", Token::kFinally},
    {"for", Token::kFor},
    {"from", Token::kFrom},
    {"global", Token::kGlobal},
    {"if", Token::kIf},
    {"import", Token::kImport},
    {"in", Token::kIn},
    {"is", Token::kIs},
    {"lambda", Token::kLambda},
    {"nonlocal", Token::kNonlocal},
    {"not", Token::kNot},
    {"or", Token::kOr},
    {"pass", Token::kPass},
    {"raise", Token::kRaise},
    {"return", Token::kReturn},
    {"try", Token::kTry},
    {"while", Token::kWhile},
    {"with", Token::kWith},
    {"yield", Token::kYield},
}};

/// By the first letter: where its keywords begin in the (sorted) table.
constexpr std::array<std::uint8_t, 129> kFirstKeyword = [] {
  std::array<std::uint8_t, 129> first{};
  std::size_t k = 0;
  for (std::size_t c = 0; c < first.size(); ++c) {
    while (k < kKeywords.size() && static_cast<std::size_t>(kKeywords[k].first[0]) < c) ++k;
    first[c] = static_cast<std::uint8_t>(k);
  }
  return first;
}();

Token KeywordOrName(std::string_view word) {
  constexpr std::size_t kLongest = 8;
  if (word.size() > kLongest || word.size() < 2) return Token::kName;
  const auto letter = static_cast<std::size_t>(static_cast<unsigned char>(word[0]));
  for (std::size_t k = kFirstKeyword[letter]; k < kFirstKeyword[letter + 1]; ++k) {
    if (kKeywords[k].first == word) return kKeywords[k].second;
  }
  return Token::kName;
}

bool IsStringPrefix(std::string_view word) {
  const auto is = [&](std::string_view prefix) {
    return word.size() == prefix.size() && std::equal(word.begin(), word.end(), prefix.begin(),
                                                      [](char a, char b) { return static_cast<char>(a | 0x20) == b; });
  };
  return is("f") || is("r") || is("b") || is("u") || is("rb") || is("br") || is("rf") || is("fr");
}

}  // namespace

void PlainLexer::comment() {
  const void* const newline = std::memchr(text_.data() + at_, '\n', text_.size() - at_);
  const std::uint32_t end = newline == nullptr
                                ? static_cast<std::uint32_t>(text_.size())
                                : static_cast<std::uint32_t>(static_cast<const char*>(newline) - text_.data());
  comments_.push_back({at_, end});
  at_ = end;
}

/// To the next token of the line; false where the text must be refused.
bool PlainLexer::skip_blanks() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\f' || (c == '\n' && depth_ > 0)) {
      ++at_;
    } else if (c == '#') {
      comment();
    } else if (c == '\\') {
      if (peek(1) != '\n') return false;
      at_ += 2;
    } else {
      return true;
    }
  }
  return true;
}

/// To the first token of the next line that has one. Sets what its indentation means; false where it is wrong.
bool PlainLexer::begin_line() {
  line_begins_ = false;
  std::uint32_t column = 0;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == ' ') {
      ++column;
    } else if (c == '\t') {
      column += 8;
    } else if (c == '\f' || c == '\n') {
      column = 0;
    } else if (c == '#') {
      comment();
      --at_;
    } else {
      break;
    }
  }
  if (at_ >= text_.size()) return true;
  if (text_[at_] == '\\') return false;
  if (column > indents_.back()) {
    if (indents_.size() > kMostLevels) return false;
    indents_.push_back(column);
    indented_ = true;
    return true;
  }
  while (column < indents_.back()) {
    indents_.pop_back();
    ++dedents_;
  }
  return column == indents_.back();
}

Lexeme PlainLexer::end_of_text() {
  if (depth_ > 0 || refused_) return refuse_here();
  if (std::exchange(line_open_, false)) return make(Token::kNewline, at_);
  if (indents_.size() == 1) return make(Token::kEnd, at_);
  indents_.pop_back();
  return make(Token::kDedent, at_);
}

Lexeme PlainLexer::next() {
  if (refused_) return refuse_here();
  if (line_begins_ && !begin_line()) return refuse_here();
  if (std::exchange(indented_, false)) return make(Token::kIndent, at_);
  if (dedents_ > 0) {
    --dedents_;
    return make(Token::kDedent, at_);
  }
  if (!skip_blanks()) return refuse_here();
  if (at_ >= text_.size()) return end_of_text();
  const char c = text_[at_];
  if (c == '\n') {
    line_begins_ = true;
    line_open_ = false;
    return take(1, Token::kNewline);
  }
  line_open_ = true;
  if (IsNameStart(c)) return word();
  if (IsDigit(c) || (c == '.' && IsDigit(peek(1)))) return number();
  if (c == '"' || c == '\'') return string(0);
  return operation();
}

Lexeme PlainLexer::word() {
  const std::uint32_t begin = at_;
  while (at_ < text_.size() && IsNamePart(text_[at_])) ++at_;
  const std::string_view text = text_.substr(begin, at_ - begin);
  const char after = peek();
  if (after == '"' || after == '\'') {
    if (!IsStringPrefix(text)) return refuse_here();
    at_ = begin;
    return string(static_cast<std::uint32_t>(text.size()));
  }
  if ((static_cast<unsigned char>(after) & 0x80U) != 0) return refuse_here();
  return make(KeywordOrName(text), begin);
}

/// Digits, single underscores between them.
bool PlainLexer::digits(bool (*is_digit)(char)) {
  if (!is_digit(peek())) return false;
  while (is_digit(peek()) || (peek() == '_' && is_digit(peek(1)))) ++at_;
  return true;
}

Lexeme PlainLexer::number() {
  const std::uint32_t begin = at_;
  const char base = peek() == '0' ? static_cast<char>(peek(1) | 0x20) : '\0';
  Kind kind = Kind::kInteger;
  bool sound = true;
  if (base == 'x' || base == 'o' || base == 'b') {
    at_ += 2;
    sound = digits(base == 'x' ? &IsHexDigit : base == 'o' ? &IsOctalDigit : &IsBinaryDigit);
  } else {
    digits(&IsDigit);
    if (peek() == '.') {
      ++at_;
      kind = Kind::kFloat;
      digits(&IsDigit);
    }
    if ((peek() | 0x20) == 'e') {
      kind = Kind::kFloat;
      at_ += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
      sound = digits(&IsDigit);
    }
    if ((peek() | 0x20) == 'j') ++at_;
  }
  if (!sound || IsNamePart(peek()) || (static_cast<unsigned char>(peek()) & 0x80U) != 0) return refuse_here();
  return make(Token::kNumber, begin, kind);
}

Lexeme PlainLexer::string(std::uint32_t prefix) {
  const std::uint32_t begin = at_;
  at_ += prefix;
  const char quote = peek();
  const bool triple = peek(1) == quote && peek(2) == quote;
  at_ += triple ? 3 : 1;
  if (std::any_of(text_.begin() + begin, text_.begin() + begin + prefix, [](char c) { return (c | 0x20) == 'f'; }))
    return make(Token::kFormatString, begin);
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '\\') {
      at_ += 2;
    } else if (c == quote && (!triple || (peek(1) == quote && peek(2) == quote))) {
      at_ += triple ? 3 : 1;
      return make(Token::kString, begin);
    } else if (c == '\n' && !triple) {
      break;
    } else {
      ++at_;
    }
  }
  return refuse_here();
}

Lexeme PlainLexer::operation() {
  const char c = peek();
  const char second = peek(1);
  // `x`, `x=`, and of those that double also `xx`, `xx=`
  const auto binary = [&](Token token, Kind plain, Kind assigned) {
    return second == '=' ? take(2, Token::kAugmented, assigned) : take(1, token, plain);
  };
  const auto doubled = [&](Token token, Kind plain, Kind assigned) {
    return peek(2) == '=' ? take(3, Token::kAugmented, assigned) : take(2, token, plain);
  };
  switch (c) {
    case '(': ++depth_; return take(1, Token::kLeftParen);
    case '[': ++depth_; return take(1, Token::kLeftBracket);
    case '{': ++depth_; return take(1, Token::kLeftBrace);
    case ')':
    case ']':
    case '}':
      if (depth_ == 0) return refuse_here();
      --depth_;
      return take(1, c == ')' ? Token::kRightParen : c == ']' ? Token::kRightBracket : Token::kRightBrace);
    case ',': return take(1, Token::kComma, Kind::kComma);
    case ';': return take(1, Token::kSemicolon);
    case ':': return second == '=' ? take(2, Token::kWalrus) : take(1, Token::kColon, Kind::kColon);
    case '.':
      return second == '.' && peek(2) == '.' ? take(3, Token::kEllipsis, Kind::kEllipsis) : take(1, Token::kDot);
    case '=': return second == '=' ? take(2, Token::kCompare, Kind::kEqualEqual) : take(1, Token::kEqual, Kind::kEqual);
    case '!': return second == '=' ? take(2, Token::kCompare, Kind::kNotEqual) : take(1, Token::kBang);
    case '~': return take(1, Token::kTilde, Kind::kTilde);
    case '+': return binary(Token::kSign, Kind::kPlus, Kind::kPlusEqual);
    case '-': return second == '>' ? take(2, Token::kArrow) : binary(Token::kSign, Kind::kMinus, Kind::kMinusEqual);
    case '*':
      return second == '*' ? doubled(Token::kDoubleStar, Kind::kDoubleStar, Kind::kDoubleStarEqual)
                           : binary(Token::kStar, Kind::kStar, Kind::kStarEqual);
    case '/':
      return second == '/' ? doubled(Token::kBinary, Kind::kDoubleSlash, Kind::kDoubleSlashEqual)
                           : binary(Token::kBinary, Kind::kSlash, Kind::kSlashEqual);
    case '%': return binary(Token::kBinary, Kind::kPercent, Kind::kPercentEqual);
    case '@': return binary(Token::kAt, Kind::kAt, Kind::kAtEqual);
    case '&': return binary(Token::kBinary, Kind::kAmpersand, Kind::kAmpersandEqual);
    case '|': return binary(Token::kBinary, Kind::kPipe, Kind::kPipeEqual);
    case '^': return binary(Token::kBinary, Kind::kCaret, Kind::kCaretEqual);
    case '<':
      if (second == '>') return refuse_here();
      if (second == '<') return doubled(Token::kBinary, Kind::kLeftShift, Kind::kLeftShiftEqual);
      return second == '=' ? take(2, Token::kCompare, Kind::kLessEqual) : take(1, Token::kCompare, Kind::kLess);
    case '>':
      if (second == '>') return doubled(Token::kBinary, Kind::kRightShift, Kind::kRightShiftEqual);
      return second == '=' ? take(2, Token::kCompare, Kind::kGreaterEqual) : take(1, Token::kCompare, Kind::kGreater);
    default: return refuse_here();
  }
}

}  // namespace tracklint::syntax
