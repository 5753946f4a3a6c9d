// Trainers of Hugging Face: their MLflow callback records the training arguments, the model's configuration and metrics.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using knowledge::CallInfo;

namespace {

bool Carries(std::string_view cls) {
  const CallInfo* info = knowledge::Find(cls);
  if (info == nullptr || info->effect != knowledge::Effect::kTrainer) return false;
  const std::vector<std::string_view> libraries = knowledge::LoggerWords("transformers.libraries");
  return std::find(libraries.begin(), libraries.end(), info->library) != libraries.end();
}

}  // namespace

/// The argument that a library object (or an instance of a subclass) was made with; null where none was given.
Value Interpreter::constructor_argument(Value object, std::string_view name) {
  if (!IsObject(object)) return nullptr;
  const Object& o = obj(object);
  for (const DictItem& item : o.entries) {
    if (item.key->kind == Kind::kStr && item.key->s == name) return item.value;
  }
  const CallInfo* info = knowledge::Find(library_class(object));
  if (info == nullptr) return nullptr;
  for (std::size_t i = 0; i < info->params.size() && i < o.items.size(); ++i) {
    if (info->params[i] == name) return o.items[i];
  }
  return nullptr;
}

/// Whether the callback is there: `report_to` names it, or a callback is given; unknown where the default decides,
/// which was every installed integration until transformers 5.
Tri Interpreter::trainer_reports_to_mlflow(Value arguments, Value callbacks) {
  const auto& environment = s_.tracking->environment;
  if (const auto off = environment.find("DISABLE_MLFLOW_INTEGRATION"); off != environment.end()) {
    const std::string value = off->second->kind == Kind::kStr ? off->second->s : std::string();
    if (value == "TRUE" || value == "true" || value == "True" || value == "1") return Tri::kNo;
  }
  if (callbacks != nullptr) {
    for (Value c : known_items(callbacks, 16).value_or(std::vector<Value>{})) {
      const std::string cls = c->kind == Kind::kExternal ? c->s : library_class(c);
      if (cls.ends_with(".MLflowCallback")) return Tri::kYes;
    }
  }
  Value report = constructor_argument(arguments, "report_to");
  if (report == nullptr || report->kind == Kind::kNone) return Tri::kUnknown;
  std::vector<Value> names{report};
  if (report->kind != Kind::kStr) {
    const auto items = known_items(report, 16);
    if (!items.has_value()) return Tri::kUnknown;
    names = *items;
  }
  Tri out = Tri::kNo;
  for (Value name : names) {
    if (name->kind != Kind::kStr) {
      out = Tri::kUnknown;
    } else if (name->s == "mlflow" || name->s == "all") {
      return Tri::kYes;
    }
  }
  return out;
}

/// The training arguments, and what the model was loaded with, as parameters.
void Interpreter::log_trainer_settings(Index run, Value arguments, Value model, const Call& call) {
  const std::size_t before = s_.run(run).run.params.size();
  const auto log = [&](std::string_view name, Value v, Span where) {
    if (live_) log_param(run, arena_.str(std::string(name)), v, call, where.valid() ? where : call.where);
  };
  const Object given = obj(arguments);
  const CallInfo* info = knowledge::Find(library_class(arguments));
  std::vector<std::string_view> names;
  if (info != nullptr) names = info->params;
  for (std::size_t i = 0; i < given.items.size() && i < names.size(); ++i) log(names[i], given.items[i], {});
  for (const DictItem& item : given.entries) {
    if (item.key->kind == Kind::kStr) log(item.key->s, item.value, item.where);
  }
  if (given.open) open_parameters(s_.edit_run(run).run, kNoIndex);
  // the configuration of a pretrained model holds its name and what was changed of it
  std::vector<Value> models{model};
  for (std::size_t i = 0; i < models.size() && i < 8; ++i) {
    if (models[i] == nullptr || !IsObject(models[i])) continue;
    const Object loaded = obj(models[i]);
    if (loaded.kind != ObjKind::kLibrary) continue;
    const bool pretrained = loaded.name.ends_with(".from_pretrained");
    if (loaded.name.starts_with("transformers.") && loaded.name.ends_with("Config")) {
      for (const DictItem& item : loaded.entries) {
        if (item.key->kind == Kind::kStr) log(item.key->s, item.value, item.where);
      }
      continue;
    }
    for (Value v : loaded.items) {
      if (!pretrained && IsObject(v)) models.push_back(v);
    }
    if (!pretrained) continue;
    if (!loaded.items.empty()) log("_name_or_path", loaded.items[0], {});
    for (const DictItem& item : loaded.entries) {
      if (item.key->kind == Kind::kStr) log(item.key->s, item.value, item.where);
    }
  }
  if (!live_ || !s_.has_run(run)) return;
  // those left at their default are written too
  std::vector<std::string_view> defaults = names;
  for (const std::string_view name : knowledge::LoggerWords("transformers.configuration")) defaults.push_back(name);
  for (const std::string_view name : defaults) {
    std::vector<Param>& params = s_.edit_run(run).run.params;
    const bool known = std::any_of(params.begin() + static_cast<std::ptrdiff_t>(std::min(before, params.size())),
                                   params.end(), [&](const Param& p) { return p.key.value == name; });
    if (known || name == "*" || name == "**") continue;
    Param p;
    p.key = Text::Literal(std::string(name));
    if (info != nullptr && name == info->seed_param) p.value = Text::Literal("42");
    p.certainty = Certainty::kMaybe;
    p.where = call.where;
    p.call = call.where;
    p.order = next_order();
    params.push_back(std::move(p));
  }
  std::vector<Param>& params = s_.edit_run(run).run.params;
  for (std::size_t i = before; i < params.size(); ++i) params[i].writer = Writer::kLogger;
}

