// A language server: findings while people type.
//
// One thread: messages are handled in order, and what is open is analysed when no further message waits, so that fast
// typing costs one analysis and not one a key. Files that are open together (same folder of the editor, same
// configuration) are one group and are analysed together, with their unsaved texts.
#pragma once

#include <span>

#include "server/check.h"
#include "server/transport.h"
#include "tracklint/rule.h"

namespace tracklint::server {

/// Speaks until `exit` or the end of the input. Returns the exit code: 0 after an orderly shutdown, else 1.
int Serve(Transport& transport, const CheckFunction& check, std::span<const Rule* const> rules);

}  // namespace tracklint::server
