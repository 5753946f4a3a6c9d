// The default format: one block per finding with source excerpt, why, and how to mend it.
#include <ostream>
#include <set>
#include <string>
#include <string_view>

#include "reporters/excerpt.h"
#include "reporters/places.h"
#include "reporters/reporters.h"
#include "reporters/rule_doc.h"
#include "reporters/style.h"
#include "reporters/summary.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

class Full final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& options, std::ostream& out) const override {
    const Style style{options.color};
    const std::shared_ptr<const Hidden> kept = HiddenOf(report);
    const Hidden& hidden = *kept;
    engine::LineCursor lines;
    std::set<std::string_view> explained;
    for (const Finding& finding : report.findings) {
      WriteFinding(report, finding, hidden, style, explained.insert(finding.rule).second, lines, out);
    }
    if (options.quiet) return;
    const std::string summary = Summary(report);
    out << (report.findings.empty() ? style.green() : style.bold()) << summary << style.reset() << "\n";
    if (!report.findings.empty()) {
      const std::string fixable = FixableLine(report);
      if (!fixable.empty()) out << fixable << "\n";
      out << "Run `tracklint rule " << report.findings.front().rule << "` to read about a rule.\n";
    }
    const std::string score = options.show_score ? ScoreLine(report) : std::string();
    if (!score.empty()) out << style.bold() << score << style.reset() << "\n";
  }

 private:
  static void Note(const Style& style, std::string_view label, std::string_view text, std::ostream& out) {
    out << "  " << style.blue() << "=" << style.reset() << " " << style.bold() << label << style.reset() << ": "
        << Visible(text) << "\n";
  }

  /// The reason is told with the first finding of each rule.
  static void WriteFinding(const Report& report, const Finding& finding, const Hidden& hidden, const Style& style,
                           bool explain, engine::LineCursor& lines, std::ostream& out) {
    out << style.bold() << Visible(Location(report, finding)) << style.reset() << ": " << style.of(finding.severity)
        << finding.rule << " [" << ToString(finding.severity) << "]" << style.reset() << " " << Visible(finding.message)
        << "\n";
    out << Excerpt(report, finding, hidden, style, lines);
    for (const RelatedLocation& related : finding.related) {
      if (related.span.valid()) Note(style, "note", Location(report, related.span) + ": " + related.message, out);
    }
    const Rule* rule = explain ? FindRule(report, finding.rule) : nullptr;
    if (rule != nullptr) {
      const std::string why = FirstSentence(Section(rule->meta.doc, "Why"));
      if (!why.empty()) Note(style, "why", why, out);
    }
    if (!finding.help.empty()) Note(style, "help", finding.help, out);
    out << "\n";
  }
};

}  // namespace

const Reporter& FullReporter() {
  static const Full kReporter;
  return kReporter;
}

}  // namespace tracklint::reporters
