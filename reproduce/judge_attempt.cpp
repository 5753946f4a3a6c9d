// How far an attempt came, against the forecast, a second try and what the repository recorded.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>

#include "analyzer/source/read.h"
#include "reproduce/attempt_steps.h"
#include "reproduce/json_text.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

/// `*` stands for any text.
bool Fits(std::string_view pattern, std::string_view text) {
  std::size_t star = std::string_view::npos;
  std::size_t mark = 0;
  std::size_t p = 0;
  std::size_t t = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

/// Hosted servers that let nobody in without a login, as `dagshub.init` and `databricks` are replaced.
bool NeedsLogin(std::string_view server) {
  constexpr std::array<std::string_view, 5> kHosted{"dagshub", "databricks", "azureml:", "azuredatabricks",
                                                    "sagemaker"};
  return std::ranges::any_of(kHosted,
                             [&](std::string_view word) { return server.find(word) != std::string_view::npos; });
}

class Judgement {
 public:
  Judgement(Attempt& attempt, const std::string& folder, const AttemptOptions& options)
      : attempt_(attempt), plan_(attempt.plan), folder_(folder), options_(options) {}

  void Give() {
    const Trial& first = attempt_.trials.front();
    attempt_.cause = first.cause;
    if (first.exit_code != 0 || !first.stopped.empty()) {
      attempt_.level = first.cause.importing ? 1 : 2;
      if (!first.store.runs.empty())
        attempt_.notes.push_back("it ended with an error, yet it had stored " +
                                 std::to_string(first.store.runs.size()) + " runs");
    } else {
      attempt_.level = first.store.runs.empty() ? 3 : 4;
      if (first.store.runs.empty()) attempt_.notes.emplace_back("it ended well and stored no run");
    }
    CompareForecast(first.store);
    if (attempt_.trials.size() > 1) {
      attempt_.comparison = CompareStores(attempt_.trials[0].store, attempt_.trials[1].store, options_.compare);
      if (attempt_.level == 4 && attempt_.comparison->agree) attempt_.level = 5;
      if (attempt_.level == 4) attempt_.cause = {"NONDETERMINISM", FirstDifference(), false};
    }
    if (attempt_.level >= 4) CompareRecorded();
    attempt_.level_as_is = attempt_.level;
    if (!first.replaced.empty()) {
      const bool login = std::ranges::any_of(first.replaced, NeedsLogin);
      attempt_.cause_as_is = {login ? "CREDENTIALS" : "TRACKING_UNREACHABLE",
                              "replaced by the private store: " + first.replaced.front(), false};
      attempt_.level_as_is = std::min(attempt_.level, 2);
      for (const std::string& uri : first.replaced) attempt_.notes.push_back("the private store stood in for " + uri);
    }
    if (attempt_.cause_as_is.name.starts_with("DEP")) attempt_.level_as_is = 0;
  }

 private:
  [[nodiscard]] std::string FirstDifference() const {
    for (const RunComparison& pair : attempt_.comparison->pairs) {
      for (const Compared& item : pair.items) {
        if (Disagrees(item, options_.compare))
          return std::string(ToString(item.aspect)) + " " + item.name + ": " + item.a + " / " + item.b;
      }
    }
    return "the two tries stored " + std::to_string(attempt_.trials[0].store.runs.size()) + " and " +
           std::to_string(attempt_.trials[1].store.runs.size()) + " runs";
  }

  void CompareForecast(const RunStore& store) {
    std::map<std::string, std::set<std::string>> stored;
    for (const RecordedRun& run : store.runs) {
      for (const auto& [key, value] : run.params) stored["params"].insert(key);
      for (const auto& [key, points] : run.metrics) {
        if (!key.starts_with("system/")) stored["metrics"].insert(key);
      }
      for (const auto& [key, value] : run.tags) {
        if (!key.starts_with("mlflow.")) stored["tags"].insert(key);
      }
      for (const LoggedModel& model : run.models) stored["models"].insert(model.name);
    }
    for (const char* facet : {"params", "metrics", "tags", "models"}) {
      const Expected& expected = plan_.forecast[facet];
      Agreement& agreement = attempt_.forecast[facet];
      agreement.expected = expected.sure.size();
      agreement.open = expected.open;
      agreement.stored = stored[facet].size();
      for (const std::string& key : expected.sure) agreement.met += stored[facet].count(key);
      for (const std::string& key : stored[facet]) {
        const bool foreseen =
            expected.sure.count(key) != 0 ||
            std::ranges::any_of(expected.possible, [&](const std::string& p) { return Fits(p, key); });
        agreement.foreseen += foreseen ? 1U : 0U;
      }
    }
  }

  /// 2: within rtol, 1: close, 0: neither.
  [[nodiscard]] int Near(double a, double b) const {
    if (std::isnan(a) && std::isnan(b)) return 2;
    const double difference = std::abs(a - b);
    const double size = std::max(std::abs(a), std::abs(b));
    if (difference <= options_.compare.rtol * size) return 2;
    return difference <= options_.compare.close_rtol * size ? 1 : 0;
  }

  [[nodiscard]] int Near(const RecordedRun& run, const std::map<std::string, double>& values) const {
    int least = values.empty() ? 0 : 2;
    for (const auto& [name, value] : values) {
      const auto found = run.metrics.find(name);
      if (found == run.metrics.end() || found->second.empty()) return 0;
      least = std::min(least, Near(LastPoint(found->second).value, value));
    }
    return least;
  }

  void CompareRecorded() {
    int best = 0;
    const auto look = [&](const std::map<std::string, double>& values, const std::string& where,
                          const std::map<std::string, std::string>* params) {
      for (const RecordedRun& run : attempt_.trials.front().store.runs) {
        if (params != nullptr && *params != run.params) continue;
        const int near = Near(run, values);
        if (near <= best) continue;
        best = near;
        attempt_.recorded = (near == 2 ? "agrees with " : "is close to ") + where;
      }
    };
    if (!options_.expect.empty()) {
      const Result<std::string> text = source::ReadBytes(options_.expect);
      const auto json = ParseJson(text.ok() ? text.value() : std::string());
      std::map<std::string, double> values;
      if (json && json->is_object()) {
        const auto& object = json->contains("metrics") ? (*json)["metrics"] : *json;
        for (const auto& [name, value] : object.items()) {
          if (value.is_number()) values[name] = value.get<double>();
        }
      }
      if (values.empty()) attempt_.notes.push_back(options_.expect + ": no JSON object of numbers");
      look(values, options_.expect, nullptr);
    }
    StoreOptions reading;
    reading.artifacts = false;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder_ + "/repo", error), end; !error && at != end; at.increment(error)) {
      const std::string name = at->path().filename().string();
      if (at->is_symlink(error)) continue;
      if (name == ".git" || name == "mlruns") at.disable_recursion_pending();
      if (name != "mlruns" && !(name.ends_with(".db") && at->is_regular_file(error))) continue;
      const Result<RunStore> read = ReadRunStore(at->path().string(), reading);
      if (!read.ok()) continue;
      for (const RecordedRun& run : read.value().runs) {
        std::map<std::string, double> values;
        for (const auto& [key, points] : run.metrics) {
          if (!points.empty()) values[key] = LastPoint(points).value;
        }
        look(values, "run " + run.id + " of " + at->path().string().substr(folder_.size() + 6), &run.params);
      }
    }
    if (best == 2 && attempt_.level == 5) attempt_.level = 6;
  }

  Attempt& attempt_;
  Plan& plan_;
  const std::string& folder_;
  const AttemptOptions& options_;
};

}  // namespace

void Judge(Attempt& attempt, const std::string& folder, const AttemptOptions& options) {
  Judgement(attempt, folder, options).Give();
}

}  // namespace tracklint::reproduce
