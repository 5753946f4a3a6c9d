// Kedro and its plug-in kedro-mlflow: a session runs a pipeline of the registry. The plug-in opens one run
// around it, records the parameters that nodes take, and data sets of the catalogue record what is saved.
#include "analyzer/interpret/kedro.h"

#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

/// The text of a constant, else nothing.
std::string TextOf(Value v) { return v != nullptr && v->kind == Kind::kStr ? v->s : std::string(); }

/// `{name}_metrics` of a data set factory matches `train_metrics`.
bool FactoryMatches(std::string_view factory, std::string_view name) {
  std::string pattern;
  for (std::size_t i = 0; i < factory.size(); ++i) {
    if (factory[i] != '{') {
      pattern += factory[i];
      continue;
    }
    const std::size_t close = factory.find('}', i);
    if (close == std::string_view::npos) return false;
    pattern += '\x01';
    i = close;
  }
  // a greedy match of literal pieces in order
  std::size_t at = 0;
  std::size_t from = 0;
  bool open = false;
  while (from <= pattern.size()) {
    const std::size_t hole = pattern.find('\x01', from);
    const std::string piece = pattern.substr(from, hole == std::string::npos ? std::string::npos : hole - from);
    if (!piece.empty()) {
      const std::size_t found = hole == std::string::npos && open
                                    ? (name.ends_with(piece) ? name.size() - piece.size() : std::string_view::npos)
                                    : name.find(piece, at);
      if (found == std::string_view::npos || found < at || (!open && found != at)) return false;
      at = found + piece.size();
    }
    if (hole == std::string::npos) break;
    open = true;
    from = hole + 1;
  }
  return open ? true : at == name.size();
}

}  // namespace

/// Before Kedro 0.17 a file .kedro.yml describes the project: `context_path: package.run.ProjectContext`.
std::optional<Interpreter::KedroProject> Interpreter::old_kedro_project(const std::string& folder, Span where) {
  const std::string path = folder + ".kedro.yml";
  const auto text = read_repository_file(arena_.str(path));
  if (!text.has_value() || repository_path(arena_.str(path)) != path) return std::nullopt;
  Value table = config_value(*text, "yaml", path, where);
  KedroProject p;
  p.root = folder;
  p.package = TextOf(config_at(table, {"package_name"}));
  if (p.package.empty()) {
    const std::string context = TextOf(config_at(table, {"context_path"}));
    p.package = context.substr(0, context.find('.'));
  }
  if (const std::string source = TextOf(config_at(table, {"source_dir"})); !source.empty()) p.source = source;
  if (p.package.empty()) return std::nullopt;
  return p;
}

