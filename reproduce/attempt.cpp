#include "reproduce/attempt.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "reproduce/attempt_steps.h"
#include "reproduce/injected.h"
#include "reproduce/sandbox.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

void WriteWhole(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

/// A Python file below the folder has `class name` or `def name`.
bool Defines(const std::string& folder, const std::string& name) {
  std::error_code trouble;
  for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, trouble), end;
       !trouble && at != end; at.increment(trouble)) {
    if (at->path().extension() != ".py" || !at->is_regular_file(trouble)) continue;
    std::ifstream in(at->path(), std::ios::binary);
    for (std::string line; std::getline(in, line);) {
      const std::size_t begin = line.find_first_not_of(" \t");
      if (begin == std::string::npos) continue;
      const std::string_view code = std::string_view(line).substr(begin);
      for (const std::string& start : {"class " + name, "def " + name}) {
        if (code.starts_with(start) &&
            (code.size() == start.size() || code[start.size()] == '(' || code[start.size()] == ':'))
          return true;
      }
    }
  }
  return false;
}

class Experiment {
 public:
  Experiment(Attempt& attempt, std::string folder, const AttemptOptions& options)
      : attempt_(attempt), plan_(attempt.plan), folder_(std::move(folder)), options_(options) {}

  void Go() {
    fs::create_directories(folder_ + "/inject");
    fs::create_directories(folder_ + "/logs");
    WriteWhole(folder_ + "/inject/sitecustomize.py", kSiteCustomize);
    WriteWhole(folder_ + "/inject/run_notebook.py", kRunNotebook);
    if (!BuildEnvironment(attempt_, folder_, options_, python_)) return;
    attempt_.level = 1;
    for (int i = 1; i <= std::max(options_.times, 1); ++i) {
      attempt_.trials.push_back(RunOnce(i));
      if (i == 1 && attempt_.trials.back().store.runs.empty() && attempt_.trials.back().exit_code != 0) break;
    }
    Judge(attempt_, folder_, options_);
  }

 private:
  [[nodiscard]] std::vector<std::string> Command() const {
    std::vector<std::string> command = plan_.command;
    if (plan_.notebook) {
      const std::string name = plan_.entry.substr(plan_.entry.rfind('/') + 1);
      return {python_, folder_ + "/inject/run_notebook.py", name};
    }
    if (!plan_.shell && (command.front() == "python" || command.front() == "python3")) command.front() = python_;
    return command;
  }

  /// Where the repository's own packages are found, as if it were installed: its root and the folder of the files that
  /// declare its dependencies, each with its `src`.
  [[nodiscard]] std::string PackageFolders(const std::string& run) const {
    std::vector<std::string> folders{run + "/repo"};
    for (const std::string& source : plan_.sources) {
      if (source.find('/') != std::string::npos)
        folders.push_back(run + "/repo/" + source.substr(0, source.rfind('/')));
    }
    std::string all;
    std::error_code error;
    for (const std::string& folder : folders) {
      const bool layout = fs::is_directory(folder + "/src", error) && !fs::exists(folder + "/src/__init__.py", error);
      all += (all.empty() ? "" : ":") + folder + (layout ? ":" + folder + "/src" : "");
    }
    return all;
  }

