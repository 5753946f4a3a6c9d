#include "reproduce/artifact_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <system_error>
#include <utility>

#include "reproduce/compare_words.h"
#include "reproduce/sha256.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 20000;  // of one run

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string PercentDecoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && HexDigit(text[i + 1]) >= 0 && HexDigit(text[i + 2]) >= 0) {
      decoded += static_cast<char>(HexDigit(text[i + 1]) * 16 + HexDigit(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

/// What comes after scheme and host, for any scheme: `s3://bucket/1/id/artifacts` → `bucket/1/id/artifacts`.
std::string PathPart(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  const bool has_scheme = colon != std::string_view::npos && colon > 1 &&
                          uri.substr(0, colon).find_first_of("/\\") == std::string_view::npos;
  if (!has_scheme) return std::string(uri);
  std::string_view rest = uri.substr(colon + 1);
  if (rest.starts_with("//")) rest.remove_prefix(2);
  return PercentDecoded(rest);
}

std::vector<std::string> Components(std::string path) {
  std::ranges::replace(path, '\\', '/');
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (end > begin && path.compare(begin, end - begin, ".") != 0) parts.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// Where the folder of a URI, `above` levels up, may lie: at its own path, then each of its tails of at least `least`
/// components below the folders, the longest first: it is the most specific one.
std::vector<fs::path> Candidates(std::string_view uri, std::size_t above, std::size_t least,
                                 const std::vector<fs::path>& folders) {
  std::vector<fs::path> candidates;
  std::vector<std::string> parts = Components(PathPart(uri));
  if (parts.size() < above + least || std::ranges::find(parts, "..") != parts.end()) return candidates;
  parts.resize(parts.size() - above);
  if (const auto path = LocalPath(uri); path && fs::path(*path).is_absolute()) {
    fs::path whole = "/";
    for (const std::string& part : parts) whole /= part;
    candidates.push_back(std::move(whole));
  }
  constexpr std::size_t kLongestTail = 12;
  for (std::size_t begin = parts.size() - std::min(parts.size(), kLongestTail); begin + least <= parts.size();
       ++begin) {
    fs::path tail;
    for (std::size_t i = begin; i < parts.size(); ++i) tail /= parts[i];
    for (const fs::path& folder : folders) {
      for (const char* below : {"", "mlruns", "mlartifacts"}) candidates.push_back(folder / below / tail);
    }
  }
  return candidates;
}

/// The real folder, if it is one of this owner's artifacts.
std::optional<fs::path> Genuine(const fs::path& candidate, std::string_view owner) {
  std::error_code error;
  const fs::path real = fs::canonical(candidate, error);
  if (error || !fs::is_directory(real, error)) return std::nullopt;
  if (real.filename() != "artifacts" || real.parent_path().filename() != owner) return std::nullopt;
  return real;
}

/// Models of MLflow 1 and 2: folders among the artifacts that hold an MLmodel file.
std::vector<LoggedModel> ModelsAmong(const std::vector<StoredFile>& artifacts) {
  constexpr std::string_view kFile = "MLmodel";
  std::vector<LoggedModel> models;
  for (const StoredFile& file : artifacts) {
    if (file.path != kFile && !file.path.ends_with("/MLmodel")) continue;
    const std::string folder = file.path.substr(0, file.path.size() - kFile.size());  // "" or "model/"
    // A model within a model (a pyfunc that wraps another) is a part of it.
    const bool inner = std::ranges::any_of(
        models, [&](const LoggedModel& outer) { return !outer.name.empty() && folder.starts_with(outer.name + "/"); });
    if (inner) continue;
    LoggedModel model;
    model.name = folder.empty() ? "" : folder.substr(0, folder.size() - 1);
    for (const StoredFile& part : artifacts) {
      if (!part.path.starts_with(folder)) continue;
      model.files.push_back(part);
      model.files.back().path.erase(0, folder.size());
    }
    models.push_back(std::move(model));
  }
  return models;
}

}  // namespace

std::string DigestOf(const fs::path& file, std::vector<std::string>& problems) {
  std::ifstream in(file, std::ios::binary);
  Sha256 sum;
  std::array<char, 1 << 16> buffer{};
  while (in) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    sum.update({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  if (!in.eof()) {
    problems.push_back(file.string() + ": cannot be read");
    return {};
  }
  return sum.hex();
}

std::optional<std::string> LocalPath(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  if (colon == std::string_view::npos || uri.substr(0, colon).find_first_of("/\\") != std::string_view::npos)
    return std::string(uri);
  if (colon == 1) return std::string(uri);  // a drive of Windows
  if (uri.substr(0, colon) != "file") return std::nullopt;
  std::string_view rest = uri.substr(colon + 1);
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    if (rest.starts_with("localhost/")) rest.remove_prefix(9);
  }
  return PercentDecoded(rest);
}

std::optional<fs::path> ArtifactFolder(std::string_view uri, std::string_view owner,
                                       const std::vector<fs::path>& folders) {
  if (owner.empty() || owner.find('/') != std::string_view::npos) return std::nullopt;
  for (const fs::path& candidate : Candidates(uri, 0, 2, folders)) {
    if (auto real = Genuine(candidate, owner)) return real;
  }
  return std::nullopt;
}

bool HasExperimentFolder(std::string_view uri, const std::vector<fs::path>& folders) {
  std::error_code error;
  const std::vector<fs::path> candidates = Candidates(uri, 2, 2, folders);
  return std::ranges::any_of(candidates, [&](const fs::path& candidate) { return fs::is_directory(candidate, error); });
}

std::optional<std::string> ReadBytes(const fs::path& file, std::uint64_t limit) {
  std::error_code error;
  if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > limit || error) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::string text;
  std::array<char, 1 << 16> buffer{};
  while (in && text.size() <= limit) {
    in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    text.append(buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (!in.eof()) return std::nullopt;
  return text;
}

std::vector<StoredFile> ListFiles(const fs::path& folder, std::uint64_t max_file_bytes,
                                  std::vector<std::string>& problems) {
  std::vector<StoredFile> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error), end;
       !error && at != end; at.increment(error)) {
    if (at.depth() > 40) at.disable_recursion_pending();
    std::error_code ignored;
    if (at->is_symlink(ignored) || !at->is_regular_file(ignored)) continue;
    if (files.size() == kMaxFiles) {
      problems.push_back(folder.string() + ": more than " + std::to_string(kMaxFiles) + " files; the rest is left out");
      break;
    }
    StoredFile file;
    file.path = at->path().lexically_relative(folder).generic_string();
    file.location = at->path().string();
    file.size = at->file_size(ignored);
    file.type = FileTypeOf(file.path);
    files.push_back(std::move(file));
  }
  if (error) problems.push_back(folder.string() + ": " + error.message());
  std::ranges::sort(files, {}, &StoredFile::path);
  for (StoredFile& file : files) {
    if (file.size <= max_file_bytes) file.sha256 = DigestOf(file.location, problems);
  }
  return files;
}

void ReadArtifacts(RecordedRun& run, const fs::path& folder, const StoreOptions& options,
                   std::vector<std::string>& problems) {
  run.artifacts = ListFiles(folder, options.max_file_bytes, problems);
  run.artifacts_read = true;
  FindModels(run, problems);
}

void FindModels(RecordedRun& run, std::vector<std::string>& problems) {
  for (LoggedModel& model : ModelsAmong(run.artifacts)) {
    DescribeModel(model, problems);
    run.models.push_back(std::move(model));
  }
}

const MetricPoint& LastPoint(const std::vector<MetricPoint>& history) {
  const MetricPoint* last = &history.front();
  for (const MetricPoint& point : history) {
    if (point.step >= last->step) last = &point;
  }
  return *last;
}

}  // namespace tracklint::reproduce
