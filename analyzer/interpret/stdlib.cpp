// The standard library, as far as it carries values: functools, itertools, os, copy, collections,
// dataclasses, threads, time.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

Value Interpreter::std_partial(Call& call) {
  if (call.args.positional.empty()) return arena_.unknown();
  ValueData* v = arena_.make(Kind::kPartial);
  for (const Argument& a : call.args.positional) v->items.push_back(a.value);
  for (const Argument& a : call.args.keyword) {
    v->items.push_back(a.value);
    v->names.push_back(a.name);
  }
  v->where = call.where;
  return v;
}

Value Interpreter::std_wraps(Call& call) {
  // functools.wraps(f) is a decorator that keeps the function
  return make_library("functools.wraps", call, nullptr);
}

Value Interpreter::std_new(Call& call) {
  Value cls = arg(call, 0, "");
  Arguments none;
  if (cls == nullptr || !IsObject(cls) || obj(cls).kind != ObjKind::kClass) return arena_.unknown();
  return make_instance(cls, none, call.where);
}

Value Interpreter::std_suppress(Call& call) {
  Value context = make_library("contextlib.suppress", call, nullptr);
  for (const Argument& a : call.args.positional) edit(context->obj).items.push_back(a.value);
  return context;
}

Value Interpreter::std_reduce(Call& call) {
  Value f = arg(call, 0, "");
  Value v = arg(call, 1, "");
  if (f != nullptr && v != nullptr) call_back(f, call, {element_of(v), element_of(v)});
  return arena_.unknown(arguments_prov(call));
}

Value Interpreter::std_product(Call& call) {
  std::vector<std::vector<Value>> columns;
  std::size_t total = 1;
  bool known = !call.args.open_positional;
  Value repeat = named(call.args, "repeat");
  for (const Argument& a : call.args.positional) {
    auto items = known_items(a.value, 64);
    if (!items.has_value()) {
      known = false;
      break;
    }
    total *= items->size();
    columns.push_back(std::move(*items));
  }
  if (repeat != nullptr) known = false;
  if (known && total <= 64) {
    std::vector<Value> rows;
    for (std::size_t n = 0; n < total; ++n) {
      std::vector<Value> row(columns.size(), nullptr);
      std::size_t rest = n;
      for (std::size_t c = columns.size(); c-- > 0;) {
        row[c] = columns[c][rest % columns[c].size()];
        rest /= columns[c].size();
      }
      rows.push_back(arena_.tuple(std::move(row)));
    }
    return arena_.tuple(std::move(rows));
  }
  std::vector<Value> row;
  for (const Argument& a : call.args.positional) row.push_back(element_of(a.value));
  if (call.args.open_positional || repeat != nullptr) return arena_.unknown(arguments_prov(call));
  return arena_.tuple({arena_.tuple(std::move(row))}, true, arguments_prov(call));
}

Value Interpreter::std_chain(Call& call) {
  std::vector<Value> out;
  bool open = call.args.open_positional;
  std::vector<Value> parts;
  for (const Argument& a : call.args.positional) parts.push_back(a.value);
  if (call.name.ends_with("from_iterable") && parts.size() == 1) {
    if (const auto inner = known_items(parts[0], 64)) {
      parts = *inner;
    } else {
      return arena_.tuple({element_of(element_of(parts[0]))}, true, arguments_prov(call));
    }
  }
  for (Value p : parts) {
    if (const auto items = known_items(p, 128)) {
      out.insert(out.end(), items->begin(), items->end());
    } else {
      out.push_back(element_of(p));
      open = true;
    }
  }
  return arena_.tuple(std::move(out), open);
}

Value Interpreter::std_element(Call& call) {
  // islice, count, cycle, repeat, tqdm …: the elements of the first argument
  Value v = arg(call, 0, "iterable");
  if (v == nullptr) return arena_.unknown(arguments_prov(call), ValueType::kUnknown, "range");
  if (call.name == "itertools.count" || call.name == "itertools.repeat")
    return arena_.unknown(arguments_prov(call), ValueType::kUnknown, "range");
  if (call.name == "itertools.islice" || call.name == "itertools.cycle")
    return arena_.tuple({element_of(v)}, true, prov_of(v));
  return v;
}

