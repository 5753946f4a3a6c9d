#include "analyzer/facts/build.h"

#include <algorithm>
#include <atomic>
#include <bitset>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include <pthread.h>

#include "analyzer/base/parallel.h"
#include "analyzer/base/step_timer.h"
#include "analyzer/facts/fold.h"
#include "analyzer/facts/mlflow_use.h"
#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/distributions.h"
#include "analyzer/knowledge/knowledge.h"
#include "analyzer/source/databricks.h"

namespace tracklint::facts {
namespace {

using interpret::FunctionKey;
using link::ModuleId;

constexpr std::size_t kStackBytes = 256U << 20U;

// Budgets, in steps (about a microsecond each). Together they keep the interpretation of a repository in
// proportion to its code, however its entries call each other.
constexpr std::uint64_t kStepsOfRepository = 200'000;
constexpr std::uint64_t kStepsPerStatement = 2;
constexpr std::uint64_t kFirstSteps = 2'000'000;   // that all entries may use at first, and more for each statement
constexpr std::uint64_t kFirstShare = 10'000'000;  // what they share out among them: most need far less
constexpr std::uint64_t kLeastFirst = 5'000;       // of one entry, at first
constexpr std::uint64_t kMostFirst = 20'000;
constexpr std::uint64_t kMostSteps = 400'000;  // of one entry

/// One place where execution starts.
struct Start {
  ModuleId module = link::kNoModule;
  bool is_function = false;
  bind::FunctionId function{0};
};

std::size_t Threads(int jobs) {
  return jobs > 0 ? static_cast<std::size_t>(jobs) : std::max(1U, std::thread::hardware_concurrency());
}

/// Runs `work(i, thread)` for every i below n on threads with a large stack (the interpreter recurses, bounded).
void OnLargeStacks(std::size_t n, int jobs, const std::function<void(std::size_t, std::size_t)>& work) {
  if (n == 0) return;
  struct Shared {
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> threads{0};
    std::size_t n;
    const std::function<void(std::size_t, std::size_t)>* work;
    FirstException thrown;
  } shared{{0}, {0}, n, &work, {}};
  const auto body = [](void* p) -> void* {
    auto* s = static_cast<Shared*>(p);
    const std::size_t thread = s->threads++;
    const bool done = s->thrown.keep([s, thread] {
      for (std::size_t i = s->next++; i < s->n; i = s->next++) (*s->work)(i, thread);
    });
    if (!done) s->next = s->n;
    return nullptr;
  };
  const std::size_t count = std::min(Threads(jobs), n);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackBytes);
  std::vector<pthread_t> threads;
  threads.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    pthread_t thread{};
    if (pthread_create(&thread, &attributes, body, &shared) == 0) threads.push_back(thread);
  }
  pthread_attr_destroy(&attributes);
  if (threads.empty()) body(&shared);
  for (const pthread_t t : threads) pthread_join(t, nullptr);
  shared.thrown.rethrow();
}

/// The C library's search is vectorised, that of std::string_view is not.
std::size_t Find(std::string_view text, std::string_view word, std::size_t from = 0) {
  if (from >= text.size()) return std::string_view::npos;
  const void* hit = memmem(text.data() + from, text.size() - from, word.data(), word.size());
  return hit == nullptr ? std::string_view::npos
                        : static_cast<std::size_t>(static_cast<const char*>(hit) - text.data());
}

bool Mentions(std::string_view text, std::string_view word) { return Find(text, word) != std::string_view::npos; }

bool IsNamePart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool Names(std::string_view text, std::string_view name) {
  for (std::size_t at = Find(text, name); at != std::string_view::npos; at = Find(text, name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !IsNamePart(text[at - 1])) && (end == text.size() || !IsNamePart(text[end]))) return true;
  }
  return false;
}

constexpr std::size_t kLongestName = 120;

/// Every name in the text that ends right before `after` (or `or_after`), and where it begins; at most so long.
template <typename Fn>
void ForEachName(std::string_view text, char after, char or_after, const Fn& fn) {
  for (std::size_t end = 0; end < text.size(); ++end) {
    if (text[end] != after && text[end] != or_after) continue;
    std::size_t begin = end;
    while (begin > 0 && end - begin < kLongestName && IsNamePart(text[begin - 1])) --begin;
    if (begin < end) fn(text.substr(begin, end - begin), begin);
  }
}

