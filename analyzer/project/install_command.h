// Commands that install packages, found in shell text: pip, conda, poetry, pipenv, uv, pdm. Pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/project/draft.h"
#include "analyzer/project/text.h"

namespace tracklint::project {

struct InstallCommand {
  enum class Tool : std::uint8_t {
    kPip,
    kConda,
    kProject
  };  ///< kProject: installs what a manifest of the folder declares
  Tool tool = Tool::kPip;
  std::vector<Word> packages;      ///< offsets are those of the text given
  std::vector<std::string> files;  ///< -r, -f, --file
  std::vector<std::string> constraints;
  std::vector<std::string> folders;  ///< `pip install .`: "."
  std::string manager;               ///< kProject: poetry, pipenv, uv, pdm
};

/// Shell text split at `&&`, `||`, `;`, `|` and line ends outside quotes; offset and text of each command.
struct ShellCommand {
  std::size_t begin = 0;
  std::string_view text;
};
[[nodiscard]] std::vector<ShellCommand> SplitCommands(std::string_view text);

[[nodiscard]] std::vector<InstallCommand> FindInstallCommands(std::string_view shell);

/// The file of the project that a command means by `written`: beside the file that holds the command,
/// from the root, or by its name alone in one of the two places. Empty when there is none.
[[nodiscard]] std::string ResolveMentioned(const Draft& draft, std::string_view by, std::string_view written);

/// Records which environment files these commands install from.
void RecordUses(Draft& draft, EnvironmentUse::By kind, const std::string& by,
                const std::vector<InstallCommand>& commands);

}  // namespace tracklint::project