  Trial RunOnce(int number) {
    Trial trial;
    // The same place each time: a path that is recorded must not differ.
    const std::string run = folder_ + "/run";
    fs::create_directories(run + "/store");
    // A copy, not a clone: a clone fails where the repository lacks objects that this commit's files do not need.
    std::error_code failed;
    fs::copy(folder_ + "/repo", run + "/repo", fs::copy_options::recursive | fs::copy_options::copy_symlinks, failed);
    if (failed) {
      trial.exit_code = 1;
      trial.cause = {"CODE_ERROR", "the commit cannot be copied for a run", false};
      return trial;
    }
    Sandbox sandbox;
    sandbox.off = !options_.sandbox;
    sandbox.network = options_.network;
    sandbox.writable = run;
    sandbox.folder = plan_.folder.empty() ? run + "/repo" : run + "/repo/" + plan_.folder;
    std::error_code error;
    const fs::path real = fs::canonical(python_, error);
    sandbox.readable = {folder_ + "/env", folder_ + "/inject"};
    if (!error && !real.string().starts_with("/usr/"))
      sandbox.readable.push_back(real.parent_path().parent_path().string());
    if (options_.env_manager == "none")
      sandbox.readable.push_back(fs::path(python_).parent_path().parent_path().string());
    std::erase_if(sandbox.readable, [](const std::string& path) { return path.starts_with("/usr"); });
    sandbox.environment = {{"PATH", fs::path(python_).parent_path().string() + ":/usr/bin:/bin"},
                           {"LANG", "C.UTF-8"},
                           {"USER", "experiment"},
                           {"LOGNAME", "experiment"},
                           {"HOME", run + "/store"},
                           {"MPLBACKEND", "Agg"},
                           {"PYTHONPATH", folder_ + "/inject"},
                           {"PYTHONUNBUFFERED", "1"},
                           {"PYTHONDONTWRITEBYTECODE", "1"},
                           {"GIT_PYTHON_REFRESH", "quiet"},
                           {"MLFLOW_TRACKING_URI", "sqlite:///" + run + "/store/mlflow.db"},
                           {"MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1"},
                           {"TRACKLINT_REPLACED", run + "/store/replaced.txt"},
                           {"TRACKLINT_ROOT", PackageFolders(run)}};
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const std::int64_t begin = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    const Result<Watched> ran = Supervise(SandboxedCommand(sandbox, options_.limits, Command()), options_.limits, run);
    if (!ran.ok()) {
      trial.exit_code = 1;
      trial.cause = {"CODE_ERROR", ran.error().message, false};
      return trial;
    }
    const Watched& watched = ran.value();
    trial.exit_code = watched.exit_code;
    trial.stopped = watched.stopped;
    trial.wall_seconds = watched.wall_seconds;
    trial.cpu_seconds = watched.cpu_seconds;
    attempt_.cpu_seconds += watched.cpu_seconds;
    WriteWhole(folder_ + "/logs/run-" + std::to_string(number) + ".txt", watched.output);
    if (!watched.stopped.empty())
      trial.cause = {"RESOURCE", "stopped: its limit of " + watched.stopped + " was reached", false};
    else if (watched.exit_code != 0)
      trial.cause = CauseOfRun(WithoutEscapes(watched.output), plan_.entry, run);
    // What the repository itself defines was not removed from a library.
    if (const std::string_view callee = RefusingCallee(trial.cause.evidence);
        trial.cause.name == "API_REMOVED" && !callee.empty() && Defines(run + "/repo", std::string(callee)))
      trial.cause.name = "CODE_ERROR";
    ReadStores(run, begin, trial);
    const std::string kept = run + "-" + std::to_string(number);
    fs::rename(run, kept, error);
    for (RecordedRun& one : trial.store.runs) {
      for (StoredFile& file : one.artifacts) Move(file, run, kept);
      for (LoggedModel& model : one.models) {
        for (StoredFile& file : model.files) Move(file, run, kept);
      }
    }
    return trial;
  }

  static void Move(StoredFile& file, const std::string& from, const std::string& to) {
    if (file.location.starts_with(from + "/")) file.location = to + file.location.substr(from.size());
  }

  /// The private store, and those the code opened itself in its copy of the repository. Links are not followed.
  void ReadStores(const std::string& run, std::int64_t begin, Trial& trial) const {
    StoreOptions reading;
    reading.started_since_ms = begin;
    reading.folders = {run + "/repo/" + plan_.folder};
    std::vector<std::string> stores{run + "/store/mlflow.db"};
    std::error_code error;
    std::size_t seen = 0;
    for (fs::recursive_directory_iterator at(run + "/repo", error), end; !error && at != end && seen < 200000;
         at.increment(error), ++seen) {
      const std::string name = at->path().filename().string();
      if (at->is_symlink(error)) continue;
      if (at->is_directory(error) && (name == ".git" || name == "mlruns" || at.depth() > 6))
        at.disable_recursion_pending();
      if (name == "mlruns" || (at->is_regular_file(error) && (name.ends_with(".db") || name.ends_with(".sqlite"))))
        stores.push_back(at->path().string());
    }
    for (const std::string& store : stores) {
      if (!fs::exists(store, error) || fs::is_symlink(store, error)) continue;
      Result<RunStore> read = ReadRunStore(store, reading);
      if (!read.ok()) continue;
      std::ranges::move(read.value().runs, std::back_inserter(trial.store.runs));
      std::ranges::move(read.value().problems, std::back_inserter(trial.store.problems));
    }
    std::ifstream in(run + "/store/replaced.txt");
    std::set<std::string> replaced;
    for (std::string line; replaced.size() < 20 && std::getline(in, line);) replaced.insert(line);
    trial.replaced.assign(replaced.begin(), replaced.end());
  }

  Attempt& attempt_;
  Plan& plan_;
  std::string folder_;
  const AttemptOptions& options_;
  std::string python_;
};

}  // namespace

Attempt Try(Plan plan, const std::string& folder, const AttemptOptions& options) {
  Attempt attempt;
  attempt.plan = std::move(plan);
  Experiment(attempt, folder, options).Go();
  return attempt;
}

}  // namespace tracklint::reproduce
