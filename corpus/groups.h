// How scores are spread over groups of repositories and over time: what the figures of a report show. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corpus/case.h"
#include "corpus/record.h"

namespace tracklint::corpus {

/// Linear between the values next to it (R's type 7, numpy's default). REQUIRES: sorted, not empty; 0 <= share <= 1.
[[nodiscard]] double Quantile(const std::vector<double>& sorted, double share);

/// Five numbers of a group's scores.
struct Spread {
  std::string hypothesis;
  std::string group;
  std::size_t n = 0;
  double least = 0;
  double lower = 0;  ///< first quartile
  double middle = 0;
  double upper = 0;
  double most = 0;
};
/// Scores with and without a shared server (H2), with autolog and by hand (H3), by use of continuous integration (H5) and
/// of the registry (H6), by kind (H9), with and without lock file or image (H10). Empty groups are left out.
[[nodiscard]] std::vector<Spread> Groups(const std::vector<const Case*>& cases);

/// Over the years of the commits (H7a): repositories, and how many reach level T2.
struct Year {
  int year = 0;
  std::size_t n = 0;
  std::size_t reached = 0;
};
[[nodiscard]] std::vector<Year> Years(const std::vector<const Case*>& cases);

/// Scores at quarters of the time from the first to the last scored commit of each repository with two or more, linear
/// between commits (H7b): five spreads, or none.
[[nodiscard]] std::vector<Spread> OverHistory(const std::vector<const Case*>& cases);

[[nodiscard]] Record GroupsRecord(const std::vector<const Case*>& cases);
/// The same numbers, as a table.
[[nodiscard]] std::string GroupsTable(const std::vector<const Case*>& cases);

}  // namespace tracklint::corpus
