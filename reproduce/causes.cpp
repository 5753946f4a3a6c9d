#include "reproduce/causes.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tracklint::reproduce {
namespace {

struct Sign {
  std::string_view text;
  std::string_view cause;
};

/// The first that occurs decides: from the specific to the general.
constexpr std::array<Sign, 14> kInstallSigns{{
    {"no wheels with a matching", "DEP_NO_WHEEL"},
    {"no usable wheels", "DEP_NO_WHEEL"},
    {"building from source is disabled", "DEP_NO_WHEEL"},
    {"Building source distributions", "DEP_NO_WHEEL"},
    {"build backend returned an error", "DEP_NO_WHEEL"},
    {"No space left", "RESOURCE"},
    {"error sending request", "NETWORK"},
    {"Failed to fetch", "NETWORK"},
    {"dns error", "NETWORK"},
    {"Git operation failed", "NETWORK"},
    {"was not found in the package registry", "DEP_CONFLICT"},
    {"unsatisfiable", "DEP_CONFLICT"},
    {"No solution found", "DEP_CONFLICT"},
    {"Couldn't parse requirement", "DEP_CONFLICT"},
}};

/// Looked for in the last lines of the error.
constexpr std::array<Sign, 51> kRunSigns{{
    {"binary incompatibility", "DEP_CONFLICT"},
    {"Descriptors cannot be created directly", "DEP_CONFLICT"},
    {"compiled using NumPy 1.x", "DEP_CONFLICT"},
    {"undefined symbol", "DEP_CONFLICT"},
    {"the following arguments are required", "ARGS_REQUIRED"},
    {"Missing option", "ARGS_REQUIRED"},
    {"Missing argument", "ARGS_REQUIRED"},
    {"expected at least one argument", "ARGS_REQUIRED"},
    {"No module named", "DEP_UNDECLARED"},
    {"DistributionNotFound", "DEP_UNDECLARED"},
    {"Missing optional dependency", "DEP_UNDECLARED"},
    {"cannot import name", "API_REMOVED"},
    {"CUDA out of memory", "GPU"},
    {"Found no NVIDIA driver", "GPU"},
    {"Torch not compiled with CUDA", "GPU"},
    {"CUDA_ERROR", "GPU"},
    {"no CUDA-capable device", "GPU"},
    {"MisconfigurationException: No supported gpu backend", "GPU"},
    {"NoCredentialsError", "CREDENTIALS"},
    {"DefaultCredentialsError", "CREDENTIALS"},
    {"Unable to locate credentials", "CREDENTIALS"},
    {"HTTPError: 401", "CREDENTIALS"},
    {"401 Client Error", "CREDENTIALS"},
    {"403 Client Error", "CREDENTIALS"},
    {"api_key client option must be set", "CREDENTIALS"},
    {"You must call wandb.login", "CREDENTIALS"},
    {"Invalid credentials", "CREDENTIALS"},
    {"kaggle.json", "CREDENTIALS"},
    {"API request to", "TRACKING_UNREACHABLE"},
    {"databricks.sdk", "TRACKING_UNREACHABLE"},
    {"DatabricksConfigProvider", "TRACKING_UNREACHABLE"},
    {"name resolution", "NETWORK"},
    {"Name or service not known", "NETWORK"},
    {"Network is unreachable", "NETWORK"},
    {"Connection refused", "NETWORK"},
    {"ConnectionError", "NETWORK"},
    {"URLError", "NETWORK"},
    {"Max retries exceeded", "NETWORK"},
    {"couldn't connect to", "NETWORK"},
    {"OfflineModeIsEnabled", "NETWORK"},
    {"LocalEntryNotFoundError", "NETWORK"},
    {"MemoryError", "RESOURCE"},
    {"Unable to allocate", "RESOURCE"},
    {"can't allocate memory", "RESOURCE"},
    {"No space left on device", "RESOURCE"},
    {"File too large", "RESOURCE"},
    {"Resource temporarily unavailable", "RESOURCE"},
    {"can't start new thread", "RESOURCE"},
    {"unexpected keyword argument", "API_REMOVED"},
    {"has been removed", "API_REMOVED"},
    {"was deprecated in NumPy", "API_REMOVED"},
}};

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// `SomeError: …` or `package.SomeError: …` at the beginning of a line.
bool IsException(std::string_view line) {
  const std::size_t end = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, end);
  if (name.empty() || name.find_first_of(" /'\"(") != std::string_view::npos) return false;
  const std::string_view last = name.substr(name.rfind('.') + 1);
  return last.ends_with("Error") || last.ends_with("Exception") || last.ends_with("NotFound") ||
         last.ends_with("Timeout") || last == "KeyboardInterrupt" || last == "SystemExit";
}

/// The path in quotes, or the first word that looks like one.
std::string_view QuotedPath(std::string_view line) {
  for (const char quote : {'\'', '"'}) {
    const std::size_t begin = line.find(quote);
    if (begin == std::string_view::npos) continue;
    const std::size_t end = line.find(quote, begin + 1);
    if (end != std::string_view::npos) return line.substr(begin + 1, end - begin - 1);
  }
  return {};
}

bool IsForeignAbsolute(std::string_view path, const std::string& root) {
  if (path.size() > 2 && path[1] == ':' && (path[2] == '\\' || path[2] == '/')) return true;
  return path.starts_with('/') && !path.starts_with(root);
}

