#include "analyzer/link/closure.h"

#include <algorithm>
#include <cstddef>

namespace tracklint::link {
namespace {

ImportEdges Reversed(const ImportEdges& edges) {
  ImportEdges reversed(edges.size());
  for (std::uint32_t i = 0; i < edges.size(); ++i) {
    for (const std::uint32_t target : edges[i]) reversed[target].push_back(i);
  }
  return reversed;
}

/// A breadth-first walk over the imports, and over the importers of what is reached by importers only.
class Walk {
 public:
  Walk(const ImportEdges& edges, const ImportEdges* importers, const std::vector<std::uint64_t>& cost,
       ReadBudget& budget, std::vector<bool>& marked)
      : edges_(edges),
        importers_(importers),
        cost_(cost),
        budget_(budget),
        marked_(marked),
        climbed_(marked.size()),
        refused_(marked.size()) {}

  void Run() {
    std::vector<Step> level;
    for (std::uint32_t i = 0; i < marked_.size(); ++i) {
      if (marked_[i]) level.push_back({importers_ == nullptr, i});
    }
    if (importers_ != nullptr) climbed_ = marked_;
    while (!level.empty()) {
      std::vector<Step> next;
      for (const Step& at : level) {
        for (const std::uint32_t target : edges_[at.module]) next.push_back({true, target});
        if (at.imported) continue;
        for (const std::uint32_t importer : (*importers_)[at.module]) next.push_back({false, importer});
      }
      std::ranges::sort(next);  // importers first: they are the programs that use what is known
      next.erase(std::unique(next.begin(), next.end()), next.end());
      level.clear();
      for (const Step& step : next) {
        if (Enter(step)) level.push_back(step);
      }
    }
  }

 private:
  struct Step {
    bool imported = false;  ///< reached as an import: what else imports it is no concern
    std::uint32_t module = 0;
    friend auto operator<=>(const Step&, const Step&) = default;
  };

  bool Enter(const Step& step) {
    const bool fresh = !marked_[step.module];
    if (fresh) {
      if (cost_[step.module] > budget_.left) {
        if (!refused_[step.module]) ++budget_.cut;
        refused_[step.module] = true;
        return false;
      }
      budget_.left -= cost_[step.module];
      marked_[step.module] = true;
    }
    if (step.imported) return fresh;
    const bool climbs = !climbed_[step.module];
    climbed_[step.module] = true;
    return climbs;
  }

  const ImportEdges& edges_;
  const ImportEdges* importers_;
  const std::vector<std::uint64_t>& cost_;
  ReadBudget& budget_;
  std::vector<bool>& marked_;
  std::vector<bool> climbed_;  ///< its importers were asked for
  std::vector<bool> refused_;  ///< for want of budget
};

}  // namespace

void MarkConnected(const ImportEdges& edges, const std::vector<std::uint64_t>& cost, ReadBudget& budget,
                   std::vector<bool>& marked) {
  const ImportEdges importers = Reversed(edges);
  Walk(edges, &importers, cost, budget, marked).Run();
}

void MarkImported(const ImportEdges& edges, const std::vector<std::uint64_t>& cost, ReadBudget& budget,
                  std::vector<bool>& marked) {
  Walk(edges, nullptr, cost, budget, marked).Run();
}

std::vector<bool> ImportersOf(const ImportEdges& edges, const std::vector<bool>& marked) {
  const ImportEdges importers = Reversed(edges);
  std::vector<bool> reached = marked;
  std::vector<std::uint32_t> work;
  for (std::uint32_t i = 0; i < reached.size(); ++i) {
    if (reached[i]) work.push_back(i);
  }
  while (!work.empty()) {
    const std::uint32_t at = work.back();
    work.pop_back();
    for (const std::uint32_t next : importers[at]) {
      if (reached[next]) continue;
      reached[next] = true;
      work.push_back(next);
    }
  }
  return reached;
}

}  // namespace tracklint::link
