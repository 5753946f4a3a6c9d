#include "analyzer/score/requirements.h"

#include "analyzer/score/evidence.h"

namespace tracklint::score {

Requirements::Requirements(const Project& project) {
  std::set<std::string_view> covered;     // files that a lock file which is not stale covers
  std::set<std::string_view> side_files;  // files that do not set the environment
  for (const DependencySource& source : project.sources) {
    if (source.locked_by_other) covered.insert(source.path);
    if (!source.sets_environment) side_files.insert(source.path);
  }
  for (const Dependency& dependency : project.dependencies) {
    const bool lock = dependency.kind == DependencyFile::kLock;
    locked_ = locked_ || lock;
    if (dependency.exact || dependency.pinned || lock || covered.contains(dependency.where.path))
      pinned_.insert(dependency.name);
    if (dependency.optional || lock || dependency.kind == DependencyFile::kConstraints || dependency.name == "python" ||
        side_files.contains(dependency.where.path))
      continue;
    direct_.emplace(dependency.name, false);
  }
  for (auto& [name, pinned] : direct_) pinned = pins(name);
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.optional || dependency.kind == DependencyFile::kLock) continue;
    const auto hit = direct_.find(dependency.name);
    if (hit == direct_.end()) continue;
    std::string& first = hit->second ? first_pinned_ : first_loose_;
    if (first.empty()) first = "`" + dependency.name + "`" + At(dependency.where);
  }
}

}  // namespace tracklint::score
