// The rules of a SARIF run: descriptors as GitHub code scanning wants them.
#pragma once

#include "reporters/json_writer.h"
#include "tracklint/rule.h"

namespace tracklint::reporters {

void WriteSarifRule(JsonWriter& json, const RuleMetadata& rule);

}  // namespace tracklint::reporters
