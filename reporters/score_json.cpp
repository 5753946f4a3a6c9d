#include "reporters/score_json.h"

#include <cstddef>

#include "analyzer/score/compute_score.h"
#include "reporters/finding_json.h"

namespace tracklint::reporters {
namespace {

constexpr auto kInline = JsonWriter::Layout::kInline;

void WriteFacets(JsonWriter& json, const std::array<FacetScore, kFacetCount>& facets) {
  json.key("facets").array();
  for (const FacetScore& facet : facets) {
    json.object(kInline)
        .field("facet", ToString(facet.facet))
        .field("weight", facet.weight)
        .field("status", ToString(facet.status));
    json.field("low", facet.low).field("high", facet.high).field("lost", facet.lost);
    json.key("reasons").array();
    for (const std::string& reason : facet.reasons) json.text(reason);
    json.end().end();
  }
  json.end();
}

/// What repository and scope have in common; null figures where there is no score.
template <typename Scored>
void WriteFigures(JsonWriter& json, const Scored& score) {
  json.field("scored", score.scored);
  json.key("reason").text_or_null(score.no_score_reason);
  const auto number = [&](std::string_view name, double value) {
    json.key(name);
    if (score.scored)
      json.number(value);
    else
      json.null();
  };
  number("low", score.low);
  number("high", score.high);
  number("coverage", score.coverage);
  json.key("grade");
  if (score.scored)
    json.text(std::string_view(&score.grade, 1));
  else
    json.null();
  json.key("level");
  if (score.scored)
    json.text("T" + std::to_string(score.level));
  else
    json.null();
  json.field("headline", score::Headline(score));
}

}  // namespace

void WriteWhere(JsonWriter& json, const SourceSet& sources, Span span) {
  if (!span.valid()) {
    json.null();
    return;
  }
  const SourceFile& file = sources.file(span.file);
  const Place place = file.place(span);
  json.object(kInline)
      .field("path", file.path())
      .field("line", place.line)
      .field("column", place.column)
      .field("end_line", place.end_line)
      .field("end_column", place.end_column);
  if (place.cell != 0) json.field("cell", place.cell);
  json.end();
}

void WriteScore(JsonWriter& json, const Score& score, const SourceSet& sources) {
  json.object().field("profile", score.profile);
  WriteFigures(json, score);
  json.key("grade_stability");
  if (score.scored)
    json.number(score.grade_stability);
  else
    json.null();
  WriteFacets(json, score.facets);
  json.key("first").array();
  for (const score::FirstStep& step : score::FirstSteps(score)) {
    json.object(kInline).field("facet", ToString(step.facet)).field("points", step.points).field("action", step.action);
    json.field("reason", step.reason).end();
  }
  json.end();
  json.key("lowest");
  if (score.scored)
    json.number(static_cast<std::int64_t>(score.lowest));
  else
    json.null();
  json.key("scopes").array();
  for (const ScopeScore& scope : score.scopes) {
    json.object().field("entry", scope.entry);
    json.key("run").text_or_null(scope.run);
    json.key("where");
    WriteWhere(json, sources, scope.where);
    WriteFigures(json, scope);
    WriteFacets(json, scope.facets);
    json.end();
  }
  json.end().end();
}

std::string ScoreDocument(const Score& score, const SourceSet& sources, std::string_view root,
                          std::string_view version) {
  JsonWriter json;
  json.object().field("schema", "tracklint-score/1");
  WriteTool(json, version);
  json.field("root", root);
  json.key("score");
  WriteScore(json, score, sources);
  json.end();
  return json.take() + "\n";
}

}  // namespace tracklint::reporters
