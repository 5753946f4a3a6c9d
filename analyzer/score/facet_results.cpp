// results: a metric that can be read, the model, and the model's signature.
#include "analyzer/score/evidence.h"
#include "analyzer/score/facets.h"

namespace tracklint::score {
namespace {

Item JudgeMetric(const Scope& scope) {
  if (scope.run == nullptr) return Absent();
  Item best = scope.open(&Run::metrics_open) ? Unknown() : Absent();
  for (const Metric& metric : scope.run->metrics) {
    if (metric.repeated && metric.stepped == Tri::kNo) continue;  // many points on one step
    const FacetStatus status = metric.writer == Writer::kExplicit ? FacetStatus::kExplicit : FacetStatus::kImplicit;
    const bool steps_unclear = metric.repeated && metric.stepped == Tri::kUnknown;
    best = Better(best, steps_unclear ? Unknown() : Recorded(metric.certainty, status));
  }
  return best;
}

Item JudgeModel(const Scope& scope, bool with_signature) {
  Item best = scope.open(&Run::models_open) ? Unknown() : Absent();
  for (const LoggedModel* model : scope.models) {
    if (with_signature && model->signature == Signature::kNone) continue;
    const bool unclear = MayBeRefused(scope, *model) || (with_signature && model->signature == Signature::kUnknown);
    const FacetStatus status = model->writer == Writer::kExplicit ? FacetStatus::kExplicit : FacetStatus::kImplicit;
    best = Better(best, unclear ? Unknown() : Recorded(model->certainty, status));
  }
  return best;
}

std::string Describe(std::string_view what, const Item& item, std::string_view missing) {
  std::string text(what);
  if (item.low == kFull) return text + " is recorded";
  return text + (item.high == 0 ? " " + std::string(missing) : " may be recorded");
}

}  // namespace

Judgement JudgeResults(const Scope& scope) {
  Judgement judgement;
  const Item metric = JudgeMetric(scope);
  const bool one_step = metric.high == 0 && scope.run != nullptr && !scope.run->metrics.empty();
  judgement.items = {Weighted(metric, 2)};
  const Span metric_place = scope.run == nullptr || scope.run->metrics.empty() ? Span{} : scope.run->metrics[0].where;
  judgement.reasons = {Describe("a metric", metric, one_step ? "has many points on one step" : "is not recorded") +
                       At(scope, metric_place)};
  if (scope.trainings.empty()) return judgement;
  const Item model = JudgeModel(scope, false);
  const Item signature = JudgeModel(scope, true);
  judgement.items.push_back(model);
  judgement.items.push_back(signature);
  const std::string why = WhyModelIsUnsure(scope);
  judgement.reasons.push_back(Describe("the model", model, "is not logged") +
                              (why.empty() || model.low == kFull ? "" : ": " + why) + At(scope, ModelPlace(scope)));
  judgement.reasons.push_back(Describe("its signature", signature, "is missing"));
  return judgement;
}

}  // namespace tracklint::score
