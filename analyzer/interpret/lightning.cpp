// Lightning: a trainer calls the hooks of a module, and what they log goes to its MLFlowLogger or to autolog's run.
#include <algorithm>
#include <array>
#include <map>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using knowledge::CallInfo;

namespace {

constexpr std::array<std::string_view, 9> kFit{
    "on_fit_start",       "on_train_start",          "training_step", "validation_step",     "on_train_epoch_end",
    "training_epoch_end", "on_validation_epoch_end", "on_train_end",  "validation_epoch_end"};
constexpr std::array<std::string_view, 3> kTest{"test_step", "on_test_epoch_end", "test_epoch_end"};
constexpr std::array<std::string_view, 3> kValidate{"validation_step", "on_validation_epoch_end",
                                                    "validation_epoch_end"};

}  // namespace

/// The run that an MLFlowLogger writes to: that of `_run_id` where the code has set it, and then it makes none itself.
Index Interpreter::logger_run(Value logger) {
  const Value id = get_library_attr(logger, "_run_id");
  const Index given = id == nullptr ? kNoIndex : run_of(id);
  const Index made = obj(logger).run;
  if (given != kNoIndex && given != made && s_.has_run(given)) {
    if (s_.has_run(made)) s_.runs[made] = {};
    edit(logger->obj).run = given;
  }
  return obj(logger).run;
}

/// The MLFlowLogger among what a trainer was given as `logger`; null where there is none.
Value Interpreter::mlflow_logger_of(Value trainer) {
  const Value given = constructor_argument(trainer, "logger");
  if (given == nullptr) return nullptr;
  std::vector<Value> parts{given};
  if (given->kind == Kind::kUnion || given->kind == Kind::kTuple) parts = given->items;
  if (IsObject(given) && obj(given).kind == ObjKind::kList) parts = obj(given).items;
  for (Value v : parts) {
    if (IsObject(v) && obj(v).kind == ObjKind::kLibrary && obj(v).name.ends_with("MLFlowLogger")) return v;
  }
  return nullptr;
}

/// What a hook of a module or of a data module gives; null where the class has none.
Value Interpreter::lightning_hook(Value owner, std::string_view name, const std::vector<Value>& with, Call& call) {
  const Value cls = obj(owner).cls;
  const Value hook = cls == nullptr ? nullptr : class_attr(cls->obj, names_.intern(name));
  if (hook == nullptr || hook->kind != Kind::kFunction) return nullptr;
  last_callback_ = nullptr;
  call_back(bind_method(hook, owner, cls->obj, call.where), call, with, false);
  return live_ ? last_callback_ : nullptr;
}

/// What fit() asks the module and its data for: optimizers, schedulers, loaders.
std::vector<Value> Interpreter::lightning_parts(Value module, Call& call) {
  std::vector<Value> parts;
  const auto add = [&](Value part) {
    if (part != nullptr && part->kind != Kind::kNone) parts.push_back(part);
  };
  const auto loaders = [&](Value owner) {
    lightning_hook(owner, "prepare_data", {}, call);
    lightning_hook(owner, "setup", {arena_.str("fit")}, call);
    add(lightning_hook(owner, "train_dataloader", {}, call));
  };
  if (call.args.positional.size() > 1) add(call.args.positional[1].value);
  for (const char* name : {"train_dataloaders", "train_dataloader", "datamodule"}) add(named(call.args, name));
  for (const Value given : std::vector<Value>(parts)) {
    if (IsObject(given) && obj(given).kind == ObjKind::kInstance) loaders(given);
  }
  if (module == nullptr) return parts;
  loaders(module);
  add(lightning_hook(module, "configure_optimizers", {}, call));
  return parts;
}

/// What the hooks of a module gave for this fit().
void Interpreter::add_fit_parts(Training& training) {
  const std::size_t given = training.hyperparameters.size();
  for (Value part : fit_parts_) {
    if (IsObject(part) && obj(part).kind == ObjKind::kInstance) continue;
    if (type_of(part) == ValueType::kData) {
      flow_data(training, part);
    } else {
      add_hyperparameters(training, part, 0);
    }
  }
  drop_handed_on(training, 0, given);
}

