// Which modules an import graph makes reachable, and which of them are read when they are very many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tracklint::link {

/// Edges by index: edges[i] are the modules that i imports.
using ImportEdges = std::vector<std::vector<std::uint32_t>>;

/// How much a closure may take in: modules cost their bytes. Modules that are given cost nothing.
struct ReadBudget {
  std::uint64_t left = 0;
  std::size_t cut = 0;  ///< modules that were reached and did not fit
};

/// Marks, the nearest first, what imports a marked module (transitively) and what any of these imports, as far as the
/// budget reaches. `cost[i]`: bytes of module i. Deterministic.
void MarkConnected(const ImportEdges& edges, const std::vector<std::uint64_t>& cost, ReadBudget& budget,
                   std::vector<bool>& marked);
/// Marks, the nearest first, all that a marked module imports, transitively, as far as the budget reaches.
void MarkImported(const ImportEdges& edges, const std::vector<std::uint64_t>& cost, ReadBudget& budget,
                  std::vector<bool>& marked);

/// All modules from which a marked one can be reached by imports; the marked ones too.
[[nodiscard]] std::vector<bool> ImportersOf(const ImportEdges& edges, const std::vector<bool>& marked);

}  // namespace tracklint::link
