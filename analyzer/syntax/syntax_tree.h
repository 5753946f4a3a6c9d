// The syntax tree of one text: tree-sitter's tree, flattened once into an array in document order.
//
// tree-sitter is behind Parser alone; no other file of the project includes its header. A Node's
// children follow it directly in the array, so walking is pointer arithmetic, linear, and cannot
// overflow a stack. Comments, punctuation and the inside of string literals are left out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/syntax/kinds.h"
#include "analyzer/syntax/parser_memory.h"

struct TSParser;
struct TSTree;

namespace tracklint::syntax {

class Children;

struct Node {
  Kind kind = Kind::kOther;
  Field field = Field::kNoField;  ///< of this node in its parent
  bool is_named = false;
  bool is_missing = false;  ///< invented by the parser's recovery; empty
  bool has_error = false;   ///< an error or a missing token at or below this node
  std::uint32_t begin = 0;  ///< byte offsets in the text
  std::uint32_t end = 0;
  std::uint32_t size = 1;  ///< nodes of this subtree, this one included

  [[nodiscard]] Children children() const;
  /// The first child with this field or kind; null when there is none.
  [[nodiscard]] const Node* child(Field wanted) const;
  [[nodiscard]] const Node* child(Kind wanted) const;
  [[nodiscard]] const Node* first_child() const { return size > 1 ? this + 1 : nullptr; }
  [[nodiscard]] const Node* first_named_child() const;
  [[nodiscard]] bool is_error() const { return kind == Kind::kError; }
  /// A direct child is an error: the text of this very node is broken.
  [[nodiscard]] bool is_broken() const;
};

class Children {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = const Node;
    using difference_type = std::ptrdiff_t;
    using pointer = const Node*;    // NOLINT(readability-identifier-naming): names of the standard
    using reference = const Node&;  // NOLINT(readability-identifier-naming)
    Iterator() = default;
    explicit Iterator(const Node* node) : node_(node) {}
    reference operator*() const { return *node_; }
    pointer operator->() const { return node_; }
    Iterator& operator++() {
      node_ += node_->size;
      return *this;
    }
    Iterator operator++(int) {
      const Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(Iterator, Iterator) = default;

   private:
    const Node* node_ = nullptr;
  };
  explicit Children(const Node& parent) : parent_(&parent) {}
  [[nodiscard]] Iterator begin() const { return Iterator(parent_ + 1); }
  [[nodiscard]] Iterator end() const { return Iterator(parent_ + parent_->size); }

 private:
  const Node* parent_;
};

inline Children Node::children() const { return Children(*this); }

struct CommentRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// An error node, or a token the parser had to invent.
struct ParseError {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string missing;  ///< the invented token; empty for an error node
};

/// Move-only, used by one thread. Offsets are relative to the whole text, see Parser::parse.
class SyntaxTree {
 public:
  /// A tree without a root: text that was given up.
  static SyntaxTree GivenUp(std::uint32_t begin, std::uint32_t end) {
    SyntaxTree tree;
    tree.begin_ = begin;
    tree.end_ = end;
    return tree;
  }
  SyntaxTree() = default;
  SyntaxTree(SyntaxTree&&) = default;
  SyntaxTree& operator=(SyntaxTree&&) = default;
  SyntaxTree(const SyntaxTree&) = delete;
  SyntaxTree& operator=(const SyntaxTree&) = delete;
  ~SyntaxTree() = default;

  /// A kModule or kError node; null when the parser gave up.
  [[nodiscard]] const Node* root() const { return nodes_.empty() ? nullptr : nodes_.data(); }
  /// The part of the text that was parsed.
  [[nodiscard]] std::uint32_t begin() const { return begin_; }
  [[nodiscard]] std::uint32_t end() const { return end_; }
  [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
  [[nodiscard]] const std::vector<CommentRange>& comments() const { return comments_; }
  [[nodiscard]] const std::vector<ParseError>& errors() const { return errors_; }

 private:
  friend class Parser;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  std::vector<Node> nodes_;
  std::vector<CommentRange> comments_;
  std::vector<ParseError> errors_;
};

/// What mending errors may cost a parser in all: a little, and a part for each byte that it has parsed. An error costs as
/// much as a hundred bytes without one, and what follows it may cost more than usual.
struct RecoveryBudget {
  std::uint64_t bytes = 0;      ///< parsed so far
  std::uint64_t errors = 0;     ///< met so far
  std::uint64_t allocated = 0;  ///< asked for behind errors

  [[nodiscard]] bool exceeded() const;
};

/// A Python parser. Reusable for many texts, in the thread that made it.
class Parser {
 public:
  Parser();
  ~Parser();
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  Parser(Parser&&) = delete;
  Parser& operator=(Parser&&) = delete;

  /// Parses text[begin, end) as a module of its own; all offsets of the result count from text's start.
  /// Work is bounded by the length of the part, and that on errors over all parts; beyond that the tree has no root.
  [[nodiscard]] SyntaxTree parse(std::string_view text, std::uint32_t begin, std::uint32_t end);
  [[nodiscard]] SyntaxTree parse(std::string_view text) {
    return parse(text, 0, static_cast<std::uint32_t>(text.size()));
  }
  /// So many bytes are to be parsed once more: errors may cost as much again.
  void expect_again(std::uint64_t bytes) { recovery_.bytes += bytes; }
  /// So much has gone into errors that no more of them are mended.
  [[nodiscard]] bool recovered_too_much() const { return recovery_.exceeded(); }

 private:
  static void add_comments(SyntaxTree& tree, std::vector<CommentRange> blanked, std::uint32_t offset);

  struct Deleter {
    void operator()(TSParser* parser) const;
    void operator()(TSTree* tree) const;
  };
  ParserMemoryUse memory_;
  RecoveryBudget recovery_;
  std::unique_ptr<TSParser, Deleter> parser_;
  std::unique_ptr<TSTree, Deleter> tree_;  ///< of the last text
};

}  // namespace tracklint::syntax
