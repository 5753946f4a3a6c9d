// Training loops written by hand: backward() and a step of an optimizer, and what takes part in them.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using knowledge::CallInfo;
using knowledge::Effect;

namespace {

bool IsScheduler(std::string_view cls) {
  return cls.find("lr_scheduler") != std::string_view::npos || cls.find("Scheduler") != std::string_view::npos ||
         cls.find("schedule") != std::string_view::npos;
}

bool Contains(const std::vector<Value>& values, Value wanted) {
  return std::any_of(values.begin(), values.end(), [&](Value v) { return v->obj == wanted->obj; });
}

}  // namespace

/// `loss.backward()`: what the gradient comes from.
void Interpreter::note_backward(Value loss) {
  loop_loss_ = arena_.join(loop_loss_, prov_of(loss, 2));
  if (loss->kind == Kind::kUnknown && loss->obj != kNoObject && s_.has(loss->obj))
    note_loop_part(arena_.object(loss->obj));
}

/// Something other than model and optimizer that decides what the loops around learn: a scheduler, clipping, a loss.
void Interpreter::note_loop_part(Value part) {
  constexpr std::size_t kMost = 32;
  if (IsObject(part) && loop_parts_.size() < kMost && !Contains(loop_parts_, part)) loop_parts_.push_back(part);
}

/// The part belongs to this optimizer: it was made with it, with weights of its models, or with neither.
bool Interpreter::takes_part(Value part, Value optimizer, const std::vector<Value>& models) {
  if (!s_.has(part->obj)) return false;
  const Object o = obj(part);
  std::vector<Value> given = o.items;
  for (const DictItem& item : o.entries) given.push_back(item.value);
  std::vector<Value> moved;
  bool of_another = false;
  const auto of_this = [&](Value v) {
    if (!IsObject(v)) return false;
    if (v->obj == optimizer->obj) return true;
    const CallInfo* info = knowledge::Find(library_class(v));
    of_another = of_another || (info != nullptr && info->effect == Effect::kOptimizer);
    return false;
  };
  for (Value v : given) {
    // a scheduler of an optimizer that is one of two
    if (v->kind == Kind::kUnion ? std::any_of(v->items.begin(), v->items.end(), of_this) : of_this(v)) return true;
  }
  if (of_another) return false;
  for (Value v : given) collect_models(v, moved, 0);
  return moved.empty() || models.empty() ||
         std::any_of(moved.begin(), moved.end(), [&](Value m) { return Contains(models, m); });
}

/// `optimizer.step(closure)`: the optimizer calls it for the loss and its gradients.
void Interpreter::call_closure(Call& step) {
  Value closure = named(step.args, "closure");
  if (closure == nullptr && !step.args.positional.empty()) closure = step.args.positional[0].value;
  if (closure != nullptr &&
      (closure->kind == Kind::kFunction || closure->kind == Kind::kBound || closure->kind == Kind::kPartial))
    call_back(closure, step, {}, false);
}

