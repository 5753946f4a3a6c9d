#include "analyzer/link/module_graph.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <utility>

#include "analyzer/base/parallel.h"
#include "analyzer/bind/lower.h"
#include "analyzer/link/candidates.h"
#include "analyzer/link/closure.h"
#include "analyzer/link/framework_hint.h"
#include "analyzer/link/module_index.h"
#include "analyzer/link/record_memo.h"
#include "analyzer/link/test_code.h"

namespace tracklint::link {

namespace {

constexpr std::size_t kLongestModule = 4096;

/// What was asked of one module before: few questions, asked again and again. Sorted.
class Answers {
 public:
  [[nodiscard]] std::optional<std::uint32_t> find(char kind, std::uint32_t level, std::string_view dotted) const {
    const auto place = std::ranges::lower_bound(known_, Key{kind, level, dotted}, {}, &Answer::key);
    if (place == known_.end() || place->key() != Key{kind, level, dotted}) return std::nullopt;
    return place->found;
  }
  void insert(char kind, std::uint32_t level, std::string_view dotted, std::uint32_t found) {
    const auto place = std::ranges::lower_bound(known_, Key{kind, level, dotted}, {}, &Answer::key);
    if (place != known_.end() && place->key() == Key{kind, level, dotted}) return;
    known_.insert(place, {kind, level, found, std::string(dotted)});
  }

 private:
  struct Key {
    char kind;
    std::uint32_t level;
    std::string_view dotted;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Answer {
    char kind = 'r';  ///< 'r': resolve, 'n': is_namespace
    std::uint32_t level = 0;
    std::uint32_t found = 0;
    std::string dotted;
    [[nodiscard]] Key key() const { return {kind, level, dotted}; }
  };
  std::vector<Answer> known_;
};

}  // namespace

struct ModuleGraph::Storage {
  Storage(std::vector<std::string> all_paths, std::string root_name)
      : paths(std::move(all_paths)), index(paths, std::move(root_name)), answers(paths.size()) {}

  std::vector<std::string> paths;
  ModuleIndex index;
  std::vector<std::vector<std::string>> extra_roots;
  ImportEdges edges;

