#include "corpus/case.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <unordered_map>

namespace tracklint::corpus {
namespace {

/// Of an object; null where it is missing.
const Record& Part(const Record& record, std::string_view key) {
  static const Record kNone;
  if (!record.is_object()) return kNone;
  const auto found = record.find(std::string(key));
  return found == record.end() ? kNone : *found;
}

template <typename T>
T Value(const Record& record, std::string_view key, T otherwise) {
  const Record& part = Part(record, key);
  if constexpr (std::is_same_v<T, bool>) return part.is_boolean() ? part.get<bool>() : otherwise;
  if constexpr (std::is_same_v<T, std::string>) return part.is_string() ? part.get<std::string>() : otherwise;
  if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>)
    return part.is_number() ? part.get<T>() : otherwise;
}

/// `2024-02-29` in years since 1970; a month counts a twelfth, a day a 372nd.
std::optional<double> Years(const std::string& date) {
  if (date.size() != 10) return std::nullopt;
  const int year = std::atoi(date.substr(0, 4).c_str());   // NOLINT(cert-err34-c): digits, or no year
  const int month = std::atoi(date.substr(5, 2).c_str());  // NOLINT(cert-err34-c)
  const int day = std::atoi(date.substr(8, 2).c_str());    // NOLINT(cert-err34-c)
  if (year < 1970 || month < 1 || day < 1) return std::nullopt;
  return year - 1970 + (month - 1) / 12.0 + (day - 1) / 372.0;
}

void AddScopes(const Record& record, Case& one) {
  for (const Record& scope : Part(record, "scopes")) {
    if (!Value(scope, "scored", false)) continue;
    const std::string kind = Value(scope, "entry_kind", std::string());
    auto& counts = kind == "notebook" || kind == "databricks" ? one.notebooks : one.scripts;
    const bool recorded = Value(Part(Part(scope, "facets"), "code"), "low", 0.0) >= kRecorded;
    ++counts[recorded ? 0 : 1];
  }
}

}  // namespace

bool Case::flag(std::string_view which) const {
  const auto at = std::ranges::find(kFlags, which) - kFlags.begin();
  return (flags >> static_cast<unsigned>(at) & 1U) != 0;
}

std::string_view Case::owner() const { return std::string_view(name).substr(0, name.find('/')); }

Case CaseOf(const Record& record) {
  Case one;
  one.name = Value(record, "repo", std::string());
  one.failed = !Part(record, "error").is_null();
  if (one.failed) return one;
  one.content = Value(record, "content", std::string());
  for (const Record& hash : Part(record, "file_hashes")) {
    if (hash.is_string()) one.sketch.push_back(std::strtoull(hash.get_ref<const std::string&>().c_str(), nullptr, 16));
  }
  one.kind = Value(record, "kind", std::string());
  one.scored = Value(record, "scored", false);
  one.low = Value(record, "low", 0.0);
  one.level = Value(record, "level", 0);
  if (const std::string grade = Value(record, "grade", std::string()); !grade.empty()) one.grade = grade.front();
  for (std::size_t i = 0; i < kFacetCount; ++i) {
    const Record& facet = Part(Part(record, "facets"), ToString(static_cast<Facet>(i)));
    one.facets[i] = {Value(facet, "low", 0.0), Value(facet, "high", 1.0),
                     Value(facet, "status", std::string()) != "not-applicable"};
  }
  for (std::size_t i = 0; i < kFlags.size(); ++i) {
    if (Value(Part(record, i < kHabitFlags ? "habits" : "kept"), kFlags[i], false)) one.flags |= 1U << i;
  }
  if (const Record& shared = Part(record, "shared_server"); shared.is_boolean()) one.shared_server = shared.get<bool>();
  if (const Record& stars = Part(record, "stars"); stars.is_number()) one.stars = stars.get<double>();
  if (const auto years = Years(Value(record, "date", std::string()))) one.year = 1970 + static_cast<int>(*years);
  AddScopes(record, one);
  for (const Record& moment : Part(record, "history")) {
    const auto years = Years(Value(moment, "date", std::string()));
    if (!years || !Value(moment, "scored", false)) continue;
    one.history.push_back({*years, Value(moment, "low", 0.0), Value(moment, "level", 0)});
  }
  return one;
}

std::vector<Case> CasesOf(const std::vector<Record>& records) {
  std::vector<Case> cases;
  cases.reserve(records.size());
  for (const Record& record : records) cases.push_back(CaseOf(record));
  MarkNearCopies(cases);
  return cases;
}

std::vector<std::size_t> Originals(const std::vector<Case>& cases) {
  std::unordered_map<std::string_view, std::size_t> first;
  std::vector<std::size_t> originals(cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const bool compared = !cases[i].failed && !cases[i].content.empty() && cases[i].flag("uses_mlflow");
    originals[i] = compared ? first.emplace(cases[i].content, i).first->second : i;
  }
  return originals;
}

double EqualFiles(const Case& a, const Case& b) {
  // The least kSketch hashes of both together; those that are in both, of those.
  std::size_t i = 0;
  std::size_t j = 0;
  std::size_t looked = 0;
  std::size_t equal = 0;
  while (looked < kSketch && (i < a.sketch.size() || j < b.sketch.size())) {
    ++looked;
    if (j == b.sketch.size() || (i < a.sketch.size() && a.sketch[i] < b.sketch[j])) {
      ++i;
    } else if (i == a.sketch.size() || b.sketch[j] < a.sketch[i]) {
      ++j;
    } else {
      ++equal;
      ++i;
      ++j;
    }
  }
  return a.sketch.empty() || b.sketch.empty() ? 0 : static_cast<double>(equal) / static_cast<double>(looked);
}

void MarkNearCopies(std::vector<Case>& cases) {
  constexpr std::size_t kCommon = 64;  // repositories that have a file; more say that it is everybody's
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> holders;
  std::vector<std::uint32_t> candidates;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].failed || !cases[i].flag("uses_mlflow")) continue;
    candidates.clear();
    for (const std::uint64_t hash : cases[i].sketch) {
      std::vector<std::uint32_t>& having = holders[hash];
      candidates.insert(candidates.end(), having.begin(), having.end());
      if (having.size() < kCommon) having.push_back(static_cast<std::uint32_t>(i));
    }
    std::ranges::sort(candidates);
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    const auto found = std::ranges::find_if(
        candidates, [&](std::uint32_t before) { return EqualFiles(cases[before], cases[i]) >= kNearCopy; });
    if (found != candidates.end()) cases[i].near_copy_of = cases[*found].near_copy_of.value_or(*found);
  }
}

}  // namespace tracklint::corpus
