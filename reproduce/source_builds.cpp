// Source distributions: fetched without executing them, built in the sandbox without a network.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "analyzer/knowledge/knowledge.h"
#include "reproduce/attempt_steps.h"
#include "reproduce/injected.h"
#include "reproduce/sha256.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

void WriteWhole(const std::string& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

/// The text between `before` and the next `end`; "" where there is none.
std::string Between(std::string_view text, std::string_view before, char end) {
  const std::size_t at = text.find(before);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + before.size();
  const std::size_t stop = text.find(end, begin);
  return stop == std::string_view::npos ? std::string() : std::string(text.substr(begin, stop - begin));
}

/// "Foo_Bar" → "foo-bar".
std::string Normal(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (const char c : name)
    out += c == '_' || c == '.' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::string_view NameIn(std::string_view requirement) {
  return requirement.substr(0, requirement.find_first_of("=<>~![ ;@"));
}

std::string Sha256Of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  Sha256 digest;
  std::array<char, 1 << 16> buffer{};
  while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0)
    digest.update({buffer.data(), static_cast<std::size_t>(in.gcount())});
  return digest.hex();
}

/// The last line that says something.
std::string LastWord(std::string_view output) {
  std::string last;
  std::size_t begin = 0;
  while (begin < output.size()) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    std::string_view line = output.substr(begin, end - begin);
    while (line.starts_with(' ')) line.remove_prefix(1);
    const std::size_t colon = line.find("Error: ");
    if (colon != std::string_view::npos || line.starts_with("error: ") ||
        line.find(" error: ") != std::string_view::npos)
      last = line;
    begin = end + 1;
  }
  return last.empty() ? "the build failed without a word" : last;
}

}  // namespace