/// A set of names that says quickly that a word is surely not among them: most are told by their ends and their length.
class NameEnds {
 public:
  void insert(std::string_view name) {
    if (name.empty() || !names_.insert(name).second) return;
    marks_.set(Mark(name));
    last_.set(Last(name));
  }
  [[nodiscard]] bool empty() const { return names_.empty(); }
  /// False when it is surely none of the names.
  [[nodiscard]] bool may_hold(std::string_view name) const {
    return !name.empty() && last_.test(Last(name)) && marks_.test(Mark(name));
  }
  /// Some end of `word` (the whole, or without its first characters) is a name of the set.
  [[nodiscard]] bool ends(std::string_view word) const {
    if (word.empty() || !(last_.test(Last(word)) || last_.test(Last(word.substr(word.size() - 1))))) return false;
    for (std::size_t from = 0; from < word.size(); ++from) {
      const std::string_view end = word.substr(from);
      if (marks_.test(Mark(end)) && names_.contains(end)) return true;
    }
    return false;
  }

 private:
  /// The last two characters, of a name of one character that one.
  static std::size_t Last(std::string_view name) {
    const std::size_t last = static_cast<unsigned char>(name.back());
    return name.size() == 1 ? last : static_cast<unsigned char>(name[name.size() - 2]) * std::size_t{256} + last;
  }
  /// Made of the first, the last two characters and the length.
  static std::size_t Mark(std::string_view name) {
    const std::size_t first = static_cast<unsigned char>(name.front());
    return (Last(name) * 0x9e3779b1U + first * 0x85ebca6bU + name.size() * 0xc2b2ae35U) >> 13U & (kMarks - 1);
  }
  static constexpr std::size_t kMarks = std::size_t{1} << 17U;
  std::unordered_set<std::string_view> names_;
  std::bitset<kMarks> marks_;
  std::bitset<std::size_t{256} * 256> last_;
};

/// What the text calls (`name(`, or — unless `exact` — a longer name that ends with it), definitions aside: another class
/// or pipeline may define the same name; and what it gives away: `node(train, …)`, `optimize(self.objective)`.
template <typename Fn>
void ForEachUse(std::string_view text, bool exact, const Fn& fn) {
  ForEachName(text, '(', '(', [&](std::string_view name, std::size_t begin) {
    const std::size_t first = text.substr(0, begin).ends_with("def ") ? 1 : 0;
    for (std::size_t from = first; from < (exact ? 1 : name.size()); ++from) fn(name.substr(from));
  });
  ForEachName(text, ',', ')', [&](std::string_view name, std::size_t begin) {
    const char before = begin == 0 ? ' ' : text[begin - 1];
    if (before == '=' || before == '(' || before == '.' || before == ' ') fn(name);
  });
}

/// The module hands its functions to a framework that calls them later (Kedro's nodes).
bool BuildsPipelines(const link::Module& m) {
  const std::vector<bind::ImportAlias>& imports = m.record->tree.imports;
  return std::any_of(imports.begin(), imports.end(), [](const bind::ImportAlias& a) {
    return a.level == 0 && (a.module == "kedro" || a.module.starts_with("kedro."));
  });
}

/// `on_train_end` of a Callback, `training_step` of a module: the library that the class extends calls it.
bool IsHook(const link::Module& m, const bind::Function& fn) {
  if (fn.in_class == bind::ClassId{0xffffffffU} || m.record->tree.at(fn.in_class).bases.empty()) return false;
  const std::string_view name = std::string_view(fn.qualified).substr(fn.qualified.rfind('.') + 1);
  return name.starts_with("on_") || name.starts_with("after_") || name.starts_with("before_") ||
         name.ends_with("_step") || name.ends_with("_epoch_end") || name.ends_with("_epoch_start");
}

