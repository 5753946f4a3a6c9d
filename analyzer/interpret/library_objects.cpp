// Objects of libraries that values flow through: runs and experiments of MLflow, argument parsers,
// files, threads, studies, configuration objects.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

Value Interpreter::mark_varying(Value v, Provenance loop) {
  switch (v->kind) {
    case Kind::kTuple: {
      std::vector<Value> items;
      for (Value item : v->items) items.push_back(mark_varying(item, loop));
      Value out = arena_.tuple(std::move(items), v->b, v->prov);
      return out;
    }
    case Kind::kUnknown:
    case Kind::kText:
    case Kind::kMethod:
    case Kind::kUnion: return arena_.with_prov(v, loop);
    default: return v;
  }
}

Value Interpreter::library_attr(Value self, std::string_view name, Span where) {
  const Object o = obj(self);
  if (o.run != kNoIndex) {
    if (name == "info") {
      Value info = library_instance("mlflow.entities.RunInfo");
      edit(info->obj).run = o.run;
      return info;
    }
    if (name == "run_id" || name == "run_uuid" || name == "_run_id") {
      ValueData* id = arena_.make(Kind::kRunId);
      id->i = static_cast<std::int64_t>(o.run);
      return id;
    }
    if (name == "data") {
      Value data = library_instance("mlflow.entities.RunData");
      edit(data->obj).run = o.run;
      return data;
    }
    if (name == "run_name" && s_.has_run(o.run)) {
      const auto& run_name = s_.run(o.run).run.run_name;
      if (run_name.has_value() && run_name->is_literal()) return arena_.str(run_name->value);
      return arena_.unknown(nullptr, ValueType::kString);
    }
    if (name == "experiment_id" && s_.has_run(o.run))
      return arena_.unknown(nullptr, ValueType::kString, "experiment:*");
    if (name == "experiment" && o.name.ends_with("MLFlowLogger")) return library_instance("mlflow.MlflowClient");
    if (name == "artifact_uri") return with_run(arena_.text("*/artifacts"), o.run);
  }
  if (o.name == "absl.flags.FLAGS" || o.name == "absl.flags._flagvalues.FlagValues") {
    for (const Attribute& a : absl_flags_) {
      if (names_.text(a.name) == name) return a.value;
    }
  }
  if (name == "best_params" || name == "best_params_" || name == "best_trial" || name == "cv_results_" ||
      name == "best_trials" || name == "best_value") {
    if (Value v = search_attr(self, name); v != nullptr) return v;
  }
  if (o.name == "argparse.Namespace" || o.name == "types.SimpleNamespace" || o.name == "argparse.ArgumentParser") {
    if (name == "__dict__") return attributes_dict(self);
    if (o.open) return arena_.unknown(o.prov);
  }
  if (Value v = frame_attr(self, name); v != nullptr) return v;
  if (Value v = formula_attr(self, name); v != nullptr) return v;
  if (o.type == ValueType::kModel) {
    if (name.ends_with("_") && !o.trainings.empty() && knowledge::Plays(name, knowledge::Role::kNative)) return self;
    // an attribute of Spark's is the parameter itself, not its value
    const bool describes = o.name.starts_with("pyspark.");
    if (Value v = describes ? nullptr : estimator_parameter(self, name); v != nullptr) return v;
    if (name != "evals_result") {
      if (Value v = boosting_attr(self, name); v != nullptr) return v;
    }
    if (name == "best_estimator_") {
      if (Value inner = estimator_parameter(self, "estimator"); inner != nullptr && IsObject(inner)) {
        Value best = copy_object(inner, 0);
        Object& changed = edit(best->obj);
        changed.open = true;  // with the parameters that the search chose
        changed.prov = arena_.join(changed.prov, o.prov);
        changed.trainings = o.trainings;
        return best;
      }
    }
    if (name == "named_steps" || name == "named_estimators_" || name == "named_transformers_") {
      Value steps = make_dict();
      for (const auto& [step, inner] : estimator_steps(self)) dict_set(steps->obj, arena_.str(step), inner, {});
      if (!obj(steps).entries.empty()) return steps;
    }
  }
  // what a data set of MLflow's was made from: `from_pandas(frame).df`
  if (o.name.starts_with("mlflow.data.") && (name == "df" || name == "ds" || name == "features" || name == "targets"))
    return arena_.unknown(o.prov, ValueType::kData, "attribute");
  if (name == "__dict__") return attributes_dict(self);
  if (name == "__class__") return arena_.external(o.name);
  if (name == "__name__") return arena_.str(o.name.substr(o.name.rfind('.') + 1));
  if (o.type == ValueType::kMapping) return arena_.unknown(o.prov);
  if (o.type == ValueType::kData &&
      (name == "data" || name == "target" || name == "shape" || name == "columns" || name == "values" ||
       name == "frame" || name == "iloc" || name == "loc" || name == "T" || name == "index" ||
       name == "feature_names" || name == "target_names" || name == "endog" || name == "exog")) {
    return arena_.unknown(o.prov, name == "shape" || name == "columns" ? ValueType::kUnknown : ValueType::kData,
                          name == "shape" ? "shape" : "attribute");
  }
  if (o.name == "argparse.Namespace") return arena_.unknown(o.prov);
  if (o.name == "subprocess.run" || o.name == "subprocess.Popen") return arena_.unknown(o.prov, ValueType::kString);
  (void)where;
  return arena_.method(self, std::string(name));
}

