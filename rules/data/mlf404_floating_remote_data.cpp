// MLF404: remote data is read without a version.
#include <algorithm>
#include <set>

#include "analyzer/knowledge/knowledge.h"
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

static bool IsBranch(std::string_view reference) {
  return knowledge::Plays(Lower(reference), knowledge::Role::kBranch);
}

static std::vector<std::string> Parts(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    parts.emplace_back(path.substr(0, slash));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return parts;
}

/// The address of a file surely names something that moves: a branch, or "latest".
static bool AddressMoves(std::string_view address) {
  const std::size_t scheme = address.find("://");
  const std::vector<std::string> parts = Parts(address.substr(scheme + 3, address.find('?') - scheme - 3));
  if (parts.empty()) return false;
  const std::string host = Lower(parts[0]);
  const auto part = [&](std::size_t i) { return i < parts.size() ? std::string_view(parts[i]) : std::string_view(); };
  // raw.githubusercontent.com/owner/name/reference/…
  if (host == "raw.githubusercontent.com") return part(3) == "refs" ? part(4) == "heads" : IsBranch(part(3));
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
    if (IsOneOf(parts[i], {"raw", "blob", "resolve"}) && IsBranch(parts[i + 1])) return true;
  }
  return std::any_of(parts.begin() + 1, parts.end(), [](const std::string& one) {
    const std::vector<std::string> words = WordsOf(one);
    return std::find(words.begin(), words.end(), "latest") != words.end();
  });
}

static bool Moves(const DataRead& read) {
  if (!read.remote || read.built_in || read.versioned != Tri::kNo) return false;
  const std::string known = KnownPrefix(read.source);
  if (known.find("://") != std::string::npos) return AddressMoves(read.source.is_literal() ? known : Show(read.source));
  // A name on a hub; the builders of the datasets library read local files.
  return read.source.is_literal() && !knowledge::Plays(known, knowledge::Role::kDataBuilders);
}

static void Check(Pass& pass) {
  std::set<Span> told;
  for (const Entry& entry : pass.facts().entries) {
    for (const DataRead& read : entry.reads) {
      if (!Moves(read) || !told.insert(read.where).second) continue;
      const std::string source = Shortened(Show(read.source));
      pass.report(read.where,
                  "the remote data " + Code(source) + " is read without a version: it may change under the same name",
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
