// The lowered tree as text, for tests and debugging: one statement per line, nested ones indented,
// expressions as S-expressions.
#pragma once

#include <string>

#include "analyzer/bind/names.h"
#include "analyzer/bind/tree.h"

namespace tracklint::bind {

struct DumpOptions {
  bool spans = false;  ///< `begin:end` before every expression and statement
  bool refs = true;    ///< after a name: `@L` local, `@E2` two scopes outwards, `@G` global; `h` for a hidden slot
};

std::string Dump(const ModuleRecord& module, const Names& names, const DumpOptions& options = {});

}  // namespace tracklint::bind
