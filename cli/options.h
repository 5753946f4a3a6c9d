// What the user asked for on the command line. Plain data.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tracklint/result.h"

namespace tracklint::discover {
struct Discovery;
}

namespace tracklint::link {
class RecordMemo;
}

namespace tracklint::cli {

enum class Command : unsigned char {
  kCheck,
  kFacts,
  kScore,
  kBadge,
  kRule,
  kConfig,
  kCorpus,
  kMerge,
  kCompare,
  kReproduce,
  kServer,
  kVersion
};

struct Options {
  Command command = Command::kCheck;
  std::vector<std::string> paths;

  bool isolated = false;
  bool no_cache = false;
  std::string cache_dir;                             ///< empty: of the configuration
  std::vector<std::string> arguments;                ///< all, as they were given
  std::shared_ptr<const discover::Discovery> found;  ///< the files, where somebody has looked already
  bool no_progress = false;
  bool timings = false;             ///< tell on standard error what each step cost
  std::vector<std::string> config;  ///< a file, or KEY=VALUE
  std::optional<std::string> target_mlflow;
  int jobs = 0;
  std::vector<std::string> exclude;
  std::vector<std::string> extend_exclude;
  bool force_exclude = false;
  bool no_gitignore = false;
  std::optional<std::string> stdin_filename;
  std::string stdin_text;                      ///< what is to be checked under that name
  std::string root;                            ///< empty: decided from the paths
  std::map<std::string, std::string> unsaved;  ///< of the command `server`: texts to take instead of these files
  std::shared_ptr<link::RecordMemo> memo;
  bool stdio = false;

  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> extend_select;
  bool preview = false;
  std::vector<std::string> per_file_ignores;  ///< PATTERN:RULE

  std::string output_format;  ///< empty: the default of the command
  std::string output_file;
  std::vector<std::string> outputs;  ///< FORMAT=PATH
  std::string color = "auto";
  bool quiet = false;
  bool statistics = false;
  bool show_files = false;
  bool sarif_suppressed = false;

  bool fix = false;
  bool unsafe_fixes = false;
  bool diff = false;
  bool exit_non_zero_on_fix = false;
  bool add_ignore = false;
  std::optional<std::string> baseline;
  bool write_baseline = false;
  std::optional<std::string> changed_since;
  bool watch = false;

  bool exit_zero = false;
  std::optional<std::string> fail_on;
  std::optional<double> min_score;

  bool resume = false;  ///< of the command `corpus`
  std::string shard;    ///< I/N
  bool stream = false;  ///< records to standard output
  double time_limit = 600;
  std::string history;     ///< which commits to score too
  std::string reproduced;  ///< how far attempts to reproduce came
  std::string order;       ///< of the command `merge`: a manifest
  bool reproduce = false;  ///< try each repository again
  double budget = 60;      ///< minutes for that

  std::string store;  ///< of the command `compare`: where runs are that are named by their id alone
  double rtol = 1e-6;
  double close_rtol = 1e-2;
  bool strict = false;

  std::string entry;                    ///< of the command `reproduce`: a file or an entry point
  std::vector<std::string> parameters;  ///< NAME=VALUE
  bool run = false;
  bool network = false;
  bool no_sandbox = false;
  int times = 2;
  double timeout = 600;           ///< seconds
  double install_timeout = 1800;  ///< seconds, of the environment
  int memory = 4096;              ///< MiB
  std::string env_manager = "uv";
  std::string expect;

  std::string rule;  ///< of the command `rule`
  bool all_rules = false;
  bool schema = false;  ///< of the command `config`
};

/// What parsing gives: options to act on, or a text to print and an exit code.
struct Parsed {
  Options options;
  bool done = false;
  int exit_code = 0;
  std::string out;
  std::string err;
};

/// `arguments` without the program's name.
[[nodiscard]] Parsed ParseArguments(const std::vector<std::string>& arguments);

}  // namespace tracklint::cli
