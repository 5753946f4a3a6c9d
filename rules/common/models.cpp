#include "rules/common/models.h"

#include <algorithm>

#include "analyzer/knowledge/knowledge.h"
#include "rules/common/coverage.h"
#include "rules/common/paths.h"
#include "rules/common/runs.h"

namespace tracklint::rules {
namespace {

bool Contains(const std::vector<Index>& list, Index item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// One of these trainings happens at the same call as `where`.
bool SamePlace(const Entry& entry, const std::vector<Index>& trainings, Span where) {
  return std::any_of(trainings.begin(), trainings.end(), [&](Index training) {
    return training < entry.trainings.size() && entry.trainings[training].where == where;
  });
}

/// A table, text or picture: what a model made, not the model, unless it was saved in that form.
bool IsReport(const Entry& entry, const Artifact& artifact) {
  if (!artifact.path || artifact.path->is_unknown() || !knowledge::IsReportFile(artifact.path->value)) return false;
  return std::none_of(entry.files.begin(), entry.files.end(), [&](const FileUse& use) {
    return use.kind == FileUse::Kind::kSaveModel && use.path == *artifact.path;
  });
}

/// An artifact that may be, or contain, a stored model of the training.
bool MayHoldModel(const Entry& entry, const Artifact& artifact, Index training) {
  if (HasOrigin(artifact.origins, Origin{OriginKind::kTraining, training}))
    return !artifact.content && !IsReport(entry, artifact);
  if (artifact.content) return false;
  return !artifact.path || artifact.path->is_unknown() || LooksLikeModelFile(*artifact.path);
}

}  // namespace

bool ModelMayBeRecorded(const Entry& entry, Index training) {
  const Training& trained = entry.trainings[training];
  const auto logs = [&](const LoggedModel& model, bool same_run) {
    if (model.saved_only) return false;
    if (trained.search_trial) return true;         // the winner of the search, or a model made with what it chose
    if (model.trainings.empty()) return same_run;  // whatever model it is
    return Contains(model.trainings, training) || SamePlace(entry, model.trainings, trained.where);
  };
  for (std::size_t i = 0; i < entry.runs.size(); ++i) {
    const Run& run = entry.runs[i];
    const bool same_run = trained.run == i;
    if (same_run && (run.models_open || run.artifacts_open)) return true;
    if (std::any_of(run.models.begin(), run.models.end(),
                    [&](const LoggedModel& model) { return logs(model, same_run); }))
      return true;
    if (same_run && std::any_of(run.artifacts.begin(), run.artifacts.end(),
                                [&](const Artifact& artifact) { return MayHoldModel(entry, artifact, training); }))
      return true;
  }
  return std::any_of(entry.models.begin(), entry.models.end(),
                     [&](const LoggedModel& model) { return logs(model, false); });
}

const Run* RunOfSave(const Entry& entry, const FileUse& use) {
  if (const Run* run = RunAt(entry, use.run)) return run;
  for (const Index training : use.trainings) {
    if (training >= entry.trainings.size()) continue;
    if (const Run* run = RunOf(entry, entry.trainings[training])) return run;
  }
  return nullptr;
}

bool IsUnloggedSave(const Entry& entry, const FileUse& use) {
  if (use.kind != FileUse::Kind::kSaveModel || use.logged != Tri::kNo || use.trainings.empty() ||
      RunOfSave(entry, use) == nullptr)
    return false;
  return std::none_of(use.trainings.begin(), use.trainings.end(), [&](Index training) {
    return training >= entry.trainings.size() || ModelMayBeRecorded(entry, training);
  });
}

}  // namespace tracklint::rules
