// Credentials that stand in Python code: literals that the code gives to the name of one (assigned in every way, as
// keyword, default, fallback, element or dictionary's value, compared with it), and what FindSecrets knows in literals and
// comments. Reads tokens only, so that code with mistakes is read as well. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/knowledge/secret_text.h"

namespace tracklint::reporters {

struct SecretLiterals {
  std::vector<knowledge::TextRange> ranges;  ///< what must not be shown, in order, apart from each other
  std::vector<std::string> values;           ///< those that are long and odd enough to be known again elsewhere
};
[[nodiscard]] SecretLiterals FindSecretLiterals(std::string_view code);

}  // namespace tracklint::reporters