/// Interpreters that have imported what many entries import first. Belongs to one thread at a time; holds a few, the
/// last ones used.
class FirstImports {
 public:
  /// Null when the entry cannot begin with it.
  interpret::Interpreter* find(const interpret::FirstImport& first, const Start& start, const link::ModuleGraph& graph,
                               const Project& project, const interpret::Options& options) {
    const auto imported = [&](const interpret::FirstImport& wanted) -> Shared& {
      const auto known = std::ranges::find(shared_, wanted, &Shared::first);
      if (known != shared_.end()) {
        std::rotate(shared_.begin(), known, known + 1);
        return shared_.front();
      }
      if (shared_.size() >= kMost) shared_.pop_back();
      shared_.insert(shared_.begin(), {wanted, std::make_unique<interpret::Interpreter>(graph, project, options)});
      Shared& made = shared_.front();
      made.interpreter->import_first(wanted);
      if (made.interpreter->depends_on_steps()) made.interpreter = nullptr;
      return made;
    };
    interpret::Interpreter* interpreter = imported({first.module, first.literals, 0}).interpreter.get();
    if (interpreter == nullptr) interpreter = imported(first).interpreter.get();
    return interpreter->serves(start.module, start.is_function) ? interpreter : nullptr;
  }

 private:
  static constexpr std::size_t kMost = 3;
  struct Shared {
    interpret::FirstImport first;
    std::unique_ptr<interpret::Interpreter> interpreter;  ///< null: the steps before the import must be known
  };
  std::vector<Shared> shared_;
};

class Builder {
 public:
  Builder(const link::ModuleGraph& graph, const Project& project, const FactsOptions& options)
      : graph_(graph), project_(project), options_(options) {
    interpret_options_.target = options.target;
    interpret_options_.root = options.root;
    interpret_options_.wrappers = options.wrappers;
    std::uint64_t statements = 0;
    for (const link::Module& m : graph.modules()) statements += m.record == nullptr ? 0 : m.record->tree.stmt.size();
    first_steps_left_ = kFirstSteps + kStepsPerStatement * statements;
    steps_left_ = kStepsOfRepository + kStepsPerStatement * statements;
  }

  Facts build() {
    find_imported();
    enter(false);
    tests_from_ = results_.size();
    enter(true);
    return assemble();
  }

 private:
  /// Test code calls what it tests in its own way: it is entered after everything else, and on its own account.
  bool is_test(const link::Module& m) const {
    const auto file = static_cast<std::size_t>(m.file);
    return m.file != kNoFile && file < options_.tests.size() && options_.tests[file];
  }

  void enter(bool tests) {
    std::vector<Start> scripts;
    for (std::size_t i = 0; i < graph_.modules().size(); ++i) {
      const link::Module& m = graph_.modules()[i];
      if (!m.is_target || m.record == nullptr || !m.reaches_mlflow || is_test(m) != tests) continue;
      const auto id = static_cast<ModuleId>(i);
      const SourceFile& file = graph_.sources().file(m.file);
      const bool notebook = file.kind() == SourceKind::kNotebook || file.kind() == SourceKind::kDatabricks;
      const bool alone = !imported_by_target_.contains(static_cast<std::uint32_t>(id));
      if (notebook || m.record->has_main_guard || alone) scripts.push_back({id, false, {}});
    }
    run(scripts);
    // functions that nobody calls, those that no other candidate names first
    for (int round = 0; round < 3; ++round) {
      std::vector<Start> functions = uncalled(round == 2, tests);
      if (functions.empty()) continue;
      run(functions);
    }
  }

  enum class Relevance : std::uint8_t { kNotAsked, kNo, kYes };

  void find_imported() {
    for (std::size_t i = 0; i < graph_.modules().size(); ++i) {
      const link::Module& m = graph_.modules()[i];
      if (m.record == nullptr || !m.is_target || is_test(m)) continue;
      const auto from = static_cast<ModuleId>(i);
      for (const bind::ImportAlias& a : m.record->tree.imports) {
        std::string dotted = a.module;
        for (int with_name = 0; with_name < 2; ++with_name) {
          if (with_name == 1) {
            if (a.name == bind::kNoName) break;
            if (!dotted.empty()) dotted += ".";
            dotted += graph_.names().text(a.name);
          }
          const ModuleId to = graph_.resolve(from, a.level, dotted);
          if (to != link::kNoModule && to != from) imported_by_target_.insert(static_cast<std::uint32_t>(to));
        }
      }
    }
  }

  /// The text names MLflow, or what the module imports from it under another name.
  bool names_mlflow(const link::Module& m, std::string_view text) const {
    if (Mentions(text, "mlflow")) return true;
    return std::ranges::any_of(m.record->tree.imports, [&](const bind::ImportAlias& a) {
      return a.level == 0 && a.bound != bind::kNoName && (a.module == "mlflow" || a.module.starts_with("mlflow.")) &&
             Names(text, graph_.names().text(a.bound));
    });
  }

