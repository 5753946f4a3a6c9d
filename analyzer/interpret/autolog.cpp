// What autolog records for a training call, and under which names.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/defaults.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using knowledge::CallInfo;

using knowledge::Effect;

/// What autolog of the library writes for this training, as far as it is stated in advance.
void Interpreter::autolog_records(Index id, Value model) {
  const Training& t = out_.entry.trainings[id];
  if (!t.autologged || t.run == kNoIndex || !s_.has_run(t.run)) return;
  const AutologFlag* flag = nullptr;
  for (const AutologFlag& f : s_.tracking->autolog) {
    if (is_flavor_of(f.flavor, t.library)) flag = &f;
  }
  if (flag == nullptr) {
    for (const AutologFlag& f : s_.tracking->autolog) {
      if (f.flavor == "*") flag = &f;
    }
  }
  Run& run = s_.edit_run(t.run).run;
  run.autologged = true;
  const auto meets_others = [&](const Param& p) {
    for (const Param& other : run.params) {
      if (other.key == p.key && other.writer == Writer::kExplicit && other.value.is_literal() && p.value.is_literal() &&
          other.value.value != p.value.value)
        incident(Incident::Kind::kAutologConflict, other.where, t.run, p.key.value, t.where);
    }
  };
  run.metrics_open =
      run.metrics_open || (t.library != "xgboost" && t.library != "lightgbm" && !writes_no_metrics(model));
  // a parameter of a part of a composed estimator is written under the name of its step
  const CallInfo* info = model != nullptr && IsObject(model) ? knowledge::Find(library_class(model)) : nullptr;
  const bool composed = t.library == "sklearn" && info != nullptr && info->effect != Effect::kEstimator;
  for (const Hyperparameter& h : t.hyperparameters) {
    if (h.name == "test_size") continue;
    Param p;
    p.key = Text::Literal(h.name);
    if (!composed) p.value = h.value;
    p.writer = Writer::kAutolog;
    p.certainty = Certainty::kMaybe;
    p.where = t.where;
    p.call = t.where;
    p.origins = h.origins;
    p.order = next_order();
    meets_others(p);
    run.params.push_back(std::move(p));
  }
  if (composed && IsObject(model) && obj(model).kind == ObjKind::kLibrary) {
    // what a search or a pipeline is told itself
    for (const DictItem& item : Object(obj(model)).entries) {
      const bool plain = item.value->kind == Kind::kStr || item.value->kind == Kind::kInt ||
                         item.value->kind == Kind::kFloat || item.value->kind == Kind::kBool;
      if (!plain || item.key->kind != Kind::kStr) continue;
      Param p;
      p.key = Text::Literal(item.key->s);
      p.value = text_of(item.value);
      p.writer = Writer::kAutolog;
      p.certainty = Certainty::kMaybe;
      p.where = t.where;
      p.call = t.where;
      meets_others(p);
      const auto same = [&](const Param& other) { return other.key == p.key && other.writer == Writer::kAutolog; };
      std::erase_if(run.params, same);
      run.params.push_back(std::move(p));
    }
  }
  if (model != nullptr && t.library == "sklearn") autolog_names(run, model, "", t.where, 0);
  if (model != nullptr && knowledge::EstimatorDefaults(library_class(model)) != nullptr) {
    // get_params() of what is fitted, whole
    Value params = make_dict();
    add_estimator_params(model, "", true, params, 0);
    for (const DictItem& item : Object(obj(params)).entries) {
      Param p;
      p.key = text_of(item.key);
      p.value = text_of(item.value);
      p.writer = Writer::kAutolog;
      p.certainty = Certainty::kMaybe;
      p.where = t.where;
      p.call = t.where;
      if (const Provenance prov = prov_of(item.value, 1); prov != nullptr) p.origins = *prov;
      meets_others(p);
      if (std::none_of(run.params.begin(), run.params.end(), [&](const Param& o) { return o.key == p.key; }))
        run.params.push_back(std::move(p));
    }
  }
  if (autolog_mapping_ != nullptr && IsObject(autolog_mapping_)) {
    for (const DictItem& item : obj(autolog_mapping_).entries) {
      Param p;
      p.key = text_of(item.key);
      p.value = text_of(item.value);
      p.writer = Writer::kAutolog;
      p.certainty = Certainty::kMaybe;
      p.where = t.where;
      p.call = t.where;
      if (std::none_of(run.params.begin(), run.params.end(), [&](const Param& o) { return o.key == p.key; }))
        run.params.push_back(std::move(p));
    }
  }
  if (flag != nullptr && flag->extra_tags != nullptr) {
    Call call;
    call.where = t.where;
    log_mapping(t.run, flag->extra_tags, call, 2, nullptr);
  }
  const bool models = flag == nullptr || flag->log_models != Tri::kNo;
  const bool datasets = flag == nullptr || flag->log_datasets != Tri::kNo;
  if (models) {
    LoggedModel m;
    m.name = Text::Literal("model");
    m.flavor = t.library == "torch" || t.library == "pytorch_lightning" ? "pytorch"
               : t.library == "keras"                                   ? "tensorflow"
                                                                        : t.library;
    m.signature = t.library == "statsmodels" ? Signature::kNone : Signature::kInferred;
    m.input_example = Tri::kNo;
    m.writer = Writer::kAutolog;
    m.where = t.where;
    m.run = t.run;
    m.trainings = {id};
    if (model != nullptr) m.estimator = library_class(model);
    m.order = next_order();
    run.models.push_back(std::move(m));
  }
  // autolog of statsmodels and of Lightning never names the data, whatever log_datasets says
  const bool names_data = t.library != "statsmodels" && t.library != "pytorch_lightning" && t.library != "lightning";
  if (datasets && names_data) {
    DatasetInput d;
    d.context = Text::Literal("train");
    d.writer = Writer::kAutolog;
    d.where = t.where;
    for (const Index r : t.reads) d.origins.push_back({OriginKind::kRead, r});
    run.datasets.push_back(std::move(d));
  }
}

