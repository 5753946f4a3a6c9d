// Any bytes as files of a project, for every reader: the first line of each part names its file. Whatever they hold, the
// result names places that exist, and reading again gives the same. Versions and specifiers are read back as written.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "analyzer/project/file_kinds.h"
#include "analyzer/project/pep440.h"
#include "analyzer/project/pep508.h"
#include "analyzer/project/read_project.h"
#include "analyzer/project/requirement_line.h"
#include "analyzer/project/text.h"
#include "tests/fuzz/support/fuzz.h"

namespace tracklint::fuzz {
namespace {

constexpr std::array<std::string_view, 34> kFiles = {"requirements.txt",
                                                     "constraints.txt",
                                                     "environment.yml",
                                                     "python_env.yaml",
                                                     "Pipfile",
                                                     "pyproject.toml",
                                                     "setup.cfg",
                                                     "setup.py",
                                                     "pixi.toml",
                                                     "poetry.lock",
                                                     "uv.lock",
                                                     "pdm.lock",
                                                     "Pipfile.lock",
                                                     "conda-lock.yml",
                                                     "pixi.lock",
                                                     "Dockerfile",
                                                     "docker-compose.yml",
                                                     "k8s/deployment.yaml",
                                                     "MLproject",
                                                     ".python-version",
                                                     "runtime.txt",
                                                     ".tool-versions",
                                                     ".env",
                                                     ".github/workflows/ci.yml",
                                                     "train.sh",
                                                     "Makefile",
                                                     "README.md",
                                                     ".vscode/launch.json",
                                                     "data.csv.dvc",
                                                     "dvc.yaml",
                                                     "dvc.lock",
                                                     "conf/base/mlflow.yml",
                                                     "params.yaml",
                                                     "run.ipynb"};

struct Written {
  discover::Discovery found;
  std::vector<std::string> texts;  ///< in the order of found.files
};

Written WriteFiles(std::string_view input) {
  constexpr std::size_t kMost = 4;
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string& part : Parts(input, kMost)) {
    std::string_view rest = part;
    const std::string line = TakeLine(rest);
    std::string name = line;
    if (std::ranges::find(kFiles, line) == kFiles.end()) name = kFiles[Hash(line) % kFiles.size()];
    if (std::ranges::none_of(files, [&](const auto& file) { return file.first == name; }))
      files.emplace_back(name, rest);
  }
  std::ranges::sort(files);
  Written written;
  written.found.root = Folder().str();
  for (const auto& [name, text] : files) {
    const std::filesystem::path place = Folder().path() / name;
    static const bool made = [] {
      for (const std::string_view one : kFiles)
        std::filesystem::create_directories((Folder().path() / one).parent_path());
      return true;
    }();
    Require(made, "folders are made");
    std::ofstream(place, std::ios::binary) << text;
    written.found.files.push_back({name, place.string(), text.size(), false});
    written.texts.push_back(text);
  }
  return written;
}

class PlaceCheck {
 public:
  explicit PlaceCheck(const Written& written) : written_(written) {}

  void Require(const ProjectPlace& place, std::string_view what) const {
    const auto& files = written_.found.files;
    const auto file = std::ranges::find(files, place.path, &discover::FileRef::path);
    fuzz::Require(file != files.end(), "a place names a file of the project:", what);
    const std::string& text = written_.texts[static_cast<std::size_t>(file - files.begin())];
    // UTF-16 has as many line ends, or fewer.
    const auto ends =
        static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\r'; }));
    fuzz::Require(place.line >= 1 && place.line <= ends + 1, "a place lies in its file:", what);
    fuzz::Require(place.column >= 1 && place.end_column >= place.column, "a place has columns:", what);
  }

