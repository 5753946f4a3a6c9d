// Tokens and keys that say by their own form what they are (data/secret_forms.json). Pure functions.
#pragma once

#include <string_view>
#include <vector>

#include "analyzer/knowledge/secret_text.h"

namespace tracklint::knowledge {

/// Appends the bytes of every one in the text, private keys in PEM included.
void AddSecretForms(std::string_view text, std::vector<TextRange>& found);

}  // namespace tracklint::knowledge
