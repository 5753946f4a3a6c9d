#include "corpus/report.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

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
                                                      {"using_mlflow", "with MLflow calls"},
                                                      {"scored", "with a score (some training or result in a run)"}};
  for (const auto& [key, words] : rows) table.rows.push_back({words, Text(summary["repositories"][key])});
  for (const auto& [kind, count] : summary["kinds"].items()) table.rows.push_back({"kind: " + kind, Text(count)});
  for (const auto& [grade, count] : summary["grades"].items()) table.rows.push_back({"grade " + grade, Text(count)});
  for (const auto& [level, count] : summary["levels"].items()) table.rows.push_back({"level " + level, Text(count)});
  return table;
}

Table RateTable(const Record& summary) {
  Table table{{"id", "share of repositories where …", "yes", "unknown", "n", "rate", "Wilson 95 %", "bounds"}, {}};
  for (const Record& rate : summary["rates"]) {
    const bool decided = !rate["rate"].is_null();
    table.rows.push_back(
        {Text(rate["id"]), Text(rate["question"]), Text(rate["yes"]), Text(rate["unknown"]), Text(rate["n"]),
         decided ? Share(rate["rate"].get<double>()) : "–",
         decided ? Share(rate["wilson_95"][0].get<double>()) + " – " + Share(rate["wilson_95"][1].get<double>()) : "–",
         rate.contains("bounds")
             ? Share(rate["bounds"][0].get<double>()) + " – " + Share(rate["bounds"][1].get<double>())
             : "–"});
  }
  return table;
}

Table TestTable(const Record& summary) {
  Table table{{"id", "question", "test", "n", "groups", "p", "p (Holm)", "effect"}, {}};
  for (const Record& test : summary["tests"]) {
    const std::string effect =
        test.contains("effect") && test["effect"]["size"].is_number()
            ? Text(test["effect"]["measure"]) + fmt::format(" {:.2f}", test["effect"]["size"].get<double>())
            : "–";
    table.rows.push_back({Text(test["id"]), Text(test["question"]), Text(test["test"]), Text(test["n"]),
                          Text(test["groups"]), PValue(test["p"].get<double>()), PValue(test["p_holm"].get<double>()),
                          effect});
  }
  return table;
}

constexpr std::string_view kMethods =
    "Every repository was analysed statically: its code was interpreted on abstract values from every script, notebook "
    "and uncalled function, nothing was executed. A facet counts as recorded from a credit of 0.75 on. What the "
    "analysis cannot decide is neither a yes nor a no: the rate is that of the decided repositories with Wilson's 95 % "
    "interval, the bounds count every undecided one as no and as yes. Tests are two-sided; the p values of the family "
    "are corrected by Holm's method. A share or a difference describes this sample.";

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

/// Rates as points with their intervals; the bounds as a pale band. Shapes tell, not colours.
std::string Figure(const Record& summary) {
  constexpr double kLabel = 380;
  constexpr double kWidth = 420;
  constexpr double kRow = 24;
  const auto x = [](double share) { return kLabel + share * kWidth; };
  const std::size_t rows = summary["rates"].size();
  const double height = kRow * (static_cast<double>(rows) + 1) + 10;
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"rates with intervals\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n",
      kLabel + kWidth + 70, height);
  for (const double tick : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    out += fmt::format(
        "<line class=\"grid\" x1=\"{0:.1f}\" y1=\"4\" x2=\"{0:.1f}\" y2=\"{1:.1f}\"/>"
        "<text class=\"tick\" x=\"{0:.1f}\" y=\"{2:.1f}\">{3:.0f} %</text>\n",
        x(tick), height - kRow, height - 8, 100 * tick);
  }
  double y = kRow / 2 + 4;
  for (const Record& rate : summary["rates"]) {
    out += fmt::format("<text x=\"0\" y=\"{:.1f}\">{} {}</text>", y + 4, Html(Text(rate["id"])),
                       Html(reporters::Shorten(Text(rate["question"]), 56)));
    if (rate.contains("bounds")) {
      const double low = rate["bounds"][0].get<double>();
      const double high = rate["bounds"][1].get<double>();
      out += fmt::format("<rect class=\"band\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"12\"/>", x(low),
                         y - 6, (high - low) * kWidth);
    }
    if (!rate["rate"].is_null()) {
      const double low = rate["wilson_95"][0].get<double>();
      const double high = rate["wilson_95"][1].get<double>();
      const double share = rate["rate"].get<double>();
      out += fmt::format(
          "<line class=\"interval\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>"
          "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/><text class=\"value\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
          x(low), y, x(high), y, x(share), y, kLabel + kWidth + 12, y + 4, Share(share));
    }
    out += "\n";
    y += kRow;
  }
  return out + "</svg>\n";
}

