// Any bytes as a notebook: cells lie in the text, places lead back into the JSON, edits change what they say and
// nothing else, and the code can be lowered.
#include "analyzer/bind/lower.h"
#include "analyzer/source/read.h"
#include "tests/fuzz/support/source_check.h"
#include "tests/unit/bind/tree_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  const std::string input(fuzz::Text(bytes, size));
  Result<SourceFile::Data> data = source::ReadSource("a.ipynb", {}, input);
  if (!data.ok()) {
    fuzz::Require(!data.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  fuzz::SourceCheck::Run(data.value(), input, true);
  const SourceFile file(FileId{0}, std::move(data).value());
  bind::Names names;
  const std::string fault = bind::TreeCheck::Run(bind::Lower(file, names), file.text());
  fuzz::Require(fault.empty(), "tree:", fault);
  return 0;
}
