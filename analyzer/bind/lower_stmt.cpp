// Statements in general: blocks, which step lowers which statement, what is kept around errors.
#include <algorithm>

#include "analyzer/bind/lowering.h"

namespace tracklint::bind {
namespace {

using syntax::Kind;

bool IsStatement(Kind kind) {
  switch (kind) {
    case Kind::kImportStatement:
    case Kind::kImportFromStatement:
    case Kind::kFutureImportStatement:
    case Kind::kPrintStatement:
    case Kind::kExecStatement:
    case Kind::kAssertStatement:
    case Kind::kExpressionStatement:
    case Kind::kReturnStatement:
    case Kind::kDeleteStatement:
    case Kind::kRaiseStatement:
    case Kind::kPassStatement:
    case Kind::kBreakStatement:
    case Kind::kContinueStatement:
    case Kind::kGlobalStatement:
    case Kind::kNonlocalStatement:
    case Kind::kTypeAliasStatement:
    case Kind::kIfStatement:
    case Kind::kForStatement:
    case Kind::kWhileStatement:
    case Kind::kTryStatement:
    case Kind::kWithStatement:
    case Kind::kFunctionDefinition:
    case Kind::kClassDefinition:
    case Kind::kDecoratedDefinition:
    case Kind::kMatchStatement: return true;
    default: return false;
  }
}

bool IsCompound(Kind kind) { return IsStatement(kind) && kind >= Kind::kIfStatement; }

}  // namespace

Stmt Lowering::blank(StmtKind kind, const Node& node) {
  Stmt s;
  s.kind = kind;
  s.begin = node.begin;
  s.end = node.end;
  return s;
}

void Lowering::add(const Stmt& statement) {
  tree_.stmt.push_back(statement);
  pending_stmts_.push_back(StmtId{static_cast<std::uint32_t>(tree_.stmt.size() - 1)});
}

void Lowering::unknown_statement(std::uint32_t begin, std::uint32_t end) {
  Stmt s;
  s.begin = begin;
  s.end = end;
  add(s);
}

Range Lowering::block(const Node* node, std::uint32_t* end) {
  if (node == nullptr) return {};
  const std::size_t mark = pending_stmts_.size();
  statements(*node);
  if (pending_stmts_.size() > mark) {
    *end = tree_.at(pending_stmts_.back()).end;
  } else if (!node->has_error) {
    issue(node->begin, node->begin, "expected an indented block");
  }
  return take(pending_stmts_, mark, tree_.blocks);
}

// How far the line of `offset` is indented, with tabs of this width, or -1 when code stands before it on the line.
std::int32_t Lowering::indentation(std::uint32_t offset, std::int32_t tab) const {
  std::uint32_t line = offset;
  while (line > 0 && text_[line - 1] != '\n') {
    const char c = text_[--line];
    if (c != ' ' && c != '\t' && c != '\f') return -1;
  }
  std::int32_t column = 0;
  for (; line < offset; ++line)
    column = text_[line] == '\t' ? column / tab * tab + tab : text_[line] == '\f' ? 0 : column + 1;
  return column;
}

void Lowering::check_indentation(const Node& parent) {
  std::int32_t expected = -1;
  std::int32_t expected_narrow = -1;
  const Node* before = nullptr;
  for (const Node& c : parent.children()) {
    const std::int32_t column = indentation(c.begin, 8);
    const std::int32_t narrow = indentation(c.begin, 1);
    if (expected < 0) {
      expected = column;
      expected_narrow = narrow;
    }
    if (expected < 0) return;
    // Python measures twice, with wide tabs and with narrow ones, and both must agree.
    if (column == expected && narrow != expected_narrow) {
      issue(c.begin, c.begin, "inconsistent use of tabs and blanks in the indentation");
    } else if (column >= 0 && column != expected) {
      const bool after_block = before != nullptr && IsCompound(before->kind);
      issue(c.begin, c.begin,
            after_block ? "unindent does not match any outer indentation level" : "unexpected indent");
    }
    before = &c;
  }
}

void Lowering::statements(const Node& parent) {
  if (!parent.has_error) check_indentation(parent);
  for (const Node& c : parent.children()) {
    if (c.is_error()) {
      error_region(c);
    } else if (c.is_named) {
      statement(c);
    }
  }
}

// Statements the parser recognised inside an error are kept; what lies between them is unknown.
void Lowering::error_region(const Node& node) {
  if (statement_nesting_ >= kMaxStatementNesting) return unknown_statement(node.begin, node.end);
  ++statement_nesting_;
  std::uint32_t from = node.begin;
  std::uint32_t open_end = node.begin;
  bool open = node.size == 1;
  const auto close = [&](std::uint32_t end) {
    if (open) unknown_statement(from, end);
    open = false;
  };
  for (const Node& c : node.children()) {
    const Node* inside = c.kind == Kind::kBlock ? &c : nullptr;
    if (c.kind == Kind::kElifClause || c.kind == Kind::kElseClause || c.kind == Kind::kExceptClause ||
        c.kind == Kind::kFinallyClause || c.kind == Kind::kCaseClause) {
      inside = c.child(Kind::kBlock);
    }
    if (inside == nullptr && !IsStatement(c.kind) && !c.is_error()) {
      if (!open) from = c.begin;
      open = true;
      open_end = c.end;
      continue;
    }
    if (inside != nullptr && inside != &c && !open) {
      from = c.begin;
      open = true;
    }
    close(inside != nullptr ? inside->begin : std::max(open_end, from));
    if (inside != nullptr) {
      statements(*inside);
    } else if (c.is_error()) {
      error_region(c);
    } else {
      statement(c);
    }
  }
  close(node.size == 1 ? node.end : std::max(open_end, from));
  --statement_nesting_;
}

void Lowering::statement(const Node& node) {
  const bool compound = IsCompound(node.kind);
  if (statement_nesting_ >= kMaxStatementNesting) return unknown_statement(node.begin, node.end);
  if (node.has_error) {
    if (compound) {
      for (const Node& c : node.children()) {
        if (c.is_error()) unknown_statement(c.begin, c.end);
      }
    } else if (node.is_broken()) {
      return unknown_statement(node.begin, node.end);
    }
  }
  ++statement_nesting_;
  switch (node.kind) {
    case Kind::kExpressionStatement: expression_statement(node); break;
    case Kind::kImportStatement: import_statement(node); break;
    case Kind::kImportFromStatement:
    case Kind::kFutureImportStatement: import_from(node); break;
    case Kind::kReturnStatement: return_statement(node); break;
    case Kind::kDeleteStatement: delete_statement(node); break;
    case Kind::kRaiseStatement: raise_statement(node); break;
    case Kind::kAssertStatement: assert_statement(node); break;
    case Kind::kPassStatement: add(blank(StmtKind::kPass, node)); break;
    case Kind::kBreakStatement: add(blank(StmtKind::kBreak, node)); break;
    case Kind::kContinueStatement: add(blank(StmtKind::kContinue, node)); break;
    case Kind::kGlobalStatement:
    case Kind::kNonlocalStatement: declaration(node); break;
    case Kind::kTypeAliasStatement: type_alias(node); break;
    case Kind::kPrintStatement:
      old_style(node, "Missing parentheses in call to 'print'. Did you mean print(...)?");
      break;
    case Kind::kExecStatement: old_style(node, "Missing parentheses in call to 'exec'. Did you mean exec(...)?"); break;
    case Kind::kIfStatement: if_statement(node); break;
    case Kind::kForStatement: for_statement(node); break;
    case Kind::kWhileStatement: while_statement(node); break;
    case Kind::kTryStatement: try_statement(node); break;
    case Kind::kWithStatement: with_statement(node); break;
    case Kind::kFunctionDefinition:
    case Kind::kClassDefinition:
    case Kind::kDecoratedDefinition: definition(node); break;
    case Kind::kMatchStatement: match_statement(node); break;
    default: unknown_statement(node.begin, node.end); break;
  }
  --statement_nesting_;
}

}  // namespace tracklint::bind