  /// The function may write to MLflow: its text (or that of a function it names) says so. One thread a module.
  bool relevant(FunctionKey key, const bind::Function& fn) {
    std::vector<Relevance>& known = relevance_[static_cast<std::size_t>(key.module)];
    known.resize(graph_.module(key.module).record->tree.functions.size(), Relevance::kNotAsked);
    Relevance& answer = known[static_cast<std::size_t>(key.function)];
    if (answer == Relevance::kNotAsked) answer = may_write(key.module, fn) ? Relevance::kYes : Relevance::kNo;
    return answer == Relevance::kYes;
  }

  bool may_write(ModuleId module, const bind::Function& fn) const {
    const SourceFile& file = graph_.sources().file(graph_.module(module).file);
    const std::string_view text = file.slice({file.id(), fn.begin, fn.end});
    if (names_mlflow(graph_.module(module), text) || Mentions(text, "log_metric") || Mentions(text, "log_param") ||
        Mentions(text, "MLflow") || Mentions(text, "MLFlow"))
      return true;
    if (!graph_.module(module).mentions_mlflow && !graph_.module(module).in_scope) return false;
    bool found = false;
    if (BuildsPipelines(graph_.module(module)))
      ForEachUse(text, false, [&](std::string_view name) { found = found || name == "node" || name == "Node"; });
    ForEachName(text, '(', '(',
                [&](std::string_view name, std::size_t) { found = found || logging_names_.ends(name); });
    return found;
  }

  void collect_logging_names() {
    if (!logging_names_.empty()) return;
    for (const link::Module& m : graph_.modules()) {
      if (m.record == nullptr || !m.mentions_mlflow) continue;
      const SourceFile& file = graph_.sources().file(m.file);
      for (const bind::Function& fn : m.record->tree.functions) {
        if (fn.name == bind::kNoName) continue;
        const std::string_view text = file.slice({file.id(), fn.begin, fn.end});
        const std::string_view name = graph_.names().text(fn.name);
        if (names_mlflow(m, text) && !name.starts_with("__")) logging_names_.insert(name);
      }
      for (const bind::Class& c : m.record->tree.classes) {
        const std::string_view text = file.slice({file.id(), c.begin, c.end});
        if (names_mlflow(m, text)) logging_names_.insert(graph_.names().text(c.name));
      }
    }
  }

  std::vector<Start> uncalled(bool all, bool tests) {
    collect_logging_names();
    relevance_.resize(graph_.modules().size());
    std::vector<std::vector<Start>> by_module(graph_.modules().size());
    ParallelFor(by_module.size(), options_.jobs, Step::kLink, [&](std::size_t i) {
      const StepTimer timer(Step::kFacts);
      const link::Module& m = graph_.modules()[i];
      if (!m.is_target || m.record == nullptr || !m.in_scope || is_test(m) != tests) return;
      const auto id = static_cast<ModuleId>(i);
      for (std::size_t f = 0; f < m.record->tree.functions.size(); ++f) {
        const bind::Function& fn = m.record->tree.functions[f];
        if (fn.name == bind::kNoName) continue;
        // only functions of the module and methods of its classes can be entered from outside
        if (fn.qualified.find("<locals>") != std::string::npos) continue;
        const FunctionKey key{id, static_cast<bind::FunctionId>(f)};
        if (called_.contains(key) || entered_.contains(key) || !relevant(key, fn)) continue;
        const std::string_view name = graph_.names().text(fn.name);
        if (name == "__init__" && !all) continue;
        if (name.starts_with("__") && name.ends_with("__") && name != "__init__" && name != "__call__") continue;
        by_module[i].push_back({id, true, key.function});
      }
    });
    std::vector<Start> candidates;
    for (const std::vector<Start>& some : by_module) candidates.insert(candidates.end(), some.begin(), some.end());
    if (all) return candidates;
    std::vector<Start> roots = unnamed(candidates, false);
    return roots.empty() ? unnamed(candidates, true) : roots;
  }

