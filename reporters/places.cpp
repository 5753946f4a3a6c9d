#include "reporters/places.h"

#include <algorithm>
#include <numeric>

namespace tracklint::reporters {
namespace {

std::string Join(const std::string& path, const Place& place) {
  std::string out = path;
  if (place.cell != 0) out += ":cell " + std::to_string(place.cell);
  return out + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

}  // namespace

std::string ShownPath(const Report& report, std::string_view path) {
  if (path.starts_with("../") || path.starts_with("/")) return std::string(path);
  return report.path_prefix + std::string(path);
}

std::string Location(const Report& report, const Finding& finding) {
  return Join(ShownPath(report, finding.path), finding.place);
}

std::string Location(const Report& report, Span span) {
  const SourceFile& file = report.sources->file(span.file);
  return Join(ShownPath(report, file.path()), file.place(span));
}

FileRegion OneLineRegion(const Report& report, Span span) {
  const SourceFile& file = report.sources->file(span.file);
  FileRegion region;
  region.raw = file.raw_place(span);
  if (region.raw.end_line == region.raw.line) return region;
  const std::uint32_t line = file.line_index(span.begin);
  const auto line_end = file.line_begin(line) + static_cast<std::uint32_t>(file.line_at(span.begin).size());
  region.raw = file.raw_place({span.file, span.begin, std::max(span.begin, line_end)});
  region.raw.end_line = region.raw.line;
  region.multi_line = true;
  return region;
}

FileRegion OneLineRegion(const Report& report, const Finding& finding) {
  if (finding.span.valid()) return OneLineRegion(report, finding.span);
  FileRegion region;
  region.raw = {finding.place.line, finding.place.column, finding.place.line,
                std::max(finding.place.column, finding.place.end_column)};
  return region;
}

std::string_view RawText(const Report& report, const Finding& finding) {
  if (finding.span.valid()) return report.sources->file(finding.span.file).raw();
  const auto found = report.project_texts.find(finding.path);
  return found == report.project_texts.end() ? std::string_view() : std::string_view(found->second);
}

std::vector<std::size_t> WorstFirst(const std::vector<Finding>& findings) {
  std::vector<std::size_t> order(findings.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return findings[a].severity > findings[b].severity; });
  return order;
}

SeverityCounts CountSeverities(const std::vector<Finding>& findings) {
  SeverityCounts counts;
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::kError)
      ++counts.errors;
    else if (finding.severity == Severity::kWarning)
      ++counts.warnings;
    else
      ++counts.notes;
  }
  return counts;
}

const Rule* FindRule(const Report& report, std::string_view id) {
  const auto found = std::ranges::find_if(report.rules, [&](const Rule* rule) { return rule->meta.id == id; });
  return found == report.rules.end() ? nullptr : *found;
}

}  // namespace tracklint::reporters
