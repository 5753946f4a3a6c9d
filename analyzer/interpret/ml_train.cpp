// Trainings: what is fitted, with which hyperparameters, on which data, in which run.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using knowledge::CallInfo;

using knowledge::Effect;

namespace {

/// Arguments of a fit call that are data.
bool IsDataArgument(std::string_view name) { return knowledge::Plays(name, knowledge::Role::kData); }

}  // namespace

Index Interpreter::add_training(std::string library, std::string estimator, std::string qualified, Value model,
                                const Call& call) {
  Training t;
  t.library = std::move(library);
  t.estimator = std::move(estimator);
  t.qualified = std::move(qualified);
  t.where = call.where;
  t.certainty = certainty();
  t.order = next_order();
  t.search_trial = in_search_;
  t.data_seen = Tri::kYes;
  const Tri autolog = autolog_state(t.library);
  t.autologged = autolog == Tri::kYes;
  if (!s_.tracking->active.empty()) {
    t.run = s_.tracking->active.back().run;
  } else if (t.autologged) {
    t.run = new_run(RunKind::kAutolog, call);
    s_.edit_run(t.run).ended = Tri::kYes;
  }
  if (model != nullptr) add_hyperparameters(t, model, 0);
  if (t.library == "torch" || t.library == "keras" || t.library == "tensorflow" || t.library == "pytorch_lightning" ||
      t.library == "lightning" || t.library == "jax" || t.library == "fastai" || t.library == "pyro") {
    RandomUse use;
    use.consumer = t.qualified;
    use.library = std::string(knowledge::SeedLibrary(t.library));
    use.kind = RandomUse::Kind::kTraining;
    use.where = t.where;
    use.run = t.run;
    use.certainty = t.certainty;
    use.order = t.order;
    use.seeded = Tri::kNo;
    if (const auto governed = governing_seed(use.library); governed.has_value()) {
      use.governed_by = governed;
      use.seeded = Tri::kYes;
    }
    add_random_use(std::move(use), false);
  }
  // the same call again in the same run (loops): one training
  for (Index i = 0; i < out_.entry.trainings.size(); ++i) {
    Training& other = out_.entry.trainings[i];
    if (other.where == t.where && other.run == t.run && other.qualified == t.qualified &&
        other.hyperparameters.size() == t.hyperparameters.size() && symbolic_depth_ > 0)
      return i;
  }
  out_.entry.trainings.push_back(std::move(t));
  return static_cast<Index>(out_.entry.trainings.size() - 1);
}

void Interpreter::flow_data(Training& training, Value v) {
  const Provenance prov = arena_.join(prov_of(v, 3), drawn_prov(v));
  if (prov == nullptr) {
    if (v->kind == Kind::kUnknown || v->kind == Kind::kMethod) training.data_seen = Tri::kUnknown;
    return;
  }
  // what the data passes says nothing of where it is from
  bool known = std::all_of(prov->begin(), prov->end(), [](const Origin& o) { return o.kind == OriginKind::kPassed; });
  for (const Origin& o : *prov) {
    if ((o.kind == OriginKind::kRead || o.kind == OriginKind::kGenerated) && o.id < out_.entry.reads.size()) {
      if (std::find(training.reads.begin(), training.reads.end(), o.id) == training.reads.end())
        training.reads.push_back(o.id);
      known = true;
    }
    if (o.kind == OriginKind::kGenerated || o.kind == OriginKind::kRandom) known = true;
    if (o.kind == OriginKind::kCaller) training.data_seen = Tri::kUnknown;
    if (o.kind == OriginKind::kRandom) flow_split(training, o.id);
  }
  if (!known) training.data_seen = Tri::kUnknown;
}

/// What a split left for training was chosen by its size.
void Interpreter::flow_split(Training& training, Index random_use) {
  if (std::find(training.randoms.begin(), training.randoms.end(), random_use) == training.randoms.end())
    training.randoms.push_back(random_use);
  const auto size = split_sizes_.find(random_use);
  if (size != split_sizes_.end())
    add_hyperparameter(training, size->second.name, size->second.value, size->second.where);
}

