// How scores are spread over groups of repositories and over time: what the figures of a report show. Pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "corpus/case.h"
#include "corpus/hypothesis_tests.h"
#include "corpus/record.h"

namespace tracklint::corpus {

/// Linear between the values next to it (R's type 7, numpy's default). REQUIRES: sorted, not empty; 0 <= share <= 1.
[[nodiscard]] double Quantile(const std::vector<double>& sorted, double share);

/// Five numbers of a group's scores.
struct Spread {
  std::string hypothesis;
  std::string group;
  std::string measure;  ///< of 100: the score, the score without centralisation, the share of facets recorded
  std::size_t n = 0;
  double least = 0;
  double lower = 0;  ///< first quartile
  double middle = 0;
  double upper = 0;
  double most = 0;
};
/// How many facets the runs of a repository record.
[[nodiscard]] double RecordedFacets(const Case& scored);
/// The score without the facet that says where runs go: the mean credit of the others, of 100.
[[nodiscard]] double WithoutCentralisation(const Case& scored);

/// Scores with and without a shared server (H2: without centralisation), facets recorded with autolog and by hand (H3),
/// scores by how far an attempt to reproduce came (H4), by use of continuous integration (H5) and of the registry (H6),
/// by stars (H8), by kind (H9), with and without lock file or image (H10). Empty groups are left out.
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

/// Scopes of notebooks and of everything else that record the code version (H3b), by owner.
[[nodiscard]] std::vector<ClusterPair> ScopesByOwner(const std::vector<const Case*>& cases);

/// What is kept in the repository against what its runs record (H1i), repository by repository.
struct Pairs {
  Facet facet = Facet::kDependencies;
  std::size_t both = 0;
  std::size_t only_kept = 0;
  std::size_t only_recorded = 0;
  std::size_t neither = 0;
};
[[nodiscard]] std::vector<Pairs> KeptAndRecorded(const std::vector<const Case*>& cases);

/// Spreads, years, history, pairs, scopes, and which records outside MLflow are kept together (H10).
[[nodiscard]] Record GroupsRecord(const std::vector<const Case*>& cases);
/// The same numbers, as a table.
[[nodiscard]] std::string GroupsTable(const std::vector<const Case*>& cases);

}  // namespace tracklint::corpus
