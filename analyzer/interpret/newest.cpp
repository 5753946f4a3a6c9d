// Which model or run is "the newest": results of searches, and what is picked from them (MLF706).
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {
constexpr Index kPicked = 0;
constexpr Index kCandidates = 1;
}  // namespace

/// What the results of a search are marked with: a search among versions, or for runs in the order of time.
Provenance Interpreter::candidates_prov(std::string_view function, const Call& call) {
  const std::string_view name = function.substr(function.rfind('.') + 1);
  const bool versions = name == "search_model_versions" || name == "get_latest_versions";
  if (!versions && name != "search_runs") return nullptr;
  Value filter = mlflow_arg(call, function, "filter_string");
  if (filter != nullptr && pattern_of(filter).find("run_id") != std::string::npos) return nullptr;
  if (!versions) {
    // runs come newest first unless another order is asked for
    Value order = mlflow_arg(call, function, "order_by");
    if (order != nullptr && order->kind != Kind::kNone) {
      const auto items = known_items(order, 8);
      if (!items.has_value() || items->empty()) return nullptr;
      const std::string first = pattern_of((*items)[0]);
      if (first.find("time") == std::string::npos && first.find("created") == std::string::npos) return nullptr;
    }
  }
  return arena_.prov({OriginKind::kNewest, kCandidates});
}

/// One of the results, by its place or its rank.
Value Interpreter::picked(Value v, bool one) {
  if (!one) return v;
  const Provenance prov = prov_of(v);
  if (prov == nullptr || std::find(prov->begin(), prov->end(), Origin{OriginKind::kNewest, kCandidates}) == prov->end())
    return v;
  return arena_.with_prov(v, arena_.prov({OriginKind::kNewest, kPicked}));
}

}  // namespace tracklint::interpret
