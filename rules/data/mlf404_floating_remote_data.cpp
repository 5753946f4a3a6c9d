// MLF404: remote data is read without a version.
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports remote data that is named by something that moves: a raw URL of a branch, `load_dataset` without `revision=`, a path with `latest`.

## Why
The same line gives other data after the next push of someone else. The record of the run cannot tell which it was.

## Example
```python
import mlflow
from datasets import load_dataset

mlflow.set_experiment("reviews")
reviews = load_dataset("imdb", split="train")
with mlflow.start_run():
    mlflow.log_param("rows", len(reviews))
```

## Use instead
```python
import mlflow
from datasets import load_dataset

mlflow.set_experiment("reviews")
reviews = load_dataset("imdb", split="train", revision="e6281661ce1c48d982bc483cf8a173c1bbeb5d31")
with mlflow.start_run():
    mlflow.log_param("rows", len(reviews))
```
)md";

static void Check(Pass& pass) {
  for (const Entry& entry : pass.facts().entries) {
    for (const DataRead& read : entry.reads) {
      if (!read.remote || read.built_in || read.versioned != Tri::kNo) continue;
      std::string source = Show(read.source);
      if (source.size() > 70) source = source.substr(0, 67) + "…";
      const std::string what = source.empty() ? std::string("remote data") : "the remote data " + Code(source);
      pass.report(read.where, what + " is read without a version: it may change under the same name",
                  {.subject = source, .help = "name a revision, tag, commit or dated version of the data"});
    }
  }
}

extern constinit const Rule MLF404{{.id = "MLF404",
                                    .name = "floating-remote-data",
                                    .family = Family::kData,
                                    .severity = Severity::kNote,
                                    .summary = "Remote data is read without a version",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
