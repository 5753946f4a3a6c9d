// Modules: entries, imports, names of modules; decorators.
#include <algorithm>
#include <utility>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/api.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

Interpreter::Interpreter(const link::ModuleGraph& graph, const Project& project, const Options& options)
    : graph_(graph), project_(project), options_(options), names_(graph.names()) {
  Tracking& tracking = s_.tracking.edit();
  tracking.last_run = kNoIndex;
}

Interpreter::~Interpreter() = default;

std::string_view Interpreter::module_name(ModuleId module) {
  const auto [it, fresh] = module_names_.try_emplace(static_cast<std::uint32_t>(module));
  if (fresh) {
    std::string name = graph_.module(module).path;
    if (const std::size_t dot = name.rfind('.'); dot != std::string::npos) name.resize(dot);
    if (name.ends_with("/__init__")) name.resize(name.size() - 9);
    std::replace(name.begin(), name.end(), '/', '.');
    it->second = std::move(name);
  }
  return it->second;
}

void Interpreter::run_module(ModuleId module) {
  main_module_ = module;
  entry_module_ = module;
  Exits exits;
  exits_ = &exits;
  import_module(module);
  finish(exits);
}

void Interpreter::finish(Exits& exits) {
  if (!live_) {
    // the entry ended by an exit or exception on every path: what was recorded until then counts
    for (std::optional<State>* slot : {&exits.returned, &exits.raised}) {
      if (slot->has_value() && !live_) {
        s_ = **slot;
        live_ = true;
        if (slot == &exits.returned && exits.raised.has_value()) JoinInto(s_, *exits.raised, true, arena_);
      }
    }
  } else if (exits.raised.has_value()) {
    JoinInto(s_, *exits.raised, true, arena_);
  }
  run_exit_handlers();
}

void Interpreter::import_only(ModuleId module) {
  function_entry_ = true;
  entry_module_ = module;
  Exits exits;
  exits_ = &exits;
  import_module(module);
  if (!live_ && exits.raised.has_value()) s_ = *exits.raised;
  live_ = true;
  exits_ = nullptr;
}

