#include "reporters/python_tokens.h"

#include <algorithm>

namespace tracklint::reporters {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
/// Letters of other scripts are bytes above ASCII.
bool IsNameStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool IsQuote(char c) { return c == '"' || c == '\''; }

bool IsPrefix(std::string_view word) {
  return word.size() <= 2 && word.find_first_not_of("rbfuRBFU") == std::string_view::npos;
}

}  // namespace

PythonToken PythonTokens::String(std::size_t begin, std::size_t quote) {
  PythonToken token;
  token.kind = PythonToken::Kind::kString;
  token.begin = begin;
  const std::string_view prefix = text_.substr(begin, quote - begin);
  token.is_raw = prefix.find_first_of("rR") != std::string_view::npos;
  token.is_format = prefix.find_first_of("fF") != std::string_view::npos;
  const std::string_view three = text_.substr(quote, 3);
  const bool is_long = three.size() == 3 && three[1] == three[0] && three[2] == three[0];
  const std::size_t width = is_long ? 3 : 1;
  token.content_begin = quote + width;
  std::size_t at = token.content_begin;
  bool closed = false;
  while (at < text_.size() && !closed) {
    if (text_[at] == '\\') {
      at = std::min(at + 2, text_.size());
    } else if (!is_long && text_[at] == '\n') {
      break;  // never closed
    } else if (text_.substr(at, width) == three.substr(0, width)) {
      closed = true;
    } else {
      ++at;
    }
  }
  token.content_end = at;
  token.end = at_ = closed ? at + width : at;
  return token;
}

PythonToken PythonTokens::Next() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n')
      at_ += 2;
    else if (c == ' ' || c == '\t' || c == '\r' || c == '\f')
      ++at_;
    else
      break;
  }
  PythonToken token;
  token.begin = at_;
  token.end = at_;
  if (at_ >= text_.size()) return token;
  const char c = text_[at_];
  const auto take = [&](PythonToken::Kind kind, const auto& belongs) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && belongs(text_[end])) ++end;
    token.kind = kind;
    token.end = at_ = end;
    return token;
  };
  if (IsQuote(c)) return String(at_, at_);
  if (c == '#') return take(PythonToken::Kind::kComment, [](char next) { return next != '\n'; });
  if (IsDigit(c))
    return take(PythonToken::Kind::kNumber,
                [](char next) { return IsDigit(next) || IsNameStart(next) || next == '.'; });
  if (IsNameStart(c)) {
    take(PythonToken::Kind::kName, [](char next) { return IsDigit(next) || IsNameStart(next); });
    const std::string_view word = text_.substr(token.begin, token.end - token.begin);
    if (token.end < text_.size() && IsQuote(text_[token.end]) && IsPrefix(word)) return String(token.begin, token.end);
    return token;
  }
  token.kind = c == '\n' ? PythonToken::Kind::kNewline : PythonToken::Kind::kOperator;
  const std::string_view two = text_.substr(at_, 2);
  const bool is_pair = two == "==" || two == "!=" || two == "<=" || two == ">=" || two == ":=" || two == "->" ||
                       two == "+=" || two == "|=" || two == "-=" || two == "*=" || two == "/=" || two == "%=";
  token.end = at_ = at_ + (is_pair ? 2 : 1);
  return token;
}

}  // namespace tracklint::reporters
