// DescribeModel: what the files of a logged model say about it.
#include <algorithm>
#include <cstdint>
#include <optional>

#include <nlohmann/json.hpp>

#include "reproduce/artifact_files.h"
#include "reproduce/json_text.h"
#include "reproduce/sha256.h"
#include "reproduce/yaml_text.h"

namespace tracklint::reproduce {
namespace {

constexpr std::uint64_t kMaxRequirements = std::uint64_t{1} << 20;

/// A part of a signature: JSON in a YAML text, since MLflow 1.9. As JSON, to be compared whatever its spacing.
nlohmann::json SignaturePart(const YAML::Node& signature, std::string_view part) {
  const std::string text = TextOf(signature, part);
  if (text.empty() || text == "null" || text == "~") return nullptr;
  const std::optional<nlohmann::json> parsed = ParseJson(text);
  if (!parsed) return text;
  nlohmann::json value = *parsed;
  // Whether a column is required was written from 2.10 on; it is the default.
  if (value.is_array()) {
    for (nlohmann::json& column : value) {
      if (column.is_object() && column.contains("required") && column["required"] == true) column.erase("required");
    }
  }
  return value;
}

std::string SignatureText(const YAML::Node& model) {
  const YAML::Node signature = MemberOf(model, "signature");
  if (!signature.IsDefined() || !signature.IsMap()) return {};
  nlohmann::json parts = nlohmann::json::object();
  for (const char* part : {"inputs", "outputs", "params"}) {
    nlohmann::json value = SignaturePart(signature, part);
    if (!value.is_null()) parts[part] = std::move(value);
  }
  return JsonText(parts);
}

std::vector<std::string> RequirementLines(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (!line.empty() && line.front() != '#') lines.push_back(std::move(line));
    begin = end + 1;
  }
  std::ranges::sort(lines);
  return lines;
}

std::string DigestOfFiles(const std::vector<StoredFile>& files) {
  Sha256 sum;
  for (const StoredFile& file : files) {
    if (file.sha256.empty()) return {};
    if (file.path == "MLmodel") continue;  // it holds times and ids; its content is compared by itself
    sum.update(file.path);
    sum.update(std::string_view("\0", 1));
    sum.update(file.sha256);
  }
  return sum.hex();
}

}  // namespace

void DescribeModel(LoggedModel& model, std::vector<std::string>& problems) {
  model.digest = model.files.empty() ? "" : DigestOfFiles(model.files);
  for (const StoredFile& file : model.files) {
    if (file.path == "requirements.txt") {
      if (const auto text = ReadBytes(file.location, kMaxRequirements)) model.requirements = RequirementLines(*text);
    }
    if (file.path != "MLmodel") continue;
    const Result<YAML::Node> read = ReadYamlMap(file.location);
    if (!read.ok()) {
      problems.push_back(read.error().message);
      continue;
    }
    const YAML::Node flavors = MemberOf(read.value(), "flavors");
    if (flavors.IsDefined() && flavors.IsMap()) {
      for (const auto& flavor : flavors) {
        if (flavor.first.IsScalar()) model.flavors.push_back(flavor.first.Scalar());
      }
    }
    std::ranges::sort(model.flavors);
    model.signature = SignatureText(read.value());
    const YAML::Node example = MemberOf(read.value(), "saved_input_example_info");
    model.has_input_example = example.IsDefined() && example.IsMap();
    model.described = true;
  }
}

}  // namespace tracklint::reproduce
