// Which sources are tests. What a test records is thrown away with it, and what it does wrong is often what it tests.
#pragma once

#include <string>
#include <vector>

#include "analyzer/link/module_graph.h"

namespace tracklint::engine {

/// By FileId: test code by the conventions of pytest and unittest. That is a conftest.py; a `test_*.py` or `*_test.py`
/// that imports pytest or unittest, or defines tests and is no script (`__main__`); and what lies below a folder `test` or
/// `tests` that holds such a file at any depth. A script that is merely called test.py is none. `files`: every path of
/// the tree.
[[nodiscard]] std::vector<bool> FindTestCode(const link::ModuleGraph& modules, const std::vector<std::string>& files);

}  // namespace tracklint::engine
