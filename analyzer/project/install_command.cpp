#include "analyzer/project/install_command.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <utility>

#include "analyzer/project/readers.h"

namespace tracklint::project {
namespace {

bool IsPip(std::string_view word) {
  const std::string_view name = NameOf(word);
  if (name == "pip" || name == "pip3" || name == "!pip" || name == "%pip" || name == "!pip3") return true;
  return name.starts_with("pip3.") && name.size() <= 7;
}
bool IsConda(std::string_view word) {
  const std::string_view name = NameOf(word);
  return name == "conda" || name == "mamba" || name == "micromamba" || name == "!conda" || name == "%conda";
}

bool OneOf(std::string_view word, const auto& list) { return std::find(list.begin(), list.end(), word) != list.end(); }

/// Options of pip install and conda that take a value which is no package.
constexpr std::array<std::string_view, 34> kWithValue = {"-i",
                                                         "--index-url",
                                                         "--extra-index-url",
                                                         "-f",
                                                         "--find-links",
                                                         "-t",
                                                         "--target",
                                                         "--trusted-host",
                                                         "--timeout",
                                                         "--default-timeout",
                                                         "--prefix",
                                                         "--root",
                                                         "--src",
                                                         "--cache-dir",
                                                         "--platform",
                                                         "--python-version",
                                                         "--upgrade-strategy",
                                                         "--progress-bar",
                                                         "--proxy",
                                                         "--retries",
                                                         "--python",
                                                         "-p",
                                                         "--index",
                                                         "--config-settings",
                                                         "--only-binary",
                                                         "--no-binary",
                                                         "--implementation",
                                                         "--abi",
                                                         "--log",
                                                         "--exists-action",
                                                         "--cert",
                                                         "--report",
                                                         "--index-strategy",
                                                         "--torch-backend"};
constexpr std::array<std::string_view, 7> kCondaWithValue = {"-c", "--channel", "-n",      "--name",
                                                             "-p", "--prefix",  "--solver"};

/// `-rfile`, `--requirement=file`: the value glued to the option, or the next word.
class Options {
 public:
  explicit Options(const std::vector<Word>& words) : words_(words) {}
  bool Value(std::size_t& i, std::string_view brief, std::string_view full, std::string& out) const {
    const std::string& word = words_[i].text;
    if (word == brief || word == full) {
      if (i + 1 >= words_.size()) return false;
      out = words_[++i].text;
      return true;
    }
    if (word.starts_with(std::string(full) + "=")) {
      out = word.substr(full.size() + 1);
      return true;
    }
    if (!brief.empty() && word.starts_with(brief) && !word.starts_with("--") && word.size() > brief.size()) {
      out = word.substr(brief.size());
      return true;
    }
    return false;
  }

 private:
  const std::vector<Word>& words_;
};

bool IsFolder(std::string_view word) {
  return word == "." || word.starts_with("./") || word.starts_with("../") || word.starts_with(".[") ||
         word.starts_with("/") || word == "..";
}

InstallCommand ReadPipInstall(const std::vector<Word>& words, std::size_t i) {
  InstallCommand command;
  const Options options(words);
  for (; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    std::string value;
    if (word == "--") continue;
    if (options.Value(i, "-r", "--requirement", value)) {
      command.files.push_back(std::move(value));
    } else if (word == "-c" || word.starts_with("--constraint")) {
      if (options.Value(i, "-c", "--constraint", value)) command.constraints.push_back(std::move(value));
    } else if (word == "-e" || word.starts_with("--editable")) {
      if (!options.Value(i, "-e", "--editable", value)) continue;
      if (value.find("://") != std::string::npos) {
        command.packages.push_back({value, words[i].begin, words[i].end});
      } else {
        command.folders.push_back(std::move(value));
      }
    } else if (OneOf(word, kWithValue)) {
      ++i;
    } else if (word.starts_with("-")) {
      continue;
    } else if (IsFolder(word) && !word.ends_with(".whl")) {
      command.folders.push_back(word);
    } else if (word == ">" || word == ">>" || word.starts_with("#") || word == "2>" || word == "&" || word == "\\") {
      break;
    } else {
      command.packages.push_back(words[i]);
    }
  }
  return command;
}

InstallCommand ReadConda(const std::vector<Word>& words, std::size_t i, bool environment) {
  InstallCommand command;
  command.tool = InstallCommand::Tool::kConda;
  const Options options(words);
  for (; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    std::string value;
    if (options.Value(i, environment ? "-f" : "", "--file", value)) {
      command.files.push_back(std::move(value));
    } else if (OneOf(word, kCondaWithValue)) {
      ++i;
    } else if (word.starts_with("-")) {
      continue;
    } else if (word.starts_with("#")) {
      break;
    } else if (environment) {
      if (word.ends_with(".yml") || word.ends_with(".yaml")) command.files.push_back(word);
    } else {
      command.packages.push_back(words[i]);
    }
  }
  if (environment && command.files.empty()) command.files.emplace_back("environment.yml");
  return command;
}

/// Skips options up to the wanted sub-command; npos when another word comes first.
std::size_t SubCommand(const std::vector<Word>& words, std::size_t i, std::string_view wanted) {
  for (; i < words.size(); ++i) {
    if (words[i].text == wanted) return i;
    if (!words[i].text.starts_with("-")) break;
  }
  return std::string::npos;
}

bool ReadCommand(const std::vector<Word>& words, std::vector<InstallCommand>& out) {
  constexpr std::size_t kMaxPrefix = 12;  // prompts, sudo, variables, python -m
  if (words.empty()) return false;
  constexpr std::array<std::string_view, 6> kOnlyShows{"echo", "!echo", "printf", "!printf", "grep", "!grep"};
  if (OneOf(words.front().text, kOnlyShows)) return false;
  for (std::size_t i = 0; i < words.size() && i < kMaxPrefix; ++i) {
    const std::string_view word = words[i].text;
    if (word.starts_with("#") && i == 0) return false;
    if (IsPip(word)) {
      const std::size_t install = SubCommand(words, i + 1, "install");
      if (install == std::string::npos) continue;
      out.push_back(ReadPipInstall(words, install + 1));
      return true;
    }
    if (IsConda(word)) {
      if (const std::size_t env = SubCommand(words, i + 1, "env"); env != std::string::npos) {
        if (env + 1 >= words.size() || (words[env + 1].text != "create" && words[env + 1].text != "update"))
          return false;
        out.push_back(ReadConda(words, env + 2, true));
        return true;
      }
      std::size_t verb = SubCommand(words, i + 1, "install");
      if (verb == std::string::npos) verb = SubCommand(words, i + 1, "create");
      if (verb == std::string::npos) continue;
      // `micromamba create -f environment.yml`, `mamba create --file x.yml`
      InstallCommand command = ReadConda(words, verb + 1, false);
      for (std::size_t k = verb + 1; k + 1 < words.size(); ++k) {
        if (words[k].text == "-f") command.files.push_back(words[k + 1].text);
      }
      out.push_back(std::move(command));
      return true;
    }
    const std::string_view name = NameOf(word);
    const std::string_view next = i + 1 < words.size() ? std::string_view(words[i + 1].text) : std::string_view();
    const bool project = (name == "poetry" && next == "install") ||
                         (name == "pipenv" && (next == "install" || next == "sync")) ||
                         (name == "uv" && next == "sync") || (name == "pdm" && (next == "install" || next == "sync"));
    if (project) {
      InstallCommand command;
      command.tool = InstallCommand::Tool::kProject;
      command.manager = name;
      out.push_back(std::move(command));
      return true;
    }
  }
  return false;
}

}  // namespace

std::vector<ShellCommand> SplitCommands(std::string_view text) {
  std::vector<ShellCommand> out;
  std::size_t begin = 0;
  char quote = '\0';
  const auto finish = [&](std::size_t end) {
    const std::string_view part = text.substr(begin, end - begin);
    if (!Trim(part).empty()) out.push_back({begin, part});
    begin = end + 1;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      quote = '\0';  // an apostrophe in prose must not swallow the rest
      finish(i);
    } else if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '\\') {
      ++i;
    } else if (c == ';' || c == '|' || c == '&') {
      finish(i);
    }
  }
  if (begin < text.size()) finish(text.size());
  return out;
}

