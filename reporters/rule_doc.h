// A rule's documentation taken apart into its sections. Views into the rule's constant text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tracklint/rule.h"

namespace tracklint::reporters {

/// Text below `## <heading>` up to the next heading, trimmed; empty when there is none.
[[nodiscard]] std::string_view Section(std::string_view doc, std::string_view heading);
/// The first paragraph as one line, without Markdown's backticks when `plain`.
[[nodiscard]] std::string FirstParagraph(std::string_view section, bool plain = false);
[[nodiscard]] std::string FirstSentence(std::string_view section);

/// A fenced block: its info string (`python`, `text`) and its lines.
struct CodeBlock {
  std::string_view language;
  std::string_view code;
};
[[nodiscard]] std::vector<CodeBlock> CodeBlocks(std::string_view section);

/// The whole page of a rule in Markdown: title, level, sections.
[[nodiscard]] std::string RulePage(const RuleMetadata& rule);
[[nodiscard]] std::string_view FamilyName(Family family);

}  // namespace tracklint::reporters
