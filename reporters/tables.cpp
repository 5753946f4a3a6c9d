// Tables: Markdown for step summaries (cut at GitHub's size limit) and CSV.
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "reporters/places.h"
#include "reporters/reporters.h"
#include "reporters/summary.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

/// A step summary holds 1,024 KiB; the rest is left for what others write there.
constexpr std::size_t kMarkdownLimit = std::size_t{1000} * 1024;

/// One cell of a table: a line, no table syntax, no HTML.
std::string Cell(std::string_view text) {
  std::string out;
  std::size_t backslashes = 0;  // an odd number of them would escape the one that is put before a pipe
  for (char c : Visible(text)) {
    if (c == '|')
      out += backslashes % 2 == 0 ? "\\|" : "\\\\|";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
    backslashes = c == '\\' ? backslashes + 1 : 0;
  }
  return out;
}

class Markdown final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& /*options*/, std::ostream& out) const override {
    std::string text = "## tracklint\n\n";
    const std::string score = ScoreLine(report);
    if (!score.empty()) text += "**" + score + "**\n\n";
    text += Summary(report) + "\n";
    if (!report.findings.empty()) text += "\n| level | rule | place | message |\n| --- | --- | --- | --- |\n";
    std::size_t written = 0;
    for (std::size_t i : WorstFirst(report.findings)) {
      const Finding& finding = report.findings[i];
      const std::string row = "| " + std::string(ToString(finding.severity)) + " | " + std::string(finding.rule) +
                              " | " + Cell(Location(report, finding)) + " | " + Cell(finding.message) + " |\n";
      if (text.size() + row.size() > kMarkdownLimit) break;
      text += row;
      ++written;
    }
    if (written < report.findings.size())
      text += "\n" + std::to_string(report.findings.size() - written) +
              " further findings, the least severe, were left out: the summary is limited in size.\n";
    out << text;
  }
};

/// A cell that begins with one of these would be computed by a spreadsheet: an apostrophe says that it is text.
constexpr std::string_view kFormula = "=+-@\t";

std::string Quoted(std::string_view text) {
  std::string valid = Visible(text);
  if (!valid.empty() && kFormula.find(valid.front()) != std::string_view::npos) valid.insert(valid.begin(), '\'');
  if (valid.find_first_of(",\"") == std::string::npos) return valid;
  std::string out = "\"";
  for (char c : valid) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

class Csv final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& /*options*/, std::ostream& out) const override {
    out << "rule,name,level,path,cell,line,column,end_line,end_column,subject,run,message,fingerprint\n";
    for (const Finding& finding : report.findings) {
      const Place& place = finding.place;
      out << finding.rule << ',' << finding.name << ',' << ToString(finding.severity) << ',' << Quoted(finding.path)
          << ',' << (place.cell == 0 ? "" : std::to_string(place.cell)) << ',' << place.line << ',' << place.column
          << ',' << place.end_line << ',' << place.end_column << ',' << Quoted(finding.subject) << ','
          << Quoted(finding.run) << ',' << Quoted(finding.message) << ',' << finding.fingerprint << "\n";
    }
  }
};

}  // namespace

const Reporter& MarkdownReporter() {
  static const Markdown kReporter;
  return kReporter;
}
const Reporter& CsvReporter() {
  static const Csv kReporter;
  return kReporter;
}

}  // namespace tracklint::reporters
