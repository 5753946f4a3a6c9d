// Which files there are and which of them the user asked about.
//
// Discover reads directories, ignore files and nothing else. Its result is plain data, sorted and
// the same on every machine. Thread-safe (no state). Names are bytes: they need not be UTF-8.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/result.h"

namespace tracklint::discover {

struct FileRef {
  std::string path;      ///< relative to the root, with '/'; begins with "../" for named files outside of it
  std::string absolute;  ///< without symbolic links
  std::uint64_t size = 0;
  bool named = false;  ///< given explicitly
};

struct Options {
  std::vector<std::string> paths;  ///< as given; none: the current directory
  std::vector<std::string>
      exclude;  ///< replaces those default excludes that may be the project's own: .venv venv env build dist
  std::vector<std::string> extend_exclude;  ///< further excludes
  std::vector<std::string> include;         ///< replaces the patterns of Python files: *.py *.pyw *.ipynb
  bool respect_gitignore = true;            ///< .gitignore, .ignore and .git/info/exclude
  bool force_exclude = false;               ///< excludes hold for explicit paths too
  std::uint64_t max_files = 500000;
  std::string root;  ///< empty: decided from the paths
};

struct Issue {
  std::string path;
  std::string message;
};

struct Discovery {
  std::string root;                  ///< absolute
  std::vector<FileRef> files;        ///< every regular file below the root that is not ignored, sorted by path
  std::vector<std::string> targets;  ///< paths of the Python files and notebooks asked about, sorted, unique
  std::vector<Issue> issues;         ///< paths that do not exist, directories that cannot be read
  bool truncated = false;            ///< max_files was reached
  std::map<std::string, std::string>
      unsaved;  ///< text that stands for a file's bytes (an editor's buffer, standard input), by path; filled by the engine
};

/// Walks the root. Excludes are git-ignore patterns relative to the root.
///
/// Where only files are asked about and the root is in no project (a download folder, say), the files near it are walked,
/// and of each file its project, or the files near it.
///
/// Directories that never hold the project's own code (.git, node_modules, caches, mlruns, virtual
/// environments …) are not listed at all; `exclude` and `extend_exclude` only take files out of
/// targets, so that what targets import is still found. Of an mlruns folder the
/// `mlruns/<experiment>/meta.yaml` files are listed. Explicit paths bypass excludes and ignore files.
/// Symbolic links to files below the root (or its repository) are listed unless the file is listed
/// anyhow; links to directories are not followed.
[[nodiscard]] Result<Discovery> Discover(const Options& options);

}  // namespace tracklint::discover
