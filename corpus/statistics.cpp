#include "corpus/statistics.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <map>

#include <fmt/format.h>

#include "corpus/csv_table.h"
#include "corpus/groups.h"
#include "corpus/hypotheses.h"

namespace tracklint::corpus {
namespace {

enum class Answer : unsigned char { kNo, kYes, kUnknown };

Answer FacetAnswer(const Case& one, Facet name) {
  const FacetCase& facet = one.facet(name);
  if (!facet.applicable) return Answer::kUnknown;
  if (facet.recorded()) return Answer::kYes;
  return facet.high >= kRecorded ? Answer::kUnknown : Answer::kNo;
}

Answer AllOf(const Case& one, std::initializer_list<Facet> facets) {
  Answer all = Answer::kYes;
  for (const Facet facet : facets) {
    const Answer answer = FacetAnswer(one, facet);
    if (answer == Answer::kNo) return Answer::kNo;
    if (answer == Answer::kUnknown) all = Answer::kUnknown;
  }
  return all;
}

Answer Flag(const Case& one, const char* name) { return one.flag(name) ? Answer::kYes : Answer::kNo; }

Answer Shared(const Case& one) {
  if (!one.shared_server) return Answer::kUnknown;
  return *one.shared_server ? Answer::kYes : Answer::kNo;
}

struct Question {
  const char* id;
  const char* text;
  std::function<Answer(const Case&)> ask;
};

const std::vector<Question>& Questions() {
  const auto facet = [](Facet name) { return [name](const Case& one) { return FacetAnswer(one, name); }; };
  const auto flag = [](const char* name) { return [name](const Case& one) { return Flag(one, name); }; };
  static const std::vector<Question> kQuestions{
      {"H1a", "the runs record the code version", facet(Facet::kCode)},
      {"H1b", "the runs record their parameters", facet(Facet::kParameters)},
      {"H1c", "the runs record the environment", facet(Facet::kEnvironment)},
      {"H1d", "the runs record the dependencies", facet(Facet::kDependencies)},
      {"H1e", "all four at once",
       [](const Case& one) {
         return AllOf(one, {Facet::kCode, Facet::kParameters, Facet::kEnvironment, Facet::kDependencies});
       }},
      {"H1f", "the runs identify their data", facet(Facet::kData)},
      {"H1g", "everything random is seeded and the seed recorded", facet(Facet::kRandomness)},
      {"H1h", "some run records metrics and nothing else", flag("metrics_only")},
      {"H2", "runs go to a shared server, are named and can be started", facet(Facet::kCentralisation)},
      {"H2a", "the tracking address is a shared server", Shared},
      {"H3", "autolog is used", flag("autolog")},
      {"H5", "continuous integration starts runs", flag("runs_in_integration")},
      {"H5a", "continuous integration is set up", flag("continuous_integration")},
      {"H6", "the model registry is used", flag("registry")},
      {"H6a", "registry aliases are used", flag("aliases")},
      {"H6b", "registry stages (deprecated) are used", flag("stages")},
      {"H10a", "dependencies are declared", flag("dependencies")},
      {"H10b", "every declared dependency is pinned", flag("pinned")},
      {"H10c", "a lock file is kept", flag("lock")},
      {"H10d", "the Python version is stated", flag("python_version")},
      {"H10e", "an image is described (Dockerfile)", flag("image")},
      {"H10f", "an MLproject file is there", flag("mlproject")},
      {"H10g", "data are under DVC", flag("dvc")},
      {"H10h", "Hydra composes the configuration", flag("hydra")},
  };
  return kQuestions;
}

Record RateRecord(const Rate& rate) {
  const Interval interval = Wilson(rate.yes, rate.decided());
  Record record;
  record["id"] = rate.id;
  record["question"] = rate.question;
  record["n"] = rate.n;
  record["yes"] = rate.yes;
  record["unknown"] = rate.unknown;
  if (rate.decided() == 0) {
    record["rate"] = nullptr;
  } else {
    record["rate"] = static_cast<double>(rate.yes) / static_cast<double>(rate.decided());
    record["wilson_95"] = {interval.low, interval.high};
    const ClusteredInterval clustered = ClusteredWilson(rate.owners);
    record["owners"] = {{"n", rate.owners.size()},
                        {"design_effect", clustered.design_effect},
                        {"wilson_95", {clustered.interval.low, clustered.interval.high}}};
  }
  if (rate.n > 0) {
    record["bounds"] = {static_cast<double>(rate.yes) / static_cast<double>(rate.n),
                        static_cast<double>(rate.yes + rate.unknown) / static_cast<double>(rate.n)};
  }
  return record;
}

}  // namespace

Interval WilsonShare(double share, double n) {
  if (!(n > 0)) return {};
  constexpr double kZ = 1.959963984540054;  // 97.5 % quantile of the normal distribution
  const double scale = 1 + kZ * kZ / n;
  const double middle = (share + kZ * kZ / (2 * n)) / scale;
  const double half = kZ / scale * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
  return {share <= 0 ? 0 : middle - half, share >= 1 ? 1 : middle + half};
}

Interval Wilson(std::size_t hits, std::size_t n) {
  if (n == 0) return {};
  return WilsonShare(static_cast<double>(hits) / static_cast<double>(n), static_cast<double>(n));
}

ClusteredInterval ClusteredWilson(const std::vector<Cluster>& clusters) {
  double yes = 0;
  double n = 0;
  for (const Cluster& cluster : clusters) {
    yes += cluster.yes;
    n += cluster.n;
  }
  if (!(n > 0)) return {};
  const double share = yes / n;
  ClusteredInterval out;
  const auto count = static_cast<double>(clusters.size());
  if (count > 1 && share > 0 && share < 1) {
    double squares = 0;
    for (const Cluster& cluster : clusters) {
      const double residual = cluster.yes - share * cluster.n;
      squares += residual * residual;
    }
    const double variance = count / (count - 1) * squares / (n * n);
    out.design_effect = std::max(1.0, variance / (share * (1 - share) / n));
  }
  out.interval = WilsonShare(share, n / out.design_effect);
  return out;
}

std::vector<Rate> Rates(const std::vector<const Case*>& cases) {
  std::vector<Rate> rates;
  for (const Question& question : Questions()) {
    Rate rate{question.id, question.text};
    std::map<std::string_view, Cluster> owners;
    for (const Case* one : cases) {
      if (one->failed || !one->scored) continue;
      const Answer answer = question.ask(*one);
      ++rate.n;
      rate.yes += answer == Answer::kYes ? 1 : 0;
      rate.unknown += answer == Answer::kUnknown ? 1 : 0;
      if (answer == Answer::kUnknown) continue;
      Cluster& owner = owners[one->owner()];
      owner.n += 1;
      owner.yes += answer == Answer::kYes ? 1 : 0;
    }
    for (const auto& [name, counts] : owners) rate.owners.push_back(counts);
    rates.push_back(std::move(rate));
  }
  return rates;
}

std::vector<std::pair<std::string, std::vector<const Case*>>> Strata(const std::vector<const Case*>& cases) {
  const auto notebooks = [](const Case& one) { return one.notebooks[0] + one.notebooks[1] > 0; };
  const auto scripts = [](const Case& one) { return one.scripts[0] + one.scripts[1] > 0; };
  const auto of_kind = [](const char* kind) { return [kind](const Case& one) { return one.kind == kind; }; };
  const std::pair<const char*, std::function<bool(const Case&)>> parts[] = {
      {"all", [](const Case&) { return true; }},
      {"without courses", [](const Case& one) { return one.kind != "course"; }},
      {"without near copies", [](const Case& one) { return !one.near_copy_of; }},
      {"kind: application", of_kind("application")},
      {"kind: course", of_kind("course")},
      {"kind: library", of_kind("library")},
      {"kind: template", of_kind("template")},
      {"notebooks only", [&](const Case& one) { return notebooks(one) && !scripts(one); }},
      {"scripts only", [&](const Case& one) { return scripts(one) && !notebooks(one); }},
      {"notebooks and scripts", [&](const Case& one) { return scripts(one) && notebooks(one); }},
  };
  std::vector<std::pair<std::string, std::vector<const Case*>>> strata;
  for (const auto& [name, holds] : parts) {
    auto& chosen = strata.emplace_back(name, std::vector<const Case*>{}).second;
    for (const Case* one : cases) {
      if (holds(*one)) chosen.push_back(one);
    }
  }
  return strata;
}

std::string RatesTable(const std::vector<const Case*>& cases) {
  CsvTable table;
  for (const char* name : {"stratum", "id", "question", "n", "yes", "unknown", "rate", "wilson_low", "wilson_high",
                           "bounds_low", "bounds_high", "owners", "design_effect", "owners_low", "owners_high"})
    table.cell(name);
  table.end_row();
  const auto number = [&](double value) { table.cell(fmt::format("{}", value)); };
  for (const auto& [stratum, chosen] : Strata(cases)) {
    for (const Rate& rate : Rates(chosen)) {
      for (const std::string& text : {stratum, rate.id, rate.question}) table.cell(text);
      for (const std::size_t count : {rate.n, rate.yes, rate.unknown}) table.cell(std::to_string(count));
      if (rate.decided() == 0) {
        for (int i = 0; i < 3; ++i) table.cell("");
      } else {
        const Interval interval = Wilson(rate.yes, rate.decided());
        for (const double value :
             {static_cast<double>(rate.yes) / static_cast<double>(rate.decided()), interval.low, interval.high})
          number(value);
      }
      const double n = std::max<double>(static_cast<double>(rate.n), 1);
      number(static_cast<double>(rate.yes) / n);
      number(static_cast<double>(rate.n == 0 ? 1 : rate.yes + rate.unknown) / n);
      table.cell(std::to_string(rate.owners.size()));
      const ClusteredInterval clustered = ClusteredWilson(rate.owners);
      for (const double value : {clustered.design_effect, clustered.interval.low, clustered.interval.high})
        number(value);
      table.end_row();
    }
  }
  return table.take();
}

std::vector<const Case*> Distinct(const std::vector<Case>& cases) {
  const std::vector<std::size_t> originals = Originals(cases);
  std::vector<const Case*> distinct;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (originals[i] == i && !cases[i].failed) distinct.push_back(&cases[i]);
  }
  return distinct;
}

