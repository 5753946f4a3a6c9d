#include <filesystem>
#include <fstream>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>

#include "analyzer/engine/analysis.h"
#include "analyzer/knowledge/secret_text.h"
#include "cli/commands.h"
#include "reporters/hidden.h"
#include "reporters/text.h"
#include "reproduce/attempt.h"
#include "reproduce/child_process.h"
#include "reproduce/sandbox.h"
#include "reproduce/temp_folder.h"

namespace tracklint::cli {
namespace {

namespace fs = std::filesystem;

/// `REPO@COMMIT`; a folder whose name holds an @ is itself, and what stands before the host of an address is no REPO
/// (`https://user:password@host/x`, `git@host:x`).
void SplitRepository(const std::string& text, reproduce::Wish& wish) {
  std::size_t at = text.rfind('@');
  const std::size_t scheme = text.find("://");
  if (scheme != std::string::npos) {
    const knowledge::TextRange userinfo = knowledge::UserinfoAt(text, scheme + 3);
    if (at == userinfo.end && userinfo.begin < userinfo.end) at = std::string::npos;
  } else if (at != std::string::npos && text.find(':', at) != std::string::npos) {
    at = std::string::npos;
  }
  std::error_code error;
  wish.repository = text;
  if (at == std::string::npos || at == 0 || fs::exists(text, error)) return;
  wish.repository = text.substr(0, at);
  wish.commit = text.substr(at + 1);
}

std::optional<Error> ReadParameters(const std::vector<std::string>& given, reproduce::Wish& wish) {
  for (const std::string& text : given) {
    const std::size_t equal = text.find('=');
    if (equal == std::string::npos || equal == 0) return Error{"-P wants NAME=VALUE, not `" + text + "`"};
    wish.parameters.emplace_back(text.substr(0, equal), text.substr(equal + 1));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> ToolsForAttempts(const Options& options) {
  if (!options.no_sandbox) {
    if (const auto trouble = reproduce::SandboxTrouble())
      return Error{*trouble + ": foreign code runs in a sandbox alone (--no-sandbox runs it without one)"};
  }
  if (options.env_manager != "none" && !reproduce::RunChild({"uv", "--version"}, "").ok())
    return Error{"the program uv is not installed; it builds the environment (--env-manager none goes without)"};
  return std::nullopt;
}

int ReproduceCommand(const Options& options, Streams streams) {
  if (options.paths.size() != 1) return Trouble("reproduce wants one git repository", streams);
  reproduce::Wish wish;
  SplitRepository(options.paths.front(), wish);
  wish.entry = options.entry;
  if (const auto problem = ReadParameters(options.parameters, wish)) return Trouble(problem->message, streams);
  if (options.run) {
    if (const auto problem = ToolsForAttempts(options)) return Trouble(problem->message, streams);
  }
  const reproduce::TempFolder temporary;
  std::error_code error;
  wish.folder = options.output_file.empty() ? temporary.path().string()
                                            : fs::weakly_canonical(fs::absolute(options.output_file), error).string();
  if (wish.folder.empty()) return Trouble("no folder for temporary files can be made", streams);
  fs::create_directories(wish.folder, error);
  if (error) return Trouble("cannot make the folder " + wish.folder + ": " + error.message(), streams);
  if (fs::exists(wish.folder + "/repo", error))
    return Trouble(wish.folder + " holds an earlier attempt: give another folder", streams);

  reproduce::Plan plan;
  if (const auto problem = reproduce::TakeCommit(wish, plan)) return Trouble(problem->message, streams);
  engine::AnalysisOptions wanted;
  wanted.paths = {wish.folder + "/repo"};
  wanted.root = wish.folder + "/repo";
  Result<engine::Analysis> analysis = engine::Analyze(wanted);
  if (!analysis.ok()) return Trouble(analysis.error().message, streams);
  if (options.env_manager == "conda-file") plan.only_conda = true;
  if (const auto problem = reproduce::MakePlan(wish, analysis.value(), plan)) return Trouble(problem->message, streams);

  const reporters::Hidden hidden(&analysis.value().facts(), &analysis.value().sources());
  const reproduce::Show show = [&hidden](std::string_view text) { return hidden.Without(text); };
  const bool json = options.output_format == "json";
  if (!options.run) {
    streams.out << (json ? reproduce::AttemptJson(wish.repository, plan, nullptr, show)
                         : reproduce::PlanText(plan, show) + "Nothing was executed: --run tries it.\n");
    return kExitClean;
  }
  if (options.no_sandbox) streams.err << "tracklint: warning: foreign code runs without a sandbox\n";
  reproduce::AttemptOptions trying;
  trying.times = options.times;
  trying.network = options.network;
  trying.sandbox = !options.no_sandbox;
  trying.env_manager = options.env_manager;
  trying.expect = options.expect;
  trying.limits.seconds = options.timeout;
  trying.install_seconds = options.install_timeout;
  trying.limits.memory_bytes = static_cast<std::uint64_t>(options.memory) << 20U;
  const reproduce::Attempt attempt = reproduce::Try(std::move(plan), wish.folder, trying);
  const std::string document = reproduce::AttemptJson(wish.repository, attempt.plan, &attempt, show);
  const std::string text = reproduce::AttemptText(attempt, show);
  if (!options.output_file.empty()) {
    std::ofstream(wish.folder + "/report.json", std::ios::binary) << document;
    std::ofstream(wish.folder + "/report.txt", std::ios::binary) << text;
    std::ofstream(wish.folder + "/row.csv", std::ios::binary) << reproduce::AttemptCsv(wish.repository, attempt, show);
  }
  streams.out << (json ? document : text);
  return attempt.level >= 5 ? kExitClean : kExitFindings;
}

}  // namespace tracklint::cli
