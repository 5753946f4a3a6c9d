// Machine learning calls: reading data, splitting, seeding, estimators, fitting, evaluating, saving.
// Which call does what is knowledge (analyzer/knowledge); this is only what follows from it.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using knowledge::CallInfo;

using knowledge::Effect;

namespace {

Origins Keep(Provenance prov, std::initializer_list<OriginKind> kinds) {
  Origins out;
  if (prov == nullptr) return out;
  for (const Origin& o : *prov) {
    if (std::find(kinds.begin(), kinds.end(), o.kind) != kinds.end()) out.push_back(o);
  }
  return out;
}

bool IsFit(std::string_view method) { return knowledge::Plays(method, knowledge::Role::kFit); }

}  // namespace

Value Interpreter::argument_named(const Call& call, const CallInfo& info, std::string_view name) {
  if (name.empty()) return nullptr;
  if (Value v = named(call.args, name); v != nullptr) return v;
  for (std::size_t i = 0; i < info.params.size() && i < call.args.positional.size(); ++i) {
    if (info.params[i] == name) return call.args.positional[i].value;
  }
  return nullptr;
}

/// What of the inputs is data: where it was read, drawn, split; not the options and literals.
Provenance Interpreter::data_prov(Provenance prov) {
  Origins kept = Keep(prov, {OriginKind::kRead, OriginKind::kGenerated, OriginKind::kTraining, OriginKind::kRandom,
                             OriginKind::kCaller, OriginKind::kEvaluation, OriginKind::kPassed});
  Provenance out = nullptr;
  for (const Origin& o : kept) out = arena_.join(out, arena_.prov(o));
  return out;
}

/// A split at random, and the size of its parts.
void Interpreter::add_split(const CallInfo& info, Call& call) {
  add_random(RandomUse::Kind::kSplit, info, call, nullptr);
  for (const char* name : {"test_size", "train_size"}) {
    Value size = argument_named(call, info, name);
    if (size != nullptr && size->kind != Kind::kNone)
      split_sizes_.try_emplace(last_random_, SplitSize{name, size, argument_place(call, info, name)});
  }
}

/// pandas, Spark, polars, cuDF: all name theirs so.
static bool IsFrame(std::string_view cls) { return cls.ends_with("DataFrame"); }

