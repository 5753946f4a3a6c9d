#include "rules/common/calls.h"

#include "rules/common/text.h"

namespace tracklint::rules {

const ApiArgument* FindArgument(const ApiCall& call, std::string_view name) {
  for (const ApiArgument& argument : call.arguments) {
    if (argument.name == name) return &argument;
  }
  return nullptr;
}

bool IsLogModel(const ApiCall& call) {
  return call.function.starts_with("mlflow.") && LastName(call.function) == "log_model";
}

bool IsModelWrite(const ApiCall& call) {
  return IsLogModel(call) || (call.function.starts_with("mlflow.") && LastName(call.function) == "save_model");
}

bool IsClientMethod(const ApiCall& call, std::string_view method) {
  return LastName(call.function) == method && call.function.find("MlflowClient.") != std::string::npos;
}

bool Overlaps(Span a, Span b) { return a.file == b.file && a.begin < b.end && b.begin < a.end; }

}  // namespace tracklint::rules
