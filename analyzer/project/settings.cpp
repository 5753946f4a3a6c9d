// Settings of MLflow in committed files: .env, commands of README, scripts, CI, compose, MLproject.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "analyzer/project/file_kinds.h"
#include "analyzer/project/install_command.h"
#include "analyzer/project/readers.h"
#include "analyzer/project/secrets.h"
#include "analyzer/project/yaml_support.h"

namespace tracklint::project {
namespace {

constexpr std::array<std::string_view, 2> kPrefixes = {"MLFLOW_", "DATABRICKS_"};

bool IsNameChar(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool IsWordChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool IsSetting(std::string_view name) {
  return name.starts_with("MLFLOW_") || name == "DATABRICKS_HOST" || name == "DATABRICKS_TOKEN";
}

void Add(Draft& draft, const std::string& path, const Line& line, std::string_view name, std::string_view value) {
  if (!IsSetting(name)) return;
  const std::size_t at = line.text.find(name);
  draft.project.settings.push_back({std::string(name), SafeValue(name, value),
                                    PlaceInLine(path, line, at == std::string_view::npos ? 0 : at, name.size())});
}

/// The value that begins the text: quoted, or up to a blank or a shell sign. In YAML and JSON up to the end of the line.
std::string_view ValueAt(std::string_view rest, bool whole_line) {
  rest = Trim(rest);
  if (rest.empty()) return {};
  if (rest.front() == '"' || rest.front() == '\'') {
    const std::size_t end = rest.find(rest.front(), 1);
    return end == std::string_view::npos ? rest.substr(1) : rest.substr(1, end - 1);
  }
  // ${{ secrets.X }} and <your uri> hold blanks.
  if (rest.starts_with("${{")) return rest.substr(0, std::min(rest.find("}}") + 2, rest.size()));
  if (rest.front() == '<') return rest.substr(0, std::min(rest.find('>') + 1, rest.size()));
  if (whole_line) {
    const std::size_t comment = rest.find(" #");
    rest = Trim(rest.substr(0, comment));
    while (!rest.empty() && (rest.back() == ',' || rest.back() == '}' || rest.back() == ']' || rest.back() == '"'))
      rest.remove_suffix(1);
    return rest;
  }
  return rest.substr(0, rest.find_first_of(" \t;&|)`\"'\\"));
}

/// Help text of a script or Makefile.
bool IsPrinted(std::string_view line) {
  for (const std::string_view word : {"echo ", "@echo ", "printf ", "@printf ", "Write-Host "}) {
    if (line.starts_with(word))
      return line.find(" > ") == std::string_view::npos && line.find(">>") == std::string_view::npos;
  }
  return false;
}

/// What stands before a command: a prompt, variables, a runner. Prose is none of these.
bool IsCommandPrefix(std::string_view text) {
  constexpr std::array<std::string_view, 13> kRunners = {
      "sudo", "time", "nohup", "exec", "python", "python3", "poetry", "uv", "pipenv", "run", "RUN", "run:", "script:"};
  for (const Word& word : ShellWords(text)) {
    if (word.text.find('=') != std::string::npos ||
        std::find(kRunners.begin(), kRunners.end(), word.text) != kRunners.end())
      continue;
    if (std::any_of(word.text.begin(), word.text.end(),
                    [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }))
      return false;
  }
  return true;
}

class CommandScanner {
 public:
  CommandScanner(Draft& draft, const FileText& file)
      : draft_(draft),
        file_(file),
        structured_(file.path.ends_with(".yml") || file.path.ends_with(".yaml") || file.path.ends_with(".json")) {}

  void Scan() {
    const bool settings = std::any_of(kPrefixes.begin(), kPrefixes.end(),
                                      [&](std::string_view p) { return file_.text.find(p) != std::string::npos; });
    const bool runs = file_.text.find("mlflow run") != std::string::npos;
    const bool starts = NameOf(file_.path) != "MLproject" && file_.text.find(".py") != std::string::npos &&
                        file_.text.find("python") != std::string::npos;
    if (!settings && !runs && !starts) return;
    const std::vector<Line> lines = SplitLines(file_.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string_view trimmed = Trim(lines[i].text);
      if (trimmed.starts_with('#') || trimmed.starts_with("//") || trimmed.starts_with("REM ") ||
          trimmed.starts_with("::"))
        continue;
      if (IsPrinted(trimmed)) continue;
      if (settings) {
        for (const std::string_view prefix : kPrefixes) Settings(lines, i, prefix);
      }
      if (runs) Runs(lines, i);
      if (starts) Starts(lines[i].text);
    }
  }
  /// Only what `mlflow run` is told.
  void ScanRuns() {
    const std::vector<Line> lines = SplitLines(file_.text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!Trim(lines[i].text).starts_with('#')) Runs(lines, i);
    }
  }

 private:
  void Settings(const std::vector<Line>& lines, std::size_t index, std::string_view prefix) {
    const Line& line = lines[index];
    const std::string_view text = line.text;
    for (std::size_t at = text.find(prefix); at != std::string_view::npos; at = text.find(prefix, at + prefix.size())) {
      if (at > 0 && (IsWordChar(text[at - 1]) || text[at - 1] == '$' || text[at - 1] == '{' || text[at - 1] == '%'))
        continue;
      std::size_t end = at;
      while (end < text.size() && IsNameChar(text[end])) ++end;
      const std::string_view name = text.substr(at, end - at);
      if (end < text.size() && IsWordChar(text[end])) continue;
      if (end < text.size() && (text[end] == '"' || text[end] == '\'' || text[end] == '`')) ++end;
      std::size_t next = text.find_first_not_of(" \t", end);
      const bool spaced = next != end;
      if (next == std::string_view::npos) {
        NameThenValue(lines, index, name);
        continue;
      }
      const bool make = (text[next] == '?' || text[next] == ':' || text[next] == '+') && next + 1 < text.size() &&
                        text[next + 1] == '=';
      if (make) ++next;
      if (text[next] == '=' && text.substr(next, 2) != "==") {
        // A shell assignment has no blanks around its sign; PowerShell, Makefiles and .ini do.
        if (spaced && !make && !MayHaveBlanks(text, at)) continue;
        // `- MLFLOW_X=a b` in a YAML list goes on to the end of the line.
        Add(draft_, file_.path, line, name,
            ValueAt(text.substr(next + 1), structured_ && Trim(text.substr(0, at)) == "-"));
      } else if (text[next] == ':' && structured_) {
        Add(draft_, file_.path, line, name, ValueAt(text.substr(next + 1), true));
      }
    }
  }
  [[nodiscard]] bool MayHaveBlanks(std::string_view text, std::size_t at) const {
    const std::string_view name = NameOf(file_.path);
    return at == 0 || text.substr(0, at).ends_with("env:") || name == "Makefile" ||
           Trim(text.substr(0, at)) == "export" || Trim(text.substr(0, at)) == "set";
  }
  /// Kubernetes and workflows: `- name: MLFLOW_X`, then `value: …` on the next line.
  void NameThenValue(const std::vector<Line>& lines, std::size_t index, std::string_view name) {
    if (!structured_) return;
    std::string_view before = Trim(lines[index].text.substr(0, lines[index].text.find(name)));
    while (!before.empty() && (before.back() == '"' || before.back() == '\'')) before.remove_suffix(1);
    if (!before.ends_with("name:")) return;
    std::string_view value;
    if (index + 1 < lines.size()) {
      const std::string_view next = Trim(lines[index + 1].text);
      if (next.starts_with("value:")) value = ValueAt(next.substr(6), true);
    }
    Add(draft_, file_.path, lines[index], name, value);
  }

  /// `python train.py`: the script, from the folder of the file or from the root.
  void Starts(std::string_view text) {
    for (std::size_t at = text.find("python"); at != std::string_view::npos; at = text.find("python", at + 6)) {
      std::string_view before = text.substr(0, at);
      if (!IsCommandPrefix(before.substr(before.find_last_of("`;&|(\"'") + 1))) continue;
      std::string_view rest = text.substr(at + 6);
      rest = rest.substr(std::min(rest.find_first_not_of("0123456789."), rest.size()));
      if (!rest.starts_with(' ')) continue;
      rest = Trim(rest);
      std::string_view script = rest.substr(0, rest.find_first_of(" \t`'\"<>|;&)"));
      while (script.starts_with("./")) script.remove_prefix(2);
      if (!script.ends_with(".py") || script.starts_with("-")) continue;
      const std::string folder(FolderOf(file_.path));
      draft_.project.started_scripts.push_back(folder.empty() ? std::string(script)
                                                              : folder + "/" + std::string(script));
      if (!folder.empty() && script.find('/') != std::string_view::npos)
        draft_.project.started_scripts.emplace_back(script);
    }
  }

  /// `mlflow run . --experiment-name X`, continued lines joined.
  void Runs(const std::vector<Line>& lines, std::size_t index) {
    const std::size_t at = lines[index].text.find("mlflow run");
    if (at == std::string_view::npos) return;
    const std::string_view before = lines[index].text.substr(0, at);
    if (!IsCommandPrefix(before.substr(before.find_last_of("`;&|(\"'") + 1))) return;
    std::string command(lines[index].text.substr(at));
    if (at > 0 && lines[index].text[at - 1] == '`') command.resize(std::min(command.find('`'), command.size()));
    for (std::size_t next = index + 1; command.ends_with('\\') && next < lines.size() && next < index + 20; ++next) {
      command.pop_back();
      command += ' ';
      command += Trim(lines[next].text);
    }
    std::replace(command.begin(), command.end(), '`', ' ');
    const std::vector<ShellCommand> parts = SplitCommands(command);
    if (parts.empty()) return;
    const std::vector<Word> words = ShellWords(parts.front().text);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string& word = words[i].text;
      for (const auto& [option, variable] :
           {std::pair<std::string_view, std::string_view>{"--experiment-name", "MLFLOW_EXPERIMENT_NAME"},
            {"--experiment-id", "MLFLOW_EXPERIMENT_ID"}}) {
        std::string value;
        if (word == option && i + 1 < words.size()) {
          value = words[i + 1].text;
        } else if (word.starts_with(std::string(option) + "=")) {
          value = word.substr(option.size() + 1);
        } else {
          continue;
        }
        draft_.project.settings.push_back(
            {std::string(variable), SafeValue(variable, value), PlaceOfText(file_.path, lines[index], "mlflow run")});
      }
    }
  }