void Interpreter::run_function(ModuleId module, bind::FunctionId function) {
  const bind::ModuleRecord& record = *graph_.module(module).record;
  const bind::Function& fn = record.tree.at(function);
  Exits exits;
  exits_ = &exits;
  // what the module's own top level does belongs to another entry
  const Provenance caller = arena_.prov({OriginKind::kCaller, 0});
  Frame frame;
  frame.module = module;
  frame.record = &record;
  frame.env = module_env(module);
  frame_ = &frame;
  Value callee = nullptr;
  Value self = nullptr;
  const Span where{record.file, fn.name_begin, fn.name_end};
  const auto unknown_arguments = [&](ModuleId home, const bind::Function& f, bool skip_first) {
    // annotations and defaults are expressions of the module that defines the function
    const bind::ModuleRecord& defined = *graph_.module(home).record;
    Frame inside;
    inside.module = home;
    inside.record = &defined;
    inside.env = module_env(home);
    Frame* const outside = std::exchange(frame_, &inside);
    Arguments args;
    bool skip = skip_first;
    for (const bind::Parameter& p : f.params) {
      if (skip) {
        skip = false;
        continue;
      }
      if (p.kind == bind::ParamKind::kStar) {
        args.open_positional = true;
        args.open_prov = caller;
      } else if (p.kind == bind::ParamKind::kDoubleStar) {
        args.open_keyword = true;
        args.open_prov = caller;
      }
    }
    for (const bind::Parameter& p : f.params) {
      if (skip_first) {
        skip_first = false;
        continue;
      }
      if (p.kind == bind::ParamKind::kStar || p.kind == bind::ParamKind::kDoubleStar) continue;
      args.keyword.push_back(
          {parameter_value(p, caller), p.name, {defined.file, p.begin, p.end}, {defined.file, p.begin, p.end}});
    }
    frame_ = outside;
    return args;
  };
  if (fn.in_class != bind::ClassId{0xffffffffU}) {
    // find the class object by walking the module's names
    const bind::Class& cls = record.tree.at(fn.in_class);
    Value class_value = module_attr(module, cls.name, where);
    if (IsObject(class_value) && obj(class_value).kind == ObjKind::kClass) {
      Value found = class_attr(class_value->obj, fn.name);
      Value init = class_attr(class_value->obj, names_.intern("__init__"));
      if (found != nullptr && found->kind == Kind::kDecorated &&
          (found->s == "staticmethod" || found->s == "classmethod")) {
        callee = bind_or_static(found, class_value);
        call_entry(callee, unknown_arguments(module, fn, found->s == "classmethod"), where);
        frame_ = nullptr;
        return finish(exits);
      }
      if (fn.name != names_.intern("__init__") && init != nullptr && init->kind == Kind::kFunction) {
        const bind::Function& constructor = graph_.module(init->module).record->tree.at(init->function);
        self = instantiate(class_value, unknown_arguments(init->module, constructor, true), where);
      } else {
        Object instance;
        instance.kind = ObjKind::kInstance;
        instance.cls = class_value;
        instance.open = true;
        if (has_library_base(class_value->obj, "", &instance.name)) instance.type = library_type(instance.name);
        self = arena_.object(alloc(std::move(instance)));
        for (const Field& f : all_fields(class_value->obj))
          edit(self->obj).attrs.push_back({f.name, arena_.unknown(caller), false});
      }
    }
    if (!live_) {
      if (exits.raised.has_value()) s_ = *exits.raised;
      live_ = true;
    }
  } else if (fn.name != bind::kNoName) {
    Value found = module_attr(module, fn.name, where);
    if (found->kind == Kind::kFunction || found->kind == Kind::kDecorated || found->kind == Kind::kBound ||
        found->kind == Kind::kPartial)
      callee = found;
    if (found->kind == Kind::kFunction && found->function != function)
      callee = nullptr;  // wrapped by a decorator, or redefined
    if (found->kind == Kind::kFunction && found->function != function && !fn.decorators.empty()) callee = found;
  }
  if (callee == nullptr) {
    ValueData* raw = arena_.make(Kind::kFunction);
    raw->module = module;
    raw->function = function;
    raw->obj = frame.env;
    for (const bind::Parameter& p : fn.params)
      raw->items.push_back(p.fallback == bind::kNoExpr ? nullptr : eval(p.fallback));
    callee = raw;
    if (self != nullptr) {
      ValueData* bound = arena_.make(Kind::kBound);
      bound->items = {callee, self};
      callee = bound;
    }
  }
  call_entry(callee, unknown_arguments(module, fn, self != nullptr), where);
  frame_ = nullptr;
  finish(exits);
}

Value Interpreter::bind_or_static(Value found, Value cls) {
  if (found->s == "staticmethod") return found->items[0];
  ValueData* bound = arena_.make(Kind::kBound);
  bound->items = {found->items[0], cls};
  return bound;
}

void Interpreter::call_entry(Value callee, Arguments args, Span where) {
  Value result = call(callee, std::move(args), where, where);
  if (IsObject(result) && obj(result).kind == ObjKind::kGenerator) consume_generator(result, [](Value) {});
  kedro_entry(result, where);
  note_returned(result);
}

