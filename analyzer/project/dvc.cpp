// DVC: which data paths *.dvc files, dvc.yaml and dvc.lock describe.
#include <optional>
#include <string>
#include <string_view>

#include "analyzer/project/readers.h"
#include "analyzer/project/yaml_support.h"

namespace tracklint::project {
namespace {

void AddData(Draft& draft, std::string_view folder, const std::string& written) {
  if (written.empty() || written.find("${") != std::string::npos || written.find("://") != std::string::npos) return;
  std::string path = JoinPath(folder, written);
  if (!path.empty()) draft.project.dvc_tracked.push_back(std::move(path));
}

bool IsCode(std::string_view path) {
  return path.ends_with(".py") || path.ends_with(".ipynb") || path.ends_with(".sh") || path.ends_with(".yaml") ||
         path.ends_with(".yml");
}

/// The output lists of a stage: texts, or maps from the path to its options.
void AddOutputs(Draft& draft, std::string_view folder, const YAML::Node& list) {
  if (!list.IsDefined() || !list.IsSequence()) return;
  for (const YAML::Node& item : list) {
    if (item.IsScalar()) {
      AddData(draft, folder, item.Scalar());
    } else if (item.IsMap()) {
      for (const auto& entry : item) AddData(draft, folder, Scalar(entry.first));
    }
  }
}

std::string StageFolder(std::string_view folder, const YAML::Node& stage) {
  const std::string wdir = Scalar(Member(stage, "wdir"));
  return wdir.empty() || wdir.find("${") != std::string::npos ? std::string(folder) : JoinPath(folder, wdir);
}

}  // namespace

void ReadDvcFile(Draft& draft, const FileText& file) {
  const std::optional<YAML::Node> root = ParseYaml(draft, file);
  if (!root) return;
  const std::string folder = StageFolder(FolderOf(file.path), *root);
  const YAML::Node outs = Member(*root, "outs");
  if (!root->IsMap() && !root->IsNull()) return draft.Issue(PlaceOf(file.path, *root), "not a mapping");
  if (!outs.IsDefined() || outs.IsNull()) return;
  if (!outs.IsSequence()) return draft.Issue(PlaceOf(file.path, outs), "\"outs\" is not a list");
  for (const YAML::Node& out : outs) AddData(draft, folder, Scalar(Member(out, "path")));
}

void ReadDvcYaml(Draft& draft, const FileText& file) {
  ReadCommands(draft, file);
  const std::optional<YAML::Node> root = ParseYaml(draft, file);
  if (!root) return;
  if (!root->IsMap() && !root->IsNull()) return draft.Issue(PlaceOf(file.path, *root), "not a mapping");
  const YAML::Node stages = Member(*root, "stages");
  if (!stages.IsDefined() || stages.IsNull()) return;
  if (!stages.IsMap()) return draft.Issue(PlaceOf(file.path, stages), "the stages are not a mapping");
  for (const auto& entry : stages) {
    const YAML::Node loop = Member(entry.second, "do");
    const YAML::Node& stage = loop.IsDefined() ? loop : entry.second;
    AddOutputs(draft, StageFolder(FolderOf(file.path), stage), Member(stage, "outs"));
  }
}

void ReadDvcLock(Draft& draft, const FileText& file) {
  const std::optional<YAML::Node> root = ParseYaml(draft, file);
  if (!root) return;
  YAML::Node stages = Member(*root, "stages");
  if (!stages.IsDefined()) stages = *root;  // the first format
  if (stages.IsNull()) return;
  if (!stages.IsMap()) return draft.Issue(PlaceOf(file.path, stages), "the stages are not a mapping");
  for (const auto& entry : stages) {
    for (const char* list : {"outs", "deps"}) {
      const YAML::Node items = Member(entry.second, list);
      if (!items.IsDefined() || !items.IsSequence()) continue;
      for (const YAML::Node& item : items) {
        const std::string path = Scalar(Member(item, "path"));
        if (!IsCode(path)) AddData(draft, FolderOf(file.path), path);
      }
    }
  }
}

}  // namespace tracklint::project