  /// The candidates that no other candidate's text names: they are entered before the rest.
  std::vector<Start> unnamed(const std::vector<Start>& candidates, bool exact) const {
    constexpr std::size_t kNoCandidate = ~std::size_t{0};
    struct Callers {
      std::size_t first = kNoCandidate;  // whose text names it
      bool several = false;              // another one's does too
    };
    const auto name_of = [&](const Start& s) {
      return graph_.names().text(graph_.module(s.module).record->tree.at(s.function).name);
    };
    std::unordered_map<std::string_view, Callers> named;
    NameEnds names;
    for (const Start& s : candidates) {
      named.emplace(name_of(s), Callers{});
      names.insert(name_of(s));
    }
    std::vector<std::vector<Callers*>> uses(candidates.size());
    ParallelFor(candidates.size(), options_.jobs, Step::kLink, [&](std::size_t c) {
      const StepTimer timer(Step::kFacts);
      const link::Module& m = graph_.module(candidates[c].module);
      const bind::Function& fn = m.record->tree.at(candidates[c].function);
      const SourceFile& file = graph_.sources().file(m.file);
      ForEachUse(file.slice({file.id(), fn.begin, fn.end}), exact, [&](std::string_view name) {
        if (!names.may_hold(name)) return;
        if (const auto it = named.find(name); it != named.end()) uses[c].push_back(&it->second);
      });
    });
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      for (Callers* callers : uses[c]) {
        callers->several = callers->several || (callers->first != kNoCandidate && callers->first != c);
        if (callers->first == kNoCandidate) callers->first = c;
      }
    }
    std::vector<Start> roots;
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      const Callers& callers = named.at(name_of(candidates[c]));
      if (!callers.several && (callers.first == kNoCandidate || callers.first == c)) roots.push_back(candidates[c]);
    }
    return roots;
  }

  /// Interprets these entries: each with a small budget, which does for nearly all, then the ones that
  /// it cut short with an equal share of what the repository's budget still holds.
  void run(const std::vector<Start>& starts) {
    if (starts.empty()) return;
    const std::size_t base = results_.size();
    results_.resize(base + starts.size());
    starts_.insert(starts_.end(), starts.begin(), starts.end());
    for (const Start& s : starts) {
      if (s.is_function) entered_.insert({s.module, s.function});
    }
    std::vector<std::size_t> all(starts.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = base + i;
    const std::uint64_t first = std::clamp(kFirstShare / starts.size(), kLeastFirst, kMostFirst);
    interpret_all(all, first, &first_steps_left_);
    std::vector<std::size_t> cut;
    for (const std::size_t i : all) {
      steps_left_ -= std::min(steps_left_, results_[i].steps);
      if (results_[i].cut_short) cut.push_back(i);
    }
    if (!cut.empty()) {
      const std::uint64_t share = std::min(kMostSteps, steps_left_ * 2 / 3 / cut.size());
      if (share > first * 3 / 2) {
        interpret_all(cut, share, nullptr);
        for (const std::size_t i : cut) steps_left_ -= std::min(steps_left_, results_[i].steps);
      }
    }
    for (std::size_t i = base; i < results_.size(); ++i)
      called_.insert(results_[i].called.begin(), results_[i].called.end());
  }

  /// Consecutive indexes into starts_ that share the import of their module.
  struct Group {
    std::size_t begin = 0;
    std::size_t end = 0;
    interpret::FirstImport first;  ///< of several groups
  };

  /// `which`: indexes into starts_, in order. The functions of one module share its import. Without steps left in
  /// `budget` the rest is not entered (which ones does not depend on the number of threads).
  void interpret_all(const std::vector<std::size_t>& which, std::uint64_t max_steps, std::uint64_t* budget) {
    std::vector<Group> groups;  // ranges of `which`
    for (std::size_t i = 0; i < which.size(); ++i) {
      const Start& s = starts_[which[i]];
      const bool joins =
          s.is_function && i > 0 && starts_[which[i - 1]].is_function && starts_[which[i - 1]].module == s.module;
      if (joins) {
        groups.back().end = i + 1;
      } else {
        groups.push_back({i, i + 1, {}});
      }
    }
    interpret::Options options = interpret_options_;
    options.max_steps = max_steps;
    std::map<std::pair<ModuleId, Index>, std::size_t> shares;
    for (Group& group : groups) {
      const ModuleId module = starts_[which[group.begin]].module;
      if (graph_.sources().file(graph_.module(module).file).kind() != SourceKind::kScript) continue;
      group.first = interpret::FirstImportOf(graph_, module);
      ++shares[{group.first.module, group.first.literals}];
    }
    for (Group& group : groups) {
      if (group.first.module != link::kNoModule && shares[{group.first.module, group.first.literals}] < 2)
        group.first = {};
    }
    std::vector<FirstImports> first_imports(Threads(options_.jobs));
    std::size_t count = 0;
    for (std::size_t from = 0; from < groups.size(); from += count) {
      count = at_once(groups, from, max_steps, budget);
      if (budget != nullptr && *budget == 0) {
        for (std::size_t g = from; g < groups.size(); ++g) leave_out(which[groups[g].begin]);
        return;
      }
      const std::optional<std::uint64_t> allowed = budget == nullptr ? std::nullopt : std::optional(*budget);
      OnLargeStacks(count, options_.jobs, [&](std::size_t g, std::size_t thread) {
        interpret_group(which, groups[from + g], options, allowed, first_imports[thread]);
      });
      if (budget == nullptr) continue;
      for (std::size_t i = groups[from].begin; i < groups[from + count - 1].end; ++i)
        *budget -= std::min(*budget, results_[which[i]].steps);
    }
  }

  /// How many groups run before the budget is looked at again: as many as surely leave some of it, at least a few.
  static std::size_t at_once(const std::vector<Group>& groups, std::size_t from, std::uint64_t max_steps,
                             const std::uint64_t* budget) {
    constexpr std::size_t kLeast = 64;
    const std::size_t left = groups.size() - from;
    if (budget == nullptr || left <= kLeast) return left;
    std::size_t count = 0;
    for (std::uint64_t steps = 0; count < left; ++count) {
      const Group& group = groups[from + count];
      steps += (group.end - group.begin + 1) * max_steps;  // the import of the module is one more
      if (steps >= *budget) break;
    }
    return std::max(count, kLeast);
  }

  /// `allowed`: the steps that these entries may use together. Where that is less than each of them might, they share what
  /// is left; once it is used up the rest is not entered.
  void interpret_group(const std::vector<std::size_t>& which, const Group& group, const interpret::Options& options,
                       std::optional<std::uint64_t> allowed, FirstImports& first_imports) {
    const StepTimer timer(Step::kInterpret);
    const ModuleId module = starts_[which[group.begin]].module;
    interpret::Interpreter* const shared =
        group.first.module == link::kNoModule
            ? nullptr
            : first_imports.find(group.first, starts_[which[group.begin]], graph_, project_, options);
    if (shared == nullptr) {
      interpret::Interpreter interpreter(graph_, project_, options);
      return enter(which, group, interpreter, allowed);
    }
    const interpret::Arena::Mark mark = shared->arena().mark();
    {
      interpret::Interpreter interpreter(*shared);
      interpreter.begin_as(module);
      enter(which, group, interpreter, allowed);
    }
    shared->arena().release(mark);
  }

  /// Interprets the entries of one group, which `interpreter` was made for.
  void enter(const std::vector<std::size_t>& which, const Group& group, interpret::Interpreter& interpreter,
             std::optional<std::uint64_t> allowed) {
    const Start& first = starts_[which[group.begin]];
    if (!first.is_function) {
      interpreter.run_module(first.module);
      keep(which[group.begin], interpreter.take());
      return;
    }
    interpreter.import_only(first.module);
    const std::uint64_t import_steps = interpreter.steps();
    const interpret::Arena::Mark mark = interpreter.arena().mark();
    for (std::size_t i = group.begin; i < group.end; ++i) {
      if (allowed && *allowed == 0) {
        leave_out(which[i]);
        continue;
      }
      {
        interpret::Interpreter entered(interpreter);
        if (allowed) entered.limit_steps(import_steps + std::max(kLeastFirst, *allowed / (group.end - i)));
        entered.run_function(first.module, starts_[which[i]].function);
        interpret::Outcome outcome = entered.take();
        if (i != group.begin) outcome.steps -= import_steps;  // done once
        if (allowed) *allowed -= std::min(*allowed, outcome.steps);
        keep(which[i], std::move(outcome));
      }
      interpreter.arena().release(mark);
    }
  }

  void leave_out(std::size_t index) {
    const Start& s = starts_[index];
    const link::Module& m = graph_.module(s.module);
    Span where{m.file, 0, 0};
    if (s.is_function) {
      const bind::Function& fn = m.record->tree.at(s.function);
      where = {m.file, fn.name_begin, fn.name_end};
    }
    results_[index].unresolved.push_back({"call", where, "not entered: the step budget of the repository is used up"});
  }

  void keep(std::size_t index, interpret::Outcome outcome) {
    const StepTimer timer(Step::kFacts);
    finish(starts_[index], outcome);
    results_[index] = std::move(outcome);
  }

  void finish(const Start& s, interpret::Outcome& outcome) {
    const link::Module& m = graph_.module(s.module);
    const SourceFile& file = graph_.sources().file(m.file);
    Entry& entry = outcome.entry;
    entry.file = m.file;
    entry.path = m.path;
    entry.name = m.path;
    entry.kind = s.is_function                          ? Entry::Kind::kFunction
                 : source::IsDatabricks(file)           ? Entry::Kind::kDatabricks
                 : file.kind() == SourceKind::kNotebook ? Entry::Kind::kNotebook
                                                        : Entry::Kind::kScript;
    if (s.is_function) {
      const bind::Function& fn = m.record->tree.at(s.function);
      entry.name += "::" + fn.qualified;
      for (const bind::ExprId d : fn.decorators) {
        const bind::Expr& e = m.record->tree.at(d);
        const std::string_view text = file.slice({m.file, e.begin, e.end});
        for (const std::string_view word : {"route", ".get", ".post", "task", "step", "flow", "command", "asset", "op(",
                                            "udf", "job", "callback", "component"})
          entry.framework_calls = entry.framework_calls || Mentions(text, word);
      }
      entry.library_calls = IsHook(m, fn);
    }
    FoldRuns(entry, graph_);
    Cover(entry, outcome);
    Trace(entry, project_, file);
  }

  static bool says_something(const interpret::Outcome& o) {
    const Entry& e = o.entry;
    if (!e.runs.empty() || !e.models.empty() || !e.autolog.empty() || !e.calls.empty() || !o.registered.empty())
      return true;
    return o.uses_mlflow && (!e.trainings.empty() || !e.reads.empty());
  }

  Facts assemble() {
    std::vector<std::size_t> order(results_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const Entry& x = results_[a].entry;
      const Entry& y = results_[b].entry;
      if (x.path != y.path) return x.path < y.path;
      const bool fx = x.kind == Entry::Kind::kFunction;
      const bool fy = y.kind == Entry::Kind::kFunction;
      return fx != fy && fy;
    });
    Facts facts;
    std::set<Span> registered;
    std::set<std::pair<Span, std::string>> unresolved;
    std::set<Span> secrets;
    for (const std::size_t i : order) {
      interpret::Outcome& o = results_[i];
      for (const Registered& r : o.registered) {
        if (registered.insert(r.where).second || !facts.registered.empty()) {
          const bool have = std::any_of(facts.registered.begin(), facts.registered.end(),
                                        [&](const Registered& x) { return x.where == r.where && x.name == r.name; });
          if (!have) facts.registered.push_back(r);
        }
      }
      for (const Unresolved& u : o.unresolved) {
        if (unresolved.emplace(u.where, u.what).second) facts.unresolved.push_back(u);
      }
      for (const ShellCommand& c : o.commands) {
        if (std::none_of(facts.commands.begin(), facts.commands.end(),
                         [&](const ShellCommand& x) { return x.where == c.where; }))
          facts.commands.push_back(c);
      }
      for (const SecretUse& s : o.secrets) {
        if (secrets.insert(s.where).second) facts.secrets.push_back(s);
      }
      if (i < tests_from_ && says_something(o)) facts.entries.push_back(std::move(o.entry));
    }
    if (graph_.left_out() > 0)
      facts.unresolved.push_back(
          {"import",
           {},
           std::to_string(graph_.left_out()) +
               " modules far from the code that mentions MLflow are not read: too large together"});
    facts.in_scope = FilesInScope(graph_, options_.tests);
    collect_imports(facts);
    return facts;
  }

  /// Third-party packages that the modules in scope import, once per file.
  void collect_imports(Facts& facts) {
    collect_own_names();
    for (std::size_t i = 0; i < graph_.modules().size(); ++i) {
      const link::Module& m = graph_.modules()[i];
      if (m.record == nullptr || !m.is_target || !std::ranges::binary_search(facts.in_scope, m.file)) continue;
      std::set<std::string> seen;
      // statements with a flag: guarded by try/except or a condition
      std::vector<std::pair<bind::Range, bool>> blocks{{m.record->tree.body, false}};
      const bind::Tree& tree = m.record->tree;
      for (const bind::Function& fn : tree.functions) blocks.emplace_back(fn.body, false);
      for (const bind::Class& c : tree.classes) blocks.emplace_back(c.body, false);
      while (!blocks.empty()) {
        const auto [range, guarded] = blocks.back();
        blocks.pop_back();
        for (std::uint32_t k = range.begin; k < range.end; ++k) {
          const bind::Stmt& stmt = tree.at(tree.blocks[k]);
          if (stmt.kind == bind::StmtKind::kImport || stmt.kind == bind::StmtKind::kImportFrom) {
            for (std::uint32_t a = stmt.items.begin; a < stmt.items.end; ++a)
              note_import(facts, seen, static_cast<ModuleId>(i), m, tree.imports[a], guarded);
            continue;
          }
          const bool inner = guarded || stmt.kind == bind::StmtKind::kTry || stmt.kind == bind::StmtKind::kIf;
          if (stmt.kind == bind::StmtKind::kFunction || stmt.kind == bind::StmtKind::kClass) continue;
          blocks.emplace_back(stmt.body, inner);
          blocks.emplace_back(stmt.orelse, inner);
          blocks.emplace_back(stmt.finalbody, inner);
          if (stmt.kind == bind::StmtKind::kTry) {
            for (std::uint32_t h = stmt.items.begin; h < stmt.items.end; ++h)
              blocks.emplace_back(tree.handlers[h].body, true);
          }
        }
      }
    }
  }

  /// Names under which files of the repository could be imported once their folder is on the path.
  void collect_own_names() {
    for (const std::string& path : project_.files) {
      if (!path.ends_with(".py") && !path.ends_with(".pyi")) continue;
      std::string_view rest = path;
      rest = rest.substr(0, rest.rfind('.'));
      while (!rest.empty()) {
        const std::size_t slash = rest.rfind('/');
        own_names_.emplace(slash == std::string_view::npos ? rest : rest.substr(slash + 1));
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(0, slash);
      }
    }
  }

  void note_import(Facts& facts, std::set<std::string>& seen, ModuleId from, const link::Module& m,
                   const bind::ImportAlias& alias, bool guarded) const {
    if (alias.level > 0) return;
    const std::string top = alias.module.substr(0, alias.module.find('.'));
    if (top.empty() || knowledge::IsStandardLibrary(top) || top == "__future__" || top == "dbutils") return;
    if (graph_.resolve(from, 0, top) != link::kNoModule || graph_.is_namespace(from, 0, top)) return;
    // `from google.cloud import storage`: namespaces are shared by several distributions.
    std::string full = alias.module;
    if (alias.name != bind::kNoName) full += "." + std::string(graph_.names().text(alias.name));
    if (knowledge::IsProvided(full)) return;
    const std::string_view distribution = knowledge::DistributionOf(full);
    if (distribution.empty()) {
      // Not known: a private part of something, or a module of the repository that gets on the path at run time.
      if (top.front() == '_' || own_names_.contains(top)) return;
    }
    ImportUse use;
    use.module = distribution.empty() || knowledge::DistributionOf(top) == distribution ? top : alias.module;
    use.distributions.emplace_back(distribution.empty() ? std::string_view(top) : distribution);
    if (!seen.insert(use.distributions.front()).second) return;
    for (const std::string_view variant : knowledge::DistributionVariants(distribution))
      use.distributions.emplace_back(variant);
    use.guarded = guarded;
    use.known = !distribution.empty();
    use.where = {m.file, alias.begin, alias.end};
    facts.imports.push_back(std::move(use));
  }

  const link::ModuleGraph& graph_;
  const Project& project_;
  const FactsOptions& options_;
  interpret::Options interpret_options_;
  std::vector<interpret::Outcome> results_;
  std::vector<Start> starts_;
  std::size_t tests_from_ = 0;  ///< of results_: those of test code
  std::set<FunctionKey> called_;
  std::set<FunctionKey> entered_;  ///< as entries of their own
  std::unordered_set<std::uint32_t> imported_by_target_;
  NameEnds logging_names_;
  std::vector<std::vector<Relevance>> relevance_;  ///< by module and function, as far as asked
  std::set<std::string, std::less<>> own_names_;
  std::uint64_t first_steps_left_ = 0;
  std::uint64_t steps_left_ = 0;
};

}  // namespace

Facts BuildFacts(const link::ModuleGraph& graph, const Project& project, const FactsOptions& options) {
  return Builder(graph, project, options).build();
}

}  // namespace tracklint::facts
