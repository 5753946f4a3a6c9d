// import and from … import.
#include "analyzer/bind/lowering.h"

namespace tracklint::bind {

// `a . b` is `a.b`.
std::string Lowering::dotted(const Node& node) const {
  std::string name;
  std::size_t parts = 0;
  for (const Node& c : node.children()) {
    if (c.kind != Kind::kIdentifier) continue;
    if (parts++ == kMostModuleParts || name.size() > kLongestModule) break;
    if (!name.empty()) name += '.';
    name += text(c).substr(0, kLongestModule);
  }
  return name;
}

void Lowering::import_statement(const Node& node) {
  std::vector<ImportAlias> aliases;
  for (const Node& c : node.children()) {
    const Node* path = c.kind == Kind::kAliasedImport ? c.child(Field::kName) : &c;
    if (path == nullptr || path->kind != Kind::kDottedName || path->first_child() == nullptr) continue;
    ImportAlias alias;
    alias.module = dotted(*path);
    alias.begin = c.begin;
    alias.end = c.end;
    const Node* as = c.kind == Kind::kAliasedImport ? c.child(Field::kAlias) : nullptr;
    alias.has_alias = as != nullptr;
    alias.bound = intern(as != nullptr ? *as : *path->first_child());
    bind_import(alias);
    aliases.push_back(std::move(alias));
  }
  finish_import(StmtKind::kImport, node, std::move(aliases));
}

void Lowering::import_from(const Node& node) {
  std::string module = node.kind == Kind::kFutureImportStatement ? "__future__" : "";
  std::uint16_t level = 0;
  const Node* from = node.child(Field::kModuleName);
  if (from != nullptr && from->kind == Kind::kRelativeImport) {
    const Node* prefix = from->child(Kind::kImportPrefix);
    if (prefix != nullptr) {
      for (const char c : text(*prefix)) {
        if (c == '.' && level < 0xffffU) ++level;
      }
    }
    from = from->child(Kind::kDottedName);
  }
  if (from != nullptr) module = dotted(*from);
  std::vector<ImportAlias> aliases;
  for (const Node& c : node.children()) {
    if (c.field == Field::kModuleName) continue;
    ImportAlias alias;
    alias.module = module;
    alias.level = level;
    alias.begin = c.begin;
    alias.end = c.end;
    if (c.kind == Kind::kWildcardImport) {
      alias.star = true;
      aliases.push_back(std::move(alias));
      continue;
    }
    const Node* path = c.kind == Kind::kAliasedImport ? c.child(Field::kName) : &c;
    if (path == nullptr || path->kind != Kind::kDottedName || path->first_child() == nullptr) continue;
    const Node* as = c.kind == Kind::kAliasedImport ? c.child(Field::kAlias) : nullptr;
    alias.name = intern(*path->first_child());
    alias.has_alias = as != nullptr;
    alias.bound = as != nullptr ? intern(*as) : alias.name;
    bind_import(alias);
    aliases.push_back(std::move(alias));
  }
  finish_import(StmtKind::kImportFrom, node, std::move(aliases));
}

void Lowering::bind_import(ImportAlias& alias) {
  scopes_.bind(context_.frame, alias.bound);
  alias.ref.slot = scopes_.use(context_.frame, alias.bound);
}

void Lowering::finish_import(StmtKind kind, const Node& node, std::vector<ImportAlias> aliases) {
  Stmt s = blank(kind, node);
  s.items.begin = static_cast<std::uint32_t>(tree_.imports.size());
  for (ImportAlias& alias : aliases) tree_.imports.push_back(std::move(alias));
  s.items.end = static_cast<std::uint32_t>(tree_.imports.size());
  add(s);
}

}  // namespace tracklint::bind
