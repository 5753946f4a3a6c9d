// What decides when a loop ends: options that a condition around a `break` or of a `while` depends on.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

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

/// `for epoch in range(EPOCHS)`, also within tqdm() and enumerate(): how often the loop goes round, where the code sets
/// it and its name says that it counts rounds. Without a value otherwise (so for what is computed from the data).
Interpreter::LoopCount Interpreter::loop_count(bind::ExprId iterable, bind::ExprId target) {
  constexpr int kDeepest = 3;
  bind::ExprId at = iterable;
  bool ranges = false;
  for (int i = 0; i < kDeepest && !ranges; ++i) {
    const bind::Expr& e = tree().at(at);
    if (e.kind != ExprKind::kCall || e.items.size() == 0) return {};
    const bind::Expr& callee = tree().at(e.a);
    if (callee.kind != ExprKind::kName && callee.kind != ExprKind::kAttribute) return {};
    const std::string_view name = names_.text(callee.name);
    ranges = name == "range" || name == "trange";
    if (!ranges && !knowledge::Plays(name, knowledge::Role::kWalks)) return {};
    const bind::Arg& first = tree().args[e.items.begin];
    const bool two = ranges && e.items.size() > 1 && tree().args[e.items.begin + 1].kind == bind::ArgKind::kPositional;
    const bind::Arg& taken = two ? tree().args[e.items.begin + 1] : first;
    if (taken.kind != bind::ArgKind::kPositional || (ranges && e.items.size() > 2 && name == "range")) return {};
    at = taken.value;
  }
  if (!ranges) return {};
  const Span where = span(tree().at(at));
  // `range(1, epochs + 1)`
  if (tree().at(at).kind == ExprKind::kBinary && tree().at(at).op == bind::Op::kAdd) {
    const bind::Expr& sum = tree().at(at);
    at = tree().at(sum.b).kind == ExprKind::kInt ? sum.a : sum.b;
  }
  const bind::Expr& e = tree().at(at);
  std::string name;
  if (e.kind == ExprKind::kName || e.kind == ExprKind::kAttribute) {
    name = names_.text(e.name);
  } else if (e.kind == ExprKind::kSubscript && tree().at(e.b).kind == ExprKind::kString) {
    name = tree().strings[tree().at(e.b).extra];
  } else if (e.kind == ExprKind::kInt && tree().at(target).kind == ExprKind::kName) {
    name = names_.text(tree().at(target).name);
  }
  if (name.empty() || !knowledge::HasWordOf(name, knowledge::Role::kRepeats)) return {};
  if (e.kind == ExprKind::kInt && !name.ends_with('s')) name += 's';  // `for epoch in range(5)`
  Value v = eval(at);
  const Provenance prov = prov_of(v);
  const bool set = IsConst(v) || (prov != nullptr && std::all_of(prov->begin(), prov->end(), [](const Origin& o) {
                                    return o.kind == OriginKind::kOption || o.kind == OriginKind::kConfig ||
                                           o.kind == OriginKind::kLiteral;
                                  }));
  if (!set) return {};
  // where the number is written: `EPOCHS = 10`, `train(net, epochs=10)`
  return LoopCount{std::move(name), v, IsConst(v) && v->where.valid() ? v->where : where};
}

/// `enumerate(loader)`, `tqdm(enumerate(loader))`, `zip(a, b)`: what the loop walks through behind them.
std::vector<Value> Interpreter::loop_sources(bind::ExprId iterable) {
  constexpr int kDeepest = 3;
  std::vector<Value> out;
  std::vector<std::pair<bind::ExprId, int>> open{{iterable, 0}};
  while (!open.empty()) {
    const auto [at, depth] = open.back();
    open.pop_back();
    const bind::Expr& e = tree().at(at);
    if (e.kind == ExprKind::kName || e.kind == ExprKind::kAttribute) {
      if (depth > 0) out.push_back(eval(at));
      continue;
    }
    if (e.kind != ExprKind::kCall || depth >= kDeepest) continue;
    const bind::Expr& callee = tree().at(e.a);
    if (callee.kind != ExprKind::kName && callee.kind != ExprKind::kAttribute) continue;
    if (!knowledge::Plays(names_.text(callee.name), knowledge::Role::kWalks)) continue;
    for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
      if (tree().args[i].kind == bind::ArgKind::kPositional) open.emplace_back(tree().args[i].value, depth + 1);
    }
  }
  return out;
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
