// One finding, or the score, as JSON: shared by the formats that hold them.
#pragma once

#include "reporters/json_writer.h"
#include "tracklint/report.h"

namespace tracklint::reporters {

void WriteFinding(JsonWriter& json, const Report& report, const Finding& finding,
                  JsonWriter::Layout layout = JsonWriter::Layout::kLines);
void WriteTool(JsonWriter& json, std::string_view version);

}  // namespace tracklint::reporters
