// Calls that leave the repository: dispatch by qualified name, callbacks, what escapes.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

const Argument* Interpreter::argument(const Call& call, std::size_t position, std::string_view name) const {
  if (!name.empty()) {
    for (const Argument& a : call.args.keyword) {
      if (names_.text(a.name) == name) return &a;
    }
  }
  if (position < call.args.positional.size()) return &call.args.positional[position];
  return nullptr;
}

Value Interpreter::arg(const Call& call, std::size_t position, std::string_view name) const {
  const Argument* a = argument(call, position, name);
  return a == nullptr ? nullptr : a->value;
}

Value Interpreter::named(const Arguments& args, std::string_view name) const {
  for (const Argument& a : args.keyword) {
    if (names_.text(a.name) == name) return a.value;
  }
  return nullptr;
}

Provenance Interpreter::arguments_prov(const Call& call) {
  Provenance prov = call.self != nullptr ? prov_of(call.self) : nullptr;
  for (const Argument& a : call.args.positional) prov = arena_.join(prov, prov_of(a.value));
  for (const Argument& a : call.args.keyword) prov = arena_.join(prov, prov_of(a.value));
  return arena_.join(prov, call.args.open_prov);
}

Provenance Interpreter::with_trainings(Provenance prov, Value model) {
  if (!IsObject(model)) return prov;
  for (const Index t : obj(model).trainings) prov = arena_.join(prov, arena_.prov({OriginKind::kTraining, t}));
  return prov;
}

Value Interpreter::call_library(std::string_view qualified, Call call) {
  if (!step()) return arena_.unknown();
  if (const auto wrapper = options_.wrappers.find(std::string(qualified)); wrapper != options_.wrappers.end()) {
    call.name = wrapper->second;
    return call_library(wrapper->second, std::move(call));
  }
  if (qualified.starts_with("mlflow.")) return mlflow_call(qualified, call);
  if (const auto it = handlers().find(qualified); it != handlers().end()) return (this->*it->second)(call);
  const std::string_view canonical = knowledge::Canonical(qualified);
  if (!call.args.positional.empty() && knowledge::Plays(canonical, knowledge::Role::kWrapper))
    return call.args.positional[0].value;
  if (canonical != qualified) {
    if (canonical.starts_with("mlflow.")) return mlflow_call(canonical, call);
    if (const auto it = handlers().find(canonical); it != handlers().end()) return (this->*it->second)(call);
  }
  if (knowledge::Plays(canonical.substr(canonical.rfind('.') + 1), knowledge::Role::kSelfSeeding))
    return lightning_cli(call);
  if (const knowledge::CallInfo* info = knowledge::Find(qualified); info != nullptr) {
    call.name = info->name;
    return ml_call(*info, call);
  }
  // `SparkSession.builder.appName(…)`: a method of what a class attribute gives
  const std::size_t dot = qualified.rfind('.');
  const std::string_view on =
      dot == std::string_view::npos ? std::string_view() : knowledge::ClassAt(qualified.substr(0, dot));
  if (!on.empty()) {
    call.self = library_instance(std::string(on));
    bool handled = false;
    if (Value v = ml_method(call.self, qualified.substr(dot + 1), call, handled); handled) return v;
    call.self = nullptr;
  }
  // a helper that cannot be seen, called to seed everything: `init_torch_seeds(1)`
  const std::string_view last = qualified.substr(qualified.rfind('.') + 1);
  if (knowledge::HasWordOf(last, knowledge::Role::kSeeds) && knowledge::HasWordOf(last, knowledge::Role::kSets)) {
    static const knowledge::CallInfo* const kEverything = knowledge::Find("pytorch_lightning.seed_everything");
    if (kEverything != nullptr) add_seed(*kEverything, call);
  }
  return call_generic(call);
}

/// The same origins without the results of evaluations.
Provenance Interpreter::unmeasured(Provenance prov) {
  if (prov == nullptr) return nullptr;
  Provenance out = nullptr;
  for (const Origin& o : *prov) {
    if (o.kind != OriginKind::kEvaluation) out = arena_.join(out, arena_.prov(o));
  }
  return out;
}

