// Interned identifiers, shared by all modules of one analysis so that names compare by id.
//
// Thread-safe: several modules are lowered at once. Texts live as long as the table.
#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "analyzer/bind/tree.h"

namespace tracklint::bind {

class Names {
 public:
  NameId intern(std::string_view text);
  [[nodiscard]] std::string_view text(NameId id) const;
  /// The id of `text` if it was interned before, else kNoName.
  [[nodiscard]] NameId find(std::string_view text) const;

 private:
  // Block b holds the views of kFirstBlock << b names. It never moves, so that text() needs no lock: whoever
  // has an id got it after the name was put there.
  static constexpr std::size_t kFirstBlock = 64;
  static constexpr std::size_t kBlocks = 26;

  mutable std::mutex mutex_;
  std::deque<std::string> texts_;
  std::array<std::unique_ptr<std::string_view[]>, kBlocks> views_;
  std::unordered_map<std::string_view, NameId> ids_;
};

}  // namespace tracklint::bind