  /// Answers of resolve and is_namespace, by module. The interpreter asks the same question again and again.
  std::shared_mutex mutex;
  std::vector<Answers> answers;
};

namespace {

/// Of modules that do not mention MLflow themselves: so much is always read, in bytes. Only huge repositories have
/// more around the code that matters; what is nearest to it is read then.
constexpr std::uint64_t kLeastOtherBytes = std::uint64_t{4} << 20U;

std::string_view Folder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view Last(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// Modules that one import statement of `from` executes or may execute.
void AddEdges(const ModuleGraph::Storage& storage, std::uint32_t from, const TextImport& import,
              std::vector<std::uint32_t>& out) {
  if (import.module.size() > kLongestModule) return;  // longer than any path
  const std::string_view folder = Folder(storage.paths[from]);
  const std::vector<std::string>& extra = storage.extra_roots[from];
  const auto add = [&](std::string_view dotted) {
    const std::uint32_t found = storage.index.Resolve(folder, extra, import.level, dotted);
    if (found != kNoIndex && found != from) out.push_back(found);
    return found;
  };
  if (import.level > 0) add("");
  for (std::size_t dot = import.module.find('.'); dot != std::string::npos; dot = import.module.find('.', dot + 1)) {
    // a plain file has no modules of its own: one of that name is another
    const std::string_view package = std::string_view(import.module).substr(0, dot);
    const std::uint32_t found = storage.index.Resolve(folder, extra, import.level, package);
    if (found != kNoIndex && found != from && Last(storage.paths[found]).starts_with("__init__.")) out.push_back(found);
  }
  const std::uint32_t module = import.module.empty() ? kNoIndex : add(import.module);
  // What a plain file offers are no modules.
  if (module != kNoIndex && !Last(storage.paths[module]).starts_with("__init__.")) return;
  for (const std::string& name : import.names) {
    if (name != "*") add(import.module.empty() ? name : import.module + "." + name);
  }
}

/// The files of the package `dotted`, wherever its folder is.
void AddModulesOf(std::string_view dotted, std::uint32_t from, const std::vector<Candidate>& candidates,
                  std::vector<std::uint32_t>& out) {
  std::string folder(dotted);
  std::replace(folder.begin(), folder.end(), '.', '/');
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    const std::string& path = candidates[k].path;
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos || k == from) continue;
    const std::string_view parent = std::string_view(path).substr(0, slash);
    if (parent == folder ||
        (parent.size() > folder.size() && parent.ends_with(folder) && parent[parent.size() - folder.size() - 1] == '/'))
      out.push_back(static_cast<std::uint32_t>(k));
  }
}

/// What the module `from` imports or runs, as its text says.
std::vector<std::uint32_t> TextEdges(const ModuleGraph::Storage& storage, const std::vector<Candidate>& candidates,
                                     std::uint32_t from) {
  std::vector<std::uint32_t> edges;
  const TextScan& scan = candidates[from].scan;
  for (const TextImport& import : scan.imports) {
    if (import.names.size() == 1 && import.names[0] == kAnyModule) {
      AddModulesOf(import.module, from, candidates, edges);
    } else {
      AddEdges(storage, from, import, edges);
    }
  }
  for (const std::string& run : scan.run_files) {
    const std::uint32_t found = storage.index.ResolveRun(Folder(candidates[from].path), run);
    if (found != kNoIndex && found != from) edges.push_back(found);
  }
  std::ranges::sort(edges);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  edges.shrink_to_fit();
  return edges;
}

/// The exact imports of a parsed module, which the scan on text may have missed.
void AddTreeEdges(const ModuleGraph::Storage& storage, std::uint32_t from, const bind::ModuleRecord& record,
                  const bind::Names& names, std::vector<std::uint32_t>& out) {
  for (const bind::ImportAlias& alias : record.tree.imports) {
    TextImport import{alias.level, alias.module, {}};
    if (alias.name != bind::kNoName) import.names.emplace_back(names.text(alias.name));
    AddEdges(storage, from, import, out);
  }
}

}  // namespace

class GraphBuilder {
 public:
  GraphBuilder(const discover::Discovery& found, SourceSet& sources, std::vector<FileIssue>& issues,
               const LinkOptions& options)
      : sources_(sources),
        issues_(issues),
        jobs_(options.jobs),
        memo_(options.memo),
        tests_(options.tests),
        found_(found),
        candidates_(CollectCandidates(found)) {}

  ModuleGraph Build() {
    std::vector<std::string> paths;
    paths.reserve(candidates_.size());
    for (const Candidate& candidate : candidates_) paths.push_back(candidate.path);
    graph_.storage_ =
        std::make_shared<ModuleGraph::Storage>(std::move(paths), found_.root.substr(found_.root.rfind('/') + 1));
    graph_.names_ = memo_ == nullptr ? std::make_shared<bind::Names>() : memo_->names();
    graph_.sources_ = &sources_;
    graph_.storage_->extra_roots.resize(candidates_.size());
    if (!tests_) {
      for (const std::string& path : graph_.storage_->paths) test_folders_.Add(path);
    }
    edges_.resize(candidates_.size());
    scanned_.resize(candidates_.size());
    bool all = std::ranges::all_of(candidates_, &Candidate::target);
    if (!all) {
      ScanReachable();
      all = std::ranges::any_of(order_, [&](std::uint32_t i) { return candidates_[i].scan.loads_by_name; });
    }
    if (all && !(order_.empty() && NothingMentions())) ScanRest();
    for (const Candidate& candidate : candidates_) {
      Module module;
      module.path = candidate.path;
      module.is_package = candidate.path == "__init__.py" || candidate.path.ends_with("/__init__.py");
      module.mentions_mlflow = candidate.scan.mentions_mlflow;
      module.is_target = candidate.target;
      graph_.modules_.push_back(std::move(module));
    }
    LeaveIdleTests();
    const std::vector<bool> seeds = Seeds();
    if (std::ranges::find(seeds, true) != seeds.end()) {
      Parse(seeds, all);
    }
    ReportUnreadable();
    graph_.storage_->edges = std::move(edges_);
    if (memo_ != nullptr) memo_->EndAnalysis();
    return std::move(graph_);
  }

