// What decides when a loop ends: options that a condition around a `break` or of a `while` depends on.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

using bind::ExprKind;
using bind::StmtKind;

/// The options that a condition depends on, through names, attributes and the objects whose methods it calls.
Provenance Interpreter::condition_options(bind::ExprId condition, int depth) {
  constexpr int kDeepest = 6;
  if (condition == bind::kNoExpr || depth > kDeepest) return nullptr;
  const bind::Expr& e = tree().at(condition);
  Provenance out = nullptr;
  const auto add = [&](Provenance prov) {
    if (prov == nullptr) return;
    for (const Origin& o : *prov) {
      if (o.kind == OriginKind::kOption) out = arena_.join(out, arena_.prov(o));
    }
  };
  switch (e.kind) {
    case ExprKind::kName: {
      Value v = read_ref(tree().refs[e.extra], e.name);
      add(prov_of(v));
      if (!IsObject(v) || obj(v).kind != ObjKind::kInstance) break;
      // `if stopper.stop: break`: the object was made with the patience
      const Object o = obj(v);
      for (Value given : o.items) add(prov_of(given));
      for (const DictItem& item : o.entries) add(prov_of(item.value));
      break;
    }
    case ExprKind::kAttribute: {
      const bind::Expr& of = tree().at(e.a);
      if (of.kind == ExprKind::kName) {  // args.patience, not all of args
        Value self = read_ref(tree().refs[of.extra], of.name);
        if (!IsObject(self) || obj(self).kind != ObjKind::kInstance) {
          add(prov_of(get_attr(self, e.name, {})));
          break;
        }
        add(prov_of(get_attr(self, e.name, {})));
      }
      add(condition_options(e.a, depth + 1));
      break;
    }
    case ExprKind::kCall: add(condition_options(e.a, depth + 1)); break;
    case ExprKind::kUnary: add(condition_options(e.a, depth + 1)); break;
    case ExprKind::kBinary:
      add(condition_options(e.a, depth + 1));
      add(condition_options(e.b, depth + 1));
      break;
    case ExprKind::kBoolean:
    case ExprKind::kCompare:
      for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) add(condition_options(tree().exprs[i], depth + 1));
      break;
    default: break;
  }
  return out;
}

/// The loop around goes on or ends by this condition.
void Interpreter::note_loop_bound(bind::ExprId condition) {
  constexpr std::size_t kMost = 16;
  const Provenance options = condition_options(condition, 0);
  if (options == nullptr || loop_bounds_.size() >= kMost) return;
  const bool known = std::any_of(loop_bounds_.begin(), loop_bounds_.end(), [&](Value v) { return v->prov == options; });
  if (!known) loop_bounds_.push_back(arena_.unknown(options));
}

/// The end of a loop: what decides when it ends decides what its trainings learn.
void Interpreter::leave_loop(std::size_t outer_bounds, std::size_t outer_steps) {
  for (std::size_t i = outer_steps; i < loop_steps_.size(); ++i) {
    for (Value bound : loop_bounds_) add_open_hyperparameters(out_.entry.trainings[loop_steps_[i]], bound);
  }
  loop_bounds_.resize(std::min(outer_bounds, loop_bounds_.size()));
  if (--loop_depth_ == 0) loop_steps_.clear();
}

/// A branch that leaves the loop it stands in.
bool Interpreter::breaks(const bind::Range& block) {
  for (std::uint32_t i = block.begin; i < block.end; ++i) {
    const bind::Stmt& stmt = tree().at(tree().blocks[i]);
    if (stmt.kind == StmtKind::kBreak) return true;
    if (stmt.kind == StmtKind::kIf && (breaks(stmt.body) || breaks(stmt.orelse))) return true;
  }
  return false;
}

}  // namespace tracklint::interpret