  Draft& draft_;
  const FileText& file_;
  bool structured_;
};

}  // namespace

void ReadCommands(Draft& draft, const FileText& file) { CommandScanner(draft, file).Scan(); }

void ReadNotebookCommands(Draft& draft, const FileText& file) {
  if (file.text.find("mlflow run") == std::string::npos) return;
  const nlohmann::json notebook = nlohmann::json::parse(file.text, nullptr, false);
  if (!notebook.is_object() || !notebook.contains("cells") || !notebook["cells"].is_array()) return;
  for (const nlohmann::json& cell : notebook["cells"]) {
    if (!cell.is_object() || cell.value("cell_type", nlohmann::json()) != "code" || !cell.contains("source")) continue;
    std::string source;
    if (cell["source"].is_string()) source = cell["source"].get<std::string>();
    if (cell["source"].is_array()) {
      for (const nlohmann::json& line : cell["source"]) {
        if (line.is_string()) source += line.get<std::string>();
      }
    }
    const FileText text{file.path, std::move(source)};
    CommandScanner(draft, text).ScanRuns();
  }
}

void ReadKedroMlflow(Draft& draft, const FileText& file) {
  const std::optional<YAML::Node> root = ParseYaml(draft, file, !IsTemplated(file.text));
  if (!root) return;
  const auto add = [&](const char* name, const YAML::Node& node) {
    if (const std::string value = Scalar(node); node.IsDefined() && !value.empty() && value != "null")
      draft.project.settings.push_back({name, SafeValue(name, value), PlaceOf(file.path, node)});
  };
  add("MLFLOW_TRACKING_URI", Member(Member(*root, "server"), "mlflow_tracking_uri"));
  add("MLFLOW_EXPERIMENT_NAME", Member(Member(Member(*root, "tracking"), "experiment"), "name"));
}

void ReadDotEnv(Draft& draft, const FileText& file) {
  for (const Line& line : SplitLines(file.text)) {
    std::string_view text = Trim(line.text);
    if (text.starts_with("export ")) text = Trim(text.substr(7));
    const std::size_t sign = text.find('=');
    if (text.starts_with('#') || sign == std::string_view::npos) continue;
    const std::string_view name = Trim(text.substr(0, sign));
    if (!IsSetting(name)) continue;
    std::string_view value = Trim(text.substr(sign + 1));
    if (!value.starts_with('"') && !value.starts_with('\'')) {
      value = value.starts_with('#') ? std::string_view() : Trim(value.substr(0, value.find(" #")));
    } else {
      value = ValueAt(value, false);
    }
    Add(draft, file.path, line, name, value);
  }
}

}  // namespace tracklint::project
