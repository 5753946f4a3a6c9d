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
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "cd" || words[i] == "&&" || words[i] == "-m" || words[i] == "||" || words[i] == ";") return {};
    if (words[i].find_first_of("{$*") != std::string::npos) continue;
    if (words[i].ends_with(".py") || words[i].ends_with(".sh")) return words[i];
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

bool HasFile(const Project& project, std::string_view path) {
  return std::binary_search(project.files.begin(), project.files.end(), path);
}

}  // namespace tracklint::rules