/// What every training writes, and what `compute_metrics` gives, as `eval_…`.
void Interpreter::log_trainer_metrics(Index run, Value trainer, const Call& call) {
  const std::size_t before = s_.run(run).run.metrics.size();
  const auto metric = [&](const std::string& name, Value v, Certainty certainty) {
    const std::size_t count = s_.run(run).run.metrics.size();
    log_metric(run, arena_.text(name), v, arena_.unknown(nullptr, ValueType::kNumber), call, call.where);
    std::vector<Metric>& metrics = s_.edit_run(run).run.metrics;
    for (std::size_t i = count; i < metrics.size(); ++i) {
      if (certainty == Certainty::kMaybe) metrics[i].certainty = certainty;
    }
  };
  const auto number = [&] { return arena_.unknown(nullptr, ValueType::kNumber); };
  for (const std::string_view name : knowledge::LoggerWords("transformers.metrics"))
    metric(std::string(name), number(), Certainty::kSurely);
  for (const std::string_view name : knowledge::LoggerWords("transformers.metrics.maybe"))
    metric(std::string(name), number(), Certainty::kMaybe);
  const Value evaluated = constructor_argument(trainer, "eval_dataset");
  if (evaluated != nullptr && evaluated->kind != Kind::kNone) {
    for (const std::string_view name : knowledge::LoggerWords("transformers.metrics.evaluation"))
      metric(std::string(name), number(), Certainty::kMaybe);
    if (Value measure = constructor_argument(trainer, "compute_metrics"); measure != nullptr) {
      last_callback_ = nullptr;
      call_back(measure, call, {}, false);
      if (last_callback_ != nullptr && IsObject(last_callback_) && obj(last_callback_).kind == ObjKind::kDict) {
        for (const DictItem& item : Object(obj(last_callback_)).entries) {
          if (item.key->kind == Kind::kStr) metric("eval_" + item.key->s, item.value, Certainty::kMaybe);
        }
      }
    }
  }
  if (!live_ || !s_.has_run(run)) return;
  Run& recorded = s_.edit_run(run).run;
  for (std::size_t i = before; i < recorded.metrics.size(); ++i) recorded.metrics[i].writer = Writer::kLogger;
  recorded.metrics_open = true;
}

/// `trainer.train()`: into the active run, else into one of its own.
void Interpreter::trainer_reports(Value trainer, Index training, Call& call) {
  if (!live_ || !Carries(library_class(trainer)) || !IsObject(trainer)) return;
  Value arguments = constructor_argument(trainer, "args");
  const bool known = arguments != nullptr && IsObject(arguments) && obj(arguments).kind == ObjKind::kLibrary;
  const Tri reports = arguments != nullptr && !known
                          ? Tri::kUnknown
                          : trainer_reports_to_mlflow(arguments == nullptr ? trainer : arguments,
                                                      constructor_argument(trainer, "callbacks"));
  if (reports == Tri::kNo || next_run_ >= 100) return;
  const bool maybe = s_.maybe;
  s_.maybe = maybe || reports == Tri::kUnknown;
  const auto nested = s_.tracking->environment.find("MLFLOW_NESTED_RUN");
  const bool own = s_.tracking->active.empty() || nested != s_.tracking->environment.end();
  Index run = kNoIndex;
  if (own) {
    const Index parent = s_.tracking->active.empty() ? kNoIndex : s_.tracking->active.back().run;
    run = new_run(RunKind::kLogger, call);
    s_.edit_run(run).run.parent = parent;
    Value name = known ? constructor_argument(arguments, "run_name") : nullptr;
    s_.edit_run(run).run.run_name = name == nullptr ? Text{} : text_of(name);
    Tracking& t = s_.tracking.edit();
    t.active.push_back({run, false});
    t.last_run = run;
    out_.entry.trainings[training].run = run;
  } else {
    run = s_.tracking->active.back().run;
  }
  if (known) {  // what it writes is known, also where it only may
    log_trainer_settings(run, arguments, constructor_argument(trainer, "model"), call);
  } else if (s_.has_run(run)) {
    open_parameters(s_.edit_run(run).run, kNoIndex);
  }
  if (live_ && s_.has_run(run)) {
    if (reports == Tri::kYes) {
      log_trainer_metrics(run, trainer, call);
    } else {
      s_.edit_run(run).run.metrics_open = true;
    }
  }
  if (own) {
    end_run(run);
    s_.tracking.edit().run_ended_before = false;
  }
  s_.maybe = maybe;
}

}  // namespace tracklint::interpret
