#include "corpus/tables.h"

#include <string_view>
#include <utility>

#include "corpus/csv_table.h"
#include "tracklint/score.h"

namespace tracklint::corpus {
namespace {

constexpr const char* kIdentity[] = {"repo", "commit", "date", "error", "kind", "stars", "mlflow_version"};
constexpr const char* kScope[] = {"entry", "entry_kind", "run", "path", "line"};
constexpr const char* kFinding[] = {"rule", "level", "path", "cell", "line", "column", "fingerprint"};
constexpr const char* kMoment[] = {"commit", "date", "error"};
constexpr const char* kFigures[] = {"scored", "reason", "low", "high", "coverage", "grade", "level"};
constexpr const char* kHabits[] = {"uses_mlflow",  "runs",     "autolog", "manual_logging",
                                   "metrics_only", "registry", "aliases", "stages"};
constexpr const char* kKept[] = {"dependencies", "pinned", "lock",  "python_version",         "image",
                                 "mlproject",    "dvc",    "hydra", "continuous_integration", "runs_in_integration"};
constexpr const char* kFiles[] = {"python_files", "read_files",    "read_notebooks",
                                  "read_bytes",   "syntax_errors", "unreadable_files"};

void FacetHeader(CsvTable& table) {
  for (std::size_t i = 0; i < kFacetCount; ++i) {
    const std::string facet(ToString(static_cast<Facet>(i)));
    table.cell(facet + "_status");
    table.cell(facet + "_low");
    table.cell(facet + "_high");
  }
}

/// A member; null where the record has none, whatever kind it is of.
const Record& Part(const Record& record, const std::string& key) {
  static const Record kNone;
  return record.contains(key) ? record[key] : kNone;
}

void FacetCells(CsvTable& table, const Record& record) {
  for (std::size_t i = 0; i < kFacetCount; ++i) {
    const Record& facet = Part(Part(record, "facets"), std::string(ToString(static_cast<Facet>(i))));
    for (const char* key : {"status", "low", "high"}) table.cell(facet, key);
  }
}

}  // namespace

Tables::Tables(std::vector<std::string> rules) : rules_(std::move(rules)) {
  for (const char* name : kIdentity) repositories_.cell(name);
  for (const char* name : kFigures) repositories_.cell(name);
  FacetHeader(repositories_);
  for (const char* name : kHabits) repositories_.cell(name);
  repositories_.cell("shared_server");
  for (const char* name : kKept) repositories_.cell(std::string("keeps_") + name);
  for (const char* name : kFiles) repositories_.cell(name);
  for (const char* name : {"scopes", "findings", "copy_of", "near_copy_of"}) repositories_.cell(name);
  for (const std::string& rule : rules_) repositories_.cell(rule);
  repositories_.end_row();

  scopes_.cell("repo");
  for (const char* name : kScope) scopes_.cell(name);
  for (const char* name : kFigures) scopes_.cell(name);
  FacetHeader(scopes_);
  scopes_.end_row();

  findings_.cell("repo");
  for (const char* name : kFinding) findings_.cell(name);
  findings_.end_row();

  for (const char* name : {"repo", "function"}) functions_.cell(name);
  functions_.end_row();

  history_.cell("repo");
  for (const char* name : kMoment) history_.cell(name);
  for (const char* name : kFigures) history_.cell(name);
  FacetHeader(history_);
  history_.end_row();
}

void Tables::add(const Record& record, const std::string& copy_of, const std::string& near_copy_of) {
  CsvTable& table = repositories_;
  for (const char* name : kIdentity) table.cell(record, name);
  for (const char* name : kFigures) table.cell(record, name);
  FacetCells(table, record);
  for (const char* name : kHabits) table.cell(Part(record, "habits"), name);
  table.cell(record, "shared_server");
  for (const char* name : kKept) table.cell(Part(record, "kept"), name);
  for (const char* name : kFiles) table.cell(record, name);
  for (const char* name : {"scopes", "findings"})
    table.cell(record.contains(name) ? std::to_string(record[name].size()) : std::string());
  table.cell(copy_of);
  table.cell(near_copy_of);
  const Record& counts = Part(record, "findings_per_rule");
  for (const std::string& rule : rules_)
    table.cell(counts.is_object() ? std::to_string(counts.value(rule, std::size_t{0})) : std::string());
  table.end_row();
  add_scopes(record);
  add_findings(record);
  add_history(record);
  for (const Record& function : Part(record, "functions")) {
    functions_.cell(record, "repo");
    functions_.cell(function.get<std::string>());
    functions_.end_row();
  }
}

void Tables::add_scopes(const Record& record) {
  for (const Record& scope : Part(record, "scopes")) {
    scopes_.cell(record, "repo");
    for (const char* name : kScope) scopes_.cell(scope, name);
    for (const char* name : kFigures) scopes_.cell(scope, name);
    FacetCells(scopes_, scope);
    scopes_.end_row();
  }
}

void Tables::add_findings(const Record& record) {
  for (const Record& finding : Part(record, "findings")) {
    findings_.cell(record, "repo");
    for (const char* name : kFinding) findings_.cell(finding, name);
    findings_.end_row();
  }
}

void Tables::add_history(const Record& record) {
  for (const Record& moment : Part(record, "history")) {
    history_.cell(record, "repo");
    for (const char* name : kMoment) history_.cell(moment, name);
    for (const char* name : kFigures) history_.cell(moment, name);
    FacetCells(history_, moment);
    history_.end_row();
  }
}

}  // namespace tracklint::corpus