/// `log_model` of a client that is not MLflow's own (of a feature store) may store the model in the active run.
void Interpreter::note_model_writer(std::string_view method) {
  if (method == "log_model" && !s_.tracking->active.empty() && s_.has_run(s_.tracking->active.back().run))
    s_.edit_run(s_.tracking->active.back().run).run.models_open = true;
}

Value Interpreter::call_generic(Call& call) {
  note_model_writer(std::string_view(call.name).substr(std::string_view(call.name).rfind('.') + 1));
  // what code that is not seen makes of a secret (a session, the number of a job) is not the secret
  Provenance prov = without_secrets(arguments_prov(call));
  const std::string_view last = std::string_view(call.name).substr(std::string_view(call.name).rfind('.') + 1);
  if (knowledge::Plays(last, knowledge::Role::kChoice)) {
    // which one is the best is a name or a place, no measured value
    if (call.self != nullptr) prov = arena_.join(prov, prov_of(call.self));
    return arena_.unknown(unmeasured(prov), ValueType::kUnknown);
  }
  const bool unseen = call.self != nullptr && call.self->kind == Kind::kUnknown && call.name == call.self->s;
  for (const Argument& a : call.args.positional) hand_over(a.value, call, unseen);
  for (const Argument& a : call.args.keyword) hand_over(a.value, call, unseen);
  if (unseen) return arena_.unknown(prov);
  if (call.self != nullptr) {
    // a method of a library object: what goes in stays in
    prov = with_trainings(prov, call.self);
    if (IsObject(call.self) && obj(call.self).kind == ObjKind::kLibrary && obj(call.self).type != ValueType::kModel) {
      Provenance inputs = nullptr;
      for (const Argument& a : call.args.positional) inputs = arena_.join(inputs, prov_of(a.value));
      if (inputs != nullptr) edit(call.self->obj).prov = arena_.join(obj(call.self).prov, inputs);
    }
    const std::string_view method = call.name.substr(call.name.rfind('.') + 1);
    const bool data = type_of(call.self) == ValueType::kData && !knowledge::Plays(method, knowledge::Role::kSmall);
    return arena_.unknown(prov, data ? ValueType::kData : ValueType::kUnknown);
  }
  // what a person is asked for is known when it runs
  if (knowledge::Plays(std::string_view(call.name).substr(0, call.name.find('.')), knowledge::Role::kAsks))
    return arena_.unknown(prov);
  return make_library(std::string(call.name), call, prov);
}

/// The plug-in kedro-mlflow opens a run around the whole pipeline.
bool Interpreter::uses_kedro_mlflow() const {
  const bool declared = std::any_of(project_.dependencies.begin(), project_.dependencies.end(),
                                    [](const Dependency& d) { return d.name == "kedro-mlflow"; });
  return declared || std::any_of(project_.files.begin(), project_.files.end(),
                                 [](const std::string& f) { return f.ends_with("/mlflow.yml"); });
}

/// A value given to library code: functions are called back, evaluations are used.
void Interpreter::hand_over(Value v, const Call& via, bool unseen) {
  switch (v->kind) {
    case Kind::kFunction:
    case Kind::kBound:
    case Kind::kPartial: {
      const knowledge::CallInfo* info = knowledge::Find(via.name);
      call_back(v, via, {}, via.self != nullptr || info != nullptr);
      // a trainer logs what its functions measure where its own loggers write
      const bool scores = info != nullptr && info->effect == knowledge::Effect::kTrain && !info->metric_key.empty();
      if (info != nullptr && (scores || info->effect == knowledge::Effect::kTrainer) && last_callback_ != nullptr)
        may_be_logged(last_callback_);
      break;
    }
    case Kind::kObject: {
      parser_escapes(v);
      const Object& o = obj(v);
      if (o.kind == ObjKind::kInstance) {
        if (o.type != ValueType::kModel) call_back_methods(v, via);
        break;  // the call may have replaced the heap that `o` stood in
      }
      if (o.kind == ObjKind::kList || o.kind == ObjKind::kDict) {
        const std::vector<Value> items = o.items;
        for (std::size_t i = 0; i < items.size() && i < 16; ++i) {
          if (items[i]->kind == Kind::kFunction || items[i]->kind == Kind::kBound ||
              (IsObject(items[i]) && obj(items[i]).kind == ObjKind::kInstance))
            hand_over(items[i], via, unseen);
        }
      }
      break;
    }
    default: break;
  }
  if (unseen) escape(v);
}

