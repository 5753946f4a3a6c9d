// code: does the run name the git commit that produced it?
#include <algorithm>
#include <string>
#include <vector>

#include "analyzer/score/evidence.h"
#include "analyzer/score/facets.h"

namespace tracklint::score {
namespace {

bool HoldsCommit(std::string_view key) {
  const std::string name = NormaliseKey(key);
  if (HasWord(name, {"commit", "githash", "gitsha", "gitcommit"})) return true;
  if (HasWord(name, {"git"}) && HasWord(name, {"hash", "sha", "sha1", "rev", "revision", "version", "ref"}))
    return true;
  return HasWord(name, {"code", "source"}) && HasWord(name, {"version", "revision", "sha", "hash"});
}

Item CommitRecord(const Scope& scope) {
  Item best = scope.open(&Run::tags_open) ? Unknown() : Absent();
  for (const Tag& tag : scope.run->tags) {
    if (tag.key.is_literal() && HoldsCommit(tag.key.value)) best = Better(best, Recorded(tag.certainty));
  }
  for (const Param& param : scope.run->params) {
    if (param.key.is_literal() && HoldsCommit(param.key.value)) best = Better(best, Recorded(param.certainty));
  }
  return best;
}

/// The notebook itself is among the artifacts.
Item OwnFileRecord(const Scope& scope) {
  Item best = Absent();
  if (scope.entry->kind != Entry::Kind::kNotebook) return best;
  for (const Artifact& artifact : scope.run->artifacts) {
    if (artifact.path && artifact.path->is_literal() && BaseName(artifact.path->value) == BaseName(scope.entry->path)) {
      best = Better(best, Recorded(artifact.certainty));
    }
  }
  return best;
}

/// MLflow leaves the commit out for a script that git ignores.
bool IsIgnored(const Scope& scope) {
  const std::vector<std::string>& files = scope.project->files;
  const bool script = scope.entry->kind == Entry::Kind::kScript || scope.entry->kind == Entry::Kind::kFunction;
  return script && scope.project->git.work_tree && !files.empty() && !scope.entry->path.starts_with("../") &&
         !std::ranges::binary_search(files, scope.entry->path);
}

/// Where the commit is recorded.
Span RecordPlace(const Scope& scope) {
  for (const Tag& tag : scope.run->tags) {
    if (tag.key.is_literal() && HoldsCommit(tag.key.value)) return tag.where;
  }
  for (const Param& param : scope.run->params) {
    if (param.key.is_literal() && HoldsCommit(param.key.value)) return param.where;
  }
  return scope.run->where;
}

std::string WhyNot(const Scope& scope) {
  if (scope.run->code_recorded == Tri::kYes && IsIgnored(scope))
    return "git ignores this file, so MLflow records no commit";
  if (scope.run->kind == RunKind::kClient) return "MlflowClient.create_run records no commit, and no tag holds one";
  if (scope.entry->kind == Entry::Kind::kNotebook)
    return "MLflow records no commit for a notebook, and no tag holds one";
  const GitState& git = scope.project->git;
  if (git.work_tree && !git.has_commit) return "the repository has no commit";
  return "MLflow records no commit for this run, and no tag holds one";
}

}  // namespace

Judgement JudgeCode(const Scope& scope) {
  Judgement judgement;
  if (scope.run == nullptr) {
    judgement.items = {Absent()};
    const Span where = scope.trainings.empty() ? Span{} : scope.training(scope.trainings.front()).where;
    judgement.reasons = {"no run records this training" + At(scope, where)};
    return judgement;
  }
  const Item record = CommitRecord(scope);
  const Item own_file = OwnFileRecord(scope);
  Item by_mlflow = Absent();
  if (scope.run->code_recorded == Tri::kYes && !IsIgnored(scope)) by_mlflow = Implicit();
  if (scope.run->code_recorded == Tri::kUnknown) by_mlflow = Unknown();
  if (record.low == kFull) {
    judgement.items = {record};
    judgement.reasons = {"a tag or parameter holds the commit" + At(scope, RecordPlace(scope))};
  } else if (own_file.low == kFull) {
    judgement.items = {own_file};
    judgement.reasons = {"the notebook itself is logged as an artifact" + At(scope, scope.run->where)};
  } else if (by_mlflow.low == kFull) {
    judgement.items = {by_mlflow};
    judgement.reasons = {"MLflow records the git commit of the script" + At(scope, scope.run->where)};
  } else {
    judgement.items = {Better(Better(record, own_file), by_mlflow)};
    if (judgement.items[0].high == 0)
      judgement.reasons = {WhyNot(scope) + At(scope, scope.run->where)};
    else
      judgement.reasons = {scope.project->git.work_tree ? "it cannot be seen whether MLflow records the commit"
                                                        : "no git work tree at or above the root"};
  }
  return judgement;
}

}  // namespace tracklint::score
