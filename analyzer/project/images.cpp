#include "analyzer/project/images.h"

#include <cctype>
#include <cstddef>
#include <utility>

#include "analyzer/project/secrets.h"
#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

struct Parts {
  std::string_view image;
  std::string_view tag;
  bool digest = false;
};

Parts Split(std::string_view reference) {
  Parts parts;
  const std::size_t at = reference.find('@');
  parts.digest = at != std::string_view::npos;
  reference = reference.substr(0, at);
  const std::size_t slash = reference.rfind('/');
  const std::size_t colon = reference.rfind(':');
  if (colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash)) {
    parts.tag = reference.substr(colon + 1);
    reference = reference.substr(0, colon);
  }
  parts.image = reference;
  return parts;
}

/// "3.9" at the beginning of "3.9-slim"; empty when it does not begin with a number.
std::string LeadingVersion(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() &&
         (std::isdigit(static_cast<unsigned char>(text[end])) != 0 || (text[end] == '.' && end > 0)))
    ++end;
  while (end > 0 && text[end - 1] == '.') --end;
  return std::string(text.substr(0, end));
}

}  // namespace

std::string ExpandVariables(std::string_view text, const std::map<std::string, std::string, std::less<>>& variables) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (text[at] != '$') {
      out += text[at++];
      continue;
    }
    const std::size_t begin = at;
    ++at;
    const bool braces = at < text.size() && text[at] == '{';
    if (braces) ++at;
    std::size_t end = at;
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) != 0 || text[end] == '_')) ++end;
    const std::string_view name = text.substr(at, end - at);
    std::string_view fallback;
    if (braces) {
      const std::size_t close = text.find('}', end);
      if (close == std::string_view::npos || name.empty()) {
        out += text.substr(begin);
        return out;
      }
      std::string_view rest = text.substr(end, close - end);
      if (rest.starts_with(":-") || rest.starts_with(":="))
        fallback = rest.substr(2);
      else if (rest.starts_with("-"))
        fallback = rest.substr(1);
      end = close + 1;
    }
    at = end;
    const auto hit = variables.find(name);
    if (hit != variables.end() && !name.empty()) {
      out += hit->second;
    } else if (!fallback.empty()) {
      out += fallback;
    } else {
      out += text.substr(begin, end - begin);
    }
  }
  return out;
}

void AddImage(Draft& draft, std::string_view reference, const ProjectPlace& where) {
  const std::string safe = WithoutCredentials(Trim(reference));
  const Parts parts = Split(safe);
  if (parts.image.empty()) return;
  ImageReference image;
  image.image = parts.image;
  image.tag = parts.tag;
  image.digest = parts.digest;
  // `latest-gpu` moves as `latest` does.
  image.floating = !parts.digest && (parts.tag.empty() || parts.tag == "latest" || parts.tag.starts_with("latest-"));
  image.where = where;
  draft.project.images.push_back(std::move(image));
}

std::string PythonOfImage(std::string_view reference) {
  const Parts parts = Split(reference);
  if (NameOf(parts.image) == "python") return LeadingVersion(parts.tag);
  const std::string lower = LowerAscii(reference);
  for (const std::string_view mark : {"python-", "python", "py"}) {
    for (std::size_t at = lower.find(mark); at != std::string::npos; at = lower.find(mark, at + 1)) {
      if (at > 0 && std::isalnum(static_cast<unsigned char>(lower[at - 1])) != 0) continue;
      std::string version = LeadingVersion(std::string_view(lower).substr(at + mark.size()));
      if (version.starts_with("3.")) return version;
      if (version.size() >= 2 && version.size() <= 3 && version.front() == '3' &&
          version.find('.') == std::string::npos)
        return "3." + version.substr(1);  // py310
    }
  }
  return {};
}

}  // namespace tracklint::project
