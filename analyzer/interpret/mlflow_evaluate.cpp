// mlflow.evaluate: what the default evaluator writes, under the prefix that its configuration gives.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

/// Metrics of the default evaluator; those that need probabilities or the model itself come only with it.
constexpr const char* kClassifier[] = {"accuracy_score", "example_count", "f1_score", "precision_score",
                                       "recall_score"};
constexpr const char* kBinary[] = {"true_negatives",       "false_positives", "false_negatives", "true_positives",
                                   "precision_recall_auc", "roc_auc",         "log_loss",        "score"};
constexpr const char* kRegressor[] = {"example_count",
                                      "mean_absolute_error",
                                      "mean_squared_error",
                                      "root_mean_squared_error",
                                      "sum_on_target",
                                      "mean_on_target",
                                      "r2_score",
                                      "max_error",
                                      "mean_absolute_percentage_error"};

}  // namespace

/// The configuration of the default evaluator: given by itself or under its name.
Value Interpreter::evaluator_setting(Value config, std::string_view name) {
  if (config == nullptr || !IsObject(config) || obj(config).kind != ObjKind::kDict) return nullptr;
  Value own = dict_get(config->obj, arena_.str("default"));
  if (own != nullptr && IsObject(own) && !obj(config).open) return evaluator_setting(own, name);
  for (const DictItem& item : obj(config).entries) {
    if (item.key->kind == Kind::kStr && item.key->s == name) return item.value;
  }
  return nullptr;
}

Value Interpreter::mlflow_evaluate(Call& call) {
  const Index run = current_run(call);
  record_call(call.name, call, run);
  const auto get = [&](std::string_view name) { return mlflow_arg(call, call.name, name); };
  Value model = get("model");
  Value type = get("model_type");
  Value data = get("data");
  Value prefix = evaluator_setting(get("evaluator_config"), "metric_prefix");
  if (prefix != nullptr && prefix->kind == Kind::kNone) prefix = nullptr;
  s_.edit_run(run).run.artifacts_open = true;
  DatasetInput d;
  d.where = call.where;
  d.writer = Writer::kAutolog;
  if (prefix != nullptr) d.context = text_of(prefix);
  if (data != nullptr) {
    d.origins = prov_of(data) == nullptr ? Origins{} : *prov_of(data);
    if (IsObject(data)) {
      for (const DictItem& item : obj(data).entries) {
        if (item.key->kind == Kind::kStr && item.key->s == "name") d.name = text_of(item.value);
      }
    }
  }
  Run& target = s_.edit_run(run).run;
  if (std::none_of(target.datasets.begin(), target.datasets.end(),
                   [&](const DatasetInput& o) { return o.where == d.where; }))
    target.datasets.push_back(std::move(d));

  const std::string before = prefix == nullptr ? std::string() : pattern_of(prefix);
  Value metrics = make_dict({}, true);
  const auto metric = [&](const std::string& name, bool sure) {
    Metric m;
    m.key = text_of(arena_.text(before + name));
    m.writer = Writer::kAutolog;
    m.certainty = sure && !s_.maybe ? Certainty::kSurely : Certainty::kMaybe;
    m.stepped = Tri::kNo;
    m.where = call.where;
    m.call = call.where;
    m.type = ValueType::kNumber;
    std::vector<Metric>& have = s_.edit_run(run).run.metrics;
    if (std::none_of(have.begin(), have.end(), [&](const Metric& o) { return o.key == m.key && o.call == m.call; }))
      have.push_back(std::move(m));
    dict_set(metrics->obj, arena_.text(before + name), arena_.unknown(nullptr, ValueType::kNumber, "metric"), {});
  };
  const bool known = type != nullptr && type->kind == Kind::kStr;
  const bool with_model = model != nullptr && model->kind != Kind::kNone;
  if (known && type->s == "classifier") {
    for (const char* name : kClassifier) metric(name, true);
    for (const char* name : kBinary) metric(name, false);
  } else if (known && type->s == "regressor") {
    for (const char* name : kRegressor) metric(name, true);
    if (with_model) metric("score", false);
  } else {
    s_.edit_run(run).run.metrics_open = true;
  }
  for (const char* parameter : {"extra_metrics", "custom_metrics"}) {
    Value extra = get(parameter);
    const auto items = extra == nullptr ? std::nullopt : known_items(extra, 32);
    if (!items.has_value() && extra != nullptr && extra->kind != Kind::kNone) s_.edit_run(run).run.metrics_open = true;
    for (Value item : items.value_or(std::vector<Value>{})) {
      Value name = nullptr;
      if (IsObject(item)) {
        for (const DictItem& e : obj(item).entries) {
          if (e.key->kind == Kind::kStr && e.key->s == "name") name = e.value;
        }
        if (name == nullptr) {
          for (const DictItem& e : Object(obj(item)).entries) {
            if (e.key->kind == Kind::kStr && e.key->s == "eval_fn" && e.value->kind == Kind::kFunction)
              name = get_attr(e.value, "__name__", call.where);
          }
        }
      }
      metric(name == nullptr ? "*" : pattern_of(name), name != nullptr);
    }
  }
  Value result = make_library("mlflow.models.EvaluationResult", call, nullptr);
  set_attr(result, names_.intern("metrics"), metrics);
  return result;
}

}  // namespace tracklint::interpret
