// The command line that runs a program in a sandbox of bubblewrap: system read-only, home and temporary files its own,
// no other process in sight, no network unless asked for, one folder writable. Pure functions, except Sandboxed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reproduce/supervise.h"
#include "tracklint/result.h"

namespace tracklint::reproduce {

struct Sandbox {
  bool off = false;  ///< `--no-sandbox`: nothing is shut in
  bool network = false;
  std::string writable;               ///< absolute; seen inside under the same path
  std::vector<std::string> readable;  ///< absolute folders and files seen besides the system's
  std::string folder;                 ///< where the program starts
  std::vector<std::pair<std::string, std::string>> environment;  ///< all it sees
};

/// Why bubblewrap cannot be used on this machine; nullopt when it can.
[[nodiscard]] std::optional<std::string> SandboxTrouble();

/// `command` inside; its limits hold in each process too (`prlimit`).
[[nodiscard]] std::vector<std::string> SandboxedCommand(const Sandbox& sandbox, const Limits& limits,
                                                        const std::vector<std::string>& command);

}  // namespace tracklint::reproduce
