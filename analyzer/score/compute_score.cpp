#include "analyzer/score/compute_score.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include "analyzer/score/facets.h"
#include "analyzer/score/points.h"

namespace tracklint::score {
namespace {

constexpr int kLeastWeight = 60;

constexpr std::size_t At(Facet facet) { return static_cast<std::size_t>(facet); }

using Judgements = std::array<Judgement, kFacetCount>;

Judgements JudgeAll(const Scope& scope) {
  Judgements all;
  all[At(Facet::kCode)] = JudgeCode(scope);
  const Credit code = Sum(all[At(Facet::kCode)]);
  const Derivable derivable{code.low == code.denominator ? 2 : 1, code.high == 0 ? 1 : 2};
  all[At(Facet::kDependencies)] = JudgeDependencies(scope, derivable);
  const Credit dependencies = Sum(all[At(Facet::kDependencies)]);
  all[At(Facet::kData)] = JudgeData(scope, derivable, dependencies.low == dependencies.denominator);
  all[At(Facet::kParameters)] = JudgeParameters(scope);
  all[At(Facet::kEnvironment)] = JudgeEnvironment(scope, derivable);
  all[At(Facet::kRandomness)] = JudgeRandomness(scope, derivable);
  all[At(Facet::kResults)] = JudgeResults(scope);
  all[At(Facet::kCentralisation)] = JudgeCentralisation(scope);
  return all;
}

/// Conjunctive: every facet of a level and of those below it must be reached.
template <typename Reached>
int Level(bool has_run, const Reached& reached) {
  const auto all = [&](std::initializer_list<Facet> facets) { return std::ranges::all_of(facets, reached); };
  if (!has_run || !all({Facet::kResults})) return 0;
  if (!all({Facet::kParameters, Facet::kCode})) return 1;
  if (!all({Facet::kData, Facet::kDependencies, Facet::kEnvironment})) return 2;
  return all({Facet::kRandomness, Facet::kCentralisation}) ? 4 : 3;
}

double Fraction(std::int64_t part, std::int64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

ScopeScore ScoreScope(const Scope& scope, const Weights& weights, Credits& credits, Points& points) {
  Judgements judgements = JudgeAll(scope);
  ScopeScore result;
  result.entry = scope.entry->name;
  if (scope.run != nullptr) {
    result.run = scope.run->id;
    result.where = scope.run->where;
  } else if (!scope.trainings.empty()) {
    result.where = scope.training(scope.trainings.front()).where;
  }
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    credits[f] = Sum(judgements[f]);
    FacetScore& facet = result.facets[f];
    facet.facet = static_cast<Facet>(f);
    facet.weight = weights[f];
    facet.status = credits[f].status;
    facet.low = Fraction(credits[f].low, credits[f].denominator);
    facet.high = Fraction(credits[f].high, credits[f].denominator);
    facet.reasons = std::move(judgements[f].reasons);
  }
  result.level = Level(scope.run != nullptr, [&](Facet facet) { return credits[At(facet)].reached(); });
  const int applicable = ApplicableWeight(credits, weights);
  if (applicable < kLeastWeight) {
    result.no_score_reason = "facets of weight " + std::to_string(applicable) + " apply, at least " +
                             std::to_string(kLeastWeight) + " are needed";
    return result;
  }
  result.scored = true;
  points = CountPoints(credits, weights);
  for (std::size_t f = 0; f < kFacetCount; ++f) result.facets[f].lost = ToPoints(points.lost_low[f]);
  result.low = ToPoints(points.low);
  result.high = ToPoints(points.high);
  result.coverage = ToPoints(points.coverage) / 100;
  const auto absent = [&](Facet facet) { return credits[At(facet)].status == FacetStatus::kAbsent; };
  result.grade = Grade(points.low, absent(Facet::kCode), absent(Facet::kData));
  return result;
}

FacetStatus Combine(const std::vector<FacetStatus>& statuses) {
  std::vector<FacetStatus> applicable = statuses;
  std::erase(applicable, FacetStatus::kNotApplicable);
  if (applicable.empty()) return FacetStatus::kNotApplicable;
  const auto recorded = [](FacetStatus status) {
    return status == FacetStatus::kExplicit || status == FacetStatus::kImplicit;
  };
  if (std::ranges::all_of(applicable, recorded)) return *std::ranges::min_element(applicable);
  const bool agree = std::ranges::all_of(applicable, [&](FacetStatus status) { return status == applicable.front(); });
  return agree ? applicable.front() : FacetStatus::kPartial;
}

/// The repository: means over its scored scopes.
void Aggregate(Score& score, const std::vector<Credits>& credits, const std::vector<Points>& points,
               const Weights& weights) {
  const auto count = static_cast<long double>(points.size());
  std::array<long double, kFacetCount> lost_low{};
  std::array<long double, kFacetCount> lost_high{};
  long double coverage = 0;
  for (const Points& p : points) coverage += static_cast<long double>(p.coverage) / count;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    FacetScore& facet = score.facets[f];
    facet.low = facet.high = 0;
    std::size_t applicable = 0;
    std::vector<FacetStatus> statuses;
    for (std::size_t i = 0; i < points.size(); ++i) {
      lost_low[f] += static_cast<long double>(points[i].lost_low[f]) / count;
      lost_high[f] += static_cast<long double>(points[i].lost_high[f]) / count;
      statuses.push_back(credits[i][f].status);
      if (!credits[i][f].applicable) continue;
      ++applicable;
      facet.low += Fraction(credits[i][f].low, credits[i][f].denominator);
      facet.high += Fraction(credits[i][f].high, credits[i][f].denominator);
    }
    if (applicable > 0) {
      facet.low /= static_cast<double>(applicable);
      facet.high /= static_cast<double>(applicable);
    }
    facet.status = Combine(statuses);
  }
  const std::array<std::int64_t, kFacetCount> lost = Apportion(lost_low);
  const std::array<std::int64_t, kFacetCount> lost_at_best = Apportion(lost_high);
  std::int64_t low = 100 * Points::kUnit;
  std::int64_t high = low;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    score.facets[f].lost = ToPoints(lost[f]);
    low -= lost[f];
    high -= lost_at_best[f];
  }
  score.low = ToPoints(low);
  score.high = ToPoints(high);
  score.coverage = ToPoints(std::llround(coverage)) / 100;
  const bool code_absent = score.facets[At(Facet::kCode)].status == FacetStatus::kAbsent;
  const bool data_absent = score.facets[At(Facet::kData)].status == FacetStatus::kAbsent;
  score.grade = Grade(low, code_absent, data_absent);
  score.grade_stability = GradeStability(credits, weights, score.grade, code_absent, data_absent);
}