/// What a parameter of an entry function is: decided by callers, typed by its annotation.
Value Interpreter::parameter_value(const bind::Parameter& p, Provenance caller) {
  ValueType type = ValueType::kUnknown;
  if (p.annotation != bind::kNoExpr) {
    Value annotation = eval(p.annotation);
    if (annotation->kind == Kind::kExternal) {
      if (annotation->s == "builtins.str") type = ValueType::kString;
      if (annotation->s == "builtins.int" || annotation->s == "builtins.float") type = ValueType::kNumber;
      if (annotation->s == "builtins.bool") type = ValueType::kBool;
      if (annotation->s == "pandas.DataFrame" || annotation->s == "numpy.ndarray" || annotation->s == "pandas.Series" ||
          annotation->s == "polars.DataFrame")
        type = ValueType::kData;
      if (annotation->s.ends_with("MlflowClient")) return library_instance("mlflow.MlflowClient");
    } else if (IsObject(annotation) && obj(annotation).kind == ObjKind::kClass &&
               obj(annotation).flavor != ClassFlavor::kEnum && symbolic_parameters_ < 8) {
      // an object of the code's own class, with unknown attributes
      ++symbolic_parameters_;
      Object instance;
      instance.kind = ObjKind::kInstance;
      instance.cls = annotation;
      instance.open = true;
      instance.prov = caller;
      for (const Field& f : all_fields(annotation->obj)) {
        Value v = arena_.unknown(caller, f.fallback == nullptr ? ValueType::kUnknown : type_of(f.fallback));
        instance.attrs.push_back({f.name, v, false});
      }
      --symbolic_parameters_;
      return arena_.object(alloc(std::move(instance)), caller);
    }
  }
  if (type == ValueType::kUnknown && p.fallback != bind::kNoExpr) type = type_of(eval(p.fallback));
  if (type == ValueType::kNone) type = ValueType::kUnknown;
  if (p.fallback == bind::kNoExpr) caller = arena_.prov({OriginKind::kCaller, kRequired});
  return arena_.unknown(caller, type, names_.text(p.name));
}

Value Interpreter::library_instance(std::string name) {
  Call none;
  return make_library(std::move(name), none, nullptr);
}

Value Interpreter::import_module(ModuleId module) {
  const link::Module& m = graph_.module(module);
  if (m.record == nullptr) return arena_.unknown();  // not parsed
  ValueData* v = arena_.make(Kind::kModule);
  v->module = module;
  const auto key = static_cast<std::uint32_t>(module);
  const auto known = module_objects_.find(key);
  if (known != module_objects_.end() && s_.has(known->second)) {
    if (module == ahead_.module) {
      steps_ = ahead_.steps;
      exhausted_ = ahead_.exhausted;
      ahead_ = {};
    }
    return v;
  }
  const bind::ModuleRecord& record = *m.record;
  Object env;
  env.kind = ObjKind::kEnv;
  env.module = module;
  env.items.assign(record.tree.scopes.empty() ? 0 : record.tree.scopes[0].slots.size(), nullptr);
  if (known != module_objects_.end()) {
    s_.put(known->second, std::move(env));
  } else {
    const ObjId id = next_object_++;
    module_objects_[key] = id;
    s_.put(id, std::move(env));
  }
  if (stack_.size() >= 40 || import_depth_ > 40) return v;
  // packages first: `import a.b` runs a/__init__.py
  Frame frame;
  frame.module = module;
  frame.record = &record;
  frame.env = module_objects_[key];
  frame.caller = frame_;
  frame.depth = frame_ == nullptr ? 0 : frame_->depth + 1;
  Frame* outer = std::exchange(frame_, &frame);
  Exits exits;
  Exits* outer_exits = std::exchange(exits_, &exits);
  ++import_depth_;
  const bool before_maybe = s_.maybe;
  const int symbolic = std::exchange(symbolic_depth_, 0);
  if (before_module_ != nullptr) (*std::exchange(before_module_, nullptr))(module_objects_[key]);
  exec_module(record);
  symbolic_depth_ = symbolic;
  --import_depth_;
  exits_ = outer_exits;
  frame_ = outer;
  if (!live_) {
    if (module == main_module_ && outer == nullptr) {
      *exits_ = std::move(exits);
    } else {
      if (exits.raised.has_value()) s_ = std::move(*exits.raised);
      live_ = true;  // an import that fails at run time: go on with what is known
    }
  } else if (exits.raised.has_value() && module == main_module_) {
    exits_->raised = std::move(exits.raised);
  }
  s_.maybe = before_maybe;
  return v;
}

ObjId Interpreter::module_env(ModuleId module) const {
  const auto found = module_objects_.find(static_cast<std::uint32_t>(module));
  return found == module_objects_.end() ? kNoObject : found->second;
}

