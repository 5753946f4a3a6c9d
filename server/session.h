// The state of one client's session and its answers. Serve() feeds it.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/check.h"
#include "server/documents.h"
#include "server/text_document.h"
#include "server/translate.h"

namespace tracklint::server {

/// An answer that is an error of the protocol.
struct ProtocolError {
  int code = 0;
  std::string message;
};

inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;
inline constexpr int kNotInitialized = -32002;
inline constexpr int kRequestCancelled = -32800;

class Session {
 public:
  Session(const CheckFunction& check, std::span<const Rule* const> rules) : check_(check), rules_(rules) {}

  /// A message with a method. Answers and notifications are added to out().
  void Handle(const Json& message);
  /// Answers a request that its client has given up.
  void Cancel(const Json& id);
  /// Analyses the groups that have changed and publishes what is new.
  void Settle();
  void RefuseMessage(const std::string& why);

  [[nodiscard]] bool has_work() const { return !dirty_.empty() && pushes_; }
  [[nodiscard]] bool done() const { return done_; }
  [[nodiscard]] int exit_code() const { return shut_down_ ? 0 : 1; }
  [[nodiscard]] std::vector<Json>& out() { return out_; }

 private:
  struct Group {
    Checked checked;
    std::unique_ptr<Translator> translator;
    std::map<std::string, Json> diagnostics;                                   ///< by URI of a text
    std::map<std::string, std::vector<std::pair<Range, std::size_t>>> places;  ///< URI → range, index of the finding
  };

  Json Answer(const std::string& method, const Json& params);
  void Notified(const std::string& method, const Json& params);
  Json Initialize(const Json& params);
  void Initialized();
  void DidOpen(const Json& params);
  void DidChange(const Json& params);
  void DidClose(const Json& params);
  void NotebookDidOpen(const Json& params);
  void NotebookDidChange(const Json& params);
  void NotebookDidClose(const Json& params);
  void ChangeFolders(const Json& event);
  Json PullDiagnostics(const Json& params);
  Json CodeActions(const Json& params);
  Json Hover(const Json& params);

  void ChangeText(const std::string& uri, const Json& changes);
  void CloseText(const std::string& uri);
  void MarkDirty(const std::string& uri);
  void MarkAllDirty();
  [[nodiscard]] std::string RootOf(const std::string& path) const;
  [[nodiscard]] std::string GroupOf(const Buffer& buffer) const;
  Group& Fresh(const std::string& uri);
  void CheckGroup(const std::string& key);
  void Publish(const std::string& uri, const Json& diagnostics);
  void Notify(std::string_view method, Json params);
  void Tell(const std::string& message);
  [[nodiscard]] std::string RulePageAt(const std::string& uri, Position position) const;

  const CheckFunction& check_;
  std::span<const Rule* const> rules_;
  Documents documents_;
  Encoding encoding_ = Encoding::kUtf16;
  std::vector<std::string> folders_;
  std::map<std::string, Group> groups_;
  std::set<std::string> dirty_;  ///< keys of groups
  std::map<std::string, Json> published_;
  std::vector<Json> out_;
  std::string told_;  ///< the trouble that the user has seen
  bool initialized_ = false;
  bool shut_down_ = false;
  bool done_ = false;
  bool pushes_ = true;
  bool related_ = false;
  bool refreshes_ = false;
  bool watches_ = false;
};

}  // namespace tracklint::server