Value Interpreter::std_copy(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.unknown();
  if (!IsObject(v)) return v;
  const bool deep = call.name.ends_with("deepcopy");
  return copy_object(v, deep ? 6 : 0);
}

Value Interpreter::copy_object(Value v, int depth) {
  if (!IsObject(v)) return v;
  Object o = obj(v);
  if (o.kind == ObjKind::kClass || o.kind == ObjKind::kEnv) return v;
  if (depth > 0) {
    for (Value& item : o.items) item = item == nullptr ? item : copy_object(item, depth - 1);
    for (DictItem& item : o.entries) item.value = copy_object(item.value, depth - 1);
    for (Attribute& a : o.attrs) a.value = copy_object(a.value, depth - 1);
  }
  ValueData* out = arena_.make(Kind::kObject);
  *out = *v;
  out->obj = alloc(std::move(o));
  return out;
}

Value Interpreter::std_asdict(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.unknown();
  if (v->kind == Kind::kUnion) {
    for (Value item : v->items) {
      if (IsObject(item)) v = item;
    }
  }
  if (!IsObject(v)) return make_dict({}, true, prov_of(v));
  Value dict = as_dict(v, 0, false);
  Value filter = named(call.args, "filter");
  if (filter != nullptr && IsObject(v) && obj(v).cls != nullptr && IsObject(dict)) {
    const std::vector<Field> fields = all_fields(obj(v).cls->obj);
    const std::vector<DictItem> entries = obj(dict).entries;
    for (const DictItem& item : entries) {
      Value attribute = library_instance("attr.Attribute");
      for (const Field& f : fields) {
        if (names_.text(f.name) != item.key->s) continue;
        set_attr(attribute, names_.intern("name"), item.key);
        set_attr(attribute, names_.intern("metadata"), f.metadata != nullptr ? f.metadata : make_dict());
      }
      Arguments args;
      args.positional.push_back({attribute, bind::kNoName, call.where, call.where});
      args.positional.push_back({item.value, bind::kNoName, call.where, call.where});
      const Tri keep = truth(this->call(filter, std::move(args), call.where, call.callee));
      if (keep == Tri::kNo) {
        std::erase_if(edit(dict->obj).entries, [&](const DictItem& e) { return SameConst(e.key, item.key); });
      } else if (keep == Tri::kUnknown) {
        for (DictItem& e : edit(dict->obj).entries) {
          if (SameConst(e.key, item.key)) e.maybe = true;
        }
      }
    }
  }
  return dict;
}

Value Interpreter::std_astuple(Call& call) {
  Value dict = std_asdict(call);
  if (!IsObject(dict) || obj(dict).kind != ObjKind::kDict || obj(dict).open)
    return arena_.unknown(arguments_prov(call));
  std::vector<Value> items;
  for (const DictItem& item : obj(dict).entries) {
    // what is nested becomes a tuple as well
    if (item.maybe || (IsObject(item.value) && obj(item.value).kind == ObjKind::kDict))
      return arena_.unknown(arguments_prov(call));
    items.push_back(item.value);
  }
  return arena_.tuple(std::move(items), false, prov_of(dict));
}

Value Interpreter::std_counter(Call& call) {
  Value of = arg(call, 0, "iterable");
  Value dict = nullptr;
  if (of == nullptr || (IsObject(of) && obj(of).kind == ObjKind::kDict)) {
    dict = py_dict(call);
  } else {
    // most common ones first is how it prints; what it holds is in the order of its first ones
    dict = make_dict();
    const auto items = ordered_items(of, 256);
    if (items.has_value() && std::all_of(items->begin(), items->end(), IsConst) && call.args.keyword.empty()) {
      for (Value item : *items) {
        Value before = dict_get(dict->obj, item);
        dict_set(dict->obj, item, arena_.integer(before == nullptr || before->kind != Kind::kInt ? 1 : before->i + 1),
                 call.where);
      }
    } else {
      edit(dict->obj).open = true;
      edit(dict->obj).prov = arguments_prov(call);
    }
  }
  set_hidden_attr(dict, "__default_factory__", arena_.external("builtins.int"));
  return dict;
}

