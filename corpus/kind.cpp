#include "corpus/kind.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "analyzer/knowledge/knowledge.h"

namespace tracklint::corpus {

std::string_view ToString(Kind kind) {
  constexpr std::array<std::string_view, 4> kNames{"application", "course", "template", "library"};
  return kNames[static_cast<std::size_t>(kind)];
}

Kind KindOf(std::string_view repository, const Project& project, const Facts& facts) {
  std::string name(repository);
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto holds = [&](std::string_view file) { return std::ranges::binary_search(project.files, file); };
  const std::string_view told = knowledge::RepositoryKind(name);
  if (told == ToString(Kind::kCourse)) return Kind::kCourse;
  if (told == ToString(Kind::kTemplate) || holds("cookiecutter.json")) return Kind::kTemplate;
  const bool starts_runs = std::ranges::any_of(
      facts.entries, [](const Entry& entry) { return entry.kind != Entry::Kind::kFunction && !entry.runs.empty(); });
  if (!starts_runs && (holds("pyproject.toml") || holds("setup.py") || holds("setup.cfg"))) return Kind::kLibrary;
  return Kind::kApplication;
}

}  // namespace tracklint::corpus
