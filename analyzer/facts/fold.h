// Folding: from what an interpretation yielded to the facts of one entry. Pure functions.
#pragma once

#include "analyzer/interpret/interpreter.h"
#include "analyzer/link/module_graph.h"
#include "tracklint/facts.h"
#include "tracklint/project.h"

namespace tracklint::facts {

/// Drops runs that never were, merges those that a loop repeats, renumbers all references, names the runs.
void FoldRuns(Entry& entry, const link::ModuleGraph& graph);

/// What each hyperparameter, seed, evaluation and data read has to do with what its run records.
void Cover(Entry& entry, const interpret::Outcome& outcome);

/// Git and DVC: which reads are tracked, which runs record a commit.
void Trace(Entry& entry, const Project& project, const SourceFile& file);

/// The key names the hyperparameter: equal but for case, separators and a prefix or suffix word.
[[nodiscard]] bool KeyNames(const Text& key, std::string_view hyperparameter);

}  // namespace tracklint::facts
