// The surface of MLflow: which function does what to which run.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

namespace {

/// "mlflow.sklearn.log_model" → {"sklearn", "log_model"}; {"", "log_param"} for fluent functions.
std::pair<std::string_view, std::string_view> SplitFlavor(std::string_view function) {
  function.remove_prefix(std::string_view("mlflow.").size());
  const std::size_t dot = function.find('.');
  if (dot == std::string_view::npos) return {{}, function};
  return {function.substr(0, dot), function.substr(function.rfind('.') + 1)};
}

bool IsClientClass(std::string_view name) {
  return name == "mlflow.MlflowClient" || name == "mlflow.tracking.MlflowClient" ||
         name == "mlflow.client.MlflowClient" || name == "mlflow.tracking.client.MlflowClient";
}

}  // namespace

Value Interpreter::mlflow_call(std::string_view function, Call& call) {
  out_.uses_mlflow = true;
  // every module path under which the fluent functions are reachable means the same
  std::string canonical(knowledge::Canonical(function));
  for (const std::string_view prefix :
       {"mlflow.tracking.fluent.", "mlflow.fluent.", "mlflow.tracking.", "mlflow.projects."}) {
    if (canonical.starts_with(prefix) && canonical.find('.', prefix.size()) == std::string::npos)
      canonical = "mlflow." + canonical.substr(prefix.size());
  }
  call.name = intern_name(canonical);
  const auto [flavor, name] = SplitFlavor(call.name);
  if (IsClientClass(call.name)) {
    record_call("mlflow.MlflowClient", call, kNoIndex);
    Value client = make_library("mlflow.MlflowClient", call, nullptr);
    Value uri = arg(call, 0, "tracking_uri");
    if (uri != nullptr && uri->kind != Kind::kNone) {
      check_uri(uri, call.where);
      set_attr(client, names_.intern("__uri__"), uri);
    }
    return client;
  }
  if (flavor.empty()) {
    if (name == "start_run") {
      Value run = start_run(call);
      record_call(call.name, call, obj(run).run);
      return run;
    }
    if (name == "end_run") {
      record_call(call.name, call, s_.tracking->active.empty() ? kNoIndex : s_.tracking->active.back().run);
      return mlflow_end_run(call);
    }
    if (name == "active_run") return mlflow_active_run(call);
    if (name == "last_active_run") {
      if (s_.tracking->last_run != kNoIndex) return run_object(s_.tracking->last_run);
      // the last run of this process: after a fit under autolog the one that was just made, not whatever is newest
      const bool made = std::any_of(out_.entry.trainings.begin(), out_.entry.trainings.end(),
                                    [](const Training& t) { return t.autologged; });
      return made ? arena_.unknown() : arena_.unknown(arena_.prov({OriginKind::kNewest, 0}));
    }
    if (name == "get_run") {
      Value id = arg(call, 0, "run_id");
      const Index run = run_of(id);
      if (run != kNoIndex) return run_object(run);
      return make_library("mlflow.entities.Run", call, nullptr);
    }
    if (name == "set_experiment") {
      record_call(call.name, call, kNoIndex);
      return mlflow_set_experiment(call);
    }
    if (name == "set_tracking_uri" || name == "set_registry_uri") {
      record_call(call.name, call, kNoIndex);
      return mlflow_set_uri(call);
    }
    if (name == "create_experiment") {
      record_call(call.name, call, kNoIndex);
      Value e = arg(call, 0, "name");
      return arena_.unknown(nullptr, ValueType::kString,
                            "experiment:" + (e == nullptr ? std::string("*") : pattern_of(e)));
    }
    if (name == "get_experiment_by_name" || name == "get_experiment") {
      Value e = arg(call, 0, "name");
      if (name == "get_experiment" && e != nullptr && e->s.starts_with("experiment:"))
        return experiment_object(e->s.substr(11));
      return JoinValues(experiment_object(e == nullptr || name == "get_experiment" ? "*" : pattern_of(e)),
                        arena_.none(), arena_);
    }
    if (name == "get_tracking_uri" || name == "get_registry_uri" || name == "get_artifact_uri") {
      if (name == "get_artifact_uri") {
        const Index run = current_run(call);
        return with_run(arena_.text("*/artifacts"), run);
      }
      record_call(call.name, call, kNoIndex);
      const Setting& s = s_.tracking->tracking_uri;
      if (s.value.is_literal()) return arena_.str(s.value.value);
      return arena_.unknown(nullptr, ValueType::kString);
    }
    if (name == "autolog") {
      record_call(call.name, call, kNoIndex);
      autolog("*", call);
      return arena_.none();
    }
    if (name == "register_model") {
      Value model = mlflow_arg(call, "mlflow.register_model", "name");
      record_call(call.name, call, kNoIndex);
      if (model != nullptr) out_.registered.push_back({name_of(model), certainty(), call.where});
      Value version = make_library("mlflow.entities.model_registry.ModelVersion", call, nullptr);
      if (model != nullptr) set_attr(version, names_.intern("name"), model);
      return version;
    }
    if (name == "evaluate") return mlflow_evaluate(call);
    if (name == "enable_system_metrics_logging" || name == "disable_system_metrics_logging" ||
        name == "set_system_metrics_sampling_interval" || name == "doctor" || name == "login") {
      record_call(call.name, call, kNoIndex);
      return arena_.none();
    }
    if (name == "search_runs") {
      record_call(call.name, call, kNoIndex);
      return make_library("mlflow.search_runs", call, candidates_prov("mlflow.search_runs", call), ValueType::kData);
    }
    if (name == "run") {
      record_call(call.name, call, kNoIndex);
      return run_project(call);
    }
    if (name == "trace" || name == "start_span" || name == "update_current_trace") {
      // mlflow.trace is a decorator as well
      if (!call.args.positional.empty() && IsCallableKind(call.args.positional[0].value))
        return call.args.positional[0].value;
      return make_library(std::string(call.name), call, nullptr);
    }
  }
  if (Value done = mlflow_record(name, flavor, call); done != nullptr) return done;
  if (name == "autolog") {
    record_call(call.name, call, kNoIndex);
    autolog(std::string(flavor), call);
    return arena_.none();
  }
  if (name == "log_model" || name == "save_model") {
    const bool saved = name == "save_model";
    const Index run = saved || s_.tracking->active.empty() ? kNoIndex : s_.tracking->active.back().run;
    Index target = run;
    if (Value id = named(call.args, "run_id"); id != nullptr && run_of(id) != kNoIndex) target = run_of(id);
    record_call(call.name, call, target);
    log_model(target, std::string(flavor), call, saved);
    Value info = make_library("mlflow.models.model.ModelInfo", call, nullptr);
    if (target != kNoIndex) edit(info->obj).run = target;
    set_attr(info, names_.intern("model_uri"),
             target == kNoIndex ? arena_.unknown(nullptr, ValueType::kString)
                                : with_run(arena_.text("models:/m-*"), target));
    return info;
  }
  if (flavor == "models" && name == "evaluate") return mlflow_evaluate(call);
  if (flavor == "models" && (name == "infer_signature" || name == "ModelSignature"))
    return make_library("mlflow.models.ModelSignature", call, nullptr);
  if (flavor == "data") return make_library(std::string(call.name), call, arguments_prov(call));
  if (call.name == "mlflow.models.signature.infer_signature")
    return make_library("mlflow.models.ModelSignature", call, nullptr);
  if (flavor == "entities") return make_library(std::string(call.name), call, arguments_prov(call));
  if (name == "load_model") {
    record_call(call.name, call, kNoIndex);
    return make_library(flavor.empty() ? "mlflow.pyfunc.PyFuncModel" : std::string(call.name), call, nullptr,
                        ValueType::kModel);
  }
  record_call(call.name, call, kNoIndex);
  // a function that some extension adds to MLflow: what it writes is not known
  if (name.starts_with("log_") && !s_.tracking->active.empty() && s_.has_run(s_.tracking->active.back().run)) {
    Run& target = s_.edit_run(s_.tracking->active.back().run).run;
    if (name.find("param") != std::string_view::npos) open_parameters(target, kNoIndex);
    if (name.find("metric") != std::string_view::npos) target.metrics_open = true;
    // an explainer is stored with the model that it explains
    if (name.find("model") != std::string_view::npos || name == "log_explainer") target.models_open = true;
  }
  // a flavor of one's own stores models through the class that the built-in ones use
  if (call.name == "mlflow.models.Model.log" && !s_.tracking->active.empty() &&
      s_.has_run(s_.tracking->active.back().run))
    s_.edit_run(s_.tracking->active.back().run).run.models_open = true;
  if (name == "MlflowCallback" || name == "MLflowCallback" || name == "MlflowModelCheckpointCallback")
    return make_library(std::string(call.name), call, nullptr);
  return make_library(std::string(call.name), call, arguments_prov(call));
}

