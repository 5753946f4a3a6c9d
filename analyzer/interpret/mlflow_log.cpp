// MLflow's records: parameters, metrics, tags, artifacts, data sets, models.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/api.h"

namespace tracklint::interpret {

namespace {
constexpr std::size_t kMaxItems = 600;

Origins OriginsOf(Provenance prov) { return prov == nullptr ? Origins{} : *prov; }

/// Two texts that surely differ.
bool SurelyDiffer(const Text& a, const Text& b) { return a.is_literal() && b.is_literal() && a.value != b.value; }
}  // namespace

/// The key of a record. An empty text that is not written at the call comes from a path that is not taken.
Text Interpreter::key_of(Value key, const Call& call) {
  Text text = text_of(key);
  const bool at_call =
      key->where.file == call.where.file && key->where.begin >= call.where.begin && key->where.end <= call.where.end;
  if (text.is_literal() && text.value.empty() && !at_call) return Text{};
  return text;
}

void Interpreter::log_param(Index run, Value key, Value v, const Call& call, Span where) {
  if (!live_ || run == kNoIndex || !s_.has_run(run)) return;
  if (key->kind == Kind::kUnion) {
    const bool saved = std::exchange(s_.maybe, true);
    for (Value k : key->items) log_param(run, k, v, call, where);
    s_.maybe = saved;
    return;
  }
  Param p;
  p.key = key_of(key, call);
  p.value = text_of(v);
  p.certainty = Certainty::kSurely;
  p.where = where;
  p.call = call.where;
  const Provenance prov = prov_of(v, 3);
  p.origins = OriginsOf(prov);
  p.type = v->kind == Kind::kUnknown && v->s == "data as text" ? ValueType::kData : type_of(v);
  p.order = next_order();
  note_evaluations(v, p.key, run);
  check_secret_record(p.key, v, where);
  Run& target = s_.edit_run(run).run;
  if (p.key.is_unknown()) open_parameters(target, kNoIndex);
  bool again = false;
  // keys that are not fully known are never compared: they may be the same or not
  const std::size_t comparable = p.key.kind == Text::Kind::kLiteral ? target.params.size() : 0;
  for (std::size_t i = 0; i < comparable; ++i) {
    const Param& other = target.params[i];
    if (other.writer == Writer::kAutolog && other.key == p.key && SurelyDiffer(other.value, p.value)) {
      incident(Incident::Kind::kAutologConflict, call.where, run, p.key.value, other.where);
      break;
    }
    if (other.writer != Writer::kExplicit || !(other.key == p.key)) continue;
    const bool loop =
        other.call == p.call && prov != nullptr &&
        std::any_of(prov->begin(), prov->end(), [](const Origin& o) { return o.kind == OriginKind::kLoop; }) &&
        symbolic_depth_ > 0 && !s_.run(run).many;
    if (SurelyDiffer(other.value, p.value) || loop) {
      incident(Incident::Kind::kParamConflict, call.where, run, p.key.value, other.where);
      if (!loop && other.certainty == Certainty::kSurely && !s_.maybe && exits_ != nullptr) {
        // MLflow raises: nothing of this path comes after it, and what is missing is missing for that
        out_.entry.unfinished = true;
        leave(exits_->raised);
        last_leave_ = Leave::kRaise;
        return;
      }
      break;
    }
    again = again || (other.value == p.value && other.call == p.call);
  }
  arena_.add_work(8 * target.params.size());
  if (!again && target.params.size() < kMaxItems) target.params.push_back(std::move(p));
}

void Interpreter::log_metric(Index run, Value key, Value v, Value step, const Call& call, Span where) {
  if (!live_ || run == kNoIndex || !s_.has_run(run)) return;
  if (key->kind == Kind::kUnion) {
    for (Value k : key->items) log_metric(run, k, v, step, call, where);
    return;
  }
  Metric m;
  m.key = key_of(key, call);
  m.value = text_of(v);
  m.where = where;
  m.call = call.where;
  m.origins = OriginsOf(prov_of(v, 3));
  m.type = surely_several(v) ? ValueType::kSequence : type_of(v);
  m.unchanged = v->kind == Kind::kUnknown && v->s == "metric";
  m.order = next_order();
  if (step == nullptr || step->kind == Kind::kNone) {
    m.stepped = call.args.open_keyword ? Tri::kUnknown : Tri::kNo;
  } else if (step->kind == Kind::kUnion || (step->kind == Kind::kUnknown && is_optional_parameter(step))) {
    m.stepped = Tri::kUnknown;
  } else {
    m.stepped = Tri::kYes;
  }
  note_evaluations(v, m.key, run);
  Run& target = s_.edit_run(run).run;
  if (m.key.is_unknown()) target.metrics_open = true;
  for (Metric& other : target.metrics) {
    if (other.key == m.key && other.call == m.call) {
      if (m.key.is_literal()) other.repeated = true;
      other.stepped = other.stepped == m.stepped ? m.stepped : Tri::kUnknown;
      return;
    }
  }
  arena_.add_work(8 * target.metrics.size());
  if (target.metrics.size() < kMaxItems) target.metrics.push_back(std::move(m));
}

/// An array of several numbers: np.array([1, 2]), a column of cross_validate().
bool Interpreter::surely_several(Value v) {
  if (!IsObject(v) || obj(v).kind != ObjKind::kLibrary) return false;
  const Object& o = obj(v);
  if (o.name == "numpy.ndarray" && get_library_attr(v, "__cell__") != nullptr) return true;
  if (o.name != "numpy.ndarray" && o.name != "torch.tensor" && o.name != "torch.Tensor") return false;
  const auto items = o.items.empty() ? std::nullopt : known_items(o.items.front(), 8);
  return items.has_value() && items->size() > 1;
}

void Interpreter::set_tag(Index run, Value key, Value v, const Call& call, Span where) {
  if (!live_ || run == kNoIndex || !s_.has_run(run)) return;
  Tag t;
  t.key = text_of(key);
  t.value = text_of(v);
  t.where = where;
  t.call = call.where;
  t.origins = OriginsOf(prov_of(v, 3));
  t.order = next_order();
  check_secret_record(t.key, v, where);
  note_evaluations(v, t.key, run);
  Run& target = s_.edit_run(run).run;
  if (t.key == Text::Literal("mlflow.runName")) target.run_name = t.value;
  if (t.key == Text::Literal("mlflow.parentRunId")) {
    if (const Index parent = run_of(v); parent != kNoIndex) target.parent = parent;
  }
  if (t.key == Text::Literal("mlflow.runName") || t.key == Text::Literal("mlflow.parentRunId") ||
      t.key == Text::Literal("mlflow.note.content"))
    return;  // fields of the run, no tags of the user
  if (t.key.is_unknown()) target.tags_open = true;
  for (Tag& other : target.tags) {
    if (other.key == t.key && other.call == t.call && other.value == t.value) return;
  }
  arena_.add_work(8 * target.tags.size());
  if (target.tags.size() < kMaxItems) target.tags.push_back(std::move(t));
}

/// One call that may have recorded either value of a key: the key once, its value not known.
void Interpreter::merge_alternatives(std::vector<Param>& params, Span call) {
  for (std::size_t i = 0; i < params.size(); ++i) {
    if (params[i].call != call || params[i].certainty != Certainty::kMaybe || !params[i].key.is_literal()) continue;
    for (std::size_t k = params.size() - 1; k > i; --k) {
      if (!(params[k].key == params[i].key) || params[k].call != call || params[k].certainty != Certainty::kMaybe)
        continue;
      if (!(params[k].value == params[i].value)) params[i].value = Text{};
      params.erase(params.begin() + static_cast<std::ptrdiff_t>(k));
    }
  }
}

/// `what`: 0 parameters, 1 metrics, 2 tags.
void Interpreter::log_mapping(Index run, Value mapping, const Call& call, int what, Value step) {
  if (!live_ || run == kNoIndex || !s_.has_run(run) || mapping == nullptr || mapping->kind == Kind::kNone) return;
  mapping = as_mapping(mapping);
  if (mapping->kind == Kind::kUnion) {
    one_of(mapping->items.size(), [&](std::size_t i) { log_mapping(run, mapping->items[i], call, what, step); });
    if (what == 0 && s_.has_run(run)) merge_alternatives(s_.edit_run(run).run.params, call.where);
    return;
  }
  const auto open = [&] {
    Run& target = s_.edit_run(run).run;
    if (what == 0) return open_parameters(target, mapping_identity(mapping));
    (what == 1 ? target.metrics_open : target.tags_open) = true;
  };
  if (IsObject(mapping) && obj(mapping).kind == ObjKind::kDict) {
    const Object dict = obj(mapping);
    for (const DictItem& item : dict.entries) {
      const Span where = item.where.valid() ? item.where : call.where;
      Value v = item.value;
      const std::size_t before = what == 0   ? s_.run(run).run.params.size()
                                 : what == 1 ? s_.run(run).run.metrics.size()
                                             : s_.run(run).run.tags.size();
      if (what == 0) log_param(run, item.key, v, call, where);
      if (what == 1) log_metric(run, item.key, v, step, call, where);
      if (what == 2) set_tag(run, item.key, v, call, where);
      if (item.maybe) {
        Run& target = s_.edit_run(run).run;
        if (what == 0)
          for (std::size_t i = before; i < target.params.size(); ++i) target.params[i].certainty = Certainty::kMaybe;
        if (what == 1)
          for (std::size_t i = before; i < target.metrics.size(); ++i) target.metrics[i].certainty = Certainty::kMaybe;
        if (what == 2)
          for (std::size_t i = before; i < target.tags.size(); ++i) target.tags[i].certainty = Certainty::kMaybe;
      }
    }
    if (dict.open) {
      open();
      note_open(run, what, dict.prov, call);
    }
    return;
  }
  open();
  note_open(run, what, prov_of(mapping, 3), call);
  if (what == 1) note_evaluations(mapping, Text{}, run);
}

void Interpreter::open_parameters(Run& run, Index mapping) {
  run.params_open = true;
  if (std::find(run.open_mappings.begin(), run.open_mappings.end(), mapping) == run.open_mappings.end())
    run.open_mappings.push_back(mapping);
}

/// Tells mappings with unknown keys from one another.
Index Interpreter::mapping_identity(Value v) {
  constexpr Index kNoObjectAbove = 0x40000000U;
  if (IsObject(v)) return v->obj;
  const auto [at, fresh] = mappings_.try_emplace(v, kNoObjectAbove + static_cast<Index>(mappings_.size()));
  (void)fresh;
  return at->second;
}

/// A mapping whose keys are not known is recorded: what it was made of is covered all the same.
void Interpreter::note_open(Index run, int what, Provenance prov, const Call& call) {
  if (prov == nullptr) return;
  const Index environment = config_id("env:*");
  for (const Origin& o : *prov) {
    if (o.kind == OriginKind::kEnvironment && o.id == environment)
      secret(SecretUse::Kind::kRecorded, call.where, "the environment");
  }
  Run& target = s_.edit_run(run).run;
  if (what == 0) {
    Param p;
    p.where = call.where;
    p.call = call.where;
    p.origins = OriginsOf(prov);
    p.type = ValueType::kMapping;
    p.order = next_order();
    target.params.push_back(std::move(p));
  } else if (what == 1) {
    Metric m;
    m.where = call.where;
    m.call = call.where;
    m.origins = OriginsOf(prov);
    m.type = ValueType::kMapping;
    m.order = next_order();
    if (std::none_of(target.metrics.begin(), target.metrics.end(),
                     [&](const Metric& o) { return o.call == m.call && o.key == m.key; }))
      target.metrics.push_back(std::move(m));
    for (const Origin& o : *prov) {
      if (o.kind == OriginKind::kEvaluation && o.id < out_.entry.evaluations.size()) {
        out_.entry.evaluations[o.id].logged = Tri::kYes;
        out_.entry.evaluations[o.id].run = run;
      }
    }
  }
}

void Interpreter::note_evaluations(Value v, const Text& key, Index run) {
  const Provenance prov = prov_of(v, 3);
  if (prov == nullptr) return;
  for (const Origin& o : *prov) {
    if (o.kind == OriginKind::kEvaluation && o.id < out_.entry.evaluations.size()) {
      Evaluation& e = out_.entry.evaluations[o.id];
      // a run that logs again what another one has measured and logged did not measure it
      if (e.logged != Tri::kYes || e.run == kNoIndex) e.run = run;
      e.logged = Tri::kYes;
      if (!e.logged_as.has_value()) e.logged_as = key;
    }
    if (o.kind == OriginKind::kTraining && o.id < out_.entry.trainings.size()) adopt_training(o.id, run);
  }
}

/// A training outside any run belongs to the run that later logs its model, metrics or parameters.
void Interpreter::adopt_training(Index training, Index run) {
  Training& t = out_.entry.trainings[training];
  if (t.run == kNoIndex && run != kNoIndex) t.run = run;
}

void Interpreter::log_artifact(Index run, Value path, Call& call, bool content, Value value) {
  if (!live_ || run == kNoIndex || !s_.has_run(run)) return;
  Artifact a;
  if (path != nullptr) a.path = text_of(path);
  a.content = content;
  a.where = call.where;
  Provenance prov = path == nullptr ? nullptr : prov_of(path);
  if (value != nullptr) prov = arena_.join(prov, contents_prov(value), kMaxContents);
  if (path != nullptr && !content) {
    const std::string pattern = pattern_of(path);
    if (const auto it = file_contents_.find(pattern); it != file_contents_.end())
      prov = arena_.join(prov, it->second, kMaxContents);
    // a configuration file that the code read
    if (const auto it = config_ids_.find(config_file_key(path)); it != config_ids_.end())
      prov = arena_.join(prov, arena_.prov({OriginKind::kConfig, it->second}), kMaxContents);
    // everything written below a directory that is logged as a whole
    if (call.name.ends_with("log_artifacts")) {
      for (const auto& [file, written] : file_contents_) {
        if (file.starts_with(pattern + "/")) prov = arena_.join(prov, written, kMaxContents);
      }
    }
    if (IsObject(path) || path->kind == Kind::kUnknown) s_.edit_run(run).run.artifacts_open = true;
  }
  a.origins = OriginsOf(prov);
  if (content && value != nullptr) check_secret_record(a.path.value_or(Text{}), value, call.where);
  for (const Origin& o : a.origins) {
    if (o.kind == OriginKind::kEvaluation && o.id < out_.entry.evaluations.size()) {
      out_.entry.evaluations[o.id].logged = Tri::kYes;
      out_.entry.evaluations[o.id].run = run;
    }
    if (o.kind == OriginKind::kTraining && o.id < out_.entry.trainings.size()) {
      adopt_training(o.id, run);
    }
  }
  Run& target = s_.edit_run(run).run;
  if (target.artifacts.size() < kMaxItems &&
      std::none_of(target.artifacts.begin(), target.artifacts.end(),
                   [&](const Artifact& o) { return o.where == a.where && o.path == a.path; }))
    target.artifacts.push_back(std::move(a));
}

void Interpreter::delete_tag(Index run, Value key) {
  if (!live_ || run == kNoIndex || !s_.has_run(run) || s_.maybe) return;
  const Text text = text_of(key);
  std::erase_if(s_.edit_run(run).run.tags, [&](const Tag& t) { return t.key == text && text.is_literal(); });
}

void Interpreter::log_dataset(Index run, Call& call, Value dataset, Value context) {
  if (!live_ || run == kNoIndex || !s_.has_run(run)) return;
  DatasetInput d;
  d.where = call.where;
  if (context != nullptr && context->kind != Kind::kNone) d.context = text_of(context);
  if (dataset != nullptr) {
    d.origins = OriginsOf(prov_of(dataset));
    if (IsObject(dataset)) {
      for (const DictItem& item : obj(dataset).entries) {
        if (item.key->s == "name") d.name = text_of(item.value);
      }
    }
  }
  // the same data again: MLflow keeps its first context
  if (dataset != nullptr && IsObject(dataset)) {
    const auto [at, fresh] = logged_datasets_.try_emplace({run, dataset->obj}, d.where);
    if (!fresh && at->second != d.where && !obj(dataset).many && symbolic_depth_ == 0 && !s_.maybe) return;
  }
  Run& target = s_.edit_run(run).run;
  if (std::none_of(target.datasets.begin(), target.datasets.end(),
                   [&](const DatasetInput& o) { return o.where == d.where && o.context == d.context; }))
    target.datasets.push_back(std::move(d));
}

/// log_metric(s)(…, dataset=): what was measured on becomes an input of the run (MLflow 3).
void Interpreter::log_measured_dataset(Index run, Call& call) {
  Value dataset = named(call.args, "dataset");
  if (dataset != nullptr && dataset->kind != Kind::kNone) log_dataset(run, call, dataset, nullptr);
}

void Interpreter::log_model(Index run, std::string flavor, Call& call, bool saved_only) {
  if (!live_) return;
  const std::string function(call.name);
  LoggedModel m;
  m.flavor = std::move(flavor);
  m.where = call.where;
  m.saved_only = saved_only;
  m.run = run;
  m.order = next_order();
  Value name = mlflow_arg(call, function, "name");
  if (name == nullptr || name->kind == Kind::kNone) name = mlflow_arg(call, function, "artifact_path");
  if (saved_only) name = mlflow_arg(call, function, "path");
  if (name != nullptr && name->kind != Kind::kNone) m.name = text_of(name);
  static constexpr std::string_view kModelParameters[] = {
      "sk_model",   "xgb_model",          "lgb_model",         "cb_model",       "pytorch_model",
      "model",      "keras_model",        "statsmodels_model", "spark_model",    "pr_model",
      "onnx_model", "transformers_model", "spacy_model",       "python_model",   "loader_module",
      "h2o_model",  "fastai_learner",     "lc_model",          "pmdarima_model", "paddle_model"};
  Value model = nullptr;
  for (const std::string_view p : kModelParameters) {
    if (model == nullptr) model = mlflow_arg(call, function, p);
  }
  if (model == nullptr && !call.args.positional.empty() && m.flavor != "pyfunc") model = call.args.positional[0].value;
  Value signature = mlflow_arg(call, function, "signature");
  Value example = mlflow_arg(call, function, "input_example");
  const auto given = [&](Value v) {
    if (v == nullptr) return call.args.open_keyword ? Tri::kUnknown : Tri::kNo;
    if (v->kind == Kind::kNone || (v->kind == Kind::kBool && !v->b)) return Tri::kNo;
    if (v->kind == Kind::kUnion || (v->kind == Kind::kUnknown && is_optional_parameter(v))) return Tri::kUnknown;
    return Tri::kYes;
  };
  const Tri has_signature = given(signature);
  const Tri has_example = given(example);
  m.input_example = has_example;
  if (has_signature == Tri::kYes) {
    m.signature = Signature::kExplicit;
  } else if (has_example == Tri::kYes && !(signature != nullptr && signature->kind == Kind::kBool)) {
    m.signature = Signature::kExample;
  } else if (has_signature == Tri::kUnknown || has_example == Tri::kUnknown) {
    m.signature = Signature::kUnknown;
  } else if (m.flavor == "pyfunc" && model != nullptr && python_model_has_hints(model)) {
    m.signature = Signature::kInferred;
  } else if (m.flavor == "transformers" || m.flavor == "langchain" || m.flavor == "openai" ||
             m.flavor == "sentence_transformers" || m.flavor == "llama_index" || m.flavor == "dspy" ||
             m.flavor == "prophet") {
    m.signature = m.flavor == "prophet" ? Signature::kNone : Signature::kUnknown;
  } else if (m.flavor == "pyfunc" && (model == nullptr || model->kind == Kind::kUnknown)) {
    m.signature = model == nullptr ? Signature::kNone : Signature::kUnknown;
  } else {
    m.signature = Signature::kNone;
  }
  if (Value registered = mlflow_arg(call, function, "registered_model_name");
      registered != nullptr && registered->kind != Kind::kNone) {
    m.registered_as = name_of(registered);
    out_.registered.push_back({*m.registered_as, certainty(), call.where});
  } else if (registered == nullptr && call.args.open_keyword) {
    m.registered_as = Text{};  // perhaps among what the caller hands on
  }
  if (Value params = mlflow_arg(call, function, "params"); params != nullptr && params->kind != Kind::kNone) {
    params = as_mapping(params);
    const bool known = IsObject(params) && obj(params).kind == ObjKind::kDict;
    m.params_open = !known || obj(params).open;
    for (const DictItem& item : known ? obj(params).entries : std::vector<DictItem>{}) {
      m.params.push_back({.key = text_of(item.key),
                          .value = text_of(item.value),
                          .where = item.where.valid() ? item.where : call.where,
                          .call = call.where,
                          .origins = OriginsOf(prov_of(item.value, 3)),
                          .type = type_of(item.value)});
    }
  }
  if (model != nullptr) {
    m.estimator = class_path(model);
    collect_parts(model, m.parts, 0);
    std::vector<Index> trainings;
    if (IsObject(model)) trainings = obj(model).trainings;
    if (const Provenance prov = prov_of(model, 3); prov != nullptr) {
      for (const Origin& o : *prov) {
        if (o.kind == OriginKind::kTraining && std::find(trainings.begin(), trainings.end(), o.id) == trainings.end())
          trainings.push_back(o.id);
      }
    }
    for (const Index t : trainings) {
      if (t < out_.entry.trainings.size()) adopt_training(t, run);
    }
    m.trainings = std::move(trainings);
  }
  if (run == kNoIndex || !s_.has_run(run)) {
    m.certainty = certainty();
    if (std::none_of(out_.entry.models.begin(), out_.entry.models.end(),
                     [&](const LoggedModel& o) { return o.where == m.where; }))
      out_.entry.models.push_back(std::move(m));
    return;
  }
  if (saved_only) {
    saved_models_.push_back(m);
    return;
  }
  Run& target = s_.edit_run(run).run;
  if (target.models.size() < kMaxItems &&
      std::none_of(target.models.begin(), target.models.end(), [&](const LoggedModel& o) {
        return o.where == m.where && o.name == m.name && o.trainings == m.trainings;
      }))
    target.models.push_back(std::move(m));
}

/// Classes inside a pipeline or meta-estimator.
void Interpreter::collect_parts(Value v, std::vector<std::string>& parts, int depth) {
  if (depth > 5 || parts.size() > 32) return;
  if (v->kind == Kind::kTuple) {
    for (Value item : v->items) collect_parts(item, parts, depth + 1);
    return;
  }
  if (!IsObject(v)) return;
  const Object o = obj(v);
  if (o.kind == ObjKind::kLibrary && o.type == ValueType::kModel) {
    if (depth > 0) parts.push_back(o.name);
    for (Value item : o.items) collect_parts(item, parts, depth + 1);
    for (const DictItem& item : o.entries) collect_parts(item.value, parts, depth + 1);
  } else if (o.kind == ObjKind::kList) {
    for (Value item : o.items) collect_parts(item, parts, depth + 1);
  }
}

/// Strings inside a list, tuple or dict, with the nearest key above them.
void Interpreter::collect_items(Value v, const std::string& under, std::vector<ApiItem>& out, int depth) {
  if (depth > 6 || out.size() > 200) return;
  if (v->kind == Kind::kStr && depth > 0) {
    out.push_back({Text::Literal(v->s), under, v->where});
    return;
  }
  if (v->kind == Kind::kTuple) {
    for (Value item : v->items) collect_items(item, under, out, depth + 1);
    return;
  }
  if (!IsObject(v)) return;
  const Object o = obj(v);
  if (o.kind == ObjKind::kList) {
    for (Value item : o.items) collect_items(item, under, out, depth + 1);
  } else if (o.kind == ObjKind::kDict) {
    for (const DictItem& item : o.entries)
      collect_items(item.value, item.key->kind == Kind::kStr ? item.key->s : under, out, depth + 1);
  }
}

bool Interpreter::python_model_has_hints(Value model) {
  if (!IsObject(model)) return false;
  const ObjId cls = obj(model).kind == ObjKind::kClass ? model->obj
                    : obj(model).cls != nullptr        ? obj(model).cls->obj
                                                       : kNoObject;
  Value predict = cls == kNoObject ? nullptr : class_attr(cls, names_.intern("predict"));
  if (predict == nullptr || predict->kind != Kind::kFunction) return false;
  const bind::Tree& t = graph_.module(predict->module).record->tree;
  for (const bind::Parameter& p : t.at(predict->function).params) {
    const std::string_view name = names_.text(p.name);
    if ((name == "model_input" || name == "data" || name == "inputs") && p.annotation != bind::kNoExpr) {
      // only list[…] of a type that MLflow knows makes a signature
      const bind::Expr& e = t.at(p.annotation);
      return e.kind == bind::ExprKind::kSubscript;
    }
  }
  return false;
}

Value Interpreter::mlflow_arg(const Call& call, std::string_view function, std::string_view name) {
  for (const Argument& a : call.args.keyword) {
    if (names_.text(a.name) == name) return a.value;
  }
  if (call.args.positional.empty()) return nullptr;
  const knowledge::ApiFunction* api = knowledge::FindApi(options_.target, function);
  if (api == nullptr) return nullptr;
  std::size_t at = 0;
  for (const knowledge::ApiParameter& p : api->parameters) {
    if (p.variadic || p.keyword_only) break;
    if (p.name == name) return at < call.args.positional.size() ? call.args.positional[at].value : nullptr;
    ++at;
  }
  return nullptr;
}

namespace {

/// What two known texts share at both ends, any text between: "models:/*/latest".
Text JoinTexts(const Text& a, const Text& b) {
  if (a == b) return a;
  if (a.is_unknown() || b.is_unknown()) return {};
  const std::string x = a.is_literal() ? EscapePattern(a.value) : a.value;
  const std::string y = b.is_literal() ? EscapePattern(b.value) : b.value;
  const std::size_t shortest = std::min(x.size(), y.size());
  std::size_t front = 0;
  while (front < shortest && x[front] == y[front]) ++front;
  while (front > 0 && x[front - 1] == '\\') --front;  // never between a backslash and what it escapes
  std::size_t back = 0;
  while (back < shortest - front && x[x.size() - 1 - back] == y[y.size() - 1 - back]) ++back;
  while (back > 0 && x.size() - back > 0 && x[x.size() - back - 1] == '\\') --back;
  if (front == 0 && back == 0) return {};
  return Text::Pattern(x.substr(0, front) + "*" + x.substr(x.size() - back));
}

}  // namespace

void Interpreter::record_call(std::string_view function, const Call& call, Index run) {
  if (!live_) return;
  const auto text_for = [&](Value v) { return text_of(v); };
  auto& calls = out_.entry.calls;
  const knowledge::ApiFunction* api = knowledge::FindApi(options_.target, function);
  ApiCall c;
  c.function = std::string(function);
  c.where = call.where;
  c.callee = call.callee;
  c.run = run;
  c.open = call.args.open_keyword || call.args.open_positional;
  c.certainty = certainty();
  c.order = next_order();
  const auto add = [&](const Argument& a, std::string name, bool positional, Index position) {
    ApiArgument out;
    out.name = std::move(name);
    out.positional = positional;
    out.position = position;
    out.where = a.where;
    out.value_where = a.value_where;
    out.value = text_for(a.value);
    out.type = type_of(a.value);
    out.made_by = class_path(a.value);
    out.origins = OriginsOf(prov_of(a.value));
    if (a.value->kind == Kind::kStr) out.literal = a.value->where;
    collect_items(a.value, "", out.items, 0);
    c.arguments.push_back(std::move(out));
  };
  for (std::size_t i = 0; i < call.args.positional.size(); ++i) {
    std::string name;
    if (api != nullptr && i < api->parameters.size() && !api->parameters[i].variadic)
      name = std::string(api->parameters[i].name);
    add(call.args.positional[i], std::move(name), true, static_cast<Index>(i));
  }
  for (const Argument& a : call.args.keyword) add(a, std::string(names_.text(a.name)), false, kNoIndex);
  const auto [known, fresh] = call_places_.try_emplace({c.where, c.function}, calls.size());
  if (!fresh) {
    ApiCall& other = calls[known->second];
    if (c.certainty == Certainty::kSurely) other.certainty = Certainty::kSurely;
    if (other.arguments.size() != c.arguments.size()) return;
    for (std::size_t i = 0; i < c.arguments.size(); ++i) {
      other.arguments[i].value = JoinTexts(other.arguments[i].value, c.arguments[i].value);
      if (other.arguments[i].made_by != c.arguments[i].made_by) other.arguments[i].made_by.clear();
      for (const Origin& origin : c.arguments[i].origins) {
        Origins& known_origins = other.arguments[i].origins;
        if (std::ranges::find(known_origins, origin) == known_origins.end()) known_origins.push_back(origin);
      }
    }
    return;
  }
  calls.push_back(std::move(c));
}

void Interpreter::incident(Incident::Kind kind, Span where, Index run, std::string text, Span related) {
  if (!live_) return;
  // whenever it is executed, it is so: that it may be skipped is no doubt about it
  const bool always = kind == Incident::Kind::kLogInThread || kind == Incident::Kind::kSetupWhileActive ||
                      kind == Incident::Kind::kNestedWithoutFlag || kind == Incident::Kind::kLogAfterRun;
  for (Incident& other : out_.entry.incidents) {
    if (other.kind == kind && other.where == where && other.text == text) {
      if (!s_.maybe || always) other.certainty = Certainty::kSurely;
      return;
    }
  }
  out_.entry.incidents.push_back(
      {kind, where, related, std::move(text), run, always ? Certainty::kSurely : certainty()});
}

void Interpreter::unresolved(std::string what, Span where, std::string why) {
  for (const Unresolved& u : out_.unresolved) {
    if (u.where == where && u.what == what) return;
  }
  if (out_.unresolved.size() < 200) out_.unresolved.push_back({std::move(what), where, std::move(why)});
}

void Interpreter::secret(SecretUse::Kind kind, Span where, std::string name) {
  for (const SecretUse& s : out_.secrets) {
    if (s.where == where && s.kind == kind) return;
  }
  out_.secrets.push_back({kind, where, std::move(name), certainty()});
}

}  // namespace tracklint::interpret
