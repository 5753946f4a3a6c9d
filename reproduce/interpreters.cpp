// Which Python an experiment is tried with.
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>

#include "reproduce/plan.h"
#include "tracklint/requirement.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

std::string Variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread runs yet
  return value != nullptr ? value : "";
}

/// "3.11.7", "3.11" → 3, 11.
bool ParseTwo(std::string_view text, int& major, int& minor) {
  const auto [dot, trouble] = std::from_chars(text.data(), text.data() + text.size(), major);
  if (trouble != std::errc() || dot == text.data() + text.size() || *dot != '.') return false;
  return std::from_chars(dot + 1, text.data() + text.size(), minor).ec == std::errc();
}

/// The minor version of Python 3 that was two years old or older at a date: what most people ran then.
int UsualMinor(std::string_view date) {
  int year = 2024;
  std::from_chars(date.data(), date.data() + std::min<std::size_t>(4, date.size()), year);
  int month = 1;
  if (date.size() >= 7) std::from_chars(date.data() + 5, date.data() + 7, month);
  // 3.8 came in October 2019, then one each October.
  const int minor = year - 2 - 2019 + 8 - (month < 10 ? 1 : 0);
  return std::clamp(minor, 6, 13);
}

std::string Name(const Interpreter& python) {
  return std::to_string(python.major) + "." + std::to_string(python.minor);
}

}  // namespace

std::vector<Interpreter> FindInterpreters() {
  std::map<std::pair<int, int>, std::string> found;
  std::error_code error;
  const std::string home = Variable("HOME");
  const std::string pyenv = Variable("PYENV_ROOT").empty() ? home + "/.pyenv" : Variable("PYENV_ROOT");
  for (const std::string& folder : {pyenv + "/versions", home + "/.local/share/uv/python"}) {
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      std::string name = at->path().filename().string();
      if (name.starts_with("cpython-")) name = name.substr(8);
      int major = 0;
      int minor = 0;
      const fs::path program = at->path() / "bin" / "python3";
      if (ParseTwo(name, major, minor) && major == 3 && fs::exists(program, error))
        found.emplace(std::pair(major, minor), program.string());
    }
    error.clear();
  }
  for (const char* folder : {"/usr/local/bin", "/usr/bin"}) {
    for (int minor = 6; minor <= 15; ++minor) {
      const fs::path program = fs::path(folder) / ("python3." + std::to_string(minor));
      if (fs::exists(program, error)) found.emplace(std::pair(3, minor), program.string());
    }
  }
  std::vector<Interpreter> all;
  for (const auto& [version, path] : found) all.push_back({version.first, version.second, path});
  return all;
}

Interpreter ChooseInterpreter(const std::string& said, const std::string& date,
                              const std::vector<Interpreter>& available, std::string& why) {
  const int usual = UsualMinor(date);
  const auto nearest = [&](int minor) {
    return *std::ranges::min_element(available, {}, [&](const Interpreter& python) {
      // Of two that are equally near the older one: old packages have wheels for it.
      return std::abs(python.minor - minor) * 2 + (python.minor > minor ? 1 : 0);
    });
  };
  const std::size_t digit = said.find_first_not_of(" v=");
  const std::string version = digit == std::string::npos ? "" : said.substr(digit);
  int major = 0;
  int minor = 0;
  if (version.find_first_of("<>~^!,*") == std::string::npos && ParseTwo(version, major, minor) && major == 3) {
    const Interpreter chosen = nearest(minor);
    why = chosen.minor == minor ? "the repository says " + said
                                : "the repository says " + said + "; this is the nearest here";
    return chosen;
  }
  if (version.find_first_of("<>~^!") != std::string::npos) {
    std::string specifier = version;
    if (specifier.front() == '^') specifier = ">=" + specifier.substr(1) + ",<4";
    std::vector<Interpreter> admitted;
    for (const Interpreter& python : available) {
      // A bound such as >=3.8.1 admits some release of 3.8: ask for a late one.
      if (SpecifierAdmits(specifier, Name(python) + ".99") || SpecifierAdmits(specifier, Name(python)))
        admitted.push_back(python);
    }
    if (!admitted.empty()) {
      why = "the repository admits " + said + "; of these, one that was in use at the commit's date";
      return *std::ranges::min_element(admitted, {}, [&](const Interpreter& python) {
        return std::abs(python.minor - usual) * 2 + (python.minor > usual ? 1 : 0);
      });
    }
    why = "the repository says " + said + ", which none here satisfies; ";
  } else {
    why = said.empty() ? "the repository says nothing; " : "the repository says " + said + "; ";
  }
  why += "one that was in use at the commit's date";
  return nearest(usual);
}

}  // namespace tracklint::reproduce
