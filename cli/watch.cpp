#include "cli/watch.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "analyzer/discover/discover.h"
#include "cli/session.h"

namespace tracklint::cli {
namespace {

using Clock = std::chrono::steady_clock;
using Stamp = std::pair<std::uintmax_t, std::int64_t>;  ///< size and time of the last change
using Stamps = std::map<std::string, Stamp>;

constexpr auto kShortestPause = std::chrono::milliseconds(300);

/// Every file that an analysis may read. Configuration files lie above the root too.
Stamps Look(const Options& options) {
  Stamps stamps;
  const auto add = [&](const std::string& path) {
    std::error_code error;
    const auto time = std::filesystem::last_write_time(path, error);
    if (error) return;
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    stamps[path] = {error ? 0 : size, static_cast<std::int64_t>(time.time_since_epoch().count())};
  };
  discover::Options wanted;
  wanted.paths = options.paths;
  wanted.respect_gitignore = !options.no_gitignore;
  const Result<discover::Discovery> found = discover::Discover(wanted);
  if (found.ok()) {
    for (const discover::FileRef& file : found.value().files) add(file.absolute);
  }
  const Result<engine::Config> config = ResolveConfig(options);
  if (config.ok() && !config.value().path.empty()) add(config.value().path);
  return stamps;
}

}  // namespace

int Watch(const Options& options, Streams streams, int rounds) {
  int code = kExitClean;
  for (int round = 1;; ++round) {
    if (streams.terminal.is_terminal) streams.out << "\x1b[2J\x1b[H";
    const Clock::time_point begin = Clock::now();
    const Stamps before = Look(options);
    const auto cost = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
    code = Check(options, streams);
    streams.out.flush();
    if (round == rounds) return code;
    streams.err << "tracklint: waiting for changes (end with Ctrl-C)\n";
    streams.err.flush();
    // Looking takes a share of the time only, however big the project.
    const auto pause = std::max<std::chrono::milliseconds>(kShortestPause, 5 * cost);
    do std::this_thread::sleep_for(pause);
    while (Look(options) == before);
  }
}

}  // namespace tracklint::cli
