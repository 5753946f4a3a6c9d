#include "reproduce/attempt.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "reproduce/injected.h"
#include "reproduce/json_text.h"
#include "reproduce/sandbox.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

void WriteLines(const std::string& path, const std::vector<std::string>& lines) {
  std::ofstream out(path, std::ios::binary);
  for (const std::string& line : lines) out << line << "\n";
}
void WriteWhole(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

/// `*` stands for any text.
bool Fits(std::string_view pattern, std::string_view text) {
  std::size_t star = std::string_view::npos;
  std::size_t mark = 0;
  std::size_t p = 0;
  std::size_t t = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
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
    if (!BuildEnvironment()) return;
    attempt_.level = 1;
    for (int i = 1; i <= std::max(options_.times, 1); ++i) {
      attempt_.trials.push_back(RunOnce(i));
      if (i == 1 && attempt_.trials.back().store.runs.empty() && attempt_.trials.back().exit_code != 0) break;
    }
    Judge();
  }

 private:
  Result<Watched> Uv(std::vector<std::string> words, const std::string& log) {
    std::vector<std::string> command{"uv"};
    command.insert(command.end(), words.begin(), words.end());
    Limits limits = options_.limits;
    limits.processes = 1024;
    Result<Watched> ran = Supervise(command, limits);
    if (ran.ok()) {
      attempt_.cpu_seconds += ran.value().cpu_seconds;
      std::ofstream(folder_ + "/logs/" + log, std::ios::app) << ran.value().output;
    }
    return ran;
  }

  bool Stop(Cause cause) {
    attempt_.cause = std::move(cause);
    return false;
  }

  bool BuildEnvironment() {
    if (options_.env_manager == "none") {
      python_ = plan_.python.path;
      attempt_.notes.emplace_back("no environment was built: what is installed beside " + python_ + " is used");
      return true;
    }
    python_ = folder_ + "/env/bin/python";
    const Result<Watched> made = Uv(
        {"venv", "--quiet", "--no-python-downloads", "--python", plan_.python.path, folder_ + "/env"}, "install.txt");
    if (!made.ok()) return Stop({"DEP_CONFLICT", made.error().message, false});
    if (made.value().exit_code != 0) return Stop(CauseOfInstall(WithoutEscapes(made.value().output)));
    const std::string file = folder_ + "/requirements.txt";
    // Wheels alone: installing one executes nothing of it.
    std::vector<std::string> words{"pip", "install", "--only-binary", ":all:", "--python", python_, "-r", file};
    if (!plan_.constraints.empty()) {
      WriteLines(folder_ + "/constraints.txt", plan_.constraints);
      words.insert(words.end(), {"-c", folder_ + "/constraints.txt"});
      attempt_.notes.emplace_back("versions are those of the lock");
    } else {
      words.insert(words.end(), {"--exclude-newer", plan_.date});
      attempt_.notes.emplace_back("versions are those of " + plan_.date);
    }
    for (std::size_t round = 0; round < 4; ++round) {
      WriteLines(file, plan_.requirements);
      const Result<Watched> installed = Uv(words, "install.txt");
      if (!installed.ok()) return Stop({"DEP_CONFLICT", installed.error().message, false});
      if (!installed.value().stopped.empty())
        return Stop({"RESOURCE", "installing was stopped: " + installed.value().stopped, false});
      if (installed.value().exit_code == 0) break;
      const std::string output = WithoutEscapes(installed.value().output);
      Cause cause = CauseOfInstall(output);
      if (!LeaveOutForeign(output, cause)) return Stop(std::move(cause));
    }
    // MLflow of some years needs pkg_resources, which a bare environment lacks.
    const Result<Watched> seeded =
        Uv({"pip", "install", "--only-binary", ":all:", "--python", python_, "setuptools<81"}, "install.txt");
    if (seeded.ok() && seeded.value().exit_code == 0)
      attempt_.notes.emplace_back("setuptools<81 added: pkg_resources is not in a bare environment");
    return true;
  }

  /// A package whose wheels are all for other systems cannot be what the experiment needs here.
  bool LeaveOutForeign(const std::string& output, const Cause& cause) {
    const std::size_t hint = output.find("Wheels are available for `");
    if (cause.name != "DEP_NO_WHEEL" || hint == std::string::npos) return false;
    const std::size_t begin = hint + 26;
    const std::string name = output.substr(begin, output.find('`', begin) - begin);
    const std::string platforms = output.substr(begin, output.find('\n', begin) - begin);
    if (platforms.find("linux") != std::string::npos || platforms.find("platform") == std::string::npos) return false;
    const auto line = std::ranges::find_if(plan_.requirements, [&](const std::string& text) {
      return text.starts_with(name) && text.find_first_of("=<>~![ ;") == name.size();
    });
    if (line == plan_.requirements.end()) return false;
    plan_.additions.push_back(*line + " left out: it has wheels for other systems only");
    plan_.requirements.erase(line);
    if (attempt_.cause_as_is.name.empty()) attempt_.cause_as_is = cause;
    return true;
  }

  [[nodiscard]] std::vector<std::string> Command() const {
    std::vector<std::string> command = plan_.command;
    if (plan_.notebook) {
      const std::string name = plan_.entry.substr(plan_.entry.rfind('/') + 1);
      return {python_, folder_ + "/inject/run_notebook.py", name};
    }
    if (!plan_.shell && (command.front() == "python" || command.front() == "python3")) command.front() = python_;
    return command;
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
                           {"TRACKLINT_ROOT", run + "/repo"}};
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

  void Judge() {
    const Trial& first = attempt_.trials.front();
    attempt_.cause = first.cause;
    if (first.exit_code != 0 || !first.stopped.empty()) {
      attempt_.level = first.cause.importing ? 1 : 2;
      if (!first.store.runs.empty())
        attempt_.notes.push_back("it ended with an error, yet it had stored " +
                                 std::to_string(first.store.runs.size()) + " runs");
    } else {
      attempt_.level = first.store.runs.empty() ? 3 : 4;
      if (first.store.runs.empty()) attempt_.notes.emplace_back("it ended well and stored no run");
    }
    CompareForecast(first.store);
    if (attempt_.trials.size() > 1) {
      attempt_.comparison = CompareStores(attempt_.trials[0].store, attempt_.trials[1].store, options_.compare);
      if (attempt_.level == 4 && attempt_.comparison->agree) attempt_.level = 5;
      if (attempt_.level == 4) attempt_.cause = {"NONDETERMINISM", FirstDifference(), false};
    }
    if (attempt_.level >= 4) CompareRecorded();
    attempt_.level_as_is = attempt_.level;
    if (!first.replaced.empty()) {
      attempt_.cause_as_is = {"TRACKING_UNREACHABLE", "replaced by the private store: " + first.replaced.front(),
                              false};
      attempt_.level_as_is = std::min(attempt_.level, 2);
      for (const std::string& uri : first.replaced) attempt_.notes.push_back("the private store stood in for " + uri);
    }
    if (attempt_.cause_as_is.name.starts_with("DEP")) attempt_.level_as_is = 0;
  }

  [[nodiscard]] std::string FirstDifference() const {
    for (const RunComparison& pair : attempt_.comparison->pairs) {
      for (const Compared& item : pair.items) {
        if (Disagrees(item, options_.compare))
          return std::string(ToString(item.aspect)) + " " + item.name + ": " + item.a + " / " + item.b;
      }
    }
    return "the two tries stored " + std::to_string(attempt_.trials[0].store.runs.size()) + " and " +
           std::to_string(attempt_.trials[1].store.runs.size()) + " runs";
  }

  void CompareForecast(const RunStore& store) {
    std::map<std::string, std::set<std::string>> stored;
    for (const RecordedRun& run : store.runs) {
      for (const auto& [key, value] : run.params) stored["params"].insert(key);
      for (const auto& [key, points] : run.metrics) {
        if (!key.starts_with("system/")) stored["metrics"].insert(key);
      }
      for (const auto& [key, value] : run.tags) {
        if (!key.starts_with("mlflow.")) stored["tags"].insert(key);
      }
      for (const LoggedModel& model : run.models) stored["models"].insert(model.name);
    }
    for (const char* facet : {"params", "metrics", "tags", "models"}) {
      const Expected& expected = plan_.forecast[facet];
      Agreement& agreement = attempt_.forecast[facet];
      agreement.expected = expected.sure.size();
      agreement.stored = stored[facet].size();
      for (const std::string& key : expected.sure) agreement.met += stored[facet].count(key);
      for (const std::string& key : stored[facet]) {
        const bool foreseen =
            expected.sure.count(key) != 0 ||
            std::ranges::any_of(expected.possible, [&](const std::string& p) { return Fits(p, key); });
        agreement.foreseen += foreseen ? 1U : 0U;
      }
    }
  }

  /// 2: within rtol, 1: close, 0: neither.
  [[nodiscard]] int Near(double a, double b) const {
    if (std::isnan(a) && std::isnan(b)) return 2;
    const double difference = std::abs(a - b);
    const double size = std::max(std::abs(a), std::abs(b));
    if (difference <= options_.compare.rtol * size) return 2;
    return difference <= options_.compare.close_rtol * size ? 1 : 0;
  }

  [[nodiscard]] int Near(const RecordedRun& run, const std::map<std::string, double>& values) const {
    int least = values.empty() ? 0 : 2;
    for (const auto& [name, value] : values) {
      const auto found = run.metrics.find(name);
      if (found == run.metrics.end() || found->second.empty()) return 0;
      least = std::min(least, Near(LastPoint(found->second).value, value));
    }
    return least;
  }

  void CompareRecorded() {
    int best = 0;
    const auto look = [&](const std::map<std::string, double>& values, const std::string& where,
                          const std::map<std::string, std::string>* params) {
      for (const RecordedRun& run : attempt_.trials.front().store.runs) {
        if (params != nullptr && *params != run.params) continue;
        const int near = Near(run, values);
        if (near <= best) continue;
        best = near;
        attempt_.recorded = (near == 2 ? "agrees with " : "is close to ") + where;
      }
    };
    if (!options_.expect.empty()) {
      std::ifstream in(options_.expect, std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      const auto json = ParseJson(text);
      std::map<std::string, double> values;
      if (json && json->is_object()) {
        const auto& object = json->contains("metrics") ? (*json)["metrics"] : *json;
        for (const auto& [name, value] : object.items()) {
          if (value.is_number()) values[name] = value.get<double>();
        }
      }
      if (values.empty()) attempt_.notes.push_back(options_.expect + ": no JSON object of numbers");
      look(values, options_.expect, nullptr);
    }
    StoreOptions reading;
    reading.artifacts = false;
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder_ + "/repo", error), end; !error && at != end; at.increment(error)) {
      const std::string name = at->path().filename().string();
      if (at->is_symlink(error)) continue;
      if (name == ".git" || name == "mlruns") at.disable_recursion_pending();
      if (name != "mlruns" && !(name.ends_with(".db") && at->is_regular_file(error))) continue;
      const Result<RunStore> read = ReadRunStore(at->path().string(), reading);
      if (!read.ok()) continue;
      for (const RecordedRun& run : read.value().runs) {
        std::map<std::string, double> values;
        for (const auto& [key, points] : run.metrics) {
          if (!points.empty()) values[key] = LastPoint(points).value;
        }
        look(values, "run " + run.id + " of " + at->path().string().substr(folder_.size() + 6), &run.params);
      }
    }
    if (best == 2 && attempt_.level == 5) attempt_.level = 6;
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