Value Interpreter::ml_call(const CallInfo& info, Call& call) {
  switch (info.effect) {
    case Effect::kRead: {
      Value result = nullptr;
      add_read(info, call, result);
      return result;
    }
    case Effect::kBuiltinData: {
      DataRead read;
      read.loader = std::string(info.name);
      read.built_in = true;
      read.where = call.where;
      read.order = next_order();
      read.tracked = DataRead::Tracked::kUnknown;
      const Index id = add_data_read(std::move(read));
      const Provenance prov = arena_.join(arena_.prov({OriginKind::kGenerated, id}), passed_by(call));
      Value data = make_library(std::string(info.name), Call{}, prov, ValueType::kData);
      return data;
    }
    case Effect::kMetric: {
      Provenance inputs = arguments_prov(call);
      const Value squared = named(call.args, "squared");
      const bool root = squared != nullptr && truth(squared) == Tri::kNo;
      const Index id = add_evaluation(std::string(info.name), call, inputs);
      Origins origins = Keep(inputs, {OriginKind::kTraining, OriginKind::kCaller, OriginKind::kLoop});
      Provenance prov = arena_.prov({OriginKind::kEvaluation, id});
      for (const Origin& o : origins) prov = arena_.join(prov, arena_.prov(o));
      if (Value as_dict_flag = named(call.args, "output_dict");
          as_dict_flag != nullptr && truth(as_dict_flag) == Tri::kYes)
        return report_dict(prov, named(call.args, "target_names"));
      if (info.name == "sklearn.metrics.precision_recall_fscore_support") {
        const bool each = each_apart(info, call) || named(call.args, "average") == nullptr;
        Value one = arena_.unknown(prov, each ? ValueType::kSequence : ValueType::kNumber, "metric");
        return arena_.tuple({one, one, one, arena_.unknown()});
      }
      if (info.returns == "arrays") {
        Value one = arena_.unknown(prov, ValueType::kSequence, "metric");
        return arena_.tuple({one, one, one});
      }
      return arena_.unknown(prov, measured_type(info, call), root ? "" : "metric");
    }
    case Effect::kSplit: {
      add_split(info, call);
      Provenance prov = arena_.join(data_prov(arguments_prov(call)), arena_.prov({OriginKind::kRandom, last_random_}));
      for (const Argument& a : call.args.positional) prov = arena_.join(prov, drawn_prov(a.value));
      if (info.name == "sklearn.model_selection.train_test_split") {
        std::vector<Value> parts;
        for (const Argument& a : call.args.positional) {
          Provenance p = arena_.join(data_prov(prov_of(a.value)), arena_.prov({OriginKind::kRandom, last_random_}));
          parts.push_back(arena_.unknown(p, ValueType::kData));
          parts.push_back(arena_.unknown(p, ValueType::kData));
        }
        if (!call.args.open_positional && !parts.empty()) return make_list(std::move(parts));
      }
      return make_library(std::string(info.name), call, prov, ValueType::kData);
    }
    case Effect::kSeed: {
      add_seed(info, call);
      return arena_.none();
    }
    case Effect::kGenerator: {
      Value seed = info.seed_param.empty() ? arg(call, 0, "seed") : argument_named(call, info, info.seed_param);
      if (seed == nullptr && !call.args.positional.empty()) seed = call.args.positional[0].value;
      Value g = make_library(std::string(info.name), call, arena_.prov({OriginKind::kGenerated, kNoIndex}));
      if (seed != nullptr) set_attr(g, names_.intern("__seed__"), seed);
      // a seed that is drawn itself is told like that of an estimator
      const Provenance drawn = seed == nullptr ? nullptr : prov_of(seed);
      if (drawn != nullptr &&
          std::any_of(drawn->begin(), drawn->end(), [](const Origin& o) { return o.kind == OriginKind::kClock; }))
        add_random(RandomUse::Kind::kSampling, info, call, seed);
      return g;
    }
    case Effect::kDraw: {
      add_random(RandomUse::Kind::kSampling, info, call, nullptr);
      const Provenance inputs = arguments_prov(call);
      Provenance prov = arena_.join(data_prov(inputs), arena_.prov({OriginKind::kRandom, last_random_}));
      // an option that says how much to draw
      for (const Origin& o : Keep(inputs, {OriginKind::kOption})) prov = arena_.join(prov, arena_.prov(o));
      return arena_.unknown(arena_.join(prov, arena_.prov({OriginKind::kGenerated, kNoIndex})), ValueType::kUnknown);
    }
    case Effect::kEstimator:
    case Effect::kTransformer:
    case Effect::kMeta:
    case Effect::kTrainer:
    case Effect::kModule:
    case Effect::kOptimizer:
    case Effect::kAugmentation:
    case Effect::kDataLoader: {
      const bool passes = info.effect == Effect::kDataLoader || info.effect == Effect::kAugmentation;
      Value model = make_library(std::string(info.name), call, estimator_prov(call),
                                 passes ? library_type(info.name) : ValueType::kModel);
      for (const Argument& a : call.args.positional) hand_over(a.value, call, false);
      for (const Argument& a : call.args.keyword) hand_over(a.value, call, false);
      if (info.effect == Effect::kDataLoader) draw_from(model);
      if (passes) note_passage(model, call.where);
      // clip_grad_norm_(…): a function that takes part in the loop around
      if (const std::size_t dot = info.name.rfind('.');
          info.effect == Effect::kOptimizer && info.name.size() > dot + 1 && info.name[dot + 1] >= 'a')
        note_loop_part(model);
      return model;
    }
    case Effect::kSearch: {
      Value search = make_library(info.returns.empty() ? std::string(info.name) : std::string(info.returns), call,
                                  estimator_prov(call), ValueType::kModel);
      const bool random =
          info.random == knowledge::Randomness::kAlways ||
          (info.random == knowledge::Randomness::kConditional && conditions_hold(info, call) == Tri::kYes);
      if (random || has_seed(info, call)) add_random(RandomUse::Kind::kSearch, info, call, nullptr);
      // fmin(fn=objective), tune.run(trainable): the objective is called many times
      Value objective = argument_named(call, info, info.object_param);
      if (objective != nullptr && (objective->kind == Kind::kFunction || objective->kind == Kind::kBound ||
                                   objective->kind == Kind::kPartial)) {
        const bool saved = std::exchange(in_search_, true);
        Value drawn = sampled_space(call);
        if (drawn->kind == Kind::kUnion) {
          // a choice between spaces: trials of each kind
          for (Value one : drawn->items) call_back(objective, call, {one});
        } else {
          call_back(objective, call, {drawn});
        }
        if (last_callback_ != nullptr) note_use(last_callback_);
        in_search_ = saved;
        Value result = search_result(info, call);
        note_tuned(result, objective, call);
        return result;
      }
      if (objective != nullptr) note_tuned(search, objective, call);
      return search;
    }
    case Effect::kTrain: {
      const bool evaluates = info.name.find("cross_val") != std::string_view::npos || info.name.ends_with(".cv");
      Value model = make_library(info.returns.empty() ? std::string(info.name) : std::string(info.returns), Call{},
                                 nullptr, evaluates ? ValueType::kUnknown : ValueType::kModel);
      const Index id = add_training_call(info, call, model);
      record_boosting(info, call, evaluates ? nullptr : model, id);
      Value estimator = argument_named(call, info, info.object_param);
      if (estimator == nullptr && evaluates && !call.args.positional.empty()) estimator = call.args.positional[0].value;
      for (const Argument& a : call.args.positional) hand_over(a.value, call, false);
      for (const Argument& a : call.args.keyword) hand_over(a.value, call, false);
      if (evaluates) {
        Provenance prov = arena_.prov({OriginKind::kTraining, id});
        const Index e = add_evaluation(std::string(info.name), call, prov);
        if (info.name == "sklearn.model_selection.cross_validate")
          return scored(call, arena_.join(prov, arena_.prov({OriginKind::kEvaluation, e})));
        return arena_.unknown(arena_.join(prov, arena_.prov({OriginKind::kEvaluation, e})),
                              info.returns == "array" ? ValueType::kSequence : ValueType::kUnknown);
      }
      return model;
    }
    case Effect::kSaveModel:
    case Effect::kLoadModel:
    case Effect::kWriteFile: return file_use(info, call);
    case Effect::kClock: return std_clock(call);
    case Effect::kSecret: return arena_.unknown(arena_.prov({OriginKind::kSecret, 0}), ValueType::kString);
    case Effect::kThread:
    case Effect::kProcess: return make_library(std::string(info.name), call, nullptr);
    case Effect::kIntegration: return integration(info, call);
    case Effect::kNone:
      // functions on frames (merge, concat) carry their data on as any other call does
      if (!info.returns.empty() && !IsFrame(info.returns)) return made_by_factory(info, call);
      break;
  }
  return call_generic(call);
}

