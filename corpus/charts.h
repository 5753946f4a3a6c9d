// The figures of a report as inline SVG: shapes tell, not colours, so that they read in print and for everybody. What a
// figure shows is taken from the summary alone. Pure functions; empty where there is nothing to show.
#pragma once

#include <string>

#include "corpus/record.h"

namespace tracklint::corpus {

/// Rates as points with their intervals, the bounds as a pale band.
[[nodiscard]] std::string RatesChart(const Record& rates);
/// Values of groups, of 100: box from quartile to quartile, line at the median, whiskers to the ends.
[[nodiscard]] std::string GroupsChart(const Record& groups);
/// What is kept in the repository against what is recorded in the run: one bar a facet, its parts named and counted.
[[nodiscard]] std::string PairsChart(const Record& pairs);
/// Which records outside MLflow are kept together: a row of dots and a bar for each combination.
[[nodiscard]] std::string OverlapChart(const Record& overlap);
/// Share that reaches level T2 by year of the commit, with intervals.
[[nodiscard]] std::string YearsChart(const Record& years);
/// Scores over the histories: the median as a line, the quartiles as a band.
[[nodiscard]] std::string HistoryChart(const Record& history);

}  // namespace tracklint::corpus
