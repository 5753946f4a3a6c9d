// Any bytes as a script: encodings, line ends, Databricks and percent cells, magics. Places lead back to the bytes, edits
// change what they say and nothing else.
#include "analyzer/source/decode.h"
#include "analyzer/source/read.h"
#include "tests/fuzz/support/source_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  const std::string input(fuzz::Text(bytes, size));
  const Result<SourceFile::Data> data = source::ReadSource("a.py", {}, input);
  if (!data.ok()) {
    fuzz::Require(!data.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  const bool utf8 = source::FindInvalidUtf8(input) == std::string_view::npos && source::CodingCookie(input).empty();
  fuzz::SourceCheck::Run(data.value(), input, utf8);
  return 0;
}
