// The hypotheses of a corpus that compare: groups of repositories, facets of one repository, what is kept beside the
// runs. Every test names its sample; the family is corrected (Holm). Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/case.h"
#include "corpus/interval.h"
#include "corpus/record.h"

namespace tracklint::corpus {

struct Hypothesis {
  std::string id;
  std::string question;
  std::string test;
  std::size_t n = 0;   ///< units compared
  std::string groups;  ///< their sizes, in words
  double statistic = 0;
  double p = 1;
  double adjusted = 1;                 ///< of the whole family
  std::string effect;                  ///< the name of the effect's measure; empty: none
  double size = 0;                     ///< of the effect
  std::optional<Interval> interval{};  ///< of the size, 95 %; nothing where none can be given
};

/// Over the cases with a score; the order is fixed.
[[nodiscard]] std::vector<Hypothesis> TestHypotheses(const std::vector<const Case*>& cases);

/// The same as an array of objects, and as a table.
[[nodiscard]] Record HypothesesRecord(const std::vector<Hypothesis>& hypotheses);
[[nodiscard]] std::string HypothesesTable(const std::vector<Hypothesis>& hypotheses);

/// What the numbers cannot tell: one sentence each.
[[nodiscard]] std::vector<std::string> Threats();

}  // namespace tracklint::corpus
