#include "rules/common/code.h"

#include <algorithm>

#include "analyzer/syntax/recovery.h"

namespace tracklint::rules {
namespace {

using syntax::Field;
using syntax::Kind;
using Node = syntax::Node;

bool IsLoop(Kind kind) {
  return kind == Kind::kForStatement || kind == Kind::kWhileStatement || kind == Kind::kListComprehension ||
         kind == Kind::kSetComprehension || kind == Kind::kDictionaryComprehension ||
         kind == Kind::kGeneratorExpression;
}

bool IsBlock(const Node& node) { return node.kind == Kind::kBlock || node.kind == Kind::kModule; }

/// Nodes that hold a statement's place but are none themselves when the parser met an error.
bool HoldsStatements(const Node& node) { return IsBlock(node) || node.kind == Kind::kError; }

}  // namespace

CodeOf::CodeOf(const SourceFile& file) : file_(file) {
  syntax::Parser parser;
  const std::string_view text = file.text();
  const auto size = static_cast<std::uint32_t>(text.size());
  const auto part = [&](std::uint32_t begin, std::uint32_t end) {
    for (syntax::SyntaxTree& tree : syntax::ParsePart(parser, text, begin, end)) {
      if (tree.root() != nullptr) trees_.push_back(std::move(tree));
    }
  };
  if (file.is_notebook()) {
    for (const Cell& cell : file.cells()) part(cell.begin, std::min(cell.end, size));
  } else {
    part(0, size);
  }
}

std::string_view CodeOf::text(const Node& node) const { return file_.slice(span(node)); }

const syntax::SyntaxTree* CodeOf::tree_at(std::uint32_t offset) const {
  const auto tree = std::partition_point(trees_.begin(), trees_.end(), [&](const syntax::SyntaxTree& t) {
    return std::max(t.end(), t.begin() + 1) <= offset;
  });
  return tree == trees_.end() || tree->begin() > offset ? nullptr : &*tree;
}

const Node* CodeOf::child_around(const Node& node, Span where) const {
  constexpr std::uint32_t kMany = 256;
  if (node.size < kMany) {
    for (const Node& child : node.children()) {
      if (child.begin <= where.begin && where.end <= child.end) return &child;
    }
    return nullptr;
  }
  const std::lock_guard lock(children_mutex_);
  const auto [at, fresh] = children_.try_emplace(&node);
  if (fresh) {
    for (const Node& child : node.children()) at->second.push_back(&child);
  }
  const auto child =
      std::partition_point(at->second.begin(), at->second.end(), [&](const Node* c) { return c->end < where.end; });
  return child == at->second.end() || (*child)->begin > where.begin ? nullptr : *child;
}

CodeOf::Chain CodeOf::around(Span where) const {
  Chain chain;
  const syntax::SyntaxTree* tree = tree_at(where.begin);
  for (const Node* node = tree == nullptr ? nullptr : tree->root(); node != nullptr; node = child_around(*node, where))
    chain.push_back(node);
  return chain;
}

const Node* CodeOf::exactly(Span where) const {
  for (const Node* node : around(where)) {
    if (node->begin == where.begin && node->end == where.end && !IsBlock(*node) &&
        node->kind != Kind::kExpressionStatement)
      return node;
  }
  return nullptr;
}

const Node* CodeOf::call(Span where) const {
  for (const Node* node : around(where)) {
    if (node->begin == where.begin && node->end == where.end && node->kind == Kind::kCall) return node;
  }
  return nullptr;
}

const Node* CodeOf::statement(Span where) const {
  const Chain chain = around(where);
  for (std::size_t i = chain.size(); i-- > 1;) {
    if (IsBlock(*chain[i - 1])) return chain[i];
    if (HoldsStatements(*chain[i - 1])) return nullptr;
  }
  return nullptr;
}

const Node* CodeOf::function(Span where, bool* unclear) const {
  if (unclear != nullptr) *unclear = false;
  const Chain chain = around(where);
  for (std::size_t i = chain.size(); i-- > 0;) {
    if (chain[i]->kind == Kind::kFunctionDefinition) return chain[i];
    if (unclear != nullptr && (chain[i]->kind == Kind::kLambda || chain[i]->kind == Kind::kClassDefinition))
      *unclear = true;
  }
  return nullptr;
}

CodeOf::Chain CodeOf::loops(Span where, Span region) const {
  Chain found;
  const Chain chain = around(where);
  for (std::size_t i = chain.size(); i-- > 0;) {
    const Node& node = *chain[i];
    if (node.begin < region.begin || node.begin >= region.end) break;  // a trailing comment may lengthen a node
    if (node.kind == Kind::kFunctionDefinition || node.kind == Kind::kLambda) break;
    if (IsLoop(node.kind) && !(node.begin == where.begin && node.end == where.end)) found.push_back(&node);
  }
  return found;
}

bool CodeOf::owns_lines(const Node& statement) const {
  const std::string_view text = file_.text();
  std::size_t begin = statement.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  if (begin > 0 && text[begin - 1] != '\n') return false;
  std::size_t end = statement.end;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  return end >= text.size() || text[end] == '\n' || text[end] == '#';
}

std::string CodeOf::indent(const Node& statement) const {
  const std::uint32_t begin = file_.line_begin(file_.line_index(statement.begin));
  return std::string(file_.text().substr(begin, statement.begin - begin));
}

std::optional<Edit> CodeOf::line_before(const Node& statement, std::string_view line) const {
  if (!owns_lines(statement)) return std::nullopt;
  const std::uint32_t begin = file_.line_begin(file_.line_index(statement.begin));
  return Edit{{file_.id(), begin, begin}, indent(statement) + std::string(line) + "\n"};
}

std::optional<Edit> CodeOf::line_after(const Node& statement, std::string_view line) const {
  if (!owns_lines(statement)) return std::nullopt;
  const std::string_view text = file_.text();
  const std::size_t newline = text.find('\n', statement.end);
  const auto end = static_cast<std::uint32_t>(newline == std::string_view::npos ? text.size() : newline);
  return Edit{{file_.id(), end, end}, "\n" + indent(statement) + std::string(line)};
}

const Node* CodeOf::first_in_body(const Node& compound) const {
  const Node* body = compound.child(Field::kBody);
  if (body == nullptr) body = compound.child(Kind::kBlock);
  const Node* first = body == nullptr ? nullptr : body->first_named_child();
  return first != nullptr && owns_lines(*first) ? first : nullptr;
}

std::optional<Edit> CodeOf::further_argument(const Node& call, std::string_view name, std::string_view value) const {
  const Node* arguments = call.child(Field::kArguments);
  if (arguments == nullptr || arguments->kind != Kind::kArgumentList || arguments->has_error) return std::nullopt;
  const Node* last = nullptr;
  for (const Node& child : arguments->children()) {
    if (!child.is_named) continue;
    if (child.kind == Kind::kKeywordArgument) {
      const Node* keyword = child.child(Field::kName);
      if (keyword != nullptr && text(*keyword) == name) return std::nullopt;
    }
    if (child.kind == Kind::kGeneratorExpression) return std::nullopt;
    last = &child;
  }
  const std::string argument = std::string(name) + "=" + std::string(value);
  if (last == nullptr) return Edit{{file_.id(), arguments->end - 1, arguments->end - 1}, argument};
  bool comma = false;
  for (const Node& child : arguments->children())
    comma = comma || (child.kind == Kind::kComma && child.begin >= last->end);
  // One argument a line stays one a line.
  const std::uint32_t line = file_.line_index(last->begin);
  const bool alone = line != file_.line_index(arguments->begin) && line != file_.line_index(arguments->end);
  const std::string own_line =
      "\n" + std::string(file_.text().substr(file_.line_begin(line), last->begin - file_.line_begin(line)));
  const bool first_on_line = own_line.find_first_not_of(" \t\n") == std::string::npos;
  const std::string_view glue = alone && first_on_line ? std::string_view(own_line) : std::string_view(" ");
  if (!comma) return Edit{{file_.id(), last->end, last->end}, "," + std::string(glue) + argument};
  std::uint32_t behind = last->end;
  for (const Node& child : arguments->children()) {
    if (child.kind == Kind::kComma && child.begin >= last->end) behind = child.end;
  }
  return Edit{{file_.id(), behind, behind}, std::string(glue) + argument + (alone && first_on_line ? "," : "")};
}

const Node* CodeOf::argument(const Node& call, std::string_view name, std::size_t position) const {
  const Node* arguments = call.child(Field::kArguments);
  if (arguments == nullptr) return nullptr;
  std::size_t index = 0;
  const Node* by_position = nullptr;
  for (const Node& child : arguments->children()) {
    if (!child.is_named) continue;
    if (child.kind == Kind::kKeywordArgument) {
      const Node* keyword = child.child(Field::kName);
      if (keyword != nullptr && text(*keyword) == name) return child.child(Field::kValue);
      continue;
    }
    if (child.kind == Kind::kListSplat || child.kind == Kind::kDictionarySplat) return nullptr;
    if (index++ == position) by_position = &child;
  }
  return by_position;
}

const Node& CodeOf::value_of(const Node& node) {
  if (node.kind != Kind::kKeywordArgument && node.kind != Kind::kPair) return node;
  const Node* value = node.child(Field::kValue);
  return value == nullptr ? node : *value;
}

const std::vector<CodeOf::Owned>& CodeOf::imports() const {
  return imports_.get([&] {
    std::vector<Owned> imports;
    for (const syntax::SyntaxTree& tree : trees_) {
      for (const Node& node : tree.nodes()) {
        if (node.kind == Kind::kImportStatement) imports.push_back({&node, function(span(node))});
      }
    }
    return imports;
  });
}

std::optional<std::string> CodeOf::module_name(std::string_view module, Span where) const {
  const Node* here = function(where);
  std::optional<std::string> found;
  for (const auto& [node, owner] : imports()) {
    if (owner != nullptr && owner != here) continue;
    if (owner == here && node->begin > where.begin) continue;
    for (const Node& child : node->children()) {
      if (child.kind == Kind::kDottedName) {
        const std::string_view name = text(child);
        if (name == module || (name.starts_with(module) && name.size() > module.size() && name[module.size()] == '.'))
          found = std::string(module) + ".";
      } else if (child.kind == Kind::kAliasedImport) {
        const Node* name = child.child(Field::kName);
        const Node* alias = child.child(Field::kAlias);
        if (name != nullptr && alias != nullptr && text(*name) == module) return std::string(text(*alias)) + ".";
      }
    }
  }
  return found;
}

const std::vector<CodeOf::Owned>& CodeOf::targets_of(std::string_view name) const {
  const auto& targets = targets_.get([&] {
    std::unordered_map<std::string_view, std::vector<Owned>> bound;
    for (const syntax::SyntaxTree& tree : trees_) {
      for (const Node& node : tree.nodes()) {
        if (node.field != Field::kLeft && node.kind != Kind::kAsPatternTarget) continue;
        if (node.kind == Kind::kIdentifier) bound[text(node)].push_back({&node, function(span(node))});
        if (node.kind != Kind::kPatternList && node.kind != Kind::kTuplePattern) continue;
        for (const Node& child : node.children()) {
          if (child.kind == Kind::kIdentifier) bound[text(child)].push_back({&node, function(span(node))});
        }
      }
    }
    return bound;
  });
  static const std::vector<Owned> kNone;
  const auto found = targets.find(name);
  return found == targets.end() ? kNone : found->second;
}

/// Any identifier of the head counts, where it stands above `where`.
bool CodeOf::is_parameter(std::string_view name, const Node& function, Span where) const {
  const Node* parameters = function.child(Field::kParameters);
  const Node* body = function.child(Field::kBody);
  if (parameters == nullptr || body == nullptr) return false;
  for (const Node* node = parameters; node < body && node->begin < where.begin; ++node) {
    if (node->kind == Kind::kIdentifier && text(*node) == name) return true;
  }
  return false;
}

bool CodeOf::bound_before(std::string_view name, Span where) const {
  const Node* here = function(where);
  if (here != nullptr && is_parameter(name, *here, where)) return true;
  const std::vector<Owned>& targets = targets_of(name);
  return std::any_of(targets.begin(), targets.end(), [&](const Owned& target) {
    return target.node->begin < where.begin && (target.owner == here || target.owner == nullptr);
  });
}

bool CodeOf::uses_name(std::string_view name) const {
  for (const syntax::SyntaxTree& tree : trees_) {
    for (const Node& node : tree.nodes()) {
      if (node.kind == Kind::kIdentifier && text(node) == name) return true;
    }
  }
  return false;
}

bool CodeOf::is_literal(const Node& node) {
  const Node* end = &node + node.size;
  for (const Node* at = &node; at != end; ++at) {
    switch (at->kind) {
      case Kind::kIdentifier:
      case Kind::kCall:
      case Kind::kInterpolation:
      case Kind::kError:
      case Kind::kLambda: return false;
      default: break;
    }
  }
  return !node.has_error;
}

bool CodeOf::names_code(std::string_view name) const {
  return code_names_
      .get([&] {
        std::unordered_set<std::string_view> names;
        for (const syntax::SyntaxTree& tree : trees_) {
          for (const Node& node : tree.nodes()) note_code_names(node, names);
        }
        return names;
      })
      .contains(name);
}

void CodeOf::note_code_names(const Node& node, std::unordered_set<std::string_view>& names) const {
  if (node.kind == Kind::kFunctionDefinition || node.kind == Kind::kClassDefinition) {
    if (const Node* own = node.child(Field::kName); own != nullptr) names.insert(text(*own));
    return;
  }
  if (node.kind != Kind::kImportStatement && node.kind != Kind::kImportFromStatement) return;
  for (const Node& child : node.children()) {
    const Node* alias = child.kind == Kind::kAliasedImport ? child.child(Field::kAlias) : &child;
    const std::string_view name = alias == nullptr ? std::string_view() : text(*alias);
    const bool constant = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!constant) names.insert(name);
  }
}

bool CodeOf::is_plain(const Node& node) const {
  if (node.has_error) return false;
  const Node* at = &node;
  while (true) {
    if (at->kind == Kind::kIdentifier) return true;
    if (at->kind == Kind::kAttribute) {
      at = at->child(Field::kObject);
    } else if (at->kind == Kind::kSubscript) {
      for (const Node& child : at->children()) {
        if (child.field == Field::kSubscript && !is_literal(child)) return false;
      }
      at = at->child(Field::kValue);
    } else {
      return false;
    }
    if (at == nullptr) return false;
  }
}

std::string_view CodeOf::first_name(const Node& node) const {
  const Node* at = &node;
  while (at != nullptr && at->kind != Kind::kIdentifier) at = at->first_named_child();
  return at == nullptr ? std::string_view() : text(*at);
}

}  // namespace tracklint::rules