 private:
  const Written& written_;
};

void RequirePlaces(const Project& project, const Written& written) {
  const PlaceCheck check(written);
  for (const Dependency& dependency : project.dependencies) {
    Require(dependency.name == project::NormalizeName(dependency.name), "names are normalised:", dependency.name);
    Require(!dependency.pinned || !dependency.pinned->empty(), "a pin names a version:", dependency.name);
    check.Require(dependency.where, "dependency");
  }
  for (const ProjectIssue& issue : project.issues) {
    Require(!issue.message.empty(), "an issue says what it is");
    check.Require(issue.where, "issue");
  }
  for (const ImageReference& image : project.images) check.Require(image.where, "image");
  for (const CommittedSetting& setting : project.settings) check.Require(setting.where, "setting");
  for (const Mlproject& mlproject : project.mlprojects) {
    for (const MlprojectEntryPoint& entry : mlproject.entry_points) check.Require(entry.where, "entry point");
  }
  if (project.python_version_where) check.Require(*project.python_version_where, "Python version");
  for (const DependencySource& source : project.sources)
    Require(std::ranges::count(written.found.files, source.path, &discover::FileRef::path) == 1, "a source is a file");
}

bool SameDependency(const Dependency& a, const Dependency& b) {
  return a.name == b.name && a.specifier == b.specifier && a.pinned == b.pinned && a.exact == b.exact &&
         a.optional == b.optional && a.where.line == b.where.line && a.where.path == b.where.path;
}

/// Single lines as what a requirement consists of.
void ReadPieces(std::string_view input) {
  for (const project::Line& line : project::SplitLines(input.substr(0, 4096))) {
    if (const auto version = project::Version::Parse(line.text)) {
      const auto again = project::Version::Parse(version->text());
      Require(again && *again == *version && again->text() == version->text(), "a version is read back:", line.text);
      Require(project::Version::Parse(version->base().text()).has_value(), "a base is a version");
    }
    if (const auto set = project::SpecifierSet::Parse(line.text)) {
      // `===1.20.00` admits that text alone, and not the version 1.20.0 that it is read as.
      const bool by_text = line.text.find("===") != std::string_view::npos;
      if (const auto pinned = set->Pinned(); pinned && !by_text && project::Version::Parse(*pinned))
        Require(set->Admits(*pinned), "what is pinned is admitted:", line.text);
      static_cast<void>(set->Lowest());
    }
    const Result<project::Requirement> requirement = project::Requirement::Parse(line.text);
    if (requirement.ok()) {
      Require(!requirement.value().name.empty(), "a requirement has a name:", line.text);
      if (requirement.value().marker) static_cast<void>(requirement.value().marker->Evaluate({}));
    } else {
      Require(!requirement.error().message.empty(), "an error says what is wrong");
    }
    const Result<project::Marker> marker = project::Marker::Parse(line.text);
    if (marker.ok()) static_cast<void>(marker.value().Evaluate({}));
    static_cast<void>(project::ParsePipRequirement(line.text));
    static_cast<void>(project::ParseCondaRequirement(line.text, true));
    static_cast<void>(project::ParseCondaRequirement(line.text, false));
    static_cast<void>(project::PoetrySpecifier(line.text));
    static_cast<void>(project::IsPoetryConstraint(line.text));
  }
}

}  // namespace
}  // namespace tracklint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  const std::string_view input = fuzz::Text(bytes, size);
  for (const std::string_view name : fuzz::kFiles)
    fuzz::Require(project::KindOf(name) != project::FileKind::kNone, "the file has a reader:", name);
  const fuzz::Written written = fuzz::WriteFiles(input);
  const Project project = project::ReadProject(written.found, GitState{});
  fuzz::RequirePlaces(project, written);
  const Project again = project::ReadProject(written.found, GitState{});
  fuzz::Require(std::ranges::equal(project.dependencies, again.dependencies, fuzz::SameDependency) &&
                    project.issues.size() == again.issues.size() && project.images.size() == again.images.size() &&
                    project.settings.size() == again.settings.size() && project.python_version == again.python_version,
                "reading again gives the same");
  fuzz::ReadPieces(input);
  return 0;
}