Value Interpreter::std_replace(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr || !IsObject(v)) return v == nullptr ? arena_.unknown() : v;
  Value copy = copy_object(v, 0);
  for (const Argument& a : call.args.keyword) set_attr(copy, a.name, a.value);
  if (call.args.open_keyword) edit(copy->obj).open = true;
  return copy;
}

Value Interpreter::std_fields(Call& call) {
  Value v = arg(call, 0, "");
  if (v != nullptr && IsObject(v)) {
    const ObjId cls = obj(v).kind == ObjKind::kClass ? v->obj : obj(v).cls != nullptr ? obj(v).cls->obj : kNoObject;
    if (cls != kNoObject) {
      std::vector<Value> out;
      for (const Field& f : all_fields(cls)) {
        Value field = library_instance("dataclasses.Field");
        set_attr(field, names_.intern("name"), arena_.str(std::string(names_.text(f.name))));
        if (f.fallback != nullptr) set_attr(field, names_.intern("default"), f.fallback);
        out.push_back(field);
      }
      if (!out.empty()) return arena_.tuple(std::move(out));
    }
  }
  return arena_.unknown(arguments_prov(call));
}

Value Interpreter::std_namespace(Call& call) {
  Object o;
  o.kind = ObjKind::kLibrary;
  o.name = "types.SimpleNamespace";
  o.where = call.where;
  o.open = call.args.open_keyword;
  o.prov = call.args.open_prov;
  for (const Argument& a : call.args.keyword)
    o.attrs.push_back({a.name, arena_.with_where(a.value, a.value->where.valid() ? a.value->where : a.where), false});
  return arena_.object(alloc(std::move(o)));
}

Value Interpreter::std_defaultdict(Call& call) {
  if (call.name == "collections.ChainMap") {
    // the first mapping that has a key gives its value
    Value merged = make_dict();
    for (auto it = call.args.positional.rbegin(); it != call.args.positional.rend(); ++it) {
      const bool open = !IsObject(it->value) || obj(it->value).open;
      if (open) {
        // it may hold any of the keys below it
        for (DictItem& item : edit(merged->obj).entries)
          item.value = arena_.unknown(arena_.join(prov_of(item.value), prov_of(it->value)), type_of(item.value));
      }
      dict_update(merged->obj, it->value, call.where);
    }
    return merged;
  }
  Call inner = call;
  if (call.name == "collections.defaultdict" && !inner.args.positional.empty())
    inner.args.positional.erase(inner.args.positional.begin());
  Value dict = py_dict(inner);
  Value factory = arg(call, 0, "default_factory");
  if (factory != nullptr) set_hidden_attr(dict, "__default_factory__", factory);
  return dict;
}

Value Interpreter::std_namedtuple(Call& call) {
  Value name = arg(call, 0, "typename");
  Value fields = arg(call, 1, "field_names");
  Object cls;
  cls.kind = ObjKind::kClass;
  cls.flavor = ClassFlavor::kNamedTuple;
  cls.name = name != nullptr && name->kind == Kind::kStr ? name->s : "namedtuple";
  if (fields != nullptr) {
    std::vector<std::string> parts;
    if (fields->kind == Kind::kStr) {
      std::string word;
      for (const char c : fields->s + " ") {
        if (c == ' ' || c == ',') {
          if (!word.empty()) parts.push_back(word);
          word.clear();
        } else {
          word += c;
        }
      }
    } else if (const auto items = known_items(fields, 64)) {
      for (Value item : *items) {
        if (item->kind == Kind::kStr) parts.push_back(item->s);
      }
    }
    for (const std::string& p : parts) {
      Field f;
      f.name = names_.intern(p);
      cls.fields.push_back(f);
    }
  }
  return arena_.object(alloc(std::move(cls)));
}

Value Interpreter::std_signature(Call& call) { return make_library("inspect.Signature", call, nullptr); }

