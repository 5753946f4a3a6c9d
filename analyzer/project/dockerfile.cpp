// Dockerfiles: base images, stages, arguments, installed packages, settings. Nothing is built.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/project/file_kinds.h"
#include "analyzer/project/images.h"
#include "analyzer/project/install_command.h"
#include "analyzer/project/readers.h"
#include "analyzer/project/requirement_line.h"
#include "analyzer/project/secrets.h"
#include "analyzer/project/yaml_support.h"

namespace tracklint::project {
namespace {

/// One instruction: its words joined over continued lines, with the way back to the lines.
struct Instruction {
  std::string name;  ///< upper case
  std::string text;  ///< what follows the name
  struct Piece {
    std::size_t begin = 0;  ///< offset in text
    Line line;
    std::size_t column = 0;  ///< offset in the line
  };
  std::vector<Piece> pieces;

  [[nodiscard]] ProjectPlace Place(const std::string& path, std::size_t begin, std::size_t end) const {
    const Piece* best = pieces.data();
    for (const Piece& piece : pieces) {
      if (piece.begin <= begin) best = &piece;
    }
    return PlaceInLine(path, best->line, begin - best->begin + best->column, end - begin);
  }
  void Append(const Line& line, std::string_view part) {
    if (!text.empty()) text += name == "RUN" && heredoc ? '\n' : ' ';
    pieces.push_back({text.size(), line, static_cast<std::size_t>(part.data() - line.text.data())});
    text += part;
  }
  bool heredoc = false;
  bool unclosed = false;  ///< a heredoc without its last line
};

/// The markers of `<<EOF`, `<<-"EOF"` in a command, outside of quotes.
std::vector<std::string> HeredocMarkers(std::string_view text) {
  std::vector<std::string> out;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '\\') {
      ++i;
    } else if (text.substr(i, 2) == "<<") {
      std::size_t begin = i;  // a word: `<<EOF`, `3<<EOF`
      while (begin > 0 && std::isdigit(static_cast<unsigned char>(text[begin - 1])) != 0) --begin;
      if (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\t') {
        ++i;
        continue;
      }
      std::size_t from = i + 2;
      if (from < text.size() && text[from] == '-') ++from;
      const char mark = from < text.size() ? text[from] : '\0';
      if (mark == '"' || mark == '\'') ++from;
      std::size_t end = from;
      while (end < text.size() &&
             (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_' || text[end] == '-'))
        ++end;
      if (end > from) out.emplace_back(text.substr(from, end - from));
      i = end + (mark == '"' || mark == '\'' ? 1 : 0);
      --i;
    }
  }
  return out;
}

class DockerfileParser {
 public:
  explicit DockerfileParser(std::string_view text) : lines_(SplitLines(text)) {}

  std::vector<Instruction> Parse() {
    std::vector<Instruction> out;
    for (at_ = 0; at_ < lines_.size();) {
      const Line& line = lines_[at_];
      const std::string_view trimmed = Trim(line.text);
      if (trimmed.starts_with('#') || trimmed.empty()) {
        ReadDirective(trimmed);
        ++at_;
        continue;
      }
      out.push_back(ReadInstruction());
    }
    return out;
  }

 private:
  void ReadDirective(std::string_view comment) {
    const std::string lower = LowerAscii(comment);
    if (lower.starts_with("#") && lower.find("escape=`") != std::string::npos) escape_ = '`';
  }
  Instruction ReadInstruction() {
    Instruction instruction;
    bool first = true;
    for (; at_ < lines_.size(); ++at_) {
      const Line& line = lines_[at_];
      std::string_view part = Trim(line.text);
      if (!first && (part.starts_with('#') || part.empty())) continue;  // comments may stand inside
      const bool continues = part.ends_with(escape_);
      if (continues) part = Trim(part.substr(0, part.size() - 1));
      if (first) {
        const std::size_t end = std::min(part.find_first_of(" \t"), part.size());
        for (const char c : part.substr(0, end))
          instruction.name += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        part = Trim(part.substr(end));
        first = false;
      }
      if (part.data() == nullptr || part.empty()) part = line.text.substr(line.text.size());
      instruction.Append(line, part);
      if (!continues) {
        ++at_;
        break;
      }
    }
    ReadHeredocs(instruction);
    return instruction;
  }
  /// `RUN <<EOF`: the lines up to the marker are the command.
  void ReadHeredocs(Instruction& instruction) {
    if (instruction.name != "RUN" && instruction.name != "COPY" && instruction.name != "ADD") return;
    const std::size_t keep = at_;
    const std::size_t text = instruction.text.size();
    const std::size_t pieces = instruction.pieces.size();
    for (const std::string& marker : HeredocMarkers(std::string(instruction.text))) {
      instruction.heredoc = true;
      while (at_ < lines_.size() && Trim(lines_[at_].text) != marker) {
        instruction.Append(lines_[at_], lines_[at_].text);
        ++at_;
      }
      if (at_ >= lines_.size()) {
        instruction.unclosed = true;
        instruction.text.resize(text);
        instruction.pieces.resize(pieces);
        at_ = keep;  // what follows is read as instructions
        return;
      }
      ++at_;
    }
  }

