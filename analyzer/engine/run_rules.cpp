#include "analyzer/engine/run_rules.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <tuple>

#include "analyzer/base/parallel.h"
#include "analyzer/discover/ignore.h"
#include "analyzer/engine/fingerprint.h"
#include "analyzer/engine/selection.h"
#include "analyzer/engine/suppressions.h"
#include "tracklint/source_file.h"

namespace tracklint::engine {
namespace {

auto OrderKey(const Finding& f) {
  return std::tie(f.path, f.place.cell, f.place.line, f.place.column, f.rule, f.subject, f.place.end_line,
                  f.place.end_column, f.message);
}

/// One place found in several runs or entries: what mends it there mends it only together.
void MergeFixes(const Finding& from, Finding& into) {
  for (const Fix& fix : from.fixes) {
    const auto same = std::ranges::find_if(into.fixes, [&](const Fix& other) {
      return other.applicability == fix.applicability && other.message == fix.message;
    });
    if (same == into.fixes.end()) continue;
    for (const Edit& edit : fix.edits) {
      const bool has = std::ranges::any_of(same->edits, [&](const Edit& other) {
        return other.span == edit.span && (other.text == edit.text || edit.span.begin != edit.span.end);
      });
      if (!has) same->edits.push_back(edit);
    }
  }
}

class Run {
 public:
  Run(AnalysisView view, const RunOptions& options) : view_(view), options_(options) {
    for (const PerFileIgnore& entry : options.per_file_ignores)
      path_patterns_.push_back(discover::IgnoreRules::FromPatterns({entry.pattern}));
  }

  RunResult Do() {
    view_.unused_suppressions = &unused_;
    view_.shared = &shared_;
    for (std::size_t i = 0; i < view_.sources->size(); ++i) {
      const FileId id{static_cast<std::uint32_t>(i)};
      if (IsTarget(id)) suppressions_.AddFile(view_.sources->file(id));
    }
    const std::vector<const Rule*>& rules = options_.selected;
    std::vector<std::vector<Finding>> found(rules.size());
    constexpr std::size_t kWorthThreads = 32;
    const int jobs = view_.facts->entries.size() < kWorthThreads ? 1 : options_.jobs;
    ParallelFor(rules.size(), jobs, Step::kRules, [&](std::size_t i) {
      if (rules[i]->meta.id != kUnusedSuppressionRule) found[i] = Found(*rules[i]);
    });
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (rules[i]->meta.id != kUnusedSuppressionRule) Keep(rules[i]->meta, std::move(found[i]));
    }
    for (const Rule* rule : rules) {
      if (rule->meta.id != kUnusedSuppressionRule) continue;
      unused_ = suppressions_.Unused(options_.all, rules);
      Keep(rule->meta, Found(*rule));
    }
    Finish(result_.findings);
    Finish(result_.suppressed);
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool IsTarget(FileId id) const { return !options_.is_target || options_.is_target(id); }

  /// What one rule says. Safe from every thread.
  [[nodiscard]] std::vector<Finding> Found(const Rule& rule) const {
    std::vector<Finding> found;
    Pass pass(view_, rule.meta, found);
    rule.check(pass);
    return found;
  }

