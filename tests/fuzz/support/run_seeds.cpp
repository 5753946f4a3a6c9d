// Runs a fuzz target over the files of the folders it is given, without libFuzzer: what every compiler can do in a test.
//
// TARGET FOLDER… [--mutate SECONDS [SEED]]: then goes on with changed and mixed files for so long. Nothing guides it, but
// an optimised build tries a hundred times as many inputs as one with sanitizers. An input that fails stays in
// `failed-<target>` in the current folder.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temp_dir.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

std::string current;      // NOLINT: what runs now, for Save
std::string failed_name;  // NOLINT

void Save(int signal) {
  if (std::FILE* file = std::fopen(failed_name.c_str(), "wb")) {
    std::fwrite(current.data(), 1, current.size(), file);
    std::fclose(file);
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void Run(std::string bytes) {
  current = std::move(bytes);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
}

class Mutator {
 public:
  Mutator(const std::vector<std::string>& seeds, unsigned seed) : seeds_(seeds), random_(seed) {}

  std::string Next() {
    std::string text = Any(seeds_);
    for (std::size_t count = 1 + Below(6); count > 0; --count) Change(text);
    constexpr std::size_t kMost = 20000;
    if (text.size() > kMost) text.resize(kMost);
    return text;
  }

 private:
  std::size_t Below(std::size_t end) { return end == 0 ? 0 : random_() % end; }
  const std::string& Any(const std::vector<std::string>& list) { return list[Below(list.size())]; }

  struct Part {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  /// A whole line with its end.
  Part Line(const std::string& text) {
    const std::size_t at = Below(text.size());
    const std::size_t before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    const std::size_t after = text.find('\n', at);
    return {before == std::string::npos ? 0 : before + 1, after == std::string::npos ? text.size() : after + 1};
  }
  /// A run of letters and digits, or one other character.
  Part Token(const std::string& text) {
    const std::size_t at = Below(text.size());
    const auto word = [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0; };
    Part part{at, std::min(at + 1, text.size())};
    if (text.empty() || !word(text[at])) return part;
    while (part.begin > 0 && word(text[part.begin - 1])) --part.begin;
    while (part.end < text.size() && word(text[part.end])) ++part.end;
    return part;
  }

  void Change(std::string& text) {
    const std::string& other = Any(seeds_);
    const auto cut = [](const std::string& from, Part part) { return from.substr(part.begin, part.end - part.begin); };
    const auto put = [&text](Part part, const std::string& by) { text.replace(part.begin, part.end - part.begin, by); };
    switch (Below(12)) {
      case 0: put(Line(text), ""); break;
      case 1:
      case 2: {  // a line of another file, indented as the one that it stands before
        const std::size_t at = Line(text).begin;
        std::string line = cut(other, Line(other));
        const std::size_t blanks = std::min(text.find_first_not_of(' ', at), text.size()) - at;
        const std::size_t own = std::min(line.find_first_not_of(' '), line.size());
        if (Below(4) != 0) line = std::string(blanks, ' ') + line.substr(own);
        text.insert(at, line);
        break;
      }
      case 3: {  // a line moves
        const Part part = Line(text);
        const std::string line = cut(text, part);
        put(part, "");
        text.insert(Line(text).begin, line);
        break;
      }
      case 4: {
        const Part part = Line(text);
        text.insert(part.begin, cut(text, part));
        break;
      }
      case 5:
      case 6: put(Token(text), cut(other, Token(other))); break;
      case 7: put(Token(text), cut(text, Token(text))); break;
      case 8: put(Token(text), ""); break;
      case 9: text.insert(Token(text).begin, cut(other, Token(other))); break;
      case 10:
        if (!text.empty()) text[Below(text.size())] = static_cast<char>(Below(256));
        break;
      default: {  // some lines go deeper or come back
        const std::size_t at = Line(text).begin;
        if (Below(2) == 0)
          text.insert(at, "    ");
        else
          text.erase(at, std::min<std::size_t>(4, text.find_first_not_of(' ', at) - at));
        break;
      }
    }
  }

  const std::vector<std::string>& seeds_;
  std::mt19937 random_;
};

}  // namespace

int main(int count, char** arguments) {
  std::vector<std::filesystem::path> files;
  double seconds = 0;
  unsigned seed = 1;
  for (int i = 1; i < count; ++i) {
    if (std::string_view(arguments[i]) == "--mutate") {
      if (i + 1 < count) seconds = std::atof(arguments[i + 1]);
      if (i + 2 < count) seed = static_cast<unsigned>(std::atoi(arguments[i + 2]));
      break;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(arguments[i])) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  failed_name = "failed-" + std::filesystem::path(arguments[0]).filename().string();
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE}) std::signal(signal, Save);
  Run({});
  std::vector<std::string> seeds;
  for (const std::filesystem::path& file : files) {
    // Before, not after: so a crash tells which file it was.
    std::printf("%s\n", file.filename().c_str());
    std::fflush(stdout);
    seeds.push_back(tracklint::tests::ReadFile(file));
    Run(seeds.back());
  }
  std::printf("%zu seeds\n", files.size());
  if (files.empty()) return 1;
  Mutator mutator(seeds, seed);
  std::size_t tried = 0;
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (std::chrono::steady_clock::now() < end) {
    Run(mutator.Next());
    ++tried;
  }
  if (seconds > 0) std::printf("%zu changed\n", tried);
  return 0;
}
