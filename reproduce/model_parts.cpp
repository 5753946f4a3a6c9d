#include "reproduce/model_parts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "reproduce/compare_files.h"

namespace tracklint::reproduce {
namespace {

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text.empty() ? "none" : text;
}

std::vector<std::string> Without(const std::vector<std::string>& all, const std::vector<std::string>& taken) {
  std::vector<std::string> left;
  std::ranges::set_difference(all, taken, std::back_inserter(left));
  return left;
}

/// Written from the requirements, which are compared by themselves; MLmodel holds times and ids.
bool IsDerived(const std::string& path) {
  return path == "MLmodel" || path == "requirements.txt" || path == "conda.yaml" || path == "python_env.yaml" ||
         path.ends_with("/MLmodel");
}

}  // namespace

ValueVerdict CompareModels(const LoggedModel& a, const LoggedModel& b, const RunContext& of_a, const RunContext& of_b,
                           const CompareOptions& options) {
  if (a.flavors != b.flavors && (a.described == b.described))
    return {Verdict::kDiffers, 0, "flavors: " + Joined(a.flavors) + " against " + Joined(b.flavors)};
  if (a.status != b.status && !a.status.empty() && !b.status.empty())
    return {Verdict::kDiffers, 0, "status: " + a.status + " against " + b.status};
  if (!a.described || !b.described) return {Verdict::kUnknown, 0, "its files cannot be reached"};
  if (a.signature != b.signature) {
    const auto text = [](const std::string& signature) { return signature.empty() ? "none" : signature; };
    return {Verdict::kDiffers, 0, "signature: " + std::string(text(a.signature)) + " against " + text(b.signature)};
  }
  if (a.has_input_example != b.has_input_example)
    return {Verdict::kDiffers, 0, std::string("only ") + (a.has_input_example ? "A" : "B") + " has an input example"};
  if (a.requirements != b.requirements)
    return {Verdict::kDiffers, 0,
            "requirements: " + Joined(Without(a.requirements, b.requirements)) + " against " +
                Joined(Without(b.requirements, a.requirements))};
  if (!a.digest.empty() && a.digest == b.digest) return {};

  std::map<std::string, const StoredFile*> left;
  for (const StoredFile& file : a.files) left.emplace(file.path, &file);
  ValueVerdict result;
  std::set<std::string> seen;
  for (const StoredFile& file : b.files) {
    seen.insert(file.path);
    if (IsDerived(file.path)) continue;
    const auto other = left.find(file.path);
    if (other == left.end()) return {Verdict::kDiffers, 0, "only B has the file " + file.path};
    ValueVerdict verdict = CompareFiles(*other->second, file, of_a, of_b, options);
    if (verdict.verdict == Verdict::kIdentical) continue;
    if (Worse(result.verdict, verdict.verdict) == result.verdict && result.verdict != Verdict::kIdentical) continue;
    result = {verdict.verdict, verdict.relative, file.path + (verdict.note.empty() ? "" : ": " + verdict.note)};
  }
  for (const auto& [path, file] : left) {
    if (!IsDerived(path) && !seen.contains(path)) return {Verdict::kDiffers, 0, "only A has the file " + path};
  }
  return result;
}

}  // namespace tracklint::reproduce
