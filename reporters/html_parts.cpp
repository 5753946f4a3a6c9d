#include "reporters/html_parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <map>
#include <ostream>
#include <utility>
#include <vector>

#include "analyzer/score/compute_score.h"
#include "reporters/facts_writer.h"
#include "reporters/hidden.h"
#include "reporters/places.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

constexpr std::size_t kMostNames = 12;
constexpr std::size_t kLongestName = 60;

std::string Rounded(double value, int digits = 1) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", digits, value);
  return buffer.data();
}

std::string Percent(double share) { return Rounded(std::clamp(share, 0.0, 1.0) * 100, 0); }

std::string NameOf(const Text& text, const Hidden& hidden) {
  return text.is_unknown() ? "?" : HtmlText(Shorten(hidden.Without(text.value), kLongestName));
}

/// A row of what a run holds: `params 3: a, b, c`.
template <typename Items, typename Name>
void WriteRow(std::string_view label, const Items& items, bool open, const Name& name, std::ostream& out) {
  if (items.empty() && !open) return;
  out << "<tr><th>" << label << "</th><td class=n>" << items.size() << (open ? "+" : "") << "</td><td>";
  std::vector<std::string> shown;
  for (const auto& item : items) {
    std::string text = name(item);
    if (std::ranges::find(shown, text) != shown.end()) continue;
    if (shown.size() == kMostNames) {
      out << ", …";
      break;
    }
    out << (shown.empty() ? "" : ", ") << text;
    shown.push_back(std::move(text));
  }
  if (open) out << (shown.empty() ? "" : ", ") << "<span class=soft>and others that the code does not tell</span>";
  out << "</td></tr>\n";
}

bool IsMissing(FacetStatus status) { return status == FacetStatus::kAbsent || status == FacetStatus::kPartial; }

void WriteFacetTags(const ScopeScore& scope, std::ostream& out) {
  out << "<p class=tags>";
  for (const FacetScore& facet : scope.facets) {
    if (facet.status == FacetStatus::kNotApplicable) continue;
    out << "<span" << (IsMissing(facet.status) ? " class=absent" : "") << ">" << ToString(facet.facet) << ": "
        << ToString(facet.status) << "</span>";
  }
  out << "</p>\n";
}

/// The scores of runs, by entry and run: there may be thousands.
using Scopes = std::map<std::pair<std::string_view, std::string_view>, const ScopeScore*>;

Scopes ScopesOf(const Report& report) {
  Scopes scopes;
  if (!report.score) return scopes;
  for (const ScopeScore& scope : report.score->scopes) scopes.try_emplace({scope.entry, scope.run}, &scope);
  return scopes;
}

void WriteRun(const Report& report, const Scopes& scopes, const Entry& entry, const Run& run, const Hidden& hidden,
              std::ostream& out) {
  out << "<h3>" << HtmlText(Location(report, run.where));
  if (run.run_name && !run.run_name->is_unknown()) out << " <small>“" << NameOf(*run.run_name, hidden) << "”</small>";
  out << "</h3>\n<p class=soft>" << HtmlText(entry.name) << ", " << ToString(run.kind)
      << (run.certainty == Certainty::kMaybe ? ", on some paths only" : "") << "</p>\n";
  const auto scope = scopes.find({entry.name, run.id});
  if (scope != scopes.end() && scope->second->scored) {
    out << "<p>" << HtmlText(score::Headline(*scope->second)) << "</p>\n";
    WriteFacetTags(*scope->second, out);
  }
  out << "<table class=run>\n";
  const auto key = [&hidden](const auto& item) { return NameOf(item.key, hidden); };
  WriteRow("parameters", run.params, run.params_open, key, out);
  WriteRow("metrics", run.metrics, run.metrics_open, key, out);
  WriteRow("tags", run.tags, run.tags_open, key, out);
  WriteRow(
      "models", run.models, run.models_open,
      [&hidden](const LoggedModel& model) {
        return NameOf(model.name, hidden) + " <small style='display:inline'>" + HtmlText(model.flavor) + "</small>";
      },
      out);
  const auto optional = [&hidden](const std::optional<Text>& text) {
    return text ? NameOf(*text, hidden) : std::string("?");
  };
  WriteRow(
      "data sets", run.datasets, run.datasets_open, [&](const DatasetInput& item) { return optional(item.name); }, out);
  WriteRow(
      "artifacts", run.artifacts, run.artifacts_open, [&](const Artifact& item) { return optional(item.path); }, out);
  const bool empty = run.params.empty() && run.metrics.empty() && run.tags.empty() && run.models.empty() &&
                     run.datasets.empty() && run.artifacts.empty() && !run.params_open && !run.metrics_open;
  if (empty) out << "<tr><td class=soft>nothing that the code tells</td></tr>\n";
  out << "</table>\n";
}

}  // namespace

