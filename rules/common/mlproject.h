// The commands of an MLproject file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tracklint/facts.h"
#include "tracklint/project.h"

namespace tracklint::rules {

/// The `{name}` placeholders of a command, in order, each once.
[[nodiscard]] std::vector<std::string> Placeholders(std::string_view command);
/// A path named in a file of folder `directory`, relative to the root.
[[nodiscard]] std::string PathFrom(std::string_view directory, std::string_view path);
/// The Python script the command starts, relative to the MLproject's folder; "" when it starts something else.
[[nodiscard]] std::string ScriptOf(std::string_view command);
/// The long options (`--lr`) that stand in the command behind the script, without dashes.
[[nodiscard]] std::vector<std::string> OptionsInCommand(std::string_view command);
[[nodiscard]] bool HasFile(const Project& project, std::string_view path);
/// An entry point of an MLproject file runs the script at this path (relative to the root) and hands a parameter of its
/// own to the option: `mlflow run` records it before the script starts.
[[nodiscard]] bool GivenByProject(const Project& project, std::string_view script, const Argument& option);

}  // namespace tracklint::rules
