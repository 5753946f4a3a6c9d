#include "reporters/hidden.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>

#include "analyzer/base/parallel.h"
#include "reporters/secret_literals.h"

namespace tracklint::reporters {
namespace {

using knowledge::TextKind;
using knowledge::TextRange;

/// Shorter ones occur in ordinary text.
constexpr std::size_t kShortest = 5;

/// Values that are looked for where they are copied to; all are hidden where they are written.
constexpr std::size_t kMostValues = 1000;

bool IsNamePart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

std::string_view Unquoted(std::string_view text) {
  const std::size_t begin = text.find_first_of("\"'");
  if (begin == std::string_view::npos) return text;
  text.remove_prefix(begin);
  while (text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
    text = text.substr(1, text.size() - 2);
  return text;
}

/// What stands before the `@` of the first address, after its colon.
std::string_view PasswordOf(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return {};
  const TextRange range = knowledge::UserinfoAt(text, scheme + 3);
  const std::string_view userinfo = text.substr(range.begin, range.end - range.begin);
  const std::size_t colon = userinfo.find(':');
  return colon == std::string_view::npos ? userinfo : userinfo.substr(colon + 1);
}

}  // namespace

std::string AsWritten(const SourceFile& file, std::uint32_t begin, std::uint32_t end) {
  std::string text(file.text().substr(begin, end - begin));
  for (const MagicLine& magic : file.magics()) {
    if (magic.text.size() != magic.span.end - magic.span.begin) continue;
    const std::size_t from = std::max(begin, magic.span.begin);
    const std::size_t to = std::min<std::size_t>(begin + text.size(), magic.span.end);
    for (std::size_t at = from; at < to; ++at) text[at - begin] = magic.text[at - magic.span.begin];
  }
  return text;
}

Hidden::Hidden(const Facts* facts, const SourceSet* sources) {
  if (sources == nullptr) return;
  ranges_.resize(sources->size());
  std::vector<FileId> all;
  for (std::size_t i = 0; i < sources->size(); ++i) all.push_back(static_cast<FileId>(i));
  ReadCode(*sources, all, 1);
  if (facts != nullptr) ReadFacts(*facts, *sources);
  SortValues();
}

Hidden::Hidden(const Report& report, int jobs) {
  if (report.sources == nullptr) return;
  ranges_.resize(report.sources->size());
  std::set<FileId> shown;
  const auto show = [&shown](Span where) {
    if (where.valid()) shown.insert(where.file);
  };
  for (const std::vector<Finding>* findings : {&report.findings, &report.suppressed}) {
    for (const Finding& finding : *findings) {
      show(finding.span);
      for (const RelatedLocation& related : finding.related) show(related.span);
      for (const Fix& fix : finding.fixes) {
        for (const Edit& edit : fix.edits) show(edit.span);
      }
    }
  }
  ReadCode(*report.sources, {shown.begin(), shown.end()}, jobs);
  if (report.facts != nullptr) ReadFacts(*report.facts, *report.sources);
  SortValues();
}

void Hidden::SortValues() {
  std::ranges::sort(values_, [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
  if (values_.size() > kMostValues) values_.resize(kMostValues);
}

void Hidden::ReadCode(const SourceSet& sources, const std::vector<FileId>& files, int jobs) {
  std::vector<std::vector<std::string>> values(files.size());
  ParallelFor(files.size(), jobs, Step::kRules, [&](std::size_t i) {
    const SourceFile& file = sources.file(files[i]);
    SecretLiterals found = FindSecretLiterals(file.text());
    for (const MagicLine& magic : file.magics()) {
      if (magic.text.size() != magic.span.end - magic.span.begin) continue;
      for (const TextRange& range : knowledge::FindSecrets(magic.text))
        found.ranges.push_back({magic.span.begin + range.begin, magic.span.begin + range.end});
    }
    ranges_[static_cast<std::size_t>(files[i])] = knowledge::Merged(std::move(found.ranges));
    values[i] = std::move(found.values);
  });
  for (std::vector<std::string>& more : values)
    values_.insert(values_.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void Hidden::ReadFacts(const Facts& facts, const SourceSet& sources) {
  for (const SecretUse& secret : facts.secrets) {
    if (!secret.where.valid()) continue;
    const bool assigned = secret.kind == SecretUse::Kind::kAssignedLiteral;
    if (!assigned && secret.kind != SecretUse::Kind::kUriPassword) continue;
    const std::string_view text = sources.file(secret.where.file).slice(secret.where);
    const std::string_view value = assigned ? Unquoted(text) : PasswordOf(text);
    if (value.size() >= kShortest) values_.emplace_back(value);
    std::vector<TextRange>& ranges = ranges_[static_cast<std::size_t>(secret.where.file)];
    const std::size_t quote = std::min(text.find_first_of("\"'"), text.size());
    if (assigned && quote < text.size()) ranges.push_back({secret.where.begin + quote + 1, secret.where.end - 1});
  }
  for (std::vector<TextRange>& ranges : ranges_) ranges = knowledge::Merged(std::move(ranges));
}

std::string Hidden::Without(std::string_view text) const {
  std::string out = knowledge::WithoutSecrets(text);
  for (const std::string& value : values_) {
    for (std::size_t at = out.find(value); at != std::string::npos; at = out.find(value, at + 3))
      out.replace(at, value.size(), "***");
  }
  return out;
}

/// Of a sentence that was cut, the end may be the begin of a credential.
void Hidden::HideCutEnd(std::string& text) const {
  constexpr std::string_view kMark = "…";
  constexpr std::size_t kTells = 3;  // fewer characters of a credential tell nothing
  if (!text.ends_with(kMark)) return;
  const std::string_view kept = std::string_view(text).substr(0, text.size() - kMark.size());
  for (const std::string& value : values_) {
    for (std::size_t part = std::min(value.size() - 1, kept.size()); part >= kTells; --part) {
      if (!kept.ends_with(std::string_view(value).substr(0, part))) continue;
      text = std::string(kept.substr(0, kept.size() - part)) + "***" + std::string(kMark);
      return;
    }
  }
}

std::string Hidden::InSentence(std::string_view text) const {
  constexpr std::size_t kNoWord = 12;
  std::string out = knowledge::WithoutSecrets(text, TextKind::kSentence);
  for (const std::string& value : values_) {
    for (std::size_t at = out.find(value); at != std::string::npos; at = out.find(value, at)) {
      const std::size_t end = at + value.size();
      const auto joins = [](char c) { return IsNamePart(c) || c == '.'; };
      const bool alone = (at == 0 || !joins(out[at - 1])) && (end == out.size() || !joins(out[end]));
      if (alone || value.size() >= kNoWord) {
        out.replace(at, value.size(), "***");
        at += 3;
      } else {
        at = end;
      }
    }
  }
  HideCutEnd(out);
  return out;
}

void Hidden::StarValues(std::string& text) const {
  for (const std::string& value : values_) {
    for (std::size_t at = text.find(value); at != std::string::npos; at = text.find(value, at + value.size()))
      knowledge::StarRange(text, {at, at + value.size()});
  }
}

void Hidden::Star(std::string& line) const {
  knowledge::StarSecrets(line);
  StarValues(line);
}

void Hidden::StarSource(const SourceFile& file, std::uint32_t begin, std::string& text) const {
  const std::size_t id = static_cast<std::size_t>(file.id());
  if (id < ranges_.size()) {
    const std::vector<TextRange>& ranges = ranges_[id];
    auto range = std::ranges::upper_bound(ranges, begin, {}, &TextRange::end);
    for (; range != ranges.end() && range->begin < begin + text.size(); ++range)
      knowledge::StarRange(text, {std::max<std::size_t>(range->begin, begin) - begin, range->end - begin});
  }
  StarValues(text);
}

void Hidden::StarCode(std::string& text) const {
  for (const TextRange& range : FindSecretLiterals(text).ranges) knowledge::StarRange(text, range);
  StarValues(text);
}

bool Hidden::Holds(std::string_view code) const {
  if (!FindSecretLiterals(code).ranges.empty()) return true;
  return std::ranges::any_of(values_,
                             [&](const std::string& value) { return code.find(value) != std::string_view::npos; });
}

void FindHidden(Report& report, int jobs) { report.hidden = std::make_shared<const Hidden>(report, jobs); }

std::shared_ptr<const Hidden> HiddenOf(const Report& report) {
  return report.hidden != nullptr ? report.hidden : std::make_shared<const Hidden>(report);
}

void WithholdFixes(Report& report) {
  const auto has_fixes = [](const Finding& finding) { return !finding.fixes.empty(); };
  if (std::ranges::none_of(report.findings, has_fixes) && std::ranges::none_of(report.suppressed, has_fixes)) return;
  const std::shared_ptr<const Hidden> kept = HiddenOf(report);
  const Hidden& hidden = *kept;
  const auto writes_one = [&hidden](const Fix& fix) {
    return std::ranges::any_of(fix.edits, [&](const Edit& edit) { return hidden.Holds(edit.text); });
  };
  for (std::vector<Finding>* findings : {&report.findings, &report.suppressed}) {
    for (Finding& finding : *findings) std::erase_if(finding.fixes, writes_one);
  }
}

void HideInFindings(Report& report) {
  if (report.findings.empty() && report.suppressed.empty()) return;
  const std::shared_ptr<const Hidden> kept = HiddenOf(report);
  const Hidden& hidden = *kept;
  for (std::vector<Finding>* findings : {&report.findings, &report.suppressed}) {
    for (Finding& finding : *findings) {
      finding.message = hidden.InSentence(finding.message);
      finding.help = hidden.InSentence(finding.help);
      finding.subject = hidden.InSentence(finding.subject);
      for (RelatedLocation& related : finding.related) related.message = hidden.InSentence(related.message);
      for (Fix& fix : finding.fixes) fix.message = hidden.InSentence(fix.message);
    }
  }
}

void HideInScore(Report& report) {
  if (!report.score) return;
  const std::shared_ptr<const Hidden> kept = HiddenOf(report);
  const Hidden& hidden = *kept;
  const auto hide = [&hidden](std::array<FacetScore, kFacetCount>& facets) {
    for (FacetScore& facet : facets) {
      for (std::string& reason : facet.reasons) reason = hidden.InSentence(reason);
    }
  };
  hide(report.score->facets);
  for (ScopeScore& scope : report.score->scopes) hide(scope.facets);
}

}  // namespace tracklint::reporters
