#include "corpus/report.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "corpus/sections.h"
#include "corpus/statistics.h"
#include "reporters/text.h"

namespace tracklint::corpus {
namespace {

/// A document as a list of parts, so that both forms say the same.
struct Table {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};

std::string Share(double value) { return fmt::format("{:.0f} %", 100 * value); }
std::string PValue(double p) { return p < 0.001 ? "< 0.001" : fmt::format("{:.3f}", p); }

std::string Text(const Record& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

Table Described(const Record& summary) {
  Table table{{"repositories", "number"}, {}};
  const std::pair<const char*, const char*> rows[] = {{"all", "looked at"},
                                                      {"errors", "not readable"},
                                                      {"copies", "copies of another one (left out of all figures)"},
                                                      {"near_copies", "near copies (half of the files equal or more)"},
                                                      {"using_mlflow", "with MLflow calls"},
                                                      {"scored", "with a score (some training or result in a run)"}};
  for (const auto& [key, words] : rows) table.rows.push_back({words, Text(summary["repositories"][key])});
  for (const auto& [kind, count] : summary["kinds"].items()) table.rows.push_back({"kind: " + kind, Text(count)});
  for (const auto& [grade, count] : summary["grades"].items()) table.rows.push_back({"grade " + grade, Text(count)});
  for (const auto& [level, count] : summary["levels"].items()) table.rows.push_back({"level " + level, Text(count)});
  return table;
}

Table RateTable(const Record& summary) {
  Table table{{"id", "share of repositories where …", "yes", "unknown", "n", "rate", "Wilson 95 %", "bounds", "owners",
               "by owner 95 %"},
              {}};
  for (const Record& rate : summary["rates"]) {
    const bool decided = !rate["rate"].is_null();
    table.rows.push_back(
        {Text(rate["id"]), Text(rate["question"]), Text(rate["yes"]), Text(rate["unknown"]), Text(rate["n"]),
         decided ? Share(rate["rate"].get<double>()) : "–",
         decided ? Share(rate["wilson_95"][0].get<double>()) + " – " + Share(rate["wilson_95"][1].get<double>()) : "–",
         rate.contains("bounds")
             ? Share(rate["bounds"][0].get<double>()) + " – " + Share(rate["bounds"][1].get<double>())
             : "–",
         decided ? Text(rate["owners"]["n"]) : "–",
         decided ? Share(rate["owners"]["wilson_95"][0].get<double>()) + " – " +
                       Share(rate["owners"]["wilson_95"][1].get<double>())
                 : "–"});
  }
  return table;
}

/// Rates of the strata that hold repositories with a score, side by side.
Table StrataTable(const Record& summary) {
  Table table{{"id", "share of repositories where …"}, {}};
  std::vector<const Record*> strata;
  for (const auto& [name, stratum] : summary["strata"].items()) {
    if (stratum["rates"][0]["n"] == 0) continue;
    table.head.push_back(name + " (n " + Text(stratum["rates"][0]["n"]) + ")");
    strata.push_back(&stratum["rates"]);
  }
  for (std::size_t i = 0; i < summary["rates"].size(); ++i) {
    std::vector<std::string>& row =
        table.rows.emplace_back(std::vector{Text(summary["rates"][i]["id"]), Text(summary["rates"][i]["question"])});
    for (const Record* rates : strata) {
      const Record& rate = (*rates)[i];
      row.push_back(rate["rate"].is_null() ? "–"
                                           : fmt::format("{} ({} – {})", Share(rate["rate"].get<double>()),
                                                         Share(rate["wilson_95"][0].get<double>()),
                                                         Share(rate["wilson_95"][1].get<double>())));
    }
  }
  return table;
}

Table GroupTable(const Record& summary) {
  Table table{{"id", "group", "measure", "n", "least", "first quartile", "median", "third quartile", "most"}, {}};
  for (const char* part : {"groups", "history"}) {
    for (const Record& one : summary["spread"][part]) {
      std::vector<std::string>& row = table.rows.emplace_back(
          std::vector{Text(one["id"]), Text(one["group"]), Text(one["measure"]), Text(one["n"])});
      for (const char* key : {"min", "q1", "median", "q3", "max"})
        row.push_back(fmt::format("{:.1f}", one[key].get<double>()));
    }
  }
  return table;
}

/// What is called most, by the repositories that call it.
Table FunctionTable(const Record& summary) {
  constexpr std::size_t kShown = 25;
  std::vector<std::pair<std::size_t, std::string>> functions;
  for (const auto& [name, count] : summary["functions"].items()) functions.emplace_back(count.get<std::size_t>(), name);
  std::ranges::sort(functions, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  Table table{{"function", "repositories", "of those with MLflow calls", "Wilson 95 %"}, {}};
  const auto all = summary["repositories"]["using_mlflow"].get<std::size_t>();
  for (std::size_t i = 0; i < std::min(kShown, functions.size()); ++i) {
    const auto& [count, name] = functions[i];
    const Interval interval = Wilson(count, all);
    const double share = all == 0 ? 0 : static_cast<double>(count) / static_cast<double>(all);
    table.rows.push_back(
        {name, std::to_string(count), Share(share), fmt::format("{} – {}", Share(interval.low), Share(interval.high))});
  }
  return table;
}

Table TestTable(const Record& summary, const std::string& hypothesis) {
  Table table{{"id", "question", "test", "n", "groups", "p", "p (Holm)", "effect (95 %)"}, {}};
  for (const Record& test : summary["tests"]) {
    if (test["n"] == 0 || !BelongsTo(Text(test["id"]), hypothesis)) continue;
    std::string effect = "–";
    if (test.contains("effect") && test["effect"]["size"].is_number()) {
      const Record& of = test["effect"];
      effect = Text(of["measure"]) + fmt::format(" {:.2f}", of["size"].get<double>());
      if (of.contains("low"))
        effect += fmt::format(" ({:.2f} – {:.2f})", of["low"].get<double>(), of["high"].get<double>());
    }
    table.rows.push_back({Text(test["id"]), Text(test["question"]), Text(test["test"]), Text(test["n"]),
                          Text(test["groups"]), PValue(test["p"].get<double>()), PValue(test["p_holm"].get<double>()),
                          effect});
  }
  return table;
}

/// The comparisons that this corpus has nothing to say on.
std::string NotTested(const Record& summary) {
  std::string ids;
  for (const Record& test : summary["tests"]) {
    if (test["n"] == 0) ids += (ids.empty() ? "" : ", ") + Text(test["id"]);
  }
  return ids.empty() ? ids : "Not tested, because the corpus lacks what it takes: " + ids + ".";
}

constexpr std::string_view kMethods =
    "Every repository was analysed statically: its code was interpreted on abstract values from every script, notebook "
    "and uncalled function, nothing was executed. A facet counts as recorded from a credit of 0.75 on. What the "
    "analysis cannot decide is neither a yes nor a no: the rate is that of the decided repositories with Wilson's 95 % "
    "interval, the bounds count every undecided one as no and as yes. Repositories of one owner are a cluster: the "
    "last interval is Wilson's for n divided by the design effect (Kish 1965; Korn and Graubard 1998). Repositories "
    "with equal code that uses MLflow are copies and counted once. Tests are two-sided; the p values of the family are "
    "corrected by Holm's method. Where scopes are compared (H3b), the variance is robust to clusters of owners (Liang "
    "and Zeger 1986). Intervals of effects, 95 %: Cliff's delta by Brunner and Munzel (2000), rho by Bonett and Wright "
    "(2000), paired shares by Bonett and Price (2012), medians from order statistics, slopes of shares robust to "
    "unequal "
    "variances (White 1980). A share or a difference describes this sample.";

std::string MarkdownTable(const Table& table) {
  const auto row = [](const std::vector<std::string>& cells) {
    std::string out = "|";
    for (const std::string& cell : cells) {
      out += ' ';
      for (const char c : reporters::Visible(cell)) out += c == '|' ? std::string("\\|") : std::string(1, c);
      out += " |";
    }
    return out + "\n";
  };
  std::string out = row(table.head) + "|";
  for (std::size_t i = 0; i < table.head.size(); ++i) out += "---|";
  out += "\n";
  for (const std::vector<std::string>& cells : table.rows) out += row(cells);
  return out;
}

std::string Html(std::string_view text) { return reporters::XmlEscape(reporters::Visible(text)); }

std::string HtmlTable(const Table& table) {
  std::string out = "<table>\n<tr>";
  for (const std::string& cell : table.head) out += "<th>" + Html(cell) + "</th>";
  out += "</tr>\n";
  for (const std::vector<std::string>& cells : table.rows) {
    out += "<tr>";
    for (const std::string& cell : cells) out += "<td>" + Html(cell) + "</td>";
    out += "</tr>\n";
  }
  return out + "</table>\n";
}

constexpr std::string_view kPageStyle =
    ":root{color-scheme:light dark;--fg:#1c2128;--bg:#fff;--soft:#59636e;--line:#d5dbe1;--band:#cfd8e3}"
    "@media (prefers-color-scheme:dark){:root{--fg:#dfe5eb;--bg:#14181d;--soft:#97a3af;--line:#333c46;--band:#36424f}}"
    "body{margin:0 auto;max-width:62rem;padding:1.5rem 1rem 4rem;font:16px/1.5 system-ui,sans-serif;color:var(--fg);"
    "background:var(--bg)}table{border-collapse:collapse;font-size:.88rem;margin:.6rem 0 1.4rem;display:block;"
    "overflow-x:auto}th,td{text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;border-bottom:1px solid "
    "var(--line)}th{color:var(--soft);font-weight:500}svg{width:100%;height:auto;font-size:12px;fill:currentColor}"
    "h2{margin-top:2rem}figcaption{color:var(--soft);font-size:.9rem}figure{margin:1rem 0}"
    "@media print{body{max-width:none;font-size:10pt}figure{break-inside:avoid}}";

std::string Style() { return "<style>" + std::string(kPageStyle) + FigureStyle() + "</style>"; }

std::string Figure(const std::string& chart, std::string_view caption) {
  if (chart.empty()) return {};
  return "<figure>\n" + chart + "<figcaption>" + Html(caption) + "</figcaption>\n</figure>\n";
}

std::string Version(const Record& summary) { return Text(summary["tool"]["version"]); }

}  // namespace

std::string MarkdownReport(const Record& summary) {
  std::string out = fmt::format("# What {} repositories record in MLflow\n\nMade by tracklint {}.\n\n## The corpus\n\n",
                                Text(summary["repositories"]["all"]), Version(summary));
  out += MarkdownTable(Described(summary)) + "\n## Rates\n\n" + MarkdownTable(RateTable(summary)) + "\n";
  for (const Section& section : Sections(summary)) {
    out += fmt::format("## {}: {}\n\n", section.id, section.title);
    for (const SectionFigure& figure : section.figures)
      out += fmt::format("![{}: {}](figures/{}.svg)\n\n{}\n\n", section.id, figure.name, figure.name, figure.caption);
    if (!section.lacking.empty()) out += section.lacking + "\n\n";
    if (const Table tests = TestTable(summary, section.id); !tests.rows.empty()) out += MarkdownTable(tests) + "\n";
    out += fmt::format("The numbers: [figures/{0}.csv](figures/{0}.csv).\n\n", section.id);
  }
  out += "## Groups\n\n" + MarkdownTable(GroupTable(summary)) + "\n## Functions of MLflow that are called most\n\n" +
         MarkdownTable(FunctionTable(summary)) + "\n## Parts of the corpus\n\n" + MarkdownTable(StrataTable(summary)) +
         "\n";
  if (const std::string missing = NotTested(summary); !missing.empty()) out += missing + "\n\n";
  out += "## Methods\n\n" + std::string(kMethods) + "\n\n## Limits\n\n";
  for (const Record& threat : summary["threats"]) out += "- " + Text(threat) + "\n";
  return out;
}

std::string HtmlReport(const Record& summary) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>What {0} repositories record in MLflow</title>\n{1}\n"
      "</head>\n<body>\n<h1>What {0} repositories record in MLflow</h1>\n<p>Made by tracklint {2}.</p>\n",
      Text(summary["repositories"]["all"]), Style(), Html(Version(summary)));
  out += "<h2>The corpus</h2>\n" + HtmlTable(Described(summary)) + "<h2>Rates</h2>\n" + HtmlTable(RateTable(summary));
  for (const Section& section : Sections(summary)) {
    out += fmt::format("<h2 id=\"{0}\">{0}: {1}</h2>\n", section.id, Html(section.title));
    for (const SectionFigure& figure : section.figures) out += Figure(figure.svg, figure.caption);
    if (!section.lacking.empty()) out += "<p>" + Html(section.lacking) + "</p>\n";
    if (const Table tests = TestTable(summary, section.id); !tests.rows.empty()) out += HtmlTable(tests);
    out += fmt::format("<p>The numbers: <a href=\"figures/{0}.csv\">figures/{0}.csv</a>.</p>\n", section.id);
  }
  out += "<h2>Groups</h2>\n" + HtmlTable(GroupTable(summary)) + "<h2>Functions of MLflow that are called most</h2>\n" +
         HtmlTable(FunctionTable(summary)) + "<h2>Parts of the corpus</h2>\n" + HtmlTable(StrataTable(summary));
  if (const std::string missing = NotTested(summary); !missing.empty()) out += "<p>" + Html(missing) + "</p>\n";
  out += "<h2>Methods</h2>\n<p>" + Html(kMethods) + "</p>\n<h2>Limits</h2>\n<ul>\n";
  for (const Record& threat : summary["threats"]) out += "<li>" + Html(Text(threat)) + "</li>\n";
  return out + "</ul>\n</body>\n</html>\n";
}

}  // namespace tracklint::corpus
