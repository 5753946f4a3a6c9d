#include "corpus/tables.h"

#include <set>
#include <string_view>

#include "corpus/csv_table.h"
#include "tracklint/score.h"

namespace tracklint::corpus {
namespace {

constexpr const char* kFigures[] = {"scored", "reason", "low", "high", "coverage", "grade", "level"};
constexpr const char* kHabits[] = {"uses_mlflow",  "runs",     "autolog", "manual_logging",
                                   "metrics_only", "registry", "aliases", "stages"};
constexpr const char* kFiles[] = {"python_files", "read_files", "read_notebooks", "read_bytes", "syntax_errors"};

void FacetHeader(CsvTable& table) {
  for (std::size_t i = 0; i < kFacetCount; ++i) {
    const std::string facet(ToString(static_cast<Facet>(i)));
    table.cell(facet + "_status");
    table.cell(facet + "_low");
    table.cell(facet + "_high");
  }
}

void FacetCells(CsvTable& table, const Record& record) {
  const bool there = record.contains("facets");
  for (std::size_t i = 0; i < kFacetCount; ++i) {
    const Record facet = there ? record["facets"][std::string(ToString(static_cast<Facet>(i)))] : Record();
    for (const char* key : {"status", "low", "high"}) table.cell(facet, key);
  }
}

const Record& Part(const Record& record, const char* key) {
  static const Record kNone;
  return record.contains(key) ? record[key] : kNone;
}

}  // namespace

std::string RepositoryTable(const std::vector<Record>& records) {
  std::set<std::string> rules;
  for (const Record& record : records) {
    for (const auto& [rule, count] : Part(record, "findings_per_rule").items()) rules.insert(rule);
  }
  CsvTable table;
  for (const char* name : {"repo", "commit", "error", "kind", "mlflow_version"}) table.cell(name);
  for (const char* name : kFigures) table.cell(name);
  FacetHeader(table);
  for (const char* name : kHabits) table.cell(name);
  for (const char* name : kFiles) table.cell(name);
  for (const char* name : {"scopes", "findings"}) table.cell(name);
  for (const std::string& rule : rules) table.cell(rule);
  table.end_row();
  for (const Record& record : records) {
    for (const char* name : {"repo", "commit", "error", "kind", "mlflow_version"}) table.cell(record, name);
    for (const char* name : kFigures) table.cell(record, name);
    FacetCells(table, record);
    for (const char* name : kHabits) table.cell(Part(record, "habits"), name);
    for (const char* name : kFiles) table.cell(record, name);
    for (const char* name : {"scopes", "findings"})
      table.cell(record.contains(name) ? std::to_string(record[name].size()) : std::string());
    const Record& counts = Part(record, "findings_per_rule");
    for (const std::string& rule : rules)
      table.cell(counts.is_object() ? std::to_string(counts.value(rule, std::size_t{0})) : std::string());
    table.end_row();
  }
  return table.take();
}

std::string ScopeTable(const std::vector<Record>& records) {
  CsvTable table;
  for (const char* name : {"repo", "entry", "entry_kind", "run", "path", "line"}) table.cell(name);
  for (const char* name : kFigures) table.cell(name);
  FacetHeader(table);
  table.end_row();
  for (const Record& record : records) {
    for (const Record& scope : Part(record, "scopes")) {
      table.cell(record, "repo");
      for (const char* name : {"entry", "entry_kind", "run", "path", "line"}) table.cell(scope, name);
      for (const char* name : kFigures) table.cell(scope, name);
      FacetCells(table, scope);
      table.end_row();
    }
  }
  return table.take();
}

std::string FindingTable(const std::vector<Record>& records) {
  constexpr const char* kColumns[] = {"rule", "level", "path", "cell", "line", "column", "fingerprint"};
  CsvTable table;
  table.cell("repo");
  for (const char* name : kColumns) table.cell(name);
  table.end_row();
  for (const Record& record : records) {
    for (const Record& finding : Part(record, "findings")) {
      table.cell(record, "repo");
      for (const char* name : kColumns) table.cell(finding, name);
      table.end_row();
    }
  }
  return table.take();
}

}  // namespace tracklint::corpus
