#include "reproduce/store_readers.h"

namespace tracklint::reproduce {
Result<RunStore> ReadServerStore(const std::string& uri, const StoreOptions&) {
  return Error{uri + ": servers are not read yet"};
}
}  // namespace tracklint::reproduce