void Interpreter::link_reads(Index training) {
  for (const Index r : out_.entry.trainings[training].reads) {
    std::vector<Index>& flows = out_.entry.reads[r].flows_to;
    if (std::find(flows.begin(), flows.end(), training) == flows.end()) flows.push_back(training);
  }
}

/// Marks the model (and the estimators in it) as fitted by a training.
void Interpreter::mark_fitted(Value model, Index training, int depth) {
  if (depth > 4) return;
  if (model->kind == Kind::kUnion || model->kind == Kind::kTuple) {
    for (Value v : model->items) mark_fitted(v, training, depth + 1);
    return;
  }
  if (!IsObject(model) || !s_.has(model->obj)) return;
  const ObjKind kind = obj(model).kind;
  if (kind == ObjKind::kLibrary || kind == ObjKind::kInstance) {
    Object& o = edit(model->obj);
    // a model fitted again is what the last fit made of it
    if (depth == 0 && symbolic_depth_ == 0) o.trainings.clear();
    if (std::find(o.trainings.begin(), o.trainings.end(), training) == o.trainings.end())
      o.trainings.push_back(training);
    o.prov = arena_.join(o.prov, arena_.prov({OriginKind::kTraining, training}));
    if (kind == ObjKind::kLibrary) {
      const Object copy = o;
      for (Value v : copy.items) {
        if (IsObject(v) || v->kind == Kind::kTuple) mark_fitted(v, training, depth + 1);
      }
      for (const DictItem& item : copy.entries) {
        if (IsObject(item.value) && obj(item.value).kind != ObjKind::kDict)
          mark_fitted(item.value, training, depth + 1);
      }
    }
  } else if (kind == ObjKind::kList) {
    const std::vector<Value> items = obj(model).items;
    for (Value v : items) mark_fitted(v, training, depth + 1);
  }
}

