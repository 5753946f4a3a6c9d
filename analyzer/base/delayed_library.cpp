#include "analyzer/base/delayed_library.h"

#include <stdexcept>
#include <string>

#include <dlfcn.h>

namespace tracklint {

void* FindInLibrary(const char* file, const char* function) {
  void* const library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);  // counted: the same one each time
  void* const found = library == nullptr ? nullptr : dlsym(library, function);
  if (found != nullptr) return found;
  const char* const reason = dlerror();  // NOLINT(concurrency-mt-unsafe): of this thread, says the C library
  throw std::runtime_error(reason == nullptr ? std::string(file) + " has no " + function : std::string(reason));
}

}  // namespace tracklint
