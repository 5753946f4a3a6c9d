// MLF003: a suppression comment suppresses nothing.
#include <set>
#include <string>
#include <vector>

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
static Span RemovedText(std::string_view text, Span comment) {
  std::uint32_t begin = comment.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  const bool own_line = begin == 0 || text[begin - 1] == '\n';
  const bool ends_line = comment.end < text.size() && text[comment.end] == '\n';
  return {comment.file, begin, own_line && ends_line ? comment.end + 1 : comment.end};
}

/// "MLF201, MLF202" → its codes.
static std::vector<std::string> CodesIn(std::string_view list) {
  std::vector<std::string> codes;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    std::string_view code = list.substr(0, comma);
    while (code.starts_with(' ')) code.remove_prefix(1);
    while (code.ends_with(' ')) code.remove_suffix(1);
    if (!code.empty()) codes.emplace_back(code);
    list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
  }
  return codes;
}

/// Removes the codes that act on nothing, and the mark with its last one. What else the comment says stays a comment.
static Edit WithoutUnused(std::string_view text, const UnusedSuppression& unused) {
  const std::string_view mark = text.substr(unused.span.begin, unused.span.end - unused.span.begin);
  const std::size_t open = mark.find('[');
  const std::size_t close = mark.rfind(']');
  std::string kept;
  if (open != std::string_view::npos && close != std::string_view::npos && open < close) {
    const std::vector<std::string> codes = CodesIn(unused.codes);
    const std::set<std::string> gone(codes.begin(), codes.end());
    for (const std::string& code : CodesIn(mark.substr(open + 1, close - open - 1))) {
      if (!gone.contains(code)) kept += (kept.empty() ? "" : ", ") + code;
    }
  }
  if (!kept.empty()) {
    return {{unused.span.file, unused.span.begin + static_cast<std::uint32_t>(open) + 1,
             unused.span.begin + static_cast<std::uint32_t>(close)},
            kept};
  }
  std::size_t next = unused.span.end;
  while (next < text.size() && (text[next] == ' ' || text[next] == '\t')) ++next;
  const bool more = next < text.size() && text[next] != '\n' && text[next] != '#';
  if (more) return {unused.span, "#"};
  return {RemovedText(text, unused.span), ""};
}

static void Check(Pass& pass) {
  for (const UnusedSuppression& unused : pass.unused_suppressions()) {
    const std::string codes = unused.codes.empty() ? std::string() : " of " + Code(unused.codes);
    ReportOptions options{.subject = unused.codes, .help = "remove the comment"};
    options.fixes.push_back({"remove the unused suppression",
                             Applicability::kSafe,
                             {WithoutUnused(pass.sources().file(unused.span.file).text(), unused)}});
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
