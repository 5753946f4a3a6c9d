// MLF804: a notebook with runs was saved after its cells ran in another order.
#include <set>

#include "rules/common/runs.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a notebook with runs whose saved execution counts do not increase from 1, at the first cell that breaks the order. Gaps are allowed.

## Why
What the notebook shows came from cells executed in another order, some perhaps twice. Whoever runs it from top to bottom gets other results.

## Example
```text
In [1]: import mlflow
In [4]: params = {"alpha": 0.5}
In [3]: with mlflow.start_run(): ...
```

## Use instead
```text
In [1]: import mlflow
In [2]: params = {"alpha": 0.5}
In [3]: with mlflow.start_run(): ...
```
)md";

/// The first cell whose count breaks the order; null when none does, or nothing was executed.
static const Cell* FirstOutOfOrder(const SourceFile& file) {
  std::int64_t last = 0;
  for (const Cell& cell : file.cells()) {
    if (cell.execution_count <= 0 || cell.begin == cell.end) continue;
    if (cell.execution_count <= last || (last == 0 && cell.execution_count != 1)) return &cell;
    last = cell.execution_count;
  }
  return nullptr;
}

static void Check(Pass& pass) {
  std::set<FileId> seen;
  for (const Entry& entry : pass.facts().entries) {
    if (entry.kind != Entry::Kind::kNotebook || entry.runs.empty() || entry.file == kNoFile ||
        !seen.insert(entry.file).second)
      continue;
    const SourceFile& file = pass.sources().file(entry.file);
    const Cell* cell = file.is_notebook() ? FirstOutOfOrder(file) : nullptr;
    if (cell == nullptr) continue;
    const std::string_view line = file.line_at(cell->begin);
    const Span where{entry.file, cell->begin, cell->begin + static_cast<std::uint32_t>(line.size())};
    pass.report(where,
                "this cell was executed as number " + std::to_string(cell->execution_count) +
                    ": the saved results come from another order of the cells",
                {.help = "restart the kernel, run all cells in order, and save"});
  }
}

extern constinit const Rule MLF804{{.id = "MLF804",
                                    .name = "notebook-out-of-order",
                                    .family = Family::kProject,
                                    .severity = Severity::kNote,
                                    .summary = "A notebook with runs was saved after its cells ran in another order",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
