// Container image references: `registry/name:tag@digest`, variables in them, the Python they carry.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "analyzer/project/draft.h"

namespace tracklint::project {

/// `$NAME`, `${NAME}`, `${NAME:-fallback}`, `${NAME-fallback}` by the table; what is unknown stays as written.
[[nodiscard]] std::string ExpandVariables(std::string_view text,
                                          const std::map<std::string, std::string, std::less<>>& variables);

void AddImage(Draft& draft, std::string_view reference, const ProjectPlace& where);

/// "3.9" of python:3.9-slim; empty when the image does not say.
[[nodiscard]] std::string PythonOfImage(std::string_view reference);

}  // namespace tracklint::project
