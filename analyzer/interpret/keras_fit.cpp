// Keras: what fit() measures after every epoch, as callbacks of the code and the history get it.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

/// "MeanAbsoluteError" → "mean_absolute_error", as Keras names a metric object.
std::string SnakeCase(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool before_lower = i + 1 < name.size() && name[i + 1] >= 'a' && name[i + 1] <= 'z';
    const bool after_lower = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (upper && i > 0 && (after_lower || before_lower)) out += '_';
    out += upper ? static_cast<char>(c + 32) : c;
  }
  return out;
}

}  // namespace

/// loss, the metrics given to compile(), and with validation data the same again as `val_…`.
Value Interpreter::keras_logs(Value model, const Call& fit, Provenance prov) {
  std::vector<std::string> names{"loss"};
  bool open = false;
  Value metrics = IsObject(model) ? constructor_argument(model, "metrics") : nullptr;
  if (metrics != nullptr && metrics->kind != Kind::kNone) {
    const auto items = metrics->kind == Kind::kStr ? std::nullopt : known_items(metrics, 32);
    if (metrics->kind == Kind::kStr) names.push_back(metrics->s);
    if (metrics->kind != Kind::kStr && !items.has_value()) open = true;
    for (Value m : items.value_or(std::vector<Value>{})) {
      Value given = IsObject(m) ? constructor_argument(m, "name") : nullptr;
      const std::string cls = library_class(m);
      if (m->kind == Kind::kStr) {
        names.push_back(m->s);
      } else if (given != nullptr && given->kind == Kind::kStr) {
        names.push_back(given->s);
      } else if (!cls.empty()) {
        names.push_back(SnakeCase(std::string_view(cls).substr(cls.rfind('.') + 1)));
      } else {
        open = true;
      }
    }
  }
  const auto present = [&](std::string_view name) {
    Value v = named(fit.args, name);
    return v != nullptr && v->kind != Kind::kNone;
  };
  const bool validates = present("validation_data") || present("validation_split");
  Value logs = make_dict({}, open, prov);
  for (const char* prefix : {"", "val_"}) {
    if (*prefix != '\0' && !validates) continue;
    for (const std::string& name : names)
      dict_set(logs->obj, arena_.str(prefix + name), arena_.unknown(prov, ValueType::kNumber, "metric"), {});
  }
  return logs;
}

/// A tuner of Keras: the network that its function or its HyperModel builds, which it hands out again as its best.
void Interpreter::note_tuned(Value tuner, Value hypermodel, Call& call) {
  if (!call.name.starts_with("keras_tuner.") || !IsObject(tuner)) return;
  Value built = last_callback_;
  if (IsObject(hypermodel) && obj(hypermodel).kind == ObjKind::kInstance && obj(hypermodel).cls != nullptr) {
    const Value cls = obj(hypermodel).cls;
    const Value build = class_attr(cls->obj, names_.intern("build"));
    if (build == nullptr || build->kind != Kind::kFunction) return;
    last_callback_ = nullptr;
    call_back(bind_method(build, hypermodel, cls->obj, call.where), call, {arena_.unknown()}, false);
    built = last_callback_;
    set_attr(tuner, names_.intern("hypermodel"), hypermodel);
  } else {
    Value wrapper = make_library("keras_tuner.HyperModel", Call{}, nullptr);
    set_attr(wrapper, names_.intern("build"), hypermodel);
    set_attr(tuner, names_.intern("hypermodel"), wrapper);
  }
  if (built != nullptr && IsObject(built)) set_attr(tuner, names_.intern("__best__"), built);
}

/// The hooks of a callback class of the code during fit(), with what Keras hands in.
void Interpreter::keras_callbacks(Value model, Index training, Call& fit) {
  Value callbacks = named(fit.args, "callbacks");
  if (callbacks == nullptr) return;
  std::vector<Value> each = known_items(callbacks, 32).value_or(std::vector<Value>{callbacks});
  const Provenance prov = arena_.prov({OriginKind::kTraining, training});
  for (Value callback : each) {
    if (!IsObject(callback) || obj(callback).kind != ObjKind::kInstance || !obj(callback).name.ends_with("Callback") ||
        std::find(called_back_.begin(), called_back_.end(), callback->obj) != called_back_.end())
      continue;
    called_back_.push_back(callback->obj);
    set_attr(callback, names_.intern("model"), model);
    const Value cls = obj(callback).cls;
    const auto hook = [&](std::string_view name, const std::vector<Value>& with) {
      Value method = class_attr(cls->obj, names_.intern(name));
      if (method != nullptr && method->kind == Kind::kFunction)
        call_back(bind_method(method, callback, cls->obj, fit.where), fit, with, false);
    };
    const Value round = mark_varying(arena_.unknown(nullptr, ValueType::kNumber), arena_.prov({OriginKind::kLoop, 0}));
    Value logs = keras_logs(model, fit, prov);
    hook("on_train_begin", {make_dict()});
    symbolic_loop(
        [&] {
          hook("on_epoch_begin", {round, make_dict()});
          hook("on_train_batch_begin", {round, make_dict()});
          hook("on_train_batch_end", {round, make_dict({}, true, prov)});
          hook("on_epoch_end", {round, logs});
        },
        false);
    hook("on_train_end", {logs});
  }
}

}  // namespace tracklint::interpret