/// A metric for each class or output: average=None, multioutput="raw_values".
bool Interpreter::each_apart(const CallInfo& info, const Call& call) {
  const Value average = argument_named(call, info, "average");
  const Value outputs = argument_named(call, info, "multioutput");
  return (average != nullptr && average->kind == Kind::kNone) ||
         (outputs != nullptr && outputs->kind == Kind::kStr && outputs->s == "raw_values");
}

/// What a metric function gives: a number, several, a text.
ValueType Interpreter::measured_type(const CallInfo& info, const Call& call) {
  if (info.returns == "array" || each_apart(info, call)) return ValueType::kSequence;
  if (info.returns == "text") return ValueType::kString;
  return info.metric_key.empty() ? ValueType::kUnknown : ValueType::kNumber;
}

/// `SparkSession.builder.getOrCreate()`: an object of the class that the knowledge names; frames are data.
Value Interpreter::made_by_factory(const CallInfo& info, const Call& call) {
  const ValueType type = IsFrame(info.returns) ? ValueType::kData : ValueType::kObject;
  return make_library(std::string(info.returns), call, arguments_prov(call), type);
}

/// cross_validate: scores by scorer, for the test folds and if asked the training folds, and times.
Value Interpreter::scored(Call& call, Provenance prov) {
  Value scoring = named(call.args, "scoring");
  Value train = named(call.args, "return_train_score");
  std::vector<std::string> scorers;
  if (scoring != nullptr && scoring->kind != Kind::kStr) {
    if (const auto items = known_items(scoring, 32)) {
      for (Value v : *items) scorers.push_back(pattern_of(v));
    } else if (scoring->kind != Kind::kNone) {
      scorers.emplace_back("*");
    }
  }
  if (scorers.empty()) scorers.emplace_back("score");
  Value out = make_dict();
  const auto add = [&](const std::string& name) {
    Object column;
    column.kind = ObjKind::kLibrary;
    column.name = "numpy.ndarray";
    column.type = ValueType::kData;
    column.prov = prov;
    column.attrs.push_back({names_.intern("__cell__"), arena_.unknown(prov, ValueType::kNumber, "metric"), false});
    dict_set(out->obj, arena_.text(name), arena_.object(alloc(std::move(column))), {});
  };
  add("fit_time");
  add("score_time");
  for (const std::string& s : scorers) {
    add("test_" + s);
    if (train != nullptr && truth(train) != Tri::kNo) add("train_" + s);
  }
  return out;
}

/// classification_report(output_dict=True): a dict per label and per average.
Value Interpreter::report_dict(Provenance prov, Value labels) {
  const auto scores = [&] {
    Value d = make_dict();
    for (const char* key : {"precision", "recall", "f1-score", "support"})
      dict_set(d->obj, arena_.str(key), arena_.unknown(prov, ValueType::kNumber, "metric"), {});
    return d;
  };
  Value report = make_dict();
  const auto known = labels == nullptr ? std::nullopt : known_items(labels, 64);
  if (known.has_value()) {
    for (Value label : *known) dict_set(report->obj, label, scores(), {});
  } else {
    dict_set(report->obj, arena_.unknown(nullptr, ValueType::kString), scores(), {});
  }
  dict_set(report->obj, arena_.str("accuracy"), arena_.unknown(prov, ValueType::kNumber, "metric"), {});
  for (const char* key : {"macro avg", "weighted avg"}) dict_set(report->obj, arena_.str(key), scores(), {});
  return report;
}