Value Interpreter::library_index(Value self, Value key, Span where) {
  if (Value v = frame_index(self, key); v != nullptr) return v;
  const Object& o = obj(self);
  (void)where;
  if (o.type == ValueType::kMapping && key->kind == Kind::kStr) {
    const NameId name = names_.intern(key->s);
    for (const Attribute& a : o.attrs) {
      if (a.name == name) return a.value;
    }
    return arena_.unknown(arena_.join(o.prov, arena_.prov({OriginKind::kConfig, config_id("key:" + key->s)})));
  }
  if (o.type == ValueType::kData) return arena_.unknown(arena_.join(o.prov, choosing_options(key)), ValueType::kData);
  if (o.type == ValueType::kModel) return arena_.unknown(with_trainings(o.prov, self));
  return arena_.unknown(o.prov);
}

Value Interpreter::library_method(Value self, std::string_view method, Call& call) {
  const std::string name = obj(self).name;
  if (name == "mlflow.MlflowClient") return client_method(method, call);
  if (method == "__call__") {
    if (Value v = call_joblib(self, call.args, call.where, call.callee); v != nullptr) return v;
  }
  if (name == "pyspark.ml.tuning.ParamGridBuilder") {
    if (Value v = grid_builder(self, method, call); v != nullptr) return v;
  }
  if (name == "argparse.ArgumentParser" || name == "argparse._SubParsersAction")
    return parser_method(self, method, call);
  if (name == "mlflow.ActiveRun" || name == "mlflow.entities.Run") {
    if (method == "__enter__") return self;
    if (method == "__exit__") {
      end_run(obj(self).run);
      return arena_.none();
    }
    if (method == "to_dictionary") return make_dict({}, true);
  }
  if (name.ends_with(".Trainer") && (method == "fit" || method == "test" || method == "validate")) {
    if (Value v = lightning_trainer(self, method, call); v != nullptr) return v;
  }
  if (Value v = logger_method(self, method, call); v != nullptr) return v;
  if (method == "get_best_models") {
    if (Value best = get_library_attr(self, "__best__"); best != nullptr) return make_list({best}, true);
  }
  if (method == "store" && name.starts_with("hydra.") && name.find("ConfigStore") != std::string::npos)
    return store_config(call);
  if (method == "track_in_mlflow" && name.ends_with("MLflowCallback")) {
    Value decorator = make_library(name + ".track_in_mlflow", call, nullptr);
    set_attr(decorator, names_.intern("__callback__"), self);
    return decorator;
  }
  if (method == "set_user_attr" && name.starts_with("optuna.") && name.ends_with("Study")) {
    Value attrs = get_library_attr(self, "user_attrs");
    if (attrs == nullptr) set_attr(self, names_.intern("user_attrs"), attrs = make_dict());
    if (Value key = arg(call, 0, "key"), value = arg(call, 1, "value"); key != nullptr && value != nullptr)
      dict_set(attrs->obj, key, value, call.where);
    return arena_.none();
  }
  if (name == "kedro.pipeline.Pipeline") return pipeline_method(self, method, call);
  if (name == "kedro.framework.session.KedroSession" && (method == "run" || method == "__call__" || method == "main"))
    return kedro_run(self, call);
  if (name == "functools.wraps") return call.args.positional.empty() ? arena_.unknown() : call.args.positional[0].value;
  if (name == "contextlib.suppress") return self;
  if (name == "click.Context") return click_context_method(self, method, call);
  if (name == "inspect.Signature") {
    if (method == "bind" || method == "bind_partial") return bind_signature(self, call);
  }
  if (name == "inspect.BoundArguments" && method == "apply_defaults") return arena_.none();
  if (name == "io.TextIOWrapper") {
    Value path = get_library_attr(self, "__path__");
    if ((method == "read" || method == "readlines") && path != nullptr) {
      if (Value written = method == "read" ? written_value(path) : nullptr; written != nullptr)
        return IsObject(written) ? json_text(written) : written;
      if (const auto text = read_repository_file(path); text.has_value() && method == "read")
        return arena_.str(*text, config_prov(repository_path(path), ""));
      return arena_.unknown(prov_of(self), method == "read" ? ValueType::kString : ValueType::kSequence);
    }
    if (method == "write" || method == "writelines") {
      if (path != nullptr && !call.args.positional.empty()) note_written(path, call.args.positional[0].value);
      return arena_.none();
    }
    return arena_.none();
  }
  if (name == "threading.Thread") {
    if (method == "start" || method == "run") {
      Value target = obj(self).callee;
      if (target == nullptr) return arena_.none();
      Arguments args;
      for (const DictItem& item : Object(obj(self)).entries) {
        if (item.key->s == "args") {
          if (const auto items = known_items(item.value, 32)) {
            for (Value v : *items) args.positional.push_back({v, bind::kNoName, call.where, call.where});
          } else {
            args.open_positional = true;
            args.star_element = element_of(item.value);
          }
        }
        if (item.key->s == "kwargs") spread_mapping(item.value, call.where, args);
      }
      in_new_thread([&] { this->call(target, std::move(args), call.where, call.callee); });
    }
    return arena_.none();
  }
  if (name.ends_with("PoolExecutor") || name.ends_with(".Pool") || name.ends_with("ThreadPool")) {
    if (method == "submit" || method == "apply_async" || method == "apply") {
      if (method == "submit") return std_submit(call);
      Value fn = arg(call, 0, "func");
      Arguments args;
      if (Value given = arg(call, 1, "args"); given != nullptr) {
        if (const auto items = known_items(given, 32)) {
          for (Value v : *items) args.positional.push_back({v, bind::kNoName, call.where, call.where});
        }
      }
      Value result = arena_.unknown();
      if (fn != nullptr) in_new_thread([&] { result = this->call(fn, std::move(args), call.where, call.callee); });
      return result;
    }
    if (method == "map" || method == "imap" || method == "imap_unordered" || method == "starmap") {
      Value fn = arg(call, 0, "func");
      if (fn == nullptr || call.args.positional.size() < 2) return arena_.unknown();
      Value out = make_list({});
      const bool star = method == "starmap";
      Call zipped = call;
      zipped.args.positional.erase(zipped.args.positional.begin());
      Value iterable = zipped.args.positional.size() == 1 ? zipped.args.positional[0].value : py_zip(zipped);
      const bool several = zipped.args.positional.size() > 1 || star;
      loop_over(
          iterable,
          [&](Value item) {
            Arguments args;
            const auto parts = several ? known_items(item, 16) : std::nullopt;
            if (parts.has_value()) {
              for (Value v : *parts) args.positional.push_back({v, bind::kNoName, call.where, call.where});
            } else {
              args.positional.push_back({item, bind::kNoName, call.where, call.where});
            }
            Value r = nullptr;
            in_new_thread([&] { r = this->call(fn, std::move(args), call.where, call.callee); });
            append(out->obj, r);
            if (symbolic_depth_ > 0) edit(out->obj).open = true;
          },
          call.where, true);
      return out;
    }
    return arena_.none();
  }
  if (name == "concurrent.futures.Future" && (method == "result" || method == "get")) {
    Value r = get_library_attr(self, "__result__");
    return r == nullptr ? arena_.unknown() : r;
  }
  if (name == "contextlib.ExitStack" && method == "enter_context") {
    Value context = arg(call, 0, "cm");
    if (context == nullptr) return arena_.unknown();
    if (IsObject(context) && obj(context).kind == ObjKind::kGenerator) {
      // what follows its yield runs when the stack is left: here it runs at once
      Value entered = nullptr;
      consume_generator(context, [&](Value v) { entered = entered == nullptr ? v : entered; });
      return entered == nullptr ? arena_.none() : entered;
    }
    edit(self->obj).items.push_back(context);
    if (IsObject(context) && obj(context).kind == ObjKind::kInstance && obj(context).cls != nullptr) {
      const ObjId cls = obj(context).cls->obj;
      if (Value enter = class_attr(cls, names_.intern("__enter__")); enter != nullptr)
        return this->call(bind_method(enter, context, cls, call.where), {}, call.where, call.where);
    }
    return context;
  }
  if (name == "contextlib.ExitStack" && (method == "callback" || method == "push")) {
    if (Value f = arg(call, 0, "callback"); f != nullptr && call.args.positional.size() == 1)
      edit(self->obj).items.push_back(f);
    return arena_.none();
  }
  if (name.starts_with("typer.Typer") || name == "typer.main.Typer") {
    if (method == "__call__") {
      run_commands_of(self, call.where);
      return arena_.none();
    }
    if (method == "command" || method == "callback") {
      Value v = make_library("typer.Typer." + std::string(method), call, nullptr);
      typer_decorators_[v->obj] = self;
      return v;
    }
    if (method == "add_typer") {
      if (Value sub = arg(call, 0, "typer_instance"); sub != nullptr && IsObject(sub)) {
        edit(self->obj).items.push_back(sub);
      }
      return arena_.none();
    }
  }
  if (name == "optuna.trial.Trial") return trial_method(self, method, call);
  if (name == "types.SimpleNamespace" || name == "argparse.Namespace") {
    if (method == "items") return dict_method(attributes_dict(self), method, call);
  }
  if (name.starts_with("mlflow.entities.model_registry") || name == "mlflow.entities.Experiment" ||
      name == "mlflow.entities.RunData")
    return arena_.unknown(nullptr);
  if (obj(self).type == ValueType::kModel &&
      (method == "to" || method == "cuda" || method == "cpu" || method == "eval" || method == "half" ||
       method == "float") &&
      (method != "eval" || call.args.positional.empty()))
    return self;
  if (method == "prepare" && name.ends_with("Accelerator")) {
    // the same objects, wrapped
    if (call.args.positional.size() == 1) return call.args.positional[0].value;
    std::vector<Value> same;
    for (const Argument& a : call.args.positional) same.push_back(a.value);
    return arena_.tuple(std::move(same));
  }
  if (Value v = frame_method(self, method, call); v != nullptr) return v;
  bool handled = false;
  Value v = ml_method(self, method, call, handled);
  if (handled) return v;
  if (name.starts_with("datetime") || obj(self).prov == nullptr) {
    Value out = call_generic(call);
    if (method == "strftime" || method == "isoformat") return arena_.unknown(obj(self).prov, ValueType::kString);
    return out;
  }
  if (method == "items" || method == "keys" || method == "values") return unknown_method(self, method, call);
  return call_generic(call);
}

