#include "analyzer/link/candidates.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <string_view>
#include <utility>

#include "analyzer/base/step_timer.h"
#include "analyzer/link/framework_hint.h"
#include "analyzer/link/path_additions.h"
#include "analyzer/source/read.h"

namespace tracklint::link {
namespace {

constexpr std::size_t kMaxKeptBytes = std::size_t{256} << 20U;  ///< of all files together

bool IsNotebook(std::string_view path) { return path.ends_with(".ipynb"); }
bool IsCandidate(std::string_view path) { return path.ends_with(".py") || path.ends_with(".pyw") || IsNotebook(path); }

/// Lives as long as `buffer`, which is used for one file after the other, or the unsaved text.
Result<std::string_view> Read(const Candidate& candidate, std::string& buffer) {
  const StepTimer timer(Step::kSource);
  if (candidate.unsaved != nullptr) return std::string_view(*candidate.unsaved);
  constexpr std::size_t kKept = std::size_t{1} << 20U;
  if (buffer.size() > kKept) buffer = {};
  return source::ReadBytes(candidate.absolute, source::kReadLimit, buffer);
}

/// Of one thread, for what it reads and does not keep.
std::string& Buffer() {
  thread_local std::string buffer;
  return buffer;
}

void ScanDecoded(Candidate& candidate, std::string_view text, std::string_view root) {
  candidate.scan = ScanText(text);
  candidate.text_bytes = text.size();
  candidate.hooked = UsesHookedFramework(candidate.scan, text);
  if (candidate.scan.changes_path)
    candidate.extra_roots = PathAdditions(text, {candidate.path, root, IsNotebook(candidate.path)});
}

/// Letters of two or four bytes: what is meant shows when it is decoded, or decoding says what is wrong.
bool IsWide(std::string_view bytes) {
  constexpr std::size_t kBegin = 256;
  return bytes.substr(0, kBegin).find('\0') != std::string_view::npos;
}
std::string WithoutZeros(std::string_view bytes) {
  std::string text(bytes);
  std::erase(text, '\0');
  return text;
}

/// Of a file that is too large: what of it may be read does not mention MLflow. False where nothing may be read.
bool IsFarFromMlflow(const std::string& absolute) {
  const Result<std::string> begin = source::ReadBegin(absolute, source::kReadLimit);
  return begin.ok() && !ContainsIgnoringCase(WithoutZeros(begin.value()), "mlflow");
}

/// The folders of MLflow's own package, each with a slash at its end.
std::vector<std::string> FoldersOfMlflow(const discover::Discovery& found) {
  constexpr std::string_view kFolder = "mlflow/";
  constexpr std::string_view kItsOwn = "tracking/fluent.py";
  std::vector<std::string> folders;
  for (const discover::FileRef& file : found.files) {
    std::string_view folder = file.path;
    if (!folder.ends_with(kItsOwn)) continue;
    folder.remove_suffix(kItsOwn.size());
    if (folder == kFolder || (folder.ends_with(kFolder) && folder[folder.size() - kFolder.size() - 1] == '/'))
      folders.emplace_back(folder);
  }
  const auto holds = [&](const std::string& folder, std::string_view name) {
    return std::ranges::any_of(found.files, [&](const discover::FileRef& file) {
      return file.path.size() == folder.size() + name.size() && file.path.starts_with(folder) &&
             file.path.ends_with(name);
    });
  };
  std::erase_if(folders, [&](const std::string& folder) {
    return !holds(folder, "__init__.py") || !holds(folder, "version.py");
  });
  return folders;
}

/// A notebook's lines as they were written: magics stand neutralised in the text.
std::string WithMagics(const SourceFile::Data& data) {
  std::string text = data.text;
  for (const MagicLine& magic : data.magics) {
    text += '\n';
    text += magic.text;
  }
  text += '\n';
  return text;
}

}  // namespace

std::vector<Candidate> CollectCandidates(const discover::Discovery& found) {
  std::vector<Candidate> out;
  const std::vector<std::string> mlflow = FoldersOfMlflow(found);
  for (const discover::FileRef& file : found.files) {
    const bool target = std::binary_search(found.targets.begin(), found.targets.end(), file.path);
    if (!target && !IsCandidate(file.path)) continue;
    const auto unsaved = found.unsaved.find(file.path);
    // Whoever asks about this very file wants an answer.
    const bool asked = file.named || unsaved != found.unsaved.end();
    if (!asked && std::ranges::any_of(mlflow, [&](const auto& folder) { return file.path.starts_with(folder); }))
      continue;
    Candidate candidate;
    candidate.path = file.path;
    candidate.absolute = file.absolute;
    if (unsaved != found.unsaved.end()) candidate.unsaved = &unsaved->second;
    candidate.named = file.named;
    candidate.target = target;
    out.push_back(std::move(candidate));
  }
  std::sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) { return a.path < b.path; });
  return out;
}

bool MayMention(const Candidate& candidate) {
  const Result<std::string_view> read = Read(candidate, Buffer());
  return !read.ok() || IsWide(read.value()) || ContainsIgnoringCase(read.value(), "mlflow");
}

void Scan(Candidate& candidate, std::string_view root, const TestFolders* tests, std::atomic<std::size_t>& kept) {
  const Result<std::string_view> read = Read(candidate, Buffer());
  if (!read.ok()) {
    candidate.error = read.error().message;
    candidate.unread = candidate.target && !IsFarFromMlflow(candidate.absolute);
    return;
  }
  const std::string_view bytes = read.value();
  const bool wide = IsWide(bytes) && ContainsIgnoringCase(WithoutZeros(bytes), "mlflow");
  if (!wide && !IsNotebook(candidate.path)) {
    ScanDecoded(candidate, bytes, root);
    candidate.idle_test = tests != nullptr && !candidate.named && candidate.unsaved == nullptr &&
                          IsSurelyTest(candidate.path, candidate.scan, *tests) && !MayHoldCredential(bytes);
    if (candidate.idle_test) return;
    if (candidate.scan.mentions_mlflow && kept.fetch_add(bytes.size()) < kMaxKeptBytes) candidate.bytes = bytes;
    return;
  }
  if (!wide && !ContainsIgnoringCase(bytes, "mlflow")) {
    ScanDecoded(candidate, JsonStringsAsLines(bytes), root);
    return;
  }
  // Saved outputs may mention it too: only the code counts.
  candidate.scan.mentions_mlflow = true;
  candidate.bytes = bytes;
  Decode(candidate);
  if (!candidate.data) return;
  ScanDecoded(candidate, WithMagics(*candidate.data), root);
  if (!candidate.scan.mentions_mlflow ||
      kept.fetch_add(candidate.data->text.size() + candidate.data->raw.size()) >= kMaxKeptBytes)
    candidate.data.reset();
}

void Decode(Candidate& candidate) {
  const StepTimer timer(Step::kSource);
  if (candidate.data || !candidate.error.empty()) return;
  if (!candidate.bytes) {
    const Result<std::string_view> read = Read(candidate, Buffer());
    if (!read.ok()) {
      candidate.error = read.error().message;
      return;
    }
    candidate.bytes = read.value();
  }
  Result<SourceFile::Data> data = source::ReadSource(candidate.path, candidate.absolute, std::move(*candidate.bytes));
  candidate.bytes.reset();
  if (data.ok()) {
    candidate.data = std::move(data).value();
  } else {
    candidate.error = data.error().message;
    if (candidate.error.empty()) candidate.error = "cannot be read";
  }
}

}  // namespace tracklint::link
