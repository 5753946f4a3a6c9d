// What the server asks of the analysis. The command line supplies the function, so that this layer knows neither
// options nor their parsing.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "tracklint/report.h"
#include "tracklint/result.h"

namespace tracklint::server {

struct CheckRequest {
  std::string root;                          ///< folder that the editor has open; empty: decided from the files
  std::map<std::string, std::string> texts;  ///< absolute path → bytes to take instead of the file's; all are checked
};

struct Checked {
  std::shared_ptr<const void> owner;  ///< keeps the report alive
  const Report* report = nullptr;
};

using CheckFunction = std::function<Result<Checked>(const CheckRequest&)>;

}  // namespace tracklint::server
