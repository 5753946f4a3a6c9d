#include "analyzer/facts/mlflow_use.h"

#include <algorithm>
#include <array>
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

/// The programs of `mlflow …`: the data of a shell command, as against a sentence about MLflow.
bool IsCommand(std::string_view text) {
  constexpr std::array<std::string_view, 12> kPrograms{"run",         "server",      "ui",        "models",
                                                       "experiments", "runs",        "db",        "gc",
                                                       "artifacts",   "deployments", "sagemaker", "gateway"};
  for (std::size_t at = text.find(kWord); at != std::string_view::npos; at = text.find(kWord, at + 1)) {
    std::string_view rest = text.substr(at + kWord.size());
    const std::size_t word = rest.find_first_not_of(" \t");
    if (word == std::string_view::npos || word == 0 || (at > 0 && IsWordCharacter(text[at - 1]))) continue;
    rest.remove_prefix(word);
    const std::string_view program = rest.substr(0, rest.find_first_of(" \t\r\n"));
    if (std::find(kPrograms.begin(), kPrograms.end(), program) != kPrograms.end()) return true;
  }
  return false;
}

/// A string that a program hands to MLflow or reads from it, as against a message or a path in which the word stands.
bool MeansMlflow(std::string_view text) {
  if (!HoldsWord(text)) return false;
  if (text.find(kVariable) != std::string_view::npos || IsCommand(text)) return true;
  if (text.find_first_of(" \t\r\n") != std::string_view::npos) return false;
  return text.find_first_of("/\\") == std::string_view::npos || text.find("://") != std::string_view::npos ||
         text.starts_with("mlflow-artifacts:");
}

/// The functions and classes that the module itself defines: their names say nothing of a library.
std::vector<bind::NameId> OwnNames(const bind::Tree& tree) {
  std::vector<bind::NameId> own;
  for (const bind::Function& function : tree.functions) own.push_back(function.name);
  for (const bind::Class& one : tree.classes) own.push_back(one.name);
  std::sort(own.begin(), own.end());
  return own;
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
  const std::vector<bind::NameId> own = OwnNames(tree);
  const auto is_named = [&](const auto& item) {
    return named(item.name) && !std::binary_search(own.begin(), own.end(), item.name);
  };
  if (std::any_of(tree.expr.begin(), tree.expr.end(), is_named) ||
      std::any_of(tree.args.begin(), tree.args.end(), is_named))
    return true;
  if (std::any_of(file.magics().begin(), file.magics().end(),
                  [](const MagicLine& magic) { return HoldsWord(magic.text); }))
    return true;
  const std::vector<bool> idle = IdleStrings(tree);
  for (std::size_t i = 0; i < tree.strings.size(); ++i) {
    if (!idle[i] && MeansMlflow(tree.strings[i])) return true;
  }
  return false;
}

std::vector<FileId> FilesInScope(const link::ModuleGraph& graph, const std::vector<bool>& tests) {
  const std::vector<link::Module>& modules = graph.modules();
  std::vector<bool> uses(modules.size());
  std::vector<bool> is_test(modules.size());
  for (std::size_t i = 0; i < modules.size(); ++i) {
    const link::Module& module = modules[i];
    const auto file = static_cast<std::size_t>(module.file);
    is_test[i] = module.file != kNoFile && file < tests.size() && tests[file];
    uses[i] = !is_test[i] && module.record != nullptr && module.mentions_mlflow &&
              UsesMlflow(*module.record, graph.sources().file(module.file), graph.names());
  }
  const std::vector<bool> connected = graph.connected(uses, is_test);
  std::vector<FileId> files;
  for (std::size_t i = 0; i < modules.size(); ++i) {
    const link::Module& module = modules[i];
    if (module.in_scope && !is_test[i] && module.record != nullptr && (connected[i] || graph.hooked()))
      files.push_back(module.file);
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace tracklint::facts
