// Loose objects of git repositories, read here and not by libgit2: its version 1.5 writes beyond a buffer where an object
// is longer than its header says, and reads one that is cut short for ever. Packs are left to it.
#pragma once

struct git_repository;

namespace tracklint::discover {

/// To be called right after a repository is opened, before anything is asked of it. False when its objects cannot be
/// read; the repository is of no use then. It cannot be written to afterwards.
[[nodiscard]] bool ReadLooseObjects(git_repository* repository);

}  // namespace tracklint::discover
