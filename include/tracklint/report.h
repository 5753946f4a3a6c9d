// The result of one analysis, as reporters see it. Owned by the caller; read-only for reporters.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tracklint/facts.h"
#include "tracklint/finding.h"
#include "tracklint/project.h"
#include "tracklint/rule.h"
#include "tracklint/score.h"
#include "tracklint/source_file.h"

namespace tracklint {

namespace reporters {
class Hidden;
}

struct ReportError {
  std::string path;
  std::string message;
};
struct Report {
  std::string root = ".";  ///< as the user wrote it
  std::string root_absolute;
  std::string
      path_prefix;  ///< of the root as seen from the current directory, with a slash at its end; "" when it is the same or not below
  const SourceSet* sources = nullptr;
  const Facts* facts = nullptr;
  const Project* project = nullptr;
  std::map<std::string, std::string> project_texts;  ///< text of the project files in which findings stand, by path
  std::vector<const Rule*> rules;                    ///< the selected rules
  std::vector<Finding> findings;                     ///< ordered by path, place, rule
  std::vector<Finding> suppressed;
  std::vector<ReportError> errors;
  std::optional<Score> score;
  std::shared_ptr<const reporters::Hidden> hidden;  ///< what of the sources must not be shown; null: not known yet
  MlflowVersion target;
  std::size_t fixed = 0;      ///< problems that --fix has mended; they are not among the findings
  std::size_t baselined = 0;  ///< findings that the baseline holds; they are not among the findings
  std::size_t files_checked = 0;
  std::size_t files_parsed = 0;
};

}  // namespace tracklint
