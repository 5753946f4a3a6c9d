#include "analyzer/project/requirement_line.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <utility>
#include <vector>

#include "analyzer/project/pep440.h"
#include "analyzer/project/pep508.h"
#include "analyzer/project/secrets.h"
#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

constexpr std::array<std::string_view, 9> kArchives = {".whl",    ".tar.gz", ".zip", ".tar.bz2", ".tgz",
                                                       ".tar.xz", ".tar",    ".egg", ".conda"};

std::string_view WithoutFragment(std::string_view url) { return url.substr(0, url.find('#')); }

std::string_view Fragment(std::string_view url, std::string_view key) {
  const std::size_t hash = url.find('#');
  if (hash == std::string_view::npos) return {};
  std::string_view rest = url.substr(hash + 1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view part = rest.substr(0, end);
    if (part.size() > key.size() && part.starts_with(key) && part[key.size()] == '=')
      return part.substr(key.size() + 1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

bool IsUrl(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos || scheme == 0) return text.starts_with("file:") || text.starts_with("git+");
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(scheme), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
  });
}
bool IsVcs(std::string_view url) {
  for (const std::string_view vcs : {"git+", "hg+", "svn+", "bzr+"}) {
    if (url.starts_with(vcs)) return true;
  }
  return false;
}
bool IsArchive(std::string_view path) {
  return std::any_of(kArchives.begin(), kArchives.end(),
                     [&](std::string_view extension) { return path.ends_with(extension); });
}
bool IsLocalPath(std::string_view text) {
  return text == "." || text.starts_with("./") || text.starts_with("../") || text == ".." || text.starts_with("/") ||
         text.starts_with("~") || text.starts_with(".[") || text.starts_with(".\\") || text.starts_with("..\\") ||
         (text.size() > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/'));
}

/// Name and version of "torch-2.1.0+cu118-cp310-cp310-linux_x86_64.whl" or "pkg-1.0.tar.gz".
std::pair<std::string, std::string> FromFileName(std::string_view url) {
  std::string_view file = WithoutFragment(url);
  file = file.substr(0, file.find('?'));
  file = NameOf(file);
  for (const std::string_view extension : kArchives) {
    if (!file.ends_with(extension)) continue;
    const bool wheel = extension == ".whl";
    std::string stem(file.substr(0, file.size() - extension.size()));
    for (std::size_t at = stem.find("%2B"); at != std::string::npos; at = stem.find("%2B")) stem.replace(at, 3, "+");
    const std::size_t dash = wheel ? stem.find('-') : stem.rfind('-');
    if (dash == std::string::npos) return {wheel ? stem : std::string(), {}};
    std::string version = stem.substr(dash + 1);
    if (wheel) version = version.substr(0, version.find('-'));
    if (!Version::Parse(version)) return {wheel ? stem.substr(0, dash) : std::string(), {}};
    return {stem.substr(0, dash), version};
  }
  return {};
}

/// The last part of a repository's address, for a VCS requirement without `#egg=`.
std::string NameFromVcs(std::string_view url) {
  std::string_view path = WithoutFragment(url);
  const std::size_t host = path.find("://");
  const std::size_t sign = path.rfind('@');
  if (sign != std::string_view::npos && host != std::string_view::npos && sign > path.find('/', host + 3))
    path = path.substr(0, sign);
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.ends_with(".git")) path.remove_suffix(4);
  return std::string(NameOf(path));
}

Dependency FromUrl(std::string_view url) {
  Dependency out;
  const auto [name, version] = FromFileName(url);
  const std::string_view egg = Fragment(url, "egg");
  out.name = egg.empty() ? name : std::string(egg.substr(0, egg.find('[')));
  if (out.name.empty() && IsVcs(url)) out.name = NameFromVcs(url);
  if (!version.empty()) {
    out.specifier = "==" + version;
    out.pinned = version;
  }
  out.exact = IsExactReference(url);
  return out;
}

/// The text before pip options, and whether one of them is a hash.
std::string_view BeforeOptions(std::string_view text, bool& hashed) {
  std::size_t at = 0;
  std::size_t end = std::string_view::npos;
  while ((at = text.find_first_of(" \t", at)) != std::string_view::npos) {
    const std::size_t next = text.find_first_not_of(" \t", at);
    if (next == std::string_view::npos) break;
    if (text[next] == '-' && next + 1 < text.size() &&
        (text[next + 1] == '-' || std::isalpha(static_cast<unsigned char>(text[next + 1])) != 0)) {
      end = std::min(end, at);
      if (text.substr(next).starts_with("--hash")) hashed = true;
    }
    at = next;
  }
  return Trim(text.substr(0, end));
}

}  // namespace

