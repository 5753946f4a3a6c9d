#include "rules/common/runs.h"

#include <algorithm>
#include <map>
#include <set>

#include "rules/common/paths.h"
#include "rules/common/text.h"

namespace tracklint::rules {
namespace {

struct Judged {
  const Entry* entry;
  const Run* run;
  Verdict verdict;
};

/// The innermost call site on the way to `faulty` that the way to `sound` does not take: there the caller differs.
/// Invalid when the ways do not part.
Span PartingCall(const Entry& entry, const Run& faulty, const Run& sound) {
  // a function that is an entry itself is called from nowhere
  const std::size_t first = entry.kind == Entry::Kind::kFunction ? 1 : 0;
  std::size_t at = faulty.path.size();
  for (std::size_t other = sound.path.size(); at > first; --at, --other) {
    if (other == 0 || faulty.path[at - 1] != sound.path[other - 1]) return faulty.path[at - 1];
  }
  return {};
}

}  // namespace

/// The run of a project that this call launches: its script is an entry itself and is judged there.
static bool OfLaunchedProject(const Entry& entry, const Run& run) {
  return run.kind == RunKind::kLogger && std::any_of(entry.calls.begin(), entry.calls.end(), [&](const ApiCall& call) {
           return call.where == run.where && IsOneOf(call.function, {"mlflow.run", "mlflow.projects.run"});
         });
}

std::vector<Fault> FaultyRuns(const Facts& facts, const RunJudge& judge, Blame blame) {
  std::map<Span, std::vector<Judged>> places;
  for (const Entry& entry : facts.entries) {
    for (const Run& run : entry.runs) {
      if (run.where.valid() && !OfLaunchedProject(entry, run))
        places[run.where].push_back({&entry, &run, judge(entry, run)});
    }
  }
  constexpr std::size_t kMostWays = 100;  // to one place that are compared
  std::vector<Fault> faults;
  std::set<Span> told;
  for (const auto& [where, judged] : places) {
    // only a way that is surely sound says that the helper is not at fault
    std::vector<const Run*> sound;
    for (const Judged& one : judged) {
      if (blame != Blame::kRun && one.verdict == Verdict::kFine && sound.size() < kMostWays &&
          !IsTestPath(one.entry->path))
        sound.push_back(one.run);
    }
    for (const Judged& one : judged) {
      if (one.verdict != Verdict::kFaulty) continue;
      Span place = where;
      for (const Run* other : sound) {
        const Span parting = PartingCall(*one.entry, *one.run, *other);
        if (parting.valid()) place = parting;
      }
      if (told.insert(place).second) faults.push_back({one.entry, one.run, place});
    }
  }
  return faults;
}

std::vector<Fault> FirstFaultPerFile(const Facts& facts, const RunJudge& judge) {
  const auto starts_anew = [&](const Entry& entry, const Run& run) {
    return run.resumed ? Verdict::kUnknown : judge(entry, run);
  };
  std::map<FileId, Fault> first;
  for (const Fault& fault : FaultyRuns(facts, starts_anew)) {
    const auto [at, fresh] = first.try_emplace(fault.where.file, fault);
    if (fresh) continue;
    // A child run follows the run around it, whatever comes first in the text.
    const bool child = fault.run->parent != kNoIndex;
    const bool child_before = at->second.run->parent != kNoIndex;
    if (child != child_before ? child_before : fault.where < at->second.where) at->second = fault;
  }
  std::vector<Fault> faults;
  faults.reserve(first.size());
  for (const auto& [file, fault] : first) faults.push_back(fault);
  return faults;
}

const Run* RunAt(const Entry& entry, Index run) { return run < entry.runs.size() ? &entry.runs[run] : nullptr; }

const Run* RunOf(const Entry& entry, const Training& training) { return RunAt(entry, training.run); }

bool IsNotebook(const Entry& entry) {
  return entry.kind == Entry::Kind::kNotebook || entry.kind == Entry::Kind::kDatabricks;
}

bool CallersUnknown(const Entry& entry) { return entry.kind == Entry::Kind::kFunction && !entry.framework_calls; }

bool IsUncalledMethod(const Entry& entry) {
  const std::size_t function = entry.name.find("::");
  return CallersUnknown(entry) && function != std::string::npos && entry.name.find('.', function) != std::string::npos;
}

bool LaunchedByProject(Pass& pass, const Entry& entry) {
  const std::string name(FileNameOf(entry.path));
  for (const Mlproject& project : pass.project().mlprojects) {
    const std::string_view folder = DirectoryOf(project.path);
    const bool entry_point =
        entry.path.starts_with(folder) &&
        std::any_of(project.entry_points.begin(), project.entry_points.end(),
                    [&](const MlprojectEntryPoint& point) { return point.command.find(name) != std::string::npos; });
    if (!entry_point) continue;
    for (const Entry& other : pass.facts().entries) {
      if (&other == &entry || DirectoryOf(other.path) != folder) continue;  // what launches is not launched by itself
      for (const ApiCall& call : other.calls) {
        if (call.function == "mlflow.run" || call.function == "mlflow.projects.run") return true;
      }
    }
  }
  return false;
}

bool MayBeCallersRun(const Entry& entry, const Run& run) {
  return run.kind == RunKind::kImplicit && (CallersUnknown(entry) || run.resumed);
}

bool CalledAnywhere(const Facts& facts, std::initializer_list<std::string_view> last_names) {
  for (const Entry& entry : facts.entries) {
    for (const ApiCall& call : entry.calls) {
      if (IsOneOf(LastName(call.function), last_names)) return true;
    }
  }
  return false;
}

bool RecordsRuns(const Entry& entry) {
  return std::any_of(entry.runs.begin(), entry.runs.end(),
                     [](const Run& run) { return !run.resumed || !run.trainings.empty(); });
}

bool UsesMlflow(Pass& pass) { return !pass.in_scope().empty(); }

}  // namespace tracklint::rules
