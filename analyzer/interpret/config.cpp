// Configuration files of the repository that the code reads by a path that is known: YAML, JSON, TOML,
// .env, Hydra. Their values are the values that will be recorded; each carries its key as origin.
#include <algorithm>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>
#include <toml++/toml.h>
#include <yaml-cpp/yaml.h>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

/// The path of a key below another one: "model.alpha".
std::string Below(const std::string& key, const std::string& name) {
  if (key.empty()) return name;
  std::string path = key;
  path += '.';
  path += name;
  return path;
}
constexpr std::size_t kMaxBytes = 2U << 20U;
constexpr int kMaxDepth = 24;
constexpr std::uint32_t kMaxNodes = 20'000;

std::string Normalise(const std::string& path) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : path + "/") {
    if (c != '/') {
      part += c;
      continue;
    }
    if (part == "..") {
      if (parts.empty()) return {};
      parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    part.clear();
  }
  std::string out;
  for (const std::string& p : parts) out += (out.empty() ? "" : "/") + p;
  return out;
}
}  // namespace

/// Path of a file of the repository that `path` names, relative to the root: as the program finds it from the
/// root or from the directory of the script; empty when there is none.
std::string Interpreter::repository_path(Value path) {
  if (path->kind == Kind::kUnion) {
    for (Value v : path->items) {
      if (std::string found = repository_path(v); !found.empty()) return found;
    }
    return {};
  }
  if (path->kind == Kind::kUnknown && (path->s == "option" || path->s == "path") && !path->items.empty() &&
      path->items[0] != nullptr)
    return repository_path(path->items[0]);
  if (path->kind != Kind::kStr || path->s.empty() || path->s.front() == '/' || path->s.find("://") != std::string::npos)
    return {};
  const auto exists = [&](const std::string& p) {
    return !p.empty() && std::binary_search(project_.files.begin(), project_.files.end(), p);
  };
  if (std::string direct = Normalise(path->s); exists(direct)) return direct;
  const auto from_module = [&](ModuleId module) -> std::string {
    if (module == link::kNoModule) return {};
    std::string directory = graph_.module(module).path;
    for (int i = 0; i < 6; ++i) {
      const std::size_t slash = directory.rfind('/');
      directory = slash == std::string::npos ? "" : directory.substr(0, slash);
      std::string candidate = Normalise(directory.empty() ? path->s : directory + "/" + path->s);
      if (exists(candidate)) return candidate;
      if (directory.empty()) break;
    }
    return {};
  };
  if (std::string found = from_module(entry_module()); !found.empty()) return found;
  if (frame_ != nullptr) return from_module(frame_->module);
  return {};
}

std::optional<std::string> Interpreter::read_repository_file(Value path) {
  const std::string relative = repository_path(path);
  if (relative.empty() || options_.root.empty()) return std::nullopt;
  const auto cached = files_read_.find(relative);
  if (cached != files_read_.end()) return cached->second;
  std::ifstream in(options_.root + "/" + relative, std::ios::binary);
  std::string text(kMaxBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kMaxBytes) return std::nullopt;
  files_read_[relative] = text;
  return text;
}

Provenance Interpreter::config_prov(const std::string& path, const std::string& key) {
  Provenance prov = arena_.prov({OriginKind::kConfig, config_id("file:" + path)});
  return arena_.join(prov, arena_.prov({OriginKind::kConfig, config_id("key:" + path + ":" + key)}));
}