void Interpreter::call_back(Value function, const Call& via, const std::vector<Value>& with, bool many) {
  if (!live_ || stack_.size() >= 40) return;
  if (via.name.starts_with("kedro.") && uses_kedro_mlflow() && s_.tracking->active.empty()) {
    const Index run = managed_run(function->where.valid() ? function->where : via.where);
    Run& managed = s_.edit_run(run).run;
    setting_from_kedro(managed.experiment, "MLFLOW_EXPERIMENT_NAME");
    setting_from_kedro(managed.tracking_uri, "MLFLOW_TRACKING_URI");
    managed.params_open = true;  // the plug-in logs every `params:` input
  }
  const std::uint64_t key = function->kind == Kind::kFunction ? (static_cast<std::uint64_t>(function->module) << 32U) |
                                                                    static_cast<std::uint64_t>(function->function)
                                                              : 0;
  if (key != 0 && std::count_if(stack_.begin(), stack_.end(), [&](const FunctionKey& k) {
                    return k.module == function->module && k.function == function->function;
                  }) > 0)
    return;
  Arguments args;
  for (Value v : with) args.positional.push_back({v, bind::kNoName, via.where, via.where});
  if (with.empty()) {
    args.open_positional = true;
    args.star_element = arena_.unknown(arguments_prov(via));
    args.open_prov = arguments_prov(via);
  }
  const auto once = [&] {
    Exits exits;
    Exits* outer = std::exchange(exits_, &exits);
    library_calls_ = true;
    last_callback_ = call(function, args, via.where, via.where);
    library_calls_ = false;
    if (IsObject(last_callback_) && obj(last_callback_).kind == ObjKind::kGenerator)
      consume_generator(last_callback_, [](Value) {});
    exits_ = outer;
    if (!live_) {
      // the library catches what the callback raises, or the program ends: go on with the rest
      live_ = true;
      if (exits.raised.has_value()) s_ = std::move(*exits.raised);
    }
  };
  if (many) {
    symbolic_loop(once, false);
  } else {
    once();
  }
}

/// An instance of a subclass of a library class (a callback, a module) given to the library: its hooks run.
void Interpreter::call_back_methods(Value instance, const Call& via) {
  const std::uint32_t key = instance->obj;
  if (std::find(called_back_.begin(), called_back_.end(), key) != called_back_.end()) return;
  called_back_.push_back(key);
  const bool of_library = !obj(instance).name.empty();
  const auto is_hook = [&](std::string_view name) {
    return name.starts_with("on_") || name.starts_with("after_") || name.starts_with("before_") ||
           name.ends_with("_step") || name.ends_with("_epoch_end") || name.ends_with("_epoch_start") ||
           name.starts_with("configure_") || name == "__call__" ||
           (of_library && (name == "run" || name == "compute_metrics" || name == "log_metrics"));
  };
  std::vector<Value> hooks;
  const Value cls = obj(instance).cls;
  if (cls == nullptr || !IsObject(cls)) return;
  for (const ObjId at : lookup_order(cls->obj)) {
    const Object c = obj(at);
    for (const Attribute& a : c.attrs) {
      if (a.value->kind == Kind::kFunction && is_hook(names_.text(a.name)))
        hooks.push_back(bind_method(a.value, instance, at, via.where));
    }
  }
  for (Value hook : hooks) {
    last_callback_ = nullptr;
    call_back(hook, via);
    if (last_callback_ != nullptr) may_be_logged(last_callback_);  // what a hook returns goes on in the library
  }
}

