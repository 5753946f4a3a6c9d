#include "reproduce/yaml_text.h"

#include <algorithm>
#include <cstdint>
#include <exception>
#include <optional>

#include "reproduce/artifact_files.h"

namespace tracklint::reproduce {
namespace {

constexpr std::uint64_t kMaxBytes = std::uint64_t{8} << 20;

/// yaml-cpp recurses once per level.
bool TooDeep(std::string_view text) {
  constexpr int kMaxDepth = 100;
  int flow = 0;
  int dashes = 0;
  std::size_t indent = 0;
  bool at_begin = true;
  for (const char c : text) {
    if (c == '\n') {
      dashes = 0;
      indent = 0;
      at_begin = true;
      continue;
    }
    if (at_begin && c == ' ') {
      if (++indent > 4000) return true;
      continue;
    }
    if (c == '[' || c == '{') {
      if (++flow > kMaxDepth) return true;
    } else if (c == ']' || c == '}') {
      flow = std::max(0, flow - 1);
    } else if (c == '-' || c == '?') {
      if (++dashes > kMaxDepth * 4) return true;
    }
    at_begin = false;
  }
  return false;
}

}  // namespace

Result<YAML::Node> ReadYamlMap(const std::filesystem::path& file) {
  const std::optional<std::string> text = ReadBytes(file, kMaxBytes);
  if (!text) return Error{file.string() + ": cannot be read"};
  if (text->find('\0') != std::string::npos) return Error{file.string() + ":1: not YAML but binary data"};
  if (TooDeep(*text)) return Error{file.string() + ":1: nested too deeply"};
  try {
    YAML::Node node = YAML::Load(*text);
    if (!node.IsMap()) return Error{file.string() + ":1: a map of names and values was expected"};
    return node;
  } catch (const YAML::Exception& error) {
    const int line = error.mark.is_null() ? 1 : error.mark.line + 1;
    return Error{file.string() + ":" + std::to_string(line) + ": not valid YAML: " + error.msg};
  } catch (const std::exception& error) {
    return Error{file.string() + ":1: not valid YAML: " + error.what()};
  }
}

YAML::Node MemberOf(const YAML::Node& map, std::string_view key) {
  if (map.IsDefined() && map.IsMap()) {
    for (const auto& entry : map) {
      if (entry.first.IsScalar() && entry.first.Scalar() == key) return entry.second;
    }
  }
  return YAML::Node(YAML::NodeType::Undefined);
}

std::string TextOf(const YAML::Node& map, std::string_view key) {
  const YAML::Node member = MemberOf(map, key);
  return member.IsDefined() && member.IsScalar() ? member.Scalar() : std::string();
}

}  // namespace tracklint::reproduce