/// An estimator carries what its arguments carry, data aside.
Provenance Interpreter::estimator_prov(const Call& call) { return arguments_prov(call); }

Span Interpreter::argument_place(const Call& call, const CallInfo& info, std::string_view name) {
  for (const Argument& a : call.args.keyword) {
    if (names_.text(a.name) == name) return a.where;
  }
  for (std::size_t i = 0; i < info.params.size() && i < call.args.positional.size(); ++i) {
    if (info.params[i] == name) return call.args.positional[i].where;
  }
  return call.where;
}

Index Interpreter::add_data_read(DataRead read) {
  for (Index i = 0; i < out_.entry.reads.size(); ++i) {
    if (out_.entry.reads[i].where == read.where && out_.entry.reads[i].source == read.source) return i;
  }
  out_.entry.reads.push_back(std::move(read));
  return static_cast<Index>(out_.entry.reads.size() - 1);
}

void Interpreter::add_read(const CallInfo& info, Call& call, Value& result) {
  Value source = argument_named(call, info, info.source_param);
  if (source == nullptr && !call.args.positional.empty()) source = call.args.positional[0].value;
  // `load_dataset("csv", data_files="rows.csv")`: the files are the data
  const bool hub = info.name == "datasets.load_dataset";
  const bool builder = hub && source != nullptr && source->kind == Kind::kStr &&
                       knowledge::Plays(source->s, knowledge::Role::kDataBuilders);
  if (builder)
    source = named(call.args, "data_files") != nullptr ? named(call.args, "data_files") : named(call.args, "data_dir");
  DataRead read;
  read.loader = std::string(info.name);
  read.where = call.where;
  read.order = next_order();
  Provenance prov = nullptr;
  if (source != nullptr) {
    read.source = text_of(source);
    if (source->kind == Kind::kStr) read.literal = source->where;
    if (const Span part = absolute_part(source); part.valid()) read.literal = part;
    const Provenance path = prov_of(source);
    if (path != nullptr) read.origins = *path;
    prov = data_prov(path);
    // reading back what the code wrote: the data is that of the content
    if (const auto it = file_contents_.find(pattern_of(source)); it != file_contents_.end())
      prov = arena_.join(prov, data_prov(it->second));
  }
  const std::string_view value = read.source.value;
  read.remote = value.starts_with("http://") || value.starts_with("https://") || value.starts_with("s3://") ||
                value.starts_with("gs://") || (info.name.starts_with("datasets.load_dataset") && !builder);
  if (read.remote) {
    Value revision = named(call.args, "revision");
    const bool branch =
        revision != nullptr && revision->kind == Kind::kStr && knowledge::Plays(revision->s, knowledge::Role::kBranch);
    read.versioned = revision != nullptr && revision->kind != Kind::kNone && !branch ? Tri::kYes : Tri::kNo;
  }
  if (Value target = argument_named(call, info, info.target_param); target != nullptr) {
    FileUse use;
    use.kind = FileUse::Kind::kWriteData;
    use.call = std::string(info.name);
    use.path = text_of(target);
    use.where = call.where;
    use.certainty = certainty();
    add_file_use(std::move(use));
  }
  const bool data_input = !IsObject(source == nullptr ? arena_.none() : source) || obj(source).type != ValueType::kData;
  const Index id = data_input ? add_data_read(std::move(read)) : kNoIndex;
  if (id != kNoIndex) prov = arena_.join(prov, arena_.prov({OriginKind::kRead, id}));
  prov = arena_.join(prov, passed_by(call));
  Object o;
  o.kind = ObjKind::kLibrary;
  o.name = info.returns.empty() ? std::string(info.name) : std::string(info.returns);
  o.type = ValueType::kData;
  o.prov = prov;
  o.where = call.where;
  result = arena_.object(alloc(std::move(o)));
}

/// One value for all copies of the same unknown data.
Value Interpreter::same_data(Value v) {
  return v->kind == Kind::kUnknown && v->identity != 0 ? data_.try_emplace(v->identity, v).first->second : v;
}

/// The evaluation was given the very same values: the number is the same, wherever it is computed.
bool Interpreter::same_measurement(Index evaluation, const Call& call) {
  const auto found = measured_on_.find(evaluation);
  if (found == measured_on_.end()) return false;
  const auto same = [](Value a, Value b) {
    if (a == b || (IsObject(a) && IsObject(b) && a->obj == b->obj)) return true;
    return a->kind == Kind::kUnknown && b->kind == Kind::kUnknown && a->identity != 0 && a->identity == b->identity;
  };
  const auto& [self, given] = found->second;
  const std::size_t count = call.args.positional.size() + call.args.keyword.size();
  if (count == 0 || count != given.size() || call.args.open_positional || call.args.open_keyword) return false;
  if ((self == nullptr) != (call.self == nullptr) || (self != nullptr && !same(self, call.self))) return false;
  std::size_t at = 0;
  for (const Argument& a : call.args.positional) {
    if (!same(given[at++], a.value)) return false;
  }
  for (const Argument& a : call.args.keyword) {
    if (!same(given[at++], a.value)) return false;
  }
  return true;
}

