#include <csignal>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include <unistd.h>

#include "analyzer/link/record_memo.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "reporters/hidden.h"
#include "rules/registry.h"
#include "server/server.h"

namespace tracklint::cli {

int ServerCommand(const Options& options, Streams /*streams*/) {
  std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): an editor that is gone ends the loop, not the process
  // One for each folder that the editor has open.
  std::map<std::string, std::shared_ptr<link::RecordMemo>> memos;
  const server::CheckFunction check = [&options,
                                       &memos](const server::CheckRequest& request) -> Result<server::Checked> {
    Options wanted = options;
    wanted.root = request.root;
    std::shared_ptr<link::RecordMemo>& memo = memos[request.root];
    if (memo == nullptr) memo = std::make_shared<link::RecordMemo>();
    wanted.memo = memo;
    wanted.force_exclude = true;  // people look into libraries, too
    wanted.unsaved = request.texts;
    wanted.paths.clear();
    for (const auto& [path, text] : request.texts) wanted.paths.push_back(path);
    Result<std::unique_ptr<Session>> opened = Open(wanted);
    if (!opened.ok()) return opened.error();
    std::shared_ptr<Session> session = std::move(opened).value();
    if (std::optional<Error> problem = RunSelectedRules(wanted, *session)) return *problem;
    reporters::HideInFindings(session->report);
    const Report* report = &session->report;
    return server::Checked{std::move(session), report};
  };
  server::FileTransport transport(STDIN_FILENO, STDOUT_FILENO);
  return server::Serve(transport, check, rules::AllRules());
}

}  // namespace tracklint::cli
