// Trying an experiment again: environment, runs, comparison, and how far it got (the ladder E0 to E6).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reproduce/causes.h"
#include "reproduce/compare.h"
#include "reproduce/plan.h"
#include "reproduce/supervise.h"

namespace tracklint::reproduce {

struct AttemptOptions {
  int times = 2;
  bool network = false;
  bool sandbox = true;
  std::string env_manager = "uv";  ///< uv, conda-file, none
  std::string expect;              ///< a JSON file of metric values; empty: none
  Limits limits;
  double install_seconds = 1800;  ///< for each step of making the environment
  CompareOptions compare;
};

struct Trial {
  int exit_code = 0;
  std::string stopped;
  double wall_seconds = 0;
  double cpu_seconds = 0;
  RunStore store;
  std::vector<std::string> replaced;  ///< tracking servers that the private store stood in for
  Cause cause;
};

/// How well the forecast met the store, for one facet.
struct Agreement {
  std::size_t expected = 0;  ///< keys that were surely expected
  std::size_t met = 0;       ///< of these stored
  std::size_t stored = 0;    ///< keys that were stored
  std::size_t foreseen = 0;  ///< of these expected, surely or possibly
  bool open = false;         ///< the forecast had said that more may come, as with autologging
};

struct Attempt {
  Plan plan;
  int level = 0;        ///< the ladder: 0 to 6
  int level_as_is = 0;  ///< the same, had nothing been replaced or left out
  Cause cause;          ///< of the stop; empty at the end of the ladder
  Cause cause_as_is;    ///< of what had to be replaced or left out
  std::vector<Trial> trials;
  std::map<std::string, Agreement> forecast;
  std::optional<StoreComparison> comparison;
  std::string recorded;  ///< what the repository recorded that a run agrees with, or nearly; empty: nothing found
  std::vector<std::string> notes;
  double cpu_seconds = 0;
};

/// Builds the environment and runs the plan. Everything is written below `folder`.
[[nodiscard]] Attempt Try(Plan plan, const std::string& folder, const AttemptOptions& options);

/// The reports. `show` hides credentials.
using Show = std::function<std::string(std::string_view)>;
[[nodiscard]] std::string PlanText(const Plan& plan, const Show& show);
[[nodiscard]] std::string AttemptText(const Attempt& attempt, const Show& show);
/// `tracklint-reproduce/1`; with `attempt` null a plan alone.
[[nodiscard]] std::string AttemptJson(const std::string& name, const Plan& plan, const Attempt* attempt,
                                      const Show& show);
/// One row with its heading.
[[nodiscard]] std::string AttemptCsv(const std::string& name, const Attempt& attempt, const Show& show);

}  // namespace tracklint::reproduce
