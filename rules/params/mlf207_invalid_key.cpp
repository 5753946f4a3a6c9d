// MLF207: a key that MLflow rejects.
#include <algorithm>
#include <set>

#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports keys of parameters, metrics and tags that MLflow refuses: empty ones, ones with characters other than letters, digits, `_ - . : /` and space, ones that are no plain relative path (`/a`, `a//b`, `../a`, `a/`), and ones longer than 250 characters.

## Why
The call raises, the run ends as FAILED, and of a `log_params` or `log_metrics` call nothing is stored.

## Example
```python
import mlflow

with mlflow.start_run():
    mlflow.log_metric("precision@10", 0.61)
```

## Use instead
```python
import mlflow

with mlflow.start_run():
    mlflow.log_metric("precision_at_10", 0.61)
```
)md";

constexpr std::size_t kLongestKey = 250;

/// ASCII that MLflow refuses; other letters count as word characters.
static std::string RefusedCharacter(std::string_view piece) {
  for (const char c : piece) {
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
        (c >= '0' && c <= '9'))
      continue;
    if (std::string_view("_-.:/ ").find(c) == std::string_view::npos)
      return c < ' ' ? std::string("a control character") : Code(std::string(1, c));
  }
  return {};
}

/// posixpath.normpath(key) would be another text.
static bool IsNoPlainPath(std::string_view key) {
  if (key.empty() || key.front() == '/' || key.back() == '/') return true;
  std::size_t begin = 0;
  while (begin <= key.size()) {
    const std::size_t end = std::min(key.find('/', begin), key.size());
    const std::string_view part = key.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return true;
    begin = end + 1;
  }
  return false;
}

/// Why MLflow surely refuses the key; empty when it may accept it.
static std::string WhyRefused(const Text& key) {
  for (const std::string& piece : Pieces(key)) {
    const std::string character = RefusedCharacter(piece);
    if (!character.empty()) return "contains " + character;
    if (piece.find("//") != std::string::npos) return "is no plain path";
  }
  if (key.is_literal()) {
    if (key.value.empty()) return "is empty";
    if (IsNoPlainPath(key.value)) return "is no plain path";
    if (key.value.size() > kLongestKey &&
        std::all_of(key.value.begin(), key.value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
      return "is longer than 250 characters";
  } else if (KnownPrefix(key).starts_with("/") || KnownPrefix(key).starts_with("../") ||
             KnownSuffix(key).ends_with("/")) {
    return "is no plain path";
  }
  return {};
}

template <typename Item>
static void CheckItems(Pass& pass, const Run& run, const std::vector<Item>& items, std::string_view what,
                       std::set<Span>& told) {
  for (const Item& item : items) {
    if constexpr (requires { item.writer; }) {
      if (item.writer == Writer::kAutolog) continue;  // it cleans its keys itself
    }
    const std::string why = WhyRefused(item.key);
    if (what == "tag" && item.call == run.where) continue;  // MLflow checks no tags that a run is created with
    if (why.empty() || !told.insert(item.where).second) continue;
    const std::string shown = Shortened(Show(item.key), 60);
    pass.report(
        item.where, "MLflow rejects the " + std::string(what) + " key " + Code(shown) + ": it " + why,
        {.subject = Show(item.key), .run = run.id, .help = "use only letters, digits, `_ - . : /` and space in keys"});
  }
}

static void Check(Pass& pass) {
  std::set<Span> told;
  for (const Entry& entry : pass.facts().entries) {
    for (const Run& run : entry.runs) {
      CheckItems(pass, run, run.params, "parameter", told);
      CheckItems(pass, run, run.metrics, "metric", told);
      CheckItems(pass, run, run.tags, "tag", told);
    }
  }
}

extern constinit const Rule MLF207{{.id = "MLF207",
                                    .name = "invalid-key",
                                    .family = Family::kParams,
                                    .severity = Severity::kError,
                                    .summary = "MLflow rejects the key of a parameter, metric or tag",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