std::vector<std::string> NamesWithoutWheels(std::string_view output) {
  constexpr std::string_view kBefore = "Wheels are required for `";
  std::vector<std::string> names;
  for (std::size_t at = output.find(kBefore); at != std::string_view::npos; at = output.find(kBefore, at + 1)) {
    const std::size_t begin = at + kBefore.size();
    std::string name(output.substr(begin, std::min(output.find('`', begin), output.size()) - begin));
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

std::vector<std::string> SpecifiersShownFor(std::string_view output, std::string_view name) {
  const std::string before = "depends on " + std::string(name);
  std::vector<std::string> specifiers;
  for (std::size_t at = output.find(before); at != std::string_view::npos; at = output.find(before, at + 1)) {
    const std::size_t begin = at + before.size();
    const std::size_t end = std::min(output.find_first_of(" \n", begin), output.size());
    std::string_view specifier = output.substr(begin, end - begin);
    while (specifier.ends_with(',') || specifier.ends_with('.')) specifier.remove_suffix(1);
    const bool some = !specifier.empty() && std::string_view("<>=!~").find(specifier.front()) != std::string_view::npos;
    if (some && std::ranges::find(specifiers, specifier) == specifiers.end()) specifiers.emplace_back(specifier);
  }
  return specifiers;
}

bool SourceBuilds::BuildMissing(const std::string& output, Cause& cause) {
  if (cause.name != "DEP_NO_WHEEL") return false;
  bool built = false;
  bool failed = false;
  for (const std::string& name : NamesWithoutWheels(output)) {
    for (const std::string& line : WantedLines(name, output)) {
      Source source;
      source.name = name;
      if (!Locate(line, source)) continue;
      const std::string known = name + " " + source.version;
      if (std::ranges::find(tried_, known) != tried_.end()) continue;
      tried_.push_back(known);
      if (!Fetch(source) || !MakeBuildEnvironment()) continue;
      const std::string trouble = Build(source);
      if (trouble.empty()) {
        built = true;
        built_.push_back(known);
        continue;
      }
      failed = true;
      std::string evidence = known;
      evidence.append(" has no wheel here, and its source does not build: ").append(trouble);
      cause = {"DEP_NO_WHEEL", std::move(evidence), false};
    }
  }
  // Everything that was wanted as source is there: what is left are versions that do not go together.
  if (!built && !failed && !built_.empty()) cause.name = "DEP_CONFLICT";
  return built;
}

std::vector<std::string> SourceBuilds::WantedLines(const std::string& name, const std::string& output) const {
  for (const std::vector<std::string>* lines : {&attempt_.plan.constraints, &attempt_.plan.requirements}) {
    for (const std::string& text : *lines) {
      // A pin leaves no choice.
      if (Normal(NameIn(text)) == Normal(name) && text.find("==") != std::string::npos)
        return {text.substr(0, text.find(';'))};
    }
  }
  std::vector<std::string> lines;
  for (const std::string& text : attempt_.plan.requirements) {
    if (Normal(NameIn(text)) == Normal(name)) lines.push_back(text.substr(0, text.find(';')));
  }
  constexpr std::size_t kMost = 3;
  for (const std::string& specifier : SpecifiersShownFor(output, name)) {
    if (lines.size() < kMost) lines.push_back(name + specifier);
  }
  if (lines.empty()) lines.push_back(name);
  return lines;
}

bool SourceBuilds::Locate(const std::string& line, Source& source) {
  const std::string config = folder_ + "/build/uv.toml";
  const std::string wanted = folder_ + "/build/wanted.txt";
  fs::create_directories(wheels());
  // Stated metadata keep uv from building anything to learn them.
  WriteWhole(config, "[[dependency-metadata]]\nname = \"" + source.name + "\"\nrequires-dist = []\n");
  WriteWhole(wanted, line + "\n");
  std::vector<std::string> words{"pip",         "compile",       "--config-file", config,        "--no-deps",
                                 "--no-header", "--no-annotate", "--format",      "pylock.toml", "--no-binary",
                                 source.name,   "--python",      python_};
  if (attempt_.plan.constraints.empty()) words.insert(words.end(), {"--exclude-newer", attempt_.plan.date});
  words.push_back(wanted);
  const Result<Watched> found = RunUv(attempt_, folder_, options_, words);
  if (!found.ok() || found.value().exit_code != 0) return false;
  const std::string text = WithoutEscapes(found.value().output);
  const std::size_t at = text.find("sdist = {");
  if (at == std::string::npos) return false;
  source.version = Between(text, "\nversion = \"", '"');
  source.url = Between(std::string_view(text).substr(at), "url = \"", '"');
  source.sha256 = Between(std::string_view(text).substr(at), "sha256 = \"", '"');
  return source.url.starts_with("http") && !source.sha256.empty();
}

Limits SourceBuilds::Limited() const {
  Limits limits = options_.limits;
  limits.seconds = options_.install_seconds;
  return limits;
}

bool SourceBuilds::Fetch(Source& source) {
  std::string file = source.url.substr(source.url.rfind('/') + 1);
  file = file.substr(0, file.find_first_of("?#"));
  if (file.empty() || file.front() == '.') return false;
  source.path = folder_ + "/build/" + file;
  const std::string script = folder_ + "/build/fetch.py";
  WriteWhole(script, kFetch);
  // The newest Python here knows today's certificates.
  const std::vector<Interpreter> pythons = FindInterpreters();
  const std::string program = pythons.empty() ? "python3" : pythons.back().path;
  const Result<Watched> ran = Supervise({program, "-I", script, source.url, source.path}, Limited());
  if (!ran.ok() || ran.value().exit_code != 0) return false;
  return Sha256Of(source.path) == source.sha256;
}

bool SourceBuilds::MakeBuildEnvironment() {
  std::error_code error;
  const std::string home = folder_ + "/build/env";
  if (fs::exists(home + "/bin/python", error)) return true;
  const Result<Watched> made =
      RunUv(attempt_, folder_, options_,
            {"venv", "--quiet", "--no-python-downloads", "--python", attempt_.plan.python.path, home});
  if (!made.ok() || made.value().exit_code != 0) return false;
  // Tools of today: those of the commit's date may not know today's formats.
  const Result<Watched> tools = RunUv(
      attempt_, folder_, options_,
      {"pip", "install", "--only-binary", ":all:", "--python", home + "/bin/python", "pip", "setuptools<81", "wheel"});
  return tools.ok() && tools.value().exit_code == 0;
}

bool SourceBuilds::AddBuildRequirements(const std::vector<std::string>& lines) {
  std::vector<std::string> words{"pip",   "install",  "--only-binary",
                                 ":all:", "--python", folder_ + "/build/env/bin/python"};
  words.insert(words.end(), lines.begin(), lines.end());
  std::vector<std::string> of_the_time = words;
  of_the_time.insert(of_the_time.end(), {"--exclude-newer", attempt_.plan.date});
  for (const std::vector<std::string>* command : {&of_the_time, &words}) {
    const Result<Watched> ran = RunUv(attempt_, folder_, options_, *command);
    if (ran.ok() && ran.value().exit_code == 0) return true;
  }
  return false;
}

Result<Watched> SourceBuilds::Inside(const std::vector<std::string>& command) {
  Sandbox sandbox;
  sandbox.off = !options_.sandbox;
  sandbox.writable = folder_ + "/build/work";
  sandbox.folder = sandbox.writable;
  fs::create_directories(sandbox.writable + "/tmp");
  std::error_code error;
  const fs::path real = fs::canonical(folder_ + "/build/env/bin/python", error);
  sandbox.readable = {folder_ + "/build"};
  if (!error && !real.string().starts_with("/usr/"))
    sandbox.readable.push_back(real.parent_path().parent_path().string());
  sandbox.environment = {{"PATH", folder_ + "/build/env/bin:/usr/bin:/bin"},
                         {"LANG", "C.UTF-8"},
                         {"HOME", sandbox.writable},
                         {"TMPDIR", sandbox.writable + "/tmp"},
                         {"PYTHONDONTWRITEBYTECODE", "1"},
                         {"SOURCE_DATE_EPOCH", "1577836800"}};
  Result<Watched> ran = Supervise(SandboxedCommand(sandbox, Limited(), command), Limited(), sandbox.writable);
  if (ran.ok()) {
    attempt_.cpu_seconds += ran.value().cpu_seconds;
    std::ofstream(folder_ + "/logs/build.txt", std::ios::app) << ran.value().output;
  }
  return ran;
}

std::string SourceBuilds::Build(const Source& source) {
  const std::string python = folder_ + "/build/env/bin/python";
  const std::string work = folder_ + "/build/work";
  WriteWhole(folder_ + "/build/build_requirements.py", kBuildRequirements);
  const Result<Watched> asked = Inside({python, "-I", folder_ + "/build/build_requirements.py", source.path});
  std::vector<std::string> wanted;
  if (asked.ok()) {
    constexpr std::string_view kMark = "requires: ";
    const std::string& text = asked.value().output;
    for (std::size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at + 1)) {
      std::string line = text.substr(at + kMark.size(), text.find('\n', at) - at - kMark.size());
      if (!line.empty() && line.front() != '-') wanted.push_back(std::move(line));
    }
  }
  if (!wanted.empty() && !AddBuildRequirements(wanted)) {
    for (const std::string& line : wanted) static_cast<void>(AddBuildRequirements({line}));
  }
  std::string trouble;
  bool older = false;
  constexpr int kTries = 5;
  for (int i = 0; i < kTries; ++i) {
    const Result<Watched> ran = Inside({python, "-m", "pip", "wheel", "--no-index", "--no-deps", "--no-build-isolation",
                                        "--no-cache-dir", "-w", work + "/wheels", source.path});
    if (!ran.ok()) return ran.error().message;
    if (!ran.value().stopped.empty()) return "its limit of " + ran.value().stopped + " was reached";
    if (ran.value().exit_code == 0) {
      std::error_code error;
      for (fs::directory_iterator at(work + "/wheels", error), end; !error && at != end; at.increment(error)) {
        // Of a build only the wheel of this package is taken.
        const std::string file = at->path().filename().string();
        const bool own = Normal(file.substr(0, file.find('-'))) == Normal(source.name) && file.ends_with(".whl");
        std::error_code failed;
        if (own && at->is_regular_file(failed) && !at->is_symlink(failed))
          fs::copy_file(at->path(), wheels() + "/" + file, fs::copy_options::overwrite_existing, failed);
      }
      return {};
    }
    const std::string output = WithoutEscapes(ran.value().output);
    trouble = LastWord(output);
    const std::string module = Between(output, "No module named '", '\'');
    const std::string distribution(knowledge::DistributionOf(module));
    const std::string name = distribution.empty() ? module.substr(0, module.find('.')) : distribution;
    if (!name.empty() && module.find("setuptools") == std::string::npos &&
        module.find("distutils") == std::string::npos && AddBuildRequirements({name})) {
      continue;
    }
    // What was written for setuptools of another time.
    if (older || !AddBuildRequirements({"setuptools<58"})) break;
    older = true;
  }
  return trouble;
}

}  // namespace tracklint::reproduce
