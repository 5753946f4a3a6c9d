#include "rules/common/paths.h"

#include <algorithm>

#include "rules/common/text.h"

namespace tracklint::rules {
namespace {

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool HasDrive(std::string_view path) {
  return path.size() > 2 && IsLetter(path[0]) && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
}

/// `path` lies in a folder below `root`; the first folder's name is given.
bool Below(std::string_view path, std::string_view root, std::string_view& first) {
  if (!path.starts_with(root) || path.size() == root.size()) return false;
  first = path.substr(root.size());
  first = first.substr(0, first.find('/'));
  return !first.empty();
}

}  // namespace

bool IsAbsolutePath(std::string_view path) {
  return path.starts_with("/") || path.starts_with("\\\\") || HasDrive(path) || path.starts_with("file:///");
}

bool IsMachinePath(std::string_view path) {
  if (path.starts_with("file://")) path.remove_prefix(7);
  if (HasDrive(path) || (path.starts_with("/") && HasDrive(path.substr(1)))) return true;
  if (path.starts_with("\\\\") || path.starts_with("~/")) return path.starts_with("\\\\");
  if (path.starts_with("/content/drive/") || path.starts_with("/content/gdrive/")) return true;
  std::string_view first;
  // Users that images bring along are the same on every machine.
  if (Below(path, "/home/", first))
    return !IsOneOf(first, {"jovyan", "airflow", "app", "appuser", "vscode", "site", "mambauser", "sagemaker-user",
                            "nonroot", "spark"});
  for (const std::string_view root : {"/Users/", "/root/", "/media/", "/mnt/", "/scratch/", "/nfs/", "/gpfs/",
                                      "/lustre/", "/afs/", "/export/home/"}) {
    if (Below(path, root, first)) return true;
  }
  return false;
}

bool IsMachinePath(const Text& path) { return IsMachinePath(KnownPrefix(path)); }

bool IsTestPath(std::string_view path) {
  const std::string_view file = FileNameOf(path);
  if (file.starts_with("test_") || file.ends_with("_test.py") || file == "conftest.py") return true;
  return path.starts_with("tests/") || path.starts_with("test/") || path.find("/tests/") != std::string_view::npos ||
         path.find("/test/") != std::string_view::npos;
}

bool LooksLikeModelFile(const Text& path) {
  const std::string suffix = Lower(KnownSuffix(path));
  for (const std::string_view end :
       {".pkl",    ".pickle", ".joblib",  ".sav",         ".model", ".mdl", ".h5",   ".hdf5",        ".keras",
        ".pt",     ".pth",    ".ckpt",    ".bin",         ".onnx",  ".cbm", ".ubj",  ".safetensors", ".pb",
        ".tflite", ".zip",    ".tar",     ".tar.gz",      ".gz",    ".npz", ".dill", ".cloudpickle", ".bst",
        ".xgb",    ".lgb",    ".weights", ".torchscript", ".gguf",  ".pmml"}) {
    if (suffix.ends_with(end)) return true;
  }
  // A folder, or a name without an ending, may hold anything.
  return suffix.empty() || suffix.find('.') == std::string::npos;
}

}  // namespace tracklint::rules
