#include "analyzer/engine/test_code.h"

#include <algorithm>
#include <string_view>

#include "analyzer/link/test_code.h"

namespace tracklint::engine {
namespace {

bool ImportsTestLibrary(const bind::Tree& tree) {
  return std::ranges::any_of(tree.imports, [](const bind::ImportAlias& alias) {
    return alias.level == 0 && link::IsTestLibrary(alias.module);
  });
}

/// A function `test…` of the module, or a method of that name in one of its classes.
bool DefinesTests(const bind::Tree& tree, const bind::Names& names) {
  return std::ranges::any_of(tree.functions, [&](const bind::Function& function) {
    return function.name != bind::kNoName && names.text(function.name).starts_with("test_") &&
           function.qualified.find("<locals>") == std::string::npos;
  });
}

}  // namespace

std::vector<bool> FindTestCode(const link::ModuleGraph& modules, const std::vector<std::string>& files) {
  link::TestFolders folders;
  for (const std::string& path : files) folders.Add(path);
  std::vector<bool> found(modules.sources().size(), false);
  for (const link::Module& module : modules.modules()) {
    if (module.file == kNoFile || module.record == nullptr) continue;
    const std::string_view path = modules.sources().file(module.file).path();
    const bind::Tree& tree = module.record->tree;
    const bool is_test =
        link::IsConftest(path) || folders.Hold(path) ||
        (link::IsNamedAsTest(path) &&
         (ImportsTestLibrary(tree) || (DefinesTests(tree, modules.names()) && !module.record->has_main_guard)));
    found[static_cast<std::size_t>(module.file)] = is_test;
  }
  return found;
}

}  // namespace tracklint::engine