Value Interpreter::config_scalar(const std::string& text, const std::string& path, const std::string& key) {
  const Provenance prov = config_prov(path, key);
  if (text == "null" || text == "~" || text.empty() || text == "Null" || text == "NULL")
    return arena_.with_prov(arena_.none(), prov);
  if (text == "true" || text == "True" || text == "TRUE" || text == "yes" || text == "on" || text == "Yes")
    return arena_.with_prov(arena_.boolean(true), prov);
  if (text == "false" || text == "False" || text == "FALSE" || text == "no" || text == "off" || text == "No")
    return arena_.with_prov(arena_.boolean(false), prov);
  char* end = nullptr;
  const long long n = std::strtoll(text.c_str(), &end, 10);
  if (*end == '\0' && (text.size() == 1 || text[0] != '0')) return arena_.integer(n, prov);
  const bool numeric = text.find_first_not_of("0123456789+-.eE") == std::string::npos &&
                       text.find_first_of("0123456789") != std::string::npos;
  if (numeric) {
    const double d = std::strtod(text.c_str(), &end);
    // YAML 1.1 (PyYAML) reads 1e-3 as text: a float needs a dot
    if (*end == '\0' && text.find('.') != std::string::npos) return arena_.number(d, prov);
  }
  return arena_.str(text, prov);
}

Value Interpreter::from_yaml(const YAML::Node& node, const std::string& path, const std::string& key, int depth) {
  // an alias stands for its node as often as it is named: few lines can be a very large tree
  if (depth > kMaxDepth || ++config_nodes_ > kMaxNodes) return arena_.unknown(config_prov(path, key));
  switch (node.Type()) {
    case YAML::NodeType::Scalar: {
      if (node.Tag() == "!") return arena_.str(node.Scalar(), config_prov(path, key));  // quoted
      return config_scalar(node.Scalar(), path, key);
    }
    case YAML::NodeType::Sequence: {
      std::vector<Value> items;
      std::size_t n = 0;
      for (const auto& item : node) {
        if (n >= 500) break;
        items.push_back(from_yaml(item, path, key + "[" + std::to_string(n++) + "]", depth + 1));
      }
      return make_list(std::move(items), false, config_prov(path, key));
    }
    case YAML::NodeType::Map: {
      Value dict = make_dict({}, false, config_prov(path, key));
      for (const auto& item : node) {
        if (!item.first.IsScalar()) continue;
        const std::string name = item.first.Scalar();
        if (name == "<<" && item.second.IsMap()) {
          dict_update(dict->obj, from_yaml(item.second, path, key, depth + 1), {});
          continue;
        }
        Value k = config_scalar(name, path, key);
        if (k->kind != Kind::kInt) k = arena_.str(name);
        dict_set(dict->obj, k, from_yaml(item.second, path, Below(key, name), depth + 1), {});
      }
      return dict;
    }
    default: return arena_.with_prov(arena_.none(), config_prov(path, key));
  }
}

namespace {
Value FromJson(const nlohmann::ordered_json& node, Arena& arena, const std::function<Value(std::vector<Value>)>& list,
               const std::function<Value(std::vector<std::pair<std::string, Value>>)>& dict,
               const std::function<Provenance(const std::string&)>& prov, const std::string& key, int depth) {
  if (depth > kMaxDepth) return arena.unknown(prov(key));
  if (node.is_null()) return arena.with_prov(arena.none(), prov(key));
  if (node.is_boolean()) return arena.with_prov(arena.boolean(node.get<bool>()), prov(key));
  if (node.is_number_integer()) return arena.integer(node.get<std::int64_t>(), prov(key));
  if (node.is_number_float()) return arena.number(node.get<double>(), prov(key));
  if (node.is_string()) return arena.str(node.get<std::string>(), prov(key));
  if (node.is_array()) {
    std::vector<Value> items;
    for (std::size_t i = 0; i < node.size() && i < 500; ++i)
      items.push_back(FromJson(node[i], arena, list, dict, prov, key + "[" + std::to_string(i) + "]", depth + 1));
    return list(std::move(items));
  }
  std::vector<std::pair<std::string, Value>> entries;
  for (auto it = node.begin(); it != node.end() && entries.size() < 500; ++it)
    entries.emplace_back(it.key(), FromJson(it.value(), arena, list, dict, prov,
                                            key.empty() ? it.key() : key + "." + it.key(), depth + 1));
  return dict(std::move(entries));
}

Value FromToml(const toml::node& node, Arena& arena, const std::function<Value(std::vector<Value>)>& list,
               const std::function<Value(std::vector<std::pair<std::string, Value>>)>& dict,
               const std::function<Provenance(const std::string&)>& prov, const std::string& key, int depth) {
  if (depth > kMaxDepth) return arena.unknown(prov(key));
  if (const auto* s = node.as_string()) return arena.str(s->get(), prov(key));
  if (const auto* i = node.as_integer()) return arena.integer(i->get(), prov(key));
  if (const auto* f = node.as_floating_point()) return arena.number(f->get(), prov(key));
  if (const auto* b = node.as_boolean()) return arena.with_prov(arena.boolean(b->get()), prov(key));
  if (const auto* a = node.as_array()) {
    std::vector<Value> items;
    for (const auto& item : *a) items.push_back(FromToml(item, arena, list, dict, prov, key + "[]", depth + 1));
    return list(std::move(items));
  }
  if (const auto* t = node.as_table()) {
    std::vector<std::pair<std::string, Value>> entries;
    for (const auto& [k, v] : *t) {
      const std::string name(k.str());
      entries.emplace_back(name, FromToml(v, arena, list, dict, prov, Below(key, name), depth + 1));
    }
    return dict(std::move(entries));
  }
  return arena.unknown(prov(key));
}
}  // namespace