Value Interpreter::module_attr(ModuleId module, NameId name, Span where) {
  const link::Module& m = graph_.module(module);
  if (m.record == nullptr) return arena_.unknown();
  const bind::Scope& scope = m.record->tree.scopes[0];
  const auto it = module_objects_.find(static_cast<std::uint32_t>(module));
  if (it != module_objects_.end() && s_.has(it->second)) {
    const Object& env = obj(it->second);
    const std::uint32_t slot = scope.find(name);
    if (slot < env.items.size() && env.items[slot] != nullptr) return env.items[slot];
  }
  const std::string_view text = names_.text(name);
  if (text == "__name__") return arena_.str(module == main_module_ ? "__main__" : std::string(module_name(module)));
  if (text == "__file__") return path_value(m.path);
  // a submodule
  const ModuleId sub = m.is_package ? graph_.resolve(module, 1, text) : link::kNoModule;
  if (sub != link::kNoModule && sub != module) return import_module(sub);
  if (Value v = star_attr(module, name, true); v != nullptr) return v;
  return arena_.unknown(nullptr, ValueType::kUnknown, text);
  (void)where;
}

/// The module lets `from module import *` take this name.
bool Interpreter::exports(ModuleId module, std::string_view name) {
  const bind::Scope& scope = graph_.module(module).record->tree.scopes[0];
  const auto env = module_objects_.find(static_cast<std::uint32_t>(module));
  if (env != module_objects_.end()) {
    const std::vector<Value>& slots = obj(env->second).items;
    const std::uint32_t all = scope.find(names_.intern("__all__"));
    if (all < slots.size() && slots[all] != nullptr) {
      const auto listed = known_items(slots[all], 512);
      if (!listed.has_value()) return true;
      return std::any_of(listed->begin(), listed->end(),
                         [&](Value v) { return v->kind == Kind::kStr && v->s == name; });
    }
  }
  return !name.starts_with("_");
}

/// A name that the module has from `from x import *`; the last such import wins. Null: from none that is known.
Value Interpreter::star_attr(ModuleId module, NameId name, bool libraries, int depth) {
  const auto found = star_sources_.find(static_cast<std::uint32_t>(module));
  if (found == star_sources_.end() || depth > 8) return nullptr;
  // modules that import each other in layers are reached on ever more ways
  if (depth == 0) star_seen_.clear();
  if (!star_seen_.insert(static_cast<std::uint32_t>(module)).second) return nullptr;
  std::vector<StarSource> sources = found->second;
  std::reverse(sources.begin(), sources.end());  // the last import wins
  const std::string_view text = names_.text(name);
  Value guess = nullptr;
  for (const StarSource& source : sources) {
    if (source.module != link::kNoModule) {
      if (source.module == module || graph_.module(source.module).record == nullptr || !exports(source.module, text))
        continue;
      const bind::Scope& scope = graph_.module(source.module).record->tree.scopes[0];
      const auto env = module_objects_.find(static_cast<std::uint32_t>(source.module));
      if (env != module_objects_.end()) {
        const std::vector<Value>& slots = obj(env->second).items;
        const std::uint32_t slot = scope.find(name);
        if (slot < slots.size() && slots[slot] != nullptr) return slots[slot];
      }
      if (Value v = star_attr(source.module, name, libraries, depth + 1); v != nullptr) return v;
    } else if (libraries && !text.starts_with("_")) {
      const std::string full = source.library + "." + std::string(text);
      if (knowledge::FindApi(options_.target, full) != nullptr || knowledge::ApiNamespaceKnown(options_.target, full) ||
          knowledge::Find(full) != nullptr || handlers().contains(full))
        return external_attr(source.library, text);
      if (guess == nullptr) guess = external_attr(source.library, text);
    }
  }
  return guess;
}

Value Interpreter::import_dotted(ModuleId from, std::uint32_t level, std::string_view dotted, bool whole, Span where) {
  const ModuleId target = graph_.resolve(from, level, dotted);
  if (target != link::kNoModule) {
    // run the packages on the way, outermost first
    for (std::size_t dot = dotted.find('.'); dot != std::string_view::npos; dot = dotted.find('.', dot + 1)) {
      const ModuleId package = graph_.resolve(from, level, dotted.substr(0, dot));
      if (package != link::kNoModule) import_module(package);
    }
    if (graph_.module(target).record == nullptr) return arena_.unknown();
    Value v = import_module(target);
    if (whole || dotted.find('.') == std::string_view::npos) return v;
  }
  const std::string_view top = whole ? dotted : dotted.substr(0, dotted.find('.'));
  if (!whole) {
    const ModuleId package = graph_.resolve(from, level, top);
    if (package != link::kNoModule && graph_.module(package).record != nullptr) return import_module(package);
  }
  if (graph_.is_namespace(from, level, top) && level == 0) {
    ValueData* v = arena_.make(Kind::kNamespace);
    v->s = top;
    return v;
  }
  if (level > 0) {
    if (target == link::kNoModule) unresolved("import", where, "no such module in the repository");
    return arena_.unknown();
  }
  if (top == "mlflow" || top.starts_with("mlflow.")) out_.uses_mlflow = true;
  return arena_.external(std::string(top));
}