Value Interpreter::os_getenv(Call& call) {
  Value name = arg(call, 0, "key");
  Value fallback = arg(call, 1, "default");
  if (name != nullptr && name->kind == Kind::kStr) {
    const auto it = s_.tracking->environment.find(name->s);
    if (it != s_.tracking->environment.end()) return it->second;
    Provenance prov = arena_.prov({knowledge::IsSecretName(name->s) ? OriginKind::kSecret : OriginKind::kEnvironment,
                                   config_id("env:" + name->s)});
    if (fallback != nullptr && fallback->kind != Kind::kNone) {
      // the default holds unless the environment says otherwise
      return arena_.with_prov(fallback, prov);
    }
    return arena_.unknown(prov, ValueType::kString, "environment");
  }
  return arena_.unknown(arena_.prov({OriginKind::kEnvironment, 0}), ValueType::kString);
}

/// Paths of which all is known but what the wildcards stand for.
Value Interpreter::std_glob(Call& call) {
  Value pattern = arg(call, 0, "pathname");
  if (pattern == nullptr || (pattern->kind != Kind::kStr && pattern->kind != Kind::kText))
    return arena_.unknown(arguments_prov(call), ValueType::kSequence);
  const Provenance prov = prov_of(pattern);
  return arena_.tuple({arena_.text(UnescapePattern(pattern_of(pattern)), prov)}, true, prov);
}

Value Interpreter::os_join(Call& call) {
  std::string out;
  for (const Argument& a : call.args.positional) {
    const std::string part = pattern_of(a.value);
    if (part.starts_with("/")) {
      out = part;
      continue;
    }
    if (!out.empty() && !out.ends_with("/")) out += "/";
    out += part;
  }
  if (call.args.open_positional) out += "/*";
  return arena_.text(std::move(out), arguments_prov(call));
}

Value Interpreter::os_dirname(Call& call) {
  Value v = arg(call, 0, "p");
  if (v == nullptr) return arena_.unknown();
  Value p = path_attr(as_path(v), call.name.ends_with("basename") ? "name" : "parent");
  return p == nullptr ? arena_.unknown(prov_of(v), ValueType::kString) : arena_.text(pattern_of(p), prov_of(v));
}

Value Interpreter::os_same(Call& call) {
  Value v = arg(call, 0, "");
  return v == nullptr ? arena_.unknown() : v;
}

Value Interpreter::os_cwd(Call& call) {
  (void)call;
  return call.name.starts_with("pathlib") ? as_path(arena_.str(".")) : arena_.str(".");
}

Value Interpreter::os_splitext(Call& call) {
  Value v = arg(call, 0, "");
  if (v != nullptr && v->kind == Kind::kStr) {
    const std::size_t dot = v->s.rfind('.');
    if (dot != std::string::npos && v->s.find('/', dot) == std::string::npos)
      return arena_.tuple({arena_.str(v->s.substr(0, dot), v->prov), arena_.str(v->s.substr(dot), v->prov)});
  }
  const Provenance prov = arguments_prov(call);
  return arena_.tuple({arena_.unknown(prov, ValueType::kString), arena_.unknown(prov, ValueType::kString)});
}

Value Interpreter::std_path(Call& call) {
  if (call.args.positional.empty()) return as_path(arena_.str("."));
  std::string out;
  for (const Argument& a : call.args.positional) {
    if (!out.empty()) out += "/";
    out += pattern_of(a.value);
  }
  return as_path(arena_.text(std::move(out), arguments_prov(call)));
}

void Interpreter::set_environment(Value key, Value v, Span where) {
  if (key->kind != Kind::kStr) return;
  s_.tracking.edit().environment[key->s] = v;
  environment_changed(key->s, v, where);
}