/// Code that cannot be seen has what was measured, and may log it.
void Interpreter::may_be_logged(Value v) {
  const Provenance prov = prov_of(v, 3);
  if (prov == nullptr) return;
  for (const Origin& o : *prov) {
    if (o.kind == OriginKind::kEvaluation && o.id < out_.entry.evaluations.size() &&
        out_.entry.evaluations[o.id].logged == Tri::kNo)
      out_.entry.evaluations[o.id].logged = Tri::kUnknown;
  }
}

void Interpreter::escape(Value v, int depth) {
  if (depth > 3) return;
  may_be_logged(v);
  parser_escapes(v);
  if (IsObject(v) && s_.has(v->obj)) {
    const Object& o = obj(v);
    if (o.kind == ObjKind::kDict || o.kind == ObjKind::kList) mark_open(v);
  }
}

void Interpreter::note_returned(Value v) {
  if (Provenance prov = prov_of(v, 3); prov != nullptr) {
    for (const Origin& o : *prov) {
      if (o.kind == OriginKind::kEvaluation && o.id < out_.entry.evaluations.size())
        out_.entry.evaluations[o.id].returned = true;
    }
  }
}

Value Interpreter::call_method(Value self, std::string_view method, Call call) {
  call.self = self;
  call.name = method;
  if (method == "super.__new__" && !call.args.positional.empty()) {
    Value cls = call.args.positional[0].value;
    Arguments rest = call.args;
    rest.positional.erase(rest.positional.begin());
    if (IsObject(cls) && obj(cls).kind == ObjKind::kClass) return make_instance(cls, rest, call.where);
  }
  switch (self->kind) {
    case Kind::kUnion: {
      Value out = nullptr;
      for (Value item : self->items) {
        if (item->kind == Kind::kNone) continue;
        // of a thing of which nothing is known, the method's name says most
        Value v = item->kind == Kind::kUnknown
                      ? call_method(item, method, call)
                      : this->call(get_attr(item, method, call.where), call.args, call.where, call.callee);
        out = out == nullptr ? v : JoinValues(out, v, arena_);
      }
      return out == nullptr ? arena_.unknown() : out;
    }
    case Kind::kStr:
    case Kind::kText:
      if (self->b) {
        if (Value v = path_method(self, method, call); v != nullptr) return v;
        return arena_.unknown(self->prov);
      }
      return str_method(self, method, call);
    case Kind::kUnknown: {
      if (self->s == "path") {
        if (Value v = path_method(self, method, call); v != nullptr) return v;
      }
      if (self->type == ValueType::kString) return str_method(self, method, call);
      bool handled = false;
      Value v = ml_method(self, method, call, handled);
      if (handled) return v;
      return unknown_method(self, method, call);
    }
    case Kind::kObject: {
      const Object& o = obj(self);
      switch (o.kind) {
        case ObjKind::kList: return list_method(self, method, call);
        case ObjKind::kSet: return set_method(self, method, call);
        case ObjKind::kDict: return dict_method(self, method, call);
        case ObjKind::kLibrary: {
          Value v = library_method(self, method, call);
          return v;
        }
        case ObjKind::kInstance:
        case ObjKind::kClass: return instance_method(self, method, call);
        default: break;
      }
      return call_generic(call);
    }
    case Kind::kTuple: return list_method(self, method, call);
    case Kind::kFunction:
    case Kind::kBound:
    case Kind::kDecorated: {
      if (method == "register" && self->kind == Kind::kDecorated && self->s == "singledispatch" &&
          !call.args.positional.empty()) {
        // @f.register(int), f.register(int, g)
        ValueData* decorator = arena_.make(Kind::kMethod);
        decorator->s = "register";
        decorator->items = {self, call.args.positional[0].value};
        if (call.args.positional.size() > 1) return decorate(decorator, call.args.positional[1].value, call.where);
        return decorator;
      }
      if (method == "command" || method == "group") {
        // @cli.command() of a click group
        Value v = make_library("click.Group." + std::string(method), call, nullptr);
        typer_decorators_[v->obj] = self;
        return v;
      }
      // tasks: f.submit(x), f.delay(x), f.remote(x), f.fn(x), flow.serve()
      if (method == "submit" || method == "delay" || method == "remote" || method == "fn" || method == "apply_async" ||
          method == "func")
        return this->call(self, call.args, call.where, call.callee);
      if (method == "with_options" || method == "options" || method == "override") return self;
      if (method == "map") {
        Value out = call.args.positional.empty() ? arena_.unknown() : call.args.positional[0].value;
        Value made = make_list({});
        loop_over(
            out,
            [&](Value item) {
              Arguments args;
              args.positional.push_back({item, bind::kNoName, call.where, call.where});
              append(made->obj, this->call(self, std::move(args), call.where, call.callee));
            },
            call.where, true);
        return made;
      }
      return call_generic(call);
    }
    case Kind::kMethod: {
      // `df.groupby("x").mean()`, `model.head.weight.data()`: something made by a library object
      bool handled = false;
      Value v = ml_method(self, method, call, handled);
      if (handled) return v;
      return unknown_method(self, method, call);
    }
    case Kind::kExternal: {
      return call_library(self->s + "." + std::string(method), std::move(call));
    }
    case Kind::kInt:
    case Kind::kFloat:
    case Kind::kBool: return arena_.unknown(arguments_prov(call), ValueType::kNumber);
    case Kind::kRunId:
      if (method == "strip" || method == "rstrip" || method == "lower" || method == "__str__") return self;
      return str_method(self, method, call);
    case Kind::kSuper:
    default: return call_generic(call);
  }
}