void Interpreter::exec_import(const bind::ImportAlias& alias) {
  Value v = import_dotted(frame_->module, 0, alias.module, alias.has_alias, span(alias.begin, alias.end));
  bind_ref(alias.ref, v);
}

void Interpreter::exec_import_from(const bind::ImportAlias& alias) {
  const Span where = span(alias.begin, alias.end);
  if (alias.module == "__future__") return;
  const ModuleId module = graph_.resolve(frame_->module, alias.level, alias.module);
  if (module != link::kNoModule && graph_.module(module).record != nullptr) {
    import_dotted(frame_->module, alias.level, alias.module, true, where);
    if (alias.star) {
      copy_star(module);
      return;
    }
    Value v = module_attr(module, alias.name, where);
    if (v->kind == Kind::kUnknown && v->prov == nullptr) {
      // a submodule of the package
      std::string sub = alias.module;
      if (!sub.empty()) sub += ".";
      sub += names_.text(alias.name);
      const ModuleId child = graph_.resolve(frame_->module, alias.level, sub);
      if (child != link::kNoModule) v = import_module(child);
    }
    bind_ref(alias.ref, v);
    return;
  }
  if (alias.star) {
    if (alias.level == 0) {
      if (alias.module == "mlflow" || alias.module.starts_with("mlflow.")) out_.uses_mlflow = true;
      star_sources_[static_cast<std::uint32_t>(frame_->module)].push_back({link::kNoModule, alias.module});
    }
    return;
  }
  std::string dotted = alias.module;
  if (!dotted.empty()) dotted += ".";
  dotted += names_.text(alias.name);
  const ModuleId child = graph_.resolve(frame_->module, alias.level, dotted);
  if (child != link::kNoModule && graph_.module(child).record != nullptr) {
    bind_ref(alias.ref, import_module(child));
    return;
  }
  if (alias.level > 0 || module != link::kNoModule || graph_.is_namespace(frame_->module, alias.level, alias.module)) {
    bind_ref(alias.ref, arena_.unknown(nullptr, ValueType::kUnknown, names_.text(alias.name)));
    return;
  }
  if (alias.module == "mlflow" || alias.module.starts_with("mlflow.")) out_.uses_mlflow = true;
  bind_ref(alias.ref, external_attr(alias.module, names_.text(alias.name)));
}

void Interpreter::copy_star(ModuleId from) {
  star_sources_[static_cast<std::uint32_t>(frame_->module)].push_back({from, {}});
  const bind::Scope& source = graph_.module(from).record->tree.scopes[0];
  const auto it = module_objects_.find(static_cast<std::uint32_t>(from));
  if (it == module_objects_.end()) return;
  const std::vector<Value> values = obj(it->second).items;
  const ObjId target_id = module_env(frame_->module);
  const bind::Scope& target = tree().scopes[0];
  for (std::size_t i = 0; i < source.slots.size() && i < values.size(); ++i) {
    if (values[i] == nullptr || source.hidden[i] || !exports(from, names_.text(source.slots[i]))) continue;
    const std::uint32_t slot = target.find(source.slots[i]);
    if (slot == bind::Scope::kNoSlot) continue;
    Object& env = edit(target_id);
    if (env.items.size() <= slot) env.items.resize(slot + 1, nullptr);
    env.items[slot] = values[i];
  }
}

void Interpreter::run_exit_handlers() {
  const auto handlers = std::move(at_exit_);
  at_exit_.clear();
  for (const auto& [callee, args] : handlers) {
    Exits exits;
    exits_ = &exits;
    live_ = true;
    call(callee, args, {}, {});
  }
}

