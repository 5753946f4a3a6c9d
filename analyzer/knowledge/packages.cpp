// Packages: distributions behind imports, the standard library, the seed that governs a library.
#include <optional>
#include <vector>

#include "analyzer/knowledge/distributions.h"
#include "analyzer/knowledge/knowledge.h"
#include "analyzer/knowledge/line_table.h"
#include "analyzer/knowledge/names.h"

namespace tracklint::knowledge {

std::string_view SeedLibrary(std::string_view library) {
  static const LineTable libraries = OpenTable("libraries.json");
  if (const auto entry = libraries.Find(TopComponent(library))) {
    for (const auto& [field, text] : ParseFields(entry->value)) {
      if (field == "seed") {
        return text;
      }
    }
  }
  return library;
}

namespace {

/// "google.cloud.storage" is found under its longest listed prefix.
std::optional<std::string_view> FindDistribution(std::string_view import_name) {
  static const LineTable distributions = OpenTable("distributions.json");
  for (std::string_view name = import_name; !name.empty(); name = ParentOf(name)) {
    if (const auto entry = distributions.Find(name)) return Unquoted(entry->value);
  }
  return std::nullopt;
}

}  // namespace

std::string_view DistributionOf(std::string_view import_name) {
  return FindDistribution(import_name).value_or(std::string_view());
}

std::vector<std::string_view> DistributionVariants(std::string_view distribution) {
  static const LineTable variants = OpenTable("distribution_variants.json");
  const auto entry = variants.Find(distribution);
  return entry ? SplitWords(Unquoted(entry->value)) : std::vector<std::string_view>();
}

bool IsProvided(std::string_view import_name) {
  const std::optional<std::string_view> found = FindDistribution(import_name);
  return found && found->empty();
}

bool IsStandardLibrary(std::string_view top_level_module) {
  static const LineTable modules = OpenTable("standard_library.json");
  return modules.Find(TopComponent(top_level_module)).has_value();
}

}  // namespace tracklint::knowledge
