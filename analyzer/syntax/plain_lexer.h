// The tokens of Python as it is nearly always written. What is rare (other letters in names, old literals, wrong
// indentation) is refused: the generated parser reads such texts. Private to syntax.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/syntax/syntax_tree.h"

namespace tracklint::syntax {

enum class Token : std::uint8_t {
  kEnd,  // of the text, or refused
  kNewline,
  kIndent,
  kDedent,
  kName,
  kNumber,        // kind: kInteger or kFloat
  kString,        // a whole literal
  kFormatString,  // `f"`: what follows is read by the parser
  kAnd,
  kAs,
  kAssert,
  kAsync,
  kAwait,
  kBreak,
  kClass,
  kContinue,
  kDef,
  kDel,
  kElif,
  kElse,
  kExcept,
  kFalse,
  kFinally,
  kFor,
  kFrom,
  kGlobal,
  kIf,
  kImport,
  kIn,
  kIs,
  kLambda,
  kNone,
  kNonlocal,
  kNot,
  kOr,
  kPass,
  kRaise,
  kReturn,
  kTrue,
  kTry,
  kWhile,
  kWith,
  kYield,
  kLeftParen,
  kRightParen,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kComma,
  kColon,
  kSemicolon,
  kDot,
  kEllipsis,
  kArrow,
  kWalrus,
  kBang,
  kEqual,
  kTilde,
  kStar,
  kDoubleStar,
  kSign,       // + -
  kAt,         // @
  kBinary,     // the other binary operators, see kind
  kCompare,    // those that are no words
  kAugmented,  // += …
};

struct Lexeme {
  Token token = Token::kEnd;
  Kind kind = Kind::kOther;  ///< of operators and numbers
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class PlainLexer {
 public:
  PlainLexer(std::string_view text, std::uint32_t begin, std::uint32_t end, std::vector<CommentRange>& comments)
      : text_(text.substr(0, end)), at_(begin), comments_(comments) {}

  Lexeme next();
  /// Goes on at `offset`: behind the text parts of a format string.
  void seek(std::uint32_t offset) { at_ = offset; }
  /// A replacement field of a format string begins or ends: as in brackets, line ends mean nothing.
  void enter_field() { ++depth_; }
  void leave_field() { --depth_; }
  [[nodiscard]] bool refused() const { return refused_; }
  /// From now on there are no more tokens.
  void refuse() {
    refused_ = true;
    at_ = static_cast<std::uint32_t>(text_.size());
  }

  /// Where reading can go on again, as long as no line has begun since.
  struct Place {
    std::uint32_t at;
    std::uint32_t depth;
    std::size_t comments;
  };
  [[nodiscard]] Place place() const { return {at_, depth_, comments_.size()}; }
  void go_back(const Place& place) {
    refused_ = false;
    line_begins_ = false;
    line_open_ = true;
    at_ = place.at;
    depth_ = place.depth;
    comments_.resize(place.comments);
  }

 private:
  [[nodiscard]] char peek(std::uint32_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Lexeme refuse_here() {
    refuse();
    return make(Token::kEnd, at_);
  }
  [[nodiscard]] Lexeme make(Token token, std::uint32_t begin, Kind kind = Kind::kOther) const {
    return {token, kind, begin, at_};
  }
  Lexeme take(std::uint32_t length, Token token, Kind kind = Kind::kOther) {
    const std::uint32_t begin = at_;
    at_ += length;
    return make(token, begin, kind);
  }
  bool skip_blanks();
  void comment();
  bool begin_line();
  Lexeme end_of_text();
  Lexeme word();
  Lexeme number();
  Lexeme string(std::uint32_t prefix);
  Lexeme operation();
  bool digits(bool (*is_digit)(char));

  std::string_view text_;
  std::uint32_t at_;
  std::vector<CommentRange>& comments_;
  std::vector<std::uint32_t> indents_{0};
  std::uint32_t depth_ = 0;  ///< open brackets
  std::uint32_t dedents_ = 0;
  bool line_begins_ = true;
  bool line_open_ = false;  ///< a token stands on the line
  bool indented_ = false;
  bool refused_ = false;
};

/// What stands before the text of a string literal.
struct StringBegin {
  bool raw = false;
  char quote = '"';
  std::uint32_t quotes = 1;
};

}  // namespace tracklint::syntax
