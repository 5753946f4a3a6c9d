#include "analyzer/source/line_scanner.h"

namespace tracklint::source {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Offset of a magic assigned by the `=` at `at`; kNone when there is none.
std::size_t AssignedMagic(std::string_view line, std::size_t at) {
  if (at > 0 && std::string_view("=!<>:+-*/%&|^@~").find(line[at - 1]) != kNone) return kNone;
  const std::size_t magic = line.find_first_not_of(" \t", at + 1);
  if (magic == kNone || magic + 1 >= line.size()) return kNone;
  const char next = line[magic + 1];
  if (line[magic] == '!') return next == '=' ? kNone : magic;
  return line[magic] == '%' && next != ' ' && next != '=' ? magic : kNone;
}

bool IsHelp(std::string_view rest) {
  const std::size_t after = rest.find_first_not_of('?');
  if (after == kNone) return true;
  const std::size_t next = rest.find_first_not_of(" \t", after);
  return next == kNone || rest[next] == '#' || rest[next] == ';';
}

}  // namespace

std::size_t LineScanner::ConsumeString(std::string_view line, std::size_t at) {
  for (; at < line.size(); ++at) {
    if (line[at] == '\\') {
      ++at;
      if (at >= line.size()) return at;  // the string goes on in the next line
      continue;
    }
    if (line[at] != quote_) continue;
    if (!triple_) {
      quote_ = '\0';
      return at + 1;
    }
    if (at + 2 < line.size() && line[at + 1] == quote_ && line[at + 2] == quote_) {
      quote_ = '\0';
      return at + 3;
    }
  }
  if (!triple_) quote_ = '\0';  // unterminated: an error, and over at the line's end
  return at;
}

LineScanner::Hits LineScanner::Consume(std::string_view line, bool ipython) {
  Hits hits;
  const bool looks = ipython && fresh();
  continued_ = false;
  if (line.empty() && !triple_) quote_ = '\0';
  std::size_t at = 0;
  while (at < line.size()) {
    if (quote_ != '\0') {
      at = ConsumeString(line, at);
      continue;
    }
    switch (const char c = line[at]; c) {
      case '#': return hits;
      case '"':
      case '\'':
        quote_ = c;
        triple_ = at + 2 < line.size() && line[at + 1] == c && line[at + 2] == c;
        at += triple_ ? 3 : 1;
        // `"` as the last character: unterminated, over at once.
        if (at >= line.size() && !triple_) quote_ = '\0';
        continue;
      case '(':
      case '[':
      case '{': ++depth_; break;
      case ')':
      case ']':
      case '}': depth_ -= depth_ > 0 ? 1U : 0U; break;
      case '\\': continued_ = at + 1 == line.size(); break;
      case '=':
        if (looks && depth_ == 0) {
          hits.assignment = AssignedMagic(line, at);
          if (hits.assignment != kNone) return hits;
        }
        break;
      case '?':
        if (looks && depth_ == 0 && IsHelp(line.substr(at))) hits.help = true;
        break;
      default: break;
    }
    ++at;
  }
  return hits;
}

}  // namespace tracklint::source
