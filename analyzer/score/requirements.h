// What the repository says about the versions of its libraries, found once for all scopes of the score.
//
// Built from a Project and independent of it afterwards; immutable, safe to share between threads.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "tracklint/project.h"

namespace tracklint::score {

class Requirements {
 public:
  explicit Requirements(const Project& project);

  /// Direct requirements of the environment by name: whether something pins them exactly.
  [[nodiscard]] const std::map<std::string, bool>& direct() const { return direct_; }
  /// Some declared dependency of that distribution name is pinned exactly or locked.
  [[nodiscard]] bool pins(std::string_view distribution) const { return pinned_.contains(distribution); }
  /// Name and place of the first direct requirement that is pinned, or that is not; empty without one.
  [[nodiscard]] const std::string& first(bool pinned) const { return pinned ? first_pinned_ : first_loose_; }
  /// There is an entry of a lock file.
  [[nodiscard]] bool locked() const { return locked_; }

 private:
  std::map<std::string, bool> direct_;
  std::set<std::string, std::less<>> pinned_;
  std::string first_pinned_;
  std::string first_loose_;
  bool locked_ = false;
};

}  // namespace tracklint::score
