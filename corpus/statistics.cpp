#include "corpus/statistics.h"

#include <cmath>
#include <functional>
#include <initializer_list>
#include <map>

#include "corpus/hypotheses.h"

namespace tracklint::corpus {
namespace {

enum class Answer : unsigned char { kNo, kYes, kUnknown };

Answer FacetAnswer(const Record& record, const char* facet) {
  const Record& scored = record["facets"][facet];
  if (scored["status"] == "not-applicable") return Answer::kUnknown;
  if (scored["low"].get<double>() >= kRecorded) return Answer::kYes;
  return scored["high"].get<double>() >= kRecorded ? Answer::kUnknown : Answer::kNo;
}

Answer AllOf(const Record& record, std::initializer_list<const char*> facets) {
  Answer all = Answer::kYes;
  for (const char* facet : facets) {
    const Answer one = FacetAnswer(record, facet);
    if (one == Answer::kNo) return Answer::kNo;
    if (one == Answer::kUnknown) all = Answer::kUnknown;
  }
  return all;
}

Answer Habit(const Record& record, const char* name) {
  return record["habits"][name].get<bool>() ? Answer::kYes : Answer::kNo;
}

Answer Kept(const Record& record, const char* name) {
  return record["kept"][name].get<bool>() ? Answer::kYes : Answer::kNo;
}

Answer Shared(const Record& record) {
  const Record& shared = record["shared_server"];
  if (shared.is_null()) return Answer::kUnknown;
  return shared.get<bool>() ? Answer::kYes : Answer::kNo;
}

struct Question {
  const char* id;
  const char* text;
  std::function<Answer(const Record&)> ask;
};

const std::vector<Question>& Questions() {
  const auto facet = [](const char* name) { return [name](const Record& r) { return FacetAnswer(r, name); }; };
  const auto habit = [](const char* name) { return [name](const Record& r) { return Habit(r, name); }; };
  const auto kept = [](const char* name) { return [name](const Record& r) { return Kept(r, name); }; };
  static const std::vector<Question> kQuestions{
      {"H1a", "the runs record the code version", facet("code")},
      {"H1b", "the runs record their parameters", facet("parameters")},
      {"H1c", "the runs record the environment", facet("environment")},
      {"H1d", "the runs record the dependencies", facet("dependencies")},
      {"H1e", "all four at once",
       [](const Record& r) {
         return AllOf(r, {"code", "parameters", "environment", "dependencies"});
       }},
      {"H1f", "the runs identify their data", facet("data")},
      {"H1g", "everything random is seeded and the seed recorded", facet("randomness")},
      {"H1h", "some run records metrics and nothing else", habit("metrics_only")},
      {"H2", "runs go to a shared server, are named and can be started", facet("centralisation")},
      {"H2a", "the tracking address is a shared server", Shared},
      {"H3", "autolog is used", habit("autolog")},
      {"H5", "continuous integration is set up", kept("continuous_integration")},
      {"H6", "the model registry is used", habit("registry")},
      {"H6a", "registry aliases are used", habit("aliases")},
      {"H6b", "registry stages (deprecated) are used", habit("stages")},
      {"H10a", "dependencies are declared", kept("dependencies")},
      {"H10b", "every declared dependency is pinned", kept("pinned")},
      {"H10c", "a lock file is kept", kept("lock")},
      {"H10d", "the Python version is stated", kept("python_version")},
      {"H10e", "an image is described (Dockerfile)", kept("image")},
      {"H10f", "an MLproject file is there", kept("mlproject")},
      {"H10g", "data are under DVC", kept("dvc")},
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
  }
  if (rate.n > 0) {
    record["bounds"] = {static_cast<double>(rate.yes) / static_cast<double>(rate.n),
                        static_cast<double>(rate.yes + rate.unknown) / static_cast<double>(rate.n)};
  }
  return record;
}

}  // namespace

Interval Wilson(std::size_t hits, std::size_t n) {
  if (n == 0) return {};
  constexpr double kZ = 1.959963984540054;  // 97.5 % quantile of the normal distribution
  const double count = static_cast<double>(n);
  const double share = static_cast<double>(hits) / count;
  const double scale = 1 + kZ * kZ / count;
  const double middle = (share + kZ * kZ / (2 * count)) / scale;
  const double half = kZ / scale * std::sqrt(share * (1 - share) / count + kZ * kZ / (4 * count * count));
  return {hits == 0 ? 0 : middle - half, hits == n ? 1 : middle + half};
}

std::vector<Rate> Rates(const std::vector<Record>& records) {
  std::vector<Rate> rates;
  for (const Question& question : Questions()) {
    Rate rate{question.id, question.text};
    for (const Record& record : records) {
      if (!record["error"].is_null() || !record["scored"].get<bool>()) continue;
      const Answer answer = question.ask(record);
      ++rate.n;
      rate.yes += answer == Answer::kYes ? 1 : 0;
      rate.unknown += answer == Answer::kUnknown ? 1 : 0;
    }
    rates.push_back(std::move(rate));
  }
  return rates;
}

Record Summary(const std::vector<Record>& records, std::string_view version) {
  std::size_t errors = 0;
  std::size_t scored = 0;
  std::size_t using_mlflow = 0;
  std::map<std::string, std::size_t> kinds;
  std::map<std::string, std::size_t> grades;
  std::map<std::string, std::size_t> levels;
  std::map<std::string, std::pair<std::size_t, std::size_t>> rules;  // repositories, findings
  for (const Record& record : records) {
    if (!record["error"].is_null()) {
      ++errors;
      continue;
    }
    ++kinds[record["kind"].get<std::string>()];
    using_mlflow += record["habits"]["uses_mlflow"].get<bool>() ? 1 : 0;
    for (const auto& [rule, count] : record["findings_per_rule"].items()) {
      ++rules[rule].first;
      rules[rule].second += count.get<std::size_t>();
    }
    if (!record["scored"].get<bool>()) continue;
    ++scored;
    ++grades[record["grade"].get<std::string>()];
    ++levels["T" + std::to_string(record["level"].get<int>())];
  }
  Record summary;
  summary["schema"] = "tracklint-corpus-summary/1";
  summary["tool"] = {{"name", "tracklint"}, {"version", version}};
  summary["repositories"] = {
      {"all", records.size()}, {"errors", errors}, {"using_mlflow", using_mlflow}, {"scored", scored}};
  summary["kinds"] = kinds;
  summary["grades"] = grades;
  summary["levels"] = levels;
  Record rates = Record::array();
  for (const Rate& rate : Rates(records)) rates.push_back(RateRecord(rate));
  summary["rates"] = std::move(rates);
  summary["tests"] = HypothesesRecord(TestHypotheses(records));
  summary["threats"] = Threats();
  Record per_rule = Record::object();
  for (const auto& [rule, counts] : rules)
    per_rule[rule] = {{"repositories", counts.first}, {"findings", counts.second}};
  summary["rules"] = std::move(per_rule);
  return summary;
}

}  // namespace tracklint::corpus