Value Interpreter::config_value(std::string_view text, std::string_view format, const std::string& path, Span) {
  const auto list = [&](std::vector<Value> items) { return make_list(std::move(items), false, config_prov(path, "")); };
  const auto dict = [&](const std::vector<std::pair<std::string, Value>>& entries) {
    Value d = make_dict({}, false, config_prov(path, ""));
    for (const auto& [k, v] : entries) dict_set(d->obj, arena_.str(k), v, {});
    return d;
  };
  const auto prov = [&](const std::string& key) { return config_prov(path, key); };
  try {
    if (format == "json") {
      const auto parsed = nlohmann::ordered_json::parse(text, nullptr, false, true);
      if (!parsed.is_discarded()) return FromJson(parsed, arena_, list, dict, prov, "", 0);
    } else if (format == "toml") {
      // One way of error handling for all users of toml++: its two modes cannot be mixed in one program.
      const toml::table parsed = toml::parse(text);
      return FromToml(parsed, arena_, list, dict, prov, "", 0);
    } else {
      return from_yaml(YAML::Load(std::string(text)), path, "", 0);
    }
  } catch (const std::exception&) {
    return make_dict({}, true, config_prov(path, ""));
  }
  return make_dict({}, true, config_prov(path, ""));
}

Value Interpreter::py_open(Call& call) {
  Value path = arg(call, 0, "file");
  Value mode = arg(call, 1, "mode");
  Object file;
  file.kind = ObjKind::kLibrary;
  file.name = "io.TextIOWrapper";
  file.where = call.where;
  if (path != nullptr) {
    file.attrs.push_back({names_.intern("__path__"), path, false});
    file.attrs.push_back({names_.intern("name"), path, false});
    if (mode != nullptr) file.attrs.push_back({names_.intern("mode"), mode, false});
    file.prov = prov_of(path);
  }
  return arena_.object(alloc(std::move(file)));
}

