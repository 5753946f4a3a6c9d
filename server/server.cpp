#include "server/server.h"

#include <array>
#include <deque>
#include <utility>

#include "server/framing.h"
#include "server/session.h"

namespace tracklint::server {
namespace {

class Loop {
 public:
  Loop(Transport& transport, const CheckFunction& check, std::span<const Rule* const> rules)
      : transport_(transport), session_(check, rules) {}

  int Run() {
    while (!session_.done()) {
      // Everything that waits is read first, so that a later message can make an earlier one needless.
      while (!ended_ && (transport_.HasInput() || (queue_.empty() && !session_.has_work()))) {
        ReadSome();
        if (queue_.size() >= kMostQueued) break;
      }
      if (!queue_.empty())
        HandleFirst();
      else if (session_.has_work())
        session_.Settle();
      else if (ended_)
        break;
      if (!Send()) break;
    }
    return session_.exit_code();
  }

 private:
  static constexpr std::size_t kMostQueued = 1000;

  void ReadSome() {
    std::array<char, 65536> bytes{};
    const std::size_t count = transport_.Read(bytes.data(), bytes.size());
    if (count == 0) {
      ended_ = true;
      return;
    }
    framer_.Feed({bytes.data(), count});
    while (std::optional<std::string> message = framer_.Next()) {
      Json json = Json::parse(*message, nullptr, false);
      if (json.is_discarded())
        session_.RefuseMessage("a message is no JSON");
      else if (json.is_object() && json.value("method", Json()) == "$/cancelRequest")
        CancelWaiting(json);
      else
        queue_.push_back(std::move(json));
    }
    if (framer_.dropped() > dropped_) {
      dropped_ = framer_.dropped();
      session_.RefuseMessage("a message was longer than this server takes");
    }
  }

  void CancelWaiting(const Json& cancel) {
    const auto params = cancel.find("params");
    if (params == cancel.end() || !params->is_object() || !params->contains("id")) return;
    const Json& id = (*params)["id"];
    for (auto at = queue_.begin(); at != queue_.end(); ++at) {
      if (!at->is_object() || !at->contains("id") || (*at)["id"] != id || !at->contains("method")) continue;
      queue_.erase(at);
      session_.Cancel(id);
      return;
    }
  }

  void HandleFirst() {
    const Json message = std::move(queue_.front());
    queue_.pop_front();
    session_.Handle(message);
  }

  bool Send() {
    for (const Json& message : session_.out()) {
      if (!transport_.Write(Framed(message.dump(-1, ' ', false, Json::error_handler_t::replace)))) return false;
    }
    session_.out().clear();
    return true;
  }

  Transport& transport_;
  Session session_;
  Framer framer_;
  std::deque<Json> queue_;
  std::size_t dropped_ = 0;
  bool ended_ = false;
};

}  // namespace

int Serve(Transport& transport, const CheckFunction& check, std::span<const Rule* const> rules) {
  return Loop(transport, check, rules).Run();
}

}  // namespace tracklint::server
