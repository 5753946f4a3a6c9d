#include "analyzer/engine/test_code.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace tracklint::engine {
namespace {

constexpr std::array<std::string_view, 2> kFolders{"test", "tests"};
constexpr std::array<std::string_view, 3> kLibraries{"pytest", "unittest", "absl.testing"};

std::string_view FileName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool IsNamedAsTest(std::string_view name) {
  return name == "conftest.py" || (name.ends_with(".py") && (name.starts_with("test_") || name.ends_with("_test.py")));
}

bool ImportsTestLibrary(const bind::Tree& tree) {
  return std::ranges::any_of(tree.imports, [](const bind::ImportAlias& alias) {
    return alias.level == 0 && std::ranges::any_of(kLibraries, [&](std::string_view library) {
             return alias.module == library ||
                    (alias.module.starts_with(library) && alias.module[library.size()] == '.');
           });
  });
}

/// A function `test…` of the module, or a method of that name in one of its classes.
bool DefinesTests(const bind::Tree& tree, const bind::Names& names) {
  return std::ranges::any_of(tree.functions, [&](const bind::Function& function) {
    return function.name != bind::kNoName && names.text(function.name).starts_with("test_") &&
           function.qualified.find("<locals>") == std::string::npos;
  });
}

/// The part of the path up to its innermost folder of tests, with the slash; empty when it lies in none.
std::string_view TestFolder(std::string_view path) {
  std::size_t end = path.rfind('/');
  while (end != std::string_view::npos) {
    const std::size_t before = end == 0 ? std::string_view::npos : path.rfind('/', end - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    if (std::ranges::find(kFolders, path.substr(begin, end - begin)) != kFolders.end()) return path.substr(0, end + 1);
    end = before;
  }
  return {};
}

}  // namespace

std::vector<bool> FindTestCode(const link::ModuleGraph& modules, const std::vector<std::string>& files) {
  std::set<std::string_view> folders;  // of tests, with tests in them
  for (const std::string& path : files) {
    const std::string_view folder = IsNamedAsTest(FileName(path)) ? TestFolder(path) : std::string_view();
    if (!folder.empty()) folders.insert(folder);
  }
  std::vector<bool> found(modules.sources().size(), false);
  for (const link::Module& module : modules.modules()) {
    if (module.file == kNoFile || module.record == nullptr) continue;
    const std::string_view path = modules.sources().file(module.file).path();
    const bind::Tree& tree = module.record->tree;
    const std::string_view name = FileName(path);
    const bool is_test =
        name == "conftest.py" || folders.contains(TestFolder(path)) ||
        (IsNamedAsTest(name) &&
         (ImportsTestLibrary(tree) || (DefinesTests(tree, modules.names()) && !module.record->has_main_guard)));
    found[static_cast<std::size_t>(module.file)] = is_test;
  }
  return found;
}

}  // namespace tracklint::engine
