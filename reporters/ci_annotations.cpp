// Formats that CI services read from the log: GitHub workflow commands and Azure Pipelines issues.
#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

#include "reporters/places.h"
#include "reporters/reporters.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

/// GitHub shows ten annotations per severity and step; the closing count is a notice and takes one.
constexpr std::size_t kGithubLimit = 10;
constexpr std::size_t LimitOf(Severity severity) {
  return severity == Severity::kNote ? kGithubLimit - 1 : kGithubLimit;
}

/// What could end or begin a command becomes percent codes, which the services undo; other controls become visible.
std::string Replace(std::string_view text, std::string_view characters, std::string_view percent) {
  std::string out;
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = DecodeUtf8(text, at);
    const char c = text[at];
    if (c == '%') {
      out += percent;
    } else if (point.valid && (point.value < 0x20 || characters.find(c) != std::string_view::npos)) {
      out += '%';
      out += kDigits[static_cast<unsigned char>(c) >> 4U];
      out += kDigits[static_cast<unsigned char>(c) & 0xfU];
    } else if (point.valid && !IsUnsafeToShow(point.value) && !IsCommandMark(text, at)) {
      out += text.substr(at, point.size);
    } else {
      out += IsCommandMark(text, at) ? "\\x23" : Visible(text.substr(at, point.size));
    }
    at += point.size;
  }
  return out;
}

std::string Message(const Finding& finding) {
  std::string text;
  if (finding.place.cell != 0)
    text += "cell " + std::to_string(finding.place.cell) + ", line " + std::to_string(finding.place.line) + ": ";
  text += finding.message;
  if (!finding.help.empty()) text += ". Help: " + finding.help;
  return text;
}

class Github final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& /*options*/, std::ostream& out) const override {
    std::array<std::size_t, 3> shown{};
    std::size_t left_out = 0;
    for (std::size_t i : WorstFirst(report.findings)) {
      const Finding& finding = report.findings[i];
      if (++shown[static_cast<std::size_t>(finding.severity)] > LimitOf(finding.severity)) {
        ++left_out;
        continue;
      }
      const RawPlace raw = OneLineRegion(report, finding).raw;
      const std::string_view command = finding.severity == Severity::kNote ? "notice" : ToString(finding.severity);
      out << "::" << command << " title=" << Replace("tracklint (" + std::string(finding.rule) + ")", ":,", "%25")
          << ",file=" << Replace(ShownPath(report, finding.path), ":,", "%25") << ",line=" << raw.line
          << ",col=" << raw.column << ",endLine=" << raw.end_line << ",endColumn=" << raw.end_column << "::"
          << Replace(Location(report, finding) + ": " + std::string(finding.rule) + " " + Message(finding), "", "%25")
          << "\n";
    }
    if (left_out > 0)
      out << "::notice title=tracklint::" << left_out
          << " further findings are not annotated; the whole list is in the log of another format or in the SARIF "
             "file\n";
  }
};

class Azure final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& /*options*/, std::ostream& out) const override {
    for (const Finding& finding : report.findings) {
      const RawPlace raw = OneLineRegion(report, finding).raw;
      out << "##vso[task.logissue type=" << (finding.severity == Severity::kError ? "error" : "warning")
          << ";sourcepath=" << Replace(ShownPath(report, finding.path), ";]", "%AZP25") << ";linenumber=" << raw.line
          << ";columnnumber=" << raw.column << ";code=" << finding.rule << ";]"
          << Replace(Message(finding), "", "%AZP25") << "\n";
    }
  }
};

}  // namespace

const Reporter& GithubReporter() {
  static const Github kReporter;
  return kReporter;
}
const Reporter& AzureReporter() {
  static const Azure kReporter;
  return kReporter;
}

}  // namespace tracklint::reporters
