// One report with every kind of finding, for golden files of the formats: a script, a notebook, a project
// file, a suppressed finding, a score, control characters and bytes that are not UTF-8.
#pragma once

#include <memory>

#include "tracklint/report.h"

namespace tracklint::tests {

struct Sample {
  SourceSet sources;
  Facts facts;
  Project project;
  Report report;
};
[[nodiscard]] std::unique_ptr<Sample> MakeSample();

}  // namespace tracklint::tests