/// The project whose root is `root`, or the one above (or below) the running module.
std::optional<Interpreter::KedroProject> Interpreter::kedro_project(Value root, Value package, Span where) {
  const auto read = [&](const std::string& folder) -> std::optional<KedroProject> {
    if (auto old = old_kedro_project(folder, where); old.has_value()) return old;
    const auto text = read_repository_file(arena_.str(folder + "pyproject.toml"));
    if (!text.has_value() || repository_path(arena_.str(folder + "pyproject.toml")) != folder + "pyproject.toml")
      return std::nullopt;
    Value table = config_value(*text, "toml", folder + "pyproject.toml", where);
    for (const char* key : {"tool", "kedro"}) {
      if (table == nullptr || !IsObject(table) || obj(table).kind != ObjKind::kDict) return std::nullopt;
      table = dict_get(table->obj, arena_.str(key));
    }
    if (table == nullptr || !IsObject(table) || obj(table).kind != ObjKind::kDict) return std::nullopt;
    KedroProject p;
    p.root = folder;
    p.package = TextOf(dict_get(table->obj, arena_.str("package_name")));
    if (const std::string source = TextOf(dict_get(table->obj, arena_.str("source_dir"))); !source.empty())
      p.source = source;
    if (p.package.empty()) return std::nullopt;
    return p;
  };
  std::optional<KedroProject> project;
  std::vector<std::string> folders;
  if (root != nullptr && root->kind == Kind::kStr && root->s.find("..") == std::string::npos &&
      !root->s.starts_with('/'))
    folders.push_back(root->s.empty() || root->s == "." ? "" : root->s + "/");
  for (const ModuleId module : {entry_module(), frame_ == nullptr ? link::kNoModule : frame_->module}) {
    if (module == link::kNoModule) continue;
    std::string folder = graph_.module(module).path;
    for (int i = 0; i < 8; ++i) {
      const std::size_t slash = folder.rfind('/');
      folder = slash == std::string::npos ? "" : folder.substr(0, slash);
      folders.push_back(folder.empty() ? "" : folder + "/");
      if (folder.empty()) break;
    }
  }
  for (const std::string& folder : folders) {
    project = read(folder);
    if (project.has_value()) break;
  }
  if (!project.has_value()) return std::nullopt;
  if (const std::string name = TextOf(package); !name.empty()) project->package = name;
  std::string base = project->root + (project->source.empty() || project->source == "." ? "" : project->source + "/");
  std::string folder = project->package;
  std::replace(folder.begin(), folder.end(), '.', '/');
  project->registry = graph_.find_path(base + folder + "/pipeline_registry.py");
  project->settings = graph_.find_path(base + folder + "/settings.py");
  project->where = where;
  return project;
}

/// All configuration files of one kind: conf/base first, then the environment's.
Value Interpreter::kedro_config(const KedroProject& project, std::string_view kind, const std::string& environment) {
  Value out = make_dict();
  for (const std::string& part : {std::string("base"), environment}) {
    const std::string folder = project.root + "conf/" + part + "/";
    auto it = std::lower_bound(project_.files.begin(), project_.files.end(), folder);
    for (; it != project_.files.end() && it->starts_with(folder); ++it) {
      const std::string rest = it->substr(folder.size());
      const std::size_t slash = rest.rfind('/');
      const std::string file = slash == std::string::npos ? rest : rest.substr(slash + 1);
      const bool in_folder = rest.starts_with(kind) && slash != std::string::npos;
      if (!file.starts_with(kind) && !in_folder) continue;
      const std::string format = file.ends_with(".json") ? "json" : "yaml";
      if (!file.ends_with(".yml") && !file.ends_with(".yaml") && format != "json") continue;
      const auto text = read_repository_file(arena_.str(*it));
      if (!text.has_value()) continue;
      Value values = config_value(*text, format, *it, project.where);
      if (!IsObject(values) || obj(values).kind != ObjKind::kDict) continue;
      if (kind == "parameters") {
        merge_config(out, values, 0);
      } else {
        for (const DictItem& item : Object(obj(values)).entries) dict_set(out->obj, item.key, item.value, item.where);
      }
    }
    if (part == environment) break;
  }
  return out;
}

/// What stands under a path of keys, else null.
Value Interpreter::config_at(Value dict, std::initializer_list<std::string_view> path) {
  Value at = dict;
  for (const std::string_view key : path) {
    if (at == nullptr || !IsObject(at) || obj(at).kind != ObjKind::kDict) return nullptr;
    at = dict_get(at->obj, arena_.str(std::string(key)));
  }
  return at == nullptr || at->kind == Kind::kNone ? nullptr : at;
}

/// KedroSession.create(...): remembers its arguments; find_run_command() gives one with the defaults.
Value Interpreter::kedro_session(Call& call) {
  return make_library("kedro.framework.session.KedroSession", call, nullptr);
}

