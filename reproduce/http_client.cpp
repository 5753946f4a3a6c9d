#include "reproduce/http_client.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <utility>

#include "reproduce/artifact_files.h"
#include "reproduce/child_process.h"
#include "reproduce/json_text.h"

namespace tracklint::reproduce {
namespace {

constexpr std::uint64_t kMaxJson = std::uint64_t{256} << 20;

std::string Variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nothing here changes the environment
  return value == nullptr ? std::string() : std::string(value);
}

/// A text between quotes in a configuration file of curl.
std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': quoted += "\\\""; break;
      case '\\': quoted += "\\\\"; break;
      case '\n': quoted += "\\n"; break;
      case '\r': quoted += "\\r"; break;
      case '\t': quoted += "\\t"; break;
      case '\0': break;
      default: quoted += c;
    }
  }
  return quoted + "\"";
}

/// What MLflow's server says about a failure.
std::string Message(const std::string& body) {
  if (const auto json = ParseJson(body)) {
    const std::string message = JsonMember(*json, "message");
    if (!message.empty()) return message.substr(0, 300);
    return JsonMember(*json, "error_code");
  }
  return {};
}

}  // namespace

std::string QueryValue(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string value;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    const auto byte = static_cast<unsigned char>(c);
    if (plain)
      value += c;
    else
      value += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return value;
}

HttpClient::HttpClient(const std::string& uri) : base_(uri) {
  while (base_.ends_with("/")) base_.pop_back();
  const std::size_t host = base_.find("://") + 3;
  const std::size_t at = base_.substr(0, base_.find('/', host)).rfind('@');
  if (at != std::string::npos && at >= host) {
    user_ = base_.substr(host, at - host);
    base_.erase(host, at + 1 - host);
  }
  shown_ = base_;
  const std::string name = Variable("MLFLOW_TRACKING_USERNAME");
  if (user_.empty() && !name.empty()) user_ = name + ":" + Variable("MLFLOW_TRACKING_PASSWORD");
  if (user_.empty()) token_ = Variable("MLFLOW_TRACKING_TOKEN");
  std::string insecure = Variable("MLFLOW_TRACKING_INSECURE_TLS");
  std::ranges::transform(insecure, insecure.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  insecure_ = insecure == "true" || insecure == "1";
  ca_file_ = Variable("MLFLOW_TRACKING_SERVER_CERT_PATH");
  client_certificate_ = Variable("MLFLOW_TRACKING_CLIENT_CERT_PATH");
}

std::string HttpClient::Config(const HttpRequest& request, const std::string& file) const {
  std::string config;
  const auto set = [&](const char* option, const std::string& value) {
    config += std::string(option) + " = " + Quoted(value) + "\n";
  };
  set("url", base_ + request.path);
  set("output", file);
  set("write-out", "%{http_code} %{exitcode} %{errormsg}\\n");
  set("proto", "=http,https");
  set("proto-redir", "=http,https");
  config += "globoff\nlocation\nmax-redirs = 5\nconnect-timeout = 10\nmax-time = 300\n";
  config += "max-filesize = " + std::to_string(request.max_bytes) + "\n";
  if (!user_.empty()) set("user", user_);
  if (!token_.empty()) set("header", "Authorization: Bearer " + token_);
  if (insecure_) config += "insecure\n";
  if (!ca_file_.empty()) set("cacert", ca_file_);
  if (!client_certificate_.empty()) set("cert", client_certificate_);
  if (request.body) {
    set("header", "Content-Type: application/json");
    set("data-raw", *request.body);
  }
  return config;
}

Result<std::vector<HttpResponse>> HttpClient::Fetch(const std::vector<HttpRequest>& requests) {
  if (folder_.path().empty()) return Error{"no folder for downloads can be made among the temporary files"};
  std::vector<HttpResponse> responses(requests.size());
  constexpr std::size_t kBatch = 500;
  for (std::size_t begin = 0; begin < requests.size(); begin += kBatch) {
    const std::size_t end = std::min(requests.size(), begin + kBatch);
    std::string config;
    for (std::size_t i = begin; i < end; ++i) {
      responses[i].file = (folder_.path() / std::to_string(files_++)).string();
      config += (i > begin ? "next\n" : "") + Config(requests[i], responses[i].file);
    }
    Result<ChildOutput> ran = RunChild({"curl", "-q", "--silent", "--no-progress-meter", "--config", "-"}, config);
    if (!ran.ok()) return Error{shown_ + ": " + ran.error().message + "; it is what servers are read with"};
    std::istringstream lines(ran.value().out);
    for (std::size_t i = begin; i < end; ++i) {
      std::string line;
      int code = -1;
      if (std::getline(lines, line)) {
        std::istringstream words(line);
        words >> responses[i].status >> code >> std::ws;
        std::getline(words, responses[i].problem);
      }
      if (code == 0) continue;
      if (responses[i].problem.empty())
        responses[i].problem = "curl ended with " + std::to_string(ran.value().exit_code);
      responses[i].status = 0;
      responses[i].file.clear();
    }
  }
  return responses;
}

Result<nlohmann::json> HttpClient::Json(const HttpResponse& response) const {
  if (response.status == 0) return Error{shown_ + ": no answer: " + response.problem};
  const std::optional<std::string> body = ReadBytes(response.file, kMaxJson);
  if (response.status != 200) {
    const std::string message = body ? Message(*body) : std::string();
    std::string hint;
    if (response.status == 401 || response.status == 403)
      hint = " (credentials are taken from MLFLOW_TRACKING_USERNAME and _PASSWORD, or MLFLOW_TRACKING_TOKEN)";
    return Error{shown_ + ": the server answered " + std::to_string(response.status) +
                 (message.empty() ? "" : ": " + message) + hint};
  }
  if (body) {
    if (auto json = ParseJson(*body)) return *std::move(json);
  }
  return Error{shown_ + ": the answer is no JSON: is this a tracking server of MLflow?"};
}

Result<nlohmann::json> HttpClient::Ask(const HttpRequest& request) {
  const Result<std::vector<HttpResponse>> responses = Fetch({request});
  if (!responses.ok()) return responses.error();
  return Json(responses.value().front());
}

}  // namespace tracklint::reproduce