/// The functions that write one record; nullptr when `name` is none of them.
Value Interpreter::mlflow_record(std::string_view name, std::string_view flavor, Call& call) {
  if (!flavor.empty()) return nullptr;
  static const std::unordered_set<std::string_view> kRecords{
      "log_param",  "log_params",  "log_metric",         "log_metrics",         "set_tag",
      "set_tags",   "delete_tag",  "log_artifact",       "log_artifacts",       "log_text",
      "log_dict",   "log_figure",  "log_image",          "log_table",           "log_input",
      "log_inputs", "log_outputs", "set_experiment_tag", "set_experiment_tags", "log_stream"};
  if (!kRecords.contains(name)) return nullptr;
  const std::string function(call.name);
  if (name.starts_with("set_experiment_tag")) {
    record_call(function, call, kNoIndex);
    return arena_.none();
  }
  Index run = kNoIndex;
  Value id = named(call.args, "run_id");
  if (id != nullptr && id->kind != Kind::kNone) {
    run = run_of(id);
    if (run == kNoIndex) {
      record_call(function, call, kNoIndex);
      return arena_.none();
    }
  } else {
    run = current_run(call);
  }
  record_call(function, call, run);
  const auto get = [&](std::string_view parameter) { return mlflow_arg(call, function, parameter); };
  const auto place = [&](std::size_t at, std::string_view parameter) {
    const Argument* a = argument(call, at, parameter);
    return a == nullptr ? call.where : a->where;
  };
  if (name == "log_param") {
    Value key = get("key");
    Value v = get("value");
    if (key != nullptr && v != nullptr) log_param(run, key, v, call, place(0, "key"));
    if (key == nullptr || v == nullptr) open_parameters(s_.edit_run(run).run, kNoIndex);
    return v == nullptr ? arena_.unknown() : v;
  }
  if (name == "log_metric") {
    Value key = get("key");
    Value v = get("value");
    if (key != nullptr && v != nullptr) log_metric(run, key, v, get("step"), call, place(0, "key"));
    log_measured_dataset(run, call);
    if (key == nullptr || v == nullptr) s_.edit_run(run).run.metrics_open = true;
    return arena_.none();
  }
  if (name == "set_tag") {
    Value key = get("key");
    Value v = get("value");
    if (key != nullptr && v != nullptr) set_tag(run, key, v, call, place(0, "key"));
    return arena_.none();
  }
  if (name == "delete_tag") {
    if (Value key = get("key"); key != nullptr) delete_tag(run, key);
  } else if (name == "log_params") {
    log_mapping(run, get("params"), call, 0, nullptr);
  } else if (name == "log_metrics") {
    log_mapping(run, get("metrics"), call, 1, get("step"));
    log_measured_dataset(run, call);
  } else if (name == "set_tags") {
    log_mapping(run, get("tags"), call, 2, nullptr);
  } else if (name == "log_input" || name == "log_inputs") {
    Value dataset = get("dataset");
    if (dataset == nullptr) dataset = get("datasets");
    log_dataset(run, call, dataset, name == "log_input" ? get("context") : nullptr);
  } else if (name == "log_artifact" || name == "log_artifacts") {
    Value path = get(name == "log_artifact" ? "local_path" : "local_dir");
    log_artifact(run, path, call, false, nullptr);
  } else if (name == "log_text" || name == "log_dict" || name == "log_table" || name == "log_figure" ||
             name == "log_image" || name == "log_stream") {
    Value content = arg(call, 0,
                        name == "log_text"     ? "text"
                        : name == "log_dict"   ? "dictionary"
                        : name == "log_table"  ? "data"
                        : name == "log_figure" ? "figure"
                                               : "image");
    log_artifact(run, arg(call, 1, "artifact_file"), call, true, content);
  }
  return arena_.none();
}