/// The configuration and the hooks of a project, as a session reads them.
void Interpreter::kedro_prepare(KedroProject& project, const std::string& environment, Value runtime, Span where) {
  const std::string conf = environment.empty() ? "local" : environment;
  project.parameters = kedro_config(project, "parameters", conf);
  project.catalog = kedro_config(project, "catalog", conf);
  project.mlflow = kedro_config(project, "mlflow", conf);
  if (runtime != nullptr && IsObject(runtime)) merge_config(project.parameters, copy_object(runtime, 6), 0);
  if (project.settings == link::kNoModule || graph_.module(project.settings).record == nullptr) return;
  import_module(project.settings);
  Value hooks = module_attr(project.settings, names_.intern("HOOKS"), where);
  if (const auto items = known_items(hooks, 32)) project.hooks = *items;
}

/// The run that kedro-mlflow opens around a pipeline: the experiment and the server are those of mlflow.yml. It has no
/// call of its own; it stands where its first node does.
Index Interpreter::kedro_open_run(KedroProject& project, const std::string& pipeline, Value first, Span where) {
  Value func = get_library_attr(first, "func");
  if (func != nullptr && func->where.valid()) where = func->where;
  Value experiment = config_at(project.mlflow, {"tracking", "experiment", "name"});
  set_uri(s_.tracking.edit().experiment, experiment == nullptr ? arena_.str(project.package) : experiment, where);
  if (Value uri = config_at(project.mlflow, {"server", "mlflow_tracking_uri"}); uri != nullptr)
    set_uri(s_.tracking.edit().tracking_uri, uri, where);
  const Index run = managed_run(where);
  Value run_name = config_at(project.mlflow, {"tracking", "run", "name"});
  s_.edit_run(run).run.run_name = run_name == nullptr ? Text::Literal(pipeline) : text_of(run_name);
  return run;
}

/// Runs the nodes between the hooks, and ends the run if it was opened for them.
void Interpreter::kedro_execute(KedroProject& project, std::vector<Value> nodes, Index run, bool opened, Call& call) {
  kedro_hook(project, "after_context_created", nullptr, nullptr, nullptr);
  kedro_hook(project, "before_pipeline_run", nullptr, nullptr, nullptr);
  run_nodes(project, std::move(nodes), run, call);
  kedro_hook(project, "after_pipeline_run", nullptr, nullptr, nullptr);
  if (opened && live_) {
    end_run(run);
    s_.tracking.edit().run_ended_before = false;
  }
}

/// session.run(pipeline_name=…) and the command `kedro run`.
Value Interpreter::kedro_run(Value session, Call& call) {
  const auto of_session = [&](std::string_view name) -> Value {
    if (session == nullptr || !IsObject(session)) return nullptr;
    for (const DictItem& item : obj(session).entries) {
      if (item.key->s == name) return item.value;
    }
    return nullptr;
  };
  Value package = of_session("package_name");
  std::optional<KedroProject> found = kedro_project(of_session("project_path"), package, call.where);
  if (!found.has_value() || found->registry == link::kNoModule || graph_.module(found->registry).record == nullptr)
    return call_generic(call);
  KedroProject& project = *found;
  const std::string environment = TextOf(of_session("env"));
  Value runtime = of_session("runtime_params");
  if (runtime == nullptr) runtime = of_session("extra_params");
  kedro_prepare(project, environment, runtime, call.where);
  import_module(project.registry);
  Value create = module_attr(project.registry, names_.intern("register_pipelines"), call.where);
  if (create->kind != Kind::kFunction) return call_generic(call);
  Value pipelines = this->call(create, {}, call.where, call.callee);
  // which pipeline
  Value name = named(call.args, "pipeline_name");
  if (name == nullptr) name = named(call.args, "pipeline_names");
  std::vector<std::string> wanted;
  if (name != nullptr) {
    if (name->kind == Kind::kStr) wanted.push_back(name->s);
    if (const auto items = name->kind == Kind::kStr ? std::nullopt : known_items(name, 16)) {
      for (Value v : *items) wanted.push_back(TextOf(v));
    }
  }
  if (wanted.empty()) wanted.emplace_back("__default__");
  const std::vector<Value> nodes = kedro_chosen(pipelines, wanted);
  project.pipeline = make_pipeline(nodes, call.where);
  // the plug-in's run
  Index run = kNoIndex;
  bool opened = false;
  if (uses_kedro_mlflow()) {
    if (s_.tracking->active.empty()) {
      std::string joined;
      for (const std::string& one : wanted) joined += (joined.empty() ? "" : "+") + one;
      run = kedro_open_run(project, joined, nodes.empty() ? nullptr : nodes.front(), call.where);
      opened = true;
    } else {
      run = s_.tracking->active.back().run;
    }
    const auto tag = [&](const char* key, Value v) { set_tag(run, arena_.str(key), v, call, call.where); };
    for (const char* key : {"run_id", "project_path", "kedro_version", "runner", "kedro_command"})
      tag(key, arena_.unknown(nullptr, ValueType::kString));
    if (!environment.empty()) tag("env", arena_.str(environment));
    if (name != nullptr && name->kind != Kind::kNone) tag("pipeline_names", arena_.unknown());
    if (runtime != nullptr && runtime->kind != Kind::kNone) tag("runtime_params", runtime);
    for (const char* key :
         {"tags", "from_nodes", "to_nodes", "node_names", "from_inputs", "to_outputs", "namespaces"}) {
      if (Value v = named(call.args, key); v != nullptr && v->kind != Kind::kNone) tag(key, v);
    }
  }
  kedro_execute(project, nodes, run, opened, call);
  return make_dict({}, true);
}

