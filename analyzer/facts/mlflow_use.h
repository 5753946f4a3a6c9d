// Whether a module uses MLflow, as against naming it in a comment, a docstring or a table of other things.
#pragma once

#include "analyzer/bind/names.h"
#include "analyzer/bind/tree.h"
#include "tracklint/source_file.h"

namespace tracklint::facts {

/// An import, a name, an attribute or an argument of the module names MLflow (in any case, `MLFlowLogger` too), or a
/// string other than a docstring holds "mlflow" as a word (`report_to="mlflow"`, `"mlflow run ."`) or the name of
/// one of its variables (`"MLFLOW_TRACKING_URI"`), or a magic line of `file` does. Linear in the module.
[[nodiscard]] bool UsesMlflow(const bind::ModuleRecord& record, const SourceFile& file, const bind::Names& names);

}  // namespace tracklint::facts
