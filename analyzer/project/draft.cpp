#include "analyzer/project/draft.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "analyzer/project/text.h"
#include "analyzer/source/read.h"

namespace tracklint::project {

Draft::Draft(const discover::Discovery& discovery) : found(discovery) {
  project.files.reserve(found.files.size());
  for (const discover::FileRef& file : found.files) project.files.push_back(file.path);
}

void Draft::Take(Draft&& part) {
  const auto append = [](auto& all, auto& more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  append(project.dependencies, part.project.dependencies);
  append(project.sources, part.project.sources);
  append(project.images, part.project.images);
  append(project.settings, part.project.settings);
  append(project.mlprojects, part.project.mlprojects);
  append(project.started_scripts, part.project.started_scripts);
  append(project.dvc_tracked, part.project.dvc_tracked);
  for (ProjectIssue& issue : part.project.issues) Issue(std::move(issue.where), std::move(issue.message));
  for (const auto& [path, count] : part.issues_of_) issues_of_[path] += count > kMostIssues ? count - kMostIssues : 0;
  append(locks, part.locks);
  append(python, part.python);
  append(uses, part.uses);
}

const discover::FileRef* Draft::Find(std::string_view path) const {
  const auto hit =
      std::lower_bound(found.files.begin(), found.files.end(), path,
                       [](const discover::FileRef& file, std::string_view wanted) { return file.path < wanted; });
  return hit != found.files.end() && hit->path == path ? &*hit : nullptr;
}

bool Draft::HoldsFiles(std::string_view folder) const {
  if (folder.empty()) return !found.files.empty();
  const std::string prefix = std::string(folder) + "/";
  const auto hit =
      std::lower_bound(found.files.begin(), found.files.end(), prefix,
                       [](const discover::FileRef& file, const std::string& wanted) { return file.path < wanted; });
  return hit != found.files.end() && hit->path.starts_with(prefix);
}

std::optional<FileText> Draft::Read(std::string_view path, bool report, std::size_t limit) {
  const discover::FileRef* file = Find(path);
  if (file == nullptr) return std::nullopt;
  Result<std::string> bytes = source::ReadBytes(file->absolute, limit);
  if (!bytes.ok()) {
    if (report) IssueAt(file->path, 1, bytes.error().message);
    return std::nullopt;
  }
  return FileText{file->path, DecodeText(std::move(bytes).value())};
}

void Draft::Issue(ProjectPlace where, std::string message) {
  std::size_t& issues = issues_of_[where.path];
  if (issues < kMostIssues && !told_.emplace(where.path, where.line, message).second) return;
  if (++issues > kMostIssues) return;
  project.issues.push_back({std::move(where), std::move(message)});
}

void Draft::CountOmitted() {
  for (const auto& [path, count] : issues_of_) {
    if (count <= kMostIssues) continue;
    ProjectPlace where;
    where.path = path;
    where.line = 1;
    project.issues.push_back(
        {std::move(where), std::to_string(count - kMostIssues) + " further mistakes are not listed"});
  }
}

void Draft::IssueAt(const std::string& path, std::uint32_t line, std::string message) {
  ProjectPlace where;
  where.path = path;
  where.line = std::max(1U, line);
  Issue(std::move(where), std::move(message));
}

DependencySource& Draft::Source(const std::string& path, DependencyFile kind) {
  for (DependencySource& source : project.sources) {
    if (source.path == path && source.kind == kind) return source;
  }
  DependencySource source;
  source.path = path;
  source.kind = kind;
  project.sources.push_back(std::move(source));
  return project.sources.back();
}

void Draft::Add(Dependency dependency) {
  dependency.name = NormalizeName(dependency.name);
  project.dependencies.push_back(std::move(dependency));
}

void Draft::Python(int rank, std::string version, ProjectPlace where) {
  if (version.empty()) return;
  python.push_back({rank, std::move(version), std::move(where)});
}

void Draft::Use(EnvironmentUse::By kind, const std::string& by, const std::string& file) {
  uses.push_back({kind, by, file});
}

}  // namespace tracklint::project
