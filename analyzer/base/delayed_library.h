// Shared libraries that are opened at their first call: what few commands need costs the others no start.
//
// A header such as analyzer/discover/libgit2.h lists the functions of a library as objects of their names in namespace
// tracklint, which code in that namespace calls like the functions themselves. A library stays open until the program
// ends. Safe from every thread.
#pragma once

#include <algorithm>
#include <cstddef>

namespace tracklint {

/// The address of `function` in the shared library `file` (a name as the loader takes it).
/// Throws std::runtime_error where there is no such library or function.
[[nodiscard]] void* FindInLibrary(const char* file, const char* function);

/// A text as a template argument.
template <std::size_t N>
struct ConstantText {
  constexpr ConstantText(const char (&text)[N]) {  // NOLINT(*-explicit-*, *-avoid-c-arrays): made of a literal
    std::copy_n(text, N, bytes);
  }
  char bytes[N]{};  // NOLINT(*-avoid-c-arrays): a template argument has no private parts
};

/// The address of `Name` of `File`.
template <ConstantText File, ConstantText Name, typename Function>
Function* Delayed() {
  static Function* const kFunction = reinterpret_cast<Function*>(FindInLibrary(File.bytes, Name.bytes));
  return kFunction;
}

/// Calls `Name` of `File`, and stands for its address.
template <ConstantText File, ConstantText Name, typename Function>
struct DelayedFunction;

template <ConstantText File, ConstantText Name, typename Answer, typename... Arguments>
struct DelayedFunction<File, Name, Answer(Arguments...)> {
  using Function = Answer(Arguments...);
  Answer operator()(Arguments... arguments) const { return Delayed<File, Name, Function>()(arguments...); }
  operator Function*() const { return Delayed<File, Name, Function>(); }  // NOLINT(*-explicit-*): as of any function
};

template <ConstantText File, ConstantText Name, typename Answer, typename... Arguments>
struct DelayedFunction<File, Name, Answer(Arguments..., ...)> {
  template <typename... More>
  Answer operator()(Arguments... arguments, More... more) const {
    return Delayed<File, Name, Answer(Arguments..., ...)>()(arguments..., more...);  // NOLINT(*-vararg): it is one
  }
};

}  // namespace tracklint
