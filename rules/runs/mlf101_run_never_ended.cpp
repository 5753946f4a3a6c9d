// MLF101: a run opened by start_run() may never be ended.
#include <algorithm>

#include "rules/common/fixes.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports `mlflow.start_run()` that is not a context manager and that no `end_run()` ends on every normal path. It is a note in a plain script whose last act is the run (MLflow ends it when the process exits) and a warning in notebooks, services, loops and functions, where the process lives on.

## Why
Everything logged afterwards, by whatever code, lands in the open run, and the next `start_run()` raises. A run that is open when the script dies by an exception is marked FINISHED.

## Example
```python
import mlflow

def train(rate):
    mlflow.start_run()
    mlflow.log_param("rate", rate)

for rate in (0.1, 0.2):
    train(rate)
```

## Use instead
```python
import mlflow

def train(rate):
    with mlflow.start_run():
        mlflow.log_param("rate", rate)

for rate in (0.1, 0.2):
    train(rate)
```
)md";

static bool IsEmpty(const Run& run) {
  return run.params.empty() && run.metrics.empty() && run.tags.empty() && run.models.empty() && run.datasets.empty() &&
         run.artifacts.empty() && run.trainings.empty();
}

/// A script that goes on to its end with this one run open.
static bool EndsWithScript(const Entry& entry, const Run& run) {
  return run.ended == Ended::kAtExit && entry.kind == Entry::Kind::kScript && run.multiplicity != Multiplicity::kMany &&
         !run.loops_back;
}

/// On some way the function that starts the run also ends it, so it is not one that only starts runs.
static bool EndedWhereStarted(const Facts& facts, Span where) {
  const auto ends = [&](const Run& run) { return run.where == where && run.ended == Ended::kYes && !run.starts_only; };
  return std::any_of(facts.entries.begin(), facts.entries.end(),
                     [&](const Entry& entry) { return std::any_of(entry.runs.begin(), entry.runs.end(), ends); });
}

static Verdict Judge(const Entry& entry, const Run& run) {
  if (run.kind != RunKind::kBare || run.ended == Ended::kYes) return Verdict::kFine;
  if (run.ended == Ended::kUnknown) return Verdict::kUnknown;
  // A helper that only starts the run is judged at its callers.
  if (CallersUnknown(entry) && IsEmpty(run)) return Verdict::kUnknown;
  return Verdict::kFaulty;
}

static std::size_t Count(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) ++count;
  return count;
}

/// The statement that starts the run and those behind it in its block; empty when the place is of another form.
static std::vector<const syntax::Node*> BlockFrom(const CodeOf& code, Span where) {
  std::vector<const syntax::Node*> rest;
  const syntax::Node* first = code.statement(where);
  if (first == nullptr) return rest;
  const CodeOf::Chain chain = code.around(where);
  const auto at = std::find(chain.begin(), chain.end(), first);
  if (at == chain.end() || at == chain.begin()) return rest;
  for (const syntax::Node& statement : (*(at - 1))->children()) {
    if (statement.is_named && statement.begin >= first->begin) rest.push_back(&statement);
  }
  return rest;
}

/// Lines of the file between two offsets, one step further in; empty when a string goes over several of them.
static std::string Indented(const CodeOf& code, std::uint32_t begin, std::uint32_t end, std::string_view step) {
  for (const syntax::SyntaxTree& tree : code.trees()) {
    for (const syntax::Node& node : tree.nodes()) {
      const bool inside = node.begin >= begin && node.end <= end && node.kind == syntax::Kind::kString;
      if (inside && code.text(node).find('\n') != std::string_view::npos) return {};
    }
  }
  std::string out;
  const std::string_view text = code.file().text().substr(begin, end - begin);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, line_end - at);
    if (line.find_first_not_of(" \t") != std::string_view::npos) out += std::string(step);
    out += line;
    if (line_end < text.size()) out += '\n';
    at = line_end + 1;
  }
  return out;
}

/// Something is logged in the run by a function that this block does not call: a later hook of the same object.
static bool UsedElsewhere(const CodeOf& code, const Run& run, Span block) {
  const std::string_view text = code.file().slice(block);
  const auto elsewhere = [&](const auto& item) {
    if (item.where.file != block.file || (item.where.begin >= block.begin && item.where.end <= block.end)) return false;
    const syntax::Node* function = code.function(item.where);
    const syntax::Node* name = function == nullptr ? nullptr : function->child(syntax::Field::kName);
    return name != nullptr && Count(text, code.text(*name)) == 0;
  };
  return std::any_of(run.params.begin(), run.params.end(), elsewhere) ||
         std::any_of(run.metrics.begin(), run.metrics.end(), elsewhere) ||
         std::any_of(run.tags.begin(), run.tags.end(), elsewhere) ||
         std::any_of(run.models.begin(), run.models.end(), elsewhere) ||
         std::any_of(run.artifacts.begin(), run.artifacts.end(), elsewhere);
}

