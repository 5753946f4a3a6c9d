#include "corpus/sections.h"

#include <cctype>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include "corpus/charts.h"
#include "corpus/csv_table.h"

namespace tracklint::corpus {
namespace {

constexpr const char* kRatesCaption =
    "Point and line: the rate of the decided repositories with its Wilson 95 % interval; band: from all undecided ones "
    "counted as no to all counted as yes.";
constexpr const char* kGroupsCaption =
    "The box reaches from quartile to quartile, the thick line is the median, the thin one reaches from the least to "
    "the "
    "most; beside it the median and the number of repositories.";

struct Topic {
  const char* id;
  const char* title;
  const char* needs;  ///< what figures need that a corpus may lack
};
constexpr Topic kTopics[] = {
    {"H1", "Do the runs record code version, parameters, environment and dependencies?", ""},
    {"H2", "Does a shared tracking server go with a higher score?", ""},
    {"H3", "Do autolog and scripts record more than logging by hand and notebooks?", ""},
    {"H4", "Does the score foretell how far an attempt to reproduce comes?",
     "outcomes of attempts to reproduce (--reproduced FILE)"},
    {"H5", "Does continuous integration start runs?", ""},
    {"H6", "How are models versioned?", ""},
    {"H7", "Do repositories record more as time goes by?",
     "commits of several years, or histories (--history first,median,last)"},
    {"H8", "Do repositories with more stars have a higher score?", "a column stars in the manifest"},
    {"H9", "Does the score differ between kinds of repositories?", ""},
    {"H10", "What is kept outside MLflow?", ""},
};

Record Those(const Record& all, const std::string& hypothesis) {
  Record chosen = Record::array();
  for (const Record& one : all) {
    if (BelongsTo(one["id"].get_ref<const std::string&>(), hypothesis)) chosen.push_back(one);
  }
  return chosen;
}

std::string Plain(const Record& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

/// Rows of several figures in one table: what a figure has not is empty.
class Rows {
 public:
  Rows() {
    for (const char* name : {"figure", "id", "label", "measure", "n", "yes", "unknown", "value", "low", "high",
                             "bounds_low", "bounds_high", "min", "q1", "median", "q3", "max"})
      table_.cell(name);
    table_.end_row();
  }
  void rates(const char* figure, const Record& rates) {
    for (const Record& rate : rates) {
      begin(figure, rate["id"], rate["question"], "rate");
      for (const char* key : {"n", "yes", "unknown"}) table_.cell(rate, key);
      table_.cell(rate, "rate");
      pair(rate, "wilson_95");
      pair(rate, "bounds");
      end(5);
    }
  }
  void spreads(const char* figure, const Record& spreads) {
    for (const Record& one : spreads) {
      begin(figure, one["id"], one["group"], Plain(one["measure"]));
      table_.cell(one, "n");
      for (int i = 0; i < 7; ++i) table_.cell("");
      for (const char* key : {"min", "q1", "median", "q3", "max"}) table_.cell(one, key);
      end(0);
    }
  }
  void years(const Record& years) {
    for (const Record& year : years) {
      begin("years", "H7a", year["year"], "level T2");
      table_.cell(year, "n");
      table_.cell(year, "reached_t2");
      table_.cell("0");
      table_.cell(year, "rate");
      pair(year, "wilson_95");
      end(7);
    }
  }
  void pairs(const Record& pairs) {
    for (const Record& one : pairs) {
      for (const char* key : {"both", "only_kept", "only_recorded", "neither"}) {
        begin("pairs", "H1i-" + Plain(one["facet"]), key, "repositories");
        table_.cell(one, key);
        end(12);
      }
    }
  }
  void overlap(const Record& overlap) {
    for (const Record& row : overlap) {
      std::string label;
      for (const auto& [key, value] : row.items()) {
        if (value.is_boolean() && value.get<bool>()) label += (label.empty() ? "" : " + ") + key;
      }
      begin("overlap", "H10", label.empty() ? "none of them" : label, "repositories");
      table_.cell(row, "n");
      end(12);
    }
  }
  std::string take() { return table_.take(); }

 private:
  void begin(const char* figure, const Record& id, const Record& label, const std::string& measure) {
    for (const std::string& text : {std::string(figure), Plain(id), Plain(label), measure}) table_.cell(text);
  }
  void pair(const Record& record, const char* key) {
    const bool there = record.contains(key);
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) table_.cell(there ? record[key][i].dump() : "");
  }
  void end(int empty) {
    for (int i = 0; i < empty; ++i) table_.cell("");
    table_.end_row();
  }

  CsvTable table_;
};

}  // namespace

bool BelongsTo(const std::string& id, const std::string& hypothesis) {
  return id.starts_with(hypothesis) &&
         (id.size() == hypothesis.size() || std::isdigit(static_cast<unsigned char>(id[hypothesis.size()])) == 0);
}

std::vector<Section> Sections(const Record& summary) {
  std::vector<Section> sections;
  sections.reserve(std::size(kTopics));
  const Record& spread = summary["spread"];
  const bool any = summary["repositories"]["scored"].get<std::size_t>() > 0;
  for (const Topic& topic : kTopics) {
    Section& section = sections.emplace_back();
    section.id = topic.id;
    section.title = topic.title;
    Rows rows;
    const auto add = [&](const char* name, std::string svg, std::string caption) {
      if (any && !svg.empty()) section.figures.push_back({section.id + "-" + name, std::move(svg), std::move(caption)});
    };
    if (const Record rates = Those(summary["rates"], section.id); !rates.empty()) {
      add("rates", RatesChart(rates), kRatesCaption);
      rows.rates("rates", rates);
    }
    if (section.id == "H1") {
      add("pairs", PairsChart(spread["pairs"]),
          "Repositories by what they keep (every dependency pinned, the Python version stated) and what their runs "
          "record. Filled: recorded in the run.");
      rows.pairs(spread["pairs"]);
    }
    if (const Record groups = Those(spread["groups"], section.id); !groups.empty()) {
      std::string measure = Plain(groups.front()["measure"]);
      measure.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(measure.front())));
      add("groups", GroupsChart(groups), measure + ". " + kGroupsCaption);
      rows.spreads("groups", groups);
    }
    if (section.id == "H3") {
      add("scopes", RatesChart(spread["scopes"]),
          "Training scopes that record the code version: the rate with Wilson's 95 % interval for owners as clusters.");
      rows.rates("scopes", spread["scopes"]);
    } else if (section.id == "H7") {
      add("years", YearsChart(spread["years"]),
          "Share of the repositories whose runs record parameters and code version (level T2), by the year of the "
          "commit "
          "that was looked at, with Wilson 95 % intervals.");
      rows.years(spread["years"]);
      add("history", HistoryChart(spread["history"]),
          "Scores from the first to the last scored commit of each repository: median and quartiles at quarters of "
          "that "
          "time.");
      rows.spreads("history", spread["history"]);
    } else if (section.id == "H10") {
      add("overlap", OverlapChart(spread["overlap"]),
          "Repositories by the records outside MLflow that they keep together (filled dots): lock file, image, "
          "MLproject, "
          "DVC, Hydra.");
      rows.overlap(spread["overlap"]);
    }
    if (section.figures.empty()) {
      section.lacking = !any ? "No repository has a score."
                             : fmt::format("Nothing to show: the corpus has no {}.",
                                           topic.needs[0] == '\0' ? "repository it concerns" : topic.needs);
    }
    section.table = rows.take();
  }
  return sections;
}

const std::string& FigureStyle() {
  static const std::string kStyle =
      ".box{fill:var(--band);stroke:currentColor}.frame{fill:none;stroke:currentColor}.dot{fill:currentColor}"
      ".median{stroke:currentColor;stroke-width:3}.whisker{stroke:currentColor}"
      ".line{fill:none;stroke:currentColor;stroke-width:2}.grid{stroke:var(--line)}.band{fill:var(--band)}"
      ".interval{stroke:currentColor;stroke-width:2}.tick{text-anchor:middle;fill:var(--soft)}";
  return kStyle;
}

std::string StandaloneFigure(const std::string& svg) {
  const std::size_t end = svg.find(">\n");
  if (end == std::string::npos) return svg;
  return svg.substr(0, end + 2) +
         "<style>svg{--soft:#59636e;--line:#d5dbe1;--band:#cfd8e3;color:#1c2128;fill:currentColor;font:12px "
         "sans-serif}" +
         FigureStyle() + "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n" + svg.substr(end + 2);
}

}  // namespace tracklint::corpus
