// The Python version that a command names when it makes an environment: in README, Makefile, shell script, CI file.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/project/install_command.h"
#include "analyzer/project/readers.h"

namespace tracklint::project {
namespace {

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// "3.10" of `3.10`, `python3.10`, `python=3.10`, `python==3.10.*`; empty where the word says no version of Python.
std::string VersionIn(std::string_view word, bool needs_name) {
  const bool named = word.starts_with("python");
  if (needs_name && !named) return {};
  if (named) word.remove_prefix(6);
  while (word.starts_with('=')) word.remove_prefix(1);
  std::size_t end = 0;
  while (end < word.size() && (std::isdigit(static_cast<unsigned char>(word[end])) != 0 || word[end] == '.')) ++end;
  std::string_view version = word.substr(0, end);
  while (version.ends_with('.')) version.remove_suffix(1);
  const bool python = version.starts_with("3.") || version.starts_with("2.7");
  return python ? std::string(version) : std::string();
}

/// The value of `-p X`, `--python X` or `--python=X` behind `from`.
std::string OptionValue(const std::vector<Word>& words, std::size_t from) {
  constexpr std::string_view kGlued = "--python=";
  for (std::size_t i = from; i < words.size(); ++i) {
    const std::string_view word = words[i].text;
    if (word.starts_with(kGlued)) return VersionIn(word.substr(kGlued.size()), false);
    if ((word == "-p" || word == "--python") && i + 1 < words.size())
      return VersionIn(NameOf(words[i + 1].text), false);
  }
  return {};
}

std::string FirstOf(const std::vector<Word>& words, std::size_t from, bool needs_name) {
  for (std::size_t i = from; i < words.size(); ++i) {
    if (std::string version = VersionIn(words[i].text, needs_name); !version.empty()) return version;
  }
  return {};
}

std::string PythonOf(const std::vector<Word>& words) {
  constexpr std::size_t kMaxPrefix = 6;  // prompts, sudo, list marks
  const auto at = [&](std::size_t i) {
    return i < words.size() ? std::string_view(words[i].text) : std::string_view();
  };
  for (std::size_t i = 0; i < words.size() && i < kMaxPrefix; ++i) {
    const std::string_view tool = NameOf(words[i].text);
    const std::string_view verb = at(i + 1);
    if (IsOneOf(tool, {"conda", "mamba", "micromamba", "!conda", "%conda"}) && IsOneOf(verb, {"create", "install"}))
      return FirstOf(words, i + 2, true);
    if (tool == "pyenv" && IsOneOf(verb, {"install", "local", "global", "virtualenv", "shell"}))
      return FirstOf(words, i + 2, false);
    if (tool == "uv" && verb == "python" && IsOneOf(at(i + 2), {"install", "pin"})) return FirstOf(words, i + 3, false);
    if (tool == "poetry" && verb == "env" && at(i + 2) == "use") return FirstOf(words, i + 3, false);
    if (tool == "virtualenv" || tool == "pipenv" || (tool == "uv" && IsOneOf(verb, {"venv", "sync", "init"})))
      return OptionValue(words, i + 1);
    if (tool.starts_with("python") && verb == "-m" && IsOneOf(at(i + 2), {"venv", "virtualenv"}))
      return VersionIn(tool, true);
  }
  return {};
}

/// "3.7.13" of "Tested with Python 3.7.13", "Python >= 3.8" or "Python 3.8+"; empty where the line names no version.
std::string VersionInProse(std::string_view line) {
  constexpr std::string_view kName = "Python";
  for (std::size_t at = line.find(kName); at != std::string_view::npos; at = line.find(kName, at + 1)) {
    std::string_view rest = line.substr(at + kName.size());
    const std::size_t digit = rest.find_first_not_of(" :=>~*`v");
    if (digit == 0 || digit == std::string_view::npos) continue;
    if (std::string version = VersionIn(rest.substr(digit), false); !version.empty()) return version;
  }
  return {};
}

}  // namespace

void ReadPythonOfProse(Draft& draft, const FileText& file) {
  for (const Line& line : SplitLines(file.text)) {
    const std::string version = VersionInProse(line.text);
    if (!version.empty()) draft.Python(kRankProse, version, PlaceOfText(file.path, line, version));
  }
}

void ReadPythonOfCommands(Draft& draft, const FileText& file) {
  constexpr std::array<std::string_view, 7> kTools{"conda", "mamba", "pyenv", "uv ", "poetry", "env", "venv"};
  if (std::none_of(kTools.begin(), kTools.end(),
                   [&](std::string_view tool) { return file.text.find(tool) != std::string::npos; }))
    return;
  for (const Line& line : SplitLines(file.text)) {
    if (line.text.find_first_of("23") == std::string_view::npos || Trim(line.text).starts_with("#")) continue;
    for (const ShellCommand& command : SplitCommands(line.text)) {
      const std::string version = PythonOf(ShellWords(command.text));
      if (!version.empty()) draft.Python(kRankCommand, version, PlaceOfText(file.path, line, version));
    }
  }
}

}  // namespace tracklint::project
