// A program run under watch: its output is kept in part, its time, memory, processes and disk are limited, and what it
// used is measured. Without a shell.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tracklint/result.h"

namespace tracklint::reproduce {

struct Limits {
  double seconds = 600;                                 ///< wall time
  std::uint64_t memory_bytes = std::uint64_t{4} << 30;  ///< resident, of all its processes together
  std::size_t processes = 256;                          ///< threads not counted
  std::uint64_t disk_bytes = std::uint64_t{4} << 30;    ///< of the watched folder
};

struct Watched {
  int exit_code = 0;    ///< 128 + the signal's number when it was killed
  std::string stopped;  ///< why it was stopped: "time", "memory", "processes", "disk"; empty: it ended by itself
  std::string output;   ///< both streams: the beginning and the end, where there was much
  double wall_seconds = 0;
  double cpu_seconds = 0;  ///< of all its processes
};

/// `arguments[0]` is looked for in PATH. `folder` is watched for its size; empty: none. An Error when it cannot be
/// started. Whatever the program started is ended with it when it is stopped.
[[nodiscard]] Result<Watched> Supervise(const std::vector<std::string>& arguments, const Limits& limits,
                                        const std::string& folder = {});

}  // namespace tracklint::reproduce