/// trainer.fit(module, …), test, validate: the run of its logger, else that of autolog, gets what the hooks log. Gives
/// what fit() gives, null for the others.
Value Interpreter::lightning_trainer(Value self, std::string_view method, Call& call) {
  const CallInfo* info = knowledge::Find(library_class(self));
  if (info == nullptr || info->effect != knowledge::Effect::kTrainer) return nullptr;
  const bool fits = method == "fit";
  const Value logger = mlflow_logger_of(self);
  Index run = logger == nullptr ? kNoIndex : logger_run(logger);
  bool learning_rates = false;
  const Value callbacks = constructor_argument(self, "callbacks");
  for (Value v :
       callbacks == nullptr ? std::vector<Value>{} : known_items(callbacks, 16).value_or(std::vector<Value>{callbacks}))
    learning_rates = learning_rates || library_class(v).ends_with("LearningRateMonitor");
  Value module = nullptr;
  std::vector<Argument> given = call.args.positional;
  given.insert(given.end(), call.args.keyword.begin(), call.args.keyword.end());
  for (const Argument& a : given) {
    if (module == nullptr && IsObject(a.value) && obj(a.value).kind == ObjKind::kInstance &&
        obj(a.value).name.find("LightningModule") != std::string::npos)
      module = a.value;
  }
  // trainer.test() and validate() without a module take the one that was fitted
  if (module == nullptr) module = get_library_attr(self, "__module__");
  if (module != nullptr) set_hidden_attr(self, "__module__", module);
  Value result = nullptr;
  if (fits) {
    fit_parts_ = lightning_parts(module, call);
    result = fit_model(self, method, *info, call);
    fit_parts_.clear();
  }
  if (!live_) return result;
  const bool logs = run != kNoIndex && s_.has_run(run);
  // autolog writes what the hooks log, into the active run
  const bool automatic = !logs && !s_.tracking->active.empty() && autolog_state("pytorch_lightning") == Tri::kYes;
  if (automatic) run = s_.tracking->active.back().run;
  if (!logs && !automatic) return result;
  if (logs && fits) {
    for (const Argument& a : given) {
      if (!IsObject(a.value) || obj(a.value).kind != ObjKind::kInstance) continue;
      const std::vector<Attribute> attrs = obj(a.value).attrs;
      for (const Attribute& attribute : attrs) {
        if (names_.text(attribute.name) == "hparams") log_hyperparams(run, attribute.value, call);
      }
    }
    logger_owns(self, logger, call);
    // a module that cannot be seen may have saved its hyperparameters, and logs what it likes
    if (module == nullptr && s_.has_run(run)) {
      open_parameters(s_.edit_run(run).run, kNoIndex);
      s_.edit_run(run).run.metrics_open = true;
    }
  }
  if (!live_ || !s_.has_run(run)) return result;
  const auto is_active = [&](const ActiveRun& a) { return a.run == run; };
  const bool enters = logs && std::none_of(s_.tracking->active.begin(), s_.tracking->active.end(), is_active);
  if (enters) s_.tracking.edit().active.push_back({run, false});
  if (logs && fits) {
    log_metric(run, arena_.str("epoch"), arena_.unknown(), arena_.unknown(), call, call.where);
    if (learning_rates) log_metric(run, arena_.text("lr-*"), arena_.unknown(), arena_.unknown(), call, call.where);
  }
  const Index outer = std::exchange(lightning_run_, run);
  const std::size_t before = s_.run(run).run.metrics.size();
  // before Lightning 2 what the steps return was given to training_epoch_end, validation_epoch_end and test_epoch_end
  const auto outputs_for = [&](const std::map<std::string_view, Value>& returned, std::string_view hook) {
    std::vector<Value> with;
    if (hook.starts_with("on_") || !hook.ends_with("_epoch_end")) return with;
    const std::string step = std::string(hook.substr(0, hook.find("_epoch_end"))) + "_step";
    if (const auto at = returned.find(step); at != returned.end())
      with.push_back(make_list({at->second}, true, prov_of(at->second, 2)));
    return with;
  };
  const auto hooks = [&](const auto& names) {
    std::map<std::string_view, Value> returned;
    for (const std::string_view name : names) {
      Value cls = module == nullptr ? nullptr : obj(module).cls;
      Value hook = cls == nullptr ? nullptr : class_attr(cls->obj, names_.intern(name));
      if (hook == nullptr || hook->kind != Kind::kFunction) continue;
      last_callback_ = nullptr;
      call_back(bind_method(hook, module, cls->obj, call.where), call, outputs_for(returned, name));
      if (name.ends_with("_step") && last_callback_ != nullptr) returned[name] = last_callback_;
    }
  };
  if (fits) hooks(kFit);
  if (method == "test") hooks(kTest);
  if (method == "validate") hooks(kValidate);
  lightning_run_ = outer;
  if (enters) std::erase_if(s_.tracking.edit().active, is_active);
  if (automatic && s_.has_run(run)) {
    std::vector<Metric>& metrics = s_.edit_run(run).run.metrics;
    for (std::size_t i = before; i < metrics.size(); ++i) {
      metrics[i].writer = Writer::kAutolog;
      metrics[i].certainty = Certainty::kMaybe;
    }
  }
  return result;
}

