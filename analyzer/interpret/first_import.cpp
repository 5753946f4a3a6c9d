// What many entries import first, interpreted once for all of them.
#include <string>
#include <utility>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {
namespace {

/// Follows what the interpreter's imports do, up to the first module that is executed.
class Finder {
 public:
  Finder(const link::ModuleGraph& graph, ModuleId module) : graph_(graph), module_(module) {}

  FirstImport find() {
    const bind::Tree& tree = graph_.module(module_).record->tree;
    const std::uint32_t end = std::min<std::uint32_t>(
        tree.body.end, tree.body.begin + static_cast<std::uint32_t>(kStepsBeforeFirstImport) / 2);
    for (std::uint32_t i = tree.body.begin; i < end; ++i) {
      const bind::Stmt& stmt = tree.at(tree.blocks[i]);
      ++found_.steps;
      if (stmt.kind == bind::StmtKind::kExpr && tree.at(stmt.a).kind == bind::ExprKind::kString) {
        ++found_.literals;
        continue;
      }
      if (stmt.kind != bind::StmtKind::kImport && stmt.kind != bind::StmtKind::kImportFrom) return {};
      for (std::uint32_t k = stmt.items.begin; k < stmt.items.end; ++k) {
        if (!passes(tree.imports[k], stmt.kind == bind::StmtKind::kImportFrom)) return found_;
      }
    }
    return {};
  }

 private:
  /// False when the import executes a module, which is then `found_.module`, or is not understood.
  bool passes(const bind::ImportAlias& alias, bool from) {
    if (from && alias.module == "__future__") return true;
    const ModuleId target = graph_.resolve(module_, alias.level, alias.module);
    if (from && alias.star) return false;
    if (from && !parsed(target)) {
      std::string dotted = alias.module;
      if (!dotted.empty()) dotted += ".";
      dotted += graph_.names().text(alias.name);
      return executes(graph_.resolve(module_, alias.level, dotted));
    }
    const std::string_view dotted = alias.module;
    if (target != link::kNoModule) {
      for (std::size_t dot = dotted.find('.'); dot != std::string_view::npos; dot = dotted.find('.', dot + 1)) {
        if (!executes(graph_.resolve(module_, alias.level, dotted.substr(0, dot)))) return false;
      }
      return executes(target);
    }
    return alias.has_alias || executes(graph_.resolve(module_, alias.level, dotted.substr(0, dotted.find('.'))));
  }

  [[nodiscard]] bool parsed(ModuleId module) const {
    return module != link::kNoModule && graph_.module(module).record != nullptr;
  }

  bool executes(ModuleId module) {
    if (!parsed(module)) return true;
    if (module != module_) found_.module = module;
    return false;
  }

  const link::ModuleGraph& graph_;
  ModuleId module_;
  FirstImport found_;
};

}  // namespace

FirstImport FirstImportOf(const link::ModuleGraph& graph, ModuleId module) { return Finder(graph, module).find(); }

void Interpreter::import_first(const FirstImport& first) {
  // The module that imports it is the first object, and its texts are the first literals.
  next_object_ = 1;
  next_literal_ = first.literals;
  reserved_literals_ = first.literals;
  steps_ = first.steps;
  Exits exits;
  exits_ = &exits;
  Frame importer;
  importer.module = first.module;
  importer.record = graph_.module(first.module).record.get();
  frame_ = &importer;
  import_depth_ = 1;
  import_module(first.module);
  import_depth_ = 0;
  frame_ = nullptr;
  exits_ = nullptr;
  left_import_ = exits.returned.has_value() || exits.raised.has_value() || !live_;
  if (first.steps == 0) {
    near_limit_ = near_limit_ || exhausted_ || steps_ + kStepsBeforeFirstImport >= max_steps_;
  } else {
    near_limit_ = false;
    ahead_ = {first.module, std::exchange(steps_, 0), std::exchange(exhausted_, false)};
  }
}

bool Interpreter::serves(ModuleId module, bool for_functions) const {
  return !asked_entry_ && !near_limit_ && !left_import_ && order_ == 0 && s_.runs.empty() && !s_.maybe &&
         ((for_functions && ahead_.module == link::kNoModule) || module_env(module) == kNoObject);
}

void Interpreter::begin_as(ModuleId module) { module_objects_.try_emplace(static_cast<std::uint32_t>(module), 0); }

}  // namespace tracklint::interpret
