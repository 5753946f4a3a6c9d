// Attributes: of modules, classes, instances, library objects; isinstance.
#include <algorithm>
#include <functional>
#include <unordered_set>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

constexpr std::size_t kMaxClasses = 128;  // of a hierarchy

bool IsDictMethod(std::string_view name) {
  static const std::unordered_set<std::string_view> kMethods{"get",  "items",      "keys",  "values",  "update",  "pop",
                                                             "copy", "setdefault", "clear", "popitem", "fromkeys"};
  return kMethods.contains(name);
}

}  // namespace

/// The class and its bases in the order of look-up: depth first, a base that is reached again stands where it is
/// reached last (what C3 gives for all but contrived hierarchies). That is the mirrored order in which a walk from the last
/// base to the first leaves classes, each of which it enters once.
const std::vector<ObjId>& Interpreter::lookup_order(ObjId cls) {
  const auto known = lookup_orders_.find(cls);
  if (known != lookup_orders_.end()) return known->second;
  std::vector<ObjId> order;
  std::unordered_set<ObjId> entered;
  const std::function<void(ObjId)> walk = [&](ObjId at) {
    if (entered.size() >= kMaxClasses || !s_.has(at) || obj(at).kind != ObjKind::kClass || !entered.insert(at).second)
      return;
    const std::vector<Value> bases = obj(at).bases;
    for (std::size_t i = bases.size(); i-- > 0;) {
      if (IsObject(bases[i])) walk(bases[i]->obj);
    }
    order.push_back(at);
  };
  walk(cls);
  std::ranges::reverse(order);
  return lookup_orders_.emplace(cls, std::move(order)).first->second;
}

bool Interpreter::any_base(ObjId cls, const std::function<bool(Value)>& stop) {
  std::unordered_set<ObjId> entered;
  const std::function<bool(ObjId)> walk = [&](ObjId at) {
    if (at == kNoObject || entered.size() >= kMaxClasses || !entered.insert(at).second) return false;
    const std::vector<Value> bases = obj(at).bases;
    return std::ranges::any_of(bases, [&](Value base) { return stop(base) || (IsObject(base) && walk(base->obj)); });
  };
  return walk(cls);
}

Value Interpreter::class_attr(ObjId cls, NameId name, int) {
  if (cls == kNoObject || !s_.has(cls)) return nullptr;
  for (const ObjId at : lookup_order(cls)) {
    for (const Attribute& a : obj(at).attrs) {
      if (a.name == name) return a.value;
    }
  }
  return nullptr;
}

bool Interpreter::has_library_base(ObjId cls, std::string_view prefix, std::string* found) {
  return any_base(cls, [&](Value base) {
    const bool fits = base->kind == Kind::kExternal && base->s.starts_with(prefix) && base->s != "builtins.object";
    if (fits && found != nullptr) *found = base->s;
    return fits;
  });
}

Value Interpreter::bind_method(Value found, Value self, ObjId cls, Span where) {
  switch (found->kind) {
    case Kind::kFunction: {
      ValueData* bound = arena_.make(Kind::kBound);
      bound->items = {found, self};
      return bound;
    }
    case Kind::kDecorated: {
      if (found->s == "property" || found->s == "cached_property") {
        Value getter = found->items[0];
        if (getter->kind != Kind::kFunction) return arena_.unknown(prov_of(self));
        Value v = call_function(getter, self, {}, where);
        if (found->s == "cached_property" && IsObject(self) && s_.has(self->obj))
          edit(self->obj).attrs.push_back(
              {graph_.module(getter->module).record->tree.at(getter->function).name, v, false});
        return v;
      }
      if (found->s == "staticmethod") return found->items[0];
      ValueData* bound = arena_.make(Kind::kBound);
      bound->items = {found->s == "classmethod" ? found->items[0] : found,
                      found->s == "classmethod" ? arena_.object(cls) : self};
      return bound;
    }
    case Kind::kPartial:
    case Kind::kExternal:
    default: return found;
  }
}

