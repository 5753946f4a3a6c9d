// MatchRuns: which run of one store is which of the other.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "reproduce/compare.h"
#include "reproduce/compare_values.h"
#include "reproduce/compare_words.h"

namespace tracklint::reproduce {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// What of a run says which one it is.
struct Profile {
  std::string experiment;
  std::string name;    ///< empty when MLflow made it up
  std::string source;  ///< the script's file name
  std::string status;
  std::map<std::string, std::string> params;  ///< masked
  std::map<std::string, double> metrics;      ///< last values
  std::set<std::string> models;
  std::string signature;  ///< equal for runs that differ in results only
};

Profile ProfileOf(const RecordedRun& run) {
  const RunContext context = ContextOf(run);
  Profile profile;
  profile.experiment = run.experiment;
  if (!IsGeneratedName(run.name)) profile.name = Mask(run.name, context).text;
  profile.source = run.source_name.substr(run.source_name.find_last_of("/\\") + 1);
  profile.status = run.status;
  for (const auto& [key, value] : run.params) profile.params.emplace(key, Mask(value, context).text);
  for (const auto& [key, history] : run.metrics) {
    if (!NamesMachine(key)) profile.metrics.emplace(key, LastPoint(history).value);
  }
  for (const LoggedModel& model : run.models) profile.models.insert(model.name);
  for (const std::string* part : {&profile.experiment, &profile.name, &profile.source})
    profile.signature += *part + '\0';
  for (const auto& [key, value] : profile.params) profile.signature.append(key).append("\1").append(value) += '\0';
  for (const auto& [key, value] : profile.metrics) profile.signature += '\2' + key;
  return profile;
}

/// How alike two runs are; experiments, names and values of parameters weigh most.
double Likeness(const Profile& a, const Profile& b) {
  double score = 0;
  if (!a.experiment.empty() && a.experiment == b.experiment) score += 2;
  if (!a.name.empty() && a.name == b.name) score += 3;
  if (!a.source.empty() && a.source == b.source) score += 1;
  if (a.status == b.status) score += 0.25;
  if (!a.models.empty() && a.models == b.models) score += 0.5;
  double shared = 0;
  double equal = 0;
  for (const auto& [key, value] : a.params) {
    const auto found = b.params.find(key);
    if (found == b.params.end()) continue;
    shared += 1;
    if (found->second == value) equal += 1;
  }
  const double all_params = static_cast<double>(a.params.size() + b.params.size()) - shared;
  if (all_params > 0) score += (4 * equal + shared) / all_params;
  shared = 0;
  equal = 0;
  double near = 0;
  for (const auto& [key, value] : a.metrics) {
    const auto found = b.metrics.find(key);
    if (found == b.metrics.end()) continue;
    shared += 1;
    const double relative = RelativeDifference(value, found->second);
    if (relative <= 1e-6) equal += 1;
    near += 1 / (1 + 100 * relative);
  }
  const double all_metrics = static_cast<double>(a.metrics.size() + b.metrics.size()) - shared;
  if (all_metrics > 0) score += (2 * shared + equal + near) / all_metrics;
  return score;
}

class Matcher {
 public:
  Matcher(const std::vector<RecordedRun>& a, const std::vector<RecordedRun>& b) : a_(a), b_(b) {
    for (const RecordedRun& run : a) of_a_.push_back(ProfileOf(run));
    for (const RecordedRun& run : b) of_b_.push_back(ProfileOf(run));
    mate_a_.assign(a.size(), kNone);
    mate_b_.assign(b.size(), kNone);
  }