 private:
  /// What other code imports, from wherever it lies, is no test; what is left connects nothing.
  void LeaveIdleTests() {
    std::vector<bool> used;
    for (const Candidate& candidate : candidates_) used.push_back(!candidate.idle_test);
    if (std::ranges::find(used, false) == used.end()) return;
    const std::vector<std::uint64_t> free(used.size(), 0);
    ReadBudget budget;
    MarkImported(edges_, free, budget, used);
    for (std::size_t i = 0; i < used.size(); ++i) {
      candidates_[i].idle_test = !used[i];
      if (!used[i]) edges_[i].clear();
    }
  }

  std::vector<bool> Seeds() {
    std::vector<bool> seeds(candidates_.size());
    bool hooked = false;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (candidates_[i].idle_test) continue;
      seeds[i] = candidates_[i].scan.mentions_mlflow;
      hooked = hooked || (candidates_[i].hooked && !seeds[i]);
    }
    if (hooked && ConfigurationMentionsMlflow(found_)) {
      for (std::size_t i = 0; i < candidates_.size(); ++i)
        if (!seeds[i] && candidates_[i].hooked && !candidates_[i].idle_test && ImportsFramework(i))
          seeds[i] = graph_.hooked_ = true;
    }
    return seeds;
  }

  /// The framework that may be hooked is a library here: its own code does not use it.
  [[nodiscard]] bool ImportsFramework(std::size_t i) const {
    const ModuleGraph::Storage& storage = *graph_.storage_;
    return std::ranges::any_of(candidates_[i].scan.imports, [&](const TextImport& import) {
      const std::string_view top = std::string_view(import.module).substr(0, import.module.find('.'));
      return import.level == 0 && IsHookedFramework(top) &&
             storage.index.Resolve(Folder(candidates_[i].path), storage.extra_roots[i], 0, top) == kNoIndex;
    });
  }

  void ScanThese(const std::vector<std::uint32_t>& which) {
    ParallelFor(which.size(), jobs_, Step::kLink, [&](std::size_t k) {
      Candidate& candidate = candidates_[which[k]];
      Scan(candidate, found_.root, tests_ ? nullptr : &test_folders_, kept_bytes_);
      std::erase_if(candidate.extra_roots,
                    [&](const std::string& path) { return !graph_.storage_->index.HoldsModules(path); });
      graph_.storage_->extra_roots[which[k]] = candidate.extra_roots;
    });
    for (const std::uint32_t i : which) scanned_[i] = true;
    order_.insert(order_.end(), which.begin(), which.end());
  }