/// LightningCLI makes module, data and trainer from the command line, and fits unless it is told not to.
Value Interpreter::lightning_cli(Call& call) {
  seed_by_lightning(call);
  const auto make = [&](Index position, std::string_view name) -> Value {
    Value cls = arg(call, position, name);
    if (cls == nullptr || !IsObject(cls) || obj(cls).kind != ObjKind::kClass) return arena_.unknown();
    Arguments open;
    open.open_keyword = true;
    return instantiate(cls, std::move(open), call.where);
  };
  const Value module = make(0, "model_class");
  const Value data = make(1, "datamodule_class");
  Call options;
  options.where = call.where;
  options.args.open_keyword = true;
  if (Value defaults = named(call.args, "trainer_defaults"); defaults != nullptr)
    spread_mapping(defaults, call.where, options.args);
  const Value trainer = make_library("pytorch_lightning.Trainer", options, nullptr);
  Value cli = make_library(std::string(call.name), call, arguments_prov(call));
  set_hidden_attr(cli, "model", module);
  set_hidden_attr(cli, "datamodule", data);
  set_hidden_attr(cli, "trainer", trainer);
  const Value runs = named(call.args, "run");
  if (runs != nullptr && truth(runs) == Tri::kNo) return cli;
  Call fit;
  fit.where = call.where;
  fit.name = "fit";
  fit.self = trainer;
  fit.args.positional = {{module, bind::kNoName, call.where, call.where},
                         {data, bind::kNoName, call.where, call.where}};
  lightning_trainer(trainer, "fit", fit);
  return cli;
}

/// Parameters as Lightning's logger writes them: what is nested under its path, `config/optimizer/lr`.
void Interpreter::log_hyperparams(Index run, Value params, Call& call) {
  const Value flat = make_dict();
  const std::function<void(Value, const std::string&, Span, int)> add = [&](Value v, const std::string& path,
                                                                            Span where, int depth) {
    v = as_mapping(v);
    const bool names = IsObject(v) && obj(v).kind == ObjKind::kLibrary && obj(v).name == "argparse.Namespace";
    if (names) v = attributes_dict(v);
    if (!IsObject(v) || obj(v).kind != ObjKind::kDict || depth > 6) {
      if (!path.empty()) dict_set(flat->obj, arena_.text(path), v, where);
      return;
    }
    const Object dict = obj(v);
    for (const DictItem& item : dict.entries)
      add(item.value, path.empty() ? pattern_of(item.key) : path + "/" + pattern_of(item.key), item.where, depth + 1);
    if (!dict.open) return;
    edit(flat->obj).open = true;
    edit(flat->obj).prov = arena_.join(obj(flat).prov, dict.prov);
  };
  if (params == nullptr) return;
  const Value content = as_mapping(params);
  const bool known =
      IsObject(content) && (obj(content).kind == ObjKind::kDict || obj(content).name == "argparse.Namespace");
  if (known) add(content, "", call.where, 0);
  log_mapping(run, known ? flat : params, call, 0, nullptr);
}

/// A fit() with an MLFlowLogger belongs to the logger's run, where none is active; the logger may store checkpoints.
void Interpreter::logger_owns(Value trainer, Value logger, const Call& call) {
  if (obj(trainer).trainings.empty()) return;
  const Index run = obj(logger).run;
  const Index training = obj(trainer).trainings.back();
  const Value stores = constructor_argument(logger, "log_model");
  const Value checkpoints = constructor_argument(trainer, "enable_checkpointing");
  const bool records =
      stores != nullptr && truth(stores) != Tri::kNo && (checkpoints == nullptr || truth(checkpoints) != Tri::kNo);
  adopt_training(training, run);
  const Index owner = out_.entry.trainings[training].run;
  if (owner != run && s_.has_run(owner)) {
    // two runs hold the record of one training: each what the other lacks
    Run& other = s_.edit_run(owner).run;
    open_parameters(other, kNoIndex);
    other.metrics_open = true;
    other.models_open = other.models_open || records;
  }
  if (!records || !s_.has_run(run)) return;
  Artifact artifact;
  artifact.path = Text::Pattern("model/checkpoints/*");
  artifact.where = call.where;
  artifact.origins = {{OriginKind::kTraining, training}};
  s_.edit_run(run).run.artifacts.push_back(std::move(artifact));
}

