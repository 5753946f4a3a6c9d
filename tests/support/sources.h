// Sources, findings and facts made by hand for tests of the right-hand layers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "tracklint/source_file.h"
#include "tracklint/span.h"

namespace tracklint::tests {

/// Adds a script to `set`.
inline const SourceFile& AddScript(SourceSet& set, std::string path, std::string text) {
  SourceFile::Data data;
  data.path = std::move(path);
  data.text = std::move(text);
  return set.add(std::move(data));
}

/// The span of the first occurrence of `words`. REQUIRES: it occurs.
inline Span Find(const SourceFile& file, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(file.text().find(words));
  return {file.id(), at, at + static_cast<std::uint32_t>(words.size())};
}

}  // namespace tracklint::tests
