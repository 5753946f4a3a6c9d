#include "reporters/score_text.h"

#include <array>
#include <cstddef>
#include <cstdio>
#include <string_view>
#include <vector>

#include "analyzer/score/compute_score.h"
#include "reporters/style.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

constexpr std::size_t kMostScopes = 30;

std::string OneDecimal(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.1f", value);
  return buffer.data();
}

std::string Padded(std::string text, std::size_t width, bool right = false) {
  const std::size_t length = DisplayWidth(text);
  const std::string blanks(length < width ? width - length : 0, ' ');
  return right ? blanks + text : text + blanks;
}

void AppendFacets(std::string& out, const std::array<FacetScore, kFacetCount>& facets, const Style& style) {
  out += std::string(style.dim()) + Padded("  facet", 18) + Padded("weight", 8, true) + Padded("lost", 8, true) +
         "  status" + std::string(style.reset()) + "\n";
  for (const FacetScore& facet : facets) {
    const bool applies = facet.status != FacetStatus::kNotApplicable;
    out += Padded("  " + std::string(ToString(facet.facet)), 18) +
           Padded(std::to_string(static_cast<int>(facet.weight)), 8, true) +
           Padded(applies ? OneDecimal(facet.lost) : "–", 8, true) + "  " + std::string(ToString(facet.status)) + "\n";
    for (const std::string& reason : facet.reasons)
      out += std::string(20, ' ') + std::string(style.dim()) + Visible(reason) + std::string(style.reset()) + "\n";
  }
}

std::string ScopeTitle(const ScopeScore& scope, const SourceSet& sources) {
  std::string title = Visible(scope.run.empty() ? scope.entry : scope.run);
  if (scope.run.empty() && scope.where.valid()) {
    const SourceFile& file = sources.file(scope.where.file);
    title = Visible(file.path()) + ":" + std::to_string(file.place(scope.where).line) + " (training without a run)";
  } else if (!scope.run.starts_with(scope.entry)) {
    title += " (from " + Visible(scope.entry) + ")";
  }
  return title;
}

}  // namespace

std::string ScoreText(const Score& score, const SourceSet& sources, bool color) {
  const Style style{color};
  std::string out =
      std::string(style.bold()) + "Traceability: " + score::Headline(score) + std::string(style.reset()) + "\n";
  if (!score.scored) return out;
  const std::size_t scopes = score.scopes.size();
  out += "Mean over " + Plural(scopes, "training scope") + " (profile " + score.profile + "); the grade stays under " +
         std::to_string(static_cast<int>(score.grade_stability * 100 + 0.5)) + " % of 1,000 random weightings.\n\n";
  AppendFacets(out, score.facets, style);
  const std::vector<score::FirstStep> steps = score::FirstSteps(score);
  if (!steps.empty()) {
    out += "\n" + std::string(style.bold()) + (steps.size() == 3 ? "Three things to do first:" : "To do first:") +
           std::string(style.reset()) + "\n";
    for (const score::FirstStep& step : steps) {
      out += Padded("+" + OneDecimal(step.points), 8, true) + "  " + std::string(ToString(step.facet)) + ": " +
             std::string(step.action) + "\n";
      if (!step.reason.empty())
        out +=
            std::string(10, ' ') + std::string(style.dim()) + Visible(step.reason) + std::string(style.reset()) + "\n";
    }
  }
  if (scopes > 1) {
    out += "\nScopes:\n";
    for (std::size_t i = 0; i < scopes && i < kMostScopes; ++i) {
      const ScopeScore& scope = score.scopes[i];
      out += "  " + ScopeTitle(scope, sources) + ": " + score::Headline(scope) +
             (i == score.lowest ? "  ← lowest" : "") + "\n";
    }
    if (scopes > kMostScopes) out += "  and " + std::to_string(scopes - kMostScopes) + " more\n";
    const ScopeScore& lowest = score.scopes[score.lowest];
    out += "\nLowest: " + ScopeTitle(lowest, sources) + ": " + score::Headline(lowest) + "\n";
    AppendFacets(out, lowest.facets, style);
  }
  return out;
}

}  // namespace tracklint::reporters
