// Puts the files of a repository that is not checked out into an empty folder, whatever their names say.
//
// Only what the analysis reads gets its contents (code, notebooks, project and configuration files); every other file
// is there by name and size alone (a hole, which takes no room). A path that leads out of the folder, into `.git` or
// through a file is refused. Symbolic links are made last, when nothing is written any more, and only those that stay
// inside. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace tracklint::corpus {

struct TreeLimits {
  std::size_t files = 500'000;
  std::uint64_t bytes = 1ULL << 30U;  ///< of contents, all files together
  std::size_t path = 2048;            ///< bytes of a path
  std::size_t depth = 128;            ///< folders in each other
};

class TreeWriter {
 public:
  /// `folder`: exists and is empty.
  explicit TreeWriter(std::string folder, TreeLimits limits = {});

  /// The analysis may want to read a file of this name and size.
  [[nodiscard]] static bool IsRead(std::string_view path, std::uint64_t size);

  /// The path as it is kept (without `./`), empty when it is refused. The same path twice is refused.
  [[nodiscard]] std::string accept(std::string_view path);

  // What was accepted. False: a limit is reached or nothing can be written; `problem` says what.
  bool file(const std::string& path, std::string_view bytes);
  bool hole(const std::string& path, std::uint64_t size);
  bool link(const std::string& path, std::string target);
  /// Makes the links. Nothing may be added after it.
  void finish();

  /// Paths refused, and files left out because they cannot be had (`leave_out`).
  [[nodiscard]] std::size_t unreadable() const { return unreadable_; }
  void leave_out() { ++unreadable_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  bool make_parents(const std::string& path);
  bool counted(std::uint64_t bytes);

  std::string folder_;
  TreeLimits limits_;
  std::unordered_set<std::string> files_;
  std::unordered_set<std::string> folders_;
  std::vector<std::pair<std::string, std::string>> links_;
  std::uint64_t bytes_ = 0;
  std::size_t unreadable_ = 0;
  std::string problem_;
};

}  // namespace tracklint::corpus
