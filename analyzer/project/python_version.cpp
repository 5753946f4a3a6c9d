// Files that say the Python version: .python-version, runtime.txt, .tool-versions, CI files.
#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "analyzer/project/file_kinds.h"
#include "analyzer/project/images.h"
#include "analyzer/project/install_command.h"
#include "analyzer/project/readers.h"

namespace tracklint::project {
namespace {

/// The first version-like text: "3.10" of `["3.10", 3.11]`; empty when there is none.
std::string FirstVersion(std::string_view text) {
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return {};
  std::size_t end = begin;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '.')) ++end;
  return std::string(text.substr(begin, end - begin));
}

/// Other programs write a runtime.txt too (durations, the runtime of R): one word that begins like Python is meant.
void CheckRuntime(Draft& draft, const FileText& file, const Line& line) {
  const std::string_view text = Trim(line.text);
  if (Trim(file.text) != text || text.find_first_of(" \t") != std::string_view::npos) return;
  const bool other = text.starts_with("r-") || text.starts_with("pypy") || text.starts_with("nodejs-");
  if (other || std::isalpha(static_cast<unsigned char>(text.front())) == 0) return;
  draft.Issue(PlaceOfText(file.path, line, text), "no Python version: `python-3.11.9` is expected");
}

/// pyenv takes versions and names of environments, uv also specifiers.
bool IsVersionOrName(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) {
                       const auto byte = static_cast<unsigned char>(c);
                       return std::isalnum(byte) != 0 || byte >= 0x80 ||
                              std::string_view("._-+/@:<>=~!,* \t#()").find(c) != std::string_view::npos;
                     }) &&
         std::any_of(text.begin(), text.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; });
}

}  // namespace

void ReadPythonVersion(Draft& draft, const FileText& file) {
  const FileKind kind = KindOf(file.path);
  for (const Line& line : SplitLines(file.text)) {
    std::string_view text = Trim(line.text);
    if (text.empty() || text.starts_with('#')) continue;
    if (kind == FileKind::kToolVersions) {
      if (!text.starts_with("python ") && !text.starts_with("python\t")) continue;
      text = Trim(text.substr(7));
    } else if (kind == FileKind::kRuntimeTxt) {
      if (!text.starts_with("python-")) return CheckRuntime(draft, file, line);
      text.remove_prefix(7);
      if (FirstVersion(text).empty())
        return draft.Issue(PlaceOfText(file.path, line, text), "no Python version: `python-3.11.9` is expected");
    } else if (!IsVersionOrName(text)) {
      return draft.Issue(PlaceOfText(file.path, line, text), "neither a Python version nor an environment's name");
    }
    const std::string version = FirstVersion(text);
    if (!version.empty()) draft.Python(kRankVersionFile, version, PlaceOfText(file.path, line, version));
    return;
  }
}

/// `python:` of Travis, with its version or a list of versions.
void ReadTravis(Draft& draft, const FileText& file) {
  bool list = false;
  for (const Line& line : SplitLines(file.text)) {
    const std::string_view text = Trim(line.text);
    std::string_view value;
    if (line.text.starts_with("python:")) {
      value = text.substr(7);
      list = Trim(value).empty();
    } else if (list && text.starts_with("- ")) {
      value = text.substr(2);
    } else if (!text.empty() && !text.starts_with('#')) {
      list = false;
    }
    const std::string version = value.empty() ? std::string() : FirstVersion(value);
    if (version.starts_with("3") || version.starts_with("2.7"))
      draft.Python(kRankAutomation, version, PlaceOfText(file.path, line, version));
  }
}

void ReadWorkflow(Draft& draft, const FileText& file) {
  if (NameOf(file.path) == ".travis.yml") ReadTravis(draft, file);
  if (file.path.ends_with(".yml") || file.path.ends_with(".yaml")) CheckYaml(draft, file);
  for (const Line& line : SplitLines(file.text)) {
    const std::string_view text = Trim(line.text);
    if (text.starts_with('#')) continue;
    for (const std::string_view key : {"python-version:", "python_version:", "versionSpec:", "PYTHON_VERSION:"}) {
      const std::size_t at = text.find(key);
      if (at == std::string_view::npos) continue;
      const std::string_view value = text.substr(at + key.size());
      if (value.find("${{") != std::string_view::npos) continue;
      const std::string version = FirstVersion(value);
      if (version.starts_with("3") || version.starts_with("2.7"))
        draft.Python(kRankAutomation, version, PlaceOfText(file.path, line, version));
    }
    std::string_view item = text.starts_with("- ") ? Trim(text.substr(2)) : text;
    if (item.starts_with("image:")) {
      const std::string_view image = Unquote(Trim(item.substr(6)));
      const std::string python = PythonOfImage(image);
      if (!python.empty()) draft.Python(kRankAutomation, python, PlaceOfText(file.path, line, image));
    }
  }
  ReadCommands(draft, file);
  ReadInstallCommands(draft, file, EnvironmentUse::By::kAutomation);
}

void ReadInstallCommands(Draft& draft, const FileText& file, EnvironmentUse::By by) {
  std::string text = file.text;
  for (char& c : text) {
    if (c == '`') c = ' ';
  }
  RecordUses(draft, by, file.path, FindInstallCommands(text));
  ReadPythonOfCommands(draft, {file.path, std::move(text)});
}

}  // namespace tracklint::project
