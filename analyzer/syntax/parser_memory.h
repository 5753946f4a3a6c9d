// What tree-sitter allocates: blocks of a pool of each thread, which are given back together.
//
// A parse makes and frees many small blocks; the C library's search for each was a tenth of its time.
#pragma once

#include <cstdint>

namespace tracklint::syntax {

// Sanitizers look after each block themselves.
#if defined(__SANITIZE_ADDRESS__)
#define TRACKLINT_WATCHED_MEMORY
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TRACKLINT_WATCHED_MEMORY
#endif
#endif
#ifdef TRACKLINT_WATCHED_MEMORY
inline constexpr bool kParserMemoryIsPooled = false;
#undef TRACKLINT_WATCHED_MEMORY
#else
inline constexpr bool kParserMemoryIsPooled = true;
#endif

/// Makes tree-sitter use the pool from now on. Once per process, before its first parser.
void UseParserMemory();

/// Bytes that tree-sitter has asked for in this thread. While it recovers from an error it may copy what it has skipped
/// once for each token: that shows here, not in its steps.
[[nodiscard]] std::uint64_t AllocatedByParsers();

/// Errors that tree-sitter has met in this thread. It says so nowhere, but notes each in a block of a size that it asks for
/// nothing else; what one costs is the same whatever the text.
[[nodiscard]] std::uint64_t ErrorsOfParsers();

/// As long as one of this thread lives, blocks stay where they are; with the last one all blocks of the thread are gone.
class ParserMemoryUse {
 public:
  ParserMemoryUse();
  ~ParserMemoryUse();
  ParserMemoryUse(const ParserMemoryUse&) = delete;
  ParserMemoryUse& operator=(const ParserMemoryUse&) = delete;
};

}  // namespace tracklint::syntax