/// inspect.signature(f).bind(*args, **kwargs): the arguments by name, defaults too.
Value Interpreter::bind_signature(Value self, Call& call) {
  const Object o = obj(self);
  Value bound = library_instance("inspect.BoundArguments");
  Value dict = make_dict();
  Value function = o.items.empty() ? nullptr : o.items[0];
  if (function != nullptr && function->kind == Kind::kBound) function = function->items[0];
  for (int i = 0; i < 8 && function != nullptr && wrapped_by(function) != nullptr; ++i) function = wrapped_by(function);
  if (function != nullptr && function->kind == Kind::kFunction) {
    const link::Module& module = graph_.module(function->module);
    const bind::Function& fn = module.record->tree.at(function->function);
    Object env;
    env.kind = ObjKind::kEnv;
    env.items.assign(module.record->tree.at(fn.scope).slots.size(), nullptr);
    Arguments args = call.args;
    bind_parameters(fn, function, nullptr, args, env, call.where, module.record->file);
    for (const bind::Parameter& p : fn.params) {
      if (p.slot < env.items.size() && env.items[p.slot] != nullptr)
        dict_set(dict->obj, arena_.str(std::string(names_.text(p.name))), env.items[p.slot], env.items[p.slot]->where);
    }
  } else {
    edit(dict->obj).open = true;
  }
  set_attr(bound, names_.intern("arguments"), dict);
  set_attr(bound, names_.intern("kwargs"), dict);
  return bound;
}

