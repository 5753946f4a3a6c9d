// Rates over the repositories of a corpus, with intervals. Pure functions.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/case.h"
#include "corpus/interval.h"
#include "corpus/record.h"

namespace tracklint::corpus {

/// Wilson's score interval for `hits` of `n` at 95 % (Wilson 1927, without continuity correction); [0, 1] for n = 0.
[[nodiscard]] Interval Wilson(std::size_t hits, std::size_t n);
/// The same for sizes that are no whole numbers: `share` of `n`.
[[nodiscard]] Interval WilsonShare(double share, double n);

/// Answers of one cluster (the repositories of an owner): how many are yes, of how many.
struct Cluster {
  double yes = 0;
  double n = 0;
};
/// What clusters do to a share: the variance of the ratio (linearised, with the factor C/(C−1)) against that of
/// independent answers, not below 1 (Kish 1965), and Wilson's interval for n / effect answers (Korn & Graubard 1998).
struct ClusteredInterval {
  double design_effect = 1;
  Interval interval;
};
[[nodiscard]] ClusteredInterval ClusteredWilson(const std::vector<Cluster>& clusters);

/// A share of repositories. What the analysis cannot decide is neither a yes nor a no: it gives the bounds.
struct Rate {
  std::string id;  ///< of the hypothesis in the catalogue: H1a …
  std::string question;
  std::size_t n = 0;  ///< repositories that were asked
  std::size_t yes = 0;
  std::size_t unknown = 0;
  std::vector<Cluster> owners{};  ///< of the decided ones
  [[nodiscard]] std::size_t decided() const { return n - unknown; }
};

/// H1a–H1h, H2, H3 (autolog), H5, H6, H10 over the cases with a score. The order is fixed.
[[nodiscard]] std::vector<Rate> Rates(const std::vector<const Case*>& cases);

/// Parts of a corpus that are looked at on their own: all, without courses, without near copies, each kind, repositories whose scopes are all
/// in notebooks, all elsewhere, or in both. The order is fixed.
[[nodiscard]] std::vector<std::pair<std::string, std::vector<const Case*>>> Strata(
    const std::vector<const Case*>& cases);

/// Of every stratum every rate, as a table.
[[nodiscard]] std::string RatesTable(const std::vector<const Case*>& cases);

/// Findings per rule: repositories, findings.
using RuleCounts = std::map<std::string, std::pair<std::size_t, std::size_t>>;

/// The cases that statistics speak of: readable, and each code once (Originals).
[[nodiscard]] std::vector<const Case*> Distinct(const std::vector<Case>& cases);

/// MLflow functions: repositories that call them, copies left out.
using FunctionCounts = std::map<std::string, std::size_t>;

/// `summary.json`: how many records of which sort, the rates with their intervals and bounds, findings per rule,
/// functions, grades and levels.
[[nodiscard]] Record Summary(const std::vector<Case>& cases, const RuleCounts& rules, const FunctionCounts& functions,
                             std::string_view version);

}  // namespace tracklint::corpus