  /// The findings of one rule: with places, without duplicates, told apart by suppressions.
  void Keep(const RuleMetadata& meta, std::vector<Finding> found) {
    using Key = std::tuple<std::string, Span, std::uint32_t, std::uint32_t, std::uint32_t, std::string>;
    std::map<Key, std::size_t> seen;  // → index in `found`
    std::vector<bool> dropped(found.size(), false);
    for (std::size_t i = 0; i < found.size(); ++i) {
      Finding& finding = found[i];
      dropped[i] = true;
      if (!finding.span.valid() && !options_.project_findings && meta.family != Family::kTool) continue;
      for (const auto& [selector, severity] : options_.severities) {
        if (SelectorMatches(selector, meta)) finding.severity = severity;
      }
      if (finding.span.valid()) {
        if (!IsTarget(finding.span.file)) continue;
        const SourceFile& file = view_.sources->file(finding.span.file);
        finding.path = file.path();
        finding.place = file.place(finding.span);
      }
      Key key{finding.span.valid() ? std::string() : finding.path,
              finding.span,
              finding.place.cell,
              finding.place.line,
              finding.place.column,
              finding.subject};
      const auto [at, fresh] = seen.try_emplace(std::move(key), i);
      if (fresh) {
        dropped[i] = IgnoredByPath(finding);
      } else {
        MergeFixes(finding, found[at->second]);
      }
    }
    std::size_t at = 0;
    std::erase_if(found, [&](Finding& finding) {
      if (dropped[at++]) return true;
      finding.suppressed = IsSuppressed(finding);
      // after the suppressions: a comment for it is not unused
      if (IsOutOfPlace(finding, meta)) return true;
      if (!finding.suppressed) return false;
      result_.suppressed.push_back(std::move(finding));
      return true;
    });
    if (result_.findings.empty()) {
      result_.findings = std::move(found);
    } else {
      result_.findings.insert(result_.findings.end(), std::make_move_iterator(found.begin()),
                              std::make_move_iterator(found.end()));
    }
  }

  /// Said of test code, by a rule that is not about such.
  [[nodiscard]] bool IsOutOfPlace(const Finding& finding, const RuleMetadata& meta) const {
    const bool anywhere = meta.in_tests || meta.family == Family::kTool;
    return !anywhere && finding.span.valid() && options_.is_test && options_.is_test(finding.span.file);
  }

  [[nodiscard]] bool IgnoredByPath(const Finding& finding) const {
    RuleMetadata meta;
    meta.id = finding.rule;
    meta.name = finding.name;
    for (std::size_t i = 0; i < path_patterns_.size(); ++i) {
      if (!path_patterns_[i].Covers(finding.path)) continue;
      const std::vector<std::string>& codes = options_.per_file_ignores[i].codes;
      if (std::ranges::any_of(codes, [&](const std::string& code) { return SelectorMatches(code, meta); })) return true;
    }
    return false;
  }

  bool IsSuppressed(const Finding& finding) {
    if (finding.span.valid()) return suppressions_.Suppresses(view_.sources->file(finding.span.file), finding);
    if (!options_.project_text) return false;
    return ProjectLineSuppresses(lines_.Line(options_.project_text(finding.path), finding.place.line), finding);
  }

  void Finish(std::vector<Finding>& findings) const {
    std::ranges::sort(findings, [](const Finding& a, const Finding& b) { return OrderKey(a) < OrderKey(b); });
    std::vector<std::string> lines;
    lines.reserve(findings.size());
    LineCursor cursor;
    for (const Finding& finding : findings) {
      std::string_view line;
      if (finding.span.valid())
        line = view_.sources->file(finding.span.file).line_at(finding.span.begin);
      else if (options_.project_text)
        line = cursor.Line(options_.project_text(finding.path), finding.place.line);
      lines.emplace_back(line.substr(0, kFingerprintedBytes));
    }
    FillFingerprints(findings, lines);
  }

  AnalysisView view_;
  SharedByRules shared_;
  const RunOptions& options_;
  std::vector<discover::IgnoreRules> path_patterns_;
  Suppressions suppressions_;
  LineCursor lines_;
  std::vector<UnusedSuppression> unused_;
  RunResult result_;
};

}  // namespace

RunResult RunRules(AnalysisView view, const RunOptions& options) { return Run(view, options).Do(); }

std::string_view LineOf(std::string_view text, std::size_t number) { return LineCursor().Line(text, number); }

std::string_view LineCursor::Line(std::string_view text, std::size_t number) {
  if (text.data() != text_.data() || text.size() != text_.size() || number < line_) {
    text_ = text;
    line_ = 1;
    begin_ = 0;
  }
  for (; line_ < number; ++line_) {
    const std::size_t next = text.find('\n', begin_);
    if (next == std::string_view::npos) return {};
    begin_ = next + 1;
  }
  std::size_t end = text.find('\n', begin_);
  if (end == std::string_view::npos) end = text.size();
  if (end > begin_ && text[end - 1] == '\r') --end;
  return text.substr(begin_, end - begin_);
}

}  // namespace tracklint::engine
