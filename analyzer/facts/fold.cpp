#include "analyzer/facts/fold.h"

#include <algorithm>
#include <iterator>
#include <map>

namespace tracklint::facts {
namespace {

bool Empty(const Run& run) {
  return run.params.empty() && run.metrics.empty() && run.tags.empty() && run.models.empty() && run.datasets.empty() &&
         run.artifacts.empty() && !run.params_open && !run.metrics_open && !run.tags_open && !run.artifacts_open;
}

template <typename T, typename Same>
void Merge(std::vector<T>& into, std::vector<T>& from, Same same) {
  for (T& item : from) {
    if (std::none_of(into.begin(), into.end(), [&](const T& have) { return same(have, item); }))
      into.push_back(std::move(item));
  }
}

void MergeRuns(Run& a, Run& b) {
  const auto same_item = [](const auto& x, const auto& y) {
    return x.key == y.key && x.call == y.call && x.value == y.value;
  };
  Merge(a.params, b.params, same_item);
  for (Metric& m : a.metrics) {
    for (const Metric& o : b.metrics) {
      if (m.key == o.key && m.call == o.call) m.repeated = m.repeated || o.repeated;
    }
  }
  Merge(a.metrics, b.metrics, [](const Metric& x, const Metric& y) { return x.key == y.key && x.call == y.call; });
  Merge(a.tags, b.tags, same_item);
  Merge(a.models, b.models,
        [](const LoggedModel& x, const LoggedModel& y) { return x.where == y.where && x.name == y.name; });
  Merge(a.datasets, b.datasets, [](const DatasetInput& x, const DatasetInput& y) { return x.where == y.where; });
  Merge(a.artifacts, b.artifacts,
        [](const Artifact& x, const Artifact& y) { return x.where == y.where && x.path == y.path; });
  a.params_open = a.params_open || b.params_open;
  a.open_mappings.insert(a.open_mappings.end(), b.open_mappings.begin(), b.open_mappings.end());
  a.metrics_open = a.metrics_open || b.metrics_open;
  a.tags_open = a.tags_open || b.tags_open;
  a.artifacts_open = a.artifacts_open || b.artifacts_open;
  a.models_open = a.models_open || b.models_open;
  a.datasets_open = a.datasets_open || b.datasets_open;
  a.autologged = a.autologged || b.autologged;
  if (a.run_name.has_value() && b.run_name.has_value() && !(*a.run_name == *b.run_name)) a.run_name = Text{};
}

}  // namespace

void FoldRuns(Entry& entry, const link::ModuleGraph& graph) {
  std::vector<Run> old = std::move(entry.runs);
  entry.runs.clear();
  // a placeholder for the run of a caller that nothing was logged to
  std::vector<Index> target(old.size(), kNoIndex);
  for (Index i = 0; i < old.size(); ++i) {
    Run& run = old[i];
    if (!run.where.valid()) continue;
    if (run.kind == RunKind::kImplicit && run.resumed && Empty(run)) continue;
    // the second symbolic round of a loop started the same run again
    if (run.multiplicity == Multiplicity::kMany) {
      for (Index k = 0; k < entry.runs.size(); ++k) {
        Run& have = entry.runs[k];
        if (have.where == run.where && have.multiplicity == Multiplicity::kMany && have.kind == run.kind &&
            have.path == run.path) {
          MergeRuns(have, run);
          target[i] = k;
          break;
        }
      }
      if (target[i] != kNoIndex) continue;
    }
    target[i] = static_cast<Index>(entry.runs.size());
    entry.runs.push_back(std::move(run));
  }
  const auto map = [&](Index i) { return i < target.size() ? target[i] : kNoIndex; };
  for (Run& run : entry.runs) run.parent = map(run.parent);
  for (Index i = 0; i < entry.runs.size(); ++i) {
    if (entry.runs[i].parent == i) entry.runs[i].parent = kNoIndex;
  }
  for (Training& t : entry.trainings) t.run = map(t.run);
  for (Evaluation& e : entry.evaluations) e.run = map(e.run);
  for (RandomUse& r : entry.randoms) r.run = map(r.run);
  for (FileUse& f : entry.files) f.run = map(f.run);
  for (Incident& i : entry.incidents) i.run = map(i.run);
  for (ApiCall& c : entry.calls) c.run = map(c.run);
  for (Run& run : entry.runs) {
    for (LoggedModel& m : run.models) m.run = map(m.run);
  }
  // the same training seen in both rounds of a loop counts once
  std::vector<Index> training_target(entry.trainings.size());
  std::vector<Training> trainings;
  for (Index i = 0; i < entry.trainings.size(); ++i) {
    Training& t = entry.trainings[i];
    Index same = kNoIndex;
    for (Index k = 0; k < trainings.size(); ++k) {
      const Training& o = trainings[k];
      const bool equal = o.where == t.where && o.run == t.run && o.estimator == t.estimator &&
                         o.hyperparameters.size() == t.hyperparameters.size() &&
                         std::equal(o.hyperparameters.begin(), o.hyperparameters.end(), t.hyperparameters.begin(),
                                    [](const Hyperparameter& x, const Hyperparameter& y) {
                                      return x.name == y.name && x.where == y.where && x.value == y.value;
                                    });
      if (equal) {
        same = k;
        break;
      }
    }
    if (same != kNoIndex) {
      const auto add = [](std::vector<Index>& to, const std::vector<Index>& from) {
        std::copy_if(from.begin(), from.end(), std::back_inserter(to),
                     [&](Index one) { return std::find(to.begin(), to.end(), one) == to.end(); });
      };
      add(trainings[same].reads, t.reads);
      add(trainings[same].randoms, t.randoms);
      training_target[i] = same;
      continue;
    }
    training_target[i] = static_cast<Index>(trainings.size());
    trainings.push_back(std::move(t));
  }
  entry.trainings = std::move(trainings);
  const auto remap_trainings = [&](std::vector<Index>& list) {
    std::vector<Index> out;
    for (const Index t : list) {
      const Index to = t < training_target.size() ? training_target[t] : kNoIndex;
      if (to != kNoIndex && std::find(out.begin(), out.end(), to) == out.end()) out.push_back(to);
    }
    list = std::move(out);
  };
  const auto remap_origins = [&](Origins& origins) {
    for (Origin& o : origins) {
      if (o.kind == OriginKind::kTraining && o.id < training_target.size()) o.id = training_target[o.id];
    }
    std::sort(origins.begin(), origins.end());
    origins.erase(std::unique(origins.begin(), origins.end()), origins.end());
  };
  for (DataRead& r : entry.reads) remap_trainings(r.flows_to);
  for (Evaluation& e : entry.evaluations) remap_trainings(e.trainings);
  for (FileUse& f : entry.files) remap_trainings(f.trainings);
  for (RandomUse& r : entry.randoms) {
    if (r.training < training_target.size()) r.training = training_target[r.training];
  }
  for (LoggedModel& m : entry.models) remap_trainings(m.trainings);
  for (Run& run : entry.runs) {
    for (LoggedModel& m : run.models) remap_trainings(m.trainings);
    for (Param& p : run.params) remap_origins(p.origins);
    for (Metric& m : run.metrics) remap_origins(m.origins);
    for (Tag& t : run.tags) remap_origins(t.origins);
    for (Artifact& a : run.artifacts) remap_origins(a.origins);
    for (DatasetInput& d : run.datasets) remap_origins(d.origins);
  }
  // names
  std::map<std::string, int> seen;
  for (Run& run : entry.runs) {
    const SourceFile& file = graph.sources().file(run.where.file);
    const Place place = file.place(run.where);
    std::string id =
        file.path() + ":" + (place.cell > 0 ? std::to_string(place.cell) + ":" : "") + std::to_string(place.line);
    const int n = ++seen[id];
    run.id = n == 1 ? id : id + "#" + std::to_string(n);
  }
  for (Index i = 0; i < entry.trainings.size(); ++i) {
    if (entry.trainings[i].run < entry.runs.size()) entry.runs[entry.trainings[i].run].trainings.push_back(i);
  }
  for (Index i = 0; i < entry.evaluations.size(); ++i) {
    Evaluation& e = entry.evaluations[i];
    if (e.run == kNoIndex) {
      for (const Index t : e.trainings) {
        if (t < entry.trainings.size()) e.run = entry.trainings[t].run;
      }
    }
    if (e.run < entry.runs.size()) entry.runs[e.run].evaluations.push_back(i);
  }
}

}  // namespace tracklint::facts
