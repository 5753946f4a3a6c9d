// Folders that a script adds to sys.path by an expression of literals and __file__, found on text.
//
// Understands sys.path.append/insert/extend/+=, site.addsitedir, os.chdir and %cd with os.path and
// pathlib expressions and names assigned once in the same file. Pure functions; never touches the disk.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tracklint::link {

struct PathContext {
  std::string_view file;  ///< the script, relative to the root
  std::string_view root;  ///< absolute path of the root, for absolute literals
  bool notebook = false;  ///< relative literals start from the notebook's folder
};

/// Folders relative to the root ("" is the root itself), in order, without doubles. What leads outside
/// the root is left out; whether a folder exists is for the caller to check. A relative literal of a
/// script gives two candidates: from the script's folder and from the root.
[[nodiscard]] std::vector<std::string> PathAdditions(std::string_view text, const PathContext& context);

/// Joins and normalises two '/' paths ("a/b" + "../c" → "a/c"); false when the result leaves the root.
[[nodiscard]] bool JoinBelowRoot(std::string_view base, std::string_view relative, std::string& out);

}  // namespace tracklint::link
