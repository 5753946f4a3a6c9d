// Lightning: a trainer calls the hooks of a module, and what they log goes to its MLFlowLogger or to autolog's run.
#include <algorithm>
#include <array>
#include <map>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

constexpr std::array<std::string_view, 10> kFit{
    "on_fit_start",       "configure_optimizers", "on_train_start",          "training_step", "validation_step",
    "on_train_epoch_end", "training_epoch_end",   "on_validation_epoch_end", "on_train_end",  "validation_epoch_end"};
constexpr std::array<std::string_view, 3> kTest{"test_step", "on_test_epoch_end", "test_epoch_end"};
constexpr std::array<std::string_view, 3> kValidate{"validation_step", "on_validation_epoch_end",
                                                    "validation_epoch_end"};

}  // namespace

/// trainer.fit(module, …), test, validate: the run of its logger, else that of autolog, gets what the hooks log.
void Interpreter::lightning_trainer(Value self, std::string_view method, Call& call) {
  Index run = kNoIndex;
  bool learning_rates = false;
  for (const DictItem& item : Object(obj(self)).entries) {
    std::vector<Value> parts{item.value};
    if (const auto items = known_items(item.value, 16); items.has_value() && item.value->kind != Kind::kStr)
      parts = *items;
    for (Value v : parts) {
      if (!IsObject(v) || obj(v).kind != ObjKind::kLibrary) continue;
      if (item.key->s == "logger" && obj(v).name.ends_with("MLFlowLogger")) run = obj(v).run;
      learning_rates = learning_rates || obj(v).name.ends_with("LearningRateMonitor");
    }
  }
  const bool logs = run != kNoIndex && s_.has_run(run);
  // autolog writes what the hooks log, into the active run
  const bool automatic = !logs && !s_.tracking->active.empty() && autolog_state("pytorch_lightning") == Tri::kYes;
  if (automatic) run = s_.tracking->active.back().run;
  if (!logs && !automatic) return;
  Value module = nullptr;
  std::vector<Argument> given = call.args.positional;
  given.insert(given.end(), call.args.keyword.begin(), call.args.keyword.end());
  for (const Argument& a : given) {
    if (!IsObject(a.value) || obj(a.value).kind != ObjKind::kInstance) continue;
    if (module == nullptr && obj(a.value).name.find("LightningModule") != std::string::npos) module = a.value;
    const std::vector<Attribute> attrs = obj(a.value).attrs;
    for (const Attribute& attribute : attrs) {
      if (logs && method == "fit" && names_.text(attribute.name) == "hparams")
        log_mapping(run, attribute.value, call, 0, nullptr);
    }
  }
  if (!live_ || !s_.has_run(run)) return;
  if (logs) {
    s_.tracking.edit().active.push_back({run, false});
    if (method == "fit") log_metric(run, arena_.str("epoch"), arena_.unknown(), arena_.unknown(), call, call.where);
    if (method == "fit" && learning_rates)
      log_metric(run, arena_.text("lr-*"), arena_.unknown(), arena_.unknown(), call, call.where);
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
  if (method == "fit") hooks(kFit);
  if (method == "test") hooks(kTest);
  if (method == "validate") hooks(kValidate);
  lightning_run_ = outer;
  if (logs) {
    std::erase_if(s_.tracking.edit().active, [&](const ActiveRun& a) { return a.run == run; });
  } else if (s_.has_run(run)) {
    std::vector<Metric>& metrics = s_.edit_run(run).run.metrics;
    for (std::size_t i = before; i < metrics.size(); ++i) {
      metrics[i].writer = Writer::kAutolog;
      metrics[i].certainty = Certainty::kMaybe;
    }
  }
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
    } else {
      dict_set(hparams->obj, arena_.str(name), env.items[p.slot], env.items[p.slot]->where);
    }
  }
  if (Value dict = call.args.positional.empty() ? nullptr : call.args.positional[0].value;
      dict != nullptr && IsObject(dict) && obj(dict).kind == ObjKind::kDict)
    dict_update(hparams->obj, dict, call.where);
  set_attr(self, names_.intern("hparams"), hparams);
  return arena_.none();
}

}  // namespace tracklint::interpret
