// What gradient boosting writes down while it trains: the curves of its evaluation sets, by set and metric.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"
#include "analyzer/knowledge/line_table.h"

namespace tracklint::interpret {

using knowledge::CallInfo;

namespace {

constexpr std::size_t kMaxSets = 16;

std::string_view Spelled(std::string_view library, std::string_view kind, std::string_view word) {
  static const knowledge::LineTable table = knowledge::OpenTable("boosting.json");
  const auto entry = table.Find(std::string(library) + " " + std::string(kind) + " " + std::string(word));
  return entry.has_value() ? knowledge::Unquoted(entry->value) : std::string_view{};
}

bool IsBoosting(std::string_view library) { return library == "xgboost" || library == "lightgbm"; }

}  // namespace

/// The metrics that are evaluated: asked for, else the objective's own. An unknown text stands for those not known.
std::vector<Value> Interpreter::boosting_metrics(std::string_view library, Value asked, Value objective) {
  std::vector<Value> out;
  const auto add = [&](Value v) {
    if (v->kind == Kind::kStr) {
      const std::string_view name = Spelled(library, "metrics", v->s);
      out.push_back(name.empty() ? v : arena_.str(std::string(name), v->prov));
    } else if (v->kind != Kind::kNone) {
      out.push_back(arena_.unknown(prov_of(v), ValueType::kString));
    }
  };
  if (asked != nullptr && asked->kind != Kind::kNone) {
    const auto items = asked->kind == Kind::kStr ? std::nullopt : known_items(asked, kMaxSets);
    if (items.has_value()) {
      for (Value v : *items) add(v);
    } else {
      add(asked);
    }
  } else if (objective != nullptr && objective->kind == Kind::kStr) {
    const std::string_view name = Spelled(library, "objectives", objective->s);
    out.push_back(name.empty() ? arena_.unknown(nullptr, ValueType::kString) : arena_.str(std::string(name)));
  }
  if (out.empty()) out.push_back(arena_.unknown(nullptr, ValueType::kString));
  return out;
}

/// Curves by evaluation set and metric, or with `last` one value for each.
Value Interpreter::boosting_history(const std::vector<Value>& sets, const std::vector<Value>& metrics, Provenance prov,
                                    bool last) {
  Value history = make_dict();
  for (Value set : sets) {
    Value curves = make_dict();
    for (Value metric : metrics) {
      Value one = arena_.unknown(prov, ValueType::kNumber, "metric");
      dict_set(curves->obj, metric, last ? one : make_list({one}, true, prov), {});
    }
    dict_set(history->obj, set, curves, {});
  }
  return history;
}

/// xgboost.train(…, evals=[(d, "train")], evals_result={}), lightgbm.train(…, valid_sets, valid_names,
/// callbacks=[record_evaluation({})]): fills what the code handed in, and the booster's best scores.
void Interpreter::record_boosting(const CallInfo& info, Call& call, Value booster, Index training) {
  if (!IsBoosting(info.library)) return;
  Value params = argument_named(call, info, "params");
  const auto option = [&](std::initializer_list<const char*> names) -> Value {
    for (const char* name : names) {
      if (Value v = named(call.args, name); v != nullptr) return v;
      if (params != nullptr && IsObject(params) && obj(params).kind == ObjKind::kDict) {
        for (const DictItem& item : obj(params).entries) {
          if (item.key->kind == Kind::kStr && item.key->s == name) return item.value;
        }
      }
    }
    return nullptr;
  };
  const std::vector<Value> metrics = boosting_metrics(info.library, option({"eval_metric", "metric", "metrics"}),
                                                      option({"objective", "application"}));
  std::vector<Value> sets;
  if (info.library == "xgboost") {
    Value evals = argument_named(call, info, "evals");
    if (const auto items = evals == nullptr ? std::nullopt : known_items(evals, kMaxSets)) {
      for (Value item : *items) {
        const auto pair = known_items(item, 2);
        if (pair.has_value() && pair->size() == 2) sets.push_back((*pair)[1]);
      }
    } else if (evals != nullptr && evals->kind != Kind::kNone) {
      sets.push_back(arena_.unknown(prov_of(evals), ValueType::kString));
    }
  } else {
    Value valid = argument_named(call, info, "valid_sets");
    Value names = argument_named(call, info, "valid_names");
    Value train_set = argument_named(call, info, "train_set");
    const auto given = names == nullptr || names->kind == Kind::kStr ? std::nullopt : known_items(names, kMaxSets);
    auto data = valid == nullptr ? std::nullopt : known_items(valid, kMaxSets);
    if (!data.has_value() && valid != nullptr && valid->kind != Kind::kNone) data = std::vector<Value>{valid};
    for (std::size_t i = 0; data.has_value() && i < data->size(); ++i) {
      if (names != nullptr && names->kind == Kind::kStr) {
        sets.push_back(names);
      } else if (given.has_value() && i < given->size()) {
        sets.push_back((*given)[i]);
      } else if (train_set != nullptr && SameValue((*data)[i], train_set)) {
        sets.push_back(arena_.str("training"));
      } else {
        sets.push_back(arena_.str("valid_" + std::to_string(i)));
      }
    }
  }
  if (sets.empty()) return;
  const Provenance prov = arena_.prov({OriginKind::kTraining, training});
  Value curves = boosting_history(sets, metrics, prov, false);
  if (Value into = argument_named(call, info, "evals_result"); into != nullptr && IsObject(into))
    dict_update(into->obj, curves, call.where);
  if (Value callbacks = argument_named(call, info, "callbacks"); callbacks != nullptr) {
    for (Value c : known_items(callbacks, kMaxSets).value_or(std::vector<Value>{})) {
      if (!IsObject(c) || obj(c).name != "lightgbm.record_evaluation") continue;
      const Object callback = obj(c);
      for (Value into : callback.items) {
        if (IsObject(into)) dict_update(into->obj, curves, call.where);
      }
      for (const DictItem& item : callback.entries) {
        if (IsObject(item.value)) dict_update(item.value->obj, curves, call.where);
      }
    }
  }
  if (Value callbacks = argument_named(call, info, "callbacks"); callbacks != nullptr && info.library == "xgboost") {
    for (Value c : known_items(callbacks, kMaxSets).value_or(std::vector<Value>{}))
      run_boosting_callback(c, booster == nullptr ? arena_.unknown(prov) : booster, curves, call);
  }
  if (booster != nullptr && IsObject(booster)) {
    if (info.library == "lightgbm")
      set_attr(booster, names_.intern("best_score"), boosting_history(sets, metrics, prov, true));
  }
  boosting_autolog(training, sets, metrics, call.where);
}

/// The hooks of a callback class of the code, with the curves as xgboost hands them in.
void Interpreter::run_boosting_callback(Value callback, Value booster, Value curves, Call& call) {
  if (!IsObject(callback) || obj(callback).kind != ObjKind::kInstance ||
      !obj(callback).name.ends_with("TrainingCallback") ||
      std::find(called_back_.begin(), called_back_.end(), callback->obj) != called_back_.end())
    return;
  called_back_.push_back(callback->obj);
  const Value cls = obj(callback).cls;
  const auto hook = [&](std::string_view name, std::vector<Value> with) {
    Value method = class_attr(cls->obj, names_.intern(name));
    if (method != nullptr && method->kind == Kind::kFunction)
      call_back(bind_method(method, callback, cls->obj, call.where), call, with, false);
  };
  hook("before_training", {booster});
  const Value round = mark_varying(arena_.unknown(nullptr, ValueType::kNumber), arena_.prov({OriginKind::kLoop, 0}));
  symbolic_loop(
      [&] {
        hook("before_iteration", {booster, round, curves});
        hook("after_iteration", {booster, round, curves});
      },
      false);
  hook("after_training", {booster});
}

/// autolog writes the curves under "<set>-<metric>" (lightgbm likewise).
void Interpreter::boosting_autolog(Index training, const std::vector<Value>& sets, const std::vector<Value>& metrics,
                                   Span where) {
  const Training& t = out_.entry.trainings[training];
  if (!t.autologged || t.run == kNoIndex || !s_.has_run(t.run)) return;
  for (Value set : sets) {
    for (Value metric : metrics) {
      Metric m;
      m.key = text_of(arena_.text(pattern_of(set) + "-" + pattern_of(metric)));
      m.stepped = Tri::kYes;
      m.writer = Writer::kAutolog;
      m.certainty = Certainty::kMaybe;
      m.where = where;
      m.call = where;
      m.type = ValueType::kNumber;
      Run& run = s_.edit_run(t.run).run;
      if (std::none_of(run.metrics.begin(), run.metrics.end(), [&](const Metric& o) { return o.key == m.key; }))
        run.metrics.push_back(std::move(m));
    }
  }
}

/// evals_result() of XGBModel, evals_result_ and best_score_ of LGBMModel after fit(eval_set=…); null for others.
Value Interpreter::boosting_attr(Value self, std::string_view name) {
  if (!IsObject(self)) return nullptr;
  const std::string cls = library_class(self);
  const std::string library = cls.substr(0, cls.find('.'));
  if (!IsBoosting(library)) return nullptr;
  const bool last = name == "best_score_";
  if (!last && name != "evals_result_" && name != "evals_result") return nullptr;
  Value sets = get_library_attr(self, "__eval_sets__");
  if (sets == nullptr) return nullptr;
  const std::vector<Value> metrics =
      boosting_metrics(library, get_library_attr(self, "__eval_metric__"), estimator_parameter(self, "objective"));
  return boosting_history(known_items(sets, kMaxSets).value_or(std::vector<Value>{}), metrics,
                          with_trainings(nullptr, self), last);
}

/// Keeps the evaluation sets that fit() of the scikit-learn interface was given.
void Interpreter::note_eval_sets(Value self, const Call& call, Index training) {
  const std::string cls = library_class(self);
  const std::string library = cls.substr(0, cls.find('.'));
  if (!IsBoosting(library) || !IsObject(self) || obj(self).kind != ObjKind::kLibrary) return;
  Value given = named(call.args, "eval_set");
  if (given == nullptr) given = named(call.args, "eval_X");
  if (given == nullptr || given->kind == Kind::kNone) return;
  const auto items = known_items(given, kMaxSets);
  const bool several = items.has_value() && (given->kind != Kind::kTuple || library == "xgboost");
  Value names = named(call.args, "eval_names");
  const auto listed = names == nullptr ? std::nullopt : known_items(names, kMaxSets);
  std::vector<Value> sets;
  for (std::size_t i = 0; i < (several ? items->size() : 1); ++i) {
    sets.push_back(listed.has_value() && i < listed->size()
                       ? (*listed)[i]
                       : arena_.str((library == "xgboost" ? "validation_" : "valid_") + std::to_string(i)));
  }
  Value metric = named(call.args, "eval_metric");
  if (metric == nullptr) metric = estimator_parameter(self, library == "xgboost" ? "eval_metric" : "metric");
  set_attr(self, names_.intern("__eval_sets__"), arena_.tuple(sets));
  if (metric != nullptr) set_attr(self, names_.intern("__eval_metric__"), metric);
  boosting_autolog(training, sets, boosting_metrics(library, metric, estimator_parameter(self, "objective")),
                   call.where);
}

}  // namespace tracklint::interpret
