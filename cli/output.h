// Where text goes: standard output, or a file written as a whole.
#pragma once

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "tracklint/result.h"

namespace tracklint::cli {

struct Recording;

/// What the terminal is like, read once in main.
struct Terminal {
  bool is_terminal = false;
  bool is_log = false;       ///< a CI service that obeys commands reads standard output, which is no file
  bool no_color = false;     ///< NO_COLOR is set, or TERM=dumb
  bool force_color = false;  ///< FORCE_COLOR or CLICOLOR_FORCE is set
};
[[nodiscard]] Terminal ReadTerminal();
/// `when`: auto, always, never.
[[nodiscard]] bool UseColor(const std::string& when, const Terminal& terminal, bool to_file);

/// Lets `write` write to the file `path`, or to `out` when path is empty or `-`. An error text when that fails.
[[nodiscard]] std::optional<Error> WriteTo(const std::string& path, const std::function<void(std::ostream&)>& write,
                                           std::ostream& out, Recording* recording = nullptr);
/// Writes to `path`, or to `out` when path is empty or `-`. An error text when the file cannot be written.
[[nodiscard]] std::optional<Error> WriteText(const std::string& path, const std::string& text, std::ostream& out,
                                             Recording* recording = nullptr);

}  // namespace tracklint::cli
