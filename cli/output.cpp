#include "cli/output.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

#include <signal.h>  // NOLINT(modernize-deprecated-headers): what POSIX adds to csignal
#include <sys/stat.h>
#include <unistd.h>

#include "analyzer/engine/fix.h"
#include "cli/recording.h"

namespace tracklint::cli {
namespace {

bool IsSet(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread starts
  return value != nullptr && *value != '\0' && std::string_view(value) != "0";
}

bool IsFile(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

/// Puts off being ended until a file is whole.
class HoldSignals {
 public:
  HoldSignals() {
    sigset_t ending{};
    sigemptyset(&ending);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ending, number);
    pthread_sigmask(SIG_BLOCK, &ending, &before_);
  }
  ~HoldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  HoldSignals(const HoldSignals&) = delete;
  HoldSignals& operator=(const HoldSignals&) = delete;

 private:
  sigset_t before_{};
};

void Record(const std::string& path, const std::function<void(std::ostream&)>& write, std::ostream& out,
            Recording* recording) {
  if (recording == nullptr) return write(out);
  Recording::File& record = recording->files.emplace_back();
  record.path = path;
  Tee tee(out, record.bytes, *recording);
  write(tee.stream());
}

}  // namespace

Terminal ReadTerminal() {
  Terminal terminal;
  terminal.is_terminal = isatty(STDOUT_FILENO) == 1;
  terminal.is_log = (IsSet("GITHUB_ACTIONS") || IsSet("TF_BUILD")) && !IsFile(STDOUT_FILENO);
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
  const std::filesystem::file_status status = std::filesystem::status(path, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    std::ofstream file(path, std::ios::binary);  // a pipe, a device: nothing to replace
    Record(path, write, file, recording);
    file.close();
    return file ? std::nullopt : std::optional<Error>(Error{"cannot write " + path});
  }
  // Whoever looks at the file sees the old report or the whole new one.
  std::ostringstream text;
  Record(path, write, text, recording);
  const std::string bytes = std::move(text).str();
  const HoldSignals hold;
  std::optional<Error> problem = engine::WriteAtomically(path, bytes);
  if (!problem || !std::filesystem::exists(status)) return problem;
  // The file may be written, but not its folder.
  if (access(path.c_str(), W_OK) != 0 || access(parent.empty() ? "." : parent.c_str(), W_OK) == 0) return problem;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  return file ? std::nullopt : problem;
}

std::optional<Error> WriteText(const std::string& path, const std::string& text, std::ostream& out,
                               Recording* recording) {
  return WriteTo(
      path, [&text](std::ostream& to) { to << text; }, out, recording);
}

}  // namespace tracklint::cli
