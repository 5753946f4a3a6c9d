// The modules of a repository that matter for MLflow, linked to each other.
//
// Only files that mention MLflow, import such a file, or are imported by one of these are parsed, of the latter the
// nearest few megabytes. When only some files were asked about, no more than these and what they import is read.
// The graph owns the ModuleRecords; it is immutable after BuildModuleGraph and safe to share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/bind/names.h"
#include "analyzer/bind/tree.h"
#include "tracklint/rule.h"
#include "tracklint/source_file.h"

namespace tracklint::discover {
struct Discovery;
}

namespace tracklint::link {

enum class ModuleId : std::uint32_t {};
inline constexpr ModuleId kNoModule{0xffffffffU};

struct Module {
  FileId file = kNoFile;
  std::string path;              ///< relative to the root
  bool is_package = false;       ///< an __init__.py
  bool mentions_mlflow = false;  ///< the text holds "mlflow" in any case
  bool is_target = false;        ///< the user asked about it
  bool in_scope = false;        ///< mentions MLflow or is imported (transitively) by a module that does, or imports one
  bool reaches_mlflow = false;  ///< mentions MLflow or imports (transitively) a module that does
  std::shared_ptr<const bind::ModuleRecord> record;  ///< null when not parsed
};

class ModuleGraph {
 public:
  [[nodiscard]] const std::vector<Module>& modules() const { return modules_; }
  [[nodiscard]] const Module& module(ModuleId id) const { return modules_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const SourceSet& sources() const { return *sources_; }
  [[nodiscard]] bind::Names& names() const { return *names_; }

  /// What `import dotted` (level 0) or `from ..dotted` (level > 0) means in module `from`: a module of
  /// the repository, or kNoModule for a library. Search order: the directory of the script, its
  /// ancestors up to the root, `src`-like folders there, then a unique match of the dotted path
  /// anywhere below the root. A namespace package (folder without __init__.py) has no module:
  /// see `is_namespace`.
  [[nodiscard]] ModuleId resolve(ModuleId from, std::uint32_t level, std::string_view dotted) const;
  /// `dotted` is a folder of the repository that holds modules but no __init__.py.
  [[nodiscard]] bool is_namespace(ModuleId from, std::uint32_t level, std::string_view dotted) const;
  /// Directories that `from` adds to sys.path by a literal (found on text), resolved, relative to the root.
  [[nodiscard]] const std::vector<std::string>& extra_roots(ModuleId from) const;
  [[nodiscard]] ModuleId find_path(std::string_view path) const;
  /// The file that `%run written` executes in module `from` (notebooks, Databricks), extension optional.
  [[nodiscard]] ModuleId resolve_run(ModuleId from, std::string_view written) const;

  /// The modules `chosen`, those that import one of them (transitively), and what all these import; what the modules
  /// `apart` import connects nothing. By ModuleId.
  [[nodiscard]] std::vector<bool> connected(const std::vector<bool>& chosen, const std::vector<bool>& apart) const;

  /// Modules that imports connect with MLflow and that were not read: there are too many.
  [[nodiscard]] std::size_t left_out() const { return left_out_; }
  /// The configuration of the repository names MLflow, and modules use a framework that reads such configuration.
  [[nodiscard]] bool hooked() const { return hooked_; }

  struct Storage;

 private:
  friend class GraphBuilder;
  std::vector<Module> modules_;
  std::size_t left_out_ = 0;
  bool hooked_ = false;
  const SourceSet* sources_ = nullptr;
  std::shared_ptr<bind::Names> names_;
  std::shared_ptr<Storage> storage_;
};

class RecordMemo;

struct LinkOptions {
  int jobs = 0;                ///< 0: all cores
  RecordMemo* memo = nullptr;  ///< where records are kept for the next analysis
  bool tests = false;          ///< test code counts like everything else; else only what may hold credentials is read
};

/// Reads, scans, parses and links. `sources` receives every file that was parsed or could be (targets
/// that cannot be read go to `issues`). Deterministic: ModuleIds and FileIds follow the sorted paths.
[[nodiscard]] ModuleGraph BuildModuleGraph(const discover::Discovery& found, SourceSet& sources,
                                           std::vector<FileIssue>& issues, const LinkOptions& options);

}  // namespace tracklint::link
