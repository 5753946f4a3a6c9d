#include "tests/support/sample_report.h"

#include <string>
#include <utility>
#include <vector>

#include "analyzer/engine/run_rules.h"
#include "analyzer/score/compute_score.h"
#include "analyzer/source/read.h"
#include "tests/support/sources.h"

namespace tracklint::tests {
namespace {

constexpr std::string_view kDoc =
    "## What it does\nReports hyperparameters that no run records.\n\n## Why\nA run without its parameters cannot be "
    "repeated. Nobody remembers them.\n\n"
    "## Example\n```python\nx = 1\n```\n\n## Use instead\n```python\nx = 2\n```\n";

constexpr std::string_view kScript =
    "import mlflow\n"
    "from sklearn.linear_model import Ridge\n"
    "\n"
    "with mlflow.start_run():\n"
    "    model = Ridge(alpha=0.5)  # größer 漢字\n"
    "    model.fit(x, y)\n"
    "    mlflow.log_metric(\"\x1b[31mr2\", 0.9)\n"
    "\tmlflow.log_param(\n"
    "        'a',\n"
    "        1,\n"
    "    )\n";

constexpr std::string_view kNotebook = R"({
 "cells": [
  {"cell_type": "markdown", "metadata": {}, "source": ["# Title"]},
  {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": ["import mlflow\n", "\n", "mlflow.start_run(\"quoted\")\n"]}
 ],
 "metadata": {"language_info": {"name": "python"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
)";

void CheckSources(Pass& pass) {
  const SourceFile& script = pass.sources().file(FileId{0});
  const SourceFile& notebook = pass.sources().file(FileId{1});
  const Span alpha = Find(script, "alpha=0.5");
  ReportOptions options{
      .subject = "alpha", .run = "src/train \xc3\xa4.py:4", .help = "log it: `mlflow.log_param(\"alpha\", 0.5)`"};
  options.related.push_back({Find(script, "model.fit(x, y)"), "trained here"});
  options.fixes.push_back({"log `alpha`",
                           Applicability::kUnsafe,
                           {{{script.id(), alpha.end, alpha.end}, ", solver='auto'"},
                            {Find(script, "import mlflow\n"), "import mlflow as mf\n"}}});
  pass.report(alpha, "`alpha=0.5` of `Ridge` is not logged in this run", std::move(options));
  pass.report(Find(script, "\"\x1b[31mr2\""), "a key with \x1b[31m and | and <b>", {.severity = Severity::kNote});
  pass.report(Find(script, "mlflow.log_param(\n        'a',\n        1,\n    )"), "several lines",
              {.severity = Severity::kError});
  pass.report(Find(notebook, "mlflow.start_run(\"quoted\")"), "the run started here is not ended");
  pass.report(Find(script, "from sklearn"), "to be suppressed", {.subject = "suppressed"});
}
void CheckProject(Pass& pass) {
  pass.report(ProjectPlace{.path = "requirements.txt", .line = 2, .column = 1, .end_column = 8},
              "`mlflow` has no exact version", {.subject = "mlflow", .help = "pin it"});
}

constexpr Rule kSources{{.id = "MLF201",
                         .name = "unlogged-hyperparameter",
                         .family = Family::kParams,
                         .fix = Applicability::kUnsafe,
                         .summary = "A hyperparameter is not logged",
                         .doc = kDoc},
                        &CheckSources};
constexpr Rule kProject{{.id = "MLF601",
                         .name = "unpinned-dependency",
                         .family = Family::kEnvironment,
                         .summary = "A requirement has no exact version",
                         .doc = kDoc},
                        &CheckProject};
constexpr Rule kSecret{{.id = "MLF903",
                        .name = "credential-in-source",
                        .family = Family::kTracking,
                        .severity = Severity::kError,
                        .summary = "A password stands in the source",
                        .doc = kDoc},
                       [](Pass&) {}};

Facts MakeFacts(const SourceFile& script) {
  Entry entry;
  entry.file = script.id();
  entry.path = entry.name = script.path();
  Run run;
  run.id = script.path() + ":4";
  run.where = Find(script, "mlflow.start_run()");
  run.code_recorded = Tri::kYes;
  run.ended = Ended::kYes;
  run.trainings = {0};
  run.experiment = {Setting::State::kUnknown, {}, Setting::By::kCode, {}, {}};
  run.tracking_uri = {
      Setting::State::kSet, Text::Literal("https://me:secret@mlflow.example.org"), Setting::By::kCode, {}, {}};
  Metric metric;
  metric.key = Text::Pattern("fold_*");
  metric.where = Find(script, "mlflow.log_metric");
  metric.stepped = Tri::kNo;
  run.metrics.push_back(metric);
  Param param;
  param.key = Text::Literal("a");
  param.value = Text::Literal("1");
  param.where = Find(script, "'a'");
  run.params.push_back(param);
  run.tags_open = true;
  entry.runs.push_back(std::move(run));
  Training training;
  training.library = "sklearn";
  training.estimator = "Ridge";
  training.run = 0;
  training.where = Find(script, "model.fit(x, y)");
  Hyperparameter alpha;
  alpha.name = "alpha";
  alpha.value = Text::Literal("0.5");
  alpha.covered = Tri::kNo;
  alpha.where = Find(script, "alpha=0.5");
  training.hyperparameters.push_back(std::move(alpha));
  entry.trainings.push_back(std::move(training));
  Seed seed;
  seed.library = "numpy";
  seed.value = Text::Literal("1");
  seed.where = Find(script, "import mlflow");
  entry.seeds.push_back(std::move(seed));
  RandomUse use;
  use.consumer = "sklearn.model_selection.train_test_split";
  use.governed_by = 0;
  use.seeded = Tri::kYes;
  use.where = Find(script, "model = Ridge");
  entry.randoms.push_back(use);
  Argument argument;
  argument.name = "alpha";
  argument.fallback = Text::Literal("0.5");
  argument.source = "argparse";
  argument.where = Find(script, "import mlflow");
  entry.arguments.push_back(std::move(argument));
  Facts facts;
  facts.entries.push_back(std::move(entry));
  facts.registered.push_back({Text::Literal("churn"), Certainty::kMaybe, Find(script, "mlflow.log_metric")});
  facts.unresolved.push_back({"call", Find(script, "model.fit"), "comes from outside"});
  return facts;
}

}  // namespace

std::unique_ptr<Sample> MakeSample() {
  auto sample = std::make_unique<Sample>();
  const SourceFile& script = AddScript(sample->sources, "src/train \xc3\xa4.py", std::string(kScript));
  Result<SourceFile::Data> notebook = source::ReadSource("nb.ipynb", "", std::string(kNotebook));
  if (notebook.ok()) sample->sources.add(std::move(notebook).value());
  sample->facts = MakeFacts(script);
  Dependency dependency;
  dependency.name = dependency.written = "mlflow";
  dependency.where = {"requirements.txt", 2, 1, 8};
  sample->project.dependencies.push_back(std::move(dependency));
  sample->project.images.push_back({.image = "python", .tag = "3.11", .where = {"Dockerfile", 1, 6, 17}});
  sample->project.python_version = "3.11";

  Report& report = sample->report;
  report.sources = &sample->sources;
  report.facts = &sample->facts;
  report.project = &sample->project;
  report.rules = {&kSources, &kProject, &kSecret};
  report.project_texts["requirements.txt"] = "pandas==2.2.0\nmlflow  \n";
  report.files_checked = 2;
  report.errors.push_back({"gone\xff.py", "no such file or directory"});
  report.score = score::ComputeScore(sample->facts, sample->project, sample->sources, report.target);

  std::vector<FileIssue> no_issues;
  AnalysisView view;
  view.sources = &sample->sources;
  view.facts = &sample->facts;
  view.project = &sample->project;
  view.issues = &no_issues;
  engine::RunOptions options;
  options.all = report.rules;
  options.selected = report.rules;
  options.project_text = [&report](const std::string& path) { return std::string_view(report.project_texts[path]); };
  engine::RunResult result = engine::RunRules(view, options);
  for (Finding& finding : result.findings) {
    const bool hidden = finding.subject == "suppressed";
    finding.suppressed = hidden;
    (hidden ? report.suppressed : report.findings).push_back(std::move(finding));
  }
  return sample;
}

}  // namespace tracklint::tests
