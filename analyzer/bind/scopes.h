// Name resolution of one module. While the tree is lowered, names are only noted (`use`, `bind`);
// when all bindings are known, `finish` decides where each is found, as Python does.
//
// Frames are what encloses a name textually: a scope of the tree, a comprehension, or the type
// parameters of a generic definition. The latter two have no scope of their own in the tree: their
// names are hidden slots of the scope around them. Private to bind.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/bind/flat_map.h"
#include "analyzer/bind/tree.h"

namespace tracklint::bind {

enum class FrameId : std::uint32_t {};
/// A name used in a frame; after `finish` an index into Tree::refs.
using UseId = std::uint32_t;

class Scopes {
 public:
  /// Makes the module scope, frame 0. `tree` must outlive this.
  explicit Scopes(Tree& tree);

  FrameId enter_scope(FrameId parent, ScopeKind kind);
  FrameId enter_comprehension(FrameId parent) { return enter(parent, FrameKind::kComprehension); }
  FrameId enter_type_parameters(FrameId parent) { return enter(parent, FrameKind::kTypeParameters); }

  /// The scope of the tree in which the frame's code stands.
  [[nodiscard]] ScopeId scope(FrameId frame) const { return at(frame).scope; }
  [[nodiscard]] ScopeKind scope_kind(FrameId frame) const { return tree_.at(scope(frame)).kind; }
  /// The nearest frame, this or further out, that is not a comprehension: where `:=` binds.
  [[nodiscard]] FrameId binding_frame(FrameId frame) const;

  /// Notes that `name` is read or written in `frame`.
  UseId use(FrameId frame, NameId name);
  /// Notes that code of `frame` binds `name` (unless declared global or nonlocal).
  void bind(FrameId frame, NameId name);
  /// A parameter: always a slot of its own scope.
  std::uint32_t declare(FrameId frame, NameId name);
  void declare_global(FrameId frame, NameId name);
  void declare_nonlocal(FrameId frame, NameId name);

  /// Fills Tree::refs.
  void finish();

 private:
  enum class FrameKind : std::uint8_t { kScope, kComprehension, kTypeParameters };
  struct Frame {
    FrameKind kind = FrameKind::kScope;
    FrameId parent{0};
    ScopeId scope = kNoScope;
    bool has_declarations = false;  ///< global or nonlocal
  };
  struct Use {
    FrameId frame;
    NameId name;
  };

  FrameId enter(FrameId parent, FrameKind kind);
  [[nodiscard]] const Frame& at(FrameId id) const { return frames_[static_cast<std::size_t>(id)]; }
  static std::uint64_t Key(FrameId frame, NameId name) {
    return (std::uint64_t{static_cast<std::uint32_t>(frame)} << 32U) | static_cast<std::uint32_t>(name);
  }
  std::uint32_t add_slot(ScopeId id, NameId name, bool hidden);
  [[nodiscard]] Ref resolve(Use wanted);
  [[nodiscard]] Ref global(NameId name, std::uint32_t hops);

  Tree& tree_;
  std::vector<Frame> frames_;
  std::vector<Use> uses_;
  FlatMap use_ids_;
  FlatMap slots_;         ///< names bound by a frame
  FlatMap declarations_;  ///< 1: global, 2: nonlocal
  FlatMap globals_;       ///< module slots of names the module's own code does not bind
};

}  // namespace tracklint::bind