void Interpreter::autolog(std::string flavor, Call& call) {
  Value disable = named(call.args, "disable");
  if (disable == nullptr) disable = mlflow_arg(call, call.name, "disable");
  const Tri off = disable == nullptr ? Tri::kNo : truth(disable);
  const auto flag = [&](std::string_view name) {
    Value v = mlflow_arg(call, call.name, name);
    return v == nullptr ? Tri::kYes : truth(v);
  };
  AutologFlag state;
  state.flavor = flavor;
  state.enabled = off == Tri::kNo ? Tri::kYes : off == Tri::kYes ? Tri::kNo : Tri::kUnknown;
  state.log_models = flag("log_models");
  state.log_datasets = flag("log_datasets");
  const Value exclusive = mlflow_arg(call, call.name, "exclusive");
  state.exclusive = exclusive != nullptr && truth(exclusive) == Tri::kYes;
  state.disabled_by_hand = off == Tri::kYes;
  state.extra_tags = mlflow_arg(call, call.name, "extra_tags");
  Tracking& t = s_.tracking.edit();
  const auto same =
      std::find_if(t.autolog.begin(), t.autolog.end(), [&](const AutologFlag& f) { return f.flavor == flavor; });
  if (same != t.autolog.end()) {
    *same = state;
  } else {
    t.autolog.push_back(state);
  }
  if (flavor == "*") {
    // the generic switch turns every flavor on or off that was not switched off by hand before
    if (off == Tri::kYes) {
      for (AutologFlag& f : t.autolog) f.enabled = Tri::kNo;
    }
    if (Value excluded = mlflow_arg(call, call.name, "exclude_flavors"); excluded != nullptr) {
      if (const auto items = known_items(excluded, 32)) {
        for (Value item : *items) {
          if (item->kind != Kind::kStr) continue;
          const bool known = std::any_of(t.autolog.begin(), t.autolog.end(),
                                         [&](const AutologFlag& f) { return f.flavor == item->s; });
          if (!known) t.autolog.push_back({item->s, Tri::kNo, Tri::kYes, Tri::kYes, false, true, nullptr});
        }
      }
    }
  }
  AutologState fact;
  fact.flavor = flavor;
  fact.enabled = off != Tri::kYes;
  fact.log_models = state.log_models;
  fact.log_datasets = state.log_datasets;
  fact.certainty = certainty();
  fact.where = call.where;
  fact.order = next_order();
  for (const AutologState& other : out_.entry.autolog) {
    if (other.where == fact.where && other.flavor == fact.flavor) return;
  }
  out_.entry.autolog.push_back(std::move(fact));
}