  std::vector<Line> lines_;
  std::size_t at_ = 0;
  char escape_ = '\\';
};

class DockerfileReader {
 public:
  DockerfileReader(Draft& draft, const FileText& file) : draft_(draft), file_(file) {}

  void Read() {
    const std::vector<Instruction> instructions = DockerfileParser(file_.text).Parse();
    Check(instructions);
    for (const Instruction& instruction : instructions) {
      if (instruction.name == "FROM")
        From(instruction);
      else if (instruction.name == "ARG")
        Variables(instruction, true);
      else if (instruction.name == "ENV")
        Variables(instruction, false);
      else if (instruction.name == "COPY")
        Copy(instruction);
      else if (instruction.name == "RUN")
        Run(instruction);
      else if (instruction.name == "CMD" || instruction.name == "ENTRYPOINT")
        Command(instruction);
    }
    if (!declares_) return;
    DependencySource& source = draft_.Source(file_.path, DependencyFile::kDockerfile);
    const bool side = IsSideFolder(file_.path) || LowerAscii(file_.path).find("mlflow") != std::string::npos;
    source.sets_environment = !service_ && !side;
  }

 private:
  /// What Docker refuses. Files named Dockerfile.j2 or Dockerfile.md are something else, and so are other front ends.
  void Check(const std::vector<Instruction>& instructions) {
    if (instructions.empty() || IsTemplated(file_.text) || !IsPlainDockerfile()) return;
    constexpr std::array<std::string_view, 18> kKnown = {
        "ADD",   "ARG",        "CMD",     "COPY", "ENTRYPOINT", "ENV",        "EXPOSE", "FROM",   "HEALTHCHECK",
        "LABEL", "MAINTAINER", "ONBUILD", "RUN",  "SHELL",      "STOPSIGNAL", "USER",   "VOLUME", "WORKDIR"};
    bool stage = false;
    for (const Instruction& instruction : instructions) {
      const ProjectPlace where = PlaceOfText(file_.path, instruction.pieces.front().line, {});
      if (std::find(kKnown.begin(), kKnown.end(), instruction.name) == kKnown.end()) {
        draft_.Issue(where, "unknown instruction");
        if (!stage) return;  // not a Dockerfile at all: once is enough
        continue;
      }
      if (instruction.unclosed) draft_.Issue(where, "a heredoc is never closed");
      if (!stage && instruction.name != "FROM" && instruction.name != "ARG") {
        draft_.Issue(where, "an instruction before FROM");
        stage = true;  // said once
      }
      stage = stage || instruction.name == "FROM";
    }
    if (!stage) draft_.Issue(PlaceOfText(file_.path, instructions.front().pieces.front().line, {}), "no FROM");
  }
  [[nodiscard]] bool IsPlainDockerfile() const {
    const std::string name = LowerAscii(NameOf(file_.path));
    for (const std::string_view end : {".py", ".md", ".sh", ".j2", ".txt", ".yml", ".yaml", ".tmpl", ".template", ".in",
                                       ".ipynb", ".json", ".m4", ".tpl", ".jinja", ".jinja2", ".dockerignore"}) {
      if (name.ends_with(end)) return false;
    }
    for (const Line& line : SplitLines(file_.text)) {
      const std::string_view text = Trim(line.text);
      if (text.empty()) continue;
      if (!text.starts_with('#')) return true;
      const std::size_t syntax = text.find("syntax=");
      if (syntax != std::string_view::npos && text.find("docker/dockerfile", syntax) == std::string_view::npos)
        return false;
    }
    return true;
  }
  void From(const Instruction& instruction) {
    const std::vector<Word> words = ShellWords(instruction.text);
    std::size_t i = 0;
    while (i < words.size() && words[i].text.starts_with("--")) ++i;
    if (i >= words.size()) {
      draft_.Issue(instruction.Place(file_.path, 0, 0), "FROM without an image");
      return;
    }
    const std::string image = ExpandVariables(words[i].text, variables_);
    const bool stage = stages_.contains(LowerAscii(image));
    if (i + 2 < words.size() && EqualsIgnoringCase(words[i + 1].text, "as"))
      stages_.insert(LowerAscii(words[i + 2].text));
    if (stage || image == "scratch" || image.find('$') != std::string::npos) return;
    const ProjectPlace where = instruction.Place(file_.path, words[i].begin, words[i].end);
    AddImage(draft_, image, where);
    if (const std::string python = PythonOfImage(image); !python.empty()) draft_.Python(kRankImage, python, where);
  }
  void Copy(const Instruction& instruction) {
    for (const Word& word : ShellWords(instruction.text)) {
      if (!word.text.starts_with("--from=")) continue;
      const std::string image = ExpandVariables(word.text.substr(7), variables_);
      // Stages go by name or number; images show a registry, a folder or a tag.
      if (stages_.contains(LowerAscii(image)) || image.find_first_of(":/") == std::string::npos ||
          image.find('$') != std::string::npos)
        continue;
      AddImage(draft_, image, instruction.Place(file_.path, word.begin + 7, word.end));
    }
  }
  /// `ARG A=b C`, `ENV A=b C=d`, `ENV A b c`
  void Variables(const Instruction& instruction, bool argument) {
    const std::vector<Word> words = ShellWords(instruction.text);
    if (words.empty()) return;
    if (!argument && words.front().text.find('=') == std::string::npos) {
      if (words.size() < 2) return;
      Set(instruction, words.front().text, instruction.text.substr(words[1].begin), words.front());
      return;
    }
    for (const Word& word : words) {
      const std::size_t sign = word.text.find('=');
      if (sign == std::string::npos) continue;
      Set(instruction, word.text.substr(0, sign), word.text.substr(sign + 1), word);
    }
  }
  void Set(const Instruction& instruction, const std::string& name, const std::string& value, const Word& word) {
    const std::string expanded = ExpandVariables(value, variables_);
    variables_[name] = expanded;
    if (!name.starts_with("MLFLOW_") && name != "DATABRICKS_HOST") return;
    draft_.project.settings.push_back(
        {name, SafeValue(name, expanded), instruction.Place(file_.path, word.begin, word.end)});
  }
  void Run(const Instruction& instruction) {
    const std::vector<InstallCommand> commands = FindInstallCommands(instruction.text);
    RecordUses(draft_, EnvironmentUse::By::kDockerfile, file_.path, commands);
    for (const InstallCommand& command : commands) {
      for (const Word& word : command.packages) {
        const std::string text = ExpandVariables(word.text, variables_);
        if (text.empty() || text.find('$') != std::string::npos) continue;
        if (IsTemplated(instruction.text)) continue;  // `pip install {{ packages }}`
        std::optional<Dependency> dependency;
        if (command.tool == InstallCommand::Tool::kConda) {
          dependency = ParseCondaRequirement(text, false);
        } else if (Result<std::optional<Dependency>> parsed = ParsePipRequirement(text); parsed.ok()) {
          dependency = std::move(parsed).value();
        } else if (std::isalnum(static_cast<unsigned char>(text.front())) != 0 &&
                   text.find_first_of("*{}()`/\\|:") == std::string::npos) {
          draft_.Issue(instruction.Place(file_.path, word.begin, word.end),
                       "pip cannot read this requirement: " + WithoutCredentials(parsed.error().message));
        }
        if (!dependency) continue;
        const std::string name = NormalizeName(dependency->name);
        dependency->kind = DependencyFile::kDockerfile;
        dependency->where = instruction.Place(file_.path, word.begin, word.end);
        if (name == "python") {
          if (dependency->pinned) draft_.Python(kRankImage, *dependency->pinned, dependency->where);
          continue;
        }
        // The tools that install the rest are not what the run uses.
        if (name == "pip" || name == "setuptools" || name == "wheel" || name == "poetry" || name == "uv" ||
            name == "pipenv" || name == "conda" || name == "mamba")
          continue;
        declares_ = true;
        draft_.Add(std::move(*dependency));
      }
    }
  }
  void Command(const Instruction& instruction) {
    std::string flat = instruction.text;
    std::replace_if(
        flat.begin(), flat.end(), [](char c) { return c == '"' || c == ',' || c == '[' || c == ']' || c == '\''; },
        ' ');
    const std::vector<Word> words = ShellWords(flat);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (NameOf(words[i].text) != "mlflow") continue;
      service_ = words[i + 1].text == "server" || words[i + 1].text == "ui" || words[i + 1].text == "models";
    }
  }

  Draft& draft_;
  const FileText& file_;
  std::map<std::string, std::string, std::less<>> variables_;
  std::set<std::string, std::less<>> stages_;
  bool declares_ = false;
  bool service_ = false;
};

}  // namespace

void ReadDockerfile(Draft& draft, const FileText& file) { DockerfileReader(draft, file).Read(); }

}  // namespace tracklint::project
