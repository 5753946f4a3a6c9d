// Abstract values. A Value is an immutable node owned by the Interpreter's arena; mutable things
// (lists, dicts, instances, environments) are objects of the heap (heap.h) that a value refers to.
//
// One interpretation owns its arena; nothing here is shared between threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/bind/tree.h"
#include "analyzer/link/module_graph.h"
#include "tracklint/facts.h"

namespace tracklint::interpret {

using bind::NameId;
using link::ModuleId;

using ObjId = std::uint32_t;
inline constexpr ObjId kNoObject = 0xffffffffU;

struct ValueData;
using Value = const ValueData*;

/// Sorted, unique, at most kMaxOrigins entries (of what a file holds: kMaxContents); owned by the arena. nullptr: none.
using Provenance = const Origins*;
inline constexpr std::size_t kMaxOrigins = 16;
inline constexpr std::size_t kMaxContents = 512;

enum class Kind : std::uint8_t {
  kUnknown,  // s: why, or the qualified name it came from
  kNone,
  kBool,       // b
  kInt,        // i (s: decimal text when it does not fit)
  kFloat,      // d
  kStr,        // s
  kBytes,      // s
  kText,       // s: pattern, `*` any text, `\*` a star
  kTuple,      // items; b: open (more items may follow)
  kObject,     // obj
  kFunction,   // module, function; obj: closure environment; items: defaults
  kBound,      // items[0]: function, items[1]: self
  kPartial,    // items[0]: callable; obj: list object with positional, names/items…: see partial
  kDecorated,  // s: property | staticmethod | classmethod | contextmanager | cached_property; items[0]: function
  kModule,     // module: a module of the repository
  kNamespace,  // s: dotted path of a namespace package of the repository
  kExternal,   // s: qualified name of a library thing ("mlflow.log_param", "builtins.len")
  kMethod,     // s: method name; items[0]: the object it belongs to (library object, str, list, dict …)
  kSuper,      // items[0]: class to start after, items[1]: self
  kRunId,      // i: run
  kUnion,      // items: 2..4 alternatives
};

struct ValueData {
  Kind kind = Kind::kUnknown;
  bool b = false;
  ValueType type = ValueType::kUnknown;  ///< for unknown values: what is known of the type
  std::uint32_t identity = 0;            ///< of unknown data: copies of a value have the same; 0: none
  std::int64_t i = 0;
  double d = 0;
  std::string s;
  std::vector<Value> items;
  std::vector<NameId> names;  ///< kPartial: names of the keyword items (trailing items)
  ObjId obj = kNoObject;
  ModuleId module = link::kNoModule;
  bind::FunctionId function{0};
  Provenance prov = nullptr;
  Span where;  ///< where the value was written (literals, arguments)
};

[[nodiscard]] inline bool IsConst(Value v) { return v->kind >= Kind::kNone && v->kind <= Kind::kBytes; }
[[nodiscard]] inline bool IsObject(Value v) { return v->kind == Kind::kObject; }
[[nodiscard]] inline bool IsCallableKind(Value v) {
  return v->kind == Kind::kFunction || v->kind == Kind::kBound || v->kind == Kind::kPartial ||
         v->kind == Kind::kExternal || v->kind == Kind::kMethod || v->kind == Kind::kDecorated;
}

/// A stack whose elements do not move. Chunks stay until it is destroyed, and then for the next one of the thread: what is
/// released is soon made again.
template <typename T, std::size_t kChunk>
class StableStack {
 public:
  StableStack() = default;
  StableStack(const StableStack&) = delete;
  StableStack& operator=(const StableStack&) = delete;
  StableStack(StableStack&&) = delete;
  StableStack& operator=(StableStack&&) = delete;
  ~StableStack() {
    shrink(0);
    std::vector<std::unique_ptr<Chunk>>& kept = spare();
    while (!chunks_.empty() && kept.size() < kMostSpare) {
      kept.push_back(std::move(chunks_.back()));
      chunks_.pop_back();
    }
  }

