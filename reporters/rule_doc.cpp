#include "reporters/rule_doc.h"

#include <cstddef>

namespace tracklint::reporters {
namespace {

std::string_view Trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

/// Takes the next line, without its line end.
std::string_view NextLine(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

}  // namespace

std::string_view Section(std::string_view doc, std::string_view heading) {
  std::string_view rest = doc;
  const char* begin = nullptr;
  bool fenced = false;
  while (!rest.empty()) {
    const std::string_view line = NextLine(rest);
    if (line.starts_with("```")) fenced = !fenced;
    if (fenced || !line.starts_with("## ")) continue;
    if (begin != nullptr) return Trim(std::string_view(begin, static_cast<std::size_t>(line.data() - begin)));
    if (Trim(line.substr(3)) == heading) begin = rest.data();
  }
  if (begin == nullptr) return {};
  return Trim(std::string_view(begin, static_cast<std::size_t>(doc.data() + doc.size() - begin)));
}

std::string FirstParagraph(std::string_view section, bool plain) {
  std::string out;
  while (!section.empty()) {
    const std::string_view line = Trim(NextLine(section));
    if (line.empty() || line.starts_with("```")) {
      if (!out.empty()) break;
      continue;
    }
    if (!out.empty()) out += ' ';
    out += line;
  }
  if (plain) std::erase(out, '`');
  return out;
}

std::string FirstSentence(std::string_view section) {
  std::string paragraph = FirstParagraph(section);
  for (std::size_t at = paragraph.find(". "); at != std::string::npos; at = paragraph.find(". ", at + 1)) {
    const bool abbreviation = at >= 3 && (paragraph.substr(at - 3, 3) == "e.g" || paragraph.substr(at - 3, 3) == "i.e");
    if (!abbreviation) return paragraph.substr(0, at + 1);
  }
  return paragraph;
}

std::vector<CodeBlock> CodeBlocks(std::string_view section) {
  std::vector<CodeBlock> blocks;
  const char* begin = nullptr;
  std::string_view language;
  while (!section.empty()) {
    const std::string_view line = NextLine(section);
    if (!line.starts_with("```")) continue;
    if (begin == nullptr) {
      language = Trim(line.substr(3));
      begin = section.data();
    } else {
      blocks.push_back({language, std::string_view(begin, static_cast<std::size_t>(line.data() - begin))});
      begin = nullptr;
    }
  }
  return blocks;
}

std::string_view FamilyName(Family family) {
  switch (family) {
    case Family::kTool: return "tool";
    case Family::kRuns: return "runs";
    case Family::kParams: return "params";
    case Family::kMetrics: return "metrics";
    case Family::kData: return "data";
    case Family::kRandomness: return "randomness";
    case Family::kEnvironment: return "environment";
    case Family::kModels: return "models";
    case Family::kProject: return "project";
    case Family::kTracking: return "tracking";
  }
  return "tool";
}

std::string RulePage(const RuleMetadata& rule) {
  std::string page = "# " + std::string(rule.name) + " (" + std::string(rule.id) + ")\n\n";
  page += std::string(rule.summary) + ".\n\n";
  page += "Level: " + std::string(ToString(rule.severity)) + " · ";
  page += rule.on ? "selected by default" : "not selected by default";
  page += " · since " + std::string(rule.since);
  if (rule.fix == Applicability::kSafe) page += " · has a safe fix";
  if (rule.fix == Applicability::kUnsafe) page += " · has an unsafe fix";
  page += "\n\n" + std::string(Trim(rule.doc)) + "\n";
  return page;
}

}  // namespace tracklint::reporters
