#include "analyzer/link/closure.h"

#include <cstddef>

namespace tracklint::link {

void MarkImported(const ImportEdges& edges, std::vector<bool>& marked) {
  std::vector<std::uint32_t> work;
  for (std::uint32_t i = 0; i < marked.size(); ++i) {
    if (marked[i]) work.push_back(i);
  }
  while (!work.empty()) {
    const std::uint32_t at = work.back();
    work.pop_back();
    for (const std::uint32_t next : edges[at]) {
      if (marked[next]) continue;
      marked[next] = true;
      work.push_back(next);
    }
  }
}

void MarkImporters(const ImportEdges& edges, std::vector<bool>& marked) {
  ImportEdges reversed(edges.size());
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    for (const std::uint32_t target : edges[i]) reversed[target].push_back(i);
  }
  MarkImported(reversed, marked);
}

}  // namespace tracklint::link
