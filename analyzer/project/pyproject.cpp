// pyproject.toml: PEP 621, dependency groups, Poetry, PDM, uv, setuptools; and pixi.toml, Pipfile.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "analyzer/project/pep440.h"
#include "analyzer/project/readers.h"
#include "analyzer/project/requirement_line.h"
#include "analyzer/project/secrets.h"
#include "analyzer/project/toml_support.h"

namespace tracklint::project {
namespace {

bool IsSideGroup(std::string_view name) {
  constexpr std::array<std::string_view, 11> kSide = {"dev",  "test",    "tests",  "testing", "docs",       "doc",
                                                      "lint", "linting", "typing", "develop", "development"};
  return std::find(kSide.begin(), kSide.end(), name) != kSide.end();
}

/// Reads the dependency tables of one TOML file into the draft.
class TomlDependencies {
 public:
  TomlDependencies(Draft& draft, const FileText& file, DependencyFile kind) : draft_(draft), file_(file), kind_(kind) {}

  /// uv and PDM may say elsewhere where a package comes from.
  void SetSources(const toml::table* sources) { sources_ = sources; }

  /// A list of PEP 508 texts. `groups`: where its tables {include-group = "name"} look; they are issues elsewhere.
  void List(const toml::node* node, bool optional, const toml::table* groups = nullptr) {
    if (node == nullptr) return;
    const toml::array* list = node->as_array();
    if (list == nullptr) return draft_.Issue(PlaceOf(file_.path, *node), "a list of requirements is expected");
    for (const toml::node& item : *list) {
      if (const toml::table* include = item.as_table(); include != nullptr && groups != nullptr) {
        CheckInclude(*include, *groups);
        continue;
      }
      if (!item.is_string()) {
        draft_.Issue(PlaceOf(file_.path, item), "a requirement is a text");
        continue;
      }
      const std::string text = TextOf(&item);
      if (text.empty()) continue;
      const ProjectPlace where = PlaceOf(file_.path, item);
      if (text.starts_with("-e ") || text.starts_with("-r ")) {  // PDM's development groups allow it
        ReadRequirementLine(draft_, text, kind_, where, FolderOf(file_.path), optional);
        continue;
      }
      Result<std::optional<Dependency>> parsed = ParsePipRequirement(text);
      if (!parsed.ok()) {
        draft_.Issue(where, "not a valid requirement: " + WithoutCredentials(parsed.error().message));
        continue;
      }
      std::optional<Dependency> dependency = std::move(parsed).value();
      if (!dependency || !ApplySource(*dependency)) continue;
      Finish(std::move(*dependency), where, optional);
    }
  }

  /// Poetry and Pipenv: name = "^1.2" | {version = …, git = …} | [{…}, …]
  void Table(const toml::table* table, bool optional, bool poetry) {
    if (table == nullptr) return;
    for (const auto& [key, value] : *table) {
      const std::string name(key.str());
      if (name == "python") {
        if (!poetry) continue;
        if (const toml::table* details = value.as_table()) {
          Python(details->get("version"), true);
        } else {
          Python(&value, true);
        }
        continue;
      }
      if (const toml::array* variants = value.as_array()) {
        for (const toml::node& variant : *variants) Entry(name, key, variant, optional, poetry);
      } else {
        Entry(name, key, value, optional, poetry);
      }
    }
  }

  /// What the file asks of Python: a specifier or, for Poetry, its own form of one.
  void Python(const toml::node* node, bool poetry) {
    if (node == nullptr) return;
    const std::string text = TextOf(node);
    const bool valid = poetry ? IsPoetryConstraint(text) : SpecifierSet::Parse(text).has_value();
    if (!node->is_string() || !valid)
      return draft_.Issue(PlaceOf(file_.path, *node), "the Python version asked for is no version specifier");
    draft_.Python(kRankRequires, text, PlaceOf(file_.path, *node));
  }

 private:
  /// {include-group = "name"}: the group must exist and must not lead back to where it is included.
  void CheckInclude(const toml::table& include, const toml::table& groups) {
    const toml::node* named = include.get("include-group");
    if (named == nullptr || !named->is_string())
      return draft_.Issue(PlaceOf(file_.path, include), "a group holds requirements and tables with include-group");
    const std::string first = NormalizeName(TextOf(named));
    constexpr std::size_t kMostSteps = 100;  // groups that include each other are few
    std::set<std::string> seen;
    std::vector<std::string> work = {first};
    while (!work.empty() && seen.size() < kMostSteps) {
      const std::string name = std::move(work.back());
      work.pop_back();
      if (!seen.insert(name).second) continue;
      const toml::array* list = Group(groups, name);
      if (list == nullptr) {
        if (name == first)
          draft_.Issue(PlaceOf(file_.path, *named), "the included group \"" + TextOf(named) + "\" does not exist");
        continue;
      }
      for (const toml::node& item : *list) {
        const toml::table* next = item.as_table();
        if (next == &include)
          return draft_.Issue(PlaceOf(file_.path, *named), "the group \"" + TextOf(named) + "\" includes itself");
        if (next != nullptr && next->contains("include-group"))
          work.push_back(NormalizeName(TextOf(next->get("include-group"))));
      }
    }
  }
  const toml::array* Group(const toml::table& groups, const std::string& name) {
    if (groups_ != &groups) {
      groups_ = &groups;
      lists_.clear();
      for (const auto& [key, list] : groups) lists_.emplace(NormalizeName(key.str()), list.as_array());
    }
    const auto list = lists_.find(name);
    return list == lists_.end() ? nullptr : list->second;
  }

