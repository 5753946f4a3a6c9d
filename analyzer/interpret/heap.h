// The abstract heap and state: objects addressed by ObjId in a copy-on-write table, so that a branch
// forks the state by copying a few pointers and a join looks only at what changed.
//
// Belongs to one interpretation; not thread-safe (reference counts are plain integers).
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/interpret/value.h"

namespace tracklint::interpret {

/// kConfig origins at or above this id speak of a whole file, below it of one key.
inline constexpr Index kFileOrigin = 0x80000000U;
/// A kCaller origin of a parameter that has no default: some caller surely gives it.
inline constexpr Index kRequired = 1;

/// Intrusive pointer with a plain counter; `edit()` copies when shared.
template <typename T>
class Cow {
 public:
  Cow() = default;
  explicit Cow(T value) : node_(new Node{1, std::move(value)}) {}
  Cow(const Cow& other) : node_(other.node_) {
    if (node_ != nullptr) ++node_->refs;
  }
  Cow(Cow&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
  Cow& operator=(Cow other) noexcept {
    std::swap(node_, other.node_);
    return *this;
  }
  ~Cow() {
    if (node_ != nullptr && --node_->refs == 0) delete node_;
  }
  [[nodiscard]] explicit operator bool() const { return node_ != nullptr; }
  [[nodiscard]] const T& operator*() const { return node_->value; }
  [[nodiscard]] const T* operator->() const { return &node_->value; }
  [[nodiscard]] bool same(const Cow& other) const { return node_ == other.node_; }
  T& edit() {
    if (node_->refs > 1) {
      Node* copy = new Node{1, node_->value};
      --node_->refs;
      node_ = copy;
    }
    return node_->value;
  }

 private:
  struct Node {
    std::uint32_t refs;
    T value;
  };
  Node* node_ = nullptr;
};

enum class ObjKind : std::uint8_t { kList, kSet, kDict, kInstance, kClass, kEnv, kLibrary, kGenerator };

struct DictItem {
  Value key = nullptr;
  Value value = nullptr;
  bool maybe = false;
  Span where;
};
struct Attribute {
  NameId name{};
  Value value = nullptr;
  bool maybe = false;
};
struct Field {  ///< of a dataclass-like class
  NameId name{};
  Value fallback = nullptr;  ///< default, or null
  Value factory = nullptr;   ///< default_factory, or null
  bool init = true;
  Value converter = nullptr;
  Value metadata = nullptr;
  NameId alias = bind::kNoName;
  bind::ExprId annotation = bind::kNoExpr;
  ModuleId module = link::kNoModule;
  Span where;
};
enum class ClassFlavor : std::uint8_t { kPlain, kDataclass, kAttrs, kPydantic, kNamedTuple, kEnum, kTypedDict };

struct Object {
  ObjKind kind = ObjKind::kList;
  bool open = false;              ///< may hold more elements/keys/attributes than listed
  bool many = false;              ///< made in a symbolic loop: stands for several objects
  std::vector<Value> items;       ///< list, set; kEnv: slots (null: unset); kLibrary: positional arguments
  std::vector<DictItem> entries;  ///< dict; kLibrary: keyword arguments (key kStr)
  std::vector<Attribute> attrs;   ///< instance, class, library object
  Value cls = nullptr;            ///< instance: its class (kObject of kClass)
  Provenance prov = nullptr;
  ValueType type = ValueType::kUnknown;
  // class
  std::vector<Value> bases;
  std::vector<Field> fields;
  ClassFlavor flavor = ClassFlavor::kPlain;
  ModuleId module = link::kNoModule;
  bind::ClassId class_id{0};
  bind::ScopeId scope{0};    ///< kEnv
  ObjId parent = kNoObject;  ///< kEnv: enclosing environment
  // library object
  std::string name;              ///< qualified name of the class, or of the call that made it
  Span where;                    ///< the call
  std::uint32_t run = kNoIndex;  ///< run objects
  std::vector<Index> trainings;  ///< fitted by
  std::vector<Index> spread;     ///< identities of the mappings with unknown keys given to the call
  // generator
  Value callee = nullptr;
};

/// What is recorded in a run, so far, on the current path. Certainty of the items is relative to the run.
struct RunState {
  Run run;  ///< items carry certainty; kSurely means: on every path so far
  Tri ended = Tri::kNo;
  bool maybe = false;  ///< started on some paths only
  bool many = false;
  bool managed = false;     ///< opened by a framework around a step
  std::uint32_t depth = 0;  ///< of the frame that started it
};

/// One entry of the stack of active runs.
struct ActiveRun {
  Index run = kNoIndex;
  bool maybe = false;
  Value guard = nullptr;     ///< what an `if` tested before it started the run: the same test tells whether it is open
  bool guard_holds = false;  ///< it is open where that is true
};
struct SeedState {
  Index seed = kNoIndex;
  bool maybe = false;
};
struct AutologFlag {
  std::string flavor;
  Tri enabled = Tri::kUnknown;
  Tri log_models = Tri::kYes;
  Tri log_datasets = Tri::kYes;
  bool exclusive = false;         ///< exclusive=True: nothing goes into a run that the code started
  bool disabled_by_hand = false;  ///< flavor.autolog(disable=True): a later mlflow.autolog() leaves it off
  Value extra_tags = nullptr;
};

/// The MLflow side of the state, and the environment variables.
struct Tracking {
  std::vector<ActiveRun> active;  ///< innermost last
  Setting experiment;
  Setting tracking_uri;
  Setting registry_uri;
  std::vector<AutologFlag> autolog;
  std::map<std::string, SeedState> seeds;
  std::map<std::string, Value> environment;
  Index last_run = kNoIndex;      ///< the run that was active last
  bool run_ended_before = false;  ///< some run was ended on every path so far
  bool in_thread = false;
};

/// Objects by id, in leaves of pages that states share until one of them writes: a fork copies one
/// pointer per 256 objects, and a join looks only into leaves that differ.
class ObjectTable {
 public:
  [[nodiscard]] const Object& at(ObjId id) const { return *slot(id); }
  [[nodiscard]] bool has(ObjId id) const {
    if (id / kSpan >= pages_.size() || !pages_[id / kSpan]) return false;
    const Cow<Leaf>& leaf = (*pages_[id / kSpan])[id / kLeaf % kPage];
    return static_cast<bool>(leaf) && static_cast<bool>((*leaf)[id % kLeaf]);
  }
  Object& edit(ObjId id) { return edit_slot(id).edit(); }
  void put(ObjId id, Object object) { edit_slot(id) = Cow<Object>(std::move(object)); }
  /// Calls `fn(id, mine, theirs)` for every object that both tables hold and that differs.
  template <typename Fn>
  void for_each_change(const ObjectTable& other, const Fn& fn) {
    walk(other, false, fn);
  }
  /// The same; objects that only the other table holds are taken over.
  template <typename Fn>
  void merge(const ObjectTable& other, const Fn& fn) {
    walk(other, true, fn);
  }