  Pairs Match() {
    // Runs without a parent in the store, then the children of pairs, level by level, then whatever is left.
    const std::vector<std::size_t> parents_a = Parents(a_);
    const std::vector<std::size_t> parents_b = Parents(b_);
    Group(Where(parents_a, kNone), Where(parents_b, kNone));
    std::size_t done = 0;
    while (done < order_.size()) {  // which grows
      const auto [i, j] = order_[done++];
      Group(Where(parents_a, i), Where(parents_b, j));
    }
    std::vector<std::size_t> left_a;
    std::vector<std::size_t> left_b;
    for (std::size_t i = 0; i < a_.size(); ++i) left_a.push_back(i);
    for (std::size_t j = 0; j < b_.size(); ++j) left_b.push_back(j);
    Group(left_a, left_b);
    std::ranges::sort(order_);
    return std::move(order_);
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  static std::vector<std::size_t> Parents(const std::vector<RecordedRun>& runs) {
    std::unordered_map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < runs.size(); ++i) index.emplace(runs[i].id, i);
    std::vector<std::size_t> parents;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      const auto found = runs[i].parent_id.empty() ? index.end() : index.find(runs[i].parent_id);
      parents.push_back(found == index.end() || found->second == i ? kNone : found->second);
    }
    return parents;
  }

  static std::vector<std::size_t> Where(const std::vector<std::size_t>& parents, std::size_t parent) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < parents.size(); ++i) {
      if (parents[i] == parent) found.push_back(i);
    }
    return found;
  }

  /// Pairs what is free in two groups: first runs with the same signature, then the rest by likeness.
  void Group(std::vector<std::size_t> left, std::vector<std::size_t> right) {
    std::map<std::string, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> same;
    for (const std::size_t i : left) {
      if (mate_a_[i] == kNone) same[of_a_[i].signature].first.push_back(i);
    }
    for (const std::size_t j : right) {
      if (mate_b_[j] == kNone) same[of_b_[j].signature].second.push_back(j);
    }
    for (const auto& [signature, runs] : same) Greedy(runs.first, runs.second);
    std::erase_if(left, [&](std::size_t i) { return mate_a_[i] != kNone; });
    std::erase_if(right, [&](std::size_t j) { return mate_b_[j] != kNone; });
    Greedy(left, right);
  }

  void Greedy(const std::vector<std::size_t>& left, const std::vector<std::size_t>& right) {
    if (left.empty() || right.empty()) return;
    constexpr double kLeast = 1.0;
    constexpr std::size_t kMostPairs = 4'000'000;
    if (left.size() > kMostPairs / right.size()) {  // too many to weigh: in their order
      for (std::size_t k = 0; k < std::min(left.size(), right.size()); ++k) Pair(left[k], right[k]);
      return;
    }
    struct Candidate {
      double likeness;
      std::size_t apart;  ///< of their places in the order: what holds the same is paired in its order
      std::size_t i;
      std::size_t j;
    };
    std::vector<Candidate> candidates;
    const bool only_choice = left.size() == 1 && right.size() == 1;
    for (std::size_t x = 0; x < left.size(); ++x) {
      for (std::size_t y = 0; y < right.size(); ++y) {
        const double likeness = Likeness(of_a_[left[x]], of_b_[right[y]]);
        if (likeness < kLeast && !only_choice) continue;
        candidates.push_back({likeness, x > y ? x - y : y - x, left[x], right[y]});
      }
    }
    std::ranges::sort(candidates, [](const Candidate& p, const Candidate& q) {
      return std::tuple(-p.likeness, p.apart, p.i, p.j) < std::tuple(-q.likeness, q.apart, q.i, q.j);
    });
    for (const Candidate& candidate : candidates) {
      if (mate_a_[candidate.i] == kNone && mate_b_[candidate.j] == kNone) Pair(candidate.i, candidate.j);
    }
  }

  void Pair(std::size_t i, std::size_t j) {
    mate_a_[i] = j;
    mate_b_[j] = i;
    order_.emplace_back(i, j);
  }

  const std::vector<RecordedRun>& a_;
  const std::vector<RecordedRun>& b_;
  std::vector<Profile> of_a_;
  std::vector<Profile> of_b_;
  std::vector<std::size_t> mate_a_;
  std::vector<std::size_t> mate_b_;
  Pairs order_;
};

}  // namespace

Pairs MatchRuns(const std::vector<RecordedRun>& a, const std::vector<RecordedRun>& b) { return Matcher(a, b).Match(); }

}  // namespace tracklint::reproduce
