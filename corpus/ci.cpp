#include "corpus/ci.h"

#include <algorithm>
#include <array>

namespace tracklint::corpus {
namespace {

/// Words of a line up to its comment, without quotes and separators of commands.
std::vector<std::string> Words(std::string_view line) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) break;
    const bool between = std::string_view(" \t\r'\"`;&|()[],").find(c) != std::string_view::npos;
    if (between && !words.back().empty()) words.emplace_back();
    if (!between) words.back() += c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// `src/train.py` is named by itself, by `./src/train.py`, and by `train.py` in its folder.
bool Names(std::string_view word, std::string_view script) {
  if (word.starts_with("./")) word.remove_prefix(2);
  if (word.empty() || !script.ends_with(word)) return false;
  return script.size() == word.size() || script[script.size() - word.size() - 1] == '/';
}

/// `src.train` is `src/train.py`.
bool IsModule(std::string word, std::string_view script) {
  std::ranges::replace(word, '.', '/');
  return Names(word + ".py", script);
}

bool IsCode(std::string_view word) { return word.ends_with(".py") || word.ends_with(".ipynb"); }

/// A program at the front of a command, whatever folder it is in: `.venv/bin/python3.11` is python.
bool IsProgram(std::string_view word, std::string_view program) {
  word = word.substr(word.rfind('/') + 1);
  return word.starts_with(program) && word.find_first_not_of("0123456789.", program.size()) == std::string_view::npos;
}

bool Starts(const std::vector<std::string>& words, const std::vector<std::string>& scripts) {
  constexpr std::array<std::string_view, 5> kRunners{"python", "papermill", "ipython", "torchrun", "spark-submit"};
  constexpr std::array<std::string_view, 3> kLaunchers{"torch.distributed", "accelerate", "papermill"};  // behind -m
  bool runner = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const std::string_view next = i + 1 < words.size() ? std::string_view(words[i + 1]) : std::string_view();
    const std::string_view after = i + 2 < words.size() ? std::string_view(words[i + 2]) : std::string_view();
    if ((IsProgram(word, "mlflow") || IsProgram(word, "kedro")) && next == "run") return true;
    if (IsProgram(word, "dvc") && (next == "repro" || (next == "exp" && after == "run"))) return true;
    runner = runner || word == "nbconvert" ||
             std::ranges::any_of(kRunners, [&](std::string_view name) { return IsProgram(word, name); });
    if (!runner) continue;
    const auto is_named = [&](const std::string& script) {
      return (IsCode(word) && Names(word, script)) || (word == "-m" && IsModule(std::string(next), script));
    };
    if (std::ranges::any_of(scripts, is_named)) return true;
    if (word == "-m")
      runner = std::ranges::any_of(kLaunchers, [&](std::string_view name) { return next.starts_with(name); });
  }
  return false;
}

}  // namespace

bool StartsRuns(std::string_view workflow, const std::vector<std::string>& scripts) {
  while (!workflow.empty()) {
    const std::size_t end = std::min(workflow.find('\n'), workflow.size());
    if (Starts(Words(workflow.substr(0, end)), scripts)) return true;
    workflow.remove_prefix(std::min(end + 1, workflow.size()));
  }
  return false;
}

}  // namespace tracklint::corpus
