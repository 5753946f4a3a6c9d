// The walk below one directory: breadth first, iterative, bounded.
//
// Walker collects into caller-owned vectors; one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analyzer/discover/discover.h"
#include "analyzer/discover/ignore.h"

namespace tracklint::discover {

struct WalkOptions {
  bool respect_gitignore = true;
  bool prune_replaceable = true;  ///< also .venv venv env build dist
  std::uint64_t max_files = 500000;
};

/// A directory of that name is never walked (with `replaceable`: by default).
[[nodiscard]] bool IsPrunedName(std::string_view name, bool replaceable);

/// A file or folder that stands at the top of a project.
[[nodiscard]] bool IsProjectMarker(std::string_view name);

/// The next directory with such a marker, this one or above it; empty when there is none.
[[nodiscard]] std::string ProjectAround(const std::string& directory);

struct Link {
  std::string path;
  std::string absolute;  ///< of the link itself
};

class Walker {
 public:
  Walker(WalkOptions options, Discovery& out) : options_(options), out_(out) {}

  /// Directories to note when a walk enters them, which none does twice; absolute.
  void Watch(const std::string& directory) { watched_.insert(directory); }
  [[nodiscard]] bool Entered(const std::string& directory) const { return entered_.contains(directory); }
  /// Walks `absolute`, which itself is neither asked for excludes nor ignores. `path` is relative to the root, empty for the root.
  void Walk(const std::string& absolute, const std::string& path);
  /// The same for a folder that is no project: the nearest 2,000 files, without folders that are projects of their own.
  void WalkNear(const std::string& absolute, const std::string& path);

  [[nodiscard]] const std::vector<Link>& links() const { return links_; }

 private:
  struct Directory {
    std::string absolute;
    std::string path;
    IgnoreChain::FrameId frame = IgnoreChain::kNone;
    bool asked_for = false;
  };
  struct Entry {
    std::string name;
    unsigned char type = 0;
  };

  IgnoreChain::FrameId FrameAbove(const std::string& absolute);
  void Visit(Directory directory);
  void ListStore(const Directory& mlruns);
  void AddFile(int directory_fd, const Entry& entry, std::string absolute, std::string path);
  [[nodiscard]] bool Full();

  WalkOptions options_;
  Discovery& out_;
  std::string root_;  ///< of the first walk
  IgnoreChain chain_;
  std::vector<Directory> queue_;
  std::vector<Entry> entries_;
  std::vector<Link> links_;
  std::unordered_set<std::string> watched_;
  std::unordered_set<std::string> entered_;
  std::uint64_t directories_ = 0;
  bool near_ = false;  ///< this walk is no project's
};

}  // namespace tracklint::discover