/// `mlflow.FLAVOR.autolog()` records trainings of the library.
bool Interpreter::is_flavor_of(std::string_view flavor, std::string_view library) {
  static const std::unordered_map<std::string_view, std::string_view> kFlavor{{"pytorch_lightning", "pytorch"},
                                                                              {"keras", "tensorflow"},
                                                                              {"lightning", "pytorch"},
                                                                              {"pyspark", "pyspark.ml"},
                                                                              {"transformers", "transformers"}};
  const auto it = kFlavor.find(library);
  return flavor == library || (it != kFlavor.end() && flavor == it->second) ||
         (library == "pyspark" && flavor == "spark");
}

Tri Interpreter::autolog_state(std::string_view library) const {
  const std::vector<AutologFlag>& flags = s_.tracking->autolog;
  const AutologFlag* own = nullptr;
  const AutologFlag* all = nullptr;
  for (const AutologFlag& f : flags) {
    if (is_flavor_of(f.flavor, library)) own = &f;
    if (f.flavor == "*") all = &f;
  }
  static const std::unordered_set<std::string_view> kSupported{
      "sklearn",           "xgboost",   "lightgbm", "statsmodels",  "keras",  "tensorflow",
      "pytorch_lightning", "lightning", "pyspark",  "transformers", "paddle", "fastai"};
  const AutologFlag* flag = nullptr;
  if (own != nullptr && (own->disabled_by_hand || all == nullptr || own->enabled != Tri::kNo))
    flag = own;
  else if (all != nullptr && kSupported.contains(library))
    flag = all;
  if (flag == nullptr) return Tri::kNo;
  const std::vector<ActiveRun>& active = s_.tracking->active;
  const bool of_the_code =
      !active.empty() && s_.has_run(active.back().run) && s_.run(active.back().run).run.kind != RunKind::kAutolog;
  return flag->exclusive && of_the_code ? Tri::kNo : flag->enabled;
}