Value Interpreter::os_environ_method(Call& call) {
  if (call.name.ends_with("setdefault")) {
    Value key = arg(call, 0, "key");
    Value v = arg(call, 1, "default");
    if (key != nullptr && v != nullptr && key->kind == Kind::kStr) {
      if (!s_.tracking->environment.contains(key->s)) {
        set_environment(key, v, call.where);
      } else {
        note_environment_literal(key->s, v, call.where);
      }
      return v;
    }
    return arena_.unknown();
  }
  if (call.name.ends_with("update")) {
    Value v = arg(call, 0, "");
    if (v != nullptr && IsObject(v)) {
      const std::vector<DictItem> entries = obj(v).entries;
      for (const DictItem& item : entries)
        set_environment(item.key, item.value, item.where.valid() ? item.where : call.where);
    }
    for (const Argument& a : call.args.keyword)
      set_environment(arena_.str(std::string(names_.text(a.name))), a.value, a.where);
    return arena_.none();
  }
  if (call.name.ends_with("pop")) {
    Value key = arg(call, 0, "key");
    if (key != nullptr && key->kind == Kind::kStr) s_.tracking.edit().environment.erase(key->s);
    return arena_.unknown();
  }
  if (call.name.ends_with("items")) return make_dict({}, true, arena_.prov({OriginKind::kEnvironment, 0}));
  if (call.name.ends_with("copy"))
    return make_dict({}, true, arena_.prov({OriginKind::kEnvironment, config_id("env:*")}));
  return os_getenv(call);
}

Value Interpreter::os_putenv(Call& call) {
  Value key = arg(call, 0, "key");
  Value v = arg(call, 1, "value");
  if (key != nullptr && v != nullptr) set_environment(key, v, call.where);
  return arena_.none();
}

Value Interpreter::std_clock(Call& call) {
  Object o;
  o.kind = ObjKind::kLibrary;
  o.name = std::string(call.name);
  o.prov = arena_.prov({OriginKind::kClock, 0});
  if (call.name.starts_with("time."))
    return arena_.unknown(
        o.prov, call.name == "time.strftime" || call.name == "time.ctime" ? ValueType::kString : ValueType::kNumber);
  return arena_.object(alloc(std::move(o)));
}

Value Interpreter::std_number(Call& call) {
  // math and numpy scalars
  Provenance prov = arguments_prov(call);
  return arena_.unknown(prov, ValueType::kNumber);
}

Value Interpreter::std_thread(Call& call) {
  const bool timer = call.name.ends_with("Timer");
  Value target = timer ? arg(call, 1, "function") : arg(call, 1, "target");
  Value result = make_library("threading.Thread", call, nullptr);
  if (timer) {
    for (const auto& [position, name] : {std::pair<std::size_t, const char*>{2, "args"}, {3, "kwargs"}}) {
      if (Value given = arg(call, position, name); given != nullptr && named(call.args, name) == nullptr)
        edit(result->obj).entries.push_back({arena_.str(name), given});
    }
  }
  if (target != nullptr) edit(result->obj).callee = target;
  return result;
}

void Interpreter::in_new_thread(const std::function<void()>& body) {
  const std::vector<ActiveRun> active = s_.tracking->active;
  const bool before = s_.tracking->in_thread;
  const Span parent_site = thread_parent_;
  {
    Tracking& t = s_.tracking.edit();
    t.in_thread = before || !active.empty();
    t.active.clear();
  }
  body();
  Tracking& t = s_.tracking.edit();
  t.active = active;
  t.in_thread = before;
  thread_parent_ = parent_site;
}

/// asyncio.to_thread(fn, *args), loop.run_in_executor(executor, fn, *args), _thread.start_new_thread(fn, args)
Value Interpreter::std_run_in_thread(Call& call) {
  const std::size_t at = call.name.ends_with("run_in_executor") ? 1 : 0;
  Value fn = arg(call, at, at == 0 ? "func" : "");
  if (fn == nullptr) return arena_.unknown();
  Arguments args = call.args;
  args.positional.erase(args.positional.begin(), args.positional.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                               at + 1, args.positional.size())));
  if (call.name.ends_with("start_new_thread")) {
    const Value given = arg(call, 1, "args");
    args = {};
    if (const auto items = given == nullptr ? std::nullopt : known_items(given, 32)) {
      for (Value v : *items) args.positional.push_back({v, bind::kNoName, call.where, call.where});
    }
  }
  Value result = arena_.unknown();
  in_new_thread([&] { result = this->call(fn, std::move(args), call.where, call.callee); });
  return result;
}

