// MLF403: data of the repository that no version control knows.
#include <algorithm>

#include "rules/common/paths.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports training data read from a path of the repository that is neither in git nor described by DVC, Git LFS or git-annex, and that no code of the repository downloads or produces.

## Why
The commit says which code ran, but the data behind it is on one disk. It can change or vanish without a trace.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("data/train.csv")  # git-ignored, not in DVC
with mlflow.start_run():
    Ridge(alpha=0.5).fit(data[["age"]], data["target"])
```

## Use instead
```text
dvc add data/train.csv && git add data/train.csv.dvc
```
)md";

static bool SamePath(std::string_view a, std::string_view b) {
  if (a.starts_with("./")) a.remove_prefix(2);
  if (b.starts_with("./")) b.remove_prefix(2);
  return a == b || a.ends_with("/" + std::string(b)) || b.ends_with("/" + std::string(a));
}

/// A bare word (`en_core_web_sm`) may be the name of a package or of a data set: no path of the repository.
static bool LooksLikePath(std::string_view source) { return source.find_first_of("/\\.") != std::string_view::npos; }

static bool LiesIn(std::string_view path, std::string_view folder) {
  if (path.starts_with("./")) path.remove_prefix(2);
  if (folder.starts_with("./")) folder.remove_prefix(2);
  while (folder.ends_with('/')) folder.remove_suffix(1);
  return !folder.empty() && path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

static std::vector<std::string> SplitWords(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// Some code of the analysis writes that file, or unpacks an archive into a folder around it.
static bool IsProduced(const Facts& facts, const DataRead& read) {
  const auto writes = [&](const FileUse& use) {
    if (use.kind != FileUse::Kind::kWriteData && use.kind != FileUse::Kind::kSaveModel) return false;
    return use.path.is_literal()
               ? SamePath(use.path.value, read.source.value) || LiesIn(read.source.value, use.path.value)
               : !use.path.is_unknown() && read.source.value.ends_with(KnownSuffix(use.path)) &&
                     !KnownSuffix(use.path).empty();
  };
  // `aws s3 cp s3://… data/x.csv`: a program that is started with the path fetches or makes the file
  const auto fetches = [&](const ShellCommand& command) {
    if (!command.command.is_literal() || command.command.value.starts_with("python")) return false;
    for (const std::string& word : SplitWords(command.command.value)) {
      if (SamePath(word, read.source.value) || LiesIn(read.source.value, word)) return true;
    }
    return false;
  };
  return std::any_of(facts.entries.begin(), facts.entries.end(),
                     [&](const Entry& entry) { return std::any_of(entry.files.begin(), entry.files.end(), writes); }) ||
         std::any_of(facts.commands.begin(), facts.commands.end(), fetches);
}

static void Check(Pass& pass) {
  const GitState& git = pass.project().git;
  if (!git.work_tree || !git.has_commit) return;
  for (const Entry& entry : pass.facts().entries) {
    for (const DataRead& read : entry.reads) {
      if (read.tracked != DataRead::Tracked::kNo || read.built_in || read.remote || read.made_elsewhere ||
          read.flows_to.empty())
        continue;
      if (!read.source.is_literal() || IsAbsolutePath(read.source.value) || !LooksLikePath(read.source.value)) continue;
      if (read.loader.find("sql") != std::string::npos) continue;  // a query is no path
      if (IsProduced(pass.facts(), read)) continue;
      pass.report(read.where,
                  "the data " + Code(read.source.value) + " is neither in git nor described by DVC, LFS or annex",
                  {.subject = read.source.value,
                   .help = "put it under version control (`dvc add`, Git LFS), or commit the code that fetches it"});
    }
  }
}

extern constinit const Rule MLF403{{.id = "MLF403",
                                    .name = "untracked-data",
                                    .family = Family::kData,
                                    .severity = Severity::kWarning,
                                    .summary = "Training data of the repository that no version control knows",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
