// What a module imports, read from its text without parsing: fast enough for every file of a repository.
//
// Over-approximates: a statement inside a string counts as well, which costs a look-up and no more.
// Pure functions on bytes the caller keeps alive; safe from every thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tracklint::link {

/// `import a.b` (module only) or `from ..a import b, c` (level, module, names; "*" for a star).
struct TextImport {
  std::uint16_t level = 0;
  std::string module;
  std::vector<std::string> names;

  friend bool operator==(const TextImport&, const TextImport&) = default;
};

/// As a name: every module of the package (its name is made at run time).
inline constexpr std::string_view kAnyModule = "{}";

struct TextScan {
  bool mentions_mlflow = false;
  bool changes_path = false;   ///< names sys.path, addsitedir or chdir: see path_additions.h
  bool loads_by_name = false;  ///< names what runs modules that configuration files name: Hydra, Kedro, MLproject
  std::vector<TextImport> imports;
  std::vector<std::string> run_files;  ///< arguments of `%run` and runpy.run_path, as written and without quotes
};

/// `needle` (lower case) occurs in `text` in any case (ASCII).
[[nodiscard]] bool ContainsIgnoringCase(std::string_view text, std::string_view needle);

[[nodiscard]] TextScan ScanText(std::string_view text);

/// The strings of a JSON document, one a line, escapes resolved as far as import lines need them.
/// Good enough to scan a notebook for imports without decoding it.
[[nodiscard]] std::string JsonStringsAsLines(std::string_view json);

}  // namespace tracklint::link
