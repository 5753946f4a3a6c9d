#include "analyzer/link/module_index.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <mutex>
#include <utility>

#include "analyzer/knowledge/knowledge.h"
#include "analyzer/link/path_additions.h"

namespace tracklint::link {
namespace {

/// Folders that projects put on the path without being packages themselves.
constexpr std::array<std::string_view, 8> kSourceFolders = {"src",    "lib",  "app",     "python",
                                                            "source", "code", "scripts", "backend"};

std::string_view Folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}
std::string_view Last(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// The key of an importable file: its path without extension, a package's folder for __init__; empty when it cannot be imported.
std::string_view KeyOf(std::string_view path) {
  std::string_view key;
  if (path.ends_with(".py")) {
    key = path.substr(0, path.size() - 3);
  } else if (path.ends_with(".pyw")) {
    key = path.substr(0, path.size() - 4);
  } else {
    return {};
  }
  if (Last(key) == "__init__") return Folder(key);
  return key;
}

std::string Join(std::string_view folder, std::string_view relative) {
  std::string out(folder);
  if (!out.empty() && !relative.empty()) out += '/';
  out += relative;
  return out;
}

/// Number of leading folders two paths share.
std::size_t SharedFolders(std::string_view a, std::string_view b) {
  std::size_t shared = 0;
  std::size_t at = 0;
  const std::size_t n = std::min(a.size(), b.size());
  for (; at < n && a[at] == b[at]; ++at) {
    if (a[at] == '/') ++shared;
  }
  if (at == a.size() && at > 0 && at < b.size() && b[at] == '/') ++shared;
  return shared;
}

}  // namespace

ModuleIndex::ModuleIndex(const std::vector<std::string>& paths, std::string root_name)
    : paths_(paths), root_name_(std::move(root_name)) {
  by_path_.reserve(paths.size());
  for (std::uint32_t i = 0; i < paths.size(); ++i) {
    const std::string_view path = paths[i];
    by_path_.emplace(path, i);
    const bool init = Last(path) == "__init__.py" || Last(path) == "__init__.pyw";
    const std::string_view key = KeyOf(path);
    if (key.empty() && !init) continue;
    auto [slot, fresh] = by_key_.try_emplace(std::string(key), i);
    if (!fresh) {
      if (!init || Last(paths[slot->second]).starts_with("__init__."))
        continue;  // a package wins over a module of the same name
      std::erase(by_last_[std::string(Last(key))], slot->second);
      slot->second = i;
    }
    by_last_[std::string(Last(key))].push_back(i);
    parts_.try_emplace(std::string(Last(key)));
    for (std::string_view folder = Folder(path); !folder.empty(); folder = Folder(folder)) {
      if (!folders_.emplace(folder).second) break;
      parts_.try_emplace(std::string(Last(folder)));
    }
  }
}

std::uint32_t ModuleIndex::FindPath(std::string_view path) const {
  const auto hit = by_path_.find(path);
  return hit == by_path_.end() ? kNoIndex : hit->second;
}

std::uint32_t ModuleIndex::At(std::string_view folder, std::string_view relative) const {
  const auto hit = by_key_.find(Join(folder, relative));
  return hit == by_key_.end() ? kNoIndex : hit->second;
}

bool ModuleIndex::IsPackage(std::string_view folder) const {
  const auto hit = by_key_.find(folder);
  return hit != by_key_.end() && Last(paths_[hit->second]).starts_with("__init__.");
}

ModuleIndex::Name ModuleIndex::Classify(std::string_view top) {
  if (top == "mlflow") return Name::kMlflow;
  if (knowledge::IsStandardLibrary(top)) return Name::kStandard;
  if (!knowledge::DistributionOf(top).empty()) return Name::kLibrary;
  return Name::kOwn;
}

std::optional<ModuleIndex::Name> ModuleIndex::KindOf(std::string_view top) const {
  const auto part = parts_.find(top);
  if (part == parts_.end()) return std::nullopt;
  Name kind = part->second.kind.load(std::memory_order_relaxed);
  if (kind == Name::kNotAsked) {
    kind = Classify(top);  // as often as threads ask at once; the answer is the same
    part->second.kind.store(kind, std::memory_order_relaxed);
  }
  return kind;
}

std::vector<std::string> ModuleIndex::SearchFolders(std::string_view folder, const std::vector<std::string>& extra,
                                                    Name kind, bool dotted) const {
  std::vector<std::string> out;
  const auto add = [&out](std::string_view path) {
    if (std::find(out.begin(), out.end(), path) == out.end()) out.emplace_back(path);
  };
  if (kind == Name::kMlflow) return {"", "src"};
  // A name that a library has: only where Python itself would find the local file first. Inside a package that is not its own folder.
  const bool strict = kind == Name::kStandard || (kind == Name::kLibrary && !dotted);
  if (!strict || !IsPackage(folder)) add(folder);
  if (kind == Name::kStandard && !dotted) return out;
  for (const std::string& path : extra) add(path);
  std::vector<std::string_view> ancestors;
  for (std::string_view at = folder; !at.empty();) {
    at = Folder(at);
    ancestors.push_back(at);
  }
  for (const std::string_view at : ancestors) {
    if (!strict || !IsPackage(at)) add(at);
  }
  if (strict) return out;
  ancestors.insert(ancestors.begin(), folder);
  for (const std::string_view at : ancestors) {
    for (const std::string_view name : kSourceFolders) {
      std::string path = Join(at, name);
      if (folders_.contains(path)) add(path);
    }
  }
  return out;
}

std::shared_ptr<const std::vector<std::string>> ModuleIndex::Holding(std::string_view folder,
                                                                     const std::vector<std::string>& extra, Name kind,
                                                                     std::string_view top, bool dotted) const {
  std::string question;
  if (extra.empty()) {  // files that change the path are few: theirs is not kept
    question.reserve(folder.size() + top.size() + 1);
    question += folder;
    question += dotted ? '.' : ' ';
    question += top;
    const std::shared_lock lock(holding_->mutex);
    const auto known = holding_->known.find(question);
    if (known != holding_->known.end()) return known->second;
  }
  std::vector<std::string> places = SearchFolders(folder, extra, kind, dotted);
  std::erase_if(places, [&](const std::string& at) {
    const std::string key = Join(at, top);
    return !by_key_.contains(key) && !folders_.contains(key);
  });
  auto answer = std::make_shared<const std::vector<std::string>>(std::move(places));
  if (extra.empty()) {
    const std::unique_lock lock(holding_->mutex);
    holding_->known.emplace(std::move(question), answer);
  }
  return answer;
}

std::uint32_t ModuleIndex::Anywhere(std::string_view folder, std::string_view relative) const {
  const auto hit = by_last_.find(Last(relative));
  if (hit == by_last_.end()) return kNoIndex;
  std::uint32_t best = kNoIndex;
  std::size_t best_shared = 0;
  bool tie = false;
  for (const std::uint32_t candidate : hit->second) {
    const std::string_view key = KeyOf(paths_[candidate]);
    if (!key.ends_with(relative) || (key.size() > relative.size() && key[key.size() - relative.size() - 1] != '/'))
      continue;
    // Nobody puts the folder of a package on the path of another: there, its modules have longer names.
    if (key.size() > relative.size() && IsPackage(key.substr(0, key.size() - relative.size() - 1))) continue;
    const std::size_t shared = SharedFolders(folder, key);
    if (best == kNoIndex || shared > best_shared) {
      best = candidate;
      best_shared = shared;
      tie = false;
    } else if (shared == best_shared) {
      tie = true;
    }
  }
  return tie ? kNoIndex : best;
}

std::uint32_t ModuleIndex::Resolve(std::string_view folder, const std::vector<std::string>& extra, std::uint32_t level,
                                   std::string_view dotted) const {
  std::string relative(dotted);
  std::replace(relative.begin(), relative.end(), '.', '/');
  if (level > 0) {
    std::string_view base = folder;
    for (std::uint32_t up = 1; up < level; ++up) {
      if (base.empty()) return kNoIndex;
      base = Folder(base);
    }
    return At(base, relative);
  }
  if (relative.empty()) return kNoIndex;
  const std::string_view top = std::string_view(relative).substr(0, relative.find('/'));
  const bool has_dot = top.size() < relative.size();
  const std::optional<Name> known = KindOf(top);
  if (!known) {
    if (top != root_name_ || root_name_.empty()) return kNoIndex;
  } else {
    const Name kind = *known;
    if (kind == Name::kMlflow) {
      for (const std::string_view at : {std::string_view(), std::string_view("src")}) {
        if (IsPackage(Join(at, "mlflow"))) return At(at, relative);
      }
      return kNoIndex;
    }
    bool is_folder = false;
    const std::shared_ptr<const std::vector<std::string>> places = Holding(folder, extra, kind, top, has_dot);
    for (const std::string& at : *places) {
      const std::string key = Join(at, relative);
      if (const auto hit = by_key_.find(key); hit != by_key_.end()) return hit->second;
      is_folder = is_folder || folders_.contains(key);
    }
    if (kind == Name::kOwn) {
      if (is_folder) return kNoIndex;
      const std::uint32_t found = Anywhere(folder, relative);
      if (found != kNoIndex) return found;
    } else {
      return kNoIndex;
    }
  }
  // The root folder itself may be the package: `from project.utils import x` inside project/.
  if (top == root_name_ && top != "mlflow")
    return At({}, has_dot ? std::string_view(relative).substr(top.size() + 1) : std::string_view());
  return kNoIndex;
}

bool ModuleIndex::IsNamespace(std::string_view folder, const std::vector<std::string>& extra, std::uint32_t level,
                              std::string_view dotted) const {
  std::string relative(dotted);
  std::replace(relative.begin(), relative.end(), '.', '/');
  const auto is_namespace = [&](const std::string& path) { return folders_.contains(path) && !by_key_.contains(path); };
  if (level > 0) {
    std::string_view base = folder;
    for (std::uint32_t up = 1; up < level; ++up) {
      if (base.empty()) return false;
      base = Folder(base);
    }
    const std::string path = Join(base, relative);
    return path.empty() ? !by_key_.contains(path) : is_namespace(path);
  }
  if (relative.empty()) return false;
  const std::string_view top = std::string_view(relative).substr(0, relative.find('/'));
  const bool has_dot = top.size() < relative.size();
  if (top == root_name_ && !root_name_.empty() && !has_dot && !parts_.contains(top)) return !by_key_.contains("");
  const std::optional<Name> known = KindOf(top);
  if (!known) return false;
  const Name kind = *known;
  // An installed package always wins over a folder without __init__.py.
  if (kind == Name::kMlflow || (kind != Name::kOwn && !has_dot)) return false;
  const std::shared_ptr<const std::vector<std::string>> places = Holding(folder, extra, kind, top, has_dot);
  for (const std::string& at : *places) {
    const std::string path = Join(at, relative);
    if (by_key_.contains(path)) return false;
    if (folders_.contains(path)) return true;
  }
  if (kind != Name::kOwn || Anywhere(folder, relative) != kNoIndex) return false;
  std::size_t hits = 0;
  for (const std::string& path : folders_) {
    if (path.size() > relative.size() && path.ends_with(relative) && path[path.size() - relative.size() - 1] == '/')
      hits += is_namespace(path) ? 1U : 2U;
  }
  return hits == 1;
}

std::uint32_t ModuleIndex::ResolveRun(std::string_view folder, std::string_view written) const {
  std::string path;
  while (!written.empty() && (written.back() == ' ' || written.back() == ';')) written.remove_suffix(1);
  const auto try_all = [&](std::string_view base, std::string_view relative) {
    if (!JoinBelowRoot(base, relative, path) || path.empty()) return kNoIndex;
    for (const std::string_view extension : {"", ".py", ".ipynb"}) {
      const auto hit = by_path_.find(path + std::string(extension));
      if (hit != by_path_.end()) return hit->second;
    }
    return kNoIndex;
  };
  if (!written.starts_with('/')) {
    const std::uint32_t found = try_all(folder, written);
    return found != kNoIndex ? found : try_all({}, written);
  }
  // Absolute workspace paths (/Repos/user/project/utils/common): the longest tail that exists here, of at least two parts.
  std::string_view tail = written.substr(1);
  while (tail.find('/') != std::string_view::npos) {
    const std::uint32_t found = try_all({}, tail);
    if (found != kNoIndex) return found;
    tail.remove_prefix(tail.find('/') + 1);
  }
  return kNoIndex;
}

}  // namespace tracklint::link
