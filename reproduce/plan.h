// What trying an experiment again would take: the commit, the entry and its command, the Python, the requirements, and
// what the code is expected to store. Nothing of the repository is executed here.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/engine/analysis.h"
#include "tracklint/result.h"

namespace tracklint::reproduce {

struct Wish {
  std::string repository;  ///< a git repository: work tree or bare
  std::string commit;      ///< empty: HEAD
  std::string entry;       ///< a file, or an entry point of the MLproject; empty: chosen
  std::vector<std::pair<std::string, std::string>> parameters;  ///< of the entry point, or options of the script
  std::string folder;                                           ///< absolute; everything is written below it
};

struct Interpreter {
  int major = 0;
  int minor = 0;
  std::string path;
};

/// What the entry is expected to store: keys as literals or patterns with `*`; `sure` ones certainly.
struct Expected {
  std::set<std::string> sure;
  std::set<std::string> possible;
  bool open = false;  ///< more may come that cannot be foreseen
};

struct Plan {
  std::string commit;
  std::string date;  ///< of the commit, ISO 8601
  bool submodules = false;
  std::string entry;        ///< path of a script or notebook; empty where the MLproject's command names none
  std::string entry_point;  ///< of the MLproject; empty: none is used
  std::string why_entry;
  bool notebook = false;
  std::vector<std::string> command;  ///< after the environment's `python`; the whole command where `shell`
  bool shell = false;                ///< an MLproject command that needs one
  std::string folder;                ///< where it starts, relative to the root; "" is the root
  std::string why_command;
  std::string python_said;  ///< what the repository says
  Interpreter python;
  std::string why_python;
  std::vector<std::string> requirements;                     ///< lines for pip
  std::vector<std::string> constraints;                      ///< from a lock
  std::vector<std::string> sources;                          ///< the files these come from
  std::vector<std::string> additions;                        ///< what was added or left out, and why
  std::map<std::string, Expected> forecast;                  ///< "params", "metrics", "tags", "models"
  std::map<std::string, std::vector<std::string>> foretold;  ///< cause → "MLF603 train.py:3 …"
  std::vector<std::string> replaced_uris;  ///< literal tracking servers of the code, without credentials
  bool only_conda = false;                 ///< requirements of the conda file before all others
  double score = -1;                       ///< traceability, low; -1: none
  int level = 0;
};

/// Clones the commit onto a branch below `folder`/repo. An Error where there is no such commit.
[[nodiscard]] std::optional<Error> TakeCommit(const Wish& wish, Plan& plan);

/// Fills the rest from an analysis of `folder`/repo.
[[nodiscard]] std::optional<Error> MakePlan(const Wish& wish, const engine::Analysis& analysis, Plan& plan);

/// Pythons of this machine, one for each minor version, sorted.
[[nodiscard]] std::vector<Interpreter> FindInterpreters();

/// The one that satisfies `said` (a version, a prefix of one, or a specifier), else the nearest; for an empty `said` one
/// that was in use at `date`. `why` says which case it was. REQUIRES: `available` is not empty.
[[nodiscard]] Interpreter ChooseInterpreter(const std::string& said, const std::string& date,
                                            const std::vector<Interpreter>& available, std::string& why);

/// Requirement lines of the files nearest to the entry.
void ChooseRequirements(const Project& project, const std::string& entry, const std::string& preferred, Plan& plan);

}  // namespace tracklint::reproduce