  template <typename... Args>
  T& emplace_back(Args&&... args) {
    if (size_ == chunks_.size() * kChunk) grow();
    T* const made = std::construct_at(place(size_), std::forward<Args>(args)...);
    ++size_;
    return *made;
  }
  void shrink(std::size_t size) {
    while (size_ > size) std::destroy_at(place(--size_));
  }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Chunk {
    alignas(T) std::array<std::byte, sizeof(T) * kChunk> bytes;
  };
  static constexpr std::size_t kMostSpare = 256;
  static std::vector<std::unique_ptr<Chunk>>& spare() {
    thread_local std::vector<std::unique_ptr<Chunk>> kept;
    return kept;
  }
  void grow() {
    std::vector<std::unique_ptr<Chunk>>& kept = spare();
    if (kept.empty()) {
      chunks_.push_back(std::make_unique_for_overwrite<Chunk>());
    } else {
      chunks_.push_back(std::move(kept.back()));
      kept.pop_back();
    }
  }
  T* place(std::size_t i) {
    return reinterpret_cast<T*>(chunks_[i / kChunk]->bytes.data()) + i % kChunk;  // NOLINT: raw storage
  }

  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;
};

/// Owns values and provenance sets of one interpretation.
class Arena {
 public:
  ValueData* make(Kind kind) {
    ValueData& made = values_.emplace_back();
    made.kind = kind;
    return &made;
  }
  Value unknown(Provenance prov = nullptr, ValueType type = ValueType::kUnknown, std::string_view why = {});
  Value none() const { return &none_; }
  Value boolean(bool value) const { return value ? &true_ : &false_; }
  Value integer(std::int64_t value, Provenance prov = nullptr);
  Value number(double value, Provenance prov = nullptr);
  Value str(std::string text, Provenance prov = nullptr);
  /// A pattern; becomes kStr when it has no hole and kUnknown(string) when it is one hole only.
  Value text(std::string pattern, Provenance prov = nullptr);
  Value tuple(std::vector<Value> items, bool open = false, Provenance prov = nullptr);
  Value object(ObjId id, Provenance prov = nullptr);
  Value external(std::string qualified);
  Value method(Value self, std::string name);
  Value with_prov(Value v, Provenance prov);
  Value with_where(Value v, Span where);

  Provenance prov(Origin origin);
  /// Origins of both; a set that already holds more than `limit` stays as large.
  Provenance join(Provenance a, Provenance b, std::size_t limit = kMaxOrigins);

  [[nodiscard]] std::size_t size() const { return values_.size(); }

  /// Work that grew with what was gone through, in the units of the interpreter's steps, until it asks.
  void add_work(std::size_t items) { work_ += items / kItemsOfStep; }
  [[nodiscard]] std::uint64_t take_work() { return std::exchange(work_, 0); }
  /// Everything made after `mark()` is freed by `release()`; nothing may refer to it any more.
  struct Mark {
    std::size_t values;
    std::size_t origins;
  };
  [[nodiscard]] Mark mark() const { return {values_.size(), origins_.size()}; }
  void release(Mark mark) {
    values_.shrink(mark.values);
    origins_.shrink(mark.origins);
  }
  Arena();

 private:
  static constexpr std::size_t kItemsOfStep = 64;
  std::uint64_t work_ = 0;
  StableStack<ValueData, 64> values_;
  StableStack<Origins, 64> origins_;
  std::uint32_t identities_ = 0;
  ValueData none_, true_, false_;
};

/// Same constant (Python equality of None, bool, int, float, str, bytes).
[[nodiscard]] bool SameConst(Value a, Value b);
/// Structurally the same value (constants, references to the same object, …), provenance aside.
[[nodiscard]] bool SameValue(Value a, Value b);

/// str(value) as Python prints it, as a Text; tuples and unknowns give patterns/unknown.
[[nodiscard]] std::string EscapePattern(std::string_view literal);
[[nodiscard]] std::string UnescapePattern(std::string_view pattern);
/// repr of a float as CPython prints it.
[[nodiscard]] std::string FloatRepr(double value);
[[nodiscard]] std::string StringRepr(std::string_view text);

}  // namespace tracklint::interpret
