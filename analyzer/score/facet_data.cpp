// data: is each piece of data that flows into training or evaluation named by the run, or at least by
// the repository at the recorded commit?
#include <algorithm>
#include <vector>

#include "analyzer/interpret/heap.h"
#include "analyzer/knowledge/knowledge.h"
#include "analyzer/score/evidence.h"
#include "analyzer/score/facets.h"

namespace tracklint::score {
namespace {

bool HasRead(const Origins& origins, Index read) {
  return std::ranges::find(origins, Origin{OriginKind::kRead, read}) != origins.end();
}
bool HasAnyRead(const Origins& origins) {
  return std::ranges::any_of(origins, [](const Origin& origin) { return origin.kind == OriginKind::kRead; });
}

/// The read comes from the same option, configuration entry, literal or environment variable as what is recorded.
/// `whole_files`: a configuration file counts as well as its entries. A literal counts where it is in the source's
/// text, not where it only was the key to an unknown one.
bool SameSource(const Origins& recorded, const DataRead& read, bool whole_files) {
  const Origins& b = read.origins;
  return std::ranges::any_of(recorded, [&](const Origin& origin) {
    const bool names = origin.kind == OriginKind::kOption || origin.kind == OriginKind::kEnvironment ||
                       (origin.kind == OriginKind::kConfig && (whole_files || origin.id < interpret::kFileOrigin)) ||
                       (origin.kind == OriginKind::kLiteral && !read.source.is_unknown());
    return names && origin.id != kNoIndex && std::ranges::find(b, origin) != b.end();
  });
}

/// `data_version`, `train_path`, `dataset.md5`: a value made from the data under such a key names it; `n_rows` does not.
bool NamesData(const Text& key) {
  return key.is_literal() &&
         HasWord(NormaliseKey(key.value),
                 {"data", "dataset", "path", "file", "filename", "source", "uri", "url", "version", "hash", "md5",
                  "sha", "sha1", "sha256", "checksum", "digest", "fingerprint", "revision", "snapshot"});
}

std::vector<Index> ReadsOf(const Scope& scope) {
  std::vector<Index> reads;
  const auto add = [&](Index read) {
    if (read < scope.entry->reads.size()) reads.push_back(read);
  };
  for (Index t : scope.trainings) {
    for (Index read : scope.training(t).reads) add(read);
    for (Index read = 0; read < scope.entry->reads.size(); ++read) {
      const std::vector<Index>& flows = scope.entry->reads[read].flows_to;
      if (std::ranges::find(flows, t) != flows.end()) add(read);
    }
  }
  if (scope.trainings.empty() && scope.run != nullptr) {  // evaluation only
    for (Index e : scope.run->evaluations) {
      if (e >= scope.entry->evaluations.size()) continue;
      for (Index read : scope.entry->evaluations[e].reads) add(read);
    }
  }
  if (scope.trainings.empty() &&
      reads.empty()) {  // a measure of the code's own: what the entry reads and does not train on
    for (Index read = 0; read < scope.entry->reads.size(); ++read) {
      if (scope.entry->reads[read].flows_to.empty()) add(read);
    }
  }
  std::ranges::sort(reads);
  reads.erase(std::unique(reads.begin(), reads.end()), reads.end());
  return reads;
}

/// How the run itself names the read. `only`: it is the one read of the scope.
Item InRun(const Scope& scope, Index index, bool only) {
  const DataRead& read = scope.entry->reads[index];
  const Run& run = *scope.run;
  const bool open = scope.open(&Run::params_open) || scope.open(&Run::tags_open) || scope.open(&Run::datasets_open) ||
                    scope.open(&Run::artifacts_open);
  Item best = open ? Unknown() : Absent();
  for (const DatasetInput& dataset : run.datasets) {
    if (dataset.writer == Writer::kAutolog)
      best = Better(best, Recorded(dataset.certainty, FacetStatus::kImplicit));
    else if (HasRead(dataset.origins, index) || (only && !HasAnyRead(dataset.origins)))
      best = Better(best, Recorded(dataset.certainty));
    else if (!HasAnyRead(dataset.origins))
      best = Better(best, Unknown());
  }
  const auto names = [&](const Text& key, const Text& value, const Origins& origins) {
    const bool same_text =
        value.is_literal() && read.source.is_literal() && !value.value.empty() && value.value == read.source.value;
    const bool derived = HasRead(origins, index);  // made from the content: it inherits where that came from
    return same_text || (derived ? NamesData(key) : SameSource(origins, read, false));
  };
  for (const Param& param : run.params) {
    if (names(param.key, param.value, param.origins)) best = Better(best, Recorded(param.certainty));
  }
  for (const Tag& tag : run.tags) {
    if (names(tag.key, tag.value, tag.origins)) best = Better(best, Recorded(tag.certainty));
  }
  for (const Artifact& artifact : run.artifacts) {
    const bool same_file = artifact.path && artifact.path->is_literal() && read.source.is_literal() &&
                           artifact.path->value == read.source.value;
    if (same_file || SameSource(artifact.origins, read, true)) best = Better(best, Recorded(artifact.certainty));
  }
  return best;
}

/// How the repository names it.
Item InRepository(const Scope& scope, const DataRead& read, Derivable derivable, bool dependencies_recorded) {
  if (read.tracked == DataRead::Tracked::kGit || read.tracked == DataRead::Tracked::kDvc) return derivable.item();
  if (read.built_in) {
    const std::string_view library = std::string_view(read.loader).substr(0, read.loader.find('.'));
    const std::string_view distribution = knowledge::DistributionOf(library);
    const bool pinned =
        dependencies_recorded || scope.requirements->pins(distribution.empty() ? library : distribution);
    return pinned ? derivable.item() : Absent();
  }
  if (read.remote && read.versioned == Tri::kYes) return derivable.item();
  if (read.remote) return read.versioned == Tri::kUnknown ? Unknown() : Absent();  // what is there now may change
  return read.tracked == DataRead::Tracked::kUnknown ? Unknown() : Absent();
}

std::string Name(const Scope& scope, const DataRead& read) {
  const std::string name = read.source.is_unknown() ? "`" + read.loader + "`" : "`" + read.source.value + "`";
  return name + At(scope, read.where);
}

/// Whether people or only autolog record the data of the run.
Item RecordedByRun(const Run& run) {
  const bool by_autolog = !run.datasets.empty() && std::ranges::all_of(run.datasets, [](const DatasetInput& dataset) {
    return dataset.writer == Writer::kAutolog;
  });
  return by_autolog ? Implicit() : Explicit();
}

/// Where the run records data: its first dataset, else the run.
Span DatasetPlace(const Scope& scope) {
  return scope.run->datasets.empty() ? scope.run->where : scope.run->datasets.front().where;
}

Judgement WithoutReads(const Scope& scope, Derivable derivable) {
  if (scope.trainings.empty()) return NotApplicable("nothing is read or trained");
  const auto all = [&](Tri state) {
    return std::ranges::all_of(scope.trainings, [&](Index t) { return scope.training(t).data_seen == state; });
  };
  if (all(Tri::kNo)) return NotApplicable("the training needs no data");
  const bool generated = all(Tri::kYes);
  Item item = generated ? derivable.item() : Unknown();
  if (scope.run != nullptr) {
    if (scope.run->data_recorded == Tri::kYes) item = Better(item, RecordedByRun(*scope.run));
    for (const DatasetInput& dataset : scope.run->datasets) {
      const bool autolog = dataset.writer == Writer::kAutolog;
      item = Better(item, Recorded(dataset.certainty, autolog ? FacetStatus::kImplicit : FacetStatus::kExplicit));
    }
  }
  if (!generated && scope.run != nullptr) {
    // How the data reaches the training is not seen, but the run names everything that was read.
    std::size_t loose = 0;
    std::size_t named = 0;
    for (Index read = 0; read < scope.entry->reads.size(); ++read) {
      if (!scope.entry->reads[read].flows_to.empty()) continue;
      ++loose;
      named += InRun(scope, read, false).low == kFull ? 1U : 0U;
    }
    if (loose > 0 && named == loose) item = Better(item, Explicit());
  }
  Judgement judgement;
  judgement.items = {item};
  if (item.low == kFull)
    judgement.reasons = {"the run names its data" + At(scope, DatasetPlace(scope))};
  else
    judgement.reasons = {generated ? "the data is made by the code, the run does not name it"
                                   : "no read of the data was found"};
  return judgement;
}

}  // namespace

Judgement JudgeData(const Scope& scope, Derivable derivable, bool dependencies_recorded) {
  const std::vector<Index> reads = ReadsOf(scope);
  if (reads.empty()) return WithoutReads(scope, derivable);
  Judgement judgement;
  for (Index index : reads) {
    const DataRead& read = scope.entry->reads[index];
    const Item repository = InRepository(scope, read, derivable, dependencies_recorded);
    Item item = repository;
    if (scope.run != nullptr) {
      item = Better(InRun(scope, index, reads.size() == 1), repository);
      // The facts look deeper than the lists above; a git-tracked file that they count as named is derivable here.
      const bool by_git = read.tracked == DataRead::Tracked::kGit || read.tracked == DataRead::Tracked::kDvc;
      if (scope.run->data_recorded == Tri::kYes && !by_git) item = Better(item, RecordedByRun(*scope.run));
      if (scope.run->data_recorded == Tri::kUnknown) item = Better(item, Unknown());
    }
    judgement.items.push_back(item);
    if (item.low == kFull) continue;
    if (item.status == FacetStatus::kDerivable)
      judgement.reasons.push_back(Name(scope, read) + " is fixed by the repository, but the run does not name it");
    else if (item.high == 0)
      judgement.reasons.push_back(Name(scope, read) + " is named neither by the run nor by the repository");
    else
      judgement.reasons.push_back("it cannot be seen whether the run names " + Name(scope, read));
  }
  // Training data whose source was not found, beside reads of other trainings of the scope.
  for (Index t : scope.trainings) {
    const Training& training = scope.training(t);
    const bool unseen = training.data_seen == Tri::kUnknown && training.reads.empty();
    if (unseen && std::ranges::none_of(reads, [&](Index r) {
          return std::ranges::find(scope.entry->reads[r].flows_to, t) != scope.entry->reads[r].flows_to.end();
        })) {
      const bool recorded = scope.run != nullptr && scope.run->data_recorded == Tri::kYes;
      judgement.items.push_back(recorded ? RecordedByRun(*scope.run) : Unknown());
      if (!recorded)
        judgement.reasons.emplace_back("no read of the data of `" + training.estimator + "` was found" +
                                       At(scope, training.where));
    }
  }
  if (judgement.reasons.empty()) judgement.reasons = {"the run names its data" + At(scope, DatasetPlace(scope))};
  return judgement;
}

}  // namespace tracklint::score