Value Interpreter::get_attr(Value self, NameId name, Span where) {
  const std::string_view text = names_.text(name);
  switch (self->kind) {
    case Kind::kModule: return module_attr(self->module, name, where);
    case Kind::kNamespace: return import_dotted(main_module(), 0, self->s + "." + std::string(text), true, where);
    case Kind::kExternal: return external_attr(self->s, text);
    case Kind::kUnion: {
      Value out = nullptr;
      for (Value item : self->items) {
        if (item->kind == Kind::kNone) continue;
        Value v = get_attr(item, name, where);
        // of several modules only those that have the name can be meant
        if (item->kind == Kind::kModule && v->kind == Kind::kUnknown && v->prov == nullptr && v->s == text) continue;
        out = out == nullptr ? v : JoinValues(out, v, arena_);
      }
      return out == nullptr ? arena_.unknown() : arena_.with_prov(out, self->prov);
    }
    case Kind::kSuper: {
      Value instance = self->items[1];
      ObjId start = IsObject(self->items[0]) ? self->items[0]->obj : kNoObject;
      ObjId of = start;
      if (IsObject(instance))
        of = obj(instance).kind == ObjKind::kClass ? instance->obj
             : obj(instance).cls != nullptr        ? obj(instance).cls->obj
                                                   : start;
      std::vector<ObjId> order = lookup_order(of);
      auto after = std::find(order.begin(), order.end(), start);
      if (after == order.end() && start != kNoObject) {
        order = lookup_order(start);
        after = order.begin();
      }
      for (auto it = after == order.end() ? after : after + 1; it != order.end(); ++it) {
        Value found = nullptr;
        for (const Attribute& a : obj(*it).attrs) {
          if (a.name == name) found = a.value;
        }
        if (found == nullptr) continue;
        const ObjId cls = IsObject(instance) && obj(instance).kind == ObjKind::kClass ? instance->obj : *it;
        return bind_method(found, instance, cls, where);
      }
      return arena_.method(self->items[1], "super." + std::string(text));
    }
    case Kind::kFunction: {
      const bind::Function& fn = graph_.module(self->module).record->tree.at(self->function);
      if (text == "__name__" && !self->s.empty()) return arena_.str(self->s);
      if (text == "__name__")
        return arena_.str(fn.name == bind::kNoName ? "<lambda>" : std::string(names_.text(fn.name)));
      if (text == "__qualname__") return arena_.str(fn.qualified);
      if (text == "__wrapped__") {
        Value inner = wrapped_by(self);
        return inner == nullptr ? self : inner;
      }
      return arena_.method(self, std::string(text));
    }
    case Kind::kBound:
      if (text == "__self__") return self->items[1];
      return get_attr(self->items[0], name, where);
    case Kind::kDecorated: {
      if (text == "setter" || text == "getter" || text == "deleter" ||
          (text == "register" && self->s == "singledispatch"))
        return arena_.method(self, std::string(text));
      return get_attr(self->items[0], name, where);
    }
    case Kind::kPartial:
      if (text == "func") return self->items[0];
      return arena_.method(self, std::string(text));
    case Kind::kStr:
    case Kind::kText:
    case Kind::kUnknown:
      if (self->b || self->s == "path") {
        if (Value v = path_attr(self, text); v != nullptr) return v;
      }
      if (self->kind == Kind::kUnknown && text == "shape") return arena_.unknown(self->prov, self->type, "shape");
      if (self->kind == Kind::kUnknown && self->type == ValueType::kData &&
          (text == "columns" || text == "values" || text == "T" || text == "iloc" || text == "loc" || text == "index" ||
           text == "dtypes")) {
        return arena_.unknown(self->prov, text == "columns" ? ValueType::kUnknown : ValueType::kData);
      }
      return arena_.method(self, std::string(text));
    case Kind::kObject: break;
    default: return arena_.method(self, std::string(text));
  }
  const Object& o = obj(self);
  switch (o.kind) {
    case ObjKind::kInstance: {
      if (text == "__class__") return o.cls;
      if (text == "__dict__") return attributes_dict(self);
      Value getter = o.cls == nullptr ? nullptr : class_attr(o.cls->obj, name);
      if (getter != nullptr && getter->kind == Kind::kDecorated && getter->s == "property")
        return bind_method(getter, self, o.cls->obj, where);
      for (const Attribute& a : o.attrs) {
        if (a.name == name) return a.value;
      }
      if (getter != nullptr) {
        if (getter->kind == Kind::kFunction || getter->kind == Kind::kDecorated)
          return bind_method(getter, self, o.cls->obj, where);
        return getter;
      }
      if (o.cls != nullptr && obj(o.cls).flavor != ClassFlavor::kPlain) {
        if (text == "_asdict" || text == "model_dump" || text == "dict" || text == "_replace" || text == "model_copy" ||
            text == "copy" || text == "json" || text == "model_dump_json")
          return arena_.method(self, std::string(text));
      }
      // it changes while the trainer calls the hooks
      if (symbolic_depth_ > 0 && o.name.find("Lightning") != std::string::npos &&
          (text == "current_epoch" || text == "global_step"))
        return mark_varying(arena_.unknown(nullptr, ValueType::kNumber), arena_.prov({OriginKind::kLoop, 0}));
      if (IsDictMethod(text) && mapping_content(self) != nullptr) return arena_.method(self, std::string(text));
      if (o.cls != nullptr && class_attr(o.cls->obj, names_.intern("__getattr__")) != nullptr) {
        Value fallback = class_attr(o.cls->obj, names_.intern("__getattr__"));
        Arguments args;
        args.positional.push_back({arena_.str(std::string(text)), bind::kNoName, where, where});
        return call(bind_method(fallback, self, o.cls->obj, where), std::move(args), where, where);
      }
      return arena_.method(self, std::string(text));
    }
    case ObjKind::kClass: {
      if (text == "__name__" || text == "__qualname__") return arena_.str(o.name);
      if (text == "__members__" && o.flavor == ClassFlavor::kEnum) {
        Value dict = make_dict();
        for (const Attribute& a : Object(obj(self)).attrs)
          dict_set(dict->obj, arena_.str(std::string(names_.text(a.name))), a.value, {});
        return dict;
      }
      Value found = class_attr(self->obj, name);
      if (found == nullptr) {
        std::string base;
        if (has_library_base(self->obj, "", &base)) return arena_.method(self, std::string(text));
        return arena_.method(self, std::string(text));
      }
      if (found->kind == Kind::kDecorated && found->s == "classmethod")
        return bind_method(found, self, self->obj, where);
      if (found->kind == Kind::kDecorated && found->s == "staticmethod") return found->items[0];
      return found;
    }
    case ObjKind::kLibrary: {
      for (const Attribute& a : o.attrs) {
        if (a.name == name) return a.value;
      }
      return library_attr(self, text, where);
    }
    case ObjKind::kEnv: return arena_.unknown();
    case ObjKind::kDict: {
      // configuration mappings with attribute access (OmegaConf, Box, EasyDict)
      if (!IsDictMethod(text)) {
        for (const DictItem& item : o.entries) {
          if (item.key->kind == Kind::kStr && item.key->s == text) return item.value;
        }
        // given by the command line or a file that is not known: its value is none of those that are there
        return arena_.unknown(
            arena_.join(o.prov, arena_.prov({OriginKind::kConfig, config_id("attribute:" + std::string(text))})));
      }
      return arena_.method(self, std::string(text));
    }
    default: return arena_.method(self, std::string(text));
  }
}

