#include "rules/common/requirements.h"

#include "rules/common/text.h"

namespace tracklint::rules {
namespace {

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n'))
    text.remove_suffix(1);
  return text;
}

bool IsVcs(std::string_view text) {
  return text.starts_with("git+") || text.starts_with("hg+") || text.starts_with("svn+") || text.starts_with("bzr+");
}

bool IsLocal(std::string_view text) {
  return text.starts_with(".") || text.starts_with("/") || text.starts_with("~") || text.starts_with("file:") ||
         text.ends_with(".whl") || text.ends_with(".tar.gz") || text.ends_with(".zip") ||
         (text.find('/') != std::string_view::npos && text.find("://") == std::string_view::npos &&
          text.find('@') == std::string_view::npos);
}

/// A reference after the path of a VCS address that does not look like a branch.
bool HasFixedReference(std::string_view url) {
  url = url.substr(0, url.find('#'));
  const std::size_t scheme = url.find("://");
  const std::size_t slash = scheme == std::string_view::npos ? std::string_view::npos : url.find('/', scheme + 3);
  const std::size_t at = url.rfind('@');
  if (at == std::string_view::npos || slash == std::string_view::npos || at < slash) return false;
  return !IsOneOf(Lower(url.substr(at + 1)), {"main", "master", "develop", "dev", "head", "trunk", "latest", ""});
}

struct Word {
  std::string text;
  bool quoted = false;
};

/// Words of a shell command, without quotes; a bare `;`, `&&`, `|`, `>` or `#` ends the command.
std::vector<Word> WordsOfCommand(std::string_view command) {
  std::vector<Word> words;
  char quote = 0;
  bool open = false;
  for (std::size_t i = 0; i < command.size(); ++i) {
    const char c = command[i];
    if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        words.back().text += c;
      }
      continue;
    }
    if (c == '"' || c == '\'') {
      if (!open) words.emplace_back();
      open = true;
      quote = c;
      words.back().quoted = true;
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' ||
               (c == '\\' && i + 1 < command.size() && command[i + 1] == '\n')) {
      open = false;
    } else if (c == ';' || c == '|' || c == '&' || (c == '#' && !open)) {
      break;
    } else if (c == '>' && !open) {
      break;
    } else {
      if (!open) words.emplace_back();
      open = true;
      words.back().text += c;
    }
  }
  return words;
}

bool TakesValue(std::string_view option) {
  return IsOneOf(option, {"-r",
                          "--requirement",
                          "-c",
                          "--constraint",
                          "-i",
                          "--index-url",
                          "--extra-index-url",
                          "-f",
                          "--find-links",
                          "-t",
                          "--target",
                          "--platform",
                          "--python-version",
                          "--implementation",
                          "--abi",
                          "--root",
                          "--prefix",
                          "-b",
                          "--build",
                          "--src",
                          "-e",
                          "--editable",
                          "--upgrade-strategy",
                          "--progress-bar",
                          "--timeout",
                          "--retries",
                          "--trusted-host",
                          "--cert",
                          "--client-cert",
                          "--cache-dir",
                          "--log",
                          "--proxy",
                          "--no-binary",
                          "--only-binary",
                          "--global-option",
                          "--install-option",
                          "--config-settings",
                          "-C",
                          "--python",
                          "-p",
                          "--exists-action",
                          "--report",
                          "--use-feature",
                          "--use-deprecated",
                          "--index-strategy"});
}

/// Index of the first word after "pip install"; 0 when the command is another one.
std::size_t AfterInstall(const std::vector<Word>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    std::string_view word = words[i].text;
    if (i == 0 && !word.empty() && (word.front() == '!' || word.front() == '%')) word.remove_prefix(1);
    const std::string_view program = FileNameOf(word);
    const bool pip = program == "pip" || program == "pip3" || (program.starts_with("pip3.") && program.size() < 8);
    if (pip && words[i + 1].text == "install") return i + 2;
    // Only programs and their options may stand before it.
    if (!IsOneOf(program, {"python",  "python3", "-m",  "uv",   "sudo", "!",     "%",  "{sys.executable}",
                           "$PYTHON", "-q",      "run", "time", "-H",   "conda", "-n", "poetry",
                           "py",      "cmd",     "/c",  "bash", "-c",   "sh"}) &&
        !program.starts_with("python3.") && program.find("executable") == std::string_view::npos && word != "*" &&
        word != "…" && !program.empty())
      return 0;
  }
  return 0;
}

}  // namespace

std::string RequirementName(std::string_view requirement) {
  requirement = Trim(requirement);
  if (requirement.empty() || requirement.front() == '-') return {};
  if (IsVcs(requirement) ||
      (requirement.find("://") != std::string_view::npos && requirement.find('@') == std::string_view::npos)) {
    const std::size_t egg = requirement.find("#egg=");
    return egg == std::string_view::npos ? std::string() : RequirementName(requirement.substr(egg + 5));
  }
  if (IsLocal(requirement)) return {};
  std::string name;
  for (const char c : requirement) {
    if (!IsNameChar(c)) break;
    const bool separator = c == '-' || c == '_' || c == '.';
    if (separator && !name.empty() && name.back() == '-') continue;
    name += separator ? '-' : c;
  }
  while (name.ends_with("-")) name.pop_back();
  return Lower(name);
}

bool IsExactRequirement(std::string_view requirement) {
  requirement = Trim(requirement.substr(0, requirement.find(" #")));
  const std::size_t at = requirement.find(" @ ");
  const std::string_view url = at == std::string_view::npos ? requirement : Trim(requirement.substr(at + 3));
  if (IsVcs(url)) return HasFixedReference(url);
  if (url.find("://") != std::string_view::npos) return true;  // one file
  const std::string_view plain = requirement.substr(0, requirement.find(';'));
  const std::size_t equals = plain.find("==");
  return equals != std::string_view::npos && plain.find('*', equals) == std::string_view::npos;
}

std::vector<std::string> UnpinnedInstalls(std::string_view command) {
  const std::vector<Word> words = WordsOfCommand(command);
  std::vector<std::string> unpinned;
  std::size_t i = AfterInstall(words);
  if (i == 0) return unpinned;
  for (; i < words.size(); ++i) {
    const std::string& word = words[i].text;
    if (word.starts_with("-")) {
      if (TakesValue(word)) ++i;
      continue;
    }
    if (word.find_first_of("{$*<") != std::string::npos && word.find("==") == std::string::npos && !words[i].quoted)
      continue;  // filled in by the notebook
    if (IsVcs(word)) {
      if (!IsExactRequirement(word)) unpinned.push_back(word);
      continue;
    }
    const std::string name = RequirementName(word);
    if (name.empty() || IsOneOf(name, {"pip", "setuptools", "wheel"}) || IsExactRequirement(word)) continue;
    unpinned.push_back(word);
  }
  return unpinned;
}

}  // namespace tracklint::rules