Record Summary(const std::vector<Case>& cases, const RuleCounts& rules, const FunctionCounts& functions,
               std::string_view version) {
  const std::vector<const Case*> distinct = Distinct(cases);
  std::size_t using_mlflow = 0;
  std::size_t scored = 0;
  std::map<std::string, std::size_t> kinds;
  std::map<std::string, std::size_t> grades;
  std::map<std::string, std::size_t> levels;
  for (const Case* one : distinct) {
    ++kinds[one->kind];
    using_mlflow += one->flag("uses_mlflow") ? 1 : 0;
    if (!one->scored) continue;
    ++scored;
    ++grades[std::string(1, one->grade)];
    ++levels["T" + std::to_string(one->level)];
  }
  const auto errors = static_cast<std::size_t>(std::ranges::count_if(cases, &Case::failed));
  Record summary;
  summary["schema"] = "tracklint-corpus-summary/2";
  summary["tool"] = {{"name", "tracklint"}, {"version", version}};
  summary["repositories"] = {
      {"all", cases.size()},
      {"errors", errors},
      {"copies", cases.size() - errors - distinct.size()},
      {"near_copies", std::ranges::count_if(distinct, [](const Case* one) { return one->near_copy_of.has_value(); })},
      {"using_mlflow", using_mlflow},
      {"scored", scored}};
  summary["kinds"] = kinds;
  summary["grades"] = grades;
  summary["levels"] = levels;
  Record rates = Record::array();
  for (const Rate& rate : Rates(distinct)) rates.push_back(RateRecord(rate));
  summary["rates"] = std::move(rates);
  Record strata = Record::object();
  for (const auto& [name, chosen] : Strata(distinct)) {
    if (name == "all") continue;
    Record parts = Record::array();
    for (const Rate& rate : Rates(chosen)) parts.push_back(RateRecord(rate));
    strata[name] = {{"repositories", chosen.size()}, {"rates", std::move(parts)}};
  }
  summary["strata"] = std::move(strata);
  summary["spread"] = GroupsRecord(distinct);
  summary["tests"] = HypothesesRecord(TestHypotheses(distinct));
  summary["threats"] = Threats();
  Record per_rule = Record::object();
  for (const auto& [rule, counts] : rules)
    per_rule[rule] = {{"repositories", counts.first}, {"findings", counts.second}};
  summary["rules"] = std::move(per_rule);
  summary["functions"] = functions;
  return summary;
}

}  // namespace tracklint::corpus
