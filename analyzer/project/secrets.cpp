#include "analyzer/project/secrets.h"

#include <cstddef>

#include "analyzer/knowledge/knowledge.h"
#include "analyzer/knowledge/secret_text.h"
#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

bool IsSecretVariable(std::string_view name) {
  if (knowledge::IsSecretName(name)) return true;
  const std::string lower = LowerAscii(name);
  for (const std::string_view word :
       {"password", "passwd", "secret", "token", "access_key", "api_key", "apikey", "private_key", "credential"}) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

std::string WithoutCredentials(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t scheme = text.find("://"); scheme != std::string_view::npos; scheme = text.find("://", scheme + 3)) {
    const knowledge::TextRange userinfo = knowledge::UserinfoAt(text, scheme + 3);
    if (userinfo.begin == userinfo.end || userinfo.begin < from) continue;
    out += text.substr(from, userinfo.begin - from);
    from = userinfo.end + 1;
  }
  out += text.substr(from);
  return knowledge::WithoutSecrets(out);
}

std::string SafeValue(std::string_view name, std::string_view value) {
  value = Unquote(Trim(value));
  // ${{ secrets.X }}, $(SECRET), {{ .Values.x }}: set, but not here.
  if (value.find("${{") != std::string_view::npos || value.starts_with("{{") || value.starts_with("$(")) return {};
  if (value.starts_with('$')) {
    const std::size_t fallback = value.find(":-");
    if (!value.starts_with("${") || fallback == std::string_view::npos || !value.ends_with('}')) return {};
    value = value.substr(fallback + 2, value.size() - fallback - 3);
  }
  if (IsSecretVariable(name)) return value.empty() ? std::string() : std::string("***");
  return WithoutCredentials(value);
}

}  // namespace tracklint::project
