#include "analyzer/knowledge/names.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "analyzer/knowledge/embedded.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::knowledge {
namespace {

constexpr auto kNone = std::string_view::npos;
constexpr int kAliasRounds = 4;

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// The files of data/calls by package name, unopened.
const std::vector<std::pair<std::string_view, std::string_view>>& CallFiles() {
  static const auto files = [] {
    constexpr std::string_view kFolder = "calls/";
    constexpr std::string_view kEnding = ".json";
    std::vector<std::pair<std::string_view, std::string_view>> found;
    for (const std::string_view name : EmbeddedNames()) {
      if (name.starts_with(kFolder) && name.ends_with(kEnding)) {
        const std::string_view package = name.substr(kFolder.size(), name.size() - kFolder.size() - kEnding.size());
        found.emplace_back(package, EmbeddedFile(name));
      }
    }
    std::sort(found.begin(), found.end());
    return found;
  }();
  return files;
}

LineTable TableOfPackage(std::string_view package) {
  const auto& files = CallFiles();
  const auto find = [&files](std::string_view name) {
    const auto found = std::lower_bound(files.begin(), files.end(), name,
                                        [](const auto& file, std::string_view wanted) { return file.first < wanted; });
    return found != files.end() && found->first == name ? found->second : std::string_view{};
  };
  std::string_view bytes = find(package);
  if (bytes.data() == nullptr) {
    bytes = find("other");
  }
  return LineTable(bytes);
}

bool LooksLikeClass(std::string_view name) { return !name.empty() && name.front() >= 'A' && name.front() <= 'Z'; }

/// The name with one inner component after the first left out, where that gives a known name: libraries re-export
/// from private or historical modules (sklearn.ensemble.forest.X, torch.optim.adam.X, xgboost.sklearn.X).
std::optional<TableEntry> FindShortened(std::string_view name) {
  std::vector<std::string_view> parts = SplitWords(name, '.');
  if (parts.size() < 3) {
    return std::nullopt;
  }
  // A member of a class ("a.b.Class.method") keeps its last two components.
  const std::size_t tail = LooksLikeClass(parts[parts.size() - 2]) ? 2 : 1;
  const bool is_class = LooksLikeClass(parts[parts.size() - tail]);
  const auto join = [&parts] {
    std::string joined;
    for (const std::string_view part : parts) {
      joined.append(joined.empty() ? "" : ".").append(part);
    }
    return joined;
  };
  const std::size_t before = parts.size();
  parts.erase(std::remove_if(parts.begin() + 1, parts.end() - 1, [](std::string_view p) { return p.starts_with('_'); }),
              parts.end() - 1);
  if (parts.size() != before) {
    if (const auto entry = FindCallEntry(join())) {
      return entry;
    }
  }
  while (is_class && parts.size() > tail + 1) {
    parts.erase(parts.end() - static_cast<std::ptrdiff_t>(tail) - 1);
    if (const auto entry = FindCallEntry(join())) {
      return entry;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view Intern(std::string_view text) {
  static std::shared_mutex mutex;
  static std::unordered_set<std::string, TextHash, std::equal_to<>> texts;
  {
    const std::shared_lock lock(mutex);
    const auto found = texts.find(text);
    if (found != texts.end()) {
      return *found;
    }
  }
  const std::unique_lock lock(mutex);
  return *texts.emplace(text).first;
}

std::string_view TopComponent(std::string_view dotted) { return dotted.substr(0, dotted.find('.')); }

std::string_view LastComponent(std::string_view dotted) {
  const std::size_t dot = dotted.rfind('.');
  return dot == kNone ? dotted : dotted.substr(dot + 1);
}

std::string_view ParentOf(std::string_view dotted) {
  const std::size_t dot = dotted.rfind('.');
  return dot == kNone ? std::string_view{} : dotted.substr(0, dot);
}

std::optional<TableEntry> FindCallEntry(std::string_view name) {
  return TableOfPackage(TopComponent(name)).FindAgain(name);
}

std::optional<TableEntry> FindFamilyEntry(std::string_view name) {
  const std::string_view parent = ParentOf(name);
  if (parent.empty()) {
    return std::nullopt;
  }
  const LineTable table = TableOfPackage(TopComponent(name));
  const std::string_view last = LastComponent(name);
  if (LooksLikeClass(last)) {  // the nearest package that has a family
    for (std::string_view above = parent; !above.empty(); above = ParentOf(above)) {
      if (auto entry = table.FindAgain(std::string(above).append(".*"))) {
        return entry;
      }
    }
  }
  if (LooksLikeClass(LastComponent(parent))) {
    return table.FindAgain(std::string(TopComponent(name)).append(".*.").append(last));
  }
  return std::nullopt;
}

std::string ApplyAliases(std::string_view name, bool& changed) {
  static const LineTable table = OpenTable("aliases.json");
  std::string current(name);
  changed = false;
  for (int round = 0; round < kAliasRounds; ++round) {
    bool replaced = false;
    for (std::string_view prefix = current; !prefix.empty(); prefix = ParentOf(prefix)) {
      const auto entry = table.FindAgain(prefix);
      if (!entry) {
        continue;
      }
      const std::string_view target = Unquoted(entry->value);
      if (target == prefix) {  // "stop here": the prefix is canonical although a shorter one is aliased
        break;
      }
      std::string rewritten(target);
      rewritten.append(current, prefix.size(), std::string::npos);
      current = std::move(rewritten);
      replaced = true;
      break;
    }
    if (!replaced) {
      break;
    }
    changed = true;
  }
  return current;
}

namespace {

/// The canonical name, in memory that stays; empty when the name is its own.
std::string_view CanonicalOrEmpty(std::string_view qualified) {
  if (const auto entry = FindCallEntry(qualified)) {
    return entry->key;
  }
  bool changed = false;
  const std::string name = ApplyAliases(qualified, changed);
  if (changed) {
    if (const auto entry = FindCallEntry(name)) {
      return entry->key;
    }
  }
  if (const auto entry = FindShortened(name)) {
    return entry->key;
  }
  return changed ? Intern(name) : std::string_view{};
}

}  // namespace

std::string_view Canonical(std::string_view qualified) {
  if (qualified.find('.') == kNone) {
    return qualified;
  }
  thread_local RecentAnswers<std::string_view> recent;
  const std::string_view canonical = recent.Get(qualified, [qualified] { return CanonicalOrEmpty(qualified); });
  return canonical.empty() ? qualified : canonical;
}

}  // namespace tracklint::knowledge
