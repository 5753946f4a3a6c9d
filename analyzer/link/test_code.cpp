#include "analyzer/link/test_code.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "analyzer/knowledge/knowledge.h"

namespace tracklint::link {
namespace {

constexpr std::array<std::string_view, 2> kFolders{"test", "tests"};
constexpr std::array<std::string_view, 3> kLibraries{"pytest", "unittest", "absl.testing"};

std::string_view FileName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

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

bool IsConftest(std::string_view path) { return FileName(path) == "conftest.py"; }

bool IsNamedAsTest(std::string_view path) {
  const std::string_view name = FileName(path);
  return IsConftest(path) || (name.ends_with(".py") && (name.starts_with("test_") || name.ends_with("_test.py")));
}

bool IsTestLibrary(std::string_view module) {
  return std::ranges::any_of(kLibraries, [&](std::string_view library) {
    return module == library || (module.starts_with(library) && module[library.size()] == '.');
  });
}

void TestFolders::Add(std::string_view path) {
  if (!IsNamedAsTest(path)) return;
  const std::string_view folder = TestFolder(path);
  if (!folder.empty()) folders_.emplace(folder);
}

bool TestFolders::Hold(std::string_view path) const { return folders_.contains(TestFolder(path)); }

bool IsSurelyTest(std::string_view path, const TextScan& scan, const TestFolders& folders) {
  if (IsConftest(path) || folders.Hold(path)) return true;
  return IsNamedAsTest(path) && std::ranges::any_of(scan.imports, [](const TextImport& import) {
           return import.level == 0 && IsTestLibrary(import.module);
         });
}

bool MayHoldCredential(std::string_view text) {
  for (std::size_t at = text.find("://"); at != std::string_view::npos; at = text.find("://", at + 1)) {
    const std::size_t end = text.find_first_of("/\n\"' ", at + 3);
    if (text.substr(at + 3, end == std::string_view::npos ? end : end - at - 3).find('@') != std::string_view::npos)
      return true;
  }
  return std::ranges::any_of(knowledge::CredentialNames(),
                             [&](const std::string& name) { return ContainsIgnoringCase(text, name); });
}

}  // namespace tracklint::link