/// Methods of values of which nothing but the origin is known.
Value Interpreter::unknown_method(Value self, std::string_view method, Call& call) {
  const Provenance prov = arguments_prov(call);
  // a parser that was made elsewhere has options already
  if (method == "add_argument" || method.starts_with("parse_")) out_.entry.arguments_open = true;
  if (method == "run_in_executor") {
    call.name = method;
    return std_run_in_thread(call);
  }
  note_model_writer(method);
  // `.to_csv("table.csv")` writes a table, whatever was done to it before
  if (method.starts_with("to_")) {
    const knowledge::CallInfo* writer = knowledge::FindMethod("pandas.DataFrame", method);
    if (writer != nullptr && writer->effect == knowledge::Effect::kWriteFile &&
        argument_named(call, *writer, writer->source_param) != nullptr)
      return file_use(*writer, call);
  }
  if (method == "get" && !call.args.positional.empty()) {
    if (Value entry = unseen_entry(self->prov, call.args.positional[0].value); entry != nullptr) return entry;
  }
  if (method == "isoformat") return arena_.text("*-*-*", prov);
  if (method == "items") return arena_.unknown(prov, ValueType::kUnknown, "pairs");
  if (method == "keys") return arena_.unknown(prov);
  if (method == "append" || method == "extend" || method == "add" || method == "update") return arena_.none();
  if (method == "lower" || method == "upper" || method == "strip" || method == "replace" || method == "join" ||
      method == "format" || method == "strftime" || method == "split" || method == "isoformat" || method == "hex" ||
      method == "decode") {
    return arena_.unknown(prov, method == "split" ? ValueType::kSequence : ValueType::kString);
  }
  if (method == "item" || method == "mean" || method == "sum" || method == "max" || method == "min" || method == "std")
    return arena_.unknown(prov, type_of(self) == ValueType::kData ? ValueType::kUnknown : ValueType::kNumber);
  return call_generic(call);
}

