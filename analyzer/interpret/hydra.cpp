// Hydra and OmegaConf: the configuration that a @hydra.main function gets, composed from the YAML files
// of the repository. Every value can be overridden on the command line, so values are options.
#include <algorithm>
#include <functional>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {
std::string ArgumentText(const Object& o, std::string_view name, std::size_t position) {
  for (const DictItem& item : o.entries) {
    if (item.key->s == name) return item.value->kind == Kind::kStr ? item.value->s : std::string();
  }
  if (position < o.items.size() && o.items[position]->kind == Kind::kStr) return o.items[position]->s;
  return {};
}

/// `???`: the command line, or another file, must give the value.
bool IsMissing(Value v) {
  return (v->kind == Kind::kStr && v->s == "???") || (v->kind == Kind::kExternal && v->s == "omegaconf.MISSING");
}
}  // namespace

Value Interpreter::hydra_config(Value function, Value decorator, Span where) {
  if (decorator == nullptr || !IsObject(decorator))
    return make_dict({}, true, arena_.prov({OriginKind::kConfig, config_id("hydra")}));
  const Object o = obj(decorator);
  std::string directory = ArgumentText(o, "config_path", 0);
  std::string name = ArgumentText(o, "config_name", 1);
  if (name.empty()) name = "config";
  if (!name.ends_with(".yaml") && !name.ends_with(".yml")) name += ".yaml";
  // relative to the file that has the decorated function
  std::string base = graph_.module(function->module).path;
  const std::size_t slash = base.rfind('/');
  base = slash == std::string::npos ? "" : base.substr(0, slash + 1);
  const std::string root = directory.empty() ? base : base + directory + "/";
  Value dict = make_dict();
  compose(dict, root, name, "", 0);
  resolve_interpolations(dict, dict, 0);
  // every value may be overridden
  return as_options(dict, "", where, 0);
}

/// A configuration by name: a file below the root, or what ConfigStore holds under that name; null when there is none.
Value Interpreter::config_source(const std::string& root, const std::string& file) {
  const auto stored = [&]() -> Value {
    const std::string name = file.substr(0, file.rfind('.'));
    const auto found = std::find_if(config_store_.rbegin(), config_store_.rend(),
                                    [&](const auto& item) { return item.first == name; });
    if (found == config_store_.rend()) return nullptr;
    Value node = found->second;
    if (IsObject(node) && obj(node).kind == ObjKind::kClass) node = instantiate(node, {}, obj(node).where);
    if (IsObject(node) && obj(node).kind == ObjKind::kInstance) node = as_dict(node, 0, false);
    return IsObject(node) && obj(node).kind == ObjKind::kDict ? copy_object(node, 8) : nullptr;
  };
  if (const auto text = root.empty() ? std::nullopt : read_repository_file(arena_.str(root + file)); text.has_value()) {
    try {
      const YAML::Node node = YAML::Load(*text);
      if (!node.IsMap()) return make_dict();
      Value values = from_yaml(node, root + file, "", 0);
      // a structured configuration of the same name is its schema: it gives what the file leaves out
      if (Value schema = stored(); schema != nullptr) {
        merge_config(schema, values, 0);
        return schema;
      }
      return values;
    } catch (const std::exception&) {
      return nullptr;
    }
  }
  return stored();
}

/// ConfigStore.instance().store(name=…, node=…, group=…)
Value Interpreter::store_config(Call& call) {
  Value name = arg(call, 0, "name");
  Value node = arg(call, 1, "node");
  Value group = arg(call, 2, "group");
  if (name == nullptr || name->kind != Kind::kStr || node == nullptr) return arena_.none();
  std::string key = name->s.ends_with(".yaml") ? name->s.substr(0, name->s.size() - 5) : name->s;
  if (group != nullptr && group->kind == Kind::kStr) key = group->s + "/" + key;
  config_store_.emplace_back(std::move(key), node);
  return arena_.none();
}

