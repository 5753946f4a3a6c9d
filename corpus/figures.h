// Parts of a record that a commit's score gives. Pure functions.
#pragma once

#include <array>
#include <string>

#include "corpus/record.h"
#include "tracklint/score.h"

namespace tracklint::corpus {

/// Adds scored, and low, high, coverage, grade and level, or the reason why there is none.
template <typename Scored>
void AddFigures(Record& record, const Scored& score) {
  record["scored"] = score.scored;
  if (!score.scored) {
    record["reason"] = score.no_score_reason;
    return;
  }
  record["low"] = score.low;
  record["high"] = score.high;
  record["coverage"] = score.coverage;
  record["grade"] = std::string(1, score.grade);
  record["level"] = score.level;
}

/// Status and credit of every facet.
inline Record FacetsRecord(const std::array<FacetScore, kFacetCount>& facets) {
  Record record = Record::object();
  for (const FacetScore& facet : facets) {
    record[std::string(ToString(facet.facet))] = {
        {"status", std::string(ToString(facet.status))}, {"low", facet.low}, {"high", facet.high}};
  }
  return record;
}

}  // namespace tracklint::corpus
