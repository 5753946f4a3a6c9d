// SARIF 2.1.0 for GitHub code scanning and other viewers.
#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/score/compute_score.h"
#include "reporters/json_writer.h"
#include "reporters/line_hash.h"
#include "reporters/places.h"
#include "reporters/reporters.h"
#include "reporters/sarif_rules.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

constexpr auto kInline = JsonWriter::Layout::kInline;
constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";
constexpr std::string_view kInformation = "https://github.com/tracklint/tracklint";
constexpr std::size_t kMostResults = 25'000;

struct Result {
  const Finding* finding;
  bool suppressed;
};

class Document {
 public:
  Document(const Report& report, const ReporterOptions& options, std::ostream& out)
      : report_(report), options_(options), out_(out), json_(out) {
    for (std::size_t i : WorstFirst(report.findings)) results_.push_back({&report.findings[i], false});
    if (options.sarif_suppressed) {
      for (std::size_t i : WorstFirst(report.suppressed)) results_.push_back({&report.suppressed[i], true});
    }
    cut_ = results_.size() > kMostResults ? results_.size() - kMostResults : 0;
    results_.resize(results_.size() - cut_);
  }

  void Write() {
    json_.object().field("$schema", kSchema).field("version", "2.1.0");
    json_.key("runs").array().object();
    WriteTool();
    json_.key("automationDetails").object(kInline).field("id", "tracklint/").end();
    json_.key("originalUriBaseIds")
        .object()
        .key("%SRCROOT%")
        .object()
        .key("description")
        .object(kInline)
        .field("text", "The directory in which tracklint was started.")
        .end()
        .end()
        .end();
    json_.field("columnKind", "utf16CodeUnits");
    WriteInvocation();
    json_.key("results").array();
    for (const Result& result : results_) WriteResult(result);
    json_.end();
    WriteScore();
    json_.end().end().end();
    json_.finish();
    out_ << "\n";
  }

 private:
  void WriteTool() {
    json_.key("tool").object().key("driver").object().field("name", "tracklint");
    json_.field("semanticVersion", options_.version)
        .field("version", options_.version)
        .field("informationUri", kInformation);
    json_.key("rules").array();
    for (const Rule* rule : report_.rules) {
      rule_index_.emplace(rule->meta.id, rule_index_.size());
      WriteSarifRule(json_, rule->meta);
    }
    json_.end().end().end();
  }

  void WriteInvocation() {
    json_.key("invocations").array().object().field("executionSuccessful", true);
    json_.key("toolExecutionNotifications").array();
    const auto notify = [&](std::string_view level, const std::string& text) {
      json_.object().field("level", level).key("message").object(kInline).field("text", text).end().end();
    };
    if (cut_ > 0)
      notify("warning", std::to_string(cut_) + " further results, the least severe, were left out: GitHub accepts " +
                            std::to_string(kMostResults) + ".");
    for (const ReportError& error : report_.errors) notify("error", error.path + ": " + error.message + ".");
    json_.end().end().end();
  }

  /// Resolved path (not that of a symbolic link) relative to where the checkout is expected.
  [[nodiscard]] std::string Uri(const SourceFile& file) const {
    const std::string base = report_.root_absolute + "/";
    const std::string_view absolute = file.absolute();
    if (!report_.root_absolute.empty() && absolute.starts_with(base))
      return UriEscape(ShownPath(report_, absolute.substr(base.size())));
    return UriEscape(ShownPath(report_, file.path()));
  }
  [[nodiscard]] std::string Uri(const Finding& finding) const {
    return finding.span.valid() ? Uri(report_.sources->file(finding.span.file))
                                : UriEscape(ShownPath(report_, finding.path));
  }

  void WriteArtifact(const std::string& uri) {
    json_.key("artifactLocation").object(kInline).field("uri", uri).field("uriBaseId", "%SRCROOT%").end();
  }

  void WriteRegion(std::string_view key, const RawPlace& raw) {
    json_.key(key)
        .object(kInline)
        .field("startLine", raw.line)
        .field("startColumn", raw.column)
        .field("endLine", raw.end_line)
        .field("endColumn", raw.end_column)
        .end();
  }

  void WriteLogical(const Place& place) {
    if (place.cell == 0) return;
    json_.key("logicalLocations")
        .array(kInline)
        .object()
        .field("name", "cell " + std::to_string(place.cell))
        .field("kind", "module")
        .end()
        .end();
  }

  static std::string Message(const Finding& finding) {
    std::string text = finding.message;
    if (finding.place.cell != 0)
      text += " (cell " + std::to_string(finding.place.cell) + ", line " + std::to_string(finding.place.line) + ")";
    text += '.';
    if (!finding.help.empty()) text += " Help: " + finding.help + ".";
    return text;
  }