Value Interpreter::client_method(std::string_view method, Call& call) {
  const std::string function = "mlflow.MlflowClient." + std::string(method);
  call.name = intern_name(function);
  const auto get = [&](std::string_view parameter) { return mlflow_arg(call, function, parameter); };
  Value id = get("run_id");
  const Index run = run_of(id);
  record_call(function, call, run);
  if (const Provenance newest = candidates_prov(function, call); newest != nullptr)
    return make_library(function, Call{}, newest);
  if (method == "create_run") {
    Call here = call;
    const Index created = new_run(RunKind::kClient, here);
    RunState& state = s_.edit_run(created);
    if (Value name = get("run_name"); name != nullptr && name->kind != Kind::kNone) state.run.run_name = text_of(name);
    Setting experiment;
    if (Value e = get("experiment_id"); e != nullptr) apply_experiment_id(experiment, e, call.where);
    state.run.experiment = experiment;
    if (Value uri = get_library_attr(call.self, "__uri__"); uri != nullptr)
      set_uri(s_.edit_run(created).run.tracking_uri, uri, call.where);
    if (Value tags = get("tags"); tags != nullptr) log_mapping(created, tags, call, 2, nullptr);
    Value object = run_object(created);
    edit(object->obj).name = "mlflow.entities.Run";
    return object;
  }
  if (method == "create_experiment") {
    Value e = get("name");
    return arena_.unknown(nullptr, ValueType::kString,
                          "experiment:" + (e == nullptr ? std::string("*") : pattern_of(e)));
  }
  if (method == "get_experiment_by_name") {
    Value e = get("name");
    return JoinValues(experiment_object(e == nullptr ? "*" : pattern_of(e)), arena_.none(), arena_);
  }
  if (method == "copy_model_version") {
    if (Value name = get("dst_name"); name != nullptr)
      out_.registered.push_back({name_of(name), certainty(), call.where});
    return make_library("mlflow.entities.model_registry.ModelVersion", call, nullptr);
  }
  if (method == "create_registered_model" || method == "create_model_version") {
    if (Value name = get("name"); name != nullptr) out_.registered.push_back({text_of(name), certainty(), call.where});
    return make_library("mlflow.entities.model_registry.ModelVersion", call, nullptr);
  }
  if (method == "get_run") {
    if (run != kNoIndex) {
      Value object = run_object(run);
      edit(object->obj).name = "mlflow.entities.Run";
      return object;
    }
    return make_library("mlflow.entities.Run", call, nullptr);
  }
  if (run == kNoIndex) return make_library(function, call, nullptr);
  if (method == "log_param") {
    if (Value key = get("key"); key != nullptr && get("value") != nullptr)
      log_param(run, key, get("value"), call, call.where);
  } else if (method == "log_metric") {
    if (Value key = get("key"); key != nullptr && get("value") != nullptr)
      log_metric(run, key, get("value"), get("step"), call, call.where);
  } else if (method == "set_tag") {
    if (Value key = get("key"); key != nullptr && get("value") != nullptr)
      set_tag(run, key, get("value"), call, call.where);
  } else if (method == "log_batch") {
    client_batch(run, call, get("params"), get("metrics"), get("tags"));
  } else if (method == "delete_tag") {
    if (Value key = get("key"); key != nullptr) delete_tag(run, key);
  } else if (method == "update_run") {
    if (Value name = get("name"); name != nullptr && name->kind != Kind::kNone && s_.has_run(run))
      s_.edit_run(run).run.run_name = text_of(name);
    ended_with(run, get("status"));
    if (Value status = get("status");
        status != nullptr && status->kind == Kind::kStr && status->s != "RUNNING" && s_.has_run(run))
      s_.edit_run(run).ended = Tri::kYes;
  } else if (method == "set_terminated") {
    ended_with(run, get("status"));
    if (s_.has_run(run)) s_.edit_run(run).ended = Tri::kYes;
  } else if (method == "log_artifact" || method == "log_artifacts") {
    log_artifact(run, get(method == "log_artifact" ? "local_path" : "local_dir"), call, false, nullptr);
  } else if (method == "log_dict" || method == "log_text" || method == "log_figure" || method == "log_image" ||
             method == "log_table") {
    log_artifact(run, get("artifact_file"), call, true, arg(call, 1, ""));
  } else if (method == "log_inputs") {
    log_dataset(run, call, get("datasets"), nullptr);
  }
  return arena_.none();
}