/// The nodes of the pipelines asked for by name; of all of them when what was made has no names.
std::vector<Value> Interpreter::kedro_chosen(Value pipelines, const std::vector<std::string>& wanted) {
  std::vector<Value> nodes;
  if (IsObject(pipelines) && s_.has(pipelines->obj) && obj(pipelines).kind == ObjKind::kDict) {
    for (const std::string& one : wanted) collect_nodes(dict_get(pipelines->obj, arena_.str(one)), nodes, 0);
  } else {
    collect_nodes(pipelines, nodes, 0);
  }
  return nodes;
}

/// No session in sight: what an entry function makes (`create_pipeline`, `register_pipelines`) is what `kedro run` runs.
void Interpreter::kedro_entry(Value result, Span where) {
  if (!live_ || result == nullptr || !function_entry()) return;
  if (!is_pipeline(result) && !(IsObject(result) && s_.has(result->obj) && obj(result).kind == ObjKind::kDict)) return;
  std::vector<Value> nodes = kedro_chosen(result, {"__default__"});
  if (nodes.empty()) return;
  std::optional<KedroProject> found = kedro_project(nullptr, nullptr, where);
  if (!found.has_value()) return;
  KedroProject& project = *found;
  kedro_prepare(project, "", nullptr, where);
  project.pipeline = make_pipeline(nodes, where);
  Call call;
  call.name = "kedro.pipeline.node.Node";
  call.where = where;
  Index run = kNoIndex;
  const bool opened = uses_kedro_mlflow() && s_.tracking->active.empty();
  if (opened) run = kedro_open_run(project, "__default__", nodes.front(), where);
  kedro_execute(project, std::move(nodes), run, opened, call);
}

