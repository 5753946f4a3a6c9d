// MLF402: data or models are read or written by an absolute path of one machine.
#include <set>

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

static void Report(Pass& pass, const Text& path, Span literal, Span call, const std::string& variable,
                   std::set<Span>& told) {
  const Span where = literal.valid() ? literal : call;
  if (!told.insert(where).second) return;
  ReportOptions options{
      .subject = variable,
      .help = "use a path relative to the project, or take it from an option or an environment variable"};
  if (where != call && call.valid()) options.related.push_back({call, "the path is used here"});
  std::string shown = Show(path);
  if (shown.size() > 70) shown = shown.substr(0, 67) + "…";
  pass.report(where, "the path " + Code(shown) + " exists on one machine only", std::move(options));
}

/// The default of an option from which the path comes.
static void CheckDefaults(Pass& pass, const Entry& entry, const Origins& origins, Span call, std::set<Span>& told) {
  for (const Origin& origin : origins) {
    if (origin.kind != OriginKind::kOption || origin.id >= entry.arguments.size()) continue;
    const Argument& option = entry.arguments[origin.id];
    if (option.fallback && IsMachinePath(*option.fallback))
      Report(pass, *option.fallback, option.where, call, option.name, told);
  }
}

/// On a cluster /mnt and / are the cluster's own file system.
static bool IsClusterReader(std::string_view loader) {
  return loader.starts_with("pyspark") || loader.starts_with("databricks");
}

static void Check(Pass& pass) {
  std::set<Span> told;
  for (const Entry& entry : pass.facts().entries) {
    for (const DataRead& read : entry.reads) {
      if (read.remote || read.built_in ||
          (IsClusterReader(read.loader) && !KnownPrefix(read.source).starts_with("/home/")))
        continue;
      if (IsMachinePath(read.source)) Report(pass, read.source, read.literal, read.where, read.variable, told);
      CheckDefaults(pass, entry, read.origins, read.where, told);
    }
    for (const FileUse& use : entry.files) {
      if (IsMachinePath(use.path)) Report(pass, use.path, use.literal, use.where, use.variable, told);
    }
    for (const Run& run : entry.runs) {
      for (const Artifact& artifact : run.artifacts) {
        if (artifact.path && !artifact.content && IsMachinePath(*artifact.path))
          Report(pass, *artifact.path, {}, artifact.where, "", told);
      }
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
