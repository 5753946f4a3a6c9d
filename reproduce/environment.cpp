// The environment of an attempt: uv, wheels first, versions of a lock or of the commit's date.
#include <algorithm>
#include <cstddef>
#include <fstream>
#include <utility>

#include "reproduce/attempt_steps.h"

namespace tracklint::reproduce {
namespace {

void WriteLines(const std::string& path, const std::vector<std::string>& lines) {
  std::ofstream out(path, std::ios::binary);
  for (const std::string& line : lines) out << line << "\n";
}

bool Stop(Attempt& attempt, Cause cause) {
  attempt.cause = std::move(cause);
  return false;
}

/// A package whose wheels are all for other systems cannot be what the experiment needs here.
bool LeaveOutForeign(Attempt& attempt, const std::string& output, const Cause& cause) {
  const std::size_t hint = output.find("Wheels are available for `");
  if (cause.name != "DEP_NO_WHEEL" || hint == std::string::npos) return false;
  const std::size_t begin = hint + 26;
  const std::string name = output.substr(begin, output.find('`', begin) - begin);
  const std::string platforms = output.substr(begin, output.find('\n', begin) - begin);
  if (platforms.find("linux") != std::string::npos || platforms.find("platform") == std::string::npos) return false;
  std::vector<std::string>& requirements = attempt.plan.requirements;
  const auto line = std::ranges::find_if(requirements, [&](const std::string& text) {
    return text.starts_with(name) && text.find_first_of("=<>~![ ;") == name.size();
  });
  if (line == requirements.end()) return false;
  attempt.plan.additions.push_back(*line + " left out: it has wheels for other systems only");
  requirements.erase(line);
  if (attempt.cause_as_is.name.empty()) attempt.cause_as_is = cause;
  return true;
}

}  // namespace

Result<Watched> RunUv(Attempt& attempt, const std::string& folder, const AttemptOptions& options,
                      const std::vector<std::string>& words) {
  std::vector<std::string> command{"uv"};
  command.insert(command.end(), words.begin(), words.end());
  Limits limits = options.limits;
  limits.processes = 1024;
  limits.seconds = options.install_seconds;
  Result<Watched> ran = Supervise(command, limits);
  if (ran.ok()) {
    attempt.cpu_seconds += ran.value().cpu_seconds;
    std::ofstream(folder + "/logs/install.txt", std::ios::app) << ran.value().output;
  }
  return ran;
}

bool BuildEnvironment(Attempt& attempt, const std::string& folder, const AttemptOptions& options, std::string& python) {
  const Plan& plan = attempt.plan;
  if (options.env_manager == "none") {
    python = plan.python.path;
    attempt.notes.emplace_back("no environment was built: what is installed beside " + python + " is used");
    return true;
  }
  python = folder + "/env/bin/python";
  const Result<Watched> made =
      RunUv(attempt, folder, options,
            {"venv", "--quiet", "--no-python-downloads", "--python", plan.python.path, folder + "/env"});
  if (!made.ok()) return Stop(attempt, {"DEP_CONFLICT", made.error().message, false});
  if (made.value().exit_code != 0) return Stop(attempt, CauseOfInstall(WithoutEscapes(made.value().output)));
  const std::string file = folder + "/requirements.txt";
  // Wheels alone: installing one executes nothing of it.
  std::vector<std::string> words{"pip", "install", "--only-binary", ":all:", "--python", python, "-r", file};
  if (!plan.constraints.empty()) {
    WriteLines(folder + "/constraints.txt", plan.constraints);
    words.insert(words.end(), {"-c", folder + "/constraints.txt"});
    attempt.notes.emplace_back("versions are those of the lock");
  } else {
    words.insert(words.end(), {"--exclude-newer", plan.date});
    attempt.notes.emplace_back("versions are those of " + plan.date);
  }
  SourceBuilds sources(attempt, folder, options, python);
  constexpr std::size_t kRounds = 12;
  for (std::size_t round = 0; round < kRounds; ++round) {
    WriteLines(file, plan.requirements);
    std::vector<std::string> command = words;
    if (!sources.built().empty()) command.insert(command.end(), {"--find-links", sources.wheels()});
    const Result<Watched> installed = RunUv(attempt, folder, options, command);
    if (!installed.ok()) return Stop(attempt, {"DEP_CONFLICT", installed.error().message, false});
    if (!installed.value().stopped.empty())
      return Stop(attempt, {"RESOURCE", "installing was stopped: " + installed.value().stopped, false});
    if (installed.value().exit_code == 0) {
      for (const std::string& one : sources.built())
        attempt.plan.additions.push_back(one + " built from its source distribution, offline: it has no wheel here");
      break;
    }
    const std::string output = WithoutEscapes(installed.value().output);
    Cause cause = CauseOfInstall(output);
    if (round + 1 < kRounds && (LeaveOutForeign(attempt, output, cause) || sources.BuildMissing(output, cause)))
      continue;
    return Stop(attempt, std::move(cause));
  }
  // MLflow of some years needs pkg_resources, which a bare environment lacks.
  const Result<Watched> seeded = RunUv(
      attempt, folder, options, {"pip", "install", "--only-binary", ":all:", "--python", python, "setuptools<81"});
  if (seeded.ok() && seeded.value().exit_code == 0)
    attempt.notes.emplace_back("setuptools<81 added: pkg_resources is not in a bare environment");
  return true;
}

}  // namespace tracklint::reproduce