/// A hook of the project: its parameters are chosen by name.
void Interpreter::kedro_hook(KedroProject& project, std::string_view hook, Value node, Value inputs, Value outputs) {
  for (Value instance : project.hooks) {
    if (!live_ || !IsObject(instance) || !s_.has(instance->obj) || obj(instance).kind != ObjKind::kInstance) continue;
    Value cls = obj(instance).cls;
    Value method = cls == nullptr ? nullptr : class_attr(cls->obj, names_.intern(hook));
    if (method == nullptr || method->kind != Kind::kFunction) continue;
    const bind::Function& fn = graph_.module(method->module).record->tree.at(method->function);
    Arguments args;
    bool first = true;
    for (const bind::Parameter& p : fn.params) {
      if (std::exchange(first, false)) continue;
      if (p.kind == bind::ParamKind::kStar || p.kind == bind::ParamKind::kDoubleStar) continue;
      const std::string_view name = names_.text(p.name);
      Value v = arena_.unknown();
      if (name == "node" && node != nullptr) v = node;
      if (name == "inputs" && inputs != nullptr) v = inputs;
      if (name == "outputs" && outputs != nullptr) v = outputs;
      if (name == "pipeline") v = project.pipeline;
      if (name == "conf_catalog") v = project.catalog;
      if (name == "parameters") v = project.parameters;
      if (name == "run_params" || name == "run_result" || name == "run_results") v = make_dict({}, true);
      args.keyword.push_back({v, p.name, project.where, project.where});
    }
    call(bind_method(method, instance, cls->obj, project.where), std::move(args), project.where, project.where);
  }
}

/// Runs nodes in the order in which their inputs are there.
void Interpreter::run_nodes(KedroProject& project, std::vector<Value> nodes, Index run, Call& call) {
  const auto names_in = [&](Value v) {
    std::vector<std::string> out;
    if (v == nullptr) return out;
    if (v->kind == Kind::kStr) out.push_back(v->s);
    if (IsObject(v) && obj(v).kind == ObjKind::kDict) {
      for (const DictItem& item : obj(v).entries) out.push_back(TextOf(item.value));
    } else if (const auto items = v->kind == Kind::kStr ? std::nullopt : known_items(v, 64)) {
      for (Value item : *items) out.push_back(TextOf(item));
    }
    for (std::string& name : out) {
      if (const std::size_t at = name.find('@'); at != std::string::npos) name.resize(at);
    }
    return out;
  };
  std::vector<std::string> pending;
  for (Value node : nodes) {
    for (std::string& name : names_in(get_library_attr(node, "outputs"))) pending.push_back(std::move(name));
  }
  while (!nodes.empty() && live_) {
    auto ready = std::find_if(nodes.begin(), nodes.end(), [&](Value node) {
      const auto inputs = names_in(get_library_attr(node, "inputs"));
      return std::none_of(inputs.begin(), inputs.end(), [&](const std::string& name) {
        return std::find(pending.begin(), pending.end(), name) != pending.end();
      });
    });
    if (ready == nodes.end()) ready = nodes.begin();
    const Value node = *ready;
    nodes.erase(ready);
    run_node(project, node, run, call);
    for (const std::string& name : names_in(get_library_attr(node, "outputs"))) std::erase(pending, name);
  }
}

Value Interpreter::kedro_load(KedroProject& project, const std::string& written) {
  std::string name = written;
  if (const std::size_t at = name.find('@'); at != std::string::npos) name.resize(at);
  if (name == "parameters") return copy_object(project.parameters, 8);
  if (name.starts_with("params:")) {
    Value at = project.parameters;
    std::string rest = name.substr(7);
    while (at != nullptr && !rest.empty()) {
      if (!IsObject(at) || obj(at).kind != ObjKind::kDict) return arena_.unknown();
      const std::size_t dot = rest.find('.');
      at = dict_get(at->obj, arena_.str(rest.substr(0, dot)));
      rest = dot == std::string::npos ? "" : rest.substr(dot + 1);
    }
    if (at == nullptr) return arena_.unknown(arena_.prov({OriginKind::kConfig, config_id("file:parameters")}));
    return copy_object(at, 8);
  }
  const auto saved = project.data.find(name);
  if (saved != project.data.end()) return saved->second;
  return arena_.unknown(nullptr, ValueType::kData);
}

