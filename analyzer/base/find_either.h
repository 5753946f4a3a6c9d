// The next of two bytes. std::string_view::find_first_of asks for each byte of the text whether it is in the set, by a call.
#pragma once

#include <cstddef>
#include <string_view>

namespace tracklint {

/// Where `a` or `b` stands first, from `at` on; the size of the text when neither does.
[[nodiscard]] inline std::size_t FindEither(std::string_view text, char a, char b, std::size_t at) {
  while (at < text.size() && text[at] != a && text[at] != b) ++at;
  return at < text.size() ? at : text.size();
}

}  // namespace tracklint