/// MlflowClient.log_batch: lists of Param, Metric and RunTag entities.
void Interpreter::client_batch(Index run, const Call& call, Value params, Value metrics, Value tags) {
  const auto field = [&](Value entity, std::size_t at, std::string_view name) -> Value {
    if (!IsObject(entity)) return nullptr;
    const Object& o = obj(entity);
    for (const DictItem& item : o.entries) {
      if (item.key->s == name) return item.value;
    }
    return at < o.items.size() ? o.items[at] : nullptr;
  };
  const auto each = [&](Value list, const std::function<void(Value)>& body) {
    if (list == nullptr || list->kind == Kind::kNone) return;
    std::vector<Value> items;
    if (const auto known = known_items(list, 256)) {
      items = *known;
    } else if (IsObject(list) && obj(list).kind == ObjKind::kList) {
      items = obj(list).items;
    } else {
      Value e = element_of(list);
      items.push_back(e);
    }
    for (Value item : items) {
      if (item->kind == Kind::kUnion) {
        for (Value alternative : item->items) body(alternative);
      } else {
        body(item);
      }
    }
  };
  each(params, [&](Value p) {
    Value key = field(p, 0, "key");
    Value v = field(p, 1, "value");
    if (key != nullptr && v != nullptr) log_param(run, key, v, call, obj(p).where);
    if (key == nullptr) open_parameters(s_.edit_run(run).run, kNoIndex);
  });
  each(metrics, [&](Value p) {
    Value key = field(p, 0, "key");
    Value v = field(p, 1, "value");
    if (key != nullptr && v != nullptr) log_metric(run, key, v, field(p, 3, "step"), call, obj(p).where);
    if (key == nullptr) s_.edit_run(run).run.metrics_open = true;
  });
  each(tags, [&](Value p) {
    Value key = field(p, 0, "key");
    Value v = field(p, 1, "value");
    if (key != nullptr && v != nullptr) set_tag(run, key, v, call, obj(p).where);
    if (key == nullptr) s_.edit_run(run).run.tags_open = true;
  });
}

Value Interpreter::get_library_attr(Value self, std::string_view name) {
  if (self == nullptr || !IsObject(self)) return nullptr;
  const NameId id = names_.intern(name);
  for (const Attribute& a : obj(self).attrs) {
    if (a.name == id) return a.value;
  }
  return nullptr;
}

std::string_view Interpreter::intern_name(std::string_view text) { return names_.text(names_.intern(text)); }

}  // namespace tracklint::interpret