Index Interpreter::add_evaluation(std::string metric, const Call& call, Provenance inputs) {
  // the run of the models it measures, where it is computed outside of any
  const auto trained_in = [&](Index training) {
    return training < out_.entry.trainings.size() ? out_.entry.trainings[training].run : kNoIndex;
  };
  Index of_models = kNoIndex;
  for (const Origin& o : inputs == nullptr ? Origins{} : *inputs) {
    if (o.kind == OriginKind::kTraining && of_models == kNoIndex) of_models = trained_in(o.id);
  }
  std::vector<Index> measured;
  for (const Origin& o : inputs == nullptr ? Origins{} : *inputs) {
    if (o.kind == OriginKind::kTraining && o.id < out_.entry.trainings.size()) measured.push_back(o.id);
  }
  for (Index i = 0; i < out_.entry.evaluations.size(); ++i) {
    const Evaluation& e = out_.entry.evaluations[i];
    const Index run = s_.tracking->active.empty() ? e.run : s_.tracking->active.back().run;
    // what another run measures again is that run's own
    if (e.metric != metric || e.where == call.where || (e.run != run && e.run != kNoIndex)) continue;
    if (same_measurement(i, call)) return i;
  }
  for (Index i = 0; i < out_.entry.evaluations.size(); ++i) {
    Evaluation& e = out_.entry.evaluations[i];
    if (e.metric != metric || e.where != call.where) continue;
    const Index run = s_.tracking->active.empty() ? kNoIndex : s_.tracking->active.back().run;
    const Index before = e.trainings.empty() ? kNoIndex : trained_in(e.trainings.front());
    const bool other_run = run == kNoIndex && before != kNoIndex && of_models != kNoIndex && before != of_models;
    if ((e.run != run && e.run != kNoIndex) || other_run) continue;
    // measured again, of another model: of which one is then not certain
    for (const Index training : measured) {
      if (std::find(e.trainings.begin(), e.trainings.end(), training) == e.trainings.end())
        e.trainings.push_back(training);
    }
    return i;
  }
  Evaluation e;
  e.metric = std::move(metric);
  e.logged = Tri::kNo;
  e.where = call.where;
  e.order = next_order();
  e.certainty = certainty();
  if (!s_.tracking->active.empty()) e.run = s_.tracking->active.back().run;
  if (inputs != nullptr) {
    for (const Origin& o : *inputs) {
      if (o.kind == OriginKind::kTraining && o.id < out_.entry.trainings.size()) e.trainings.push_back(o.id);
      if ((o.kind == OriginKind::kRead || o.kind == OriginKind::kGenerated) && o.id < out_.entry.reads.size())
        e.reads.push_back(o.id);
    }
    for (const Argument& a : call.args.positional) {
      if (const Provenance data = prov_of(a.value); data != nullptr) {
        for (const Origin& o : *data) {
          if (o.kind == OriginKind::kRead && o.id < out_.entry.reads.size() &&
              std::find(e.reads.begin(), e.reads.end(), o.id) == e.reads.end())
            e.reads.push_back(o.id);
        }
      }
    }
  }
  if (call.self != nullptr) e.on_estimator = class_path(call.self);
  if (autolog_measures(e, call)) e.logged = Tri::kYes;
  std::vector<Value> given;
  for (const Argument& a : call.args.positional) given.push_back(a.value);
  for (const Argument& a : call.args.keyword) given.push_back(a.value);
  measured_on_[static_cast<Index>(out_.entry.evaluations.size())] = {call.self, std::move(given)};
  out_.entry.evaluations.push_back(std::move(e));
  return static_cast<Index>(out_.entry.evaluations.size() - 1);
}

