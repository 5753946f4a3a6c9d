#include "rules/common/stores.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "rules/common/text.h"

namespace tracklint::rules {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsIpv4(std::string_view host) {
  int dots = 0;
  int digits = 0;
  for (const char c : host) {
    if (c == '.') {
      if (digits == 0) return false;
      ++dots;
      digits = 0;
    } else if (IsDigit(c)) {
      if (++digits > 3) return false;
    } else {
      return false;
    }
  }
  return dots == 3 && digits > 0;
}

Store StoreOfServer(std::string_view rest, bool whole) {
  std::size_t end = rest.find_first_of("/?#");
  std::string_view authority = rest.substr(0, end);
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) authority.remove_prefix(at + 1);
  if (!authority.empty() && authority.front() == '[')
    return authority.starts_with("[::1]") ? Store::kLoopback : Store::kAddress;
  const std::size_t colon = authority.find(':');
  const std::string host = Lower(authority.substr(0, colon));
  const bool host_ends = whole || end != std::string_view::npos || colon != std::string_view::npos;
  if (host.empty() || !host_ends) return Store::kUnknown;
  if (host == "localhost" || host == "0.0.0.0" || host.starts_with("127.")) return Store::kLoopback;
  return IsIpv4(host) ? Store::kAddress : Store::kShared;
}

}  // namespace

Store StoreOf(const Text& uri) {
  const std::string known = KnownPrefix(uri);
  if (known.empty()) return uri.is_literal() ? Store::kFiles : Store::kUnknown;
  const std::string lower = Lower(known);
  const std::size_t colon = lower.find(':');
  if (colon == 1) return Store::kFiles;  // C:\mlruns
  const std::string_view scheme = std::string_view(lower).substr(0, colon == std::string::npos ? 0 : colon);
  if (scheme == "file") return Store::kFiles;
  if (scheme.starts_with("sqlite")) return Store::kSqlite;
  if (scheme == "http" || scheme == "https") {
    const std::size_t slashes = lower.find("://");
    if (slashes == std::string::npos) return Store::kUnknown;
    return StoreOfServer(std::string_view(known).substr(slashes + 3), uri.is_literal());
  }
  if (!scheme.empty()) return Store::kShared;  // databricks://profile, postgresql://…
  if (lower == "databricks" || lower == "databricks-uc" || lower == "uc") return Store::kShared;
  if (known.front() == '.' || known.front() == '/' || known.front() == '\\' || known.front() == '~')
    return Store::kFiles;
  return uri.is_literal() ? Store::kFiles : Store::kUnknown;
}

}  // namespace tracklint::rules
