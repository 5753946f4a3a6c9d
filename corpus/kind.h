// What sort of repository this is, by stated heuristics. Pure functions.
#pragma once

#include <cstdint>
#include <string_view>

#include "tracklint/facts.h"
#include "tracklint/project.h"

namespace tracklint::corpus {

enum class Kind : std::uint8_t { kApplication, kCourse, kTemplate, kLibrary };
[[nodiscard]] std::string_view ToString(Kind kind);

/// In this order: course when a word of its name says so (course, tutorial, homework …: repository_kinds.json of the
/// knowledge); template when a word says so, or a cookiecutter.json lies in it; library when it is packaged
/// (pyproject.toml, setup.py or setup.cfg at its root) and no script or notebook of it starts a run; else application.
[[nodiscard]] Kind KindOf(std::string_view repository, const Project& project, const Facts& facts);

}  // namespace tracklint::corpus