Value Interpreter::file_use(const CallInfo& info, Call& call) {
  Value path = argument_named(call, info, info.source_param);
  Value object = argument_named(call, info, info.object_param);
  if (info.effect == Effect::kWriteFile) {
    // df.to_csv(): the text, no file
    if (path == nullptr && call.args.positional.empty() &&
        type_of(call.self == nullptr ? arena_.none() : call.self) == ValueType::kData)
      return arena_.unknown(prov_of(call.self), ValueType::kString, "data as text");
    Value content = object != nullptr ? object : call.self != nullptr ? call.self : arg(call, 0, "");
    if (path != nullptr && content != nullptr) note_written(path, content);
    FileUse use;
    use.kind = FileUse::Kind::kWriteData;
    use.call = std::string(info.name);
    if (path != nullptr) use.path = text_of(path);
    if (path != nullptr && path->kind == Kind::kStr) use.literal = path->where;
    if (const Span part = path == nullptr ? Span{} : absolute_part(path); part.valid()) use.literal = part;
    use.where = call.where;
    use.certainty = certainty();
    add_file_use(std::move(use));
    return arena_.none();
  }
  if (object == nullptr && info.effect == Effect::kSaveModel)
    object = call.self != nullptr ? call.self : arg(call, 0, "");
  if (path == nullptr) path = arg(call, info.effect == Effect::kSaveModel && call.self == nullptr ? 1 : 0, "");
  FileUse use;
  use.kind = info.effect == Effect::kSaveModel ? FileUse::Kind::kSaveModel : FileUse::Kind::kLoadModel;
  use.call = std::string(info.name);
  use.where = call.where;
  use.certainty = certainty();
  use.logged = Tri::kNo;
  if (!s_.tracking->active.empty()) use.run = s_.tracking->active.back().run;
  if (path != nullptr) {
    Value target = path;
    if (Value opened = get_library_attr(path, "__path__"); opened != nullptr) target = opened;
    use.path = text_of(target);
    if (target->kind == Kind::kStr) use.literal = target->where;
    if (const Span part = absolute_part(target); part.valid()) use.literal = part;
    if (info.effect == Effect::kSaveModel && object != nullptr) note_written(target, object);
    if (info.effect == Effect::kLoadModel) {
      // what was written there comes back
      const auto it = file_contents_.find(pattern_of(target));
      if (it != file_contents_.end()) {
        add_file_use(std::move(use));
        Object o;
        o.kind = ObjKind::kLibrary;
        o.name = std::string(info.name);
        o.prov = it->second;
        o.where = call.where;
        return arena_.object(alloc(std::move(o)));
      }
    }
  }
  if (object != nullptr) {
    if (const Provenance prov = prov_of(object, 3); prov != nullptr) {
      for (const Origin& o : *prov) {
        if (o.kind == OriginKind::kTraining && o.id < out_.entry.trainings.size()) use.trainings.push_back(o.id);
      }
    }
    if (IsObject(object)) {
      for (const Index t : obj(object).trainings) {
        if (std::find(use.trainings.begin(), use.trainings.end(), t) == use.trainings.end()) use.trainings.push_back(t);
      }
    }
  }
  const bool data = object != nullptr && use.trainings.empty() && type_of(object) != ValueType::kModel;
  if (info.effect == Effect::kSaveModel && data) use.kind = FileUse::Kind::kWriteData;
  const bool load = info.effect == Effect::kLoadModel;
  if (load && !info.any_object) {
    add_file_use(std::move(use));
    return make_library(std::string(info.name), call, nullptr, ValueType::kModel);
  }
  const Text path_text = use.path;
  add_file_use(std::move(use));
  if (!load) return arena_.none();
  // pickled data counts as read
  DataRead read;
  read.loader = std::string(info.name);
  read.source = path_text;
  read.where = call.where;
  read.order = next_order();
  if (path != nullptr && prov_of(path) != nullptr) read.origins = *prov_of(path);
  const Index id = add_data_read(std::move(read));
  Object o;
  o.kind = ObjKind::kLibrary;
  o.name = std::string(info.name);
  o.prov = arena_.prov({OriginKind::kRead, id});
  o.where = call.where;
  return arena_.object(alloc(std::move(o)));
}

void Interpreter::add_file_use(FileUse use) {
  for (const FileUse& other : out_.entry.files) {
    if (other.where == use.where && other.run == use.run) return;
  }
  out_.entry.files.push_back(std::move(use));
}

ValueType Interpreter::library_type(std::string_view qualified) {
  if (const CallInfo* info = knowledge::Find(qualified); info != nullptr) {
    switch (info->effect) {
      case Effect::kEstimator:
      case Effect::kTransformer:
      case Effect::kMeta:
      case Effect::kModule:
      case Effect::kTrainer:
      case Effect::kSearch: return ValueType::kModel;
      case Effect::kRead:
      case Effect::kBuiltinData:
      case Effect::kDataLoader: return ValueType::kData;
      // those of Keras are layers
      case Effect::kAugmentation: return info->library == "keras" ? ValueType::kModel : ValueType::kObject;
      default: break;
    }
  }
  return ValueType::kObject;
}