/// Merges one file and its defaults list into `dict`, below `package`.
void Interpreter::compose(Value dict, const std::string& root, const std::string& file, const std::string& package,
                          int depth) {
  if (depth > 8) return;
  Value own = config_source(root, file);
  if (own == nullptr || !IsObject(own) || obj(own).kind != ObjKind::kDict) {
    edit(dict->obj).open = true;
    return;
  }
  Value defaults = dict_get(own->obj, arena_.str("defaults"));
  std::erase_if(edit(own->obj).entries, [&](const DictItem& item) {
    return item.key->kind == Kind::kStr && (item.key->s == "defaults" || item.key->s == "hydra");
  });
  bool self_done = false;
  const auto merge_self = [&] {
    self_done = true;
    merge_config(package.empty() ? dict : sub_config(dict, package), own, 0);
  };
  const auto items = defaults == nullptr ? std::nullopt : known_items(defaults, 64);
  for (Value item : items.value_or(std::vector<Value>{})) {
    if (item->kind == Kind::kStr) {
      if (item->s == "_self_") {
        merge_self();
      } else {
        const std::string prefix = file.find('/') == std::string::npos ? "" : file.substr(0, file.rfind('/') + 1);
        compose(dict, root, prefix + item->s + ".yaml", package, depth + 1);
      }
      continue;
    }
    if (!IsObject(item) || obj(item).kind != ObjKind::kDict) continue;
    for (const DictItem& group : Object(obj(item)).entries) {
      if (group.key->kind != Kind::kStr) continue;
      std::string key = group.key->s;
      if (key.starts_with("override ")) continue;
      if (key.starts_with("optional ")) key.erase(0, 9);
      const bool absolute = key.starts_with('/');
      if (absolute) key.erase(0, 1);
      std::string target = key;
      if (const std::size_t at = key.find('@'); at != std::string::npos) {
        target = key.substr(at + 1);
        key.resize(at);
        if (target == "_global_") target.clear();
      }
      std::replace(target.begin(), target.end(), '/', '.');
      if (!package.empty()) target = target.empty() ? package : fmt::format("{}.{}", package, target);
      const std::string chosen = group.value->kind == Kind::kStr ? group.value->s : std::string();
      // a group that a file of a group names lies beside it, unless it is written from the root
      const std::string beside = file.substr(0, file.rfind('/') == std::string::npos ? 0 : file.rfind('/') + 1) + key;
      const auto lies_beside = [&](Value member) {
        return member->kind == Kind::kStr && config_source(root, beside + "/" + member->s + ".yaml") != nullptr;
      };
      const std::vector<Value> members = chosen.empty() ? known_items(group.value, 16).value_or(std::vector<Value>{})
                                                        : std::vector<Value>{group.value};
      if (!absolute && std::any_of(members.begin(), members.end(), lies_beside)) key = beside;
      if (chosen.empty()) {
        // nothing, a list of choices, or `???`: the command line says which
        for (Value one : members) {
          if (one->kind == Kind::kStr) compose(dict, root, key + "/" + one->s + ".yaml", target, depth + 1);
        }
        continue;
      }
      if (chosen != "???") compose(dict, root, fmt::format("{}/{}.yaml", key, chosen), target, depth + 1);
      add_group_choices(dict, root, key, chosen, target);
    }
  }
  if (!self_done) merge_self();
}

/// Other members of a configuration group: what the command line may choose instead. Their keys may be there.
void Interpreter::add_group_choices(Value dict, const std::string& root, const std::string& group,
                                    const std::string& chosen, const std::string& target) {
  std::vector<std::string> others;
  if (const std::string found = repository_path(arena_.str(root + group + "/" + chosen + ".yaml")); !found.empty()) {
    const std::string folder = found.substr(0, found.rfind('/') + 1);
    auto it = std::lower_bound(project_.files.begin(), project_.files.end(), folder);
    for (; it != project_.files.end() && it->starts_with(folder); ++it) {
      if (it->ends_with(".yaml") && it->find('/', folder.size()) == std::string::npos)
        others.push_back(it->substr(folder.size()));
    }
  }
  for (const auto& item : config_store_) {
    if (item.first.starts_with(group + "/")) others.push_back(item.first.substr(group.size() + 1) + ".yaml");
  }
  std::erase(others, chosen + ".yaml");
  if (others.size() > 8) others.resize(8);
  if (!others.empty() && !target.empty()) {
    // what only the chosen member has is there only while it is the one chosen
    Value own = sub_config(dict, target);
    for (DictItem& item : edit(own->obj).entries) item.maybe = true;
  }
  for (const std::string& other : others) {
    Value values = config_source(root, fmt::format("{}/{}", group, other));
    if (values != nullptr && IsObject(values) && obj(values).kind == ObjKind::kDict)
      merge_alternative(target.empty() ? dict : sub_config(dict, target), values, 0);
  }
}

/// Keys that only another choice has become maybe; values that differ become unions.
void Interpreter::merge_alternative(Value dict, Value values, int depth) {
  if (depth > 8 || !IsObject(dict) || !IsObject(values)) return;
  const std::vector<DictItem> incoming = obj(values).entries;
  for (const DictItem& item : incoming) {
    if ((item.key->kind == Kind::kStr && item.key->s == "defaults") || IsMissing(item.value)) continue;
    Value have = nullptr;
    for (const DictItem& e : obj(dict).entries) {
      if (SameConst(e.key, item.key)) have = e.value;
    }
    if (have == nullptr) {
      edit(dict->obj).entries.push_back({item.key, item.value, true, item.where});
    } else if (IsObject(have) && obj(have).kind == ObjKind::kDict && IsObject(item.value)) {
      merge_alternative(have, item.value, depth + 1);
    } else {
      for (DictItem& e : edit(dict->obj).entries) {
        if (SameConst(e.key, item.key)) e.value = JoinValues(have, item.value, arena_);
      }
    }
  }
}

