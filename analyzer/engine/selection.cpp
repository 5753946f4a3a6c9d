#include "analyzer/engine/selection.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace tracklint::engine {
namespace {

constexpr int kNoMatch = -1;
constexpr int kExact = 100;

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool EqualsIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return Lower(x) == Lower(y); });
}

/// How narrowly `selector` means `rule`.
int Specificity(std::string_view selector, const RuleMetadata& rule) {
  if (EqualsIgnoringCase(selector, "ALL")) return 0;
  if (EqualsIgnoringCase(selector, rule.id) || EqualsIgnoringCase(selector, rule.name)) return kExact;
  const bool is_prefix = selector.size() >= 3 && selector.size() < rule.id.size() &&
                         EqualsIgnoringCase(selector, rule.id.substr(0, selector.size()));
  return is_prefix ? static_cast<int>(selector.size()) : kNoMatch;
}

int Highest(const std::vector<std::string>& selectors, const RuleMetadata& rule) {
  int best = kNoMatch;
  for (const std::string& selector : selectors) best = std::max(best, Specificity(selector, rule));
  return best;
}

}  // namespace

bool SelectorMatches(std::string_view selector, const RuleMetadata& rule) {
  return Specificity(selector, rule) != kNoMatch;
}

std::string CheckSelector(std::span<const Rule* const> all, std::string_view selector) {
  if (EqualsIgnoringCase(selector, "ALL")) return {};
  std::vector<std::string_view> known{"ALL"};
  for (const Rule* rule : all) {
    if (SelectorMatches(selector, rule->meta)) return {};
    known.push_back(rule->meta.id);
    known.push_back(rule->meta.name);
  }
  std::string message = "unknown rule `" + std::string(selector) + "`";
  const std::string_view nearest = Nearest(selector, known);
  if (!nearest.empty()) message += "; did you mean `" + std::string(nearest) + "`?";
  return message;
}

Result<std::vector<const Rule*>> SelectRules(std::span<const Rule* const> all, const Selection& selection) {
  for (const auto* list : {&selection.select, &selection.ignore, &selection.extend_select}) {
    for (const std::string& selector : *list) {
      std::string problem = CheckSelector(all, selector);
      if (!problem.empty()) return Error{std::move(problem)};
    }
  }
  std::vector<const Rule*> chosen;
  for (const Rule* rule : all) {
    if (rule->meta.preview && !selection.preview) {
      if (Highest(selection.select, rule->meta) == kExact || Highest(selection.extend_select, rule->meta) == kExact)
        return Error{std::string(rule->meta.id) + " is a preview rule: use `--preview` or `preview = true`"};
      continue;
    }
    int wanted = Highest(selection.extend_select, rule->meta);
    wanted = std::max(
        wanted, selection.select.empty() ? (rule->meta.on ? 0 : kNoMatch) : Highest(selection.select, rule->meta));
    if (wanted != kNoMatch && Highest(selection.ignore, rule->meta) < wanted) chosen.push_back(rule);
  }
  return chosen;
}

std::string_view Nearest(std::string_view wrong, std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongest = 200;
  if (wrong.size() > kLongest) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(2, wrong.size() / 3) + 1;
  std::vector<std::size_t> row(wrong.size() + 1);
  for (std::string_view candidate : candidates) {
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < candidate.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i + 1;
      for (std::size_t j = 0; j < wrong.size(); ++j) {
        const std::size_t substituted = diagonal + (Lower(candidate[i]) == Lower(wrong[j]) ? 0U : 1U);
        diagonal = row[j + 1];
        row[j + 1] = std::min({substituted, row[j] + 1, row[j + 1] + 1});
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return best;
}

}  // namespace tracklint::engine
