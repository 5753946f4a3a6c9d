// Calls and assignments that switch something for the whole program: DagsHub's server, torch's deterministic kernels.
#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

/// dagshub.init(mlflow=True), the default, points MLflow to the project's server on DagsHub.
Value Interpreter::dagshub_init(Call& call) {
  Value flag = named(call.args, "mlflow");
  const Tri on = flag == nullptr ? Tri::kYes : truth(flag);
  if (on != Tri::kNo) {
    Setting& uri = s_.tracking.edit().tracking_uri;
    uri = Setting{};
    uri.state = on == Tri::kYes ? Setting::State::kSet : Setting::State::kUnknown;
    uri.by = Setting::By::kFramework;
    uri.where = call.where;
  }
  return arena_.none();
}

Value Interpreter::torch_deterministic(Call& call) {
  Value mode = arg(call, 0, "mode");
  if (mode == nullptr || truth(mode) != Tri::kNo) out_.entry.torch_deterministic = Tri::kYes;
  return arena_.none();
}

/// `torch.backends.cudnn.benchmark = True`
void Interpreter::set_library_switch(Value self, std::string_view name, Value v, Span where) {
  if (self->kind != Kind::kExternal || self->s != "torch.backends.cudnn") return;
  if (name == "deterministic" && truth(v) != Tri::kNo) out_.entry.torch_deterministic = Tri::kYes;
  if (name == "benchmark" && truth(v) == Tri::kYes) out_.entry.cudnn_benchmark = where;
  if (name == "benchmark" && truth(v) == Tri::kNo) out_.entry.cudnn_benchmark = Span{};
}

}  // namespace tracklint::interpret
