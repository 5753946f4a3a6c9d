// The module as a whole: its parts, interned names, issues, resolved references.
#include "analyzer/bind/lower.h"

#include <algorithm>

#include "analyzer/base/step_timer.h"
#include "analyzer/bind/lowering.h"
#include "analyzer/syntax/recovery.h"

namespace tracklint::bind {
namespace {

// The first word of a text, for messages: one line, not too long, not cut inside a character.
std::string Excerpt(std::string_view text) {
  constexpr std::size_t kMost = 24;
  const std::size_t from = text.find_first_not_of(" \t\n\r\f");
  if (from == std::string_view::npos) return {};
  text.remove_prefix(from);
  text = text.substr(0, text.find('\n'));
  if (text.size() > kMost) {
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
    text = text.substr(0, end);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  std::string word(text);
  for (char& c : word) {
    if (static_cast<unsigned char>(c) < 0x20U || c == '`') c = ' ';
  }
  return word;
}

// A quote of the line is not closed on it. Three quotes are left to the parser, which sees how far they reach.
bool HasOpenString(std::string_view line) {
  for (std::size_t at = 0; at < line.size() && line[at] != '#'; ++at) {
    if (line[at] != '\'' && line[at] != '"') continue;
    const char quote = line[at];
    if (line.substr(at).starts_with(std::string(3, quote))) return false;
    for (++at; at < line.size() && line[at] != quote; ++at) {
      if (line[at] == '\\') ++at;
    }
    if (at == line.size()) return true;
  }
  return false;
}

std::string MissingMessage(const std::string& token) {
  if (token == "identifier") return "invalid syntax: expected a name";
  if (token == "_newline") return "invalid syntax: expected a new line";
  if (token == "_indent") return "expected an indented block";
  if (token == "_dedent") return "unindent does not match any outer indentation level";
  if (token == "string_end") return "unterminated string literal";
  return "expected `" + token + "`";
}

}  // namespace

ModuleRecord Lower(const SourceFile& file, Names& names) {
  const StepTimer timer(Step::kBind);
  return Lowering(file, names).run();
}

Lowering::Lowering(const SourceFile& file, Names& names)
    : file_(file), names_(names), text_(file.text()), tree_(record_.tree), scopes_(record_.tree) {
  record_.file = file.id();
  locals_ = intern("locals");
  vars_ = intern("vars");
  async_ = intern("async");
  await_ = intern("await");
}

ModuleRecord Lowering::run() {
  syntax::Parser parser;
  const auto size = static_cast<std::uint32_t>(text_.size());
  const std::size_t mark = pending_stmts_.size();
  // IPython runs each cell by itself and takes the blanks that the whole cell is indented by.
  const bool by_cells = file_.is_notebook() || file_.kind() == SourceKind::kDatabricks;
  if (by_cells && !file_.cells().empty()) {
    for (const Cell& cell : file_.cells()) {
      const std::uint32_t end = std::min(cell.end, size);
      part(parser, std::min(cell.begin, end), end);
    }
  } else {
    part(parser, 0, size);
  }
  for (std::size_t i = mark; i < pending_stmts_.size(); ++i) {
    record_.has_main_guard = record_.has_main_guard || is_main_guard(tree_.at(pending_stmts_[i]));
  }
  tree_.body = take(pending_stmts_, mark, tree_.blocks);
  finish_refs();
  merge_issues();
  // The tree lives as long as the analysis: what its lists were given to grow into goes back.
  tree_.expr.shrink_to_fit();
  tree_.stmt.shrink_to_fit();
  tree_.blocks.shrink_to_fit();
  tree_.exprs.shrink_to_fit();
  tree_.args.shrink_to_fit();
  tree_.refs.shrink_to_fit();
  tree_.strings.shrink_to_fit();
  tree_.functions.shrink_to_fit();
  tree_.scopes.shrink_to_fit();
  tree_.imports.shrink_to_fit();
  return std::move(record_);
}

void Lowering::part(syntax::Parser& parser, std::uint32_t begin, std::uint32_t end) {
  for (const syntax::SyntaxTree& parsed : syntax::ParsePart(parser, text_, begin, end)) {
    const Node* root = parsed.root();
    if (root == nullptr || tree_.expr.size() > kMostExpressions) {
      issue(parsed.begin(), parsed.end(), "too complex to parse");
      unknown_statement(parsed.begin(), parsed.end());
      continue;
    }
    reserve(parsed.nodes().size());
    note_parse_errors(parsed);
    for (const syntax::CommentRange& comment : parsed.comments()) {
      record_.comments.push_back({comment.begin, comment.end});
    }
    if (root->is_error()) {
      error_region(*root);
    } else {
      statements(*root);
    }
  }
}

// What modules of this many nodes usually need.
void Lowering::reserve(std::size_t nodes) {
  const auto more = [](auto& list, std::size_t count) {
    const std::size_t wanted = list.size() + count;
    if (wanted > list.capacity()) list.reserve(std::max(wanted, list.capacity() * 2));
  };
  more(tree_.expr, nodes / 2 + 8);
  more(tree_.stmt, nodes / 12 + 8);
}

NameId Lowering::intern(std::string_view identifier) {
  const auto found = interned_.find(identifier);
  if (found != interned_.end()) return found->second;
  const NameId id = names_.intern(identifier);
  interned_.emplace(identifier, id);
  return id;
}

void Lowering::issue(std::uint32_t begin, std::uint32_t end, std::string message) {
  record_.issues.push_back({begin, end, std::move(message)});
}

void Lowering::note_parse_errors(const syntax::SyntaxTree& parsed) {
  for (const syntax::ParseError& error : parsed.errors()) {
    if (!error.missing.empty()) {
      issue(error.begin, error.end, MissingMessage(error.missing));
      continue;
    }
    if (HasOpenString(file_.line_at(error.begin))) {
      issue(error.begin, error.end, "unterminated string literal");
      continue;
    }
    const std::string near = Excerpt(text_.substr(error.begin, error.end - error.begin));
    issue(error.begin, error.end, near.empty() ? "invalid syntax" : "invalid syntax near `" + near + "`");
  }
}

// Sorted; of issues that overlap or share a line, one remains with the first one's message.
void Lowering::merge_issues() {
  std::vector<SyntaxIssue>& issues = record_.issues;
  std::stable_sort(issues.begin(), issues.end(), [](const SyntaxIssue& a, const SyntaxIssue& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<SyntaxIssue> merged;
  for (SyntaxIssue& next : issues) {
    if (!merged.empty() &&
        (next.begin <= merged.back().end || file_.line_index(next.begin) == file_.line_index(merged.back().end))) {
      merged.back().end = std::max(merged.back().end, next.end);
    } else {
      merged.push_back(std::move(next));
    }
  }
  issues = std::move(merged);
}

// Until here every Ref outside Tree::refs holds the number of its use.
void Lowering::finish_refs() {
  scopes_.finish();
  const auto settle = [this](Ref& ref) {
    if (ref.slot != kNoSlot) ref = tree_.refs[ref.slot];
  };
  for (Stmt& s : tree_.stmt) {
    if (s.kind == StmtKind::kFunction || s.kind == StmtKind::kClass) settle(s.ref);
  }
  for (Handler& h : tree_.handlers) settle(h.ref);
  for (ImportAlias& alias : tree_.imports) settle(alias.ref);
  for (MatchCase& one : tree_.cases) {
    for (Ref& ref : one.captures) settle(ref);
  }
}

bool Lowering::is_main_guard(const Stmt& statement) const {
  if (statement.kind != StmtKind::kIf) return false;
  const Expr& condition = tree_.at(statement.a);
  if (condition.kind != ExprKind::kCompare || condition.items.size() != 2 || tree_.ops[condition.extra] != Op::kEq) {
    return false;
  }
  const Expr* name = &tree_.at(tree_.exprs[condition.items.begin]);
  const Expr* text = &tree_.at(tree_.exprs[condition.items.begin + 1]);
  if (name->kind == ExprKind::kString) std::swap(name, text);
  return name->kind == ExprKind::kName && text->kind == ExprKind::kString && tree_.strings[text->extra] == "__main__" &&
         text_.substr(name->begin, name->end - name->begin) == "__name__";
}

}  // namespace tracklint::bind