Value Interpreter::fit_model(Value self, std::string_view method, const CallInfo& info, Call& call) {
  const std::string cls = library_class(self);
  std::string name = cls.substr(cls.rfind('.') + 1);
  std::string library(info.library);
  if (library.empty()) library = cls.substr(0, cls.find('.'));
  if (info.effect == Effect::kMeta && !info.returns.empty()) name = info.returns.substr(info.returns.rfind('.') + 1);
  if (IsObject(self) && obj(self).kind == ObjKind::kInstance && obj(self).cls != nullptr)
    name = obj(obj(self).cls).name;
  // Trainer.fit(model): the model that is trained is the argument
  Value model = self;
  if (info.effect == Effect::kTrainer) {
    if (Value given = named(call.args, "model"); given != nullptr && IsObject(given)) model = given;
    if (!call.args.positional.empty() && IsObject(call.args.positional[0].value)) model = call.args.positional[0].value;
  }
  note_random_estimators(self, call, 0);
  const Index id = add_training(library, name, cls, self, call);
  std::vector<Value>& given_to_fit = fitted_on_[id];
  for (const Argument& a : call.args.positional) given_to_fit.push_back(a.value);
  {
    Training t = std::move(out_.entry.trainings[id]);
    if (model != self) add_hyperparameters(t, model, 0);
    for (const Argument& a : call.args.positional) {
      if (a.value != model) flow_data(t, a.value);
    }
    add_fit_parts(t);
    for (const Argument& a : call.args.keyword) {
      const std::string_view word = names_.text(a.name);
      if (IsDataArgument(word)) {
        if (word != "model") flow_data(t, a.value);
      } else if (word == "callbacks") {
        add_callbacks(t, a.value);
      } else {
        consider_hyperparameter(t, nullptr, std::string(word), a.value, a.where, 0);
      }
    }
    if (info.effect == Effect::kTrainer || call.args.positional.empty()) {
      // the data was given to the constructor (statsmodels, Trainer, CatBoost pools)
      if (IsObject(self)) {
        const Object o = obj(self);
        for (Value v : o.items) {
          if (type_of(v) == ValueType::kData) flow_data(t, v);
        }
        for (const DictItem& item : o.entries) {
          if (type_of(item.value) == ValueType::kData || is_data_class(item.value)) flow_data(t, item.value);
        }
      }
    }
    out_.entry.trainings[id] = std::move(t);
  }
  link_reads(id);
  mark_fitted(self, id, 0);
  if (model != self) mark_fitted(model, id, 0);
  autolog_records(id, self);
  // what the data passes is no argument of the fit that autolog sees
  std::vector<Value> sources = fit_parts_;
  sources.push_back(self);
  const bool trains_model = info.effect == Effect::kTrainer;
  for (std::size_t i = 0; i < call.args.positional.size() && (!trains_model || i < 2); ++i)
    sources.push_back(call.args.positional[i].value);
  for (const Argument& a : call.args.keyword) {
    const std::string_view word = names_.text(a.name);
    if (IsDataArgument(word) && word.find("val") == std::string_view::npos) sources.push_back(a.value);
  }
  for (const DictItem& item : trains_model&& IsObject(self) ? Object(obj(self)).entries : std::vector<DictItem>{}) {
    if (type_of(item.value) == ValueType::kData && item.key->s.find("val") == std::string::npos)
      sources.push_back(item.value);
  }
  {
    Training t = std::move(out_.entry.trainings[id]);
    for (Value v : fit_parts_) {
      if (IsObject(v) && obj(v).kind == ObjKind::kInstance) add_hyperparameters(t, v, 0);
    }
    const std::size_t given = t.hyperparameters.size();
    for (Value v : sources) flow_passed(t, v);
    drop_handed_on(t, 0, given);
    out_.entry.trainings[id] = std::move(t);
  }
  if (info.effect == Effect::kTrainer) trainer_reports(self, id, call);
  if (library == "keras" || library == "tensorflow") keras_callbacks(self, id, call);
  callback_loggers(self, id, call);
  // MLflow's own callbacks write what the library tells them: metrics of every epoch, parameters of the fit
  if (Value callbacks = named(call.args, "callbacks"); callbacks != nullptr) {
    const Index run = out_.entry.trainings[id].run;
    for (Value v : known_items(callbacks, 32).value_or(std::vector<Value>{callbacks})) {
      const std::string callback = library_class(v);
      if (run == kNoIndex || !s_.has_run(run) || !callback.starts_with("mlflow.") || !callback.ends_with("allback"))
        continue;
      open_parameters(s_.edit_run(run).run, kNoIndex);
      s_.edit_run(run).run.metrics_open = true;
    }
  }
  note_eval_sets(self, call, id);
  for (const Argument& a : call.args.positional) hand_over(a.value, call, false);
  for (const Argument& a : call.args.keyword) hand_over(a.value, call, false);
  if (method == "fit_predict") return arena_.unknown(with_trainings(nullptr, self), ValueType::kData);
  // `make_pipeline(…)` gives an estimator, whose fit gives itself
  const bool gives_history = !info.returns.empty() && info.effect != Effect::kMeta;
  if (gives_history || library == "keras" || library == "tensorflow") {
    Object history;
    history.kind = ObjKind::kLibrary;
    history.name = !gives_history ? "keras.callbacks.History" : std::string(info.returns);
    history.prov = arena_.prov({OriginKind::kTraining, id});
    history.trainings = {id};
    Value made = arena_.object(alloc(std::move(history)));
    if (library == "keras" || library == "tensorflow") {
      // history.history: a list of values for each of what every epoch measures
      Value curves = keras_logs(self, call, arena_.prov({OriginKind::kTraining, id}));
      for (DictItem& item : edit(curves->obj).entries) item.value = make_list({item.value}, true, prov_of(item.value));
      set_attr(made, names_.intern("history"), curves);
    }
    return made;
  }
  if (library == "statsmodels" || library == "pyspark") {
    Object results;
    results.kind = ObjKind::kLibrary;
    results.name = cls + ".fit";
    results.type = ValueType::kModel;
    results.prov = arena_.prov({OriginKind::kTraining, id});
    results.trainings = {id};
    Value fitted = arena_.object(alloc(std::move(results)));
    if (library == "statsmodels") note_formula(self, fitted);
    return fitted;
  }
  return self;
}