bool IsExactRevision(std::string_view revision) {
  if (revision.size() >= 7 && revision.size() <= 64 && std::all_of(revision.begin(), revision.end(), [](char c) {
        return std::isxdigit(static_cast<unsigned char>(c)) != 0;
      })) {
    return true;
  }
  // A tag that names a version: v1.2.3, release-1.0. A bare number may be a branch.
  const std::size_t digit = revision.find_first_of("0123456789");
  if (digit == std::string_view::npos || revision.find('.') == std::string_view::npos) return false;
  return Version::Parse(revision.substr(digit)).has_value() && revision.find('x') == std::string_view::npos;
}

bool IsExactReference(std::string_view url) {
  for (const std::string_view hash : {"sha256", "sha1", "sha512", "sha384", "md5"}) {
    if (!Fragment(url, hash).empty()) return true;
  }
  if (!FromFileName(url).second.empty()) return true;
  std::string_view path = WithoutFragment(url);
  if (IsVcs(path)) {
    const std::size_t host = path.find("://");
    const std::size_t first_slash = host == std::string_view::npos ? 0 : path.find('/', host + 3);
    const std::size_t sign = path.rfind('@');
    return sign != std::string_view::npos && first_slash != std::string_view::npos && sign > first_slash &&
           IsExactRevision(path.substr(sign + 1));
  }
  for (const std::string_view folder : {"/archive/", "/zipball/", "/tarball/"}) {
    const std::size_t at = path.find(folder);
    if (at == std::string_view::npos) continue;
    std::string_view revision = NameOf(path);
    for (const std::string_view extension : kArchives) {
      if (revision.ends_with(extension)) revision.remove_suffix(extension.size());
    }
    return IsExactRevision(revision);
  }
  return false;
}

void SetSpecifier(Dependency& dependency, std::string_view specifier) {
  dependency.specifier.clear();
  for (const char c : specifier) {
    if (c != ' ' && c != '\t') dependency.specifier += c;
  }
  const std::optional<SpecifierSet> set = SpecifierSet::Parse(dependency.specifier);
  if (!set) return;
  dependency.pinned = set->Pinned();
  dependency.exact = dependency.pinned.has_value();
}

Result<std::optional<Dependency>> ParsePipRequirement(std::string_view text) {
  bool hashed = false;
  const std::string_view body = BeforeOptions(Trim(text), hashed);
  if (IsUrl(body)) {
    // Trailing marker: `url ; marker`.
    const std::size_t semicolon = body.find(" ;");
    Dependency out = FromUrl(Trim(body.substr(0, semicolon)));
    if (semicolon != std::string_view::npos) out.marker = Trim(body.substr(semicolon + 2));
    if (out.name.empty()) return std::optional<Dependency>();
    out.written = WithoutCredentials(body);
    out.exact = out.exact || hashed;
    return std::optional<Dependency>(std::move(out));
  }
  if (IsLocalPath(body) || (IsArchive(body) && body.find_first_of(" =<>") == std::string_view::npos)) {
    const auto [name, version] = FromFileName(body);
    if (name.empty() || version.empty()) return std::optional<Dependency>();
    Dependency out = FromUrl(body);
    out.written = body;
    return std::optional<Dependency>(std::move(out));
  }
  Result<Requirement> parsed = Requirement::Parse(body);
  if (!parsed.ok()) return parsed.error();
  const Requirement& requirement = parsed.value();
  Dependency out;
  out.name = requirement.name;
  out.written = WithoutCredentials(body);
  out.marker = requirement.marker_text;
  if (!requirement.url.empty()) {
    const Dependency reference = FromUrl(requirement.url);
    out.pinned = reference.pinned;
    out.specifier = reference.specifier;
    out.exact = reference.exact;
    if (requirement.url.starts_with("./") || requirement.url.starts_with("../")) return std::optional<Dependency>();
  } else {
    SetSpecifier(out, requirement.specifier);
  }
  out.exact = out.exact || hashed;
  return std::optional<Dependency>(std::move(out));
}