void Interpreter::run_node(KedroProject& project, Value node, Index run, Call& call) {
  Value func = get_library_attr(node, "func");
  Value inputs = get_library_attr(node, "inputs");
  Value outputs = get_library_attr(node, "outputs");
  if (func == nullptr) return;
  const Span where = obj(node).where.valid() ? obj(node).where : call.where;
  Call here = call;
  here.where = where;
  here.args = {};
  Arguments args;
  Value by_name = make_dict();
  const auto take = [&](const std::string& name) {
    Value v = kedro_load(project, name);
    dict_set(by_name->obj, arena_.str(name), v, where);
    if (run != kNoIndex && (name.starts_with("params:") || name == "parameters"))
      log_kedro_parameter(project, run, name == "parameters" ? name : name.substr(7), v, here, 0);
    return v;
  };
  if (inputs != nullptr && inputs->kind == Kind::kStr) {
    args.positional.push_back({take(inputs->s), bind::kNoName, where, where});
  } else if (inputs != nullptr && IsObject(inputs) && obj(inputs).kind == ObjKind::kDict) {
    for (const DictItem& item : Object(obj(inputs)).entries)
      args.keyword.push_back({take(TextOf(item.value)), names_.intern(TextOf(item.key)), where, where});
  } else if (inputs != nullptr) {
    if (const auto items = known_items(inputs, 64)) {
      for (Value v : *items) args.positional.push_back({take(TextOf(v)), bind::kNoName, where, where});
    } else if (inputs->kind != Kind::kNone) {
      args.open_positional = true;
    }
  }
  kedro_hook(project, "before_node_run", node, by_name, nullptr);
  if (!live_) return;
  Value result = this->call(func, std::move(args), where, where);
  if (IsObject(result) && obj(result).kind == ObjKind::kGenerator) {
    Value last = arena_.unknown();
    consume_generator(result, [&](Value v) { last = v; });
    result = last;
  }
  if (!live_) return;
  Value saved = make_dict();
  const auto store = [&](const std::string& name, Value v) {
    project.data[name] = v;
    dict_set(saved->obj, arena_.str(name), v, where);
  };
  if (outputs != nullptr && outputs->kind == Kind::kStr) {
    store(outputs->s, result);
  } else if (outputs != nullptr && IsObject(outputs) && obj(outputs).kind == ObjKind::kDict) {
    for (const DictItem& item : Object(obj(outputs)).entries) store(TextOf(item.value), index(result, item.key, where));
  } else if (outputs != nullptr) {
    if (const auto items = known_items(outputs, 64)) {
      std::int64_t n = 0;
      for (Value v : *items) store(TextOf(v), index(result, arena_.integer(n++), where));
    }
  }
  for (const DictItem& item : Object(obj(saved)).entries) kedro_save(project, item.key->s, item.value, run, here);
  kedro_hook(project, "after_node_run", node, by_name, saved);
}

/// A parameter that a node takes is recorded, flattened when mlflow.yml says so.
void Interpreter::log_kedro_parameter(const KedroProject& project, Index run, const std::string& name, Value v,
                                      Call& call, int depth) {
  const auto flag = [&](std::string_view key, bool fallback) {
    Value given = config_at(project.mlflow, {"tracking", "params", "dict_params", key});
    return given == nullptr ? fallback : truth(given) != Tri::kNo;
  };
  if (depth < 8 && flag("flatten", false) && IsObject(v) && obj(v).kind == ObjKind::kDict &&
      (depth == 0 || flag("recursive", true))) {
    std::string separator = TextOf(config_at(project.mlflow, {"tracking", "params", "dict_params", "sep"}));
    if (separator.empty()) separator = ".";
    for (const DictItem& item : Object(obj(v)).entries)
      log_kedro_parameter(project, run, name + separator + UnescapePattern(pattern_of(item.key)), item.value, call,
                          depth + 1);
    return;
  }
  log_param(run, arena_.str(name), v, call, call.where);
}