/// `model.fit(X, y)` of an object that cannot be seen (a parameter, what a factory makes): it was a training where the
/// object predicts or is scored afterwards. What it was told is not known.
void Interpreter::note_unknown_model(Value self, std::string_view method, const Call& call) {
  if (method == "fit") {
    const std::size_t given = call.args.positional.size() + call.args.keyword.size();
    const bool trains = given >= 2 && !call.args.positional.empty() && s_.tracking->autolog.empty();
    // trainer.fit(model, data) has loggers of its own
    const Value first = trains ? call.args.positional[0].value : nullptr;
    const bool trainer = first != nullptr && IsObject(first) &&
                         (obj(first).kind == ObjKind::kInstance || obj(first).type == ValueType::kModel);
    if (trains && !trainer)
      unknown_fits_[self] = {call, s_.tracking->active.empty() ? kNoIndex : s_.tracking->active.back().run, kNoIndex};
    return;
  }
  if (!knowledge::Plays(method, knowledge::Role::kPredicts)) return;
  const auto found = unknown_fits_.find(self);
  if (found == unknown_fits_.end() || found->second.training != kNoIndex) return;
  const UnknownFit fit = found->second;
  const Index id = add_training("", "", "", nullptr, fit.call);
  Training t = std::move(out_.entry.trainings[id]);
  t.run = fit.run;
  t.open_hyperparameters = true;
  for (const Argument& a : fit.call.args.positional) flow_data(t, a.value);
  out_.entry.trainings[id] = std::move(t);
  link_reads(id);
  unknown_fits_[self].training = id;
}

Value Interpreter::fit_transformer(Value self, std::string_view method, Call& call) {
  Provenance inputs = data_prov(arguments_prov(call));
  if (IsObject(self)) edit(self->obj).prov = arena_.join(obj(self).prov, inputs);
  if (method == "fit") return self;
  return arena_.unknown(arena_.join(inputs, data_prov(prov_of(self))), ValueType::kData);
}

/// A pipeline or column transformer without an estimator in it.
bool Interpreter::only_transforms(Value v, int depth) {
  if (depth > 5) return false;
  if (v->kind == Kind::kTuple) {
    bool seen = false;
    for (Value item : v->items) {
      if (!IsObject(item) && item->kind != Kind::kTuple) continue;
      seen = true;
      if (!only_transforms(item, depth + 1)) return false;
    }
    return seen || v->items.empty();
  }
  if (!IsObject(v)) return v->kind == Kind::kStr || v->kind == Kind::kNone;
  const Object o = obj(v);
  if (o.kind == ObjKind::kList) {
    return std::all_of(o.items.begin(), o.items.end(), [&](Value item) { return only_transforms(item, depth + 1); }) &&
           !o.open;
  }
  if (o.kind == ObjKind::kInstance)
    return o.name.find("TransformerMixin") != std::string::npos ||
           (o.cls != nullptr && class_attr(o.cls->obj, names_.intern("transform")) != nullptr);
  if (o.kind != ObjKind::kLibrary) return false;
  const CallInfo* info = knowledge::Find(o.name);
  if (info == nullptr) return false;
  if (info->effect == Effect::kTransformer) return true;
  if (info->effect != Effect::kMeta) return false;
  if (o.items.empty() && o.entries.empty()) return false;
  // where none is given (`AdaBoostClassifier(n_estimators=50)`) it wraps the estimator that is its default
  bool wraps = !o.items.empty();
  bool all = true;
  for (Value item : o.items) all = all && only_transforms(item, depth + 1);
  for (const DictItem& item : o.entries) {
    if (item.key->s == "steps" || item.key->s == "transformers" || item.key->s == "transformer_list" ||
        item.key->s == "estimator" || item.key->s == "estimators" || item.key->s == info->object_param) {
      wraps = true;
      all = all && only_transforms(item.value, depth + 1);
    }
  }
  return wraps && all;
}

