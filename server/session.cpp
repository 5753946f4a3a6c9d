// The protocol: which message does what. What is analysed and answered stands in answers.cpp.
#include "server/session.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <system_error>
#include <utility>

#include "server/translate.h"
#include "server/uri.h"
#include "tracklint/version.h"

namespace tracklint::server {
namespace {

/// A member that may be absent; null then.
const Json& Member(const Json& json, const char* name) {
  static const Json kNull;
  if (!json.is_object()) return kNull;
  const auto found = json.find(name);
  return found == json.end() ? kNull : *found;
}
const Json& Member(const Json& json, const char* first, const char* second) {
  return Member(Member(json, first), second);
}
bool IsTrue(const Json& json) { return json.is_boolean() && json.get<bool>(); }

std::string UriIn(const Json& document) { return document.at("uri").get<std::string>(); }

std::int64_t VersionIn(const Json& document) {
  const Json& version = Member(document, "version");
  return version.is_number_integer() ? version.get<std::int64_t>() : 0;
}

}  // namespace

void Session::Handle(const Json& message) {
  const Json& method = Member(message, "method");
  const Json& id = Member(message, "id");
  const bool is_request = !id.is_null();
  if (!method.is_string()) {
    // An answer to a request of ours needs nothing; anything else is no message.
    if (!message.is_object() || !is_request) RefuseMessage("a message has no method");
    return;
  }
  std::optional<ProtocolError> error;
  Json result;
  try {
    if (is_request)
      result = Answer(method.get<std::string>(), Member(message, "params"));
    else
      Notified(method.get<std::string>(), Member(message, "params"));
  } catch (const ProtocolError& problem) {
    error = problem;
  } catch (const Json::exception&) {
    error = {kInvalidParams, "the parameters of " + method.get<std::string>() + " are not as the protocol says"};
  } catch (const std::exception& problem) {
    error = {kInternalError, problem.what()};
  }
  if (is_request && error)
    out_.push_back(
        {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", error->code}, {"message", Shown(error->message)}}}});
  else if (is_request)
    out_.push_back({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
  else if (error)
    Notify("window/logMessage", {{"type", 2}, {"message", "tracklint: " + Shown(error->message)}});
}

void Session::Cancel(const Json& id) {
  out_.push_back({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", kRequestCancelled}, {"message", "cancelled"}}}});
}

void Session::RefuseMessage(const std::string& why) {
  out_.push_back({{"jsonrpc", "2.0"}, {"id", nullptr}, {"error", {{"code", kParseError}, {"message", why}}}});
}

void Session::Notify(std::string_view method, Json params) {
  out_.push_back({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

Json Session::Answer(const std::string& method, const Json& params) {
  if (shut_down_) throw ProtocolError{kInvalidRequest, "the server is shut down"};
  if (method == "initialize") return Initialize(params);
  if (!initialized_) throw ProtocolError{kNotInitialized, "the first request is initialize"};
  if (method == "shutdown") {
    shut_down_ = true;
    return nullptr;
  }
  if (method == "textDocument/diagnostic") return PullDiagnostics(params);
  if (method == "textDocument/codeAction") return CodeActions(params);
  if (method == "textDocument/hover") return Hover(params);
  throw ProtocolError{kMethodNotFound, "there is no method " + method};
}

void Session::Notified(const std::string& method, const Json& params) {
  if (method == "exit") {
    done_ = true;
    return;
  }
  if (!initialized_ || shut_down_) return;
  if (method == "initialized") return Initialized();
  if (method == "textDocument/didOpen") return DidOpen(params);
  if (method == "textDocument/didChange") return DidChange(params);
  if (method == "textDocument/didClose") return DidClose(params);
  // What is saved may be read by the analysis of others: project files, imported modules.
  if (method == "textDocument/didSave") return MarkAllDirty();
  if (method == "notebookDocument/didOpen") return NotebookDidOpen(params);
  if (method == "notebookDocument/didChange") return NotebookDidChange(params);
  if (method == "notebookDocument/didClose") return NotebookDidClose(params);
  if (method == "workspace/didChangeWorkspaceFolders") return ChangeFolders(Member(params, "event"));
  if (method == "workspace/didChangeWatchedFiles" || method == "workspace/didChangeConfiguration") {
    MarkAllDirty();
    if (!pushes_ && refreshes_)
      out_.push_back({{"jsonrpc", "2.0"}, {"id", "tracklint/refresh"}, {"method", "workspace/diagnostic/refresh"}});
  }
}

Json Session::Initialize(const Json& params) {
  if (initialized_) throw ProtocolError{kInvalidRequest, "initialize was asked already"};
  initialized_ = true;
  const Json& capabilities = Member(params, "capabilities");
  for (const Json& offered : Member(Member(capabilities, "general"), "positionEncodings")) {
    // The client's first choice of those we know.
    if (offered == "utf-16") break;
    if (offered != "utf-8") continue;
    encoding_ = Encoding::kUtf8;
    break;
  }
  pushes_ = Member(capabilities, "textDocument", "diagnostic").is_null();
  related_ = IsTrue(Member(Member(capabilities, "textDocument", "publishDiagnostics"), "relatedInformation"));
  refreshes_ = IsTrue(Member(Member(capabilities, "workspace", "diagnostics"), "refreshSupport"));
  watches_ = IsTrue(Member(Member(capabilities, "workspace", "didChangeWatchedFiles"), "dynamicRegistration"));
  const Json& folders = Member(params, "workspaceFolders");
  if (folders.is_array() && !folders.empty())
    ChangeFolders({{"added", folders}});
  else if (Member(params, "rootUri").is_string())
    ChangeFolders({{"added", {{{"uri", Member(params, "rootUri")}}}}});

  const Json selector = Json::array({{{"notebook", "jupyter-notebook"}, {"cells", {{{"language", "python"}}}}}});
  return {{"capabilities",
           {{"positionEncoding", encoding_ == Encoding::kUtf8 ? "utf-8" : "utf-16"},
            {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
            {"notebookDocumentSync", {{"notebookSelector", selector}, {"save", true}}},
            {"diagnosticProvider",
             {{"identifier", "tracklint"}, {"interFileDependencies", true}, {"workspaceDiagnostics", false}}},
            {"codeActionProvider", {{"codeActionKinds", {"quickfix"}}}},
            {"hoverProvider", true},
            {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}}},
          {"serverInfo", {{"name", "tracklint"}, {"version", kVersion}}}};
}

void Session::Initialized() {
  if (!watches_) return;
  Json watchers = Json::array();
  for (const char* pattern :
       {"**/*.{py,pyw,ipynb}", "**/{tracklint.toml,.tracklint.toml,pyproject.toml,setup.cfg,setup.py,.gitignore}",
        "**/{MLproject,requirements*.txt,*.lock,Pipfile,*.yml,*.yaml}"})
    watchers.push_back({{"globPattern", pattern}});
  const Json registration{{"id", "tracklint/watch"},
                          {"method", "workspace/didChangeWatchedFiles"},
                          {"registerOptions", {{"watchers", watchers}}}};
  out_.push_back({{"jsonrpc", "2.0"},
                  {"id", "tracklint/register"},
                  {"method", "client/registerCapability"},
                  {"params", {{"registrations", Json::array({registration})}}}});
}

void Session::ChangeFolders(const Json& event) {
  for (const Json& folder : Member(event, "removed")) {
    if (const std::optional<std::string> path = PathOf(UriIn(folder))) std::erase(folders_, Canonical(*path));
  }
  for (const Json& folder : Member(event, "added")) {
    if (const std::optional<std::string> path = PathOf(UriIn(folder))) folders_.push_back(Canonical(*path));
  }
  groups_.clear();
  MarkAllDirty();
}

void Session::DidOpen(const Json& params) {
  const Json& document = params.at("textDocument");
  const std::string uri = UriIn(document);
  const std::optional<std::string> path = PathOf(uri);
  const Json& language = Member(document, "languageId");
  std::error_code error;
  if (!path || std::filesystem::is_directory(*path, error)) return;
  if (!IsPython(*path, language.is_string() ? language.get<std::string>() : std::string())) return;
  documents_.texts.insert_or_assign(uri, TextDocument(document.at("text").get<std::string>()));
  Buffer buffer;
  buffer.path = Canonical(*path);
  buffer.version = VersionIn(document);
  documents_.buffers.insert_or_assign(uri, std::move(buffer));
  MarkDirty(uri);
}

void Session::ChangeText(const std::string& uri, const Json& changes) {
  const auto text = documents_.texts.find(uri);
  if (text == documents_.texts.end()) return;
  for (const Json& change : changes) {
    const std::string& by = change.at("text").get_ref<const std::string&>();
    const Json& range = Member(change, "range");
    if (range.is_null())
      text->second = TextDocument(by);
    else
      text->second.Replace(RangeFrom(range), by, encoding_);
  }
}

void Session::DidChange(const Json& params) {
  const Json& document = params.at("textDocument");
  const std::string uri = UriIn(document);
  const auto buffer = documents_.buffers.find(uri);
  if (buffer == documents_.buffers.end()) return;
  ChangeText(uri, params.at("contentChanges"));
  buffer->second.version = VersionIn(document);
  MarkDirty(uri);
}

void Session::CloseText(const std::string& uri) {
  documents_.texts.erase(uri);
  documents_.cell_owner.erase(uri);
  if (pushes_) Publish(uri, Json::array());
  published_.erase(uri);
}

void Session::DidClose(const Json& params) {
  const std::string uri = UriIn(params.at("textDocument"));
  if (!documents_.buffers.contains(uri)) return;
  MarkDirty(uri);  // the others of its group see the file on disk again
  documents_.buffers.erase(uri);
  CloseText(uri);
}

void Session::NotebookDidOpen(const Json& params) {
  const Json& notebook = params.at("notebookDocument");
  const std::string uri = UriIn(notebook);
  const std::optional<std::string> path = PathOf(uri);
  if (!path || !path->ends_with(".ipynb")) return;
  Buffer buffer;
  buffer.path = Canonical(*path);
  buffer.version = VersionIn(notebook);
  buffer.is_notebook = true;
  buffer.metadata = Member(notebook, "metadata");
  for (const Json& cell : notebook.at("cells")) {
    const std::string cell_uri = cell.at("document").get<std::string>();
    buffer.cells.push_back({cell_uri, cell.at("kind") == 2});
    documents_.cell_owner[cell_uri] = uri;
  }
  for (const Json& text : params.at("cellTextDocuments"))
    documents_.texts.insert_or_assign(UriIn(text), TextDocument(text.at("text").get<std::string>()));
  documents_.buffers.insert_or_assign(uri, std::move(buffer));
  MarkDirty(uri);
}

void Session::NotebookDidChange(const Json& params) {
  const Json& notebook = params.at("notebookDocument");
  const std::string uri = UriIn(notebook);
  const auto found = documents_.buffers.find(uri);
  if (found == documents_.buffers.end()) return;
  Buffer& buffer = found->second;
  buffer.version = VersionIn(notebook);
  const Json& change = params.at("change");
  if (!Member(change, "metadata").is_null()) buffer.metadata = Member(change, "metadata");
  const Json& cells = Member(change, "cells");
  const Json& structure = Member(cells, "structure");
  if (!structure.is_null()) {
    const Json& array = structure.at("array");
    const std::size_t start = std::min(array.at("start").get<std::size_t>(), buffer.cells.size());
    const std::size_t gone = std::min(array.at("deleteCount").get<std::size_t>(), buffer.cells.size() - start);
    const auto first = buffer.cells.begin() + static_cast<std::ptrdiff_t>(start);
    buffer.cells.erase(first, first + static_cast<std::ptrdiff_t>(gone));
    std::size_t at = start;
    for (const Json& cell : Member(array, "cells")) {
      const std::string cell_uri = cell.at("document").get<std::string>();
      documents_.cell_owner[cell_uri] = uri;
      buffer.cells.insert(buffer.cells.begin() + static_cast<std::ptrdiff_t>(at++), {cell_uri, cell.at("kind") == 2});
    }
    for (const Json& closed : Member(structure, "didClose")) CloseText(UriIn(closed));
    for (const Json& opened : Member(structure, "didOpen")) {
      documents_.cell_owner[UriIn(opened)] = uri;
      documents_.texts.insert_or_assign(UriIn(opened), TextDocument(opened.at("text").get<std::string>()));
    }
  }
  for (const Json& data : Member(cells, "data")) {
    for (Cell& cell : buffer.cells) {
      if (data.at("document").get_ref<const std::string&>() == cell.uri) cell.is_code = data.at("kind") == 2;
    }
  }
  for (const Json& text : Member(cells, "textContent")) ChangeText(UriIn(text.at("document")), text.at("changes"));
  MarkDirty(uri);
}

void Session::NotebookDidClose(const Json& params) {
  const std::string uri = UriIn(params.at("notebookDocument"));
  const auto buffer = documents_.buffers.find(uri);
  if (buffer == documents_.buffers.end()) return;
  MarkDirty(uri);
  const std::vector<Cell> cells = std::move(buffer->second.cells);
  documents_.buffers.erase(buffer);
  for (const Cell& cell : cells) CloseText(cell.uri);
}

}  // namespace tracklint::server
