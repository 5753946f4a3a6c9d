// Requests to a tracking server, through the program curl: started without a shell, told what to do on its standard
// input, so that neither addresses nor credentials stand among its arguments. One thread at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "reproduce/temp_folder.h"
#include "tracklint/result.h"

namespace tracklint::reproduce {

struct HttpRequest {
  std::string path;                 ///< below the server's address, with its query
  std::optional<std::string> body;  ///< JSON: makes it a POST
  std::uint64_t max_bytes = std::uint64_t{256} << 20;
};

struct HttpResponse {
  int status = 0;       ///< 0: none came
  std::string file;     ///< where the answer's body lies; empty: there is none
  std::string problem;  ///< why no answer came
};

class HttpClient {
 public:
  /// `uri` may hold a name and password; else those of MLFLOW_TRACKING_USERNAME, _PASSWORD, _TOKEN are used.
  explicit HttpClient(const std::string& uri);

  /// The address without credentials.
  [[nodiscard]] const std::string& shown() const { return shown_; }

  /// One answer a request, in their order, over one connection. An Error when curl is not there.
  [[nodiscard]] Result<std::vector<HttpResponse>> Fetch(const std::vector<HttpRequest>& requests);

  /// The JSON of an answer; an Error with what the server said otherwise.
  [[nodiscard]] Result<nlohmann::json> Json(const HttpResponse& response) const;
  /// Fetch and Json for one request.
  [[nodiscard]] Result<nlohmann::json> Ask(const HttpRequest& request);

 private:
  [[nodiscard]] std::string Config(const HttpRequest& request, const std::string& file) const;

  std::string base_;
  std::string shown_;
  std::string user_;
  std::string token_;
  bool insecure_ = false;
  std::string ca_file_;
  std::string client_certificate_;
  TempFolder folder_;
  std::size_t files_ = 0;
};

/// Percent-encoding of a value in a query.
[[nodiscard]] std::string QueryValue(std::string_view text);

}  // namespace tracklint::reproduce
