// Expressions as text, the lower half of Dump. Private to bind.
#pragma once

#include <string>
#include <string_view>

#include "analyzer/bind/dump.h"
#include "analyzer/bind/names.h"
#include "analyzer/bind/tree.h"

namespace tracklint::bind {

std::string_view OpText(Op op);

/// Appends to one text. References are shown relative to the scope set by `enter`.
class ExprDumper {
 public:
  ExprDumper(const Tree& tree, const Names& names, const DumpOptions& options)
      : tree_(tree), names_(names), options_(options) {}

  /// Returns the scope before, to be restored.
  ScopeId enter(ScopeId scope);
  [[nodiscard]] ScopeId scope() const { return scope_; }

  void span(std::uint32_t begin, std::uint32_t end);
  void ref(const Ref& r);
  void name(NameId id) { out_ += names_.text(id); }
  void bound(NameId id, const Ref& r);
  void expr(ExprId id);
  /// `_` for no expression.
  void optional(ExprId id);
  /// A blank and the expression.
  void more(ExprId id);
  void list(Range items);
  void argument(const Arg& arg);
  void parameters(const Function& function);

  std::string& out() { return out_; }

 private:
  void quoted(std::string_view text, bool bytes);
  void compound(const Expr& e);
  void comparison(const Expr& e);
  void dict(const Expr& e);
  void fstring(const Expr& e);
  void comprehension(std::string_view title, const Expr& e);
  void lambda(const Function& function);

  const Tree& tree_;
  const Names& names_;
  DumpOptions options_;
  ScopeId scope_{0};
  std::string out_;
};

}  // namespace tracklint::bind
