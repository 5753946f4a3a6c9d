#include "analyzer/syntax/plain_parser.h"

#include <cstring>

namespace tracklint::syntax {
namespace {

// Larger texts are left to the generated parser, with its bounds.
constexpr std::size_t kMostNodes = 500'000;
constexpr std::uint32_t kMostBytes = 8U << 20U;

}  // namespace

PlainParser::PlainParser(std::string_view text, std::uint32_t begin, std::uint32_t end)
    : text_(text), begin_(begin), end_(end), lexer_(text, begin, end, comments_) {}

bool PlainParser::run(std::vector<Node>& nodes, std::vector<CommentRange>& comments) {
  if (end_ - begin_ > kMostBytes || std::memchr(text_.data() + begin_, '\0', end_ - begin_) != nullptr) return false;
  nodes_.reserve((end_ - begin_) / 6 + 16);
  open(Kind::kModule, begin_);
  now_ = lexer_.next();
  while (!at(Token::kEnd)) statement(kNone);
  if (lexer_.refused()) return false;
  nodes_[kNone].end = end_;
  flatten(nodes);
  comments.insert(comments.end(), comments_.begin(), comments_.end());
  return true;
}

PlainParser::Id PlainParser::open(Kind kind, std::uint32_t begin) {
  if (nodes_.size() > kMostNodes) refuse();
  Linked& node = nodes_.emplace_back();
  node.kind = kind;
  node.begin = begin;
  return static_cast<Id>(nodes_.size() - 1);
}

PlainParser::Id PlainParser::add(Id parent, Id child, Field field) {
  if (child == kNone) return kNone;
  nodes_[child].field = field;
  Linked& into = nodes_[parent];
  if (into.first == kNone) {
    into.first = child;
  } else {
    nodes_[into.last].next = child;
  }
  into.last = child;
  return child;
}

void PlainParser::flatten(std::vector<Node>& nodes) const {
  struct Open {
    Id id;
    std::uint32_t index;
  };
  std::vector<Open> open;
  nodes.reserve(nodes.size() + nodes_.size());
  for (Id at = kNone;;) {
    const Linked& from = nodes_[at];
    const auto index = static_cast<std::uint32_t>(nodes.size());
    Node& node = nodes.emplace_back();
    node.kind = from.kind;
    node.field = from.field;
    node.is_named = from.kind <= Kind::kComment;
    node.begin = from.begin;
    node.end = from.end;
    if (from.first != kNone) {
      open.push_back({at, index});
      at = from.first;
      continue;
    }
    while (nodes_[at].next == kNone) {
      if (open.empty()) return;
      nodes[open.back().index].size = static_cast<std::uint32_t>(nodes.size()) - open.back().index;
      at = open.back().id;
      open.pop_back();
    }
    at = nodes_[at].next;
  }
}

void PlainParser::skip() {
  if (now_.token > Token::kDedent) previous_end_ = now_.end;
  now_ = lexer_.next();
}

bool PlainParser::skip_if(Token token) {
  if (!at(token)) return false;
  skip();
  return true;
}

void PlainParser::expect(Token token) {
  if (!skip_if(token)) refuse();
}

PlainParser::Id PlainParser::leaf(Kind kind) {
  const Id node = open(kind, now_.begin);
  skip();
  return close(node);
}

PlainParser::Id PlainParser::refuse() {
  lexer_.refuse();
  now_ = {Token::kEnd, Kind::kOther, now_.begin, now_.begin};
  return kNone;
}

}  // namespace tracklint::syntax