/// yaml.safe_load(f), json.load(f), toml.load(path), OmegaConf.load(path)
Value Interpreter::config_load(Call& call) {
  Value source = arg(call, 0, "");
  if (source == nullptr) source = named(call.args, call.name == "yaml.load" ? "stream" : "fp");
  if (source == nullptr && !call.args.keyword.empty()) source = call.args.keyword[0].value;
  if (source == nullptr) return make_dict({}, true);
  if (Value path = get_library_attr(source, "__path__"); path != nullptr) source = path;
  if (source->kind == Kind::kUnknown && source->s == "json") return copy_object(source->items[0], 6);
  const bool text_given = call.name.ends_with("loads") ||
                          (source->kind == Kind::kStr && !source->b && source->s.find('\n') != std::string::npos);
  std::string format =
      call.name.starts_with("json") || call.name.starts_with("simplejson") || call.name.starts_with("orjson") ? "json"
      : call.name.starts_with("toml") || call.name.starts_with("tomli") || call.name.starts_with("pytoml")    ? "toml"
                                                                                                              : "yaml";
  if (text_given && source->kind == Kind::kStr) return config_value(source->s, format, "text", call.where);
  if (Value written = call.name.ends_with("loads") ? nullptr : written_value(source); written != nullptr)
    return written->kind == Kind::kStr ? config_value(written->s, format, "text", call.where) : written;
  const std::string relative = repository_path(source);
  // what the code wrote there itself before
  if (relative.empty()) {
    Provenance prov = arena_.prov({OriginKind::kConfig, config_id(config_file_key(source))});
    if (const auto it = file_contents_.find(pattern_of(source)); it != file_contents_.end())
      prov = arena_.join(prov, it->second);
    return make_dict({}, true, prov);
  }
  const auto text = read_repository_file(source);
  if (!text.has_value()) return make_dict({}, true, config_prov(relative, ""));
  return config_value(*text, format, relative, call.where);
}

/// What a configuration file is known by: its path, or where its path comes from (`open(args.config)`).
std::string Interpreter::config_file_key(Value path) {
  std::string key = "file:" + UnescapePattern(pattern_of(path));
  if (key != "file:*") return key;
  const Provenance prov = prov_of(path);
  for (const Origin& o : prov == nullptr ? Origins{} : *prov)
    key += "?" + std::to_string(static_cast<int>(o.kind)) + "." + std::to_string(o.id);
  return key;
}

/// An entry of a configuration file that is not there to be read: `cfg["model"]["alpha"]`. It comes from the file, and
/// is told apart from the file's other entries by its keys. Null: not of such a file, or a key that is not known.
Value Interpreter::unseen_entry(Provenance of, Value key) {
  if (of == nullptr || key->kind != Kind::kStr) return nullptr;
  const auto file = std::find_if(of->begin(), of->end(),
                                 [](const Origin& o) { return o.kind == OriginKind::kConfig && o.id >= kFileOrigin; });
  if (file == of->end()) return nullptr;
  std::string path = "entry:" + std::to_string(file->id);
  Provenance out = nullptr;
  for (const Origin& o : *of) {
    const auto parent = o.kind == OriginKind::kConfig ? unseen_entries_.find(o.id) : unseen_entries_.end();
    if (parent != unseen_entries_.end()) {
      path = parent->second;
    } else {
      out = arena_.join(out, arena_.prov(o));
    }
  }
  path += "." + key->s;
  const Index id = config_id(path);
  unseen_entries_[id] = path;
  return arena_.unknown(arena_.join(out, arena_.prov({OriginKind::kConfig, id})));
}

Value Interpreter::config_parse(Call& call) {
  // configparser.ConfigParser(): sections and keys of .ini files are not followed
  return make_library(std::string(call.name), call, arena_.prov({OriginKind::kConfig, config_id("ini")}),
                      ValueType::kMapping);
}

Value Interpreter::json_dump(Call& call) {
  Value content = arg(call, 0, "obj");
  if (content == nullptr) content = named(call.args, "data");
  Value target = arg(call, 1, "fp");
  if (target == nullptr) target = named(call.args, "stream");
  if (target != nullptr && content != nullptr) {
    Value path = get_library_attr(target, "__path__");
    note_written(path == nullptr ? target : path, content);
  }
  if (target == nullptr) return content == nullptr ? arena_.unknown(nullptr, ValueType::kString) : json_text(content);
  return arena_.none();
}

Value Interpreter::json_dumps(Call& call) {
  Value content = arg(call, 0, "obj");
  return content == nullptr ? arena_.unknown(nullptr, ValueType::kString) : json_text(content);
}

