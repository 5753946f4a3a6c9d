#include "analyzer/link/framework_hint.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "analyzer/source/read.h"

namespace tracklint::link {
namespace {

/// Any use may be hooked.
constexpr std::array<std::string_view, 5> kHooked = {"lightning", "pytorch_lightning", "kedro", "zenml", "dagshub"};
/// Hooked where they train; much code uses them for inference only.
constexpr std::array<std::string_view, 7> kHookedTrainers = {
    "transformers", "trl", "accelerate", "sentence_transformers", "setfit", "ultralytics", "pycaret"};

bool Has(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsConfiguration(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (const std::string_view extension : {".yaml", ".yml", ".toml", ".env", ".sh", ".cfg"}) {
    if (name.ends_with(extension)) return true;
  }
  return name.starts_with(".env") || name == "Pipfile" || name == "Makefile" || name.starts_with("Dockerfile") ||
         (name.starts_with("requirements") && name.ends_with(".txt"));
}

/// Files that MLflow itself wrote.
bool IsRecorded(std::string_view path) {
  for (const std::string_view folder : {"mlruns/", "mlartifacts/"}) {
    const std::size_t at = path.find(folder);
    if (at != std::string_view::npos && (at == 0 || path[at - 1] == '/')) return true;
  }
  return false;
}

}  // namespace

bool IsHookedFramework(std::string_view top) { return Has(kHooked, top) || Has(kHookedTrainers, top); }

bool UsesHookedFramework(const TextScan& scan, std::string_view text) {
  bool trainer = false;
  for (const TextImport& import : scan.imports) {
    if (import.level > 0) continue;
    const std::string_view top = std::string_view(import.module).substr(0, import.module.find('.'));
    if (Has(kHooked, top)) return true;
    trainer = trainer || Has(kHookedTrainers, top);
  }
  if (!trainer) return false;
  for (const std::string_view word : {"Trainer", "TrainingArguments", "report_to", ".train(", "setup("}) {
    if (text.find(word) != std::string_view::npos) return true;
  }
  return false;
}

bool ConfigurationMentionsMlflow(const discover::Discovery& found) {
  constexpr std::size_t kMaxFiles = 4000;
  constexpr std::size_t kMaxBytes = std::size_t{1} << 20U;
  std::size_t read = 0;
  for (const discover::FileRef& file : found.files) {
    if (!IsConfiguration(file.path) || IsRecorded(file.path) || file.size > kMaxBytes) continue;
    if (++read > kMaxFiles) return false;
    const Result<std::string> bytes = source::ReadBytes(file.absolute, kMaxBytes);
    if (bytes.ok() && ContainsIgnoringCase(bytes.value(), "mlflow")) return true;
  }
  return false;
}

}  // namespace tracklint::link