/// A training function: xgboost.train(params, dtrain, …), cross_val_score(estimator, X, y).
Index Interpreter::add_training_call(const CallInfo& info, Call& call, Value result) {
  const std::string name(info.name);
  std::string library(info.library);
  Value estimator = argument_named(call, info, info.object_param);
  std::string shown = name;
  if (estimator != nullptr && IsObject(estimator) && !library_class(estimator).empty()) {
    const std::string cls = library_class(estimator);
    if (const CallInfo* inner = knowledge::Find(cls); inner != nullptr) library = std::string(inner->library);
    shown = cls.substr(cls.rfind('.') + 1);
    note_random_estimators(estimator, call, 0);
  }
  const Index id = add_training(library, shown, name, estimator, call);
  Training t = std::move(out_.entry.trainings[id]);
  const auto is_mapping = [&](std::string_view word) {
    return word == info.mapping_param || word == "params" || word == "param";
  };
  beside_ = call.args.spread;
  for (std::size_t i = 0; i < call.args.positional.size() && i < info.params.size(); ++i) {
    if (is_mapping(info.params[i])) beside_.push_back(mapping_identity(call.args.positional[i].value));
  }
  for (const Argument& a : call.args.keyword) {
    if (is_mapping(names_.text(a.name))) beside_.push_back(mapping_identity(a.value));
  }
  const auto consider = [&](const std::string& word, Value v, Span where) {
    if (is_mapping(word)) {
      if (v->kind == Kind::kUnion) {
        for (Value item : v->items) {
          if (IsObject(item)) v = item;
        }
      }
      if (IsObject(v) && obj(v).kind == ObjKind::kDict) {
        autolog_mapping_ = v;
        const Object dict = obj(v);
        for (const DictItem& item : dict.entries) {
          const bool seeds =
              item.key->kind == Kind::kStr && item.value->kind != Kind::kNone &&
              std::find(info.seed_params.begin(), info.seed_params.end(), item.key->s) != info.seed_params.end();
          if (seeds) add_random(RandomUse::Kind::kEstimator, info, call, item.value);
          if (seeds && last_random_ < out_.entry.randoms.size() && item.where.valid())
            out_.entry.randoms[last_random_].seed_where = item.where;
          // in a mapping of everything, what is never learnt stands beside what is
          if (item.key->kind == Kind::kStr && !knowledge::IsNeverHyperparameter(item.key->s, library))
            consider_hyperparameter(t, &info, item.key->s, item.value, item.where.valid() ? item.where : where, 0);
        }
        if (dict.open) {
          t.open_hyperparameters = true;
          add_open_hyperparameters(t, v);
        }
      } else {
        t.open_hyperparameters = true;
        add_open_hyperparameters(t, v);
      }
      return;
    }
    if (word == info.object_param) return;
    if (word == "callbacks") return add_callbacks(t, v);
    if (IsDataArgument(word) || type_of(v) == ValueType::kData) {
      flow_data(t, v);
      return;
    }
    consider_hyperparameter(t, &info, word, v, where, 0);
  };
  for (std::size_t i = 0; i < call.args.positional.size(); ++i) {
    const Argument& a = call.args.positional[i];
    const std::string word = i < info.params.size() ? std::string(info.params[i]) : std::string();
    if (word.empty()) {
      flow_data(t, a.value);
    } else {
      consider(word, a.value, a.where);
    }
  }
  for (const Argument& a : call.args.keyword) consider(std::string(names_.text(a.name)), a.value, a.where);
  beside_.clear();
  out_.entry.trainings[id] = std::move(t);
  link_reads(id);
  mark_fitted(result, id, 0);
  autolog_records(id, estimator);
  autolog_mapping_ = nullptr;
  return id;
}

