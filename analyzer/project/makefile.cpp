// What a README installs by `make target`: the recipes of that target, of those it needs, and of those it makes in turn.
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/project/install_command.h"
#include "analyzer/project/readers.h"

namespace tracklint::project {
namespace {

struct Target {
  std::vector<std::string> needs;
  std::string recipe;
};
using Targets = std::map<std::string, Target, std::less<>>;

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (Word& word : ShellWords(text)) words.push_back(std::move(word.text));
  return words;
}

Targets ReadTargets(const FileText& makefile) {
  Targets targets;
  std::vector<std::string> open;  // targets whose recipe is being read
  for (const Line& line : SplitLines(makefile.text)) {
    if (line.text.starts_with('\t')) {
      for (const std::string& name : open) targets[name].recipe += std::string(Trim(line.text)) + '\n';
      continue;
    }
    const std::string_view text = Trim(line.text.substr(0, line.text.find('#')));
    const std::size_t colon = text.find(':');
    if (text.empty()) continue;
    open.clear();
    if (colon == std::string_view::npos || text.substr(colon).starts_with(":=")) continue;
    open = WordsOf(text.substr(0, colon));
    for (const std::string& name : open) {
      for (std::string& need : WordsOf(text.substr(colon + 1))) targets[name].needs.push_back(std::move(need));
    }
  }
  return targets;
}

/// The targets of each `make a b` in shell text.
std::vector<std::string> MadeTargets(std::string_view shell) {
  std::vector<std::string> made;
  for (const ShellCommand& command : SplitCommands(shell)) {
    const std::vector<std::string> words = WordsOf(command.text);
    std::size_t i = 0;
    while (i < words.size() && (words[i] == "$" || words[i] == ">" || words[i] == "@" || words[i] == "-")) ++i;
    if (i >= words.size() || (words[i] != "make" && words[i] != "@make" && words[i] != "$(MAKE)")) continue;
    for (++i; i < words.size() && !words[i].empty(); ++i) {
      if (words[i].front() != '-' && words[i].find('=') == std::string::npos) made.push_back(words[i]);
    }
  }
  return made;
}

}  // namespace

void ReadMakeTargets(Draft& draft, const FileText& readme) {
  if (readme.text.find("make ") == std::string::npos) return;
  const std::optional<FileText> makefile = draft.Read(JoinPath(FolderOf(readme.path), "Makefile"), false);
  if (!makefile) return;
  const Targets targets = ReadTargets(*makefile);
  std::string shell = readme.text;
  for (char& c : shell) {
    if (c == '`') c = '\n';
  }
  std::set<std::string, std::less<>> seen;
  std::vector<std::string> work = MadeTargets(shell);
  while (!work.empty()) {
    const std::string name = std::move(work.back());
    work.pop_back();
    const auto target = targets.find(name);
    if (target == targets.end() || !seen.insert(name).second) continue;
    RecordUses(draft, EnvironmentUse::By::kReadme, readme.path, FindInstallCommands(target->second.recipe));
    work.insert(work.end(), target->second.needs.begin(), target->second.needs.end());
    for (std::string& next : MadeTargets(target->second.recipe)) work.push_back(std::move(next));
  }
}

}  // namespace tracklint::project
