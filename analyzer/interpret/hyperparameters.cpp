// Hyperparameters of training calls: which arguments count, and what covers them.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using knowledge::CallInfo;

using knowledge::Effect;

namespace {

bool Listed(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// `torch.cat`, `numpy.zeros`: a function (no class) right below a library of arrays.
bool IsArrayFunction(std::string_view name) {
  const std::size_t first = name.find('.');
  const std::size_t last = name.rfind('.');
  if (first == std::string_view::npos || first != last || last + 1 >= name.size()) return false;
  const char initial = name[last + 1];
  return initial >= 'a' && initial <= 'z' && knowledge::Plays(name.substr(0, first), knowledge::Role::kArrays);
}

/// The class of a tokenizer or processor: `transformers.AutoTokenizer.from_pretrained`.
bool Prepares(std::string_view name) {
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('.', at), name.size());
    const std::string_view part = name.substr(at, end - at);
    const bool is_class = !part.empty() && part[0] >= 'A' && part[0] <= 'Z';
    if (is_class && knowledge::HasWordOf(part, knowledge::Role::kPrepares)) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

void Interpreter::add_hyperparameter(Training& training, std::string name, Value v, Span where) {
  for (const Hyperparameter& h : training.hyperparameters) {
    if (h.name == name && h.where == where) return;
  }
  if (training.hyperparameters.size() >= 100) return;
  Hyperparameter h;
  h.name = std::move(name);
  h.value = text_of(v);
  h.beside = beside_;
  h.where = v->where.valid() && !where.valid() ? v->where : where;
  if (const Provenance prov = prov_of(v, 2); prov != nullptr) {
    h.origins = *prov;
    for (const Origin& o : *prov) {
      if (o.kind == OriginKind::kOption &&
          std::find(training.options.begin(), training.options.end(), o.id) == training.options.end())
        training.options.push_back(o.id);
    }
  }
  training.hyperparameters.push_back(std::move(h));
}

/// What a search tries: every name of its space is set by it.
void Interpreter::add_search_space(Training& training, Value space, int depth) {
  if (depth > 3) return;
  if (space->kind == Kind::kUnion || space->kind == Kind::kTuple) {
    for (Value v : space->items) add_search_space(training, v, depth + 1);
    return;
  }
  if (!IsObject(space)) {
    training.open_hyperparameters = true;
    return;
  }
  const Object o = obj(space);
  if (o.kind == ObjKind::kList) {
    for (Value v : o.items) add_search_space(training, v, depth + 1);
  } else if (o.kind == ObjKind::kDict) {
    for (const DictItem& item : o.entries) {
      if (item.key->kind != Kind::kStr) continue;
      // the parts of a pipeline may be tried too: `("model", [Ridge(), Lasso()])` is no value
      const std::size_t prefix = item.key->s.rfind("__");
      const std::string_view name = std::string_view(item.key->s).substr(prefix == std::string::npos ? 0 : prefix + 2);
      if (knowledge::IsNeverHyperparameter(name) || name == "random_state" || name == "seed") continue;
      const auto values = known_items(item.value, 64);
      if (values.has_value() && std::any_of(values->begin(), values->end(),
                                            [&](Value v) { return IsObject(v) && obj(v).type == ValueType::kModel; }))
        continue;
      add_hyperparameter(training, item.key->s, arena_.unknown(prov_of(item.value, 2)), item.where);
    }
  }
  if (o.open) training.open_hyperparameters = true;
}

/// The arguments, explicitly written, of an estimator and of the estimators and transformers in it.
void Interpreter::add_hyperparameters(Training& training, Value model, int depth) {
  if (depth > 5 || !IsObject(model)) {
    if (model->kind == Kind::kUnion && depth <= 5) {
      for (Value v : model->items) add_hyperparameters(training, v, depth + 1);
    }
    if (model->kind == Kind::kTuple && depth <= 5) {
      for (Value v : model->items) add_hyperparameters(training, v, depth + 1);
    }
    return;
  }
  const Object o = obj(model);
  const std::vector<Index> outer = std::exchange(beside_, o.spread);
  struct Restore {
    std::vector<Index>& now;
    const std::vector<Index>& before;
    ~Restore() { now = before; }
  } const restore{beside_, outer};
  if (o.kind == ObjKind::kList) {
    for (Value v : o.items) add_hyperparameters(training, v, depth + 1);
    return;
  }
  if (o.kind == ObjKind::kDict) {
    for (const DictItem& item : o.entries) add_hyperparameters(training, item.value, depth + 1);
    return;
  }
  if (o.kind == ObjKind::kInstance) {
    // a class of the code: its constructor names the positional arguments
    if (o.cls == nullptr || o.name.empty()) return;
    Value init = class_attr(o.cls->obj, names_.intern("__init__"));
    std::vector<std::string_view> params;
    const bind::Function* fn = nullptr;
    if (init != nullptr && init->kind == Kind::kFunction) {
      fn = &graph_.module(init->module).record->tree.at(init->function);
      for (std::size_t i = 1; i < fn->params.size(); ++i) params.push_back(names_.text(fn->params[i].name));
    }
    const std::size_t first = training.hyperparameters.size();
    for (std::size_t i = 0; i < o.items.size(); ++i) {
      const std::string name = i < params.size() ? std::string(params[i]) : "arg" + std::to_string(i);
      consider_hyperparameter(training, nullptr, name, o.items[i], o.items[i]->where, depth);
    }
    for (const DictItem& item : o.entries)
      consider_hyperparameter(training, nullptr, item.key->s, item.value, item.where, depth);
    const std::size_t given = training.hyperparameters.size();
    for (const Attribute& a : o.attrs) {
      if (holds_settings(a.value)) add_hyperparameters(training, a.value, depth + 1);
    }
    drop_handed_on(training, first, given);
    return;
  }
  if (o.kind != ObjKind::kLibrary) return;
  const CallInfo* info = knowledge::Find(o.name);
  if (info == nullptr && IsArrayFunction(o.name)) return;
  if (Prepares(o.name)) return;  // the model that it belongs to is named by itself
  // the layers of a network are its definition, not arguments of its training; an option counts all the same
  const bool layer = info != nullptr && info->effect == Effect::kModule && !o.name.ends_with("Loss");
  const auto defines = [&](Value v, std::string_view name) {
    const Provenance prov = layer ? prov_of(v) : nullptr;
    if (name == "optimizer" || name == "loss" || name == "loss_weights") return false;  // given by compile()
    return layer && (prov == nullptr || std::none_of(prov->begin(), prov->end(), [](const Origin& origin) {
                       return origin.kind == OriginKind::kOption;
                     }));
  };
  const auto searched = [&](std::string_view name) {
    return info != nullptr && info->effect == Effect::kSearch && !name.empty() && name == info->mapping_param;
  };
  // what an optimizer moves
  const auto takes_weights = [&](std::string_view name) {
    return info != nullptr && info->effect == Effect::kOptimizer && name == "params" && name != info->mapping_param;
  };
  // the arguments of a logger say where the record goes
  const auto writes_record = [&](std::string_view name) {
    return info != nullptr && info->effect == Effect::kTrainer && name == "logger";
  };
  const auto is_grid_builder = [&](Value v) { return IsObject(v) && obj(v).kind == ObjKind::kLibrary; };
  for (std::size_t i = 0; i < o.items.size(); ++i) {
    const std::string name = info != nullptr && i < info->params.size() ? std::string(info->params[i]) : std::string();
    Value v = o.items[i];
    if (searched(name)) {
      add_search_space(training, v, depth);
      continue;
    }
    if (takes_weights(name)) continue;
    if (name.empty() || IsObject(v) || v->kind == Kind::kTuple) add_hyperparameters(training, v, depth + 1);
    if (!name.empty() && !defines(v, name)) consider_hyperparameter(training, info, name, v, v->where, depth);
  }
  for (const DictItem& item : o.entries) {
    if (item.key->kind != Kind::kStr) continue;
    if (searched(item.key->s) && !is_grid_builder(item.value)) {
      add_search_space(training, item.value, depth);
      continue;
    }
    if (takes_weights(item.key->s) || writes_record(item.key->s)) continue;
    if (item.key->s == "callbacks") {
      add_callbacks(training, item.value);
      continue;
    }
    if (IsObject(item.value) || item.value->kind == Kind::kTuple) add_hyperparameters(training, item.value, depth + 1);
    if (!defines(item.value, item.key->s))
      consider_hyperparameter(training, info, item.key->s, item.value, item.where, depth);
  }
  if (o.open) training.open_hyperparameters = true;
}

/// An attribute of a class of the code with settings of its own: an estimator, an optimizer, a pretrained network or one
/// made with such settings (`get_peft_model(network, LoraConfig(r=8))`); the layers of a network are its definition.
bool Interpreter::holds_settings(Value v) {
  if (!IsObject(v) || obj(v).kind != ObjKind::kLibrary || obj(v).type != ValueType::kModel) return false;
  const Object& o = obj(v);
  const auto sets = [&](Value part) {
    const CallInfo* info = knowledge::Find(library_class(part));
    return info != nullptr && obj(part).kind == ObjKind::kLibrary &&
           (info->effect == Effect::kOptimizer || info->effect == Effect::kEstimator || info->effect == Effect::kMeta ||
            (info->effect == Effect::kLoadModel && !info->any_object));
  };
  if (sets(v)) return true;
  return std::any_of(o.items.begin(), o.items.end(), sets) ||
         std::any_of(o.entries.begin(), o.entries.end(), [&](const DictItem& item) { return sets(item.value); });
}

/// Of the hyperparameters from `given` on, those go whose value one of `first` to `given` has handed on: it is named once,
/// where it was given.
void Interpreter::drop_handed_on(Training& training, std::size_t first, std::size_t given) {
  const auto handed_on = [&](const Hyperparameter& h) {
    for (std::size_t i = first; i < given; ++i) {
      const Origins& origins = training.hyperparameters[i].origins;
      if (std::any_of(h.origins.begin(), h.origins.end(), [&](const Origin& o) {
            return o.kind == OriginKind::kLiteral && std::find(origins.begin(), origins.end(), o) != origins.end();
          }))
        return true;
    }
    return false;
  };
  std::vector<Hyperparameter> kept;
  for (std::size_t i = 0; i < training.hyperparameters.size(); ++i) {
    if (i < given || !handed_on(training.hyperparameters[i])) kept.push_back(training.hyperparameters[i]);
  }
  training.hyperparameters = std::move(kept);
}

/// Callbacks given to a trainer or a training call: those that decide when it ends or how fast it learns.
void Interpreter::add_callbacks(Training& training, Value callbacks) {
  for (Value v : known_items(callbacks, 32).value_or(std::vector<Value>{callbacks})) {
    const CallInfo* info = knowledge::Find(library_class(v));
    if (info != nullptr && info->effect == Effect::kOptimizer) add_hyperparameters(training, v, 0);
  }
}

void Interpreter::consider_hyperparameter(Training& training, const CallInfo* info, const std::string& name, Value v,
                                          Span where, int depth) {
  (void)depth;
  if (name.empty()) return;
  if (info == nullptr &&
      (knowledge::IsNeverHyperparameter(name) || knowledge::Plays(name, knowledge::Role::kDimension) ||
       knowledge::Plays(name, knowledge::Role::kData) ||
       knowledge::Plays(std::string_view(name).substr(name.rfind('_') + 1), knowledge::Role::kOperational) ||
       knowledge::HasWordOf(name, knowledge::Role::kPath)))
    return;
  if (info != nullptr &&
      (Listed(info->not_hyperparameters, name) || name == info->seed_param || name == info->object_param))
    return;
  // the parts of a composed estimator are looked at one by one
  if (knowledge::Plays(name, knowledge::Role::kPart) && v->kind != Kind::kInt && v->kind != Kind::kFloat) return;
  if (info != nullptr && (info->effect == Effect::kDataLoader &&
                          (name == "dataset" || name == "shuffle" || name == "sampler" || name == "drop_last")))
    return;
  if (info != nullptr && info->effect == Effect::kTransformer && info->params.empty()) return;
  // objects (estimators, data, functions) are no values of their own
  if (IsObject(v)) {
    const Object& o = obj(v);
    if (o.kind == ObjKind::kLibrary) return;
    if (o.kind == ObjKind::kInstance || o.kind == ObjKind::kGenerator || o.kind == ObjKind::kClass) return;
    if (info != nullptr && !info->mapping_param.empty() && name == info->mapping_param && o.kind == ObjKind::kDict)
      return;
  }
  if (v->kind == Kind::kNone || v->kind == Kind::kFunction || v->kind == Kind::kBound || v->kind == Kind::kModule)
    return;
  if (type_of(v) == ValueType::kData || (v->kind == Kind::kUnknown && v->s == "shape")) return;
  // a value derived from the data is none
  if (const Provenance prov = prov_of(v);
      prov != nullptr && std::any_of(prov->begin(), prov->end(), [](const Origin& origin) {
        return origin.kind == OriginKind::kRead || origin.kind == OriginKind::kGenerated;
      }))
    return;
  add_hyperparameter(training, name, v, where);
}

}  // namespace tracklint::interpret
