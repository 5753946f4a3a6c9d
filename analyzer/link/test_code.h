// Which files are tests, as far as their paths and their imports tell: the conventions of pytest and unittest.
// Pure functions; const access is safe from every thread.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/link/text_scan.h"

namespace tracklint::link {

/// `conftest.py`, `test_*.py`, `*_test.py`.
[[nodiscard]] bool IsNamedAsTest(std::string_view path);
[[nodiscard]] bool IsConftest(std::string_view path);
/// pytest, unittest and their like, by the name of a module.
[[nodiscard]] bool IsTestLibrary(std::string_view module);

/// The folders `test` and `tests` that hold a file named as a test, at any depth.
class TestFolders {
 public:
  void Add(std::string_view path);
  [[nodiscard]] bool Hold(std::string_view path) const;

 private:
  std::set<std::string, std::less<>> folders_;
};

/// Surely a test, whatever else its text says.
[[nodiscard]] bool IsSurelyTest(std::string_view path, const TextScan& scan, const TestFolders& folders);

/// What is looked for in tests as well: the text names a credential, or holds an address with a user.
[[nodiscard]] bool MayHoldCredential(std::string_view text);

}  // namespace tracklint::link
