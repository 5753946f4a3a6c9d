#include "cli/output.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <string_view>
#include <system_error>

#include <unistd.h>

#include "cli/recording.h"

namespace tracklint::cli {
namespace {

bool IsSet(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  return value != nullptr && *value != '\0' && std::string_view(value) != "0";
}

}  // namespace

Terminal ReadTerminal() {
  Terminal terminal;
  terminal.is_terminal = isatty(STDOUT_FILENO) == 1;
  const char* term = std::getenv("TERM");          // NOLINT(concurrency-mt-unsafe)
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe)
  terminal.no_color =
      (no_color != nullptr && *no_color != '\0') || (term != nullptr && std::string_view(term) == "dumb");
  terminal.force_color = IsSet("FORCE_COLOR") || IsSet("CLICOLOR_FORCE");
  return terminal;
}

bool UseColor(const std::string& when, const Terminal& terminal, bool to_file) {
  if (when == "always") return true;
  if (when == "never" || to_file || terminal.no_color) return false;
  return terminal.is_terminal || terminal.force_color;
}

std::optional<Error> WriteTo(const std::string& path, const std::function<void(std::ostream&)>& write,
                             std::ostream& out, Recording* recording) {
  if (path.empty() || path == "-") {
    write(out);
    out.flush();
    return std::nullopt;
  }
  std::error_code ignored;
  const std::filesystem::path parent = std::filesystem::path(path).parent_path();
  if (!parent.empty()) std::filesystem::create_directories(parent, ignored);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (recording == nullptr) {
    write(file);
  } else {
    Recording::File& record = recording->files.emplace_back();
    record.path = path;
    Tee tee(file, record.bytes, *recording);
    write(tee.stream());
  }
  file.close();
  if (!file) return Error{"cannot write " + path};
  return std::nullopt;
}

std::optional<Error> WriteText(const std::string& path, const std::string& text, std::ostream& out,
                               Recording* recording) {
  return WriteTo(
      path, [&text](std::ostream& to) { to << text; }, out, recording);
}

}  // namespace tracklint::cli
