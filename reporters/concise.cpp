// One line per finding: `path:line:col: MLF201 message`.
#include <ostream>
#include <string>

#include "reporters/places.h"
#include "reporters/reporters.h"
#include "reporters/style.h"
#include "reporters/summary.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

class Concise final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& options, std::ostream& out) const override {
    const Style style{options.color};
    for (const Finding& finding : report.findings) {
      out << style.bold() << Visible(Location(report, finding)) << style.reset() << ": " << style.of(finding.severity)
          << finding.rule << style.reset() << " " << Visible(finding.message) << "\n";
    }
    if (options.quiet) return;
    out << Summary(report) << "\n";
    const std::string fixable = FixableLine(report);
    if (!fixable.empty()) out << fixable << "\n";
    const std::string score = options.show_score ? ScoreLine(report) : std::string();
    if (!score.empty()) out << score << "\n";
  }
};

}  // namespace

const Reporter& ConciseReporter() {
  static const Concise kReporter;
  return kReporter;
}

}  // namespace tracklint::reporters