/// The reasons of the repository's facets: of the scope that loses most there, or that is known least.
void PickReasons(Score& score) {
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const ScopeScore* worst = nullptr;
    for (const ScopeScore& scope : score.scopes) {
      if (!scope.scored) continue;
      if (worst == nullptr || scope.facets[f].lost > worst->facets[f].lost) worst = &scope;
    }
    if (worst == nullptr) continue;
    score.facets[f].reasons = worst->facets[f].reasons;
    const bool differs = std::ranges::any_of(score.scopes, [&](const ScopeScore& scope) {
      return scope.scored && scope.facets[f].reasons != worst->facets[f].reasons;
    });
    if (differs && !score.facets[f].reasons.empty())
      score.facets[f].reasons.front() =
          (worst->run.empty() ? worst->entry : worst->run) + ": " + score.facets[f].reasons.front();
  }
}

std::string HeadlineOf(bool scored, const std::string& reason, double low, double high, char grade, int level,
                       double coverage) {
  if (!scored) return "no score: " + reason;
  const auto whole = [](double value) { return std::to_string(static_cast<int>(std::floor(value + 0.5))); };
  return whole(low) + " [" + whole(low) + "–" + whole(high) + "] · " + grade + " · T" + std::to_string(level) +
         " · coverage " + whole(100 * coverage) + " %";
}

}  // namespace