void Interpreter::run_commands_of(Value app, Span where) {
  if (!IsObject(app)) return;
  std::vector<Value> commands;
  const std::vector<Value> members = obj(app).items;
  for (Value v : members) {
    if (IsObject(v)) {
      run_commands_of(v, where);
      continue;
    }
    if (v->kind != Kind::kFunction) continue;
    const auto it =
        commands_.find((static_cast<std::uint64_t>(v->module) << 32U) | static_cast<std::uint64_t>(v->function));
    if (it != commands_.end() && it->second.callback) {
      call_command(v, where);  // the callback runs before whichever command
    } else {
      commands.push_back(v);
    }
  }
  if (!commands.empty()) run_commands(commands, where);
}

// --- searches ---------------------------------------------------------------------------------------------

Value Interpreter::trial_object(Value study) {
  (void)study;
  Value trial = library_instance("optuna.trial.Trial");
  Object params;
  params.kind = ObjKind::kDict;
  set_attr(trial, names_.intern("params"), arena_.object(alloc(std::move(params))));
  return trial;
}

/// best_params_, cv_results_ of a search over a known space; best_params, best_trial of a study.
Value Interpreter::search_attr(Value self, std::string_view name) {
  const Object o = obj(self);
  if (o.name.starts_with("optuna")) {
    Value own = get_library_attr(self, "__suggested__");
    const std::vector<DictItem> suggested = own != nullptr && IsObject(own) ? obj(own).entries : suggested_;
    Value params = make_dict({}, suggested.empty(), o.prov);
    for (const DictItem& item : suggested) dict_set(params->obj, item.key, item.value, item.where, item.maybe);
    if (name == "best_params") return params;
    // what the objective gave: the run that records it records the trainings behind it
    Value value = get_library_attr(self, "__value__");
    if (name == "best_value") return value;
    if (name == "best_trial") {
      Value trial = library_instance("optuna.trial.FrozenTrial");
      set_attr(trial, names_.intern("params"), params);
      if (value != nullptr) set_attr(trial, names_.intern("value"), value);
      return trial;
    }
    return nullptr;
  }
  Value space = nullptr;
  for (const DictItem& item : o.entries) {
    if (item.key->s == "param_grid" || item.key->s == "param_distributions" || item.key->s == "search_spaces")
      space = item.value;
  }
  if (space == nullptr && o.items.size() > 1) space = o.items[1];
  if (space == nullptr || !IsObject(space)) return nullptr;
  if (obj(space).kind == ObjKind::kList && !obj(space).items.empty()) space = obj(space).items[0];
  if (!IsObject(space) || obj(space).kind != ObjKind::kDict) return nullptr;
  Value best = make_dict({}, obj(space).open, obj(space).prov);
  for (const DictItem& item : Object(obj(space)).entries)
    dict_set(best->obj, item.key, arena_.unknown(prov_of(item.value)), item.where);
  if (name == "best_params_") return best;
  if (name != "cv_results_") return nullptr;
  Value results = make_dict({}, true, o.prov);
  dict_set(results->obj, arena_.str("params"), make_list({best}, true), {});
  const Provenance prov = with_trainings(nullptr, self);
  for (const DictItem& item : Object(obj(best)).entries)
    dict_set(results->obj, arena_.text("param_" + pattern_of(item.key)), make_list({item.value}, true), {});
  for (const char* key : {"mean_test_score", "std_test_score", "rank_test_score", "mean_fit_time"})
    dict_set(results->obj, arena_.str(key), make_list({arena_.unknown(prov, ValueType::kNumber)}, true), {});
  return results;
}

