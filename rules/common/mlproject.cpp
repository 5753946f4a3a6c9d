#include "rules/common/mlproject.h"

#include <algorithm>

#include "rules/common/text.h"

namespace tracklint::rules {
namespace {

std::vector<std::string> SplitWords(std::string_view command) {
  std::vector<std::string> words;
  bool open = false;
  for (const char c : command) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '"' || c == '\'') {
      open = false;
      continue;
    }
    if (!open) words.emplace_back();
    open = true;
    words.back() += c;
  }
  return words;
}

bool IsName(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") ==
                              std::string_view::npos;
}

}  // namespace

std::vector<std::string> Placeholders(std::string_view command) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < command.size(); ++i) {
    if (command[i] != '{') continue;
    if (i + 1 < command.size() && command[i + 1] == '{') {  // an escaped brace
      ++i;
      continue;
    }
    const std::size_t end = command.find('}', i);
    if (end == std::string_view::npos) break;
    std::string_view name = command.substr(i + 1, end - i - 1);
    name = name.substr(0, name.find_first_of(":!"));
    const bool shell = i > 0 && command[i - 1] == '$';
    if (!shell && IsName(name) && std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
    i = end;
  }
  return names;
}

std::string PathFrom(std::string_view directory, std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::string_view text : {directory, path}) {
    while (!text.empty()) {
      const std::size_t slash = std::min(text.find('/'), text.size());
      const std::string_view part = text.substr(0, slash);
      if (part == ".." && !parts.empty()) {
        parts.pop_back();
      } else if (!part.empty() && part != ".") {
        parts.push_back(part);
      }
      text.remove_prefix(std::min(slash + 1, text.size()));
    }
  }
  std::string out;
  for (const std::string_view part : parts) out += (out.empty() ? "" : "/") + std::string(part);
  return out;
}

std::string ScriptOf(std::string_view command) {
  const std::vector<std::string> words = SplitWords(command);
  for (const std::string& word : words) {
    if (word == "cd" || word == "&&" || word == "-m" || word == "||" || word == ";") return {};
    if (word.find_first_of("{$*") != std::string::npos) continue;
    if (word.ends_with(".py") || word.ends_with(".sh")) return word;
  }
  return {};
}

std::vector<std::string> OptionsInCommand(std::string_view command) {
  const std::vector<std::string> words = SplitWords(command);
  std::vector<std::string> options;
  bool behind_script = false;
  for (const std::string& word : words) {
    if (word == "&&" || word == "|" || word == ";" || word == "||") break;
    if (word.ends_with(".py")) {
      behind_script = true;
    } else if (behind_script && word.starts_with("--") && word.size() > 2) {
      const std::string name =
          word.substr(2, word.find('=') == std::string::npos ? std::string::npos : word.find('=') - 2);
      if (IsName(name)) options.push_back(name);
    }
  }
  return options;
}

bool GivenByProject(const Project& project, std::string_view script, const Argument& option) {
  const auto plain = [](std::string_view text) {
    std::string name(text.substr(std::min(text.find_first_not_of('-'), text.size())));
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
  };
  const auto is_option = [&](const std::string& word) {
    const std::string name = plain(std::string_view(word).substr(0, word.find('=')));
    return name == plain(option.name) || std::any_of(option.flags.begin(), option.flags.end(),
                                                     [&](const std::string& flag) { return plain(flag) == name; });
  };
  const auto is_placeholder = [](const std::string& word) { return word.find('{') != std::string::npos; };
  // README says `python train.py`: then MLflow records nothing of this. A script named alone may lie in a folder.
  const std::string_view name = script.substr(script.rfind('/') + 1);
  const auto is_script = [&](const std::string& started) {
    return started == script || (started.find('/') == std::string::npos && started == name);
  };
  if (std::any_of(project.started_scripts.begin(), project.started_scripts.end(), is_script)) return false;
  for (const Mlproject& file : project.mlprojects) {
    const std::size_t slash = file.path.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string() : file.path.substr(0, slash);
    for (const MlprojectEntryPoint& point : file.entry_points) {
      const std::string started = ScriptOf(point.command);
      if (started.empty() || PathFrom(folder, started) != script) continue;
      const std::vector<std::string> words = SplitWords(point.command);
      std::size_t position = 0;  // of the words behind the script that belong to no option
      bool behind = false;
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (!behind) {
          behind = words[i] == started;
          continue;
        }
        const bool follows_option = words[i - 1].starts_with("-") && words[i - 1].find('=') == std::string::npos;
        if (words[i].starts_with("-") && words[i] != "\\") {
          const std::string& value =
              words[i].find('=') == std::string::npos && i + 1 < words.size() ? words[i + 1] : words[i];
          if (is_placeholder(value) && is_option(words[i])) return true;
        } else if (!follows_option && words[i] != "\\") {
          ++position;
          const std::vector<std::string> names = Placeholders(words[i]);
          const bool argv = option.source == "argv" && option.name == "argv[" + std::to_string(position) + "]";
          if (!names.empty() && (argv || plain(names.front()) == plain(option.name))) return true;
        }
      }
    }
  }
  return false;
}

bool HasFile(const Project& project, std::string_view path) {
  return std::binary_search(project.files.begin(), project.files.end(), path);
}

}  // namespace tracklint::rules