/// `function` with the name of what it wraps; inspect.signature() and __wrapped__ lead there.
Value Interpreter::wrapping(Value function, Value wrapped, const std::string& name) {
  ValueData* renamed = arena_.make(Kind::kFunction);
  *renamed = *function;
  renamed->s = name;
  wrapped_[{(static_cast<std::uint64_t>(function->module) << 32U) | static_cast<std::uint64_t>(function->function),
            function->obj}] = wrapped;
  return renamed;
}

Value Interpreter::wrapped_by(Value function) const {
  if (function->kind != Kind::kFunction) return nullptr;
  const auto found = wrapped_.find(
      {(static_cast<std::uint64_t>(function->module) << 32U) | static_cast<std::uint64_t>(function->function),
       function->obj});
  return found == wrapped_.end() ? nullptr : found->second;
}

/// functools.update_wrapper(wrapper, wrapped)
Value Interpreter::std_update_wrapper(Call& call) {
  Value wrapper = arg(call, 0, "wrapper");
  Value wrapped = arg(call, 1, "wrapped");
  if (wrapper == nullptr || wrapped == nullptr) return wrapper == nullptr ? arena_.unknown() : wrapper;
  Value name = get_attr(wrapped, "__name__", call.where);
  if (wrapper->kind == Kind::kFunction && name->kind == Kind::kStr) return wrapping(wrapper, wrapped, name->s);
  if (IsObject(wrapper) && obj(wrapper).kind == ObjKind::kInstance) {
    set_attr(wrapper, names_.intern("__name__"), name);
    set_attr(wrapper, names_.intern("__wrapped__"), wrapped);
  }
  return wrapper;
}

// --- decorators -----------------------------------------------------------------------------------------