  void Entry(const std::string& name, const toml::key& key, const toml::node& value, bool optional, bool poetry) {
    Dependency dependency;
    dependency.name = name;
    const toml::table* details = value.as_table();
    std::string version = TextOf(details == nullptr ? &value : details->get("version"));
    if (details == nullptr && !value.is_string())
      return draft_.Issue(PlaceOf(file_.path, value), "a version of `" + name + "` is a text or a table");
    const bool valid = version.empty() || version == "*" ||
                       (poetry ? IsPoetryConstraint(version)
                               : SpecifierSet::Parse(version).has_value() || Version::Parse(version).has_value());
    if (!valid) draft_.Issue(PlaceOf(file_.path, value), "the version of `" + name + "` is no version specifier");
    SetSpecifier(dependency, poetry ? PoetrySpecifier(version) : (version == "*" ? std::string() : version));
    dependency.written = name + (version.empty() ? std::string() : " = \"" + version + "\"");
    if (details != nullptr) {
      if (details->contains("path")) return;
      if (details->contains("git")) {
        const std::string rev = TextOf(details->get("rev"));
        const std::string tag = TextOf(details->get("tag"));
        const std::string ref = TextOf(details->get("ref"));
        dependency.exact = IsExactRevision(rev) || IsExactRevision(ref) || !tag.empty();
        dependency.written = name + " = " + WithoutCredentials(TextOf(details->get("git")));
      } else if (const std::string url = TextOf(details->get(details->contains("url") ? "url" : "file"));
                 !url.empty()) {
        dependency.exact = IsExactReference(url);
        dependency.written = name + " = " + WithoutCredentials(url);
      }
      dependency.marker = TextOf(details->get("markers"));
      if (const toml::node* flag = details->get("optional")) optional = optional || flag->value_or(false);
    }
    Finish(std::move(dependency), PlaceOf(file_.path, key), optional);
  }

  /// False when the package is a folder of the repository.
  bool ApplySource(Dependency& dependency) const {
    if (sources_ == nullptr) return true;
    for (const auto& [key, value] : *sources_) {
      if (NormalizeName(key.str()) != NormalizeName(dependency.name)) continue;
      const toml::table* source = value.as_table();
      if (source == nullptr) return true;
      if (source->contains("path") || source->contains("workspace")) return false;
      if (source->contains("git")) {
        dependency.exact = IsExactRevision(TextOf(source->get("rev"))) || !TextOf(source->get("tag")).empty();
      } else if (source->contains("url")) {
        dependency.exact = IsExactReference(TextOf(source->get("url")));
      }
    }
    return true;
  }

  void Finish(Dependency dependency, const ProjectPlace& where, bool optional) {
    dependency.kind = kind_;
    dependency.where = where;
    dependency.optional = optional;
    draft_.Add(std::move(dependency));
  }