/// `with mlflow.start_run():` around the rest of the block.
static std::vector<Fix> AsWithBlock(FixMaker& make, const Run& run) {
  const CodeOf& code = make.code(run.where.file);
  const std::vector<const syntax::Node*> rest = BlockFrom(code, run.where);
  if (rest.size() < 2 || run.starts_only || code.file().kind() == SourceKind::kNotebook) return {};
  const syntax::Node& start = *rest.front();
  if (start.kind != syntax::Kind::kExpressionStatement) return {};
  std::string target;
  const syntax::Node* expression = start.first_named_child();
  if (expression != nullptr && expression->kind == syntax::Kind::kAssignment) {
    const syntax::Node* left = expression->child(syntax::Field::kLeft);
    const syntax::Node* right = expression->child(syntax::Field::kRight);
    if (left == nullptr || left->kind != syntax::Kind::kIdentifier || right == nullptr ||
        code.span(*right) != run.where)
      return {};
    target = " as " + std::string(code.text(*left));
  } else if (code.span(start) != run.where) {
    return {};
  }
  const std::string_view text = code.file().text();
  std::uint32_t end = rest.back()->end;
  if (UsedElsewhere(code, run, {run.where.file, start.begin, end})) return {};
  std::string_view body = text.substr(start.end, end - start.end);
  if (Count(body, "start_run") > 0 || Count(body, "yield") > 0) return {};
  const std::size_t ends = Count(body, "end_run");
  if (ends > 1 || (ends == 1 && !code.text(*rest.back()).ends_with("end_run()"))) return {};
  if (ends == 1) {  // the block ends the run now
    if (rest.size() < 3) return {};
    end = rest[rest.size() - 2]->end;
  }
  for (const syntax::Node* statement : rest) {
    if (!code.owns_lines(*statement)) return {};
  }
  const std::size_t newline = text.find('\n', start.end);
  if (newline == std::string_view::npos) return {};
  const auto lines = static_cast<std::uint32_t>(newline) + 1;
  const std::string step = code.indent(start).find('\t') != std::string::npos ? "\t" : "    ";
  const std::string indented = Indented(code, lines, end, step);
  if (indented.empty()) return {};
  const std::string head = "with " + std::string(code.file().slice(run.where)) + target + ":" +
                           std::string(text.substr(start.end, lines - start.end));
  return FixMaker::unsafe("make it a with-block",
                          Edit{{run.where.file, start.begin, rest.back()->end}, head + indented});
}

/// `mlflow.end_run()` behind the last statement of a notebook.
static std::vector<Fix> EndAfterNotebook(FixMaker& make, const Run& run) {
  const CodeOf& code = make.code(run.where.file);
  const std::optional<std::string> prefix = code.mlflow(run.where);
  if (!prefix || code.function(run.where) != nullptr || code.trees().empty()) return {};
  const syntax::Node* last = nullptr;
  for (const syntax::SyntaxTree& tree : code.trees()) {
    for (const syntax::Node& statement : tree.root()->children()) {
      if (statement.is_named) last = &statement;
    }
  }
  const std::string end = *prefix + "end_run()";
  // It stands there already and is not reached: something before it raises.
  if (last == nullptr || code.text(*last) == end) return {};
  return FixMaker::unsafe("end the run", code.line_after(*last, end));
}

static void Check(Pass& pass) {
  FixMaker make(pass);
  for (Fault fault : FaultyRuns(pass.facts(), Judge, Blame::kRun)) {
    const Run& run = *fault.run;
    // a function that is an entry itself is called from nowhere
    const std::size_t first = fault.entry->kind == Entry::Kind::kFunction ? 1 : 0;
    if (run.starts_only && run.path.size() > first && !EndedWhereStarted(pass.facts(), run.where))
      fault.where = run.path.back();
    ReportOptions options{.run = run.id,
                          .help = "use `with mlflow.start_run():` or call `mlflow.end_run()` on every path"};
    std::string message = "the run started here is not ended on every path";
    if (EndsWithScript(*fault.entry, run)) {
      options.severity = Severity::kNote;
      message = "the run started here is ended only by the exit of the script";
    } else if (run.loops_back) {
      message = "the run started here is still open when the loop starts the next one";
    } else if (IsNotebook(*fault.entry)) {
      message = "the run started here stays open after the notebook's last cell";
    }
    if (fault.where != run.where) options.related.push_back({run.where, "the run starts here"});
    if (fault.where == run.where)
      options.fixes =
          pass.sources().file(run.where.file).is_notebook() ? EndAfterNotebook(make, run) : AsWithBlock(make, run);
    pass.report(fault.where, std::move(message), std::move(options));
  }
}

extern constinit const Rule MLF101{{.id = "MLF101",
                                    .name = "run-never-ended",
                                    .family = Family::kRuns,
                                    .severity = Severity::kWarning,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "A run is started without a with-block and not ended on every path",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
