// Do two runs agree? Parameters exactly, metrics by their last value and the length of their history, models by
// flavors, signature, requirements and bytes, artifacts by digest and then by their type. What names a time, a
// duration, a machine or an object's identity gets a verdict of its own and is no disagreement. Pure functions, except
// that artifacts whose digests differ are read from disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reproduce/recorded_run.h"
#include "reproduce/run_store.h"

namespace tracklint::reproduce {

struct CompareOptions {
  double rtol = 1e-6;        ///< up to this relative difference two numbers are identical
  double close_rtol = 1e-2;  ///< up to this they are close
  bool strict = false;       ///< bytes that differ in a format that cannot be looked into count as a difference
};

enum class Verdict : std::uint8_t {
  kIdentical,
  kClose,     ///< within close_rtol
  kDuration,  ///< how long something took
  kClock,     ///< a moment of the run itself (`datetime.now()`); also where both runs were on the same day
  kIdentity,  ///< ids, addresses of objects, paths and names of the machine
  kBytes,     ///< the bytes differ, and nothing more can be said about their format
  kUnknown,   ///< could not be read on one side
  kDiffers,
  kOnlyA,
  kOnlyB,
};
inline constexpr std::size_t kVerdicts = 10;
[[nodiscard]] std::string_view ToString(Verdict verdict);

enum class Aspect : std::uint8_t { kStatus, kParam, kMetric, kTag, kDataset, kModel, kArtifact };
[[nodiscard]] std::string_view ToString(Aspect aspect);

struct Compared {
  Aspect aspect = Aspect::kParam;
  std::string name;
  Verdict verdict = Verdict::kIdentical;
  std::string a;  ///< both values as text; secrets are replaced
  std::string b;
  double relative = 0;  ///< of metrics: the relative difference of the last values
  std::string note;     ///< why, where the values do not tell
};

struct RunComparison {
  std::string id_a;
  std::string id_b;
  std::string name_a;
  std::string name_b;
  bool agree = false;                   ///< no item disagrees
  Verdict worst = Verdict::kIdentical;  ///< kIdentical, kClose, or kDiffers
  std::vector<Compared> items;          ///< by aspect, then name
  std::vector<std::string> notes;       ///< "is still RUNNING: its process was killed …"
};

struct StoreComparison {
  std::vector<RunComparison> pairs;  ///< in the order of the first store
  std::vector<std::string> only_a;   ///< ids of runs without a counterpart
  std::vector<std::string> only_b;
  std::vector<std::string> problems;  ///< of reading the stores
  bool agree = false;                 ///< every pair agrees and no run is alone; false without any pair
};

/// Whether this item makes its runs disagree.
[[nodiscard]] bool Disagrees(const Compared& item, const CompareOptions& options);

[[nodiscard]] RunComparison CompareRuns(const RecordedRun& a, const RecordedRun& b, const CompareOptions& options = {});

/// Pairs of indexes into `a` and `b`: runs that are most alike by what they hold, not by when they were. Parents first,
/// then children of paired parents; runs that hold the same are paired in their order.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> MatchRuns(const std::vector<RecordedRun>& a,
                                                                         const std::vector<RecordedRun>& b);

[[nodiscard]] StoreComparison CompareStores(const RunStore& a, const RunStore& b, const CompareOptions& options = {});

/// Hides what looks like a credential in the names and values of the comparison.
void HideSecrets(StoreComparison& comparison);

/// For people: a line per item that is not identical, and a verdict.
[[nodiscard]] std::string ComparisonText(const StoreComparison& comparison, const CompareOptions& options);
/// The document `tracklint-compare/1` of docs/compare.md.
[[nodiscard]] std::string ComparisonJson(const StoreComparison& comparison, const CompareOptions& options);

}  // namespace tracklint::reproduce