/// Methods that the class of the code inherits from a library, and those of generated classes.
Value Interpreter::instance_method(Value self, std::string_view method, Call& call) {
  if (Value v = mapping_method(self, method, call); v != nullptr) return v;
  if (Value v = own_estimator_method(self, method, call); v != nullptr) return v;
  if (Value v = lightning_module_method(self, method, call); v != nullptr) return v;
  const Object& o = obj(self);
  const ClassFlavor flavor = o.kind == ObjKind::kInstance && o.cls != nullptr ? obj(o.cls).flavor : o.flavor;
  if (o.kind == ObjKind::kInstance && (flavor == ClassFlavor::kPydantic || flavor == ClassFlavor::kNamedTuple ||
                                       flavor == ClassFlavor::kDataclass || flavor == ClassFlavor::kAttrs)) {
    if (method == "model_dump" || method == "dict" || method == "_asdict") {
      Value include = named(call.args, "include");
      Value exclude = named(call.args, "exclude");
      Value by_alias = named(call.args, "by_alias");
      Value dump = as_dict(self, 0, by_alias != nullptr && truth(by_alias) == Tri::kYes);
      const auto keep = [&](Value wanted, bool keep_listed) {
        if (wanted == nullptr || !IsObject(wanted)) return;
        std::vector<Value> listed = obj(wanted).items;
        for (const DictItem& d : obj(wanted).entries) listed.push_back(d.key);
        std::erase_if(edit(dump->obj).entries, [&](const DictItem& item) {
          return std::any_of(listed.begin(), listed.end(), [&](Value v) { return SameConst(v, item.key); }) !=
                 keep_listed;
        });
      };
      keep(include, true);
      keep(exclude, false);
      if (Value none = named(call.args, "exclude_none"); none != nullptr && truth(none) == Tri::kYes) {
        std::erase_if(edit(dump->obj).entries, [](const DictItem& item) { return item.value->kind == Kind::kNone; });
      }
      return dump;
    }
    if (method == "_replace" || method == "model_copy" || method == "copy") {
      Object copy = obj(self);
      Value changes = named(call.args, "update");
      Value made = arena_.object(alloc(std::move(copy)));
      for (const Argument& a : call.args.keyword) {
        if (method == "_replace") set_attr(made, a.name, a.value);
      }
      if (changes != nullptr && IsObject(changes)) {
        for (const DictItem& d : Object(obj(changes)).entries) {
          if (d.key->kind == Kind::kStr) set_attr(made, names_.intern(d.key->s), d.value);
        }
      }
      return made;
    }
    if (method == "json" || method == "model_dump_json") return arena_.unknown(prov_of(self), ValueType::kString);
  }
  if (o.kind == ObjKind::kClass && flavor == ClassFlavor::kPydantic &&
      (method == "model_validate" || method == "parse_obj" || method == "validate")) {
    Value data = arg(call, 0, "obj");
    Arguments args;
    if (data != nullptr) spread_mapping(data, call.where, args);
    return instantiate(self, std::move(args), call.where);
  }
  if (o.kind == ObjKind::kClass && flavor == ClassFlavor::kPydantic &&
      (method == "model_validate_json" || method == "parse_raw" || method == "parse_file")) {
    Arguments args;
    args.open_keyword = true;
    args.open_prov = arguments_prov(call);
    return instantiate(self, std::move(args), call.where);
  }
  if (o.kind == ObjKind::kInstance && !o.name.empty() && knowledge::Plays(method, knowledge::Role::kSame)) {
    for (const Argument& a : call.args.positional) hand_over(a.value, call, false);
    return self;
  }
  if (o.kind == ObjKind::kInstance && o.name == "threading.Thread" && method == "start") {
    const Value run = class_attr(o.cls->obj, names_.intern("run"));
    if (run != nullptr && run->kind == Kind::kFunction)
      in_new_thread([&] { call_function(run, self, {}, call.where); });
    return arena_.none();
  }
  bool handled = false;
  Value v = ml_method(self, method, call, handled);
  if (handled) return v;
  if (o.kind == ObjKind::kInstance) return call_generic(call);
  Call plain = call;
  plain.self = nullptr;
  return arena_.unknown(arguments_prov(call));
}

