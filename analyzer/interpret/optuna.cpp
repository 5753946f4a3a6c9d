// Optuna's MLflowCallback: one run per trial, with its parameters, values and tags.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

void Interpreter::optimize_study(Value study, Value objective, Call& call) {
  const std::size_t before = suggested_.size();
  run_trials(study, objective, call);
  if (!IsObject(study) || suggested_.size() == before) return;
  Value own = get_library_attr(study, "__suggested__");
  if (own == nullptr || !IsObject(own)) set_hidden_attr(study, "__suggested__", own = make_dict());
  for (std::size_t i = before; i < suggested_.size(); ++i) {
    const DictItem item = suggested_[i];
    dict_set(own->obj, item.key, item.value, item.where, item.maybe);
  }
}

/// study.optimize(objective, callbacks=[MLflowCallback(…)]), also with @callback.track_in_mlflow() on the objective.
void Interpreter::run_trials(Value study, Value objective, Call& call) {
  Value callback = nullptr;
  std::vector<Value> own;  // called with the study and each finished trial
  if (Value given = named(call.args, "callbacks"); given != nullptr) {
    for (Value c : known_items(given, 16).value_or(std::vector<Value>{})) {
      if (IsObject(c) && obj(c).kind == ObjKind::kLibrary && obj(c).name.ends_with("MLflowCallback"))
        callback = c;
      else
        own.push_back(c);
    }
  }
  Value tracker = nullptr;
  if (objective->kind == Kind::kFunction) {
    const auto note = commands_.find((static_cast<std::uint64_t>(objective->module) << 32U) |
                                     static_cast<std::uint64_t>(objective->function));
    if (note != commands_.end()) tracker = note->second.tracked_by;
  }
  if (callback == nullptr && tracker == nullptr) {
    if (own.empty()) {
      last_callback_ = nullptr;
      call_back(objective, call, {trial_object(study)});
      if (last_callback_ != nullptr && IsObject(study))
        set_hidden_attr(study, "__value__", arena_.unknown(prov_of(last_callback_, 2), ValueType::kNumber));
      return;
    }
    symbolic_loop(
        [&] {
          Value trial = trial_object(study);
          call_back(objective, call, {trial}, false);
          for (Value c : own) call_back(c, call, {study, trial}, false);
        },
        false);
    return;
  }
  Value settings = tracker != nullptr ? tracker : callback;
  const auto setting = [&](std::string_view name) -> Value {
    for (const DictItem& item : obj(settings).entries) {
      if (item.key->s == name) return item.value;
    }
    return nullptr;
  };
  const auto keyword = [&](const char* name) -> Value {
    Value given = setting("mlflow_kwargs");
    return given == nullptr || !IsObject(given) ? nullptr : dict_get(given->obj, arena_.str(name));
  };
  if (Value uri = setting("tracking_uri"); uri != nullptr && uri->kind != Kind::kNone)
    set_uri(s_.tracking.edit().tracking_uri, uri, obj(settings).where);
  Value create = setting("create_experiment");
  if (create == nullptr || truth(create) != Tri::kNo) {
    Value name = nullptr;
    if (IsObject(study)) {
      for (const DictItem& item : obj(study).entries) {
        if (item.key->s == "study_name") name = item.value;
      }
    }
    set_uri(s_.tracking.edit().experiment, name == nullptr ? arena_.text("no-name-*") : name, obj(settings).where);
  }
  Call opening = call;
  opening.where = obj(settings).where;
  const auto open = [&] {
    const Index run = new_run(RunKind::kLogger, opening);
    Tracking& t = s_.tracking.edit();
    if (Value nested = keyword("nested"); nested != nullptr && truth(nested) == Tri::kYes && !t.active.empty())
      s_.edit_run(run).run.parent = t.active.back().run;
    Value name = keyword("run_name");
    s_.edit_run(run).run.run_name = name == nullptr ? Text{} : text_of(name);
    t.active.push_back({run, false});
    t.last_run = run;
    if (Value tags = keyword("tags"); tags != nullptr) log_mapping(run, tags, opening, 2, nullptr);
    return run;
  };
  symbolic_loop(
      [&] {
        Value trial = trial_object(study);
        Index run = tracker == nullptr ? kNoIndex : open();
        call_back(objective, call, {trial}, false);
        if (callback != nullptr) {
          if (run == kNoIndex) run = open();
          record_trial(run, study, trial, callback, opening);
        }
        end_run(run);
        for (Value c : own) call_back(c, call, {study, trial}, false);
        s_.tracking.edit().run_ended_before = false;
      },
      false);
}

