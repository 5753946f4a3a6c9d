// Any bytes from an editor, through framing, messages and the analysis of what is open. The input holds one message a
// line, to be framed, or, where it begins so, the bytes of the stream. Answers are well-formed, each request gets one.
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/session.h"
#include "rules/registry.h"
#include "server/framing.h"
#include "server/server.h"
#include "server/transport.h"
#include "tests/fuzz/support/checked.h"

namespace tracklint::fuzz {
namespace {

using Json = nlohmann::json;

class Memory final : public server::Transport {
 public:
  Memory(std::string_view input, std::size_t step) : input_(input), step_(step) {}
  /// Now and then nothing waits, so that what is open is analysed between messages.
  [[nodiscard]] bool HasInput() override { return !input_.empty() && ++asked_ % 3 != 0; }
  [[nodiscard]] std::size_t Read(char* to, std::size_t most) override {
    const std::size_t count = std::min({most, step_, input_.size()});
    input_.copy(to, count);
    input_.remove_prefix(count);
    return count;
  }
  bool Write(std::string_view bytes) override {
    written += bytes;
    return true;
  }
  std::string written;

 private:
  std::string_view input_;
  std::size_t step_;
  int asked_ = 0;
};

std::vector<std::string> Messages(std::string_view bytes, std::size_t step) {
  server::Framer framer(1U << 20U);
  std::vector<std::string> messages;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    framer.Feed(bytes.substr(at, step));
    while (std::optional<std::string> message = framer.Next()) messages.push_back(std::move(*message));
  }
  return messages;
}

/// In memory whatever the URIs say: what an editor names is not looked for on disk.
Result<server::Checked> Check(const server::CheckRequest& request) {
  std::vector<InMemory> files;
  const std::string root = request.root.empty() ? std::string(kRoot) : request.root;
  for (const auto& [path, text] : request.texts) {
    if (path.starts_with(root + "/")) files.push_back({path.substr(root.size() + 1), text});
  }
  if (files.empty()) return Error{"nothing to check"};
  cli::Options options = OptionsFor(files);
  auto found = std::make_shared<discover::Discovery>(*options.found);
  found->root = root;
  for (discover::FileRef& file : found->files) file.absolute = root + "/" + file.path;
  options.found = found;
  options.root = root;
  options.paths.clear();
  options.unsaved.clear();
  for (const InMemory& file : files) {
    options.paths.push_back(root + "/" + file.path);
    options.unsaved[root + "/" + file.path] = file.bytes;
  }
  std::shared_ptr<cli::Session> session = CheckAll(options);
  RequireFindings(session->report);
  const Report* report = &session->report;
  return server::Checked{std::move(session), report};
}

void Serve(const std::string& stream) {
  Memory transport(stream, 1 + Hash(stream) % 4096);
  const server::CheckFunction check = Check;
  const int code = server::Serve(transport, check, rules::AllRules());
  Require(code == 0 || code == 1, "the exit code is 0 or 1");
  std::map<std::string, int> asked;
  for (const std::string& text : Messages(stream, stream.size() + 1)) {
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_object() && json.contains("id") && json.contains("method"))
      ++asked[json["id"].dump(-1, ' ', false, Json::error_handler_t::replace)];
  }
  for (const std::string& text : Messages(transport.written, transport.written.size() + 1)) {
    const Json json = Json::parse(text, nullptr, false);
    Require(json.is_object() && json.value("jsonrpc", "") == "2.0", "an answer is a message:", text);
    if (json.contains("method")) {
      Require(json.contains("params") || json.contains("id"), "a notification has parameters:", text);
      continue;
    }
    Require(json.contains("id") && json.contains("result") != json.contains("error"), "an answer is one:", text);
    if (json["id"].is_null()) continue;
    Require(--asked[json["id"].dump(-1, ' ', false, Json::error_handler_t::replace)] >= 0,
            "a request gets one answer:", text);
  }
}

}  // namespace
}  // namespace tracklint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  const std::string_view input = fuzz::Text(bytes, size);
  std::string stream(input);
  if (!input.starts_with("Content-Length")) {
    stream.clear();
    for (std::string_view rest = input; !rest.empty();) stream += server::Framed(fuzz::TakeLine(rest));
  }
  fuzz::Require(fuzz::Messages(stream, 1) == fuzz::Messages(stream, stream.size() + 1),
                "messages are the same however the bytes come");
  fuzz::Serve(stream);
  return 0;
}
