#include "rules/common/deprecated.h"

#include "rules/common/calls.h"
#include "rules/common/text.h"

namespace tracklint::rules {

bool IsStageCall(const ApiCall& call) {
  if (!call.function.starts_with("mlflow.")) return false;
  if (IsOneOf(LastName(call.function),
              {"transition_model_version_stage", "get_latest_versions", "get_model_version_stages"}))
    return true;
  return call.function.find("MlflowClient.") != std::string::npos && FindArgument(call, "stages") != nullptr;
}

}  // namespace tracklint::rules
