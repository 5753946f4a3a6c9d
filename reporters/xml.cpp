// XML formats: JUnit and Checkstyle. Findings are grouped by file; their order is by path already.
#include <cstddef>
#include <ostream>
#include <string>

#include "reporters/places.h"
#include "reporters/reporters.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

constexpr const char* kHeader = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Calls `write` for each run of findings of one file.
template <typename Write>
void ByFile(const Report& report, const Write& write) {
  for (std::size_t begin = 0; begin < report.findings.size();) {
    std::size_t end = begin;
    while (end < report.findings.size() && report.findings[end].path == report.findings[begin].path) ++end;
    write(begin, end);
    begin = end;
  }
}

class Junit final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& /*options*/, std::ostream& out) const override {
    const std::size_t count = report.findings.size();
    out << kHeader << "<testsuites name=\"tracklint\" tests=\"" << (count == 0 ? 1 : count) << "\" failures=\"" << count
        << "\" errors=\"0\">\n";
    if (count == 0) {
      out << "  <testsuite name=\"tracklint\" tests=\"1\" failures=\"0\" errors=\"0\" disabled=\"0\">\n    <testcase "
             "name=\"no problems found\" classname=\"tracklint\"/>\n  </testsuite>\n";
    }
    ByFile(report, [&](std::size_t begin, std::size_t end) {
      const std::string path = XmlEscape(ShownPath(report, report.findings[begin].path));
      out << "  <testsuite name=\"" << path << "\" package=\"tracklint\" tests=\"" << end - begin << "\" failures=\""
          << end - begin << "\" errors=\"0\" disabled=\"0\">\n";
      for (std::size_t i = begin; i < end; ++i) {
        const Finding& finding = report.findings[i];
        const RawPlace raw = OneLineRegion(report, finding).raw;
        out << "    <testcase name=\"tracklint." << finding.rule << "\" classname=\"" << path << "\" line=\""
            << raw.line << "\" column=\"" << raw.column << "\">\n";
        out << "      <failure type=\"" << ToString(finding.severity) << "\" message=\"" << XmlEscape(finding.message)
            << "\">" << XmlEscape(Location(report, finding)) << ": " << finding.rule << " "
            << XmlEscape(finding.message) << "</failure>\n    </testcase>\n";
      }
      out << "  </testsuite>\n";
    });
    out << "</testsuites>\n";
  }
};

class Checkstyle final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& /*options*/, std::ostream& out) const override {
    out << kHeader << "<checkstyle version=\"4.3\">\n";
    ByFile(report, [&](std::size_t begin, std::size_t end) {
      out << "  <file name=\"" << XmlEscape(ShownPath(report, report.findings[begin].path)) << "\">\n";
      for (std::size_t i = begin; i < end; ++i) {
        const Finding& finding = report.findings[i];
        const RawPlace raw = OneLineRegion(report, finding).raw;
        out << "    <error line=\"" << raw.line << "\" column=\"" << raw.column << "\" severity=\""
            << (finding.severity == Severity::kNote ? "info" : ToString(finding.severity)) << "\" message=\""
            << XmlEscape(finding.message) << "\" source=\"tracklint." << finding.rule << "\"/>\n";
      }
      out << "  </file>\n";
    });
    out << "</checkstyle>\n";
  }
};

}  // namespace

const Reporter& JunitReporter() {
  static const Junit kReporter;
  return kReporter;
}
const Reporter& CheckstyleReporter() {
  static const Checkstyle kReporter;
  return kReporter;
}

}  // namespace tracklint::reporters
