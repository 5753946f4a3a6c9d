// The lines of source around a finding, with carets. Pure functions.
#pragma once

#include <string>

#include "reporters/hidden.h"
#include "reporters/style.h"
#include "tracklint/report.h"

namespace tracklint::reporters {

/// Empty when the text is not at hand. Control characters are made visible, stars stand for what `hidden` knows.
[[nodiscard]] std::string Excerpt(const Report& report, const Finding& finding, const Hidden& hidden,
                                  const Style& style);

}  // namespace tracklint::reporters