  void ScanRest() {
    constexpr std::size_t kAtOnce = 1024;  // what the text of so many says is kept until it is linked
    std::vector<std::uint32_t> some;
    const auto scan = [&] {
      const std::size_t first = order_.size();
      ScanThese(some);
      FindEdges(first);
      some.clear();
    };
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
      if (!scanned_[i]) some.push_back(i);
      if (some.size() == kAtOnce) scan();
    }
    scan();
  }

  /// No file and no configuration names MLflow: then imports need not be looked at either. Ends with the first that does.
  [[nodiscard]] bool NothingMentions() {
    std::atomic<bool> found{false};
    ParallelFor(candidates_.size(), jobs_, Step::kLink, [&](std::size_t i) {
      if (!found.load(std::memory_order_relaxed) && MayMention(candidates_[i]))
        found.store(true, std::memory_order_relaxed);
    });
    return !found && !ConfigurationMentionsMlflow(found_);
  }

  /// The edges of what was scanned, from the n-th on.
  void FindEdges(std::size_t first) {
    ParallelFor(order_.size() - first, jobs_, Step::kLink, [&](std::size_t k) {
      const std::uint32_t from = order_[first + k];
      Candidate& candidate = candidates_[from];
      edges_[from] = TextEdges(*graph_.storage_, candidates_, from);
      if (!candidate.hooked) candidate.scan.imports = {};
    });
  }

  /// Scans the targets and all that they import, transitively: nothing else can matter for them.
  void ScanReachable() {
    std::vector<std::uint32_t> level;
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
      if (candidates_[i].target) level.push_back(i);
    }
    while (!level.empty()) {
      const std::size_t first = order_.size();
      ScanThese(level);
      FindEdges(first);
      std::set<std::uint32_t> next;
      for (const std::uint32_t i : level) {
        for (const std::uint32_t target : edges_[i]) {
          if (!scanned_[target]) next.insert(target);
        }
      }
      level.assign(next.begin(), next.end());
    }
  }

  /// Rounds: parse what is reached, follow the imports that only parsing shows. `all`: not only what the targets import.
  void Parse(const std::vector<bool>& seeds, bool all) {
    std::vector<bool> reached = seeds;
    if (!all) {
      reached = ImportersOf(edges_, seeds);
      for (std::size_t i = 0; i < reached.size(); ++i) reached[i] = reached[i] && candidates_[i].target;
    }
    std::vector<std::uint64_t> cost;
    std::uint64_t known = 0;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      cost.push_back(candidates_[i].text_bytes);
      if (seeds[i]) known += candidates_[i].text_bytes;
    }
    ReadBudget budget{std::max(kLeastOtherBytes, known / 2)};
    if (all) {
      MarkConnected(edges_, cost, budget, reached);
    } else {
      MarkImported(edges_, cost, budget, reached);
    }
    graph_.left_out_ = budget.cut;
    while (true) {
      MarkImported(edges_, cost, budget, reached);
      std::vector<std::uint32_t> round;
      for (std::uint32_t i = 0; i < reached.size(); ++i) {
        if (!reached[i] || graph_.modules_[i].in_scope) continue;
        graph_.modules_[i].in_scope = true;
        round.push_back(i);
      }
      if (round.empty()) break;
      ParseRound(round);
    }
    const std::vector<bool> reaching = ImportersOf(edges_, seeds);
    for (std::uint32_t i = 0; i < reaching.size(); ++i) graph_.modules_[i].reaches_mlflow = reaching[i];
  }

  void ParseRound(const std::vector<std::uint32_t>& round) {
    std::vector<std::uint32_t> unknown;  // imports that the text did not show
    std::ranges::copy_if(round, std::back_inserter(unknown), [&](std::uint32_t i) { return !scanned_[i]; });
    ScanThese(unknown);
    for (const std::uint32_t i : unknown) graph_.modules_[i].mentions_mlflow = candidates_[i].scan.mentions_mlflow;
    ParallelFor(round.size(), jobs_, Step::kLink, [&](std::size_t i) { Decode(candidates_[round[i]]); });
    std::vector<std::uint32_t> parsed;
    for (const std::uint32_t i : round) {
      Candidate& candidate = candidates_[i];
      if (!candidate.data) continue;
      graph_.modules_[i].file = sources_.add(std::move(*candidate.data)).id();
      candidate.data.reset();
      parsed.push_back(i);
    }
    ParallelFor(parsed.size(), jobs_, Step::kLink, [&](std::size_t k) {
      const std::uint32_t i = parsed[k];
      Module& module = graph_.modules_[i];
      const SourceFile& file = sources_.file(module.file);
      if (memo_ != nullptr) module.record = memo_->Find(file);
      if (module.record == nullptr)
        module.record = std::make_shared<const bind::ModuleRecord>(bind::Lower(file, *graph_.names_));
      AddTreeEdges(*graph_.storage_, i, *module.record, *graph_.names_, edges_[i]);
    });
    if (memo_ != nullptr) {
      for (const std::uint32_t i : parsed)
        memo_->Keep(sources_.file(graph_.modules_[i].file), graph_.modules_[i].record);
    }
    for (const std::uint32_t i : parsed) {
      const Module& module = graph_.modules_[i];
      if (!module.is_target) continue;
      for (const bind::SyntaxIssue& issue : module.record->issues) {
        issues_.push_back({{module.file, issue.begin, issue.end}, module.path, issue.message, false});
      }
    }
  }

  void ReportUnreadable() {
    for (Candidate& candidate : candidates_) {
      if (!candidate.target) continue;
      // A file named on the command line is worth a look even where MLflow is far.
      if (candidate.named && graph_.modules_[IndexOf(candidate)].file == kNoFile) Decode(candidate);
      if (candidate.error.empty() || !(candidate.named || candidate.unread || candidate.scan.mentions_mlflow)) continue;
      issues_.push_back({Span{}, candidate.path, candidate.error, true});
    }
  }
  [[nodiscard]] std::size_t IndexOf(const Candidate& candidate) const {
    return static_cast<std::size_t>(&candidate - candidates_.data());
  }

  SourceSet& sources_;
  std::vector<FileIssue>& issues_;
  int jobs_;
  RecordMemo* memo_;
  bool tests_;  ///< are code like any other
  const discover::Discovery& found_;
  std::vector<Candidate> candidates_;
  std::atomic<std::size_t> kept_bytes_{0};
  TestFolders test_folders_;
  std::vector<bool> scanned_;
  std::vector<std::uint32_t> order_;  ///< what was scanned, in order
  ImportEdges edges_;
  ModuleGraph graph_;
};