constexpr std::string_view kStyle =
    "<style>:root{color-scheme:light dark;--fg:#1c2128;--bg:#fff;--soft:#59636e;--line:#d5dbe1;--band:#cfd8e3}"
    "@media (prefers-color-scheme:dark){:root{--fg:#dfe5eb;--bg:#14181d;--soft:#97a3af;--line:#333c46;--band:#36424f}}"
    "body{margin:0 auto;max-width:62rem;padding:1.5rem 1rem 4rem;font:16px/1.5 system-ui,sans-serif;color:var(--fg);"
    "background:var(--bg)}table{border-collapse:collapse;font-size:.88rem;margin:.6rem 0 1.4rem;display:block;"
    "overflow-x:auto}th,td{text-align:left;vertical-align:top;padding:.25rem .7rem .25rem 0;border-bottom:1px solid "
    "var(--line)}th{color:var(--soft);font-weight:500}svg{width:100%;height:auto;font-size:12px;fill:currentColor}"
    ".grid{stroke:var(--line)}.band{fill:var(--band)}.interval{stroke:currentColor;stroke-width:2}"
    ".tick{text-anchor:middle;fill:var(--soft)}h2{margin-top:2rem}figcaption{color:var(--soft);font-size:.9rem}"
    "figure{margin:1rem 0}@media print{body{max-width:none;font-size:10pt}}</style>";

std::string Version(const Record& summary) { return Text(summary["tool"]["version"]); }

}  // namespace

std::string MarkdownReport(const Record& summary) {
  std::string out = fmt::format("# What {} repositories record in MLflow\n\nMade by tracklint {}.\n\n## The corpus\n\n",
                                Text(summary["repositories"]["all"]), Version(summary));
  out += MarkdownTable(Described(summary)) + "\n## Rates\n\n" + MarkdownTable(RateTable(summary)) +
         "\n## Comparisons\n\n" + MarkdownTable(TestTable(summary)) + "\n## Methods\n\n" + std::string(kMethods) +
         "\n\n## Limits\n\n";
  for (const Record& threat : summary["threats"]) out += "- " + Text(threat) + "\n";
  return out;
}

std::string HtmlReport(const Record& summary) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<title>What {0} repositories record in MLflow</title>\n{1}\n"
      "</head>\n<body>\n<h1>What {0} repositories record in MLflow</h1>\n<p>Made by tracklint {2}.</p>\n",
      Text(summary["repositories"]["all"]), kStyle, Html(Version(summary)));
  out += "<h2>The corpus</h2>\n" + HtmlTable(Described(summary)) + "<h2>Rates</h2>\n<figure>\n" + Figure(summary) +
         "<figcaption>Share of the repositories with a score: point and line are the rate of the decided ones with its "
         "Wilson 95 % interval; the band reaches from all undecided ones counted as no to all counted as "
         "yes.</figcaption>\n</figure>\n" +
         HtmlTable(RateTable(summary)) + "<h2>Comparisons</h2>\n" + HtmlTable(TestTable(summary)) +
         "<h2>Methods</h2>\n<p>" + Html(kMethods) + "</p>\n<h2>Limits</h2>\n<ul>\n";
  for (const Record& threat : summary["threats"]) out += "<li>" + Html(Text(threat)) + "</li>\n";
  return out + "</ul>\n</body>\n</html>\n";
}

}  // namespace tracklint::corpus
