// What a file path says about the machine it belongs to.
#pragma once

#include <string>
#include <string_view>

#include "tracklint/facts.h"

namespace tracklint::rules {

/// An absolute path that exists on one person's machine only: /home/…, C:\…, /content/drive/…
/// Paths of containers, clusters and platforms (/app, /opt/ml, /dbfs, /kaggle, /tmp) are none.
[[nodiscard]] bool IsMachinePath(std::string_view path);
/// The same for what is known of a text.
[[nodiscard]] bool IsMachinePath(const Text& path);
[[nodiscard]] bool IsAbsolutePath(std::string_view path);
/// Code that tests the project: tests/…, test_x.py, x_test.py, conftest.py.
[[nodiscard]] bool IsTestPath(std::string_view path);
/// The file name ends like a stored model (.pkl, .pt, .onnx, …).
[[nodiscard]] bool LooksLikeModelFile(const Text& path);

}  // namespace tracklint::rules