/// What saving a data set of the catalogue records.
void Interpreter::kedro_save(KedroProject& project, const std::string& name, Value v, Index run, Call& call) {
  Value description = dict_get(project.catalog->obj, arena_.str(name));
  if (description == nullptr) {
    for (const DictItem& item : Object(obj(project.catalog)).entries) {
      if (description == nullptr && TextOf(item.key).find('{') != std::string::npos &&
          FactoryMatches(TextOf(item.key), name))
        description = item.value;
    }
  }
  const std::string type = TextOf(config_at(description, {"type"}));
  if (type.empty() || run == kNoIndex) return;
  const std::string kind = type.substr(type.rfind('.') + 1);
  const auto is = [&](std::string_view wanted) {
    // older releases of the plug-in write DataSet
    return kind == std::string(wanted) + "Dataset" || kind == std::string(wanted) + "DataSet";
  };
  Value key = config_at(description, {"key"});
  if (key == nullptr || key->kind != Kind::kStr || key->s.find('{') != std::string::npos) key = arena_.str(name);
  if (is("MlflowMetric")) {
    Value step = TextOf(config_at(description, {"save_args", "mode"})) == "append" ? arena_.unknown() : nullptr;
    log_metric(run, key, v, step, call, call.where);
  } else if (is("MlflowMetricHistory")) {
    log_metric(run, key, element_of(v), arena_.unknown(), call, call.where);
  } else if (is("MlflowMetricsHistory") || is("MlflowMetrics")) {
    std::string prefix = TextOf(config_at(description, {"prefix"}));
    if (prefix.empty() || prefix.find('{') != std::string::npos) prefix = name;
    const auto record = [&](Value metric, Value item) {
      if (IsObject(item) && obj(item).kind == ObjKind::kList && !obj(item).items.empty()) item = obj(item).items[0];
      Value value = config_at(item, {"value"});
      Value step = config_at(item, {"step"});
      Value full = arena_.text(EscapePattern(prefix + ".") + pattern_of(metric));
      log_metric(run, full, value == nullptr ? item : value, step == nullptr ? arena_.unknown() : step, call,
                 call.where);
    };
    if (IsObject(v) && obj(v).kind == ObjKind::kDict) {
      for (const DictItem& item : Object(obj(v)).entries) record(item.key, item.value);
      if (obj(v).open) s_.edit_run(run).run.metrics_open = true;
    } else {
      record(arena_.unknown(nullptr, ValueType::kString), arena_.unknown());
    }
  } else if (is("MlflowArtifact")) {
    for (const std::string_view field : {"dataset", "data_set"}) {
      for (const std::string_view place : {"filepath", "path"}) {
        if (Value path = config_at(description, {field, place}); path != nullptr)
          log_artifact(run, path, call, false, v);
      }
    }
  } else if (kind.starts_with("MlflowModelTracking") || kind.starts_with("MlflowModelLogger")) {
    const std::string flavor = TextOf(config_at(description, {"flavor"}));
    if (!flavor.starts_with("mlflow.")) return;
    const std::string function = flavor + ".log_model";
    Call model = call;
    model.name = intern_name(function);
    if (flavor == "mlflow.pyfunc") {
      const std::string workflow = TextOf(config_at(description, {"pyfunc_workflow"}));
      model.args.keyword.push_back(
          {v, names_.intern(workflow.empty() ? "python_model" : workflow), call.where, call.where});
    } else {
      model.args.positional.push_back({v, bind::kNoName, call.where, call.where});
    }
    if (Value given = config_at(description, {"save_args"}); given != nullptr && IsObject(given)) {
      for (const DictItem& item : Object(obj(given)).entries)
        model.args.keyword.push_back({item.value, names_.intern(TextOf(item.key)), call.where, call.where});
    }
    log_model(run, flavor.substr(7), model, false);
    for (LoggedModel& logged : s_.edit_run(run).run.models) {
      if (logged.where == call.where) logged.writer = Writer::kLogger;  // the catalogue's doing, not a call of the code
    }
  }
}

}  // namespace tracklint::interpret
