#include "analyzer/facts/mlflow_use.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "analyzer/link/text_scan.h"

namespace tracklint::facts {
namespace {

constexpr std::string_view kWord = "mlflow";
constexpr std::string_view kVariable = "MLFLOW_";

bool IsWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// "mlflow" stands by itself, or begins the name of a variable of the environment.
bool HoldsWord(std::string_view text) {
  for (std::size_t at = 0; at + kWord.size() <= text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (at > 0 && IsWordCharacter(text[at - 1])) continue;
    if (rest.starts_with(kVariable)) return true;
    if (!std::equal(kWord.begin(), kWord.end(), rest.begin(), [](char want, char c) { return want == Lower(c); }))
      continue;
    if (rest.size() == kWord.size() || !IsWordCharacter(rest[kWord.size()])) return true;
  }
  return false;
}

/// The strings that nothing uses: docstrings, and what is commented out by quotes.
std::vector<bool> IdleStrings(const bind::Tree& tree) {
  std::vector<bool> idle(tree.strings.size(), false);
  for (const bind::Stmt& stmt : tree.stmt) {
    if (stmt.kind != bind::StmtKind::kExpr || stmt.a == bind::kNoExpr) continue;
    const bind::Expr& value = tree.at(stmt.a);
    if (value.kind == bind::ExprKind::kString && value.extra < idle.size()) idle[value.extra] = true;
  }
  return idle;
}

}  // namespace

bool UsesMlflow(const bind::ModuleRecord& record, const SourceFile& file, const bind::Names& names) {
  const bind::Tree& tree = record.tree;
  const auto named = [&](bind::NameId name) {
    return name != bind::kNoName && link::ContainsIgnoringCase(names.text(name), kWord);
  };
  const auto imported = [&](const bind::ImportAlias& alias) {
    return link::ContainsIgnoringCase(alias.module, kWord) || named(alias.name);
  };
  if (std::any_of(tree.imports.begin(), tree.imports.end(), imported)) return true;
  const auto is_named = [&](const auto& item) { return named(item.name); };
  if (std::any_of(tree.expr.begin(), tree.expr.end(), is_named) ||
      std::any_of(tree.args.begin(), tree.args.end(), is_named) ||
      std::any_of(tree.functions.begin(), tree.functions.end(), is_named) ||
      std::any_of(tree.classes.begin(), tree.classes.end(), is_named))
    return true;
  if (std::any_of(file.magics().begin(), file.magics().end(),
                  [](const MagicLine& magic) { return HoldsWord(magic.text); }))
    return true;
  const std::vector<bool> idle = IdleStrings(tree);
  for (std::size_t i = 0; i < tree.strings.size(); ++i) {
    if (!idle[i] && HoldsWord(tree.strings[i])) return true;
  }
  return false;
}

}  // namespace tracklint::facts
