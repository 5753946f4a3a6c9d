// Logger objects of frameworks: what the code logs through them by hand, and what they write on their own.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

/// log_hyperparams and log_metrics of Lightning's MLFlowLogger; `log_params` and the like of loggers that hand every
/// call on to `mlflow` (ignite). Null for other objects and methods.
Value Interpreter::logger_method(Value self, std::string_view method, Call& call) {
  const std::string name = obj(self).name;
  if (name.ends_with("loggers.MLFlowLogger") && obj(self).run != kNoIndex) {
    const Index run = logger_run(self);
    if (method == "log_hyperparams") {
      log_hyperparams(run, arg(call, 0, "params"), call);
      return arena_.none();
    }
    if (method == "log_metrics") {
      Value step = arg(call, 1, "step");
      log_mapping(run, arg(call, 0, "metrics"), call, 1, step);
      return arena_.none();
    }
  }
  if (name.ends_with("mlflow_logger.MLflowLogger")) {
    if (method.starts_with("log_") || method == "set_tag" || method == "set_tags") {
      call.self = nullptr;
      return mlflow_call("mlflow." + std::string(method), call);
    }
    if (method == "attach" || method == "attach_output_handler") {
      const Index run = current_run(call);
      if (s_.has_run(run)) s_.edit_run(run).run.metrics_open = true;
      return arena_.none();
    }
  }
  return nullptr;
}

/// Callbacks with a logger of their own among those given to an estimator: `NeuralNet(callbacks=[MlflowLogger()])`.
void Interpreter::callback_loggers(Value estimator, Index training, Call& call) {
  const Value callbacks = constructor_argument(estimator, "callbacks");
  if (callbacks == nullptr || training >= out_.entry.trainings.size()) return;
  for (Value c : known_items(callbacks, 32).value_or(std::vector<Value>{})) {
    // a callback may be named: ("mlflow", MlflowLogger())
    if (c->kind == Kind::kTuple && c->items.size() == 2) c = c->items[1];
    const std::string cls = library_class(c);
    const std::vector<std::string_view> names = knowledge::LoggerWords(cls + ".metrics");
    if (names.empty()) continue;
    const Index run = current_run(call);
    adopt_training(training, run);
    if (!s_.has_run(run)) return;
    const std::size_t before = s_.run(run).run.metrics.size();
    for (const std::string_view name : names) {
      log_metric(run, arena_.str(std::string(name)), arena_.unknown(nullptr, ValueType::kNumber),
                 arena_.unknown(nullptr, ValueType::kNumber), call, call.where);
    }
    if (!s_.has_run(run)) return;
    Run& recorded = s_.edit_run(run).run;
    recorded.metrics_open = true;
    for (std::size_t i = before; i < recorded.metrics.size(); ++i) {
      recorded.metrics[i].writer = Writer::kLogger;
      recorded.metrics[i].certainty = Certainty::kMaybe;
    }
  }
}

}  // namespace tracklint::interpret
