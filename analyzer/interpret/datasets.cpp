// Data that reaches a training through code of the repository: data sets with __getitem__ or __iter__ that a loader
// draws from, data modules, and the losses of hand-written loops.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

namespace {
constexpr int kMaxDepth = 5;
constexpr std::size_t kMaxParts = 8;
constexpr std::string_view kItems[] = {"__getitem__", "__iter__"};
constexpr std::string_view kDataModule[] = {"prepare_data", "setup", "train_dataloader", "val_dataloader"};
}  // namespace

/// An instance of a class of the code that gives items of data, or loaders of them.
bool Interpreter::is_data_class(Value v) {
  if (!IsObject(v) || !s_.has(v->obj) || obj(v).kind != ObjKind::kInstance || obj(v).cls == nullptr) return false;
  const auto has = [&](std::string_view name) {
    Value method = class_attr(obj(v).cls->obj, names_.intern(name));
    return method != nullptr && method->kind == Kind::kFunction;
  };
  return has("__getitem__") || has("train_dataloader") || (has("__iter__") && !obj(v).name.empty());
}

/// Origins of the items that a loader draws from data sets written in the code: their methods run now.
Provenance Interpreter::drawn_prov(Value v, int depth) {
  if (depth > kMaxDepth || !live_ || stack_.size() >= 30) return nullptr;
  Provenance prov = nullptr;
  if (v->kind == Kind::kTuple || v->kind == Kind::kUnion) {
    for (std::size_t i = 0; i < v->items.size() && i < kMaxParts; ++i)
      prov = arena_.join(prov, drawn_prov(v->items[i], depth + 1));
    return prov;
  }
  if (!IsObject(v) || !s_.has(v->obj)) return nullptr;
  const Object o = obj(v);  // what runs below may replace the heap it stands in
  if (o.kind == ObjKind::kList || (o.kind == ObjKind::kLibrary && o.type != ValueType::kModel)) {
    for (std::size_t i = 0; i < o.items.size() && i < kMaxParts; ++i)
      prov = arena_.join(prov, drawn_prov(o.items[i], depth + 1));
    for (std::size_t i = 0; i < o.entries.size() && i < kMaxParts; ++i)
      prov = arena_.join(prov, drawn_prov(o.entries[i].value, depth + 1));
    return prov;
  }
  if (!is_data_class(v)) return nullptr;
  const Index run = s_.tracking->active.empty() ? kNoIndex : s_.tracking->active.back().run;
  const auto [at, fresh] = drawn_.try_emplace({v->obj, run}, nullptr);
  if (!fresh) return at->second;
  Call via;
  via.name = "iter";
  via.self = v;
  const auto run_method = [&](std::string_view name, const std::vector<Value>& with) {
    Value method = class_attr(obj(v).cls->obj, names_.intern(name));
    if (method == nullptr || method->kind != Kind::kFunction) return false;
    via.where = method->where;
    last_callback_ = arena_.unknown();
    call_back(bind_method(method, v, obj(v).cls->obj, via.where), via, with, true);
    prov = arena_.join(prov, arena_.join(data_prov(prov_of(last_callback_, 3)), drawn_prov(last_callback_, depth + 1)));
    return true;
  };
  for (const std::string_view name : kItems) {
    std::vector<Value> with;
    if (name == "__getitem__") with.push_back(arena_.unknown(nullptr, ValueType::kNumber));
    if (run_method(name, with)) break;
  }
  for (const std::string_view name : kDataModule) run_method(name, {});
  drawn_[{v->obj, run}] = prov;
  return prov;
}

/// The loader carries what the items of its data sets carry.
void Interpreter::draw_from(Value loader) {
  if (!IsObject(loader) || !s_.has(loader->obj) || obj(loader).kind != ObjKind::kLibrary ||
      obj(loader).type != ValueType::kData)
    return;
  if (const Provenance prov = drawn_prov(loader); prov != nullptr && s_.has(loader->obj))
    edit(loader->obj).prov = arena_.join(obj(loader).prov, prov);
}

/// What goes through this loader or augmentation knows it.
void Interpreter::note_passage(Value object, Span where) {
  Index id = 0;
  while (id < passed_.size() && passed_[id].first != where) ++id;
  if (id == passed_.size()) passed_.emplace_back(where, object);
  passed_[id].second = object;
  edit(object->obj).prov = arena_.join(obj(object).prov, arena_.prov({OriginKind::kPassed, id}));
}

/// The augmentations among the arguments of what reads data: `ImageFolder(root, transform=…)`.
Provenance Interpreter::passed_by(const Call& call) {
  const Provenance given = arguments_prov(call);
  Provenance out = nullptr;
  for (const Origin& o : given == nullptr ? Origins{} : *given) {
    if (o.kind == OriginKind::kPassed) out = arena_.join(out, arena_.prov(o));
  }
  return out;
}

/// The arguments of the loaders and augmentations that the data (or a network) went through. A data module has loaders for
/// other ends too.
void Interpreter::flow_passed(Training& training, Value v) {
  if (IsObject(v) && obj(v).kind == ObjKind::kInstance && obj(v).cls != nullptr &&
      class_attr(obj(v).cls->obj, names_.intern("train_dataloader")) != nullptr)
    return;
  const Provenance prov = arena_.join(prov_of(v, 3), drawn_prov(v));
  for (const Origin& o : prov == nullptr ? Origins{} : *prov) {
    if (o.kind != OriginKind::kPassed || o.id >= passed_.size()) continue;
    const Object through = obj(passed_[o.id].second);
    const knowledge::CallInfo* info = knowledge::Find(through.name);
    if (info == nullptr) continue;
    for (std::size_t i = 0; i < through.items.size() && i < info->params.size(); ++i)
      consider_hyperparameter(training, info, std::string(info->params[i]), through.items[i], through.items[i]->where,
                              0);
    for (const DictItem& item : through.entries)
      consider_hyperparameter(training, info, item.key->s, item.value, item.where, 0);
  }
}

/// `loss.backward()`, `accelerator.backward(loss)`, `tape.gradient(loss, …)`: the loss knows its data.
void Interpreter::note_loss(Value self, Call& call) {
  loss_data_ = arena_.join(loss_data_, data_prov(prov_of(self, 3)));
  if (!call.args.positional.empty())
    loss_data_ = arena_.join(loss_data_, data_prov(prov_of(call.args.positional[0].value, 3)));
}

/// The data of the losses since the last step flows into the training that takes the step.
void Interpreter::flow_losses(Training& training) {
  const Provenance prov = std::exchange(loss_data_, nullptr);
  if (prov == nullptr) return;
  for (const Origin& o : *prov) {
    const bool data = o.kind == OriginKind::kRead || o.kind == OriginKind::kGenerated;
    if (data && o.id < out_.entry.reads.size() &&
        std::find(training.reads.begin(), training.reads.end(), o.id) == training.reads.end())
      training.reads.push_back(o.id);
    if (o.kind == OriginKind::kRandom) flow_split(training, o.id);
  }
}

/// A seed that is not None is among the arguments.
bool Interpreter::has_seed(const knowledge::CallInfo& info, const Call& made) {
  Value seed = argument_named(made, info, info.seed_param);
  return seed != nullptr && seed->kind != Kind::kNone;
}

}  // namespace tracklint::interpret