Value Interpreter::sub_config(Value dict, const std::string& package) {
  Value at = dict;
  std::string rest = package;
  while (!rest.empty()) {
    const std::size_t dot = rest.find('.');
    const std::string part = rest.substr(0, dot);
    rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
    Value key = arena_.str(part);
    Value next = nullptr;
    for (const DictItem& e : obj(at).entries) {
      if (SameConst(e.key, key)) next = e.value;
    }
    if (next == nullptr || !IsObject(next)) {
      next = make_dict();
      dict_set(at->obj, key, next, {});
    }
    at = next;
  }
  return at;
}

void Interpreter::merge_config(Value into, Value from, int depth) {
  if (depth > 16 || !IsObject(from) || !IsObject(into)) return;
  const std::vector<DictItem> incoming = obj(from).entries;
  for (const DictItem& item : incoming) {
    Value have = nullptr;
    for (const DictItem& e : obj(into).entries) {
      if (SameConst(e.key, item.key)) have = e.value;
    }
    if (IsMissing(item.value)) {
      // the command line must give it, where no other file does
      if (have == nullptr) dict_set(into->obj, item.key, arena_.unknown(), item.where);
    } else if (have != nullptr && IsObject(have) && obj(have).kind == ObjKind::kDict && IsObject(item.value) &&
               obj(item.value).kind == ObjKind::kDict) {
      merge_config(have, item.value, depth + 1);
    } else {
      dict_set(into->obj, item.key, item.value, item.where);
    }
  }
}

/// `${a.b}` in texts.
void Interpreter::resolve_interpolations(Value root, Value at, int depth) {
  if (depth > 16 || !IsObject(at)) return;
  const auto lookup = [&](std::string path) -> Value {
    Value v = root;
    while (!path.empty() && IsObject(v) && obj(v).kind == ObjKind::kDict) {
      const std::size_t dot = path.find('.');
      Value key = arena_.str(path.substr(0, dot));
      path = dot == std::string::npos ? "" : path.substr(dot + 1);
      Value next = nullptr;
      for (const DictItem& e : obj(v).entries) {
        if (SameConst(e.key, key)) next = e.value;
      }
      if (next == nullptr) return nullptr;
      v = next;
    }
    return path.empty() ? v : nullptr;
  };
  const auto resolve = [&](Value v) -> Value {
    if (v->kind != Kind::kStr || v->s.find("${") == std::string::npos) return v;
    if (v->s.starts_with("${") && v->s.find('}') == v->s.size() - 1 && v->s.find(':') == std::string::npos) {
      Value found = lookup(v->s.substr(2, v->s.size() - 3));
      if (found != nullptr) return arena_.with_prov(found, v->prov);
    }
    std::string pattern;
    for (std::size_t i = 0; i < v->s.size();) {
      if (v->s.compare(i, 2, "${") == 0) {
        const std::size_t close = v->s.find('}', i);
        if (close == std::string::npos) break;
        Value found = lookup(v->s.substr(i + 2, close - i - 2));
        pattern += found != nullptr ? pattern_of(found) : "*";
        i = close + 1;
      } else {
        pattern += EscapePattern(std::string_view(&v->s[i], 1));
        ++i;
      }
    }
    return arena_.text(std::move(pattern), v->prov);
  };
  if (obj(at).kind == ObjKind::kDict) {
    const std::size_t n = obj(at).entries.size();
    for (std::size_t i = 0; i < n; ++i) {
      Value v = resolve(obj(at).entries[i].value);
      edit(at->obj).entries[i].value = v;
      resolve_interpolations(root, v, depth + 1);
    }
  } else if (obj(at).kind == ObjKind::kList) {
    const std::size_t n = obj(at).items.size();
    for (std::size_t i = 0; i < n; ++i) edit(at->obj).items[i] = resolve(obj(at).items[i]);
  }
}