/// Whether the outermost frame of the entry's own file stands at an import.
bool IsImporting(const std::vector<std::string_view>& lines, const std::string& entry) {
  const std::string name = entry.substr(entry.rfind('/') + 1);
  bool importing = false;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const std::string_view line = Trimmed(lines[i]);
    if (line.starts_with("Traceback")) importing = false;
    if (!line.starts_with("File \"") || line.find(name + "\", line") == std::string_view::npos ||
        !line.ends_with("in <module>"))
      continue;
    const std::string_view code = Trimmed(lines[i + 1]);
    importing = code.starts_with("import ") || code.starts_with("from ");
  }
  return importing;
}

Cause FromSigns(std::string_view line, const auto& signs) {
  for (const Sign& sign : signs) {
    if (line.find(sign.text) != std::string_view::npos)
      return {std::string(sign.cause), std::string(Trimmed(line)), false};
  }
  return {};
}

}  // namespace

std::string WithoutEscapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x1b') {
      out += text[i];
      continue;
    }
    if (i + 1 < text.size() && text[i + 1] == '[') {
      i += 2;
      while (i < text.size() && (text[i] < '@' || text[i] > '~')) ++i;
    }
  }
  return out;
}

Cause CauseOfInstall(std::string_view output) {
  const std::vector<std::string_view> lines = Lines(output);
  for (const Sign& sign : kInstallSigns) {
    for (const std::string_view line : lines) {
      if (line.find(sign.text) != std::string_view::npos)
        return {std::string(sign.cause), std::string(Trimmed(line)), false};
    }
  }
  for (const std::string_view line : lines) {
    if (line.find("error") != std::string_view::npos) return {"DEP_CONFLICT", std::string(Trimmed(line)), false};
  }
  return {"DEP_CONFLICT", "the installer failed without a word", false};
}

Cause CauseOfRun(std::string_view output, const std::string& entry, const std::string& root) {
  const std::vector<std::string_view> lines = Lines(output);
  Cause cause;
  // The last exception, and what a chain of them says before: a server that cannot be reached explains what follows.
  for (std::size_t i = lines.size(); i-- > 0 && cause.name.empty();) {
    const std::string_view line = lines[i];
    const bool usage = line.find("arguments are required") != std::string_view::npos || line.starts_with("Error: ");
    if (!IsException(line) && !usage) continue;
    if (line.find("FileNotFoundError") != std::string_view::npos ||
        line.find("No such file or directory") != std::string_view::npos ||
        line.find("NotADirectoryError") != std::string_view::npos ||
        line.find("does not exist") != std::string_view::npos) {
      cause = {IsForeignAbsolute(QuotedPath(line), root) ? "PATH_ABSOLUTE" : "DATA_MISSING", std::string(Trimmed(line)),
               false};
    } else {
      cause = FromSigns(line, kRunSigns);
    }
    if (cause.name.empty()) {
      const bool removed = line.find("AttributeError: module") != std::string_view::npos;
      cause = {removed ? "API_REMOVED" : "CODE_ERROR", std::string(Trimmed(line)), false};
    }
  }
  if (cause.name.empty() && !lines.empty()) {
    for (std::size_t i = lines.size(); i-- > 0 && cause.evidence.empty();) cause.evidence = Trimmed(lines[i]);
    const Cause said = FromSigns(cause.evidence, kRunSigns);
    cause.name = said.name.empty() ? "CODE_ERROR" : said.name;
  }
  if (cause.name.empty()) cause = {"CODE_ERROR", "it ended with an error and printed nothing", false};
  cause.importing = IsImporting(lines, entry);
  constexpr std::size_t kLongest = 400;
  if (cause.evidence.size() > kLongest) cause.evidence.resize(kLongest);
  return cause;
}

std::string_view RefusingCallee(std::string_view evidence) {
  const std::size_t end = evidence.find("() got an unexpected keyword argument");
  if (end == std::string_view::npos) return {};
  std::string_view name = evidence.substr(0, end);
  name = name.substr(name.rfind(' ') + 1);
  if (name.ends_with(".__init__")) name.remove_suffix(std::string_view(".__init__").size());
  return name.substr(name.rfind('.') + 1);
}

std::vector<std::string_view> RulesFor(std::string_view cause) {
  if (cause == "DEP_UNDECLARED") return {"MLF602", "MLF603", "MLF605"};
  if (cause == "DEP_CONFLICT") return {"MLF601", "MLF607", "MLF608"};
  if (cause == "DEP_NO_WHEEL") return {"MLF601", "MLF607"};
  if (cause == "API_REMOVED") return {"MLF601", "MLF602", "MLF707", "MLF708", "MLF906"};
  if (cause == "DATA_MISSING") return {"MLF401", "MLF403"};
  if (cause == "PATH_ABSOLUTE") return {"MLF402"};
  if (cause == "TRACKING_UNREACHABLE") return {"MLF901", "MLF902"};
  if (cause == "CREDENTIALS") return {"MLF903", "MLF902"};
  if (cause == "NETWORK") return {"MLF404", "MLF403"};
  if (cause == "ARGS_REQUIRED") return {"MLF203", "MLF803"};
  if (cause == "NONDETERMINISM") return {"MLF501", "MLF502", "MLF503", "MLF505", "MLF506", "MLF507"};
  if (cause == "CODE_ERROR") return {"MLF001", "MLF102", "MLF106", "MLF205", "MLF207"};
  return {};
}

}  // namespace tracklint::reproduce
