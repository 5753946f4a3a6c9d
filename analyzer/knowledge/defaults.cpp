#include "analyzer/knowledge/defaults.h"

#include <string>

#include "analyzer/knowledge/knowledge.h"
#include "analyzer/knowledge/line_table.h"

namespace tracklint::knowledge {

const std::vector<DefaultParameter>* EstimatorDefaults(std::string_view qualified) {
  static const LineTable table = OpenTable("defaults.json");
  static DecodeCache<std::string, std::vector<DefaultParameter>> cache;
  const std::string_view canonical = Canonical(qualified);
  const std::vector<DefaultParameter>* found = cache.Get(std::string(canonical), [&] {
    std::vector<DefaultParameter> out;
    const auto entry = table.Find(canonical);
    if (!entry.has_value()) return out;
    for (const std::string_view word : SplitWords(Unquoted(entry->value))) {
      const std::size_t equals = word.find('=');
      const std::string_view value = word.substr(equals + 1);
      out.push_back({word.substr(0, equals), value == "?" ? std::string_view() : value});
    }
    return out;
  });
  return found->empty() ? nullptr : found;
}

}  // namespace tracklint::knowledge
