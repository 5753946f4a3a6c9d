#include "analyzer/bind/scopes.h"

#include <algorithm>

namespace tracklint::bind {
namespace {
constexpr FrameId kModuleFrame{0};
constexpr ScopeId kModuleScope{0};
constexpr std::uint32_t kGlobalDeclaration = 1;
constexpr std::uint32_t kNonlocalDeclaration = 2;
}  // namespace

Scopes::Scopes(Tree& tree) : tree_(tree) {
  tree_.scopes.emplace_back();
  frames_.push_back({FrameKind::kScope, kModuleFrame, kModuleScope, false});
}

FrameId Scopes::enter_scope(FrameId parent, ScopeKind kind) {
  const ScopeId outer = scope(parent);
  const ScopeId id{static_cast<std::uint32_t>(tree_.scopes.size())};
  Scope& made = tree_.scopes.emplace_back();
  made.kind = kind;
  made.parent = outer;
  frames_.push_back({FrameKind::kScope, parent, id, false});
  return FrameId{static_cast<std::uint32_t>(frames_.size() - 1)};
}

FrameId Scopes::enter(FrameId parent, FrameKind kind) {
  frames_.push_back({kind, parent, scope(parent), false});
  return FrameId{static_cast<std::uint32_t>(frames_.size() - 1)};
}

FrameId Scopes::binding_frame(FrameId frame) const {
  while (at(frame).kind != FrameKind::kScope) frame = at(frame).parent;
  return frame;
}

UseId Scopes::use(FrameId frame, NameId name) {
  const auto next = static_cast<UseId>(uses_.size());
  const UseId id = use_ids_.insert(Key(frame, name), next);
  if (id == next) uses_.push_back({frame, name});
  return id;
}

std::uint32_t Scopes::add_slot(ScopeId id, NameId name, bool hidden) {
  Scope& scope = tree_.scopes[static_cast<std::size_t>(id)];
  scope.slots.push_back(name);
  scope.hidden.push_back(hidden);
  return static_cast<std::uint32_t>(scope.slots.size() - 1);
}

std::uint32_t Scopes::declare(FrameId frame, NameId name) {
  const Frame& f = at(frame);
  const std::uint64_t key = Key(frame, name);
  const std::uint32_t known = slots_.find(key);
  if (known != FlatMap::kAbsent) return known;
  return slots_.insert(key, add_slot(f.scope, name, f.kind != FrameKind::kScope));
}

void Scopes::bind(FrameId frame, NameId name) {
  if (at(frame).has_declarations && declarations_.find(Key(frame, name)) != FlatMap::kAbsent) return;
  declare(frame, name);
}

void Scopes::declare_global(FrameId frame, NameId name) {
  frame = binding_frame(frame);
  if (frame == kModuleFrame) return;
  frames_[static_cast<std::size_t>(frame)].has_declarations = true;
  declarations_.insert(Key(frame, name), kGlobalDeclaration);
}

void Scopes::declare_nonlocal(FrameId frame, NameId name) {
  frame = binding_frame(frame);
  if (frame == kModuleFrame) return;
  frames_[static_cast<std::size_t>(frame)].has_declarations = true;
  declarations_.insert(Key(frame, name), kNonlocalDeclaration);
}

Ref Scopes::global(NameId name, std::uint32_t hops) {
  const std::uint64_t key = Key(kModuleFrame, name);
  const std::uint32_t bound = slots_.find(key);
  if (bound != FlatMap::kAbsent) return {hops == 0 ? RefKind::kLocal : RefKind::kGlobal, 0, bound};
  std::uint32_t slot = globals_.find(key);
  if (slot == FlatMap::kAbsent) slot = globals_.insert(key, add_slot(kModuleScope, name, false));
  return {RefKind::kGlobal, 0, slot};
}

Ref Scopes::resolve(Use wanted) {
  std::uint32_t hops = 0;     // scopes left so far
  bool in_class_body = true;  // not yet inside a function or comprehension, seen from the outside
  for (FrameId id = wanted.frame;; id = at(id).parent) {
    const Frame& frame = at(id);
    if (id == kModuleFrame) return global(wanted.name, hops);
    const bool is_scope = frame.kind == FrameKind::kScope;
    const bool is_class = is_scope && tree_.at(frame.scope).kind == ScopeKind::kClass;
    if (!is_class || in_class_body) {
      const std::uint64_t key = Key(id, wanted.name);
      const std::uint32_t declared = frame.has_declarations ? declarations_.find(key) : FlatMap::kAbsent;
      if (declared == kGlobalDeclaration) return global(wanted.name, hops + 1);
      const std::uint32_t slot = declared == FlatMap::kAbsent ? slots_.find(key) : FlatMap::kAbsent;
      if (slot != FlatMap::kAbsent) {
        if (hops == 0) return {RefKind::kLocal, 0, slot};
        if (frame.scope == kModuleScope) return {RefKind::kGlobal, 0, slot};
        return {RefKind::kEnclosing, static_cast<std::uint16_t>(hops), slot};
      }
    }
    if (frame.kind != FrameKind::kTypeParameters) in_class_body = false;
    if (is_scope) ++hops;
  }
}

void Scopes::finish() {
  tree_.refs.clear();
  tree_.refs.reserve(uses_.size());
  for (const Use& wanted : uses_) tree_.refs.push_back(resolve(wanted));
  Scope& module = tree_.scopes.front();
  for (std::uint32_t i = 0; i < module.slots.size(); ++i) {
    if (!module.hidden[i]) module.by_name.push_back(i);
  }
  std::ranges::stable_sort(module.by_name, {}, [&module](std::uint32_t slot) { return module.slots[slot]; });
}

}  // namespace tracklint::bind