/// A decorator of a library that is not known and whose name speaks of tracking (`@autolog`, `@track_experiment`) may open
/// a run around the function.
void Interpreter::note_unseen_decorator(std::string_view name, Value function) {
  if (function->kind != Kind::kFunction || knowledge::Find(name) != nullptr || name.starts_with("mlflow.")) return;
  std::string_view rest = name.substr(name.rfind('.') + 1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('_'), rest.size());
    if (knowledge::Plays(rest.substr(0, end), knowledge::Role::kTracks)) {
      may_run_inside_.insert((static_cast<std::uint64_t>(function->module) << 32U) |
                             static_cast<std::uint64_t>(function->function));
      return;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

bool Interpreter::inside_unseen_decorator() const {
  return !may_run_inside_.empty() && std::any_of(stack_.begin(), stack_.end(), [&](const FunctionKey& key) {
    return may_run_inside_.contains((static_cast<std::uint64_t>(key.module) << 32U) |
                                    static_cast<std::uint64_t>(key.function));
  });
}

Value Interpreter::decorate(Value decorator, Value function, Span where) {
  const auto mark = [&](const char* kind) {
    ValueData* v = arena_.make(Kind::kDecorated);
    v->s = kind;
    v->items = {function};
    return v;
  };
  if (decorator->kind == Kind::kExternal) {
    const std::string& name = decorator->s;
    if (name == "builtins.property" || name == "functools.cached_property") return mark("property");
    if (name == "builtins.staticmethod") return mark("staticmethod");
    if (name == "builtins.classmethod") return mark("classmethod");
    if (name == "contextlib.contextmanager" || name == "contextlib.asynccontextmanager") return mark("contextmanager");
    if (name == "functools.singledispatch" && function->kind == Kind::kFunction) {
      // the function, and by type those that are registered later
      ValueData* v = arena_.make(Kind::kDecorated);
      v->s = "singledispatch";
      v->items = {function, make_list({})};
      return v;
    }
    note_framework_decorator(name, function, nullptr, where);
    note_unseen_decorator(name, function);
    return function;
  }
  if (decorator->kind == Kind::kMethod && decorator->s == "register" && !decorator->items.empty() &&
      decorator->items[0]->kind == Kind::kDecorated && decorator->items[0]->s == "singledispatch" &&
      function->kind == Kind::kFunction) {
    Value type = decorator->items.size() > 1 ? decorator->items[1] : nullptr;
    const bind::Function& fn = graph_.module(function->module).record->tree.at(function->function);
    if (type == nullptr && function->module == frame_->module && !fn.params.empty() &&
        fn.params[0].annotation != bind::kNoExpr)
      type = eval(fn.params[0].annotation);
    if (type != nullptr) append(decorator->items[0]->items[1]->obj, arena_.tuple({type, function}));
    return function;
  }
  if (decorator->kind == Kind::kMethod && (decorator->s == "setter") && decorator->items[0]->kind == Kind::kDecorated) {
    ValueData* v = arena_.make(Kind::kDecorated);
    v->s = "property";
    v->items = {decorator->items[0]->items[0], function};
    return v;
  }
  if (decorator->kind == Kind::kMethod) {
    note_framework_decorator(class_path(decorator->items[0]) + "." + decorator->s, function, decorator, where);
    return function;
  }
  if (IsObject(decorator) && obj(decorator).kind == ObjKind::kLibrary) {
    if (obj(decorator).name == "functools.wraps" && function->kind == Kind::kFunction &&
        !obj(decorator).items.empty()) {
      Value name = get_attr(obj(decorator).items[0], "__name__", where);
      if (name->kind == Kind::kStr) {
        return wrapping(function, obj(decorator).items[0], name->s);
      }
    }
    const auto owner = typer_decorators_.find(decorator->obj);
    note_framework_decorator(obj(decorator).name, function,
                             owner == typer_decorators_.end() ? decorator : arena_.method(owner->second, "command"),
                             where);
    note_unseen_decorator(obj(decorator).name, function);
    return function;
  }
  if (decorator->kind == Kind::kUnknown) return function;
  if (IsCallableKind(decorator) || IsObject(decorator)) {
    Arguments args;
    args.positional.push_back({function, bind::kNoName, where, where});
    Value v = call(decorator, std::move(args), where, where);
    return v->kind == Kind::kUnknown ? function : v;
  }
  return function;
}

Value Interpreter::decorate_class(Value decorator, Value cls, Span where) {
  std::string name;
  if (decorator->kind == Kind::kExternal) name = decorator->s;
  if (IsObject(decorator) && obj(decorator).kind == ObjKind::kLibrary) name = obj(decorator).name;
  if (name == "dataclasses.dataclass" || name == "pydantic.dataclasses.dataclass") {
    edit(cls->obj).flavor = ClassFlavor::kDataclass;
    return cls;
  }
  if (name.starts_with("attr.") || name.starts_with("attrs.")) {
    edit(cls->obj).flavor = ClassFlavor::kAttrs;
    return cls;
  }
  if (decorator->kind == Kind::kFunction || decorator->kind == Kind::kBound || decorator->kind == Kind::kPartial) {
    Arguments args;
    args.positional.push_back({cls, bind::kNoName, where, where});
    Value v = call(decorator, std::move(args), where, where);
    return v->kind == Kind::kUnknown ? cls : v;
  }
  return cls;
}

Value Interpreter::call_decorated(Value callee, Arguments args, Span where, Span callee_span) {
  if (callee->s == "singledispatch" && !args.positional.empty()) {
    Value chosen = nullptr;
    std::vector<Value> registered = obj(callee->items[1]).items;
    std::reverse(registered.begin(), registered.end());
    for (Value candidate : registered) {
      const Tri fits = is_instance(args.positional[0].value, candidate->items[0]);
      if (fits == Tri::kNo) continue;
      chosen = chosen == nullptr ? candidate->items[1] : JoinValues(chosen, candidate->items[1], arena_);
      if (fits == Tri::kYes) return call(chosen, std::move(args), where, callee_span);
    }
    chosen = chosen == nullptr ? callee->items[0] : JoinValues(chosen, callee->items[0], arena_);
    return call(chosen, std::move(args), where, callee_span);
  }
  if (callee->s == "contextmanager") {
    // the generator itself is the context manager
    return call(callee->items[0], std::move(args), where, callee_span);
  }
  return call(callee->items[0], std::move(args), where, callee_span);
}

}  // namespace tracklint::interpret