std::optional<Dependency> ParseCondaRequirement(std::string_view text, bool exported) {
  text = Trim(text.substr(0, text.find(" #")));
  const std::size_t channel = text.find("::");
  std::string_view body = channel == std::string_view::npos ? text : text.substr(channel + 2);
  const std::size_t bracket = body.find('[');
  if (bracket != std::string_view::npos) body = Trim(body.substr(0, bracket));
  const std::size_t name_end = std::min(body.find_first_of(" \t=<>!~"), body.size());
  if (name_end == 0) return std::nullopt;
  Dependency out;
  out.name = body.substr(0, name_end);
  out.written = text;
  std::string_view rest = Trim(body.substr(name_end));
  if (rest.empty() || rest == "*") return out;
  const auto comparison = [](char c) { return c == '<' || c == '>' || c == '!' || c == '~'; };
  if (rest.starts_with("==")) {
    rest = Trim(rest.substr(2));
    const std::size_t build = rest.find('=');
    std::string specifier = "==" + std::string(Trim(rest.substr(0, build)));
    SetSpecifier(out, specifier);
    return out;
  }
  if (comparison(rest.front())) {
    std::string specifier(rest);
    if (rest.find('|') == std::string_view::npos) {
      SetSpecifier(out, specifier);
    } else {
      out.specifier = specifier;
    }
    return out;
  }
  // `name=1.2`, `name=1.2=build`, `name 1.2.*`, `name 1.2 build`, `name =1.2`
  if (rest.front() == '=') rest = Trim(rest.substr(1));
  const std::size_t end = std::min(rest.find_first_of("= \t"), rest.size());
  std::string version(rest.substr(0, end));
  const std::string_view build = Trim(rest.substr(std::min(end + 1, rest.size())));
  if (version.empty()) return out;
  if (comparison(version.front()) || version.find('|') != std::string::npos || version.find(',') != std::string::npos) {
    SetSpecifier(out, version);
    return out;
  }
  const bool star = version.ends_with('*');
  while (version.ends_with('*') || version.ends_with('.')) version.pop_back();
  if (version.empty()) return out;
  const std::optional<Version> parsed = Version::Parse(version);
  // Three numbers leave no room in practice; neither does a calendar version (pytz=2021.3).
  const bool full = parsed && (parsed->release.size() >= 3 || parsed->release.front() >= 1990 ||
                               !parsed->local.empty() || parsed->is_prerelease());
  if (!star && (!build.empty() || exported || full || !parsed)) {
    SetSpecifier(out, "==" + version);
    if (!out.pinned) {
      out.pinned = version;
      out.exact = true;
    }
    return out;
  }
  SetSpecifier(out, "==" + version + ".*");
  return out;
}

bool IsPoetryConstraint(std::string_view text) {
  bool number = false;  // the clause has its version
  bool sign = false;    // an operator waits for its version
  std::size_t at = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == ',' || c == '|') {
      if (c == '|' && !number) return false;
      if (c == '|') number = false;
      at += text.substr(at, 2) == "||" ? 2 : 1;
      continue;
    }
    if (const std::size_t end = std::min(text.find_first_not_of("^~=!<>", at), text.size()); end > at) {
      constexpr std::array<std::string_view, 12> kSigns = {
          "^", "~", "~=", "==", "=", "!=", ">=", "<=", ">", "<", "<>", "==="};
      if (sign || std::find(kSigns.begin(), kSigns.end(), text.substr(at, end - at)) == kSigns.end()) return false;
      sign = true;
      at = end;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \t,|^~=!<>", at), text.size());
    std::string_view version = text.substr(at, end - at);
    while (version.size() > 1 && (version.ends_with(".*") || version.ends_with(".x") || version.ends_with(".X")))
      version.remove_suffix(2);
    if (version != "*" && version != "x" && version != "dev" && !Version::Parse(version)) return false;
    number = true;
    sign = false;
    at = end;
  }
  return number && !sign;
}

std::string PoetrySpecifier(std::string_view text) {
  text = Trim(text);
  if (text.empty() || text == "*") return {};
  if (text.find("||") != std::string_view::npos || text.find(" | ") != std::string_view::npos) return std::string(text);
  std::string out;
  std::string spaced(text);
  // `>=1 <2`: blanks may stand for commas.
  std::replace(spaced.begin(), spaced.end(), ',', ' ');
  std::vector<std::string> parts;
  for (const Word& word : ShellWords(spaced)) {
    if (word.text.empty()) continue;  // `''`
    if (!parts.empty() && parts.back().find_first_of("0123456789*") == std::string::npos) {
      parts.back() += word.text;  // `>= 1.0`
    } else {
      parts.push_back(word.text);
    }
  }
  for (const std::string& part : parts) {
    std::string clause;
    const char first = part.front();
    const std::string number = part.substr(std::min<std::size_t>(1, part.size()));
    if (first == '^' || (first == '~' && part.size() > 1 && part[1] != '=')) {
      const std::optional<Version> low = Version::Parse(number);
      if (!low) return std::string(text);
      std::vector<std::uint64_t> high = low->release;
      std::size_t bump = 0;
      if (first == '^') {
        while (bump + 1 < high.size() && high[bump] == 0) ++bump;
      } else {
        bump = high.size() > 1 ? 1 : 0;
      }
      ++high[bump];
      for (std::size_t i = bump + 1; i < high.size(); ++i) high[i] = 0;
      std::string upper;
      for (const std::uint64_t part_number : high) {
        if (!upper.empty()) upper += '.';
        upper += std::to_string(part_number);
      }
      clause = ">=";
      clause.append(number).append(",<").append(upper);
    } else if (std::isdigit(static_cast<unsigned char>(first)) != 0 || first == 'v') {
      clause = "==" + part;
    } else if (first == '=' && part.size() > 1 && part[1] != '=') {
      clause = "==" + number;
    } else {
      clause = part;
    }
    if (!out.empty()) out += ',';
    out += clause;
  }
  return out;
}

}  // namespace tracklint::project