Value Interpreter::as_options(Value v, const std::string& key, Span where, int depth) {
  if (depth > 12) return v;
  if (IsObject(v) && obj(v).kind == ObjKind::kDict) {
    const std::size_t n = obj(v).entries.size();
    if (n == 0) edit(v->obj).open = true;  // a place for what the command line adds
    for (std::size_t i = 0; i < n; ++i) {
      const DictItem item = obj(v).entries[i];
      const std::string name = item.key->kind == Kind::kStr ? item.key->s : "*";
      if (name == "_target_") continue;
      edit(v->obj).entries[i].value =
          as_options(item.value, key.empty() ? name : fmt::format("{}.{}", key, name), where, depth + 1);
    }
    return v;
  }
  if (IsObject(v)) return v;
  if (IsMissing(v)) v = arena_.unknown();
  const Text fallback = text_of(v);
  Value opt =
      option(key, fallback, "hydra", where, type_of(v) == ValueType::kNone ? ValueType::kUnknown : type_of(v), v->prov);
  ValueData* out = arena_.make(Kind::kUnknown);
  *out = *opt;
  return out;
}

/// OmegaConf.to_container, OmegaConf.create, OmegaConf.to_object: the mapping itself.
Value Interpreter::omega_container(Call& call) {
  if (call.name.ends_with("from_cli")) return make_dict({}, true, arena_.prov({OriginKind::kOption, argv_option()}));
  Value v = arg(call, 0, "cfg");
  if (v == nullptr) v = arg(call, 0, "obj");
  if (v == nullptr) return make_dict({}, true);
  if (call.name.ends_with("to_yaml")) return arena_.unknown(contents_prov(v), ValueType::kString);
  if (call.name.ends_with("merge")) {
    Value out = make_dict();
    // every level may hold more: `model.depth=3` on the command line adds a key
    const std::function<void(Value, int)> extend = [&](Value at, int depth) {
      if (depth > 12 || !IsObject(at) || obj(at).kind != ObjKind::kDict) return;
      edit(at->obj).open = true;
      const std::size_t n = obj(at).entries.size();
      for (std::size_t i = 0; i < n; ++i) extend(obj(at).entries[i].value, depth + 1);
    };
    for (const Argument& a : call.args.positional) {
      if (IsObject(a.value) && obj(a.value).kind == ObjKind::kDict) {
        merge_config(out, copy_object(a.value, 6), 0);
        if (!obj(a.value).open) continue;
        edit(out->obj).open = true;
        const Provenance prov = obj(a.value).prov;
        const bool command_line = prov != nullptr && std::any_of(prov->begin(), prov->end(), [](const Origin& o) {
                                    return o.kind == OriginKind::kOption;
                                  });
        if (!command_line || !obj(a.value).entries.empty()) continue;
        out = as_options(out, "", call.where, 0);
        extend(out, 0);
      } else if (IsObject(a.value) && obj(a.value).kind == ObjKind::kInstance) {
        merge_config(out, as_dict(a.value, 0, false), 0);
      } else {
        edit(out->obj).open = true;
        edit(out->obj).prov = arena_.join(obj(out).prov, prov_of(a.value));
      }
    }
    return out;
  }
  if (call.name.ends_with("structured"))
    return as_dict(IsObject(v) && obj(v).kind == ObjKind::kClass ? instantiate(v, {}, call.where) : v, 0, false);
  return copy_object(v, 6);
}

/// hydra.utils.instantiate(cfg): calls what `_target_` names.
Value Interpreter::hydra_instantiate(Call& call) {
  Value config = arg(call, 0, "config");
  if (config == nullptr || !IsObject(config) || obj(config).kind != ObjKind::kDict)
    return arena_.unknown(arguments_prov(call));
  Value target = dict_get(config->obj, arena_.str("_target_"));
  if (target == nullptr) return arena_.unknown(prov_of(config));
  const auto make = [&](Value name) -> Value {
    if (name->kind != Kind::kStr) return arena_.unknown(prov_of(config));
    Arguments args;
    for (const DictItem& item : Object(obj(config)).entries) {
      if (item.key->kind != Kind::kStr || item.key->s.starts_with("_")) continue;
      args.keyword.push_back({item.value, names_.intern(item.key->s), item.where.valid() ? item.where : call.where,
                              item.where.valid() ? item.where : call.where});
    }
    for (const Argument& a : call.args.keyword) args.keyword.push_back(a);
    const std::size_t dot = name->s.rfind('.');
    Value callee = arena_.external(name->s);
    if (dot != std::string::npos) {
      const ModuleId module = graph_.resolve(main_module(), 0, name->s.substr(0, dot));
      if (module != link::kNoModule) {
        import_module(module);
        callee = module_attr(module, names_.intern(name->s.substr(dot + 1)), call.where);
      }
    }
    return this->call(callee, std::move(args), call.where, call.callee);
  };
  if (target->kind == Kind::kUnion) {
    Value out = nullptr;
    for (Value name : target->items) {
      Value v = make(name);
      out = out == nullptr ? v : JoinValues(out, v, arena_);
    }
    return out;
  }
  return make(target);
}

}  // namespace tracklint::interpret