Value Interpreter::std_submit(Call& call) {
  // Executor.submit(fn, *args)
  Value fn = arg(call, 0, "");
  Value result = arena_.unknown();
  if (fn == nullptr) return result;
  Arguments args = call.args;
  args.positional.erase(args.positional.begin());
  in_new_thread([&] { result = this->call(fn, args, call.where, call.callee); });
  Object future;
  future.kind = ObjKind::kLibrary;
  future.name = "concurrent.futures.Future";
  future.attrs.push_back({names_.intern("__result__"), result, false});
  future.prov = prov_of(result);
  return arena_.object(alloc(std::move(future)));
}

Value Interpreter::std_atexit(Call& call) {
  if (call.args.positional.empty()) return arena_.none();
  Value fn = call.args.positional[0].value;
  Arguments args = call.args;
  args.positional.erase(args.positional.begin());
  at_exit_.emplace_back(fn, std::move(args));
  return fn;
}

Value Interpreter::std_shell(Call& call) {
  Value command = arg(call, 0, "args");
  if (command == nullptr) command = named(call.args, "command");
  if (command != nullptr) {
    std::string pattern;
    if (const auto words = known_items(command, 64); words.has_value() && command->kind != Kind::kStr) {
      for (Value w : *words)
        pattern += (pattern.empty() ? "" : " ") +
                   (w->kind == Kind::kUnknown && pattern.empty() ? std::string("python") : pattern_of(w));
    } else {
      pattern = pattern_of(command);
    }
    ShellCommand shell;
    shell.command = text_of(arena_.text(std::move(pattern)));
    shell.where = call.where;
    if (std::none_of(out_.commands.begin(), out_.commands.end(),
                     [&](const ShellCommand& c) { return c.where == shell.where; }))
      out_.commands.push_back(std::move(shell));
  }
  return make_library(std::string(call.name), call, nullptr);
}

Value Interpreter::std_none(Call& call) {
  for (const Argument& a : call.args.positional) {
    if (IsCallableKind(a.value)) hand_over(a.value, call, false);
  }
  return arena_.none();
}

Value Interpreter::std_mapping(Call& call) {
  // types.MappingProxyType, Box, EasyDict, munch, OmegaConf.create …
  Value v = arg(call, 0, "");
  if (v == nullptr) return py_dict(call);
  return v;
}

Value Interpreter::std_logging(Call& call) {
  py_print(call);
  return arena_.none();
}

Index Interpreter::config_id(const std::string& key) {
  const Index next = static_cast<Index>(config_ids_.size()) | (key.starts_with("file:") ? kFileOrigin : 0U);
  return config_ids_.try_emplace(key, next).first->second;
}

Value Interpreter::mapping_of(Value v, Span where) {
  if (v->kind == Kind::kUnion) {
    for (Value item : v->items) {
      if (IsObject(item)) return mapping_of(item, where);
    }
  }
  if (v->kind == Kind::kModule) {
    const auto it = module_objects_.find(static_cast<std::uint32_t>(v->module));
    Value dict = make_dict();
    if (it != module_objects_.end()) {
      const bind::Scope& scope = graph_.module(v->module).record->tree.scopes[0];
      const std::vector<Value> slots = obj(it->second).items;
      for (std::size_t i = 0; i < slots.size() && i < scope.slots.size(); ++i) {
        if (slots[i] != nullptr && !scope.hidden[i])
          dict_set(dict->obj, arena_.str(std::string(names_.text(scope.slots[i]))), slots[i], slots[i]->where);
      }
    }
    return dict;
  }
  if (!IsObject(v)) return make_dict({}, true, prov_of(v));
  const Object& o = obj(v);
  if (o.kind == ObjKind::kDict) return v;
  if (o.kind == ObjKind::kInstance || o.kind == ObjKind::kLibrary || o.kind == ObjKind::kClass) {
    Value dict = attributes_dict(v);
    if (o.kind == ObjKind::kLibrary && o.attrs.empty()) {
      edit(dict->obj).open = true;
      edit(dict->obj).prov = o.prov;
    }
    return dict;
  }
  return make_dict({}, true, prov_of(v));
}

}  // namespace tracklint::interpret
