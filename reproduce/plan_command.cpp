// The command line of an entry: of an MLproject, of a document that shows one, or the bare one; with the parameters that
// were given.
#include "reproduce/plan_command.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string_view>
#include <system_error>

#include <yaml-cpp/yaml.h>

#include "analyzer/project/text.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

std::string FolderOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash));
}
std::string NameOf(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

bool ShellNeeded(std::string_view command) { return command.find_first_of("|&;<>$`\n*~") != std::string_view::npos; }

bool IsPlaceholder(std::string_view word) {
  return word.find_first_of("<>${}[]|&;…") != std::string_view::npos || word == "..." || word == "\\";
}

/// `python PATH ARGUMENTS` in a README, script, Makefile, dvc.yaml or CI file.
bool DocumentedCommand(const engine::Analysis& analysis, Plan& plan) {
  const std::string name = NameOf(plan.entry);
  const std::string own = FolderOf(plan.entry);
  std::vector<std::string> files;
  for (const std::string& file : analysis.project().files) {
    const std::string folder = FolderOf(file);
    // A document speaks of its own folder and of those below; CI files of all.
    if (folder.empty() || folder == own || own.starts_with(folder + "/") || file.starts_with(".github/"))
      files.push_back(file);
  }
  // The nearest one first.
  std::ranges::stable_sort(files, std::ranges::greater(), [&](const std::string& file) {
    const std::string folder = FolderOf(file);
    return folder == own || own.starts_with(folder + "/") ? folder.size() : 0;
  });
  for (const std::string& file : files) {
    const std::string base = NameOf(file);
    if (!(base.starts_with("README") || base == "Makefile" || base == "dvc.yaml" || base.ends_with(".sh") ||
          base == "Dockerfile" || file.starts_with(".github/workflows/")))
      continue;
    const std::string_view text = analysis.project_text(file);
    if (text.size() > (1U << 20) || text.find(name) == std::string_view::npos) continue;
    std::uint32_t number = 0;
    for (const project::Line& line : project::SplitLines(text)) {
      ++number;
      if (line.text.size() > 2000 || line.text.find(name) == std::string_view::npos) continue;
      std::string cleaned(line.text);
      std::ranges::replace(cleaned, '`', ' ');
      std::vector<std::string> words;
      for (const project::Word& word : project::ShellWords(cleaned)) words.push_back(word.text);
      for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] != "python" && words[i] != "python3") continue;
        std::string path = words[i + 1];
        if (path.starts_with("./")) path = path.substr(2);
        const bool from_root = path == plan.entry;
        if (!from_root && path != name) continue;
        std::vector<std::string> command{"python", path};
        bool clean = true;
        for (std::size_t k = i + 2; k < words.size(); ++k) {
          if (words[k].starts_with('#') || words[k] == "&&") break;
          clean = clean && !IsPlaceholder(words[k]);
          command.push_back(words[k]);
        }
        const bool options = command.size() == 2 || command[2].starts_with('-');
        if (!clean || !options) continue;  // prose may follow a bare name
        plan.command = std::move(command);
        plan.folder = from_root ? "" : FolderOf(plan.entry);
        plan.why_command = "as " + file + ":" + std::to_string(number) + " shows";
        return true;
      }
    }
  }
  return false;
}

