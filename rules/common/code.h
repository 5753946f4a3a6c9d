// The syntax of one file, as far as a fix must know it: where a line can be put, how a call gets a further argument.
// What the code *does* is asked of the facts, never of this.
//
// Parses on construction; safe from every thread, as CodeCache is, which keeps one per file for as long as rules run.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzer/base/parallel.h"
#include "analyzer/syntax/syntax_tree.h"
#include "tracklint/finding.h"
#include "tracklint/source_file.h"

namespace tracklint::rules {

class CodeOf {
 public:
  using Node = syntax::Node;
  using Chain = std::vector<const Node*>;  ///< from the root to a node

  explicit CodeOf(const SourceFile& file);

  [[nodiscard]] std::string_view text(const Node& node) const;
  [[nodiscard]] Span span(const Node& node) const { return {file_.id(), node.begin, node.end}; }
  /// The nodes around a place, outermost first; empty when it lies in no code.
  [[nodiscard]] Chain around(Span where) const;
  /// The node that covers exactly this place (the outermost of several); null when there is none.
  [[nodiscard]] const Node* exactly(Span where) const;
  /// The call that stands there; null when it is none.
  [[nodiscard]] const Node* call(Span where) const;
  /// The statement (with its block's other statements around it) that a place lies in.
  [[nodiscard]] const Node* statement(Span where) const;
  /// The function definition around a place; null at the top of a module. `unclear`: inside a lambda or a class body.
  [[nodiscard]] const Node* function(Span where, bool* unclear = nullptr) const;
  /// Loops and comprehensions around `where`, innermost first, that lie inside `region` and in the same function.
  [[nodiscard]] Chain loops(Span where, Span region) const;

  /// Nothing else stands on the lines of the statement.
  [[nodiscard]] bool owns_lines(const Node& statement) const;
  [[nodiscard]] std::string indent(const Node& statement) const;
  /// A line before (after) the statement, with its indentation; nothing when it shares its line with others.
  [[nodiscard]] std::optional<Edit> line_before(const Node& statement, std::string_view line) const;
  [[nodiscard]] std::optional<Edit> line_after(const Node& statement, std::string_view line) const;
  /// The first statement of a body that stands on lines of its own.
  [[nodiscard]] const Node* first_in_body(const Node& compound) const;

  /// A further keyword argument at the end of a call; nothing where `name` is given already or the call has a form that
  /// takes none (a bare generator).
  [[nodiscard]] std::optional<Edit> further_argument(const Node& call, std::string_view name,
                                                     std::string_view value) const;
  /// The argument of a call, by keyword or position; null when it is not given in sight.
  [[nodiscard]] const Node* argument(const Node& call, std::string_view name, std::size_t position) const;
  /// The value in an argument or an entry of a dictionary; the node itself for any other.
  [[nodiscard]] static const Node& value_of(const Node& node);

  /// "mlflow." or "alias.", as the module MLflow is known where `where` stands; nothing when it is not imported there.
  [[nodiscard]] std::optional<std::string> mlflow(Span where) const { return module_name("mlflow", where); }
  [[nodiscard]] std::optional<std::string> module_name(std::string_view module, Span where) const;
  /// The name is bound above `where`, in its function or at the top of the module.
  [[nodiscard]] bool bound_before(std::string_view name, Span where) const;
  /// A function or class that the file defines or imports has this name; constants are written in capitals.
  [[nodiscard]] bool names_code(std::string_view name) const;
  /// Some identifier of the file has this name.
  [[nodiscard]] bool uses_name(std::string_view name) const;

  /// A literal without names in it.
  [[nodiscard]] static bool is_literal(const Node& node);
  /// A name, or attributes and subscripts of one, whose value a second look does not change.
  [[nodiscard]] bool is_plain(const Node& node) const;
  /// The name that a plain expression begins with.
  [[nodiscard]] std::string_view first_name(const Node& node) const;

  [[nodiscard]] const SourceFile& file() const { return file_; }
  [[nodiscard]] const std::vector<syntax::SyntaxTree>& trees() const { return trees_; }

 private:
  /// A node that binds names or imports modules, and the function around it (null: none).
  struct Owned {
    const Node* node = nullptr;
    const Node* owner = nullptr;
  };

  [[nodiscard]] const syntax::SyntaxTree* tree_at(std::uint32_t offset) const;
  [[nodiscard]] const Node* child_around(const Node& node, Span where) const;
  [[nodiscard]] const std::vector<Owned>& imports() const;
  [[nodiscard]] const std::vector<Owned>& targets_of(std::string_view name) const;
  [[nodiscard]] bool is_parameter(std::string_view name, const Node& function, Span where) const;
  void note_code_names(const Node& node, std::unordered_set<std::string_view>& names) const;

  // each collected when first asked for: a file may be asked about at thousands of places
  mutable MadeOnce<std::unordered_set<std::string_view>> code_names_;
  mutable MadeOnce<std::vector<Owned>> imports_;
  mutable MadeOnce<std::unordered_map<std::string_view, std::vector<Owned>>> targets_;
  mutable std::mutex children_mutex_;
  mutable std::unordered_map<const Node*, std::vector<const Node*>> children_;  ///< of nodes with many

  const SourceFile& file_;
  std::vector<syntax::SyntaxTree> trees_;
};

class CodeCache {
 public:
  explicit CodeCache(const SourceSet& sources) : sources_(sources) {}
  const CodeOf& of(FileId file) {
    std::unique_lock lock(mutex_);
    MadeOnce<std::unique_ptr<CodeOf>>& code = codes_[file];  // stays where it is
    lock.unlock();
    return *code.get([&] { return std::make_unique<CodeOf>(sources_.file(file)); });
  }

 private:
  const SourceSet& sources_;
  std::mutex mutex_;
  std::map<FileId, MadeOnce<std::unique_ptr<CodeOf>>> codes_;
};

}  // namespace tracklint::rules