/// ParameterGrid, ParameterSampler: dictionaries with the keys of the space.
Value Interpreter::parameter_grid(Call& call) {
  const knowledge::CallInfo* info = knowledge::Find(call.name);
  if (info != nullptr && !info->seed_param.empty()) add_random(RandomUse::Kind::kSearch, *info, call, nullptr);
  Value space = arg(call, 0, call.name.ends_with("Grid") ? "param_grid" : "param_distributions");
  if (space == nullptr || !IsObject(space) || obj(space).kind != ObjKind::kDict)
    return arena_.unknown(arguments_prov(call));
  const Provenance loop = arena_.prov({OriginKind::kLoop, 0});
  Value one = make_dict({}, obj(space).open, obj(space).prov);
  for (const DictItem& item : Object(obj(space)).entries)
    dict_set(one->obj, item.key, arena_.unknown(arena_.join(prov_of(item.value), loop)), item.where);
  return arena_.tuple({one}, true);
}

/// runpy.run_path("train.py", run_name="__main__"): another script of the repository, as the main program.
Value Interpreter::std_runpy(Call& call) {
  Value path = arg(call, 0, "path_name");
  if (path == nullptr) return arena_.unknown();
  const ModuleId module = graph_.find_path(repository_path(path));
  if (module == link::kNoModule || graph_.module(module).record == nullptr || import_depth_ > 8)
    return make_dict({}, true);
  const ModuleId before = std::exchange(main_module_, module);
  module_objects_.erase(static_cast<std::uint32_t>(module));
  import_module(module);
  main_module_ = before;
  return make_dict({}, true);
}