/// Where the relative paths that the entry reads are found: its own folder or the root.
void ChooseFolder(const Wish& wish, const Facts& facts, Plan& plan) {
  const std::string own = FolderOf(plan.entry);
  std::vector<std::string> paths;
  for (const Entry& entry : facts.entries) {
    if (entry.path != plan.entry) continue;
    for (const Argument& argument : entry.arguments) {
      // A default that is a path.
      if (argument.fallback && argument.fallback->is_literal() &&
          argument.fallback->value.find('/') != std::string::npos)
        paths.push_back(argument.fallback->value);
    }
    for (const DataRead& read : entry.reads) {
      if (read.source.is_literal() && !read.remote) paths.push_back(read.source.value);
    }
  }
  std::erase_if(paths, [](const std::string& path) { return path.empty() || path.starts_with('/'); });
  // The root first: of equal folders the first one counts.
  std::vector<std::string> folders{""};
  for (std::size_t at = own.find('/'); at != std::string::npos; at = own.find('/', at + 1))
    folders.push_back(own.substr(0, at));
  if (!own.empty()) folders.push_back(own);
  std::ranges::reverse(folders.begin() + 1, folders.end());
  std::ptrdiff_t most = -1;
  for (const std::string& folder : folders) {
    const std::ptrdiff_t hits = std::ranges::count_if(paths, [&](const std::string& path) {
      std::error_code error;
      return fs::exists(fs::path(wish.folder + "/repo/" + folder) / path, error);
    });
    if (hits > most) plan.folder = folder;
    most = std::max(most, hits);
  }
  if (plan.notebook) plan.folder = own;
  const std::size_t before = plan.folder.empty() ? 0 : plan.folder.size() + 1;
  plan.command = {"python", plan.entry.substr(before)};
  plan.why_command = plan.folder.empty()  ? "from the root"
                     : plan.folder == own ? "from its own folder, where the files that it reads are"
                                          : "from " + plan.folder + ", where the files that it reads are";
}

/// A file that imports its neighbours by a dot is a part of a package: it is started by its module's name.
void StartAsModule(const Wish& wish, Plan& plan) {
  std::ifstream in(wish.folder + "/repo/" + plan.entry);
  std::size_t dots = 0;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("from .")) continue;
    const std::size_t end = line.find_first_not_of('.', 5);
    dots = std::max(dots, (end == std::string::npos ? line.size() : end) - 5);
  }
  std::string folder = FolderOf(plan.entry);
  for (std::size_t i = 0; i < dots; ++i) {
    if (folder.empty()) return;
    folder = FolderOf(folder);
  }
  if (dots == 0) return;
  std::string module = plan.entry.substr(folder.empty() ? 0 : folder.size() + 1);
  if (!module.ends_with(".py") || module.find_first_of(" -") != std::string::npos) return;
  module.resize(module.size() - 3);
  std::ranges::replace(module, '/', '.');
  plan.folder = folder;
  plan.command = {"python", "-m", module};
  plan.why_command = "as a module of its package, whose neighbours it imports";
}

/// The arguments that the entry's parser takes; null where there is no such entry.
const Entry* EntryOf(const Facts& facts, const std::string& path) {
  const Entry* best = nullptr;
  for (const Entry& entry : facts.entries) {
    if (entry.path == path && (best == nullptr || entry.arguments.size() > best->arguments.size())) best = &entry;
  }
  return best;
}

bool IsOption(std::string_view word) {
  // A negative number is a value.
  return word.size() > 1 && word.front() == '-' && word.find_first_of("0123456789.") != 1;
}

/// Whether an option string names this argument: as a whole, or as the beginning that argparse takes for it.
bool Names(std::string_view word, const Argument& argument) {
  const std::string_view option = word.substr(0, word.find('='));
  return std::ranges::any_of(argument.flags, [&](const std::string& flag) {
    return flag == option || (option.size() > 3 && option.starts_with("--") && flag.starts_with(option)) ||
           (flag.size() == 2 && option.size() > 2 && option[1] != '-' && option.starts_with(flag));
  });
}

/// Documents grow old: options that the parser no longer knows would stop the run.
void DropUnknownOptions(const Entry& entry, Plan& plan) {
  const auto stated = [](const Argument& argument) {
    return !argument.flags.empty() && (argument.source == "argparse" || argument.source == "click");
  };
  if (entry.arguments_open || entry.unfinished || !std::ranges::any_of(entry.arguments, stated)) return;
  std::vector<std::string> kept;
  bool dropping = false;
  for (const std::string& word : plan.command) {
    if (IsOption(word) && kept.size() >= 2) {
      dropping = word != "--help" && word != "-h" &&
                 std::ranges::none_of(entry.arguments, [&](const Argument& argument) { return Names(word, argument); });
      if (dropping) plan.additions.push_back(word + " left out: it is shown, but the parser does not know it");
    }
    if (!dropping) kept.push_back(word);
  }
  plan.command = std::move(kept);
}