Value Interpreter::ml_method(Value self, std::string_view method, Call& call, bool& handled) {
  handled = true;
  const std::string cls = IsObject(self) ? library_class(self) : std::string();
  const CallInfo* info = cls.empty() ? nullptr : knowledge::Find(cls);
  const Effect effect = info == nullptr ? Effect::kNone : info->effect;
  const bool loaded = effect == Effect::kLoadModel && !info->any_object;
  const bool model = effect == Effect::kEstimator || effect == Effect::kMeta || effect == Effect::kSearch ||
                     effect == Effect::kTrainer || effect == Effect::kModule || effect == Effect::kTrain || loaded;
  // a network switched to training mode
  if ((effect == Effect::kModule || loaded) && method == "train" && call.args.keyword.empty()) return self;
  if (model && (IsFit(method) || method == "fit_transform")) {
    if (effect == Effect::kMeta && only_transforms(self, 0)) return fit_transformer(self, method, call);
    return fit_model(self, method, *info, call);
  }
  if (effect == Effect::kTransformer &&
      (method == "fit" || method == "fit_transform" || method == "transform" || method == "inverse_transform"))
    return fit_transformer(self, method, call);
  if (effect == Effect::kOptimizer && (method == "step" || method == "minimize" || method == "apply_gradients"))
    return optimizer_step(self, call);
  // mixed precision: the loss, in other units
  if (effect == Effect::kOptimizer && method == "scale" && call.args.positional.size() == 1)
    return call.args.positional[0].value;
  if (method == "backward" || method == "manual_backward" || method == "gradient") note_loss(self, call);
  if (Value v = boosting_attr(self, method); v != nullptr) return v;
  if (model && call.args.positional.empty() && knowledge::Plays(method, knowledge::Role::kNative)) return self;
  if (method == "get_params" && info != nullptr) return model_params(self, call);
  if (method == "set_params" && IsObject(self)) {
    for (const Argument& a : call.args.keyword)
      edit(self->obj).entries.push_back({arena_.str(std::string(names_.text(a.name))), a.value, false, a.where});
    if (call.args.open_keyword) edit(self->obj).open = true;
    return self;
  }
  if (method == "compile" && IsObject(self)) {
    for (const Argument& a : call.args.keyword)
      edit(self->obj).entries.push_back({arena_.str(std::string(names_.text(a.name))), a.value, false, a.where});
    if (!call.args.positional.empty())
      edit(self->obj).entries.push_back(
          {arena_.str("optimizer"), call.args.positional[0].value, false, call.args.positional[0].where});
    return arena_.none();
  }
  if (knowledge::Plays(method, knowledge::Role::kWeights)) {
    if (Value weights = weights_of(self, method); weights != nullptr) return weights;
  }
  if (method == "backward" || method == "manual_backward") {
    note_backward(call.args.positional.empty() || self->kind == Kind::kUnknown ? self : call.args.positional[0].value);
    return arena_.none();
  }
  if (method == "load_state_dict" && !call.args.positional.empty()) {
    // what a model or an optimizer is set to was read from a checkpoint: no data
    const Provenance state = prov_of(call.args.positional[0].value);
    for (const Origin& o : state == nullptr ? Origins{} : *state) {
      if (o.kind == OriginKind::kRead && o.id < out_.entry.reads.size()) out_.entry.reads[o.id].built_in = true;
    }
  }
  if (self->kind == Kind::kUnknown) note_unknown_model(self, method, call);
  const bool fitted = IsObject(self) && !obj(self).trainings.empty();
  if (method == "score" || method == "evaluate" || method == "eval") {
    if (model || fitted || self->kind == Kind::kUnknown) {
      if (method == "eval" && call.args.positional.empty()) return self;  // torch: evaluation mode
      if (self->kind == Kind::kUnknown && method != "score") {
        handled = false;
        return nullptr;
      }
      const Provenance inputs = with_trainings(prov_of(self), self);
      const Index id = add_evaluation(std::string(method), call, inputs);
      // trainers have loggers of their own
      if (effect == Effect::kTrainer && out_.entry.evaluations[id].logged == Tri::kNo)
        out_.entry.evaluations[id].logged = Tri::kUnknown;
      Provenance prov = arena_.prov({OriginKind::kEvaluation, id});
      for (const Origin& o : Keep(inputs, {OriginKind::kTraining, OriginKind::kCaller}))
        prov = arena_.join(prov, arena_.prov(o));
      return arena_.unknown(prov, method == "score" ? ValueType::kNumber : ValueType::kUnknown, "metric");
    }
  }
  if (method == "predict" || method == "predict_proba" || method == "decision_function" || method == "forecast" ||
      method == "predict_generator" || method == "kneighbors" || method == "transform") {
    Provenance prov = nullptr;
    for (const Origin& o : Keep(prov_of(self), {OriginKind::kTraining, OriginKind::kCaller}))
      prov = arena_.join(prov, arena_.prov(o));
    prov = arena_.join(with_trainings(prov, self), data_prov(arguments_prov(call)));
    // the same model predicts the same for the same data
    if (IsObject(self) && call.args.positional.size() == 1 && call.args.keyword.empty()) {
      const Value data = same_data(call.args.positional[0].value);
      const auto key = std::make_tuple(self->obj, std::string(method), IsObject(data) ? nullptr : data,
                                       IsObject(data) ? data->obj : kNoObject);
      Value& known = predictions_[key];
      if (known == nullptr || known->prov == nullptr || prov == nullptr || *known->prov != *prov)
        known = arena_.unknown(prov, ValueType::kData);
      return known;
    }
    return arena_.unknown(prov, ValueType::kData);
  }
  // methods of data and of frameworks, by knowledge
  const std::string_view on = !cls.empty()                        ? std::string_view(cls)
                              : type_of(self) == ValueType::kData ? std::string_view("pandas.DataFrame")
                                                                  : std::string_view();
  const CallInfo* known = on.empty() && self->kind != Kind::kMethod ? nullptr : knowledge::FindMethod(on, method);
  if (self->kind == Kind::kMethod) {  // an attribute: `spark.read.csv(…)`
    if (const std::string_view given = knowledge::ClassAt(root_library(self)); !given.empty())
      known = knowledge::FindMethod(given, method);
  }
  if (known == nullptr && (type_of(self) == ValueType::kData || self->kind == Kind::kMethod))
    known = knowledge::FindMethod("pandas.DataFrame", method);
  if (known == nullptr && type_of(self) == ValueType::kData)
    known = knowledge::FindMethod("pyspark.sql.DataFrame", method);
  if (known == nullptr && type_of(self) == ValueType::kData) {
    // a method that is told the size of the held-out part splits whatever data it belongs to
    known = knowledge::FindMethod("datasets.Dataset", method);
    if (known != nullptr && std::ranges::find(known->params, "test_size") == known->params.end()) known = nullptr;
  }
  if (known == nullptr && self->kind == Kind::kMethod) {
    const std::string root = root_library(self);
    known = knowledge::FindMethod(root, method);
  }
  if (known != nullptr) {
    const bool leads_on =
        known->effect == Effect::kNone && !known->returns.empty() && type_of(self) != ValueType::kData;
    if (self->kind == Kind::kMethod && known->effect != Effect::kRead && !leads_on &&
        type_of(self->items[0]) != ValueType::kData) {
      handled = false;
      return nullptr;
    }
    if (leads_on) return made_by_factory(*known, call);
    switch (known->effect) {
      case Effect::kSplit: {
        add_split(*known, call);
        return arena_.unknown(
            arena_.join(data_prov(arguments_prov(call)), arena_.prov({OriginKind::kRandom, last_random_})),
            ValueType::kData);
      }
      case Effect::kRead: {
        Value result = nullptr;
        add_read(*known, call, result);
        return result;
      }
      case Effect::kWriteFile:
      case Effect::kSaveModel:
        if (self->kind == Kind::kUnknown && self->type != ValueType::kData) break;
        return file_use(*known, call);
      case Effect::kSearch: {
        Value objective = arg(call, 0, "func");
        if (objective != nullptr) {
          const bool saved = std::exchange(in_search_, true);
          optimize_study(self, objective, call);
          if (last_callback_ != nullptr) note_use(last_callback_);
          in_search_ = saved;
        }
        if (Value callbacks = named(call.args, "callbacks"); callbacks != nullptr) hand_over(callbacks, call, false);
        return arena_.none();
      }
      case Effect::kMetric: {
        const Provenance inputs = with_trainings(prov_of(self), self);
        const Index id = add_evaluation(std::string(known->name), call, inputs);
        // trainers have loggers of their own
        if (effect == Effect::kTrainer && out_.entry.evaluations[id].logged == Tri::kNo)
          out_.entry.evaluations[id].logged = Tri::kUnknown;
        return arena_.unknown(arena_.prov({OriginKind::kEvaluation, id}), ValueType::kNumber, "metric");
      }
      default: break;
    }
  }
  if (fitted && IsFit(method)) return fit_model(self, method, info == nullptr ? CallInfo{} : *info, call);
  handled = false;
  return nullptr;
}

/// The library object at the root of `a.b.c()` chains.
std::string Interpreter::root_library(Value v) {
  std::string chain;
  for (int i = 0; i < 16 && (v->kind == Kind::kMethod); ++i) {
    chain.insert(0, chain.empty() ? v->s : v->s + ".");
    v = v->items[0];
  }
  const std::string root = class_path(v);
  return chain.empty() ? root : root + "." + chain;
}

/// Class of the library that an object (or an instance of a subclass written in the code) is of.
std::string Interpreter::library_class(Value v) {
  if (!IsObject(v)) return {};
  const Object& o = obj(v);
  if (o.kind == ObjKind::kLibrary) return o.name;
  if (o.kind == ObjKind::kInstance) return o.name;
  return {};
}

}  // namespace tracklint::interpret