  Draft& draft_;
  const FileText& file_;
  DependencyFile kind_;
  const toml::table* groups_ = nullptr;              ///< whose lists these are
  std::map<std::string, const toml::array*> lists_;  ///< by normalised name
  const toml::table* sources_ = nullptr;
};

void ReadProjectTable(const toml::table& project, TomlDependencies& dependencies) {
  dependencies.Python(project.get("requires-python"), false);
  dependencies.List(project.get("dependencies"), false);
  if (const toml::table* extras = TableAt(project, "optional-dependencies")) {
    for (const auto& [name, list] : *extras) dependencies.List(&list, true);
  }
}

/// setuptools: `[tool.setuptools.dynamic] dependencies = {file = ["requirements.txt"]}`
void ReadDynamicFiles(Draft& draft, const FileText& file, const toml::table& root) {
  const toml::table* dynamic = TableAt(root, "tool.setuptools.dynamic.dependencies");
  if (dynamic == nullptr) return;
  const auto use = [&](const std::string& name) {
    const std::string path = JoinPath(FolderOf(file.path), name);
    if (!draft.Exists(path)) return;
    draft.Use(EnvironmentUse::By::kInclude, file.path, path);
    ReadRequirements(draft, path, DependencyFile::kRequirements);
  };
  const toml::node* names = dynamic->get("file");
  if (names == nullptr) return;
  use(TextOf(names));
  if (const toml::array* list = names->as_array()) {
    for (const toml::node& item : *list) use(TextOf(&item));
  }
}

/// pixi: conda packages by name, and packages from PyPI.
void ReadPixiTable(Draft& draft, const FileText& file, const toml::table& pixi) {
  if (const toml::table* table = TableAt(pixi, "dependencies")) {
    for (const auto& [key, value] : *table) {
      std::string version = TextOf(&value);
      if (const toml::table* details = value.as_table()) version = TextOf(details->get("version"));
      std::optional<Dependency> dependency =
          ParseCondaRequirement(std::string(key.str()) + " " + (version == "*" ? "" : version), false);
      if (!dependency) continue;
      if (key.str() == "python") {
        draft.Python(kRankConda, version, PlaceOf(file.path, value));
        continue;
      }
      if (key.str() == "pip") continue;
      dependency->kind = DependencyFile::kPyproject;
      dependency->where = PlaceOf(file.path, key);
      draft.Add(std::move(*dependency));
    }
  }
  TomlDependencies(draft, file, DependencyFile::kPyproject).Table(TableAt(pixi, "pypi-dependencies"), false, false);
}

}  // namespace

void ReadPyproject(Draft& draft, const FileText& file) {
  const std::optional<toml::table> root = ParseToml(draft, file);
  if (!root) return;
  const std::size_t before = draft.project.dependencies.size();
  TomlDependencies dependencies(draft, file, DependencyFile::kPyproject);
  dependencies.SetSources(TableAt(*root, "tool.uv.sources"));
  const toml::table* project = TableAt(*root, "project");
  if (project != nullptr) ReadProjectTable(*project, dependencies);
  if (const toml::table* groups = TableAt(*root, "dependency-groups")) {
    for (const auto& [name, list] : *groups) dependencies.List(&list, true, groups);
  }
  const toml::table* poetry = TableAt(*root, "tool.poetry");
  if (poetry != nullptr) {
    dependencies.Table(TableAt(*poetry, "dependencies"), false, true);
    dependencies.Table(TableAt(*poetry, "dev-dependencies"), true, true);
    if (const toml::table* groups = TableAt(*poetry, "group")) {
      for (const auto& [name, group] : *groups) {
        const toml::table* table = group.as_table();
        if (table == nullptr) continue;
        const toml::node* optional = table->get("optional");
        const bool side = IsSideGroup(name.str()) || (optional != nullptr && optional->value_or(false));
        dependencies.Table(TableAt(*table, "dependencies"), side, true);
      }
    }
  }
  if (const toml::table* groups = TableAt(*root, "tool.pdm.dev-dependencies")) {
    for (const auto& [name, list] : *groups) dependencies.List(&list, true);
  }
  if (const toml::table* uv = TableAt(*root, "tool.uv")) dependencies.List(uv->get("dev-dependencies"), true);
  if (const toml::table* pixi = TableAt(*root, "tool.pixi")) ReadPixiTable(draft, file, *pixi);
  ReadDynamicFiles(draft, file, *root);
  // A pyproject of tools only (black, ruff) declares nothing.
  const bool declares = std::any_of(draft.project.dependencies.begin() + static_cast<std::ptrdiff_t>(before),
                                    draft.project.dependencies.end(),
                                    [&](const Dependency& dependency) { return dependency.where.path == file.path; });
  const bool names_list = project != nullptr && project->contains("dependencies");
  if (declares || names_list || (poetry != nullptr && poetry->contains("dependencies")))
    draft.Source(file.path, DependencyFile::kPyproject);
}

void ReadPixi(Draft& draft, const FileText& file) {
  const std::optional<toml::table> root = ParseToml(draft, file);
  if (!root) return;
  draft.Source(file.path, DependencyFile::kPyproject);
  ReadPixiTable(draft, file, *root);
}

void ReadPipfile(Draft& draft, const FileText& file) {
  const std::optional<toml::table> root = ParseToml(draft, file);
  if (!root) return;
  draft.Source(file.path, DependencyFile::kPipfile);
  TomlDependencies dependencies(draft, file, DependencyFile::kPipfile);
  dependencies.Table(TableAt(*root, "packages"), false, false);
  dependencies.Table(TableAt(*root, "dev-packages"), true, false);
  const toml::table* needs = TableAt(*root, "requires");
  if (needs == nullptr) return;
  for (const std::string_view key : {"python_full_version", "python_version"}) {
    if (const toml::node* version = needs->get(key))
      draft.Python(kRankPipfile, TextOf(version), PlaceOf(file.path, *version));
  }
}

}  // namespace tracklint::project
