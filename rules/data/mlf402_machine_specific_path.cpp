// MLF402: data or models are read or written by an absolute path of one machine.
#include <algorithm>
#include <set>
#include <vector>

#include "rules/common/paths.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports data, models and checkpoints that are read or written by an absolute local path: `/home/…`, `/Users/…`, `C:\…`, `/content/drive/…`, also as default of an option. Paths of containers and platforms (`/app`, `/opt/ml`, `/dbfs`, `/kaggle`, `/tmp`) are not reported.

## Why
The code runs on one machine only, and the path that ends up in the record names nothing that others could open.

## Example
```python
import mlflow
import pandas as pd

mlflow.sklearn.autolog()
data = pd.read_csv("/home/anna/thesis/train.csv")
```

## Use instead
```python
import mlflow
import pandas as pd

mlflow.sklearn.autolog()
data = pd.read_csv("data/train.csv")
```
)md";

/// A path that is read or written, and where it stands.
struct PathUse {
  Text path;
  Span literal;  ///< invalid: put together from several
  Span call;
  std::string variable;
};

/// The default of an option from which the path comes.
static void AddDefaults(const Entry& entry, const Origins& origins, Span call, std::vector<PathUse>& uses) {
  for (const Origin& origin : origins) {
    if (origin.kind != OriginKind::kOption || origin.id >= entry.arguments.size()) continue;
    const Argument& option = entry.arguments[origin.id];
    // a value of a configuration file stands in that file, not in the code
    const bool in_code = option.source != "hydra" && option.source != "config";
    if (option.fallback) uses.push_back({*option.fallback, in_code ? option.where : Span{}, call, option.name});
  }
}

/// On a cluster /mnt and / are the cluster's own file system.
static bool IsClusterPath(const DataRead& read) {
  const bool cluster = read.loader.starts_with("pyspark") || read.loader.starts_with("databricks");
  return cluster && !KnownPrefix(read.source).starts_with("/home/");
}

static std::vector<PathUse> PathsOf(const Entry& entry) {
  std::vector<PathUse> uses;
  for (const DataRead& read : entry.reads) {
    if (read.remote || read.built_in || IsClusterPath(read)) continue;
    uses.push_back({read.source, read.literal, read.where, read.variable});
    AddDefaults(entry, read.origins, read.where, uses);
  }
  for (const FileUse& use : entry.files) uses.push_back({use.path, use.literal, use.where, use.variable});
  for (const Run& run : entry.runs) {
    for (const Artifact& artifact : run.artifacts) {
      if (artifact.path && !artifact.content) uses.push_back({*artifact.path, {}, artifact.where, ""});
    }
  }
  std::erase_if(uses, [](const PathUse& use) { return !IsMachinePath(use.path); });
  // The literal itself says it better than the call that gets it.
  std::stable_partition(uses.begin(), uses.end(), [](const PathUse& use) { return use.literal.valid(); });
  return uses;
}

static void Check(Pass& pass) {
  std::set<Span> told;
  for (const Entry& entry : pass.facts().entries) {
    for (const PathUse& use : PathsOf(entry)) {
      const Span where = use.literal.valid() ? use.literal : use.call;
      if (told.contains(where) || told.contains(use.call)) continue;
      told.insert({where, use.call});
      ReportOptions options{
          .subject = use.variable,
          .help = "use a path relative to the project, or take it from an option or an environment variable"};
      if (where != use.call && use.call.valid()) options.related.push_back({use.call, "the path is used here"});
      pass.report(where, "the path " + Code(Shortened(Show(use.path))) + " exists on one machine only",
                  std::move(options));
    }
  }
}

extern constinit const Rule MLF402{{.id = "MLF402",
                                    .name = "machine-specific-path",
                                    .family = Family::kData,
                                    .severity = Severity::kWarning,
                                    .summary = "Data or models are read or written by an absolute path of one machine",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
