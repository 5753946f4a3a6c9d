// Records as tables of comma-separated values (RFC 4180, LF line ends). Pure functions.
#pragma once

#include <string>
#include <vector>

#include "corpus/record.h"

namespace tracklint::corpus {

/// One row a repository: figures, status and credit of each facet, habits, findings per rule.
[[nodiscard]] std::string RepositoryTable(const std::vector<Record>& records);
/// One row a training scope.
[[nodiscard]] std::string ScopeTable(const std::vector<Record>& records);
/// One row a finding: rule and place, no code and no message.
[[nodiscard]] std::string FindingTable(const std::vector<Record>& records);

}  // namespace tracklint::corpus
