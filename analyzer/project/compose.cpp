// docker-compose files and Kubernetes manifests: images and environment.
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/project/images.h"
#include "analyzer/project/readers.h"
#include "analyzer/project/secrets.h"
#include "analyzer/project/yaml_support.h"

namespace tracklint::project {
namespace {

bool IsSetting(std::string_view name) {
  return name.starts_with("MLFLOW_") || name == "DATABRICKS_HOST" || name == "DATABRICKS_TOKEN";
}

void AddSetting(Draft& draft, const std::string& name, const std::string& value, ProjectPlace where) {
  if (IsSetting(name)) draft.project.settings.push_back({name, SafeValue(name, value), std::move(where)});
}

/// `environment:` as a map, or as a list of NAME=value.
void ReadEnvironment(Draft& draft, const std::string& path, const YAML::Node& environment) {
  if (!environment.IsDefined()) return;
  if (environment.IsMap()) {
    for (const auto& entry : environment)
      AddSetting(draft, Scalar(entry.first), Scalar(entry.second), PlaceOf(path, entry.first));
  } else if (environment.IsSequence()) {
    for (const YAML::Node& item : environment) {
      const std::string text = Scalar(item);
      const std::size_t sign = text.find('=');
      AddSetting(draft, text.substr(0, sign), sign == std::string::npos ? std::string() : text.substr(sign + 1),
                 PlaceOf(path, item));
    }
  }
}

/// Everything in a manifest that looks like a container: a map with an image beside a name. Bounded walk.
void WalkManifest(Draft& draft, const std::string& path, const YAML::Node& root) {
  constexpr std::size_t kMaxNodes = 20000;
  std::vector<YAML::Node> work = {root};
  for (std::size_t seen = 0; !work.empty() && seen < kMaxNodes; ++seen) {
    const YAML::Node node = work.back();
    work.pop_back();
    if (node.IsSequence()) {
      for (const YAML::Node& item : node) work.push_back(item);
      continue;
    }
    if (!node.IsMap()) continue;
    const YAML::Node image = Member(node, "image");
    if (image.IsDefined() && image.IsScalar() && Member(node, "name").IsDefined()) {
      const std::string reference = ExpandVariables(image.Scalar(), {});
      if (reference.find_first_of("${}<> ") == std::string::npos) AddImage(draft, reference, PlaceOf(path, image));
      const YAML::Node environment = Member(node, "env");
      if (environment.IsDefined() && environment.IsSequence()) {
        for (const YAML::Node& item : environment) {
          const YAML::Node name = Member(item, "name");
          if (name.IsDefined()) AddSetting(draft, Scalar(name), Scalar(Member(item, "value")), PlaceOf(path, name));
        }
      }
    }
    if (Scalar(Member(node, "kind")) == "ConfigMap") ReadEnvironment(draft, path, Member(node, "data"));
    for (const auto& entry : node) {
      if (entry.second.IsMap() || entry.second.IsSequence()) work.push_back(entry.second);
    }
  }
}

}  // namespace

void ReadCompose(Draft& draft, const FileText& file) {
  const bool templated = IsTemplated(file.text);
  const std::optional<YAML::Node> root = ParseYaml(draft, file, !templated);
  if (!root || root->IsNull()) return;
  if (!root->IsMap() && !templated) return draft.Issue(PlaceOf(file.path, *root), "not a mapping with services");
  YAML::Node services = Member(*root, "services");
  const bool old_form = !services.IsDefined();  // version 1 had the services at the top
  if (old_form) services = *root;
  if (!services.IsDefined() || services.IsNull()) return;
  if (!services.IsMap()) {
    if (!templated) draft.Issue(PlaceOf(file.path, services), "the services are not a mapping");
    return;
  }
  for (const auto& entry : services) {
    const YAML::Node& service = entry.second;
    if (!service.IsMap()) continue;
    const YAML::Node image = Member(service, "image");
    // With `build`, the image is made here and the name only labels it.
    if (image.IsDefined() && image.IsScalar() && !Member(service, "build").IsDefined()) {
      const std::string reference = ExpandVariables(image.Scalar(), {});
      if (reference.find('$') == std::string::npos) AddImage(draft, reference, PlaceOf(file.path, image));
    }
    ReadEnvironment(draft, file.path, Member(service, "environment"));
  }
  if (old_form) return;
  for (const auto& entry : *root) {  // x-common: &anchor
    if (Scalar(entry.first).starts_with("x-")) ReadEnvironment(draft, file.path, Member(entry.second, "environment"));
  }
}

void ReadManifest(Draft& draft, const FileText& file) {
  if (file.text.find("image:") == std::string::npos && file.text.find("MLFLOW_") == std::string::npos) return;
  for (const YAML::Node& document : ParseYamlDocuments(draft, file, !IsTemplated(file.text)))
    WalkManifest(draft, file.path, document);
}

}  // namespace tracklint::project