/// asdict(): attributes of dataclass-like instances, nested ones too.
Value Interpreter::as_dict(Value v, int depth, bool by_alias) {
  if (depth > 8 || !IsObject(v)) return v;
  const Object o = obj(v);
  switch (o.kind) {
    case ObjKind::kInstance: {
      if (o.cls != nullptr && obj(o.cls).flavor == ClassFlavor::kEnum) return depth > 0 ? v : get_attr(v, "value", {});
      Value dict = make_dict();
      const std::vector<Field> fields = o.cls == nullptr ? std::vector<Field>{} : all_fields(o.cls->obj);
      for (const Attribute& a : o.attrs) {
        const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == a.name; });
        if (!fields.empty() && field == fields.end()) continue;
        const NameId key = by_alias && field != fields.end() && field->alias != bind::kNoName ? field->alias : a.name;
        Span where = a.value->where;
        if (!where.valid() && field != fields.end()) where = field->where;
        dict_set(dict->obj, arena_.str(std::string(names_.text(key))), as_dict(a.value, depth + 1, by_alias), where,
                 a.maybe);
      }
      if (o.open) {
        edit(dict->obj).open = true;
        edit(dict->obj).prov = o.prov;
      }
      return dict;
    }
    case ObjKind::kList: {
      std::vector<Value> items;
      for (Value item : o.items) items.push_back(as_dict(item, depth + 1, by_alias));
      return make_list(std::move(items), o.open, o.prov);
    }
    case ObjKind::kDict: {
      Value dict = make_dict({}, o.open, o.prov);
      for (const DictItem& item : o.entries)
        dict_set(dict->obj, item.key, as_dict(item.value, depth + 1, by_alias), item.where, item.maybe);
      return dict;
    }
    default: return v;
  }
}

Value Interpreter::external_attr(const std::string& qualified, std::string_view name) {
  std::string full = qualified + "." + std::string(name);
  if (qualified == "mlflow.utils.mlflow_tags" || qualified == "mlflow.utils.mlflow_tags.") {
    static const std::unordered_map<std::string_view, std::string_view> kTags{
        {"MLFLOW_RUN_NAME", "mlflow.runName"},
        {"MLFLOW_PARENT_RUN_ID", "mlflow.parentRunId"},
        {"MLFLOW_USER", "mlflow.user"},
        {"MLFLOW_SOURCE_TYPE", "mlflow.source.type"},
        {"MLFLOW_SOURCE_NAME", "mlflow.source.name"},
        {"MLFLOW_RUN_NOTE", "mlflow.note.content"},
        {"MLFLOW_GIT_COMMIT", "mlflow.source.git.commit"},
        {"MLFLOW_GIT_BRANCH", "mlflow.source.git.branch"},
        {"MLFLOW_GIT_REPO_URL", "mlflow.source.git.repoURL"}};
    if (const auto it = kTags.find(name); it != kTags.end()) return arena_.str(std::string(it->second));
  }
  if (full.starts_with("absl.flags.FLAGS.")) {
    for (const Attribute& a : absl_flags_) {
      if (names_.text(a.name) == name) return a.value;
    }
    return arena_.unknown(arena_.prov({OriginKind::kOption, argv_option()}), ValueType::kUnknown);
  }
  if (full == "math.pi") return arena_.number(3.141592653589793);
  if (full == "math.inf" || full == "numpy.inf") return arena_.unknown(nullptr, ValueType::kNumber);
  if (full == "numpy.pi" || full == "numpy.nan") return arena_.unknown(nullptr, ValueType::kNumber);
  if (full == "sys.argv") {
    return arena_.unknown(arena_.prov({OriginKind::kOption, argv_option()}), ValueType::kUnknown, "argv");
  }
  if (full == "sys.executable" || full == "os.sep" || full == "os.name" || full == "sys.platform" ||
      full == "sys.version")
    return arena_.unknown(nullptr, ValueType::kString);
  if (name == "__version__") return arena_.unknown(nullptr, ValueType::kString);
  if (name == "__name__") return arena_.str(qualified.substr(qualified.rfind('.') + 1));
  return arena_.external(std::move(full));
}

}  // namespace tracklint::interpret
