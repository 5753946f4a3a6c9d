// Records as tables of comma-separated values (RFC 4180, LF line ends). One thread at a time.
#pragma once

#include <string>
#include <vector>

#include "corpus/csv_table.h"
#include "corpus/record.h"

namespace tracklint::corpus {

/// Tables that grow record by record: whoever writes them takes what is there from time to time.
class Tables {
 public:
  /// `rules`: every rule that any record names, sorted: the columns of their counts.
  explicit Tables(std::vector<std::string> rules);

  /// `copy_of`: the repository whose code this one has too, else empty; `near_copy_of`: the one that has half or more of
  /// its files.
  void add(const Record& record, const std::string& copy_of, const std::string& near_copy_of);

  /// One row a repository: figures, status and credit of each facet, habits, what is kept, findings per rule.
  [[nodiscard]] std::string take_repositories() { return repositories_.take(); }
  /// One row a training scope.
  [[nodiscard]] std::string take_scopes() { return scopes_.take(); }
  /// One row a finding: rule and place, no code and no message.
  [[nodiscard]] std::string take_findings() { return findings_.take(); }
  /// One row a commit of a repository's history.
  [[nodiscard]] std::string take_history() { return history_.take(); }
  /// One row an MLflow function that a repository calls.
  [[nodiscard]] std::string take_functions() { return functions_.take(); }

 private:
  void add_scopes(const Record& record);
  void add_findings(const Record& record);
  void add_history(const Record& record);

  std::vector<std::string> rules_;
  CsvTable repositories_;
  CsvTable scopes_;
  CsvTable findings_;
  CsvTable history_;
  CsvTable functions_;
};

}  // namespace tracklint::corpus
