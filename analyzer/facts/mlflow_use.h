// Whether a module uses MLflow, as against naming it in a comment, a docstring or a table of other things.
#pragma once

#include <vector>

#include "analyzer/bind/names.h"
#include "analyzer/bind/tree.h"
#include "analyzer/link/module_graph.h"
#include "tracklint/source_file.h"

namespace tracklint::facts {

/// An import, a name, an attribute or an argument of the module names MLflow (in any case, `MLFlowLogger` too; what the
/// module defines itself names nothing), or a string other than a docstring is a word of MLflow's (`report_to="mlflow"`,
/// `"mlflow run ."`, `"mlflow.pyfunc"`) or holds the name of one of its variables (`"MLFLOW_TRACKING_URI"`), or a magic
/// line of `file` does. A message or a path in which the word stands is no use. Linear in the module.
[[nodiscard]] bool UsesMlflow(const bind::ModuleRecord& record, const SourceFile& file, const bind::Names& names);

/// The files in scope: those that use MLflow, those that import one of them, and what all these import; sorted. Test code
/// (`tests`, by FileId) is none of them and connects none: what it imports is no part of a run. Where a framework is made
/// to use MLflow by its configuration, all files that were read.
[[nodiscard]] std::vector<FileId> FilesInScope(const link::ModuleGraph& graph, const std::vector<bool>& tests);

}  // namespace tracklint::facts
