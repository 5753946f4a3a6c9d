// Lowering: source text → typed tree with resolved names. The only user of analyzer/syntax.
#pragma once

#include "analyzer/bind/names.h"
#include "analyzer/bind/tree.h"
#include "tracklint/source_file.h"

namespace tracklint::bind {

/// Parses and lowers one file. Never fails: error nodes become kUnknown and are listed in
/// ModuleRecord::issues; nesting beyond a fixed bound becomes kUnknown. Notebook cells are parsed one
/// by one, so that a broken cell does not hide the others. Thread-safe for distinct files.
[[nodiscard]] ModuleRecord Lower(const SourceFile& file, Names& names);

}  // namespace tracklint::bind