/// hydra.initialize(config_path=…) and hydra.compose(config_name=…).
Value Interpreter::hydra_initialize(Call& call) {
  Value path = arg(call, 0, "config_path");
  if (path != nullptr && path->kind == Kind::kStr && frame_ != nullptr) {
    std::string base = graph_.module(frame_->module).path;
    const std::size_t slash = base.rfind('/');
    base = slash == std::string::npos ? "" : base.substr(0, slash + 1);
    hydra_root_ = call.name.ends_with("initialize_config_dir") ? path->s + "/" : base + path->s + "/";
  }
  return make_library(std::string(call.name), call, nullptr);
}

Value Interpreter::hydra_compose(Call& call) {
  Value name = arg(call, 0, "config_name");
  Value dict = make_dict();
  if (name == nullptr || name->kind != Kind::kStr || hydra_root_.empty())
    return make_dict({}, true, arena_.prov({OriginKind::kConfig, config_id("hydra")}));
  compose(dict, hydra_root_, name->s.ends_with(".yaml") ? name->s : name->s + ".yaml", "", 0);
  resolve_interpolations(dict, dict, 0);
  Value overrides = arg(call, 1, "overrides");
  if (overrides == nullptr) return dict;
  return as_options(dict, "", call.where, 0);
}

Value Interpreter::trial_method(Value self, std::string_view method, Call& call) {
  if (method.starts_with("suggest_")) {
    Value name = arg(call, 0, "name");
    const ValueType type = method == "suggest_categorical" ? ValueType::kUnknown : ValueType::kNumber;
    Value v =
        arena_.unknown(arena_.prov({OriginKind::kConfig,
                                    config_id("trial:" + (name == nullptr ? std::string("*") : pattern_of(name)))}),
                       type);
    v = arena_.with_prov(v, arena_.prov({OriginKind::kLoop, 0}));
    if (Value params = get_library_attr(self, "params"); params != nullptr && name != nullptr) {
      dict_set(params->obj, name, v, call.where);
      suggested_.push_back({name, v, false, call.where});
    }
    return v;
  }
  if (method == "set_user_attr") {
    Value attrs = get_library_attr(self, "user_attrs");
    if (attrs == nullptr) set_attr(self, names_.intern("user_attrs"), attrs = make_dict());
    if (Value key = arg(call, 0, "key"), value = arg(call, 1, "value"); key != nullptr && value != nullptr)
      dict_set(attrs->obj, key, value, call.where);
  }
  if (method == "report" || method == "set_user_attr") {
    if (Value v = arg(call, method == "report" ? 0 : 1, "value"); v != nullptr) note_use(v);
    return arena_.none();
  }
  if (method == "should_prune") return arena_.unknown(nullptr, ValueType::kBool);
  return call_generic(call);
}

