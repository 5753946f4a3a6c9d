// What a report says of each hypothesis: the question, figures, the rows behind them, the tests, or why there is nothing.
// Everything is taken from the summary. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "corpus/record.h"

namespace tracklint::corpus {

struct SectionFigure {
  std::string name;  ///< of its file, without the ending: H2-groups
  std::string svg;
  std::string caption;
};
struct Section {
  std::string id;     ///< H1 … H10
  std::string title;  ///< the question
  std::vector<SectionFigure> figures;
  std::string table;    ///< the rows behind the figures, comma-separated
  std::string lacking;  ///< what the corpus would have to have; empty: nothing
};

/// H1 to H10, each of them whatever there is to show.
[[nodiscard]] std::vector<Section> Sections(const Record& summary);

/// Does an identifier (`H1i-environment`) belong to a hypothesis (`H1`)?
[[nodiscard]] bool BelongsTo(const std::string& id, const std::string& hypothesis);

/// How the shapes of the figures are drawn.
[[nodiscard]] const std::string& FigureStyle();
/// A figure that needs no page around it.
[[nodiscard]] std::string StandaloneFigure(const std::string& svg);

}  // namespace tracklint::corpus