ModuleId ModuleGraph::resolve(ModuleId from, std::uint32_t level, std::string_view dotted) const {
  if (from == kNoModule) return kNoModule;
  Answers& answers = storage_->answers[static_cast<std::size_t>(from)];
  {
    const std::shared_lock lock(storage_->mutex);
    if (const auto known = answers.find('r', level, dotted)) return ModuleId{*known};
  }
  const std::uint32_t found = storage_->index.Resolve(Folder(module(from).path), extra_roots(from), level, dotted);
  const std::unique_lock lock(storage_->mutex);
  answers.insert('r', level, dotted, found);
  return ModuleId{found};
}

bool ModuleGraph::is_namespace(ModuleId from, std::uint32_t level, std::string_view dotted) const {
  if (from == kNoModule) return false;
  Answers& answers = storage_->answers[static_cast<std::size_t>(from)];
  {
    const std::shared_lock lock(storage_->mutex);
    if (const auto known = answers.find('n', level, dotted)) return *known != 0;
  }
  const bool found = storage_->index.IsNamespace(Folder(module(from).path), extra_roots(from), level, dotted);
  const std::unique_lock lock(storage_->mutex);
  answers.insert('n', level, dotted, found ? 1U : 0U);
  return found;
}

const std::vector<std::string>& ModuleGraph::extra_roots(ModuleId from) const {
  return storage_->extra_roots[static_cast<std::size_t>(from)];
}

std::vector<bool> ModuleGraph::connected(const std::vector<bool>& chosen, const std::vector<bool>& apart) const {
  ImportEdges edges = storage_->edges;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (apart[i]) edges[i].clear();
  }
  std::vector<bool> marked = ImportersOf(edges, chosen);
  const std::vector<std::uint64_t> free(modules_.size(), 0);
  ReadBudget budget;
  MarkImported(edges, free, budget, marked);
  return marked;
}

ModuleId ModuleGraph::find_path(std::string_view path) const { return ModuleId{storage_->index.FindPath(path)}; }

ModuleId ModuleGraph::resolve_run(ModuleId from, std::string_view written) const {
  return ModuleId{storage_->index.ResolveRun(Folder(module(from).path), written)};
}

ModuleGraph BuildModuleGraph(const discover::Discovery& found, SourceSet& sources, std::vector<FileIssue>& issues,
                             const LinkOptions& options) {
  return GraphBuilder(found, sources, issues, options).Build();
}

}  // namespace tracklint::link