std::vector<InstallCommand> FindInstallCommands(std::string_view shell) {
  std::vector<InstallCommand> out;
  for (const ShellCommand& command : SplitCommands(shell)) {
    // Most lines of a README install nothing.
    if (command.text.find("install") == std::string_view::npos &&
        command.text.find("create") == std::string_view::npos && command.text.find("sync") == std::string_view::npos &&
        command.text.find("update") == std::string_view::npos) {
      continue;
    }
    const std::size_t first = out.size();
    ReadCommand(ShellWords(command.text), out);
    for (std::size_t i = first; i < out.size(); ++i) {
      for (Word& word : out[i].packages) {
        word.begin += command.begin;
        word.end += command.begin;
      }
    }
  }
  return out;
}

std::string ResolveMentioned(const Draft& draft, std::string_view by, std::string_view written) {
  if (written.empty() || written.find("://") != std::string_view::npos) return {};
  const std::string_view folder = FolderOf(by);
  for (const std::string& candidate : {JoinPath(folder, written), JoinPath({}, written),
                                       JoinPath(folder, NameOf(written)), JoinPath({}, NameOf(written))}) {
    if (!candidate.empty() && draft.Exists(candidate)) return candidate;
  }
  return {};
}

void RecordUses(Draft& draft, EnvironmentUse::By kind, const std::string& by,
                const std::vector<InstallCommand>& commands) {
  const auto use_first = [&](std::string_view folder, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      const std::string written = folder.empty() ? std::string(name) : std::string(folder) + "/" + std::string(name);
      const std::string path = ResolveMentioned(draft, by, written);
      if (path.empty()) continue;
      draft.Use(kind, by, path);
      return;
    }
  };
  for (const InstallCommand& command : commands) {
    for (const std::string& file : command.files) {
      const std::string path = ResolveMentioned(draft, by, file);
      if (path.empty()) continue;
      draft.Use(kind, by, path);
      // A file with an odd name is a requirements file because someone installs from it.
      const bool list = path.ends_with(".txt") || path.ends_with(".in") || path.ends_with(".pip") ||
                        NameOf(path).find('.') == std::string_view::npos;
      if (command.tool == InstallCommand::Tool::kPip && list)
        ReadRequirements(draft, path, DependencyFile::kRequirements);
    }
    for (const std::string& file : command.constraints) {
      if (const std::string path = ResolveMentioned(draft, by, file); !path.empty())
        draft.Use(EnvironmentUse::By::kConstraint, by, path);
    }
    for (const std::string& folder : command.folders) {
      use_first(folder.substr(0, folder.find('[')), {"pyproject.toml", "setup.cfg", "setup.py"});
    }
    if (command.tool == InstallCommand::Tool::kProject) {
      if (command.manager == "pipenv") {
        use_first({}, {"Pipfile"});
      } else {
        use_first({}, {"pyproject.toml"});
      }
    }
  }
}

}  // namespace tracklint::project