Score ComputeScore(const Facts& facts, const Project& project, MlflowVersion target, const Weights& weights,
                   const SourceSet* sources) {
  Score score;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    score.facets[f].facet = static_cast<Facet>(f);
    score.facets[f].weight = weights[f];
  }
  const ScopeList list = FindScopes(facts, project, target, sources);
  std::vector<Credits> credits;
  std::vector<Points> points;
  for (const Scope& scope : list.scopes) {
    Credits scope_credits;
    Points scope_points;
    ScopeScore result = ScoreScope(scope, weights, scope_credits, scope_points);
    if (result.scored) {
      credits.push_back(scope_credits);
      points.push_back(scope_points);
    }
    score.scopes.push_back(std::move(result));
  }
  if (points.empty()) {
    score.level = 0;
    if (!list.scopes.empty())
      score.no_score_reason = score.scopes.front().no_score_reason;
    else if (list.excluded > 0)
      score.no_score_reason = "only tests, vendored code or documentation samples train with MLflow here";
    else
      score.no_score_reason = "no training with MLflow was found";
    return score;
  }
  score.scored = true;
  Aggregate(score, credits, points, weights);
  // Of the mean credits, like the score itself; no level without a run somewhere.
  const bool has_run = std::ranges::any_of(score.scopes, [](const ScopeScore& scope) { return !scope.run.empty(); });
  score.level = Level(has_run, [&](Facet facet) {
    constexpr double kReached = 0.75 - 1e-12;
    const FacetScore& mean = score.facets[At(facet)];
    return mean.status == FacetStatus::kNotApplicable || mean.low >= kReached;
  });
  for (std::size_t i = 0; i < score.scopes.size(); ++i) {
    const ScopeScore& scope = score.scopes[i];
    if (!scope.scored) continue;
    if (!score.scopes[score.lowest].scored || scope.low < score.scopes[score.lowest].low) score.lowest = i;
  }
  PickReasons(score);
  return score;
}

Score ComputeScore(const Facts& facts, const Project& project, const SourceSet& sources, MlflowVersion target) {
  return ComputeScore(facts, project, target, kTraceWeights, &sources);
}

std::vector<FirstStep> FirstSteps(const Score& score, std::size_t most) {
  constexpr std::array<std::string_view, kFacetCount> kActions{
      "run a script that is committed to git, or put the commit into a tag of the run",
      "record the data: mlflow.log_input, or its path, version or hash as a parameter",
      "log the model or the lock file with the run, and pin every requirement",
      "log the hyperparameters that are missing, or switch on autolog before training",
      "log a model, python_env.yaml or conda.yaml with the run, and say the Python version in the repository",
      "seed every random consumer and log the seed",
      "log a metric with steps, and the model with its signature",
      "set a shared tracking server, name the experiment, and give the project an entry point"};
  std::vector<FirstStep> steps;
  for (std::size_t f = 0; f < kFacetCount; ++f) {
    const FacetScore& facet = score.facets[f];
    if (!score.scored || facet.lost <= 0) continue;
    steps.push_back({facet.facet, facet.lost, kActions[f], facet.reasons.empty() ? "" : facet.reasons.front()});
  }
  std::ranges::stable_sort(steps, [](const FirstStep& a, const FirstStep& b) { return a.points > b.points; });
  if (steps.size() > most) steps.resize(most);
  return steps;
}

std::string Headline(const Score& score) {
  return HeadlineOf(score.scored, score.no_score_reason, score.low, score.high, score.grade, score.level,
                    score.coverage);
}
std::string Headline(const ScopeScore& score) {
  return HeadlineOf(score.scored, score.no_score_reason, score.low, score.high, score.grade, score.level,
                    score.coverage);
}

}  // namespace tracklint::score