 private:
  static constexpr std::size_t kLeaf = 16;
  static constexpr std::size_t kPage = 16;
  static constexpr std::size_t kSpan = kLeaf * kPage;
  using Leaf = std::array<Cow<Object>, kLeaf>;
  using Page = std::array<Cow<Leaf>, kPage>;

  [[nodiscard]] const Cow<Object>& slot(ObjId id) const {
    return (*(*pages_[id / kSpan])[id / kLeaf % kPage])[id % kLeaf];
  }
  Cow<Object>& edit_slot(ObjId id) {
    if (pages_.size() <= id / kSpan) pages_.resize(id / kSpan + 1);
    Cow<Page>& page = pages_[id / kSpan];
    if (!page) page = Cow<Page>(Page{});
    Cow<Leaf>& leaf = page.edit()[id / kLeaf % kPage];
    if (!leaf) leaf = Cow<Leaf>(Leaf{});
    return leaf.edit()[id % kLeaf];
  }
  template <typename Fn>
  void walk(const ObjectTable& other, bool take, const Fn& fn) {
    if (take && pages_.size() < other.pages_.size()) pages_.resize(other.pages_.size());
    const std::size_t count = std::min(pages_.size(), other.pages_.size());
    for (std::size_t p = 0; p < count; ++p) {
      const Cow<Page>& theirs = other.pages_[p];
      if (!theirs || pages_[p].same(theirs)) continue;
      if (!pages_[p]) {
        if (take) pages_[p] = theirs;
        continue;
      }
      for (std::size_t l = 0; l < kPage; ++l) {
        const Cow<Leaf>& leaf = (*theirs)[l];
        const Cow<Leaf>& mine = (*pages_[p])[l];
        if (!leaf || mine.same(leaf)) continue;
        if (!mine) {
          if (take) pages_[p].edit()[l] = leaf;
          continue;
        }
        walk_leaf(static_cast<ObjId>(p * kSpan + l * kLeaf), *leaf, take, fn);
      }
    }
  }
  template <typename Fn>
  void walk_leaf(ObjId first, const Leaf& theirs, bool take, const Fn& fn) {
    for (ObjId id = first; id < first + kLeaf; ++id) {
      const Cow<Object>& object = theirs[id % kLeaf];
      if (!object) continue;
      const Cow<Object>& mine = slot(id);
      if (!mine) {
        if (take) edit_slot(id) = object;
      } else if (!mine.same(object)) {
        fn(id, edit(id), *object);
      }
    }
  }

  std::vector<Cow<Page>> pages_;
};

struct State {
  ObjectTable objects;
  std::vector<Cow<RunState>> runs;
  Cow<Tracking> tracking{Tracking{}};
  bool maybe = false;  ///< the current point is reached on some paths only

  [[nodiscard]] const Object& at(ObjId id) const { return objects.at(id); }
  [[nodiscard]] bool has(ObjId id) const { return objects.has(id); }
  Object& edit(ObjId id) { return objects.edit(id); }
  void put(ObjId id, Object object) { objects.put(id, std::move(object)); }
  [[nodiscard]] bool has_run(Index id) const { return id < runs.size() && static_cast<bool>(runs[id]); }
  [[nodiscard]] const RunState& run(Index id) const { return *runs[id]; }
  RunState& edit_run(Index id) { return runs[id].edit(); }
  void put_run(Index id, RunState run) {
    if (runs.size() <= id) runs.resize(id + 1);
    runs[id] = Cow<RunState>(std::move(run));
  }
};

/// Joins `b` into `a`. With `b_exceptional` the things of `a` stay sure (b is the path through an
/// exception or a loop without iterations), else what stands on one side only becomes maybe.
void JoinInto(State& a, const State& b, bool b_exceptional, Arena& arena);
[[nodiscard]] Value JoinValues(Value a, Value b, Arena& arena);

}  // namespace tracklint::interpret
