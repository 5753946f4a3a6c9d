// MLproject: entry points, parameters and the environment they run in.
#include <optional>
#include <string>
#include <utility>

#include "analyzer/project/file_kinds.h"
#include "analyzer/project/images.h"
#include "analyzer/project/readers.h"
#include "analyzer/project/secrets.h"
#include "analyzer/project/yaml_support.h"

namespace tracklint::project {
namespace {

void ReadEntryPoints(Draft& draft, const FileText& file, const YAML::Node& points, Mlproject& out) {
  if (!points.IsDefined() || points.IsNull()) return;
  if (!points.IsMap()) {
    draft.Issue(PlaceOf(file.path, points), "entry_points is not a mapping of names to commands");
    return;
  }
  for (const auto& entry : points) {
    MlprojectEntryPoint point;
    point.name = Scalar(entry.first);
    point.where = PlaceOf(file.path, entry.first);
    if (!entry.second.IsMap()) {
      draft.Issue(point.where, "entry point \"" + point.name + "\" is not a mapping with a command");
      continue;
    }
    point.command = Scalar(Member(entry.second, "command"));
    if (Trim(point.command).empty()) draft.Issue(point.where, "entry point \"" + point.name + "\" has no command");
    const YAML::Node parameters = Member(entry.second, "parameters");
    if (parameters.IsDefined() && parameters.IsMap()) {
      for (const auto& parameter : parameters) point.parameters.push_back(Scalar(parameter.first));
    } else if (parameters.IsDefined() && !parameters.IsNull()) {
      draft.Issue(PlaceOf(file.path, parameters), "the parameters of \"" + point.name + "\" are not a mapping");
    }
    out.entry_points.push_back(std::move(point));
  }
}

/// python_env: python_env.yaml — read the file even when its name says nothing.
void ReadEnvironmentFile(Draft& draft, const FileText& file, const YAML::Node& node, bool conda, Mlproject& out) {
  if (!node.IsDefined() || !node.IsScalar()) return;
  const std::string path = JoinPath(FolderOf(file.path), node.Scalar());
  out.environment_file = node.Scalar();
  if (path.empty() || !draft.Exists(path)) return;
  draft.Use(EnvironmentUse::By::kMlproject, file.path, path);
  const FileKind kind = KindOf(path);
  if (kind == FileKind::kConda || kind == FileKind::kPythonEnv) return;  // will be read by its name
  const std::optional<FileText> text = draft.Read(path);
  if (!text) return;
  if (conda) {
    ReadConda(draft, *text);
  } else {
    ReadPythonEnv(draft, *text);
  }
}

void ReadDockerEnvironment(Draft& draft, const FileText& file, const YAML::Node& docker) {
  const YAML::Node image = Member(docker, "image");
  if (image.IsDefined() && image.IsScalar()) {
    AddImage(draft, image.Scalar(), PlaceOf(file.path, image));
    if (const std::string python = PythonOfImage(image.Scalar()); !python.empty())
      draft.Python(kRankImage, python, PlaceOf(file.path, image));
  }
  // environment: [["NAME", "value"], "COPIED_FROM_HOST"]
  const YAML::Node environment = Member(docker, "environment");
  if (!environment.IsDefined() || !environment.IsSequence()) return;
  for (const YAML::Node& item : environment) {
    const YAML::Node name = item.IsSequence() && item.size() > 0 ? item[0] : item;
    const std::string text = Scalar(name);
    if (!text.starts_with("MLFLOW_")) continue;
    const std::string value = item.IsSequence() && item.size() > 1 ? Scalar(item[1]) : std::string();
    draft.project.settings.push_back({text, SafeValue(text, value), PlaceOf(file.path, name)});
  }
}

}  // namespace

void ReadMlproject(Draft& draft, const FileText& file) {
  const std::optional<YAML::Node> root = ParseYaml(draft, file);
  if (!root) return;
  if (!root->IsMap()) {
    draft.IssueAt(file.path, 1, "MLproject is not a mapping");
    return;
  }
  Mlproject out;
  out.path = file.path;
  out.name = Scalar(Member(*root, "name"));
  ReadEntryPoints(draft, file, Member(*root, "entry_points"), out);
  ReadEnvironmentFile(draft, file, Member(*root, "python_env"), false, out);
  ReadEnvironmentFile(draft, file, Member(*root, "conda_env"), true, out);
  ReadDockerEnvironment(draft, file, Member(*root, "docker_env"));
  draft.project.mlprojects.push_back(std::move(out));
}

}  // namespace tracklint::project