/// Names and values of a .env file, `${NAME}` expanded.
std::vector<std::pair<std::string, std::string>> Interpreter::dotenv_entries(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> out;
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::size_t at = line.find_first_not_of(" \t");
    if (at == std::string::npos || line[at] == '#') continue;
    line.erase(0, at);
    if (line.starts_with("export ")) line.erase(0, 7);
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) continue;
    std::string name = line.substr(0, equals);
    while (!name.empty() && (name.back() == ' ' || name.back() == '\t')) name.pop_back();
    std::string value = line.substr(equals + 1);
    value.erase(0, std::min(value.find_first_not_of(" \t"), value.size()));
    bool expand = true;
    if (!value.empty() && (value.front() == '"' || value.front() == '\'')) {
      const char quote = value.front();
      expand = quote == '"';
      const std::size_t close = value.find(quote, 1);
      value = value.substr(1, close == std::string::npos ? std::string::npos : close - 1);
    } else {
      if (const std::size_t comment = value.find(" #"); comment != std::string::npos) value.resize(comment);
      while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.pop_back();
    }
    if (expand) {
      for (std::size_t open = value.find("${"); open != std::string::npos; open = value.find("${", open)) {
        const std::size_t close = value.find('}', open);
        if (close == std::string::npos) break;
        const std::string variable = value.substr(open + 2, close - open - 2);
        std::string replacement;
        const auto earlier = std::find_if(out.rbegin(), out.rend(), [&](const auto& e) { return e.first == variable; });
        if (earlier != out.rend()) replacement = earlier->second;
        if (const auto it = s_.tracking->environment.find(variable);
            it != s_.tracking->environment.end() && it->second->kind == Kind::kStr)
          replacement = it->second->s;
        value.replace(open, close - open + 1, replacement);
        open += replacement.size();
      }
    }
    out.emplace_back(std::move(name), std::move(value));
  }
  return out;
}

/// python-dotenv: variables of a committed .env file.
Value Interpreter::dotenv_load(Call& call) {
  Value path = arg(call, 0, "dotenv_path");
  Value file = path != nullptr && path->kind == Kind::kStr ? path : arena_.str(".env");
  Value override_value = named(call.args, "override");
  const auto text = read_repository_file(file);
  if (!text.has_value()) {
    dotenv_unknown_ = true;
    return arena_.unknown(nullptr, ValueType::kBool);
  }
  const bool overrides = override_value != nullptr && truth(override_value) == Tri::kYes;
  for (auto& [name, value] : dotenv_entries(*text)) {
    if (overrides || !s_.tracking->environment.contains(name))
      set_environment(arena_.str(name),
                      arena_.str(value, arena_.prov({OriginKind::kEnvironment, config_id("env:" + name)})), call.where);
  }
  return arena_.boolean(true);
}

/// dotenv_values(path): the same as a dictionary; the environment stays as it is.
Value Interpreter::dotenv_values(Call& call) {
  Value path = arg(call, 0, "dotenv_path");
  Value file = path != nullptr && path->kind != Kind::kNone ? path : arena_.str(".env");
  const auto text = read_repository_file(file);
  if (!text.has_value()) return make_dict({}, true, arena_.prov({OriginKind::kEnvironment, config_id("env:*")}));
  const std::string relative = repository_path(file);
  Value out = make_dict({}, false, config_prov(relative, ""));
  for (auto& [name, value] : dotenv_entries(*text))
    dict_set(out->obj, arena_.str(name), arena_.str(value, config_prov(relative, name)), {});
  return out;
}

/// find_dotenv("name"): the file of that name.
Value Interpreter::dotenv_find(Call& call) {
  Value name = arg(call, 0, "filename");
  return name != nullptr && name->kind == Kind::kStr ? name : arena_.str(".env");
}

}  // namespace tracklint::interpret