/// self.log, self.log_dict and self.save_hyperparameters of a module; null for other methods and objects.
Value Interpreter::lightning_module_method(Value self, std::string_view method, Call& call) {
  if (obj(self).kind != ObjKind::kInstance || obj(self).name.find("Lightning") == std::string::npos) return nullptr;
  // self.log(name, value) goes to the trainer's logger
  const bool one = method == "log";
  if (one || method == "log_dict") {
    const auto flag = [&](std::string_view name) {
      Value v = named(call.args, name);
      return v == nullptr ? Tri::kUnknown : truth(v);
    };
    if (lightning_run_ == kNoIndex || !s_.has_run(lightning_run_) || flag("logger") == Tri::kNo) return arena_.none();
    std::vector<const char*> endings{""};
    if (flag("on_step") == Tri::kYes && flag("on_epoch") == Tri::kYes) endings = {"_step", "_epoch"};
    std::vector<DictItem> items;
    if (one && arg(call, 0, "name") != nullptr && arg(call, 1, "value") != nullptr)
      items.push_back({arg(call, 0, "name"), arg(call, 1, "value"), false, call.where});
    if (Value dict = one ? nullptr : arg(call, 0, "dictionary");
        dict != nullptr && IsObject(dict) && obj(dict).kind == ObjKind::kDict)
      items = obj(dict).entries;
    for (const DictItem& item : items) {
      for (const char* ending : endings) {
        Value key = *ending == '\0' ? item.key : arena_.text(pattern_of(item.key) + ending);
        log_metric(lightning_run_, key, item.value, arena_.unknown(), call, call.where);
      }
    }
    return arena_.none();
  }
  if (method != "save_hyperparameters" || frame_ == nullptr || frame_->function == nullptr) return nullptr;
  std::vector<std::string> wanted;
  for (const Argument& a : call.args.positional) {
    if (a.value->kind == Kind::kStr) wanted.push_back(a.value->s);
  }
  std::vector<std::string> ignored;
  if (Value ignore = named(call.args, "ignore"); ignore != nullptr) {
    if (ignore->kind == Kind::kStr) ignored.push_back(ignore->s);
    for (Value v :
         ignore->kind == Kind::kStr ? std::vector<Value>{} : known_items(ignore, 32).value_or(std::vector<Value>{}))
      ignored.push_back(v->s);
  }
  Value hparams = make_dict();
  bool first = true;
  for (const bind::Parameter& p : frame_->function->params) {
    if (std::exchange(first, false)) continue;
    const std::string name(names_.text(p.name));
    const Object env = obj(frame_->env);
    if (p.slot >= env.items.size() || env.items[p.slot] == nullptr) continue;
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    if (std::find(ignored.begin(), ignored.end(), name) != ignored.end()) continue;
    if (p.kind == bind::ParamKind::kDoubleStar) {
      dict_update(hparams->obj, env.items[p.slot], call.where);
      continue;
    }
    Value given = env.items[p.slot];
    if (given->kind == Kind::kUnknown || given->kind == Kind::kMethod) {
      // a configuration, perhaps: what is taken out of it is recorded with it
      const std::string key = "hparams:" + std::string(frame_->function->qualified) + "." + name;
      given = arena_.with_prov(given, arena_.join(given->prov, arena_.prov({OriginKind::kConfig, config_id(key)})));
      edit(frame_->env).items[p.slot] = given;
    }
    dict_set(hparams->obj, arena_.str(name), given, given->where);
  }
  if (Value dict = call.args.positional.empty() ? nullptr : call.args.positional[0].value;
      dict != nullptr && IsObject(dict) && obj(dict).kind == ObjKind::kDict)
    dict_update(hparams->obj, dict, call.where);
  set_attr(self, names_.intern("hparams"), hparams);
  return arena_.none();
}

}  // namespace tracklint::interpret
