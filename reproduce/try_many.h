// Attempts for many repositories, one after the other, each in a process of its own: one that crashes or hangs costs its
// own row. What is done stays done: a later call goes on after it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "tracklint/result.h"

namespace tracklint::reproduce {

struct Candidate {
  std::string name;        ///< in the table
  std::string repository;  ///< a git repository: work tree or bare
  std::string commit;      ///< empty: HEAD
};

struct ManyOptions {
  std::string program;             ///< of tracklint
  std::vector<std::string> words;  ///< options of `tracklint reproduce --run`
  std::string folder;              ///< made if need be; one folder in it for each candidate
  double budget_seconds = 3600;    ///< of all together: no attempt begins after it, one under way is ended
  double attempt_seconds = 0;      ///< of one, whatever its steps are; 0: no limit
  /// Called after each: done, of all, name, the step or what went wrong.
  std::function<void(std::size_t, std::size_t, const std::string&, const std::string&)> progress;
};

struct ManyAttempts {
  std::string table;      ///< of all that were tried, with a heading: the columns of an attempt's row, and `error`
  std::size_t tried = 0;  ///< now
  std::size_t kept = 0;   ///< from an earlier call
  std::size_t left = 0;   ///< out, because the budget was used up
};

/// Environments and copies are removed after each attempt; its reports and logs stay. A candidate whose commit is
/// another one than that of an earlier attempt is tried again. An Error where the folder cannot be written.
[[nodiscard]] Result<ManyAttempts> TryMany(const std::vector<Candidate>& candidates, const ManyOptions& options);

}  // namespace tracklint::reproduce
