#include "reporters/sarif_rules.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "reporters/rule_doc.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

constexpr auto kInline = JsonWriter::Layout::kInline;
constexpr std::size_t kLongestDescription = 1024;

/// "unlogged-hyperparameter" → "UnloggedHyperparameter"
std::string PascalCase(std::string_view name) {
  std::string out;
  bool upper = true;
  for (char c : name) {
    if (c == '-') {
      upper = true;
      continue;
    }
    out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = false;
  }
  return out;
}

std::string_view SecuritySeverity(std::string_view id) {
  if (id == "MLF903") return "8.0";
  if (id == "MLF904") return "7.0";
  if (id == "MLF905") return "5.0";
  return {};
}

std::string_view ProblemSeverity(Severity severity) {
  return severity == Severity::kNote ? "recommendation" : ToString(severity);
}

std::string WithPeriod(std::string text) {
  if (!text.empty() && !text.ends_with('.')) text += '.';
  return text;
}

void WriteText(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key).object(kInline).field("text", text).end();
}

}  // namespace

void WriteSarifRule(JsonWriter& json, const RuleMetadata& rule) {
  const std::string summary = WithPeriod(rule.summary.empty() ? std::string(rule.name) : std::string(rule.summary));
  std::string full = FirstParagraph(Section(rule.doc, "What it does"), true);
  if (full.empty()) full = summary;
  json.object().field("id", rule.id).field("name", PascalCase(rule.name));
  WriteText(json, "shortDescription", Shorten(summary, kLongestDescription));
  WriteText(json, "fullDescription", Shorten(WithPeriod(std::move(full)), kLongestDescription));
  const std::string page = RulePage(rule);
  std::string plain = page;
  std::erase(plain, '`');
  json.key("help").object().field("text", plain).field("markdown", page).end();
  json.key("defaultConfiguration").object(kInline).field("level", ToString(rule.severity)).end();
  json.key("properties").object();
  json.field("precision", rule.on ? "high" : "medium").field("problem.severity", ProblemSeverity(rule.severity));
  const std::string_view security = SecuritySeverity(rule.id);
  if (!security.empty()) json.field("security-severity", security);
  json.key("tags").array(kInline).text("mlflow").text(FamilyName(rule.family));
  if (!security.empty())
    json.text("security");
  else
    json.text("reproducibility");
  json.end().end().end();
}

}  // namespace tracklint::reporters