void Interpreter::record_trial(Index run, Value study, Value trial, Value callback, Call& call) {
  const auto setting = [&](std::string_view name) -> Value {
    for (const DictItem& item : obj(callback).entries) {
      if (item.key->s == name) return item.value;
    }
    return nullptr;
  };
  const std::size_t before = s_.run(run).run.params.size();
  Value params = get_library_attr(trial, "params");
  if (params != nullptr) log_mapping(run, params, call, 0, nullptr);
  if (!live_ || !s_.has_run(run)) return;
  std::vector<Param>& recorded = s_.edit_run(run).run.params;
  for (std::size_t i = before; i < recorded.size(); ++i) recorded[i].writer = Writer::kLogger;
  // the values: one name, or one for each objective
  Value names = setting("metric_name");
  std::int64_t objectives = 1;
  if (IsObject(study)) {
    for (const DictItem& item : obj(study).entries) {
      if (item.key->s != "directions") continue;
      if (const auto items = known_items(item.value, 16)) objectives = static_cast<std::int64_t>(items->size());
    }
  }
  Value value = last_callback_ == nullptr ? arena_.unknown(nullptr, ValueType::kNumber) : last_callback_;
  const auto metric = [&](Value name) { log_metric(run, name, value, nullptr, call, call.where); };
  if (names == nullptr) names = arena_.str("value");
  if (names->kind == Kind::kStr && objectives > 1) {
    for (std::int64_t i = 0; i < objectives; ++i) metric(arena_.str(names->s + "_" + std::to_string(i)));
  } else if (const auto items = names->kind == Kind::kStr ? std::nullopt : known_items(names, 16)) {
    for (Value name : *items) metric(name);
  } else {
    metric(names);
  }
  const auto tag = [&](Value key, Value v) { set_tag(run, key, v, call, call.where); };
  for (const char* key : {"number", "datetime_start", "datetime_complete", "state", "direction"})
    tag(arena_.str(key), arena_.unknown(nullptr, ValueType::kString));
  if (params != nullptr && IsObject(params)) {
    for (const DictItem& item : Object(obj(params)).entries) {
      const std::size_t count = s_.run(run).run.tags.size();
      tag(arena_.text(pattern_of(item.key) + "_distribution"), arena_.unknown(nullptr, ValueType::kString));
      std::vector<Tag>& tags = s_.edit_run(run).run.tags;
      for (std::size_t i = count; item.maybe && i < tags.size(); ++i) tags[i].certainty = Certainty::kMaybe;
    }
  }
  const auto wanted = [&](const char* name, bool fallback) {
    Value v = setting(name);
    return v == nullptr ? fallback : truth(v) != Tri::kNo;
  };
  if (Value attrs = get_library_attr(trial, "user_attrs"); attrs != nullptr && wanted("tag_trial_user_attrs", true))
    log_mapping(run, attrs, call, 2, nullptr);
  if (Value attrs = get_library_attr(study, "user_attrs"); attrs != nullptr && wanted("tag_study_user_attrs", false))
    log_mapping(run, attrs, call, 2, nullptr);
}

/// hyperopt.space_eval(space, best): a sample of the space.
Value Interpreter::space_eval(Call& call) {
  Value space = arg(call, 0, "space");
  return space == nullptr ? arena_.unknown(arguments_prov(call)) : sample(space, "", 0);
}

}  // namespace tracklint::interpret
