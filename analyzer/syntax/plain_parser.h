// Reads Python as it is nearly always written, an order of magnitude faster than the generated parser, which reads what
// is refused here: broken texts, and what is rare. The tree lowers to exactly the same module; of the tokens it holds only
// those that lowering looks at. Private to syntax.
//
// Recursive descent, bounded; expressions by precedence. Nodes are made bottom-up, linked, and put into document order
// at the end. A text that is refused ends all loops: the lexer then gives no more tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/syntax/plain_lexer.h"
#include "analyzer/syntax/syntax_tree.h"

namespace tracklint::syntax {

class PlainParser {
 public:
  /// text[begin, end) as a module of its own; offsets count from the start of `text`.
  PlainParser(std::string_view text, std::uint32_t begin, std::uint32_t end);

  /// False when the text is refused: then nothing is said of it. The nodes are in document order.
  bool run(std::vector<Node>& nodes, std::vector<CommentRange>& comments);

 private:
  using Id = std::uint32_t;
  static constexpr Id kNone = 0;  // the module, which is nobody's child

  struct Linked {
    Kind kind = Kind::kOther;
    Field field = Field::kNoField;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    Id first = kNone;
    Id last = kNone;
    Id next = kNone;
  };
  class Deeper;  // bounds the recursion

  // ---- plain_parser.cpp: nodes, tokens
  Id open(Kind kind, std::uint32_t begin);
  Id close(Id node) {
    nodes_[node].end = previous_end_;
    return node;
  }
  Id add(Id parent, Id child, Field field = Field::kNoField);
  void flatten(std::vector<Node>& nodes) const;
  [[nodiscard]] std::uint32_t begin_of(Id node) const { return nodes_[node].begin; }
  [[nodiscard]] Kind kind_of(Id node) const { return nodes_[node].kind; }
  [[nodiscard]] std::string_view word() const { return text_.substr(now_.begin, now_.end - now_.begin); }
  [[nodiscard]] bool at(Token token) const { return now_.token == token; }
  void skip();
  bool skip_if(Token token);
  void expect(Token token);
  Id leaf(Kind kind);  ///< of the current token, which is passed
  Id refuse();

  // ---- plain_statements.cpp
  void statement(Id parent);
  void simple_statements(Id parent);
  Id simple_statement();
  Id block();
  Id expression_statement();
  Id assignment(Id left);
  Id annotated(Id left);
  Id return_statement();
  Id delete_statement();
  Id raise_statement();
  Id assert_statement();
  Id names_statement(Kind kind);
  Id import_statement();
  Id import_from();
  Id imported(bool dotted);
  Id dotted_name(bool dotted);
  Id if_statement();
  Id for_statement(std::uint32_t begin, bool async);
  Id while_statement();
  Id try_statement();
  Id except_clause();
  Id with_statement(std::uint32_t begin, bool async);
  Id with_items(bool in_parentheses);
  Id with_item();
  Id else_clause();
  Id async_statement();
  Id function(std::uint32_t begin, bool async);
  Id class_definition();
  Id decorated();
  Id parameters(bool typed);
  Id parameter(bool typed);
  Id type();

  // ---- plain_expressions.cpp
  Id expression();
  Id named_expression();
  Id disjunction();
  Id conjunction();
  Id negation();
  Id comparison();
  Id binary(int lowest);
  Id unary();
  Id power();
  Id primary();
  Id call(Id function);
  Id argument();
  Id subscript(Id value);
  Id subscript_item();
  Id atom();
  Id lambda();
  Id yield_expression();
  Id parenthesized();
  Id list();
  Id braces();
  Id pair(Id key);
  Id display_element();
  Id splat(Kind kind, Id operand, std::uint32_t begin);
  void comprehension(Id parent);
  /// One expression, or several with commas: an expression list.
  Id expressions();
  [[nodiscard]] bool list_ends() const;
  Id targets();
  Id target();
  /// An expression turns out to stand left of an assignment.
  void make_pattern(Id node);

  // ---- plain_patterns.cpp
  Id match_statement();
  Id case_clause();
  void patterns(Id parent, Token closing);
  Id case_pattern();
  Id splat_pattern();
  void simple_pattern(Id parent, Field field = Field::kNoField);
  void alternative(Id parent);
  Id named_pattern();
  Id dict_pattern();

  // ---- plain_strings.cpp
  Id strings();
  Id format_string();
  void format_parts(Id parent, bool in_field);
  Id field(Kind kind);

  std::string_view text_;
  std::uint32_t begin_;
  std::uint32_t end_;
  std::vector<CommentRange> comments_;
  PlainLexer lexer_;
  Lexeme now_;
  std::uint32_t previous_end_ = 0;
  std::vector<Linked> nodes_;
  std::uint32_t depth_ = 0;
  StringBegin string_;  ///< the format string around
};

class PlainParser::Deeper {
 public:
  explicit Deeper(PlainParser& parser) : parser_(parser) {
    constexpr std::uint32_t kDeepest = 150;
    if (++parser.depth_ > kDeepest) parser.refuse();
  }
  ~Deeper() { --parser_.depth_; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;
  Deeper(Deeper&&) = delete;
  Deeper& operator=(Deeper&&) = delete;

 private:
  PlainParser& parser_;
};

}  // namespace tracklint::syntax
