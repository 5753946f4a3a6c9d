// parameters: is each known hyperparameter of the scope's trainings covered by the run?
#include <algorithm>

#include "analyzer/facts/fold.h"
#include "analyzer/score/evidence.h"
#include "analyzer/score/facets.h"

namespace tracklint::score {
namespace {

Item JudgeOne(const Scope& scope, const Training& training, const Hyperparameter& parameter) {
  if (scope.run == nullptr || parameter.differs) return Absent();
  if (parameter.covered == Tri::kYes) {
    const bool by_name = std::ranges::any_of(scope.run->params, [&](const Param& param) {
      return param.writer == Writer::kExplicit && param.certainty == Certainty::kSurely &&
             facts::KeyNames(param.key, parameter.name);
    });
    return training.autologged && !by_name ? Implicit() : Explicit();
  }
  if (parameter.covered == Tri::kUnknown || scope.open(&Run::params_open)) return Unknown();
  return Absent();
}

/// Trainings of which no hyperparameter is known: one item, covered when anything is logged.
Item JudgeUnnamed(const Scope& scope) {
  if (scope.run == nullptr) return Absent();
  Item best = scope.open(&Run::params_open) ? Unknown() : Absent();
  if (std::ranges::any_of(scope.trainings, [&](Index t) { return scope.training(t).autologged; }))
    best = Better(best, Implicit());
  for (const Param& param : scope.run->params) {
    best = Better(best, Recorded(param.certainty,
                                 param.writer == Writer::kExplicit ? FacetStatus::kExplicit : FacetStatus::kImplicit));
  }
  return best;
}

}  // namespace

Judgement JudgeParameters(const Scope& scope) {
  if (scope.trainings.empty()) return NotApplicable("nothing is trained");
  Judgement judgement;
  std::vector<std::string> missing;
  std::size_t unknown = 0;
  Span first_missing;
  for (Index t : scope.trainings) {
    const Training& training = scope.training(t);
    bool named = false;  // beside the split, which is not the estimator's own
    for (const Hyperparameter& parameter : training.hyperparameters) {
      const Item item = JudgeOne(scope, training, parameter);
      judgement.items.push_back(item);
      named = named || parameter.name != "test_size";
      if (item.status == FacetStatus::kUnknown) ++unknown;
      if (item.high == 0 && !first_missing.valid()) first_missing = parameter.where;
      if (item.high == 0 && std::ranges::find(missing, parameter.name) == missing.end())
        missing.push_back(parameter.name);
    }
    if (training.autologged && !named && !training.hyperparameters.empty() && scope.run != nullptr)
      judgement.items.push_back(Implicit());  // autolog writes the defaults of an estimator that is given nothing
  }
  if (judgement.items.empty()) {
    judgement.items = {JudgeUnnamed(scope)};
    const Item& item = judgement.items[0];
    judgement.reasons = {item.low == kFull ? "no hyperparameter is set in the code, parameters are logged"
                         : item.high == 0  ? "no hyperparameter is known and none is logged"
                                           : "it cannot be seen which parameters are logged"};
    return judgement;
  }
  const auto covered = std::ranges::count_if(judgement.items, [](const Item& item) { return item.low == kFull; });
  judgement.reasons = {std::to_string(covered) + " of " + std::to_string(judgement.items.size()) +
                       " hyperparameters are recorded"};
  if (unknown > 0) judgement.reasons.push_back("of " + std::to_string(unknown) + " it cannot be seen");
  if (!missing.empty()) {
    constexpr std::size_t kShown = 6;
    std::string names = "not recorded: ";
    for (std::size_t i = 0; i < missing.size() && i < kShown; ++i) names += (i > 0 ? ", `" : "`") + missing[i] + "`";
    if (missing.size() > kShown) names += " and " + std::to_string(missing.size() - kShown) + " more";
    judgement.reasons.push_back(names + At(scope, first_missing));
  }
  return judgement;
}

}  // namespace tracklint::score
