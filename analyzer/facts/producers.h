// Who may make the data that is read: code of the repository that the analysis did not enter.
#pragma once

#include "analyzer/discover/discover.h"
#include "tracklint/facts.h"
#include "tracklint/source_file.h"

namespace tracklint::facts {

/// For every read of an untracked path of the repository: looks for a statement in another file of the repository that
/// names the data (by the words of its file name, without dates and numbers) and writes or fetches something. Such a
/// file may make the data; `DataRead::made_elsewhere` is set. The files are read only when there is such a read.
///
/// The search is textual, on purpose: the files are outside of what MLflow's runs execute, so nothing is known of them,
/// and what is not known is not missing.
void FindProducers(Facts& facts, const SourceSet& sources, const discover::Discovery& discovery);

/// The part of a path by which other code would name the file: its stem without dates, numbers and signs at both ends
/// ("data/2025-05-04.org_metrics.csv" → "org_metrics"); empty when less than four characters are left.
[[nodiscard]] std::string_view DataName(std::string_view path);

/// A line of `text` names the data and writes or fetches something, or assigns a path that another such line uses.
[[nodiscard]] bool MayMake(std::string_view text, std::string_view data_name);

}  // namespace tracklint::facts