/// Options that flow into a mapping whose keys are not known.
void Interpreter::add_open_hyperparameters(Training& t, Value v) {
  if (const Provenance prov = prov_of(v); prov != nullptr) {
    for (const Origin& o : *prov) {
      if (o.kind == OriginKind::kOption && std::find(t.options.begin(), t.options.end(), o.id) == t.options.end())
        t.options.push_back(o.id);
    }
  }
}

/// Estimators that are random with the parameters set, and how they are seeded.
void Interpreter::note_random_estimators(Value v, const Call& fit, int depth) {
  if (depth > 5) return;
  if (v->kind == Kind::kTuple || v->kind == Kind::kUnion) {
    for (Value item : v->items) note_random_estimators(item, fit, depth + 1);
    return;
  }
  if (!IsObject(v)) return;
  const Object o = obj(v);
  if (o.kind == ObjKind::kList) {
    for (Value item : o.items) note_random_estimators(item, fit, depth + 1);
    return;
  }
  if (o.kind != ObjKind::kLibrary) return;
  for (Value item : o.items) note_random_estimators(item, fit, depth + 1);
  for (const DictItem& item : o.entries) note_random_estimators(item.value, fit, depth + 1);
  const CallInfo* info = knowledge::Find(o.name);
  if (info == nullptr || (info->effect != Effect::kEstimator && info->effect != Effect::kMeta &&
                          info->effect != Effect::kTransformer && info->effect != Effect::kSearch))
    return;
  if (info->seed_param.empty()) return;
  Call made;
  made.name = info->name;
  made.where = o.where;
  for (Value item : o.items) made.args.positional.push_back({item, bind::kNoName, item->where, item->where});
  for (const DictItem& item : o.entries)
    made.args.keyword.push_back({item.value, names_.intern(item.key->s), item.where, item.where});
  made.args.open_keyword = o.open;
  // one that is not random, or seeds itself, may still be given a seed (MLF504)
  if (info->random == knowledge::Randomness::kNever && !has_seed(*info, made)) return;
  if (info->random == knowledge::Randomness::kConditional) {
    const Tri random = conditions_hold(*info, made);
    if (random != Tri::kYes && !has_seed(*info, made)) return;
  }
  add_random(info->effect == Effect::kSearch ? RandomUse::Kind::kSearch : RandomUse::Kind::kEstimator, *info, made,
             nullptr);
}

Tri Interpreter::conditions_hold(const CallInfo& info, const Call& made) {
  // groups are alternatives; the conditions of one group must all hold
  Tri any = Tri::kNo;
  std::vector<int> groups;
  for (const knowledge::RandomCondition& c : info.conditions) {
    if (std::find(groups.begin(), groups.end(), c.group) == groups.end()) groups.push_back(c.group);
  }
  for (const int group : groups) {
    Tri all = Tri::kYes;
    for (const knowledge::RandomCondition& c : info.conditions) {
      if (c.group != group) continue;
      Value v = argument_named(made, info, c.name);
      Tri holds = Tri::kUnknown;
      if (v == nullptr) {
        holds = made.args.open_keyword ? Tri::kUnknown : c.when_unset ? Tri::kYes : Tri::kNo;
      } else if (IsConst(v)) {
        const std::string repr = UnescapePattern(repr_pattern(v));
        const bool in = std::any_of(c.values.begin(), c.values.end(), [&](std::string_view x) { return x == repr; });
        holds = in != c.negate ? Tri::kYes : Tri::kNo;
      }
      if (holds == Tri::kNo) all = Tri::kNo;
      if (holds == Tri::kUnknown && all == Tri::kYes) all = Tri::kUnknown;
    }
    if (all == Tri::kYes) return Tri::kYes;
    if (all == Tri::kUnknown) any = Tri::kUnknown;
  }
  return any;
}

}  // namespace tracklint::interpret
