// How a repository uses MLflow and what it keeps beside it: ways of working, functions called, seeds, files that help to
// trace an experiment. Pure functions of an analysis; they may run on several threads at once.
#pragma once

#include "analyzer/engine/analysis.h"
#include "corpus/record.h"

namespace tracklint::corpus {

/// Adds `habits`, `shared_server`, `kept`, `functions`, `seeds` and `declared` to the record. No name of people's own is
/// among them.
void AddUsage(Record& record, const engine::Analysis& analysis);

}  // namespace tracklint::corpus
