// A rule: constant metadata and one function. Pass is a rule's only input and outlet.
//
// Rules are stateless constants. Runs of them may stand on several threads at once; the rules of one run, which share what
// each of them would make (SharedByRules), stand on one.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "tracklint/facts.h"
#include "tracklint/finding.h"
#include "tracklint/project.h"
#include "tracklint/source_file.h"

namespace tracklint {

/// A release of MLflow that the analysis targets, e.g. 3.17.2.
struct MlflowVersion {
  int major = 3;
  int minor = 17;
  int patch = 2;
  friend auto operator<=>(const MlflowVersion&, const MlflowVersion&) = default;
};

struct RuleMetadata {
  std::string_view id{};
  std::string_view name{};
  Family family = Family::kTool;
  Severity severity = Severity::kWarning;
  bool on = true;        ///< in the default set
  bool preview = false;  ///< new: runs only where preview rules are asked for, whatever selects it
  std::string_view since = "0.1";
  bool in_tests = false;  ///< speaks of test code too
  Applicability fix = Applicability::kNone;
  std::string_view summary{};  ///< one sentence, no final period
  std::string_view doc{};      ///< Markdown with the sections What it does, Why, Example, Use instead
};

class Pass;

/// What the rules of one run have in common, by type; each is made when first asked for, and is safe from every thread
/// itself, as this is.
class SharedByRules {
 public:
  /// `make` gives a shared_ptr to it.
  template <typename T, typename Make>
  T& get(const Make& make) {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<void>& kept = kept_[std::type_index(typeid(T))];
    if (kept == nullptr) kept = make();
    return *static_cast<T*>(kept.get());
  }

 private:
  std::mutex mutex_;
  std::map<std::type_index, std::shared_ptr<void>> kept_;
};

struct Rule {
  RuleMetadata meta;
  void (*check)(Pass&);
};

/// A syntax or reading problem, as the engine hands it to the rules of family tool.
struct FileIssue {
  Span span;  ///< invalid when the file could not be read
  std::string path;
  std::string message;
  bool unreadable = false;
};
/// A suppression comment that suppressed nothing (computed by the engine before MLF003 runs).
struct UnusedSuppression {
  Span span;
  std::string codes;
};

/// Everything a rule may see.
struct AnalysisView {
  const SourceSet* sources = nullptr;
  const Facts* facts = nullptr;
  const Project* project = nullptr;
  const std::vector<FileIssue>* issues = nullptr;
  const std::vector<UnusedSuppression>* unused_suppressions = nullptr;
  MlflowVersion target;
  SharedByRules* shared = nullptr;  ///< of a run of several rules; null: each rule has its own
};

/// Options of one report.
struct ReportOptions {
  std::string subject{};
  std::string run{};
  std::string help{};
  std::optional<Severity> severity{};  ///< when a rule's level depends on the case
  std::vector<RelatedLocation> related{};
  std::vector<Fix> fixes{};
};

class Pass {
 public:
  Pass(const AnalysisView& view, const RuleMetadata& rule, std::vector<Finding>& out)
      : view_(view), rule_(rule), out_(out) {}

  [[nodiscard]] const Facts& facts() const { return *view_.facts; }
  [[nodiscard]] const Project& project() const { return *view_.project; }
  [[nodiscard]] const SourceSet& sources() const { return *view_.sources; }
  [[nodiscard]] const std::vector<FileIssue>& issues() const { return *view_.issues; }
  [[nodiscard]] const std::vector<UnusedSuppression>& unused_suppressions() const { return *view_.unused_suppressions; }
  [[nodiscard]] const std::vector<FileId>& in_scope() const { return view_.facts->in_scope; }
  [[nodiscard]] MlflowVersion target() const { return view_.target; }
  /// What this rule shares with others of the run.
  [[nodiscard]] SharedByRules& shared() { return view_.shared != nullptr ? *view_.shared : own_; }
  [[nodiscard]] std::string_view text(Span span) const { return view_.sources->file(span.file).slice(span); }

  /// Reports at a span of a source file. Equal reports (rule, span, subject) are merged by the engine.
  void report(Span span, std::string message, ReportOptions options = {}) {
    Finding finding;
    finding.span = span;
    emit(std::move(finding), std::move(message), std::move(options));
  }
  /// Reports at a line of a project file (requirements.txt, MLproject, …).
  void report(const ProjectPlace& where, std::string message, ReportOptions options = {}) {
    Finding finding;
    finding.path = where.path;
    finding.place = {where.line, where.column, where.line, where.end_column, 0};
    emit(std::move(finding), std::move(message), std::move(options));
  }

 private:
  /// Values of the code may be long: nobody reads more than this of a sentence.
  static std::string Cut(std::string text) {
    constexpr std::size_t kLongest = 1000;
    if (text.size() <= kLongest) return text;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a character
    text.resize(end);
    return text + "\xE2\x80\xA6";
  }
  void emit(Finding finding, std::string message, ReportOptions options) {
    finding.rule = rule_.id;
    finding.name = rule_.name;
    finding.severity = options.severity.value_or(rule_.severity);
    finding.message = Cut(std::move(message));
    finding.help = Cut(std::move(options.help));
    finding.subject = std::move(options.subject);
    finding.run = std::move(options.run);
    finding.related = std::move(options.related);
    finding.fixes = std::move(options.fixes);
    out_.push_back(std::move(finding));
  }

  const AnalysisView& view_;
  const RuleMetadata& rule_;
  std::vector<Finding>& out_;
  SharedByRules own_;
};

}  // namespace tracklint
