// The lines of source around a finding, with carets. Pure functions.
#pragma once

#include <string>

#include "analyzer/engine/run_rules.h"
#include "reporters/hidden.h"
#include "reporters/style.h"
#include "tracklint/report.h"

namespace tracklint::reporters {

/// Empty when the text is not at hand. Control characters are made visible, stars stand for what `hidden` knows.
/// `lines`: one for all findings of a report.
[[nodiscard]] std::string Excerpt(const Report& report, const Finding& finding, const Hidden& hidden,
                                  const Style& style, engine::LineCursor& lines);

}  // namespace tracklint::reporters
