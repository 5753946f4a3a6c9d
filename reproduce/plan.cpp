#include "reproduce/plan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "analyzer/engine/run_rules.h"
#include "analyzer/engine/selection.h"
#include "analyzer/knowledge/secret_text.h"
#include "analyzer/project/text.h"
#include "analyzer/score/compute_score.h"
#include "reproduce/causes.h"
#include "reproduce/child_process.h"
#include "reproduce/plan_command.h"
#include "rules/registry.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBranch = "reproduced";

std::string FolderOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
}
std::string NameOf(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

Result<std::string> Git(std::vector<std::string> words) {
  // Nothing of the repository may run: no hooks, no smudge filters, no editor, no prompt.
  std::vector<std::string> command{
      "env", "GIT_TERMINAL_PROMPT=0",    "GIT_LFS_SKIP_SMUDGE=1", "git", "-c", "core.hooksPath=/dev/null",
      "-c",  "advice.detachedHead=false"};
  command.insert(command.end(), words.begin(), words.end());
  const Result<ChildOutput> ran = RunChild(command, "");
  if (!ran.ok()) return ran.error();
  if (ran.value().exit_code != 0) {
    std::string text = ran.value().err;
    while (text.ends_with('\n')) text.pop_back();
    return Error{"git: " + text.substr(text.rfind('\n') + 1)};
  }
  std::string text = ran.value().out;
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

struct Candidate {
  std::string path;
  bool notebook = false;
  int points = 0;
  std::string why;
};

std::vector<Candidate> Candidates(const Facts& facts) {
  std::vector<Candidate> all;
  for (const Entry& entry : facts.entries) {
    std::size_t sure = 0;
    for (const Run& run : entry.runs) sure += run.certainty == Certainty::kSurely ? 1 : 0;
    if (entry.runs.empty() || entry.path.empty()) continue;
    Candidate one{entry.path, entry.kind == Entry::Kind::kNotebook, 0, {}};
    const std::string name = NameOf(entry.path);
    const bool script = entry.kind == Entry::Kind::kScript;
    one.points = (script                                 ? 40
                  : entry.kind == Entry::Kind::kNotebook ? 25
                                                         : 0) +
                 (sure > 0 ? 20 : 0) + (entry.trainings.empty() ? 0 : 15) +
                 (name.find("train") != std::string::npos ? 20 : 0) + (name == "main.py" ? 10 : 0) -
                 (entry.path.find("test") != std::string::npos ? 30 : 0) -
                 2 * static_cast<int>(std::ranges::count(entry.path, '/'));
    one.why = std::to_string(entry.runs.size()) + (entry.runs.size() == 1 ? " run" : " runs") + " expected" +
              (entry.trainings.empty() ? "" : ", trains a model");
    const auto known = std::ranges::find(all, one.path, &Candidate::path);
    if (known == all.end())
      all.push_back(std::move(one));
    else if (known->points < one.points)
      *known = std::move(one);
  }
  std::ranges::stable_sort(all, [](const Candidate& a, const Candidate& b) {
    return a.points != b.points ? a.points > b.points : a.path < b.path;
  });
  return all;
}

template <typename Item>
void Expect(Expected& expected, const Item& item, const Text& key) {
  if (key.is_unknown())
    expected.open = true;
  else if (key.is_literal() && item.certainty == Certainty::kSurely)
    expected.sure.insert(key.value);
  else
    expected.possible.insert(key.value);
}

void Forecast(const Facts& facts, Plan& plan) {
  for (const Entry& entry : facts.entries) {
    if (entry.path != plan.entry || entry.kind == Entry::Kind::kFunction) continue;
    for (const Run& run : entry.runs) {
      for (const Param& item : run.params) Expect(plan.forecast["params"], item, item.key);
      for (const Metric& item : run.metrics) Expect(plan.forecast["metrics"], item, item.key);
      for (const Tag& item : run.tags) Expect(plan.forecast["tags"], item, item.key);
      for (const tracklint::LoggedModel& item : run.models) Expect(plan.forecast["models"], item, item.name);
      plan.forecast["params"].open |= run.params_open;
      plan.forecast["metrics"].open |= run.metrics_open;
      plan.forecast["tags"].open |= run.tags_open;
      plan.forecast["models"].open |= run.models_open;
      if (run.tracking_uri.state == Setting::State::kSet && run.tracking_uri.value.is_literal()) {
        const std::string uri = knowledge::WithoutSecrets(run.tracking_uri.value.value);
        const bool server = uri.starts_with("http") || uri.starts_with("databricks");
        if (server && std::ranges::find(plan.replaced_uris, uri) == plan.replaced_uris.end())
          plan.replaced_uris.push_back(uri);
      }
    }
  }
}

void Foretell(const engine::Analysis& analysis, Plan& plan) {
  const auto selected = engine::SelectRules(rules::AllRules(), {{"ALL"}, {}, {}, false});
  if (!selected.ok()) return;
  engine::RunOptions run;
  run.all = rules::AllRules();
  run.selected = selected.value();
  run.project_text = [&analysis](const std::string& path) { return analysis.project_text(path); };
  const engine::RunResult result = engine::RunRules(analysis.view(), run);
  constexpr std::array<std::string_view, 12> kCauses{
      "DEP_UNDECLARED", "DEP_CONFLICT", "DEP_NO_WHEEL",  "API_REMOVED",          "DATA_MISSING",   "PATH_ABSOLUTE",
      "CREDENTIALS",    "NETWORK",      "ARGS_REQUIRED", "TRACKING_UNREACHABLE", "NONDETERMINISM", "CODE_ERROR"};
  for (const std::string_view cause : kCauses) {
    const std::vector<std::string_view> wanted = RulesFor(cause);
    for (const Finding& finding : result.findings) {
      const bool here = finding.path == plan.entry || !finding.span.valid();
      std::vector<std::string>& lines = plan.foretold[std::string(cause)];
      if (!here || lines.size() >= 5 || std::ranges::find(wanted, finding.rule) == wanted.end()) continue;
      lines.push_back(std::string(finding.rule) + " " + finding.path + ":" + std::to_string(finding.place.line));
    }
    if (plan.foretold[std::string(cause)].empty()) plan.foretold.erase(std::string(cause));
  }
}

std::optional<Error> ChooseEntry(const Wish& wish, const engine::Analysis& analysis, Plan& plan) {
  const Project& project = analysis.project();
  std::error_code error;
  const bool file = !wish.entry.empty() && fs::is_regular_file(wish.folder + "/repo/" + wish.entry, error);
  for (const Mlproject& one : project.mlprojects) {
    if (file) break;
    if (wish.entry.empty() && one.path != "MLproject") continue;
    for (const MlprojectEntryPoint& point : one.entry_points) {
      if (point.name != (wish.entry.empty() ? "main" : wish.entry)) continue;
      plan.why_entry = wish.entry.empty() ? "entry point `main` of " + one.path : "asked for";
      return UseMlproject(wish, one, point, plan);
    }
  }
  const std::vector<Candidate> candidates = Candidates(analysis.facts());
  if (!wish.entry.empty()) {
    if (!file) return Error{"there is no file and no entry point `" + wish.entry + "` in this commit"};
    plan.entry = wish.entry;
    plan.why_entry = "asked for";
  } else {
    if (candidates.empty())
      return Error{"no script, notebook or entry point in this commit starts a run: name one with --entry"};
    plan.entry = candidates.front().path;
    plan.why_entry = candidates.front().why + "; best of " + std::to_string(candidates.size());
  }
  plan.notebook = plan.entry.ends_with(".ipynb");
  ChooseCommand(wish, analysis, plan);
  return std::nullopt;
}

}  // namespace

std::optional<Error> TakeCommit(const Wish& wish, Plan& plan) {
  const std::string repo = wish.folder + "/repo";
  if (wish.repository.starts_with('-') || wish.commit.starts_with('-')) return Error{"a name cannot begin with -"};
  if (const auto cloned = Git({"clone", "--quiet", "--no-checkout", "--", wish.repository, repo}); !cloned.ok())
    return cloned.error();
  const std::string revision = wish.commit.empty() ? "HEAD" : wish.commit;
  const Result<std::string> commit = Git({"-C", repo, "rev-parse", "--verify", "--quiet", revision + "^{commit}"});
  if (!commit.ok()) return Error{"there is no commit " + revision + " in " + wish.repository};
  // On a branch: tools ask for its name and fail without one.
  if (const auto out = Git({"-C", repo, "checkout", "--quiet", "-B", kBranch, commit.value()}); !out.ok())
    return out.error();
  plan.commit = commit.value();
  const Result<std::string> date = Git({"-C", repo, "log", "-1", "--format=%cI"});
  if (!date.ok()) return date.error();
  plan.date = date.value();
  std::error_code error;
  plan.submodules = fs::exists(repo + "/.gitmodules", error);
  return std::nullopt;
}

std::optional<Error> MakePlan(const Wish& wish, const engine::Analysis& analysis, Plan& plan) {
  if (std::optional<Error> problem = ChooseEntry(wish, analysis, plan)) return problem;
  const Project& project = analysis.project();
  std::string preferred;
  for (const Mlproject& one : project.mlprojects) {
    if (plan.entry_point.empty() || FolderOf(one.path) != plan.folder || one.environment_file.empty()) continue;
    preferred = plan.folder.empty() ? one.environment_file : plan.folder + "/" + one.environment_file;
  }
  for (const DependencySource& source : project.sources) {
    if (plan.only_conda && preferred.empty() && source.kind == DependencyFile::kConda) preferred = source.path;
  }
  ChooseRequirements(project, plan.entry, preferred, plan);
  plan.python_said = project.python_version.value_or("");
  const std::vector<Interpreter> available = FindInterpreters();
  if (available.empty()) return Error{"no Python 3 was found on this machine"};
  plan.python = ChooseInterpreter(plan.python_said, plan.date, available, plan.why_python);
  if (project.python_version_where) plan.why_python += " (" + project.python_version_where->path + ")";
  Forecast(analysis.facts(), plan);
  Foretell(analysis, plan);
  const Score score = score::ComputeScore(analysis.facts(), project, analysis.sources(), analysis.target());
  if (score.scored) {
    plan.score = score.low;
    plan.level = score.level;
  }
  return std::nullopt;
}

}  // namespace tracklint::reproduce
