// Rates over the records of a corpus, with intervals. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace tracklint::corpus {

/// From this credit on a facet counts as recorded in the run, not merely derivable from the repository.
inline constexpr double kRecorded = 0.75;

struct Interval {
  double low = 0;
  double high = 1;
};
/// Wilson's score interval for `hits` of `n` at 95 % (Wilson 1927, without continuity correction); [0, 1] for n = 0.
[[nodiscard]] Interval Wilson(std::size_t hits, std::size_t n);

/// A share of repositories. What the analysis cannot decide is neither a yes nor a no: it gives the bounds.
struct Rate {
  std::string id;  ///< of the hypothesis in the catalogue: H1a …
  std::string question;
  std::size_t n = 0;  ///< repositories that were asked
  std::size_t yes = 0;
  std::size_t unknown = 0;
  [[nodiscard]] std::size_t decided() const { return n - unknown; }
};

/// H1a–H1h, H3 (autolog), H6 over the records with a score. The order is fixed.
[[nodiscard]] std::vector<Rate> Rates(const std::vector<Record>& records);

/// `summary.json`: how many records of which sort, the rates with their intervals and bounds, findings per rule,
/// grades and levels.
[[nodiscard]] Record Summary(const std::vector<Record>& records, std::string_view version);

}  // namespace tracklint::corpus
