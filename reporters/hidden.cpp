#include "reporters/hidden.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "analyzer/knowledge/knowledge.h"
#include "reporters/facts_writer.h"

namespace tracklint::reporters {
namespace {

/// Shorter ones occur in ordinary text.
constexpr std::size_t kShortest = 5;

bool IsNamePart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// `user:password` of an address that begins at `scheme`; empty when it has none.
std::string_view Userinfo(std::string_view text, std::size_t scheme) {
  const std::size_t begin = scheme + 3;
  const std::size_t end = std::min(text.find_first_of(" \t\n\"'`/?#<>", begin), text.size());
  const std::size_t at = text.substr(begin, end - begin).rfind('@');
  if (at == std::string_view::npos) return {};
  const std::string_view userinfo = text.substr(begin, at);
  return userinfo.find(':') == std::string_view::npos ? std::string_view() : userinfo;
}

void Fill(std::string& text, std::size_t begin, std::size_t size) {
  std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(begin), size, '*');
}

void StarAddresses(std::string& text) {
  for (std::size_t at = text.find("://"); at != std::string::npos; at = text.find("://", at + 3)) {
    const std::size_t size = Userinfo(text, at).size();
    if (size == 0) continue;
    const std::size_t colon = text.find(':', at + 3) + 1;
    Fill(text, colon, at + 3 + size - colon);
  }
}

/// The name that a value at `quote` is given to: before `=`, `:`, `,` or `] =`, quoted or not; empty when there is none.
std::string_view NameBefore(std::string_view line, std::size_t quote) {
  std::size_t at = quote;
  const auto skip = [&](std::string_view what) {
    while (at > 0 && what.find(line[at - 1]) != std::string_view::npos) --at;
  };
  skip("rbfuRBFU");  // prefixes of the literal
  if (at > 0 && IsNamePart(line[at - 1])) return {};
  skip(" \t");
  if (at == 0 || std::string_view("=:,").find(line[at - 1]) == std::string_view::npos) return {};
  --at;
  skip(" \t])\"'");
  const std::size_t end = at;
  while (at > 0 && IsNamePart(line[at - 1])) --at;
  return line.substr(at, end - at);
}

/// Literals of one line that are given to the name of a credential.
void StarAssignments(std::string& line) {
  for (std::size_t open = line.find_first_of("\"'"); open != std::string::npos;) {
    const char quote = line[open];
    std::size_t close = open + 1;
    while (close < line.size() && line[close] != quote) close += line[close] == '\\' ? 2 : 1;
    close = std::min(close, line.size());
    const std::string_view name = NameBefore(line, open);
    if (!name.empty() && close > open + 1 && knowledge::IsSecretName(name)) Fill(line, open + 1, close - open - 1);
    open = close + 1 < line.size() ? line.find_first_of("\"'", close + 1) : std::string::npos;
  }
}

std::string_view Unquoted(std::string_view text) {
  const std::size_t begin = text.find_first_of("\"'");
  if (begin == std::string_view::npos) return text;
  text.remove_prefix(begin);
  while (text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front())
    text = text.substr(1, text.size() - 2);
  return text;
}

}  // namespace

Hidden::Hidden(const Facts* facts, const SourceSet* sources) {
  if (facts == nullptr || sources == nullptr) return;
  for (const SecretUse& secret : facts->secrets) {
    if (!secret.where.valid()) continue;
    const std::string_view text = sources->file(secret.where.file).slice(secret.where);
    std::string_view value;
    if (secret.kind == SecretUse::Kind::kAssignedLiteral) {
      value = Unquoted(text);
    } else if (secret.kind == SecretUse::Kind::kUriPassword && text.find("://") != std::string_view::npos) {
      const std::string_view userinfo = Userinfo(text, text.find("://"));
      value = userinfo.substr(std::min(userinfo.find(':'), userinfo.size()));
      if (!value.empty()) value.remove_prefix(1);
    }
    if (value.size() >= kShortest) values_.emplace_back(value);
  }
  std::ranges::sort(values_, [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  values_.erase(std::unique(values_.begin(), values_.end()), values_.end());
}

std::string Hidden::Without(std::string_view text) const {
  std::string out = WithoutCredentials(text);
  for (const std::string& value : values_) {
    for (std::size_t at = out.find(value); at != std::string::npos; at = out.find(value, at + 3))
      out.replace(at, value.size(), "***");
  }
  return out;
}

std::string Hidden::InSentence(std::string_view text) const {
  constexpr std::size_t kNoWord = 12;
  std::string out = WithoutCredentials(text);
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
  return out;
}

void HideInFindings(Report& report) {
  const Hidden hidden(report.facts, report.sources);
  for (Finding& finding : report.findings) {
    finding.message = hidden.InSentence(finding.message);
    finding.help = hidden.InSentence(finding.help);
    finding.subject = hidden.InSentence(finding.subject);
    for (RelatedLocation& related : finding.related) related.message = hidden.InSentence(related.message);
  }
}

void HideInScore(Report& report) {
  if (!report.score) return;
  const Hidden hidden(report.facts, report.sources);
  const auto hide = [&hidden](std::array<FacetScore, kFacetCount>& facets) {
    for (FacetScore& facet : facets) {
      for (std::string& reason : facet.reasons) reason = hidden.InSentence(reason);
    }
  };
  hide(report.score->facets);
  for (ScopeScore& scope : report.score->scopes) hide(scope.facets);
}

void Hidden::Star(std::string& line) const {
  StarAddresses(line);
  for (const std::string& value : values_) {
    for (std::size_t at = line.find(value); at != std::string::npos; at = line.find(value, at + value.size()))
      Fill(line, at, value.size());
  }
  StarAssignments(line);
}

}  // namespace tracklint::reporters
