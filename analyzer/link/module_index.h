// Which file a dotted module name means: the search of Python, widened by how repositories are really run.
//
// Built once from the sorted paths of the candidates; const access is safe from every thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace tracklint::link {

inline constexpr std::uint32_t kNoIndex = 0xffffffffU;

struct TextHash {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
template <typename T>
using TextMap = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;
using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

class ModuleIndex {
 public:
  /// `paths`: relative to the root, sorted. `root_name`: the name of the root folder, which may itself be a package.
  ModuleIndex(const std::vector<std::string>& paths, std::string root_name);

  /// The module with this path, as it was given.
  [[nodiscard]] std::uint32_t FindPath(std::string_view path) const;
  /// `import dotted` / `from ..dotted` seen from a file in `folder` with these additions to sys.path.
  [[nodiscard]] std::uint32_t Resolve(std::string_view folder, const std::vector<std::string>& extra,
                                      std::uint32_t level, std::string_view dotted) const;
  /// The name means a folder with modules below it but no __init__.py.
  [[nodiscard]] bool IsNamespace(std::string_view folder, const std::vector<std::string>& extra, std::uint32_t level,
                                 std::string_view dotted) const;
  /// The argument of a `%run` in a file of `folder`: with or without its extension.
  [[nodiscard]] std::uint32_t ResolveRun(std::string_view folder, std::string_view written) const;
  /// A folder (or the root) that holds modules, directly or below.
  [[nodiscard]] bool HoldsModules(std::string_view folder) const { return folder.empty() || folders_.contains(folder); }

 private:
  enum class Name : std::uint8_t { kNotAsked, kOwn, kLibrary, kStandard, kMlflow };
  struct Part {
    mutable std::atomic<Name> kind{Name::kNotAsked};
  };

  [[nodiscard]] std::uint32_t At(std::string_view folder, std::string_view relative) const;
  [[nodiscard]] bool IsPackage(std::string_view folder) const;
  [[nodiscard]] static Name Classify(std::string_view top);
  /// The same of a component of some module's path, asked for again and again; nothing of another word.
  [[nodiscard]] std::optional<Name> KindOf(std::string_view top) const;
  /// The folders to look in for an absolute name, best first.
  [[nodiscard]] std::vector<std::string> SearchFolders(std::string_view folder, const std::vector<std::string>& extra,
                                                       Name kind, bool dotted) const;
  /// Those of them that hold a module or a folder named `top`; asked again and again for the same few names.
  [[nodiscard]] std::shared_ptr<const std::vector<std::string>> Holding(std::string_view folder,
                                                                        const std::vector<std::string>& extra,
                                                                        Name kind, std::string_view top,
                                                                        bool dotted) const;
  [[nodiscard]] std::uint32_t Anywhere(std::string_view folder, std::string_view relative) const;

  const std::vector<std::string>& paths_;
  std::string root_name_;
  TextMap<std::uint32_t> by_path_;
  TextMap<std::uint32_t> by_key_;                ///< "a/b" for a/b.py and a/b/__init__.py
  TextSet folders_;                              ///< every folder that holds modules, directly or below
  TextMap<Part> parts_;                          ///< every component of a key: a cheap "no" for library names
  TextMap<std::vector<std::uint32_t>> by_last_;  ///< last component of the key → modules

  struct HoldingMemo {
    std::shared_mutex mutex;
    TextMap<std::shared_ptr<const std::vector<std::string>>> known;
  };
  std::unique_ptr<HoldingMemo> holding_ = std::make_unique<HoldingMemo>();
};

}  // namespace tracklint::link
