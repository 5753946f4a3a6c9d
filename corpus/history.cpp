#include "corpus/history.h"

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <utility>

#include "analyzer/engine/analysis.h"
#include "analyzer/link/record_memo.h"
#include "analyzer/score/compute_score.h"
#include "corpus/figures.h"
#include "corpus/git_library.h"
#include "corpus/git_tree.h"
#include "corpus/open_input.h"
#include "corpus/tree_writer.h"
#include "corpus/workspace.h"
#include "reporters/text.h"

namespace tracklint::corpus {
namespace {

/// From `commit` back along first parents, given oldest first. Ends where a shallow clone does.
std::vector<std::string> FirstParents(const std::string& path, const std::string& commit) {
  constexpr std::size_t kMost = 1'000'000;
  const git::Library library;
  const git::Repository repository = git::Open(path);
  if (!repository) return {};
  Result<git::Commit> found = git::Find(repository.get(), commit);
  if (!found.ok()) return {};
  std::vector<std::string> commits;
  for (git::Commit at = std::move(found).value(); at && commits.size() < kMost;) {
    commits.push_back(git::Text(*git_commit_id(at.get())));
    git_commit* raw = nullptr;
    at.reset(git_commit_parent(&raw, at.get(), 0) == 0 ? raw : nullptr);
  }
  std::ranges::reverse(commits);
  return commits;
}

class Past {
 public:
  Past(std::string path, const RecordOptions& options, std::string scratch)
      : path_(std::move(path)), options_(options), scratch_(std::move(scratch)) {}

  /// The figures of a commit.
  Record moment(const std::string& commit) {
    Record record;
    record["commit"] = commit;
    record["date"] = CommitDate(path_, commit);
    record["error"] = nullptr;
    RemoveFolder(scratch_);
    const Result<std::string> root = MakeRoot(scratch_, "history");
    TreeWriter out(root.ok() ? root.value() : std::string());
    Result<GitTree> tree = root.ok() ? WriteGitTree(path_, commit, out) : Result<GitTree>(root.error());
    if (!tree.ok()) {
      record["error"] = reporters::Visible(tree.error().message);
      return record;
    }
    if (tree.value().fingerprint != fingerprint_ || !figures_.is_object()) {
      fingerprint_ = tree.value().fingerprint;
      figures_ = figures(root.value(), std::move(tree).value());
    }
    record.update(figures_);
    return record;
  }

 private:
  Record figures(const std::string& root, GitTree tree) {
    engine::AnalysisOptions wanted;
    wanted.paths = {root};
    wanted.target = options_.target;
    wanted.target_auto = options_.target_auto;
    wanted.jobs = 1;
    wanted.memo = &memo_;
    wanted.git = CheckedOut(tree.commit, std::move(tree.tracked));
    const Result<engine::Analysis> done = engine::Analyze(wanted);
    if (!done.ok()) return {{"error", reporters::Visible(done.error().message)}};
    const engine::Analysis& analysis = done.value();
    const Score score =
        score::ComputeScore(analysis.facts(), analysis.project(), analysis.sources(), analysis.target());
    Record record = Record::object();
    AddFigures(record, score);
    if (score.scored) record["facets"] = FacetsRecord(score.facets);
    return record;
  }

  std::string path_;
  const RecordOptions& options_;
  std::string scratch_;
  link::RecordMemo memo_;
  std::string fingerprint_;
  Record figures_;
};

}  // namespace

Result<HistoryPlan> ParseHistory(const std::string& text) {
  const Error wrong{"--history wants first,median,last or all:N, not `" + text + "`"};
  HistoryPlan plan;
  if (text.starts_with("all:")) {
    const std::string digits = text.substr(4);
    if (digits.empty() || digits.size() > 6 || digits.find_first_not_of("0123456789") != std::string::npos)
      return wrong;
    plan.most = std::stoul(digits);
    return plan.most > 0 ? Result<HistoryPlan>(plan) : Result<HistoryPlan>(wrong);
  }
  std::istringstream words(text);
  for (std::string word; std::getline(words, word, ',');) {
    if (word == "first")
      plan.first = true;
    else if (word == "median")
      plan.median = true;
    else if (word == "last")
      plan.last = true;
    else
      return wrong;
  }
  return plan.asked() ? Result<HistoryPlan>(plan) : Result<HistoryPlan>(wrong);
}

std::vector<std::size_t> Chosen(const HistoryPlan& plan, std::size_t count) {
  std::vector<std::size_t> chosen;
  if (count == 0) return chosen;
  if (plan.first) chosen.push_back(0);
  if (plan.median) chosen.push_back((count - 1) / 2);
  if (plan.last) chosen.push_back(count - 1);
  const std::size_t most = std::min(plan.most, count);
  for (std::size_t i = 0; i < most; ++i) chosen.push_back(most == 1 ? count - 1 : i * (count - 1) / (most - 1));
  std::ranges::sort(chosen);
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

Record History(const std::string& path, const std::string& commit, const RecordOptions& options,
               const std::string& scratch) {
  Record history = Record::array();
  const std::vector<std::string> commits = FirstParents(path, commit);
  Past past(path, options, scratch + "/past");
  for (const std::size_t i : Chosen(options.history, commits.size())) history.push_back(past.moment(commits[i]));
  RemoveFolder(scratch + "/past");
  return history;
}

}  // namespace tracklint::corpus
