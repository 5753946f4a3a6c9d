// What the statistics keep of a record: a few hundred bytes, so that a million of them fit in memory.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"
#include "tracklint/score.h"

namespace tracklint::corpus {

/// From this credit on a facet counts as recorded in the run, not merely derivable from the repository.
inline constexpr double kRecorded = 0.75;

/// How many file hashes a record keeps, the least ones: with no more files than this, shares of equal files are exact,
/// else estimates (bottom-k sketches, Cohen and Kaplan 2007).
inline constexpr std::size_t kSketch = 32;
/// From this share of equal files (Jaccard: of those that either has) on a repository is a near copy.
inline constexpr double kNearCopy = 0.5;

/// Yes/no answers of a record: its habits, then what is kept in the repository.
inline constexpr std::array<std::string_view, 18> kFlags{"uses_mlflow",
                                                         "runs",
                                                         "autolog",
                                                         "manual_logging",
                                                         "metrics_only",
                                                         "registry",
                                                         "aliases",
                                                         "stages",
                                                         "dependencies",
                                                         "pinned",
                                                         "lock",
                                                         "python_version",
                                                         "image",
                                                         "mlproject",
                                                         "dvc",
                                                         "continuous_integration",
                                                         "runs_in_integration",
                                                         "hydra"};
inline constexpr std::size_t kHabitFlags = 8;

struct FacetCase {
  double low = 0;
  double high = 1;
  bool applicable = true;
  [[nodiscard]] bool recorded() const { return low >= kRecorded; }
};

/// A commit of a repository's history.
struct Moment {
  double years = 0;  ///< since 1970
  double low = 0;
  int level = 0;
};

struct Case {
  std::string name;
  std::string content;                ///< hash of the code that uses MLflow; empty where there is none
  std::vector<std::uint64_t> sketch;  ///< the least hashes of its files that use MLflow, ascending: kSketch at most
  std::string kind;
  bool failed = false;
  bool scored = false;
  double low = 0;
  char grade = ' ';
  int level = 0;
  std::array<FacetCase, kFacetCount> facets;
  std::uint32_t flags = 0;  ///< one bit for each of kFlags
  std::optional<bool> shared_server;
  std::optional<double> stars;
  std::optional<int> year;                   ///< of the commit
  std::array<std::uint32_t, 2> notebooks{};  ///< scopes of notebooks: code recorded, not
  std::array<std::uint32_t, 2> scripts{};    ///< of everything else
  std::vector<Moment> history;               ///< scored ones, oldest first
  std::optional<std::size_t> near_copy_of;   ///< MarkNearCopies
  std::optional<int> outcome;                ///< how far an attempt to reproduce it came: 0 … 6

  [[nodiscard]] const FacetCase& facet(Facet one) const { return facets[static_cast<std::size_t>(one)]; }
  [[nodiscard]] bool flag(std::string_view which) const;
  /// Who owns it: the part of the name before the first slash, else the whole name.
  [[nodiscard]] std::string_view owner() const;
};

/// A record may lack what its sort has not; what is missing is no, zero or unknown.
[[nodiscard]] Case CaseOf(const Record& record);
[[nodiscard]] std::vector<Case> CasesOf(const std::vector<Record>& records);

/// For each case the first one before it with the same code that uses MLflow (a fork or copy), or itself.
[[nodiscard]] std::vector<std::size_t> Originals(const std::vector<Case>& cases);

/// The share of equal files of two repositories that use MLflow, 0 where one has none.
[[nodiscard]] double EqualFiles(const Case& a, const Case& b);

/// Sets near_copy_of where a case before it shares half or more of the files that use MLflow, to the first of them. Files
/// that very many repositories have are no evidence.
void MarkNearCopies(std::vector<Case>& cases);

}  // namespace tracklint::corpus