/// A step of an optimizer: together with backward() it is a training loop.
Value Interpreter::optimizer_step(Value optimizer, Call& call) {
  if (!IsObject(optimizer)) return arena_.none();
  // scaler.step(optimizer); the optimizer may be one of two
  for (const Argument& a : call.args.positional) {
    if (a.value->kind != Kind::kUnion) continue;
    bool stepped = false;
    for (Value item : a.value->items) {
      if (!IsObject(item) || obj(item).kind != ObjKind::kLibrary) continue;
      const CallInfo* info = knowledge::Find(obj(item).name);
      if (info == nullptr || info->effect != Effect::kOptimizer || IsScheduler(obj(item).name)) continue;
      Call one = call;
      one.args.positional = {{item, bind::kNoName, a.where, a.where}};
      optimizer_step(optimizer, one);
      stepped = true;
    }
    if (stepped) return arena_.none();
  }
  for (const Argument& a : call.args.positional) {
    if (!IsObject(a.value) || obj(a.value).kind != ObjKind::kLibrary) continue;
    const CallInfo* info = knowledge::Find(obj(a.value).name);
    if (info != nullptr && info->effect == Effect::kOptimizer) optimizer = a.value;
  }
  const std::string cls = library_class(optimizer);
  if (IsScheduler(cls)) {
    note_loop_part(optimizer);
    return arena_.none();
  }
  call_closure(call);
  if (!live_) return arena_.none();
  const std::string library =
      cls.starts_with("torch") || cls.starts_with("transformers") ? "torch" : cls.substr(0, cls.find('.'));
  Call here = call;
  if (loop_span_.valid()) here.where = loop_span_;
  const Index id = add_training(library == "tensorflow" ? "keras" : library, "loop", cls, optimizer, here);
  Training t = std::move(out_.entry.trainings[id]);
  // the model whose parameters it moves
  const Object o = obj(optimizer);
  std::vector<Value> models;
  for (Value v : o.items) collect_models(v, models, 0);
  for (const DictItem& item : o.entries) collect_models(item.value, models, 0);
  for (Value m : models) {
    add_hyperparameters(t, m, 0);
    if (IsObject(m) && obj(m).kind == ObjKind::kInstance && obj(m).cls != nullptr) t.estimator = obj(obj(m).cls).name;
  }
  for (Value part : loop_parts_) {
    if (takes_part(part, optimizer, models)) add_hyperparameters(t, part, 0);
  }
  // a loop that starts a run for each of its rounds tries something as often, it does not train for longer
  const Index active = s_.tracking->active.empty() ? kNoIndex : s_.tracking->active.back().run;
  const auto tries = [&](const LoopCount& count) {
    return active != kNoIndex && active != count.run && s_.has_run(active) &&
           (s_.run(active).run.kind == RunKind::kWith || s_.run(active).run.kind == RunKind::kBare);
  };
  const auto first = std::find_if_not(loop_counts_.begin(), loop_counts_.end(), tries);
  const std::size_t bounding = first == loop_counts_.end() ? loop_data_.size() : first->data;
  for (std::size_t i = 0; i < loop_data_.size(); ++i) {
    Value d = loop_data_[i];
    if (i >= bounding) add_open_hyperparameters(t, d);  // options that bound the loop
    flow_data(t, d);
    flow_passed(t, d);
    if (IsObject(d) && obj(d).kind == ObjKind::kLibrary) add_hyperparameters(t, d, 0);
  }
  for (const LoopCount& count : loop_counts_) {
    if (tries(count)) continue;
    if (count.value != nullptr) consider_hyperparameter(t, nullptr, count.name, count.value, count.where, 0);
  }
  constexpr std::size_t kMostSteps = 256;
  if (loop_depth_ > 0 && loop_steps_.size() < kMostSteps) loop_steps_.push_back(id);
  flow_losses(t);
  if (loop_loss_ != nullptr) add_open_hyperparameters(t, arena_.unknown(std::exchange(loop_loss_, nullptr)));
  if (t.reads.empty() && loop_data_.empty()) t.data_seen = Tri::kUnknown;
  out_.entry.trainings[id] = std::move(t);
  link_reads(id);
  for (Value m : models) mark_fitted(m, id, 0);
  autolog_records(id, models.empty() ? nullptr : models[0]);
  return arena_.none();
}

/// model.parameters(): a list of weights that remember their model.
Value Interpreter::weights_of(Value model, std::string_view method) {
  std::vector<Value> models;
  collect_models(model, models, 0);
  if (models.empty()) return nullptr;
  Value weight = arena_.method(model, std::string(method));
  if (method.starts_with("named_")) weight = arena_.tuple({arena_.unknown(nullptr, ValueType::kString), weight});
  return make_list({weight}, true);
}

/// `model.parameters()`, groups of parameters: the models behind them.
void Interpreter::collect_models(Value v, std::vector<Value>& out, int depth) {
  if (depth > 5) return;
  if (v->kind == Kind::kMethod) return collect_models(v->items[0], out, depth + 1);
  if (v->kind == Kind::kTuple || v->kind == Kind::kUnion) {
    for (Value item : v->items) collect_models(item, out, depth + 1);
    return;
  }
  if (!IsObject(v)) return;
  const Object o = obj(v);
  if (o.kind == ObjKind::kInstance || (o.kind == ObjKind::kLibrary && o.type == ValueType::kModel)) {
    out.push_back(v);
  } else if (o.kind == ObjKind::kList) {
    for (Value item : o.items) collect_models(item, out, depth + 1);
  } else if (o.kind == ObjKind::kDict) {
    for (const DictItem& item : o.entries) collect_models(item.value, out, depth + 1);
  } else if (o.kind == ObjKind::kLibrary && o.cls != nullptr) {
    collect_models(o.cls, out, depth + 1);
  }
}

}  // namespace tracklint::interpret
