// One self-contained page for people: score, findings with their source, runs, the rules that fired. Everything is
// readable without a script; filters are check boxes that the style sheet obeys.
#include <cstddef>
#include <map>
#include <ostream>
#include <string>
#include <string_view>

#include "reporters/excerpt.h"
#include "reporters/html_parts.h"
#include "reporters/html_style.h"
#include "reporters/places.h"
#include "reporters/reporters.h"
#include "reporters/rule_doc.h"
#include "reporters/style.h"
#include "reporters/summary.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

/// How often each rule fired.
using Counts = std::map<std::string_view, std::size_t>;

class Html final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& options, std::ostream& out) const override {
    Counts counts;
    for (const Finding& finding : report.findings) ++counts[finding.rule];
    WriteHead(counts, out);
    WriteFilters(counts, out);
    out << "<main>\n<h1>tracklint</h1>\n<p class=soft>" << HtmlText(report.root) << " · "
        << Plural(report.files_checked, "file") << " checked · MLflow " << report.target.major << "."
        << report.target.minor << "." << report.target.patch << " · tracklint " << HtmlText(options.version)
        << "</p>\n<p class=count>" << HtmlText(Summary(report)) << "</p>\n";
    WriteHtmlScore(report, out);
    WriteFindings(report, counts, out);
    WriteHtmlRuns(report, out);
    WriteRules(report, counts, out);
    if (!report.errors.empty()) {
      out << "<h2>Not read</h2>\n<ul>\n";
      for (const ReportError& error : report.errors)
        out << "<li>" << HtmlText(error.path) << ": " << HtmlText(error.message) << "</li>\n";
      out << "</ul>\n";
    }
    out << "</main>\n</body>\n</html>\n";
  }

 private:
  static void WriteHead(const Counts& counts, std::ostream& out) {
    out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
           "<title>tracklint report</title>\n<style>"
        << kHtmlStyle;
    for (const std::string_view level : {"error", "warning", "note"}) WriteFilterStyle(level, out);
    for (const auto& [rule, count] : counts) WriteFilterStyle(rule, out);
    out << "</style>\n</head>\n<body>\n";
  }

  /// An unchecked box hides what bears its name and fades its label.
  static void WriteFilterStyle(std::string_view name, std::ostream& out) {
    out << "#f-" << name << ":not(:checked)~main article." << name << "{display:none}#f-" << name
        << ":not(:checked)~main label[for=f-" << name << "]{opacity:.45;text-decoration:line-through}#f-" << name
        << ":focus-visible~main label[for=f-" << name << "]{outline:2px solid var(--note)}\n";
  }

  static void WriteBox(std::string_view name, std::ostream& out) {
    out << "<input class=filter type=checkbox checked id=\"f-" << name << "\" aria-label=\"show " << name << "\">";
  }

  static void WriteFilters(const Counts& counts, std::ostream& out) {
    if (counts.empty()) return;
    for (const std::string_view level : {"error", "warning", "note"}) WriteBox(level, out);
    for (const auto& [rule, count] : counts) WriteBox(rule, out);
    out << "\n";
  }

  static void WriteFindings(const Report& report, const Counts& counts, std::ostream& out) {
    if (report.findings.empty()) return;
    const SeverityCounts levels = CountSeverities(report.findings);
    out << "<h2 id=findings>Findings</h2>\n<p class=filters>";
    const auto label = [&out](std::string_view name, std::size_t count, std::string_view tone) {
      if (count > 0)
        out << "<label for=\"f-" << name << "\" class=" << tone << "><span class=tone>" << name << "</span> " << count
            << "</label>";
    };
    label("error", levels.errors, "error");
    label("warning", levels.warnings, "warning");
    label("note", levels.notes, "note");
    out << "</p>\n<details><summary>Rules to show</summary><p class=filters>";
    for (const auto& [rule, count] : counts) label(rule, count, "rule");
    out << "</p></details>\n";
    const Hidden hidden(report.facts, report.sources);
    engine::LineCursor lines;
    std::string_view path;
    bool begun = false;
    for (const Finding& finding : report.findings) {
      if (!begun || finding.path != path) {
        out << "<h3>" << HtmlText(ShownPath(report, finding.path)) << "</h3>\n";
        path = finding.path;
        begun = true;
      }
      WriteFinding(report, finding, hidden, lines, out);
    }
  }

  static void WriteFinding(const Report& report, const Finding& finding, const Hidden& hidden,
                           engine::LineCursor& lines, std::ostream& out) {
    const std::string_view level = ToString(finding.severity);
    out << "<article class=\"" << level << " " << finding.rule << "\">\n<p><a href=\"#" << finding.rule
        << "\"><code class=tone>" << finding.rule << "</code></a> <span class=tone>" << level << "</span> "
        << HtmlWithCode(finding.message) << "</p>\n<small>" << HtmlText(Location(report, finding)) << "</small>\n";
    if (const std::string excerpt = Excerpt(report, finding, hidden, Style{false}, lines); !excerpt.empty())
      out << "<pre>" << XmlEscape(excerpt) << "</pre>\n";
    for (const RelatedLocation& related : finding.related) {
      if (related.span.valid())
        out << "<small>" << HtmlText(Location(report, related.span)) << ": " << HtmlWithCode(related.message)
            << "</small>\n";
    }
    if (!finding.help.empty()) out << "<p>" << HtmlWithCode(finding.help) << "</p>\n";
    out << "</article>\n";
  }

  static void WriteRules(const Report& report, const Counts& counts, std::ostream& out) {
    if (counts.empty()) return;
    out << "<h2>Rules</h2>\n";
    for (const auto& [id, count] : counts) {
      const Rule* const rule = FindRule(report, id);
      if (rule == nullptr) continue;
      out << "<h3 id=\"" << id << "\">" << id << " " << rule->meta.name << " <small style='display:inline'>" << count
          << "</small></h3>\n<p>" << HtmlWithCode(rule->meta.summary) << ".</p>\n<p class=soft>"
          << HtmlWithCode(FirstParagraph(Section(rule->meta.doc, "Why"))) << "</p>\n";
    }
  }
};

}  // namespace

const Reporter& HtmlReporter() {
  static const Html kReporter;
  return kReporter;
}

}  // namespace tracklint::reporters
