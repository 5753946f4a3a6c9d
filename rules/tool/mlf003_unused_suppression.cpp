// MLF003: a suppression comment suppresses nothing.
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `# tracklint: ignore[...]` comments that suppress no finding.

## Why
A comment that suppresses nothing hides the next finding on that line, which nobody has judged.

## Example
```python
import mlflow

mlflow.set_experiment("churn")  # tracklint: ignore[MLF201]
```

## Use instead
```python
import mlflow

mlflow.set_experiment("churn")
```
)md";

/// The comment with the blanks before it, or the whole line when nothing else stands on it.
static Span RemovedText(Pass& pass, Span comment) {
  const std::string_view text = pass.sources().file(comment.file).text();
  std::uint32_t begin = comment.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  const bool own_line = begin == 0 || text[begin - 1] == '\n';
  const bool ends_line = comment.end < text.size() && text[comment.end] == '\n';
  return {comment.file, begin, own_line && ends_line ? comment.end + 1 : comment.end};
}

static void Check(Pass& pass) {
  for (const UnusedSuppression& unused : pass.unused_suppressions()) {
    const std::string codes = unused.codes.empty() ? std::string() : " of " + Code(unused.codes);
    ReportOptions options{.subject = unused.codes, .help = "remove the comment"};
    const std::string_view text = pass.text(unused.span);
    if (text.starts_with("#") && text.find("tracklint") != std::string_view::npos &&
        text.find('#', 1) == std::string_view::npos) {
      options.fixes.push_back(
          {"remove the unused suppression", Applicability::kSafe, {{RemovedText(pass, unused.span), ""}}});
    }
    pass.report(unused.span, "this suppression" + codes + " suppresses nothing", std::move(options));
  }
}

extern constinit const Rule MLF003{{.id = "MLF003",
                                    .name = "unused-suppression",
                                    .family = Family::kTool,
                                    .severity = Severity::kNote,
                                    .fix = Applicability::kSafe,
                                    .summary = "A suppression comment suppresses nothing",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