  const std::string& LineHash(const Finding& finding, std::uint32_t line) {
    static const std::string kNone;
    const auto [known, is_new] = hashes_.try_emplace(finding.path);
    if (is_new) known->second = LineHashes(RawText(report_, finding));
    return line >= 1 && line <= known->second.size() ? known->second[line - 1] : kNone;
  }

  void WriteResult(const Result& result) {
    const Finding& finding = *result.finding;
    const FileRegion region = OneLineRegion(report_, finding);
    json_.object().field("ruleId", finding.rule);
    const auto index = rule_index_.find(finding.rule);
    if (index != rule_index_.end()) json_.field("ruleIndex", index->second);
    json_.field("level", ToString(finding.severity));
    json_.key("message").object(kInline).field("text", Message(finding)).end();
    json_.key("locations").array().object().key("physicalLocation").object();
    WriteArtifact(Uri(finding));
    WriteRegion("region", region.raw);
    json_.end();
    WriteLogical(finding.place);
    json_.end().end();
    json_.key("partialFingerprints").object();
    const std::string& hash = LineHash(finding, region.raw.line);
    if (!hash.empty()) json_.field("primaryLocationLineHash", hash);
    json_.field("tracklint/v1", finding.fingerprint).end();
    WriteRelated(finding);
    WriteFixes(finding);
    if (result.suppressed) json_.key("suppressions").array(kInline).object().field("kind", "inSource").end().end();
    json_.end();
  }

  void WriteRelated(const Finding& finding) {
    std::int64_t id = 0;
    for (const RelatedLocation& related : finding.related) {
      if (!related.span.valid()) continue;
      if (id == 0) json_.key("relatedLocations").array();
      json_.object().field("id", ++id).key("physicalLocation").object();
      WriteArtifact(Uri(report_.sources->file(related.span.file)));
      WriteRegion("region", OneLineRegion(report_, related.span).raw);
      json_.end().key("message").object(kInline).field("text", related.message + ".").end().end();
    }
    if (id != 0) json_.end();
  }

  /// Edits of files that hold their text as it is on disk; a notebook's would have to be JSON.
  void WriteFixes(const Finding& finding) {
    bool open = false;
    for (const Fix& fix : finding.fixes) {
      const bool plain = !fix.edits.empty() && std::ranges::all_of(fix.edits, [&](const Edit& edit) {
        return !report_.sources->file(edit.span.file).is_notebook();
      });
      if (!plain) continue;
      if (!open) json_.key("fixes").array();
      open = true;
      json_.object().key("description").object(kInline).field("text", fix.message + ".").end();
      json_.key("artifactChanges").array();
      for (std::size_t i = 0; i < fix.edits.size();) {
        const FileId file = fix.edits[i].span.file;
        json_.object();
        WriteArtifact(Uri(report_.sources->file(file)));
        json_.key("replacements").array();
        for (; i < fix.edits.size() && fix.edits[i].span.file == file; ++i) {
          json_.object();
          WriteRegion("deletedRegion", report_.sources->file(file).raw_place(fix.edits[i].span));
          json_.key("insertedContent").object(kInline).field("text", fix.edits[i].text).end().end();
        }
        json_.end().end();
      }
      json_.end().end();
    }
    if (open) json_.end();
  }

  void WriteScore() {
    json_.key("properties").object();
    if (report_.score) {
      const Score& score = *report_.score;
      json_.key("tracklintScore")
          .object()
          .field("profile", score.profile)
          .field("headline", score::Headline(score))
          .field("scored", score.scored);
      if (score.scored) {
        json_.field("low", score.low)
            .field("high", score.high)
            .field("grade", std::string_view(&score.grade, 1))
            .field("level", "T" + std::to_string(score.level))
            .field("coverage", score.coverage);
      }
      json_.end();
    }
    json_.field("targetMlflow", std::to_string(report_.target.major) + "." + std::to_string(report_.target.minor) +
                                    "." + std::to_string(report_.target.patch));
    json_.end();
  }

  const Report& report_;
  const ReporterOptions& options_;
  std::vector<Result> results_;
  std::size_t cut_ = 0;
  std::map<std::string_view, std::size_t> rule_index_;
  std::map<std::string, std::vector<std::string>> hashes_;
  std::ostream& out_;
  JsonWriter json_;
};

class Sarif final : public Reporter {
 public:
  void write(const Report& report, const ReporterOptions& options, std::ostream& out) const override {
    Document(report, options, out).Write();
  }
};

}  // namespace

const Reporter& SarifReporter() {
  static const Sarif kReporter;
  return kReporter;
}

}  // namespace tracklint::reporters