/// Takes an option and its values out of the command.
void Remove(const Argument& argument, std::vector<std::string>& command) {
  for (std::size_t i = 2; i < command.size();) {
    if (!IsOption(command[i]) || !Names(command[i], argument)) {
      ++i;
      continue;
    }
    const bool alone = command[i].find('=') != std::string::npos;
    std::size_t end = i + 1;
    while (!alone && end < command.size() && !IsOption(command[end])) ++end;
    command.erase(command.begin() + static_cast<std::ptrdiff_t>(i), command.begin() + static_cast<std::ptrdiff_t>(end));
  }
}

/// `-P NAME=VALUE`: in the place of what a document shows for it.
void PutParameter(const Entry* entry, const std::string& name, const std::string& value, Plan& plan) {
  Argument argument;
  argument.name = name;
  argument.flags = {(name.size() == 1 ? "-" : "--") + name};
  if (entry != nullptr) {
    for (const Argument& one : entry->arguments) {
      const std::string dashed = "--" + name;
      if (one.name == name || std::ranges::find(one.flags, dashed) != one.flags.end()) argument = one;
    }
  }
  if (argument.flags.empty()) {
    plan.command.push_back(value);
    return;
  }
  Remove(argument, plan.command);
  plan.command.push_back(argument.flags.back());
  plan.command.push_back(value);
}

}  // namespace

/// The command line of an entry point with its parameters put in.
std::optional<Error> UseMlproject(const Wish& wish, const Mlproject& project, const MlprojectEntryPoint& point,
                                  Plan& plan) {
  std::string command = point.command;
  YAML::Node parameters;
  try {
    const YAML::Node root = YAML::LoadFile(wish.folder + "/repo/" + project.path);
    // A node that is not there must not be assigned.
    const YAML::Node stated = root["entry_points"][point.name]["parameters"];
    if (stated.IsDefined()) parameters.reset(stated);
  } catch (const YAML::Exception& error) {
    return Error{project.path + ": " + error.what()};
  }
  std::vector<std::string> missing;
  for (const std::string& name : point.parameters) {
    std::optional<std::string> value;
    for (const auto& [given, text] : wish.parameters) {
      if (given == name) value = text;
    }
    const YAML::Node said = parameters.IsMap() ? parameters[name] : YAML::Node();
    if (!value && said.IsMap() && said["default"].IsDefined() && said["default"].IsScalar())
      value = said["default"].Scalar();
    if (!value) {
      missing.push_back(name);
      continue;
    }
    std::string quoted = "'";
    for (const char c : *value) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    quoted += "'";
    if (value->find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/:+,") ==
            std::string::npos &&
        !value->empty())
      quoted = *value;
    const std::string hole = "{" + name + "}";
    for (std::size_t at = command.find(hole); at != std::string::npos; at = command.find(hole, at + quoted.size()))
      command.replace(at, hole.size(), quoted);
  }
  plan.entry_point = point.name;
  plan.folder = FolderOf(project.path);
  plan.why_command = "the command of entry point `" + point.name + "` in " + project.path;
  if (!missing.empty()) {
    plan.why_command += "; without values for:";
    for (const std::string& name : missing) plan.why_command += " " + name;
  }
  plan.shell = ShellNeeded(command);
  std::string script;
  if (plan.shell) {
    plan.command = {"/bin/sh", "-c", command};
  } else {
    for (const project::Word& word : project::ShellWords(command)) plan.command.push_back(word.text);
    for (const std::string& word : plan.command) {
      if (word.ends_with(".py") && script.empty()) script = word;
    }
  }
  if (script.empty()) {
    for (const project::Word& word : project::ShellWords(command)) {
      if (word.text.ends_with(".py") && script.empty()) script = word.text;
    }
  }
  if (!script.empty()) plan.entry = plan.folder.empty() ? script : plan.folder + "/" + script;
  return std::nullopt;
}

void ChooseCommand(const Wish& wish, const engine::Analysis& analysis, Plan& plan) {
  const Entry* entry = EntryOf(analysis.facts(), plan.entry);
  if (plan.notebook || !DocumentedCommand(analysis, plan)) {
    ChooseFolder(wish, analysis.facts(), plan);
    if (!plan.notebook) StartAsModule(wish, plan);
  } else if (entry != nullptr) {
    DropUnknownOptions(*entry, plan);
  }
  for (const auto& [name, value] : wish.parameters) PutParameter(entry, name, value, plan);
}

}  // namespace tracklint::reproduce
