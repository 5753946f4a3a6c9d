// Which modules an import graph makes reachable.
#pragma once

#include <cstdint>
#include <vector>

namespace tracklint::link {

/// Edges by index: edges[i] are the modules that i imports.
using ImportEdges = std::vector<std::vector<std::uint32_t>>;

/// Marks in `marked` all that a marked module imports, transitively.
void MarkImported(const ImportEdges& edges, std::vector<bool>& marked);
/// Marks in `marked` all that import a marked module, transitively.
void MarkImporters(const ImportEdges& edges, std::vector<bool>& marked);

}  // namespace tracklint::link
