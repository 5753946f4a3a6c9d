// Names of library things: interning, aliases, and the tables of calls by top-level package. Internal to knowledge.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/knowledge/line_table.h"

namespace tracklint::knowledge {

/// A copy of `text` that lives as long as the program; equal texts share one copy. Thread-safe.
[[nodiscard]] std::string_view Intern(std::string_view text);

[[nodiscard]] std::string_view TopComponent(std::string_view dotted);
[[nodiscard]] std::string_view LastComponent(std::string_view dotted);
/// "a.b" of "a.b.c"; empty when there is no dot.
[[nodiscard]] std::string_view ParentOf(std::string_view dotted);

/// The entry of data/calls/<package>.json with exactly this name.
[[nodiscard]] std::optional<TableEntry> FindCallEntry(std::string_view name);
/// The entry of a family ("torch.nn.*", "transformers.*.from_pretrained") that covers the name.
[[nodiscard]] std::optional<TableEntry> FindFamilyEntry(std::string_view name);

/// `name` with aliased prefixes replaced (data/aliases.json); `changed` says whether any was.
[[nodiscard]] std::string ApplyAliases(std::string_view name, bool& changed);

/// The last answers for names, one set for each thread: programs ask for the same few names again and again.
template <typename T>
class RecentAnswers {
 public:
  template <typename Ask>
  T Get(std::string_view name, Ask&& ask) {
    Slot& slot = slots_[std::hash<std::string_view>{}(name) % kSlots];
    if (!slot.used || slot.name != name) {
      slot.answer = ask();
      slot.name.assign(name);
      slot.used = true;
    }
    return slot.answer;
  }

 private:
  static constexpr std::size_t kSlots = 256;
  struct Slot {
    std::string name;
    T answer{};
    bool used = false;
  };
  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
};

}  // namespace tracklint::knowledge