/// Clusterings and the like: autolog writes their parameters and no metric.
bool Interpreter::writes_no_metrics(Value model) {
  if (model == nullptr || !IsObject(model)) return false;
  const std::string cls = library_class(model);
  return cls.starts_with("sklearn.") &&
         knowledge::Plays(std::string_view(cls).substr(cls.rfind('.') + 1), knowledge::Role::kUnscored);
}

/// A name that is imported when autolog has replaced what it names: below the call at the top of a module, or in a
/// function that did not make the call before.
bool Interpreter::imported_under_autolog(std::string_view name) const {
  const bind::Tree& code = tree();
  const auto function_around = [&](std::uint32_t place) {
    const bind::Function* inner = nullptr;
    for (const bind::Function& function : code.functions) {
      if (function.begin <= place && place < function.end && (inner == nullptr || inner->begin < function.begin))
        inner = &function;
    }
    return inner;
  };
  return std::any_of(code.imports.begin(), code.imports.end(), [&](const bind::ImportAlias& alias) {
    if (alias.bound == bind::kNoName || names_.text(alias.bound) != name) return false;
    const bind::Function* in = function_around(alias.begin);
    if (in != nullptr && in != frame_->function) return false;
    return std::any_of(out_.entry.autolog.begin(), out_.entry.autolog.end(), [&](const AutologState& call) {
      const bool same_block = call.where.file == frame_->record->file && function_around(call.where.begin) == in;
      return call.enabled && (same_block ? call.where.begin < alias.begin : in != nullptr);
    });
  });
}