std::string HtmlText(std::string_view text) { return XmlEscape(Visible(text)); }

std::string HtmlWithCode(std::string_view text) {
  std::string out;
  bool inside = false;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t tick = text.find('`', at);
    out += HtmlText(text.substr(at, tick == std::string_view::npos ? tick : tick - at));
    if (tick == std::string_view::npos) break;
    // A tick without a partner is just a tick.
    if (!inside && text.find('`', tick + 1) == std::string_view::npos) {
      out += '`';
    } else {
      out += inside ? "</code>" : "<code>";
      inside = !inside;
    }
    at = tick + 1;
  }
  return out;
}

void WriteHtmlScore(const Report& report, std::ostream& out) {
  if (!report.score) return;
  const Score& score = *report.score;
  out << "<h2>Traceability</h2>\n";
  if (!score.scored) {
    out << "<p>No score: " << HtmlText(score.no_score_reason) << ".</p>\n";
    return;
  }
  out << "<div class=head><span class=grade title=grade>" << score.grade << "</span><div><strong>"
      << HtmlText(score::Headline(score)) << "</strong><br><span class=soft>mean over "
      << Plural(score.scopes.size(), "training scope")
      << "; of 100 points. The range is what the analysis cannot decide."
      << "</span></div></div>\n";
  out << "<table>\n<tr><th>facet</th><th class=\"n wide\">weight</th><th class=n>lost</th><th class=wide>credit</th>"
         "<th>status</th></tr>\n";
  for (const FacetScore& facet : score.facets) {
    const bool applies = facet.status != FacetStatus::kNotApplicable;
    out << "<tr><td>" << ToString(facet.facet) << "</td><td class=\"n wide\">" << Rounded(facet.weight, 0)
        << "</td><td class=n>" << (applies ? Rounded(facet.lost) : "–")
        << "</td><td class=wide><span class=bar><i style=\"width:" << (applies ? Percent(facet.low) : "0")
        << "%\"></i><i class=maybe style=\"width:" << (applies ? Percent(facet.high) : "0")
        << "%\"></i></span></td><td>" << ToString(facet.status);
    for (const std::string& reason : facet.reasons) out << "<br><small>" << HtmlWithCode(reason) << "</small>";
    out << "</td></tr>\n";
  }
  out << "</table>\n";
  const std::vector<score::FirstStep> steps = score::FirstSteps(score);
  if (steps.empty()) return;
  out << "<h3>What to do first</h3>\n<ol>\n";
  for (const score::FirstStep& step : steps) {
    out << "<li><strong>+" << Rounded(step.points) << "</strong> " << ToString(step.facet) << ": "
        << HtmlText(step.action);
    if (!step.reason.empty()) out << "<br><small>" << HtmlWithCode(step.reason) << "</small>";
    out << "</li>\n";
  }
  out << "</ol>\n";
}

void WriteHtmlRuns(const Report& report, std::ostream& out) {
  if (report.facts == nullptr) return;
  std::size_t runs = 0;
  for (const Entry& entry : report.facts->entries) runs += entry.runs.size();
  if (runs == 0) return;
  out << "<h2 id=runs>" << Plural(runs, "run") << " and what " << (runs == 1 ? "it records" : "they record")
      << "</h2>\n";
  const Hidden hidden(report.facts, report.sources);
  const Scopes scopes = ScopesOf(report);
  for (const Entry& entry : report.facts->entries) {
    for (const Run& run : entry.runs) WriteRun(report, scopes, entry, run, hidden, out);
  }
}

}  // namespace tracklint::reporters
