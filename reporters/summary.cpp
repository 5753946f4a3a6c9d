#include "reporters/summary.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/engine/fix.h"
#include "analyzer/score/compute_score.h"
#include "reporters/places.h"
#include "reporters/text.h"

namespace tracklint::reporters {

std::string Summary(const Report& report) {
  const std::string fixed = report.fixed == 0 ? std::string() : "Fixed " + Plural(report.fixed, "problem") + ". ";
  if (report.findings.empty() && !report.errors.empty())
    return fixed + "No problems found in what could be read; " + Plural(report.errors.size(), "path") + " could not.";
  if (report.findings.empty())
    return fixed + "All checks passed!" +
           (report.baselined == 0 ? "" : " (" + Plural(report.baselined, "problem") + " in the baseline)");
  const SeverityCounts counts = CountSeverities(report.findings);
  std::string parts;
  const auto add = [&](std::size_t count, std::string_view noun) {
    if (count > 0) parts += (parts.empty() ? "" : ", ") + Plural(count, noun);
  };
  add(counts.errors, "error");
  add(counts.warnings, "warning");
  add(counts.notes, "note");
  std::set<std::string_view> files;
  for (const Finding& finding : report.findings) {
    files.insert(finding.path);
  }
  return fixed + "Found " + Plural(report.findings.size(), "problem") + " (" + parts + ") in " +
         Plural(files.size(), "file") + ".";
}

std::string FixableLine(const Report& report) {
  const engine::FixableCounts counts = engine::CountFixable(report.findings);
  if (counts.safe == 0 && counts.unsafe == 0) return {};
  if (counts.safe == 0) return std::to_string(counts.unsafe) + " can be fixed with `--fix --unsafe-fixes`.";
  std::string line = std::to_string(counts.safe) + " can be fixed with `--fix`";
  if (counts.unsafe > 0) line += ", " + std::to_string(counts.unsafe) + " more with `--fix --unsafe-fixes`";
  return line + ".";
}

std::string ScoreLine(const Report& report) {
  if (!report.score || !report.score->scored) return {};
  return "Traceability: " + score::Headline(*report.score);
}

std::string Statistics(const Report& report) {
  std::map<std::string_view, std::pair<std::size_t, std::string_view>> counts;
  for (const Finding& finding : report.findings) {
    auto& [count, name] = counts[finding.rule];
    ++count;
    name = finding.name;
  }
  std::vector<std::pair<std::string_view, std::pair<std::size_t, std::string_view>>> rows(counts.begin(), counts.end());
  std::ranges::stable_sort(rows, [](const auto& a, const auto& b) { return a.second.first > b.second.first; });
  const std::size_t width = rows.empty() ? 0 : std::to_string(rows.front().second.first).size();
  std::string out;
  for (const auto& [rule, row] : rows) {
    const std::string count = std::to_string(row.first);
    out += std::string(width - count.size(), ' ') + count + "  " + std::string(rule) + "  " + std::string(row.second) +
           "\n";
  }
  return out;
}

}  // namespace tracklint::reporters