void Interpreter::set_attr(Value self, NameId name, Value v) {
  switch (self->kind) {
    case Kind::kUnion:
      for (Value item : self->items) set_attr(item, name, v);
      return;
    case Kind::kModule: {
      // `config.X = value` from outside
      const ObjId env = module_env(self->module);
      const bind::Scope& scope = graph_.module(self->module).record->tree.scopes[0];
      const std::uint32_t slot = scope.find(name);
      if (slot == bind::Scope::kNoSlot || !s_.has(env)) return;
      Object& o = edit(env);
      if (o.items.size() <= slot) o.items.resize(slot + 1, nullptr);
      o.items[slot] = v;
      return;
    }
    case Kind::kObject: break;
    default: return;
  }
  const Object& o = obj(self);
  if (o.kind == ObjKind::kInstance && o.cls != nullptr) {
    Value setter = class_attr(o.cls->obj, name);
    if (setter != nullptr && setter->kind == Kind::kDecorated && setter->s == "property" && setter->items.size() > 1) {
      Arguments args;
      args.positional.push_back({v, bind::kNoName, {}, {}});
      call_function(setter->items[1], self, std::move(args), {});
      return;
    }
    Value own = class_attr(o.cls->obj, names_.intern("__setattr__"));
    if (own != nullptr && own->kind == Kind::kFunction &&
        std::none_of(stack_.begin(), stack_.end(),
                     [&](const FunctionKey& k) { return k.module == own->module && k.function == own->function; })) {
      Arguments args;
      args.positional.push_back({arena_.str(std::string(names_.text(name))), bind::kNoName, {}, {}});
      args.positional.push_back({v, bind::kNoName, {}, {}});
      call_function(own, self, std::move(args), {});
      return;
    }
  }
  if (!s_.has(self->obj)) return;
  if (o.kind == ObjKind::kDict) {
    dict_set(self->obj, arena_.str(std::string(names_.text(name))), v, {});
    return;
  }
  Object& target = edit(self->obj);
  for (Attribute& a : target.attrs) {
    if (a.name == name) {
      a.value = target.many && symbolic_depth_ > 0 ? JoinValues(a.value, v, arena_) : v;
      if (!(target.many && symbolic_depth_ > 0)) a.value = v;
      return;
    }
  }
  target.attrs.push_back({name, v, false});
}

