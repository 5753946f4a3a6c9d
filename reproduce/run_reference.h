// What people write for a run: `STORE#RUN`, the folder of a run, a run of the store in use, or a whole store.
#pragma once

#include <string>

#include "reproduce/run_store.h"
#include "tracklint/result.h"

namespace tracklint::reproduce {

struct RunReference {
  std::string store;  ///< a URI or path
  std::string run;    ///< its id, the beginning of its id, or its name; empty: every run of the store
};

/// `text` is STORE#RUN, a store or folder that is there, or a run of `default_store` (`runs:/ID` too).
[[nodiscard]] Result<RunReference> ParseRunReference(const std::string& text, const std::string& default_store);

/// The store MLflow would use in this folder: `configured` (of MLFLOW_TRACKING_URI or an option), else mlflow.db or
/// mlruns in the working directory. Empty when there is none.
[[nodiscard]] std::string DefaultStore(const std::string& configured);

/// The runs a reference names: one, or all of a store. An Error when there is none, or several have that name.
[[nodiscard]] Result<RunStore> ReadReference(const RunReference& reference, const StoreOptions& options = {});

}  // namespace tracklint::reproduce
