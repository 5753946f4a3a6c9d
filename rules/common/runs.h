// Questions about runs that several rules ask: which run is at fault, and where that is said.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "tracklint/rule.h"

namespace tracklint::rules {

enum class Verdict : std::uint8_t { kFine, kUnknown, kFaulty };

/// A run that a rule finds at fault, and the call where the fault stands: the one that starts the
/// run, or — where other callers of the same helper get a sound run — the call that makes the difference.
struct Fault {
  const Entry* entry = nullptr;
  const Run* run = nullptr;
  Span where;
};
using RunJudge = std::function<Verdict(const Entry&, const Run&)>;
/// Whom a fault that only some callers of a helper have is laid to.
enum class Blame : std::uint8_t { kCaller, kRun };

/// Every place with a faulty run, once per place, in order of files and lines.
[[nodiscard]] std::vector<Fault> FaultyRuns(const Facts& facts, const RunJudge& judge, Blame blame = Blame::kCaller);
/// The same, once per file: the first call that starts a run there (resumed runs start nothing).
[[nodiscard]] std::vector<Fault> FirstFaultPerFile(const Facts& facts, const RunJudge& judge);

/// The run of an index that may be kNoIndex; null then.
[[nodiscard]] const Run* RunAt(const Entry& entry, Index run);
/// The run in which a training counts; null when none.
[[nodiscard]] const Run* RunOf(const Entry& entry, const Training& training);
/// A file whose entry is a notebook of any kind.
[[nodiscard]] bool IsNotebook(const Entry& entry);
/// A function that nobody in the analysed code calls and no framework either: who runs before it is not known.
[[nodiscard]] bool CallersUnknown(const Entry& entry);
/// A method that no code of the analysis calls: whatever holds the object (a trainer, a framework) does, and may have
/// opened the run that is active then.
[[nodiscard]] bool IsUncalledMethod(const Entry& entry);
/// An MLproject's entry point that code of the repository launches (mlflow.run): experiment and server are inherited.
[[nodiscard]] bool LaunchedByProject(Pass& pass, const Entry& entry);
/// The run that its first logging call would create may be one that callers which cannot be seen have opened:
/// what is missing in it is not known.
[[nodiscard]] bool MayBeCallersRun(const Entry& entry, const Run& run);
/// Some code of the analysis calls one of these MLflow functions (last names: "set_experiment").
[[nodiscard]] bool CalledAnywhere(const Facts& facts, std::initializer_list<std::string_view> last_names);
/// Something of the entry is recorded in a run of its own.
[[nodiscard]] bool RecordsRuns(const Entry& entry);
/// The repository uses MLflow at all (rules about the repository apply only there).
[[nodiscard]] bool UsesMlflow(Pass& pass);

}  // namespace tracklint::rules
