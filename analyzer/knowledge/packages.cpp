// Packages: distributions behind imports, the standard library, the seed that governs a library.
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

std::string_view DistributionOf(std::string_view import_name) {
  static const LineTable distributions = OpenTable("distributions.json");
  // "google.cloud.storage" is found under its longest listed prefix.
  for (std::string_view name = import_name; !name.empty(); name = ParentOf(name)) {
    if (const auto entry = distributions.Find(name)) {
      return Unquoted(entry->value);
    }
  }
  return {};
}

bool IsStandardLibrary(std::string_view top_level_module) {
  static const LineTable modules = OpenTable("standard_library.json");
  return modules.Find(TopComponent(top_level_module)).has_value();
}

}  // namespace tracklint::knowledge