/// One draw from a search space: structures stay, distributions become unknown values.
Value Interpreter::sample(Value space, const std::string& label, int depth) {
  if (depth > 8 || IsConst(space)) return space;
  const auto drawn = [&] {
    return arena_.unknown(
        arena_.join(prov_of(space), arena_.join(arena_.prov({OriginKind::kConfig, config_id("space:" + label)}),
                                                arena_.prov({OriginKind::kLoop, 0}))),
        ValueType::kUnknown);
  };
  if (space->kind == Kind::kTuple) {
    std::vector<Value> items;
    for (Value v : space->items) items.push_back(sample(v, label, depth + 1));
    return arena_.tuple(std::move(items), space->b, space->prov);
  }
  if (!IsObject(space)) return space->kind == Kind::kFunction || space->kind == Kind::kExternal ? space : drawn();
  const Object o = obj(space);
  if (o.kind == ObjKind::kDict) {
    Value out = make_dict({}, o.open, o.prov);
    for (const DictItem& item : o.entries)
      dict_set(out->obj, item.key, sample(item.value, pattern_of(item.key), depth + 1), item.where, item.maybe);
    return out;
  }
  if (o.kind == ObjKind::kList) {
    std::vector<Value> items;
    for (Value v : o.items) items.push_back(sample(v, label, depth + 1));
    return make_list(std::move(items), o.open, o.prov);
  }
  if (o.kind == ObjKind::kLibrary && (o.name.ends_with(".choice") || o.name.ends_with(".pchoice"))) {
    // one of the options
    Value options = nullptr;
    for (Value v : o.items) {
      if (IsObject(v) || v->kind == Kind::kTuple) options = v;
    }
    for (const DictItem& item : o.entries) {
      if (item.key->s == "options" || item.key->s == "categories") options = item.value;
    }
    if (options != nullptr) {
      if (const auto items = known_items(options, 8)) {
        Value out = nullptr;
        for (Value v : *items) {
          Value one = sample(v, label, depth + 1);
          out = out == nullptr ? one : JoinValues(out, one, arena_);
        }
        if (out != nullptr && !IsConst(out) && out->kind != Kind::kUnion) return out;
        if (out != nullptr && out->kind == Kind::kUnion && IsObject(out->items[0])) return out;
      }
    }
  }
  return drawn();
}

/// What a search gives to its objective: a sample of the space.
Value Interpreter::sampled_space(Call& call) {
  Value space = named(call.args, "space");
  if (space == nullptr) space = named(call.args, "config");
  if (space == nullptr && call.args.positional.size() > 1) space = call.args.positional[1].value;
  if (space != nullptr) return sample(space, "", 0);
  return arena_.unknown(arguments_prov(call));
}

/// fmin gives the best sample: the keys of the space.
Value Interpreter::search_result(const knowledge::CallInfo& info, Call& call) {
  Value space = named(call.args, "space");
  if (space == nullptr && call.args.positional.size() > 1) space = call.args.positional[1].value;
  if (info.name.starts_with("hyperopt") && space != nullptr && IsObject(space) && obj(space).kind == ObjKind::kDict) {
    Value best = make_dict();
    for (const DictItem& item : Object(obj(space)).entries) {
      if (IsConst(item.value)) continue;  // constants of the space are not part of the result
      Value label = item.key;
      if (IsObject(item.value) && !obj(item.value).items.empty() && obj(item.value).items[0]->kind == Kind::kStr)
        label = obj(item.value).items[0];
      dict_set(best->obj, label, arena_.unknown(prov_of(item.value), ValueType::kNumber), item.where);
    }
    return best;
  }
  return make_library(std::string(info.name), call, arguments_prov(call));
}

// --- loggers of frameworks --------------------------------------------------------------------------------

Value Interpreter::integration(const knowledge::CallInfo& info, Call& call) {
  out_.uses_mlflow = true;
  Value v = make_library(std::string(info.name), call, nullptr);
  if (info.name.ends_with("loggers.MLFlowLogger") && next_run_ < 100) {
    // Lightning's logger has a run of its own, unless it is told that of another; it is not the active one
    Value id = argument_named(call, info, "run_id");
    if (id != nullptr && s_.has_run(run_of(id))) {
      edit(v->obj).run = run_of(id);
      return v;
    }
    const Index run = new_run(RunKind::kLogger, call);
    Value experiment = argument_named(call, info, "experiment_name");
    set_uri(s_.edit_run(run).run.experiment, experiment == nullptr ? arena_.str("lightning_logs") : experiment,
            call.where);
    if (Value name = argument_named(call, info, "run_name"); name != nullptr && name->kind != Kind::kNone)
      s_.edit_run(run).run.run_name = text_of(name);
    Value uri = argument_named(call, info, "tracking_uri");
    if (uri != nullptr && uri->kind != Kind::kNone) set_uri(s_.edit_run(run).run.tracking_uri, uri, call.where);
    if (id != nullptr && id->kind != Kind::kNone) s_.edit_run(run).run.resumed = true;
    if (Value tags = argument_named(call, info, "tags"); tags != nullptr) log_mapping(run, tags, call, 2, nullptr);
    s_.edit_run(run).ended = Tri::kYes;
    edit(v->obj).run = run;
  }
  return v;
}

}  // namespace tracklint::interpret
