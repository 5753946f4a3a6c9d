#include "analyzer/project/yaml_support.h"

#include <algorithm>
#include <exception>
#include <sstream>
#include <utility>

#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

/// Indentation and flow brackets bound the depth; yaml-cpp itself recurses once per level.
bool TooDeep(std::string_view text) {
  constexpr int kMaxDepth = 200;
  int flow = 0;
  int run = 0;  // `- - - -` nests as well
  for (const char c : text) {
    if (c == '[' || c == '{') {
      if (++flow > kMaxDepth) return true;
    } else if (c == ']' || c == '}') {
      flow = std::max(0, flow - 1);
    } else if (c == '-' || c == '?') {
      if (++run > kMaxDepth * 4) return true;
    } else if (c == '\n') {
      run = 0;
    }
  }
  return false;
}

}  // namespace

std::optional<YAML::Node> ParseYaml(Draft& draft, const FileText& file, bool report) {
  if (TooDeep(file.text)) {
    if (report) draft.IssueAt(file.path, 1, "nested too deeply");
    return std::nullopt;
  }
  try {
    return YAML::Load(file.text);
  } catch (const YAML::Exception& error) {
    if (report) {
      ProjectPlace where;
      where.path = file.path;
      where.line = error.mark.is_null() ? 1 : static_cast<std::uint32_t>(error.mark.line + 1);
      where.column = error.mark.is_null() ? 1 : static_cast<std::uint32_t>(error.mark.column + 1);
      where.end_column = where.column;
      draft.Issue(std::move(where), "not valid YAML: " + error.msg);
    }
  } catch (const std::exception& error) {
    if (report) draft.IssueAt(file.path, 1, std::string("not valid YAML: ") + error.what());
  }
  return std::nullopt;
}

std::vector<YAML::Node> ParseYamlDocuments(const FileText& file) {
  if (TooDeep(file.text)) return {};
  try {
    return YAML::LoadAll(file.text);
  } catch (const std::exception&) {
    return {};  // Helm templates, for one
  }
}

YAML::Node Member(const YAML::Node& map, std::string_view key) {
  if (!map.IsDefined() || !map.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
  for (const auto& entry : map) {
    if (entry.first.IsScalar() && entry.first.Scalar() == key) return entry.second;
  }
  return YAML::Node(YAML::NodeType::Undefined);
}

std::string Scalar(const YAML::Node& node) {
  return node.IsDefined() && node.IsScalar() ? node.Scalar() : std::string();
}

ProjectPlace PlaceOf(const std::string& path, const YAML::Node& node) {
  ProjectPlace where;
  where.path = path;
  const YAML::Mark mark = node.Mark();
  if (mark.is_null()) return where;
  where.line = static_cast<std::uint32_t>(mark.line + 1);
  where.column = static_cast<std::uint32_t>(mark.column + 1);
  where.end_column = where.column;
  if (node.IsScalar())
    where.end_column += static_cast<std::uint32_t>(node.Scalar().substr(0, node.Scalar().find('\n')).size());
  return where;
}

}  // namespace tracklint::project