/// Autolog of scikit-learn, and of the estimators that LightGBM and XGBoost have for it, also writes what score() and the
/// functions of sklearn.metrics give for a model it has seen fitted. A function imported by its name before is the
/// unpatched one.
bool Interpreter::autolog_measures(const Evaluation& e, const Call& call) {
  const auto is_estimator = [](const Training& training) {
    if (training.library == "sklearn") return true;
    if (training.library != "lightgbm" && training.library != "xgboost") return false;
    const knowledge::CallInfo* info =
        knowledge::Find(training.library + "." + training.estimator.substr(training.estimator.rfind('.') + 1));
    return info != nullptr && info->effect == knowledge::Effect::kEstimator;
  };
  const bool seen = std::any_of(e.trainings.begin(), e.trainings.end(), [&](Index t) {
    const Training& training = out_.entry.trainings[t];
    return training.autologged && is_estimator(training);
  });
  if (!seen) return false;
  if (e.metric == "score") return true;
  if (!e.metric.starts_with("sklearn.metrics.") || !call.callee.valid()) return false;
  // what fit() measures itself, on the very labels it was fitted to: `training_r2_score`
  const std::string_view name = std::string_view(e.metric).substr(e.metric.rfind('.') + 1);
  const auto of_fit = [&](Index t) {
    const auto fitted = fitted_on_.find(t);
    return fitted != fitted_on_.end() &&
           std::any_of(call.args.positional.begin(), call.args.positional.end(), [&](const Argument& a) {
             return !IsConst(a.value) &&
                    std::find(fitted->second.begin(), fitted->second.end(), a.value) != fitted->second.end();
           });
  };
  if (knowledge::Plays(name, knowledge::Role::kFitMeasures) &&
      std::any_of(e.trainings.begin(), e.trainings.end(), of_fit))
    return true;
  const std::string_view written = graph_.sources().file(call.callee.file).slice(call.callee);
  return written.find('.') != std::string_view::npos || imported_under_autolog(written);
}

/// Names of the parameters that get_params(deep=True) of pipelines and searches has: steps and their parameters.
void Interpreter::autolog_names(Run& run, Value model, const std::string& prefix, Span where, int depth) {
  if (depth > 4 || !IsObject(model) || obj(model).kind != ObjKind::kLibrary) return;
  const Object o = obj(model);
  const auto add = [&](Text key) {
    Param p;
    p.key = std::move(key);
    p.writer = Writer::kAutolog;
    p.certainty = Certainty::kMaybe;
    p.where = where;
    p.call = where;
    if (std::none_of(run.params.begin(), run.params.end(), [&](const Param& other) { return other.key == p.key; }))
      run.params.push_back(std::move(p));
  };
  std::vector<Value> parts = o.items;
  for (const DictItem& item : o.entries) {
    if (item.key->s == "steps" || item.key->s == "estimator" || item.key->s == "estimators" ||
        item.key->s == "transformers" || item.key->s == "base_estimator")
      parts.push_back(item.value);
    if ((item.key->s == "param_grid" || item.key->s == "param_distributions") && IsObject(item.value))
      parts.push_back(item.value);
  }
  for (Value part : parts) {
    if (!IsObject(part)) continue;
    const Object p = obj(part);
    if (p.kind == ObjKind::kList) {
      for (Value step : p.items) {
        if (step->kind != Kind::kTuple || step->items.size() < 2 || step->items[0]->kind != Kind::kStr) continue;
        const std::string name = prefix + step->items[0]->s;
        add(Text::Literal(name));
        add(Text::Pattern(EscapePattern(name + "__") + "*"));
        autolog_names(run, step->items[1], name + "__", where, depth + 1);
      }
    } else if (p.kind == ObjKind::kDict) {
      for (const DictItem& item : p.entries) {
        if (item.key->kind != Kind::kStr) continue;
        add(Text::Literal(item.key->s));
        add(Text::Literal("best_" + item.key->s));
      }
    } else {
      autolog_names(run, part, prefix, where, depth + 1);
    }
  }
}

}  // namespace tracklint::interpret
