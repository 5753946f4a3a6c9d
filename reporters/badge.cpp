#include "reporters/badge.h"

#include <cmath>
#include <string_view>

#include "reporters/json_writer.h"

namespace tracklint::reporters {
namespace {

std::string_view ColorOf(char grade) {
  switch (grade) {
    case 'A': return "brightgreen";
    case 'B': return "green";
    case 'C': return "yellow";
    case 'D': return "orange";
    default: return "red";
  }
}

}  // namespace

std::string Badge(const Score& score) {
  std::string message = "no score";
  std::string_view color = "lightgrey";
  if (score.scored) {
    message = std::string(1, score.grade) + " " + std::to_string(static_cast<int>(std::floor(score.low + 0.5)));
    color = ColorOf(score.grade);
  }
  JsonWriter json(JsonWriter::Layout::kInline);
  json.object(JsonWriter::Layout::kInline)
      .field("schemaVersion", 1)
      .field("label", "traceability")
      .field("message", message)
      .field("color", color)
      .end();
  return json.take() + "\n";
}

}  // namespace tracklint::reporters