/// vars(instance), instance.__dict__: the attributes as a dict.
Value Interpreter::attributes_dict(Value self) {
  Value dict = make_dict();
  const Object o = obj(self);
  for (const Attribute& a : o.attrs)
    dict_set(dict->obj, arena_.str(std::string(names_.text(a.name))), a.value, a.value->where, a.maybe);
  if (o.open) {
    edit(dict->obj).open = true;
    edit(dict->obj).prov = o.prov;
  }
  return dict;
}

std::string Interpreter::class_path(Value v) {
  if (v->kind == Kind::kExternal) return v->s;
  if (!IsObject(v)) return {};
  const Object& o = obj(v);
  if (o.kind == ObjKind::kLibrary) return o.name;
  if (o.kind == ObjKind::kInstance && o.cls != nullptr) return obj(o.cls).name;
  if (o.kind == ObjKind::kClass) return o.name;
  return {};
}

Tri Interpreter::instance_of_class(ObjId cls, Value wanted) {
  if (IsObject(wanted) && wanted->obj == cls) return Tri::kYes;
  Tri out = Tri::kNo;
  const bool is_one = any_base(cls, [&](Value base) {
    if (IsObject(base)) return IsObject(wanted) && wanted->obj == base->obj;
    if (base->kind == Kind::kExternal) {
      if (wanted->kind != Kind::kExternal) return false;
      if (wanted->s == base->s) return true;
      if (base->s != "builtins.object" && base->s != "abc.ABC") out = Tri::kUnknown;
      return false;
    }
    out = Tri::kUnknown;
    return false;
  });
  return is_one ? Tri::kYes : out;
}

