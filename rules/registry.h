// Every rule of this build, in the order of their ids. The build generates the table from the file names.
#pragma once

#include <span>

#include "tracklint/rule.h"

namespace tracklint::rules {

// Constant data: valid for the whole run, safe from every thread.
std::span<const Rule* const> AllRules();

}  // namespace tracklint::rules