Tri Interpreter::is_instance(Value v, Value cls) {
  if (cls->kind == Kind::kTuple) {
    Tri out = Tri::kNo;
    for (Value item : cls->items) {
      const Tri t = is_instance(v, item);
      if (t == Tri::kYes) return t;
      if (t == Tri::kUnknown) out = t;
    }
    return out;
  }
  if (v->kind == Kind::kUnion) {
    const Tri t = is_instance(v->items[0], cls);
    for (Value item : v->items) {
      if (is_instance(item, cls) != t) return Tri::kUnknown;
    }
    return t;
  }
  if (cls->kind != Kind::kExternal && !(IsObject(cls) && obj(cls).kind == ObjKind::kClass)) return Tri::kUnknown;
  const std::string_view wanted = cls->kind == Kind::kExternal ? std::string_view(cls->s) : std::string_view();
  const auto builtin = [&](std::initializer_list<std::string_view> names) {
    if (wanted.empty()) return Tri::kNo;
    return std::find(names.begin(), names.end(), wanted) != names.end() ? Tri::kYes : Tri::kNo;
  };
  switch (v->kind) {
    case Kind::kNone: return builtin({"types.NoneType", "builtins.object"});
    case Kind::kBool:
      return builtin({"builtins.bool", "builtins.int", "numbers.Number", "numbers.Integral", "builtins.object"});
    case Kind::kInt:
      return builtin({"builtins.int", "numbers.Number", "numbers.Real", "numbers.Integral", "builtins.object"});
    case Kind::kFloat: return builtin({"builtins.float", "numbers.Number", "numbers.Real", "builtins.object"});
    case Kind::kStr:
    case Kind::kText:
      if (v->b) return builtin({"pathlib.Path", "pathlib.PurePath", "os.PathLike"});
      return builtin({"builtins.str", "collections.abc.Sequence", "collections.abc.Iterable", "typing.Sequence",
                      "builtins.object"});
    case Kind::kBytes: return builtin({"builtins.bytes"});
    case Kind::kTuple:
      return builtin({"builtins.tuple", "collections.abc.Sequence", "collections.abc.Iterable", "typing.Sequence",
                      "builtins.object"});
    case Kind::kUnknown:
      if (v->type == ValueType::kString) return builtin({"builtins.str"});
      if (v->type == ValueType::kNumber || v->type == ValueType::kBool) {
        if (wanted == "builtins.bool") return v->type == ValueType::kBool ? Tri::kYes : Tri::kNo;
        if (wanted == "numbers.Number" || wanted == "numbers.Real") return Tri::kYes;
        static const std::unordered_set<std::string_view> kOther{"builtins.str",
                                                                 "builtins.dict",
                                                                 "builtins.list",
                                                                 "builtins.tuple",
                                                                 "omegaconf.DictConfig",
                                                                 "omegaconf.ListConfig",
                                                                 "omegaconf.dictconfig.DictConfig",
                                                                 "omegaconf.listconfig.ListConfig",
                                                                 "collections.abc.Mapping",
                                                                 "typing.Mapping",
                                                                 "typing.Dict",
                                                                 "collections.abc.Sequence"};
        if (kOther.contains(wanted)) return Tri::kNo;
      }
      if (v->type == ValueType::kData &&
          (wanted == "builtins.str" || wanted == "builtins.dict" || wanted == "builtins.list"))
        return Tri::kUnknown;
      return Tri::kUnknown;
    case Kind::kFunction:
    case Kind::kBound: return builtin({"typing.Callable", "collections.abc.Callable", "types.FunctionType"});
    case Kind::kObject: {
      const Object& o = obj(v);
      switch (o.kind) {
        case ObjKind::kList:
          return builtin({"builtins.list", "collections.abc.Sequence", "collections.abc.Iterable", "typing.Sequence",
                          "typing.List", "omegaconf.ListConfig", "builtins.object"});
        case ObjKind::kSet: return builtin({"builtins.set", "collections.abc.Set", "builtins.object"});
        case ObjKind::kDict:
          return builtin({"builtins.dict", "collections.abc.Mapping", "collections.abc.MutableMapping",
                          "typing.Mapping", "typing.Dict", "collections.OrderedDict", "omegaconf.DictConfig",
                          "omegaconf.dictconfig.DictConfig", "builtins.object"});
        case ObjKind::kInstance:
          if (o.cls == nullptr || !IsObject(o.cls)) return Tri::kUnknown;
          if (wanted == "builtins.str" || wanted == "builtins.int") {
            return instance_of_class(o.cls->obj, cls) == Tri::kYes ? Tri::kYes : Tri::kNo;
          }
          return instance_of_class(o.cls->obj, cls);
        case ObjKind::kLibrary:
          if (!wanted.empty() && o.name == wanted) return Tri::kYes;
          if (wanted == "builtins.str" || wanted == "builtins.int" || wanted == "builtins.float" ||
              wanted == "builtins.bool")
            return o.type == ValueType::kModel || o.type == ValueType::kData ? Tri::kNo : Tri::kUnknown;
          if ((wanted == "builtins.dict" || wanted == "builtins.list") && (o.type == ValueType::kModel))
            return Tri::kNo;
          if (wanted.empty()) return Tri::kNo;
          return Tri::kUnknown;
        default: return Tri::kUnknown;
      }
    }
    default: return Tri::kUnknown;
  }
}

}  // namespace tracklint::interpret
