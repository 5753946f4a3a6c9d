#include "analyzer/syntax/parser_memory.h"

#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include <tree_sitter/api.h>

namespace tracklint::syntax {
namespace {

constexpr std::size_t kUnit = 16;  // of sizes and addresses
constexpr std::size_t kHead = 8;   // before each block: its size in units, 0 for a large one
constexpr std::size_t kUnits = kParserMemoryIsPooled ? 64 : 0;  // of the largest block of the pool, head included
constexpr std::size_t kChunk = 64 << 10;  // below what the C library would ask the system for each time
constexpr std::size_t kErrorNote = 16;    // StackSummary of the parser core
constexpr std::size_t kKeptChunks = 64;   // by a thread, until it ends

/// A block from the C library, for arrays that grow. Linked, so that all can be freed together.
struct alignas(kUnit) Large {
  Large* before;
  Large* behind;
  std::size_t size;
  std::uint64_t units;  ///< 0; right before the block, where small ones have theirs
};
static_assert(sizeof(Large) % kUnit == 0 && offsetof(Large, units) == sizeof(Large) - kHead);

std::uint64_t& UnitsOf(void* block) {
  return *reinterpret_cast<std::uint64_t*>(static_cast<std::byte*>(block) - kHead);
}
Large* LargeOf(void* block) { return reinterpret_cast<Large*>(static_cast<std::byte*>(block) - sizeof(Large)); }

class Pool {
 public:
  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() { clear(0); }

  void* take(std::size_t bytes) {
    const std::size_t units = (bytes + kHead + kUnit - 1) / kUnit;
    if (units > kUnits) return take_large(bytes);
    if (void* const block = free_[units]; block != nullptr) {
      std::memcpy(&free_[units], block, sizeof(void*));
      return block;
    }
    if (left_ < units * kUnit && !next_chunk()) return nullptr;
    void* const block = at_ + kHead;
    at_ += units * kUnit;
    left_ -= units * kUnit;
    UnitsOf(block) = units;
    return block;
  }

  void give(void* block) {
    if (block == nullptr) return;
    const std::uint64_t units = UnitsOf(block);
    if (units == 0) return give_large(LargeOf(block));
    std::memcpy(block, &free_[units], sizeof(void*));
    free_[units] = block;
  }

  void* resize(void* block, std::size_t bytes) {
    if (block == nullptr) return take(bytes);
    const std::uint64_t units = UnitsOf(block);
    const std::size_t holds = units == 0 ? LargeOf(block)->size : units * kUnit - kHead;
    if (bytes <= holds) return block;
    void* const larger = take(bytes);
    if (larger == nullptr) return nullptr;
    std::memcpy(larger, block, holds);
    give(block);
    return larger;
  }

  /// Forgets all blocks, and keeps so many chunks for the next ones.
  void clear(std::size_t kept) {
    while (large_ != nullptr) give_large(large_);
    free_.fill(nullptr);
    if (chunks_.size() > kept) chunks_.resize(kept);
    chunk_ = 0;
    at_ = nullptr;
    left_ = 0;
  }

  std::size_t uses = 0;
  std::uint64_t allocated = 0;
  std::uint64_t errors = 0;

 private:
  struct alignas(kUnit) Chunk {
    std::array<std::byte, kChunk> bytes;
  };

  bool next_chunk() {
    if (chunk_ == chunks_.size()) {
      std::unique_ptr<Chunk> chunk(new (std::nothrow) Chunk);
      if (chunk == nullptr) return false;
      chunks_.push_back(std::move(chunk));
    }
    // Heads lie before addresses that are multiples of kUnit.
    at_ = chunks_[chunk_++]->bytes.data() + kUnit - kHead;
    left_ = kChunk - kUnit;
    return true;
  }

  void* take_large(std::size_t bytes) {
    auto* const large = static_cast<Large*>(std::malloc(sizeof(Large) + bytes));  // NOLINT(cppcoreguidelines-no-malloc)
    if (large == nullptr) return nullptr;
    *large = {nullptr, large_, bytes, 0};
    if (large_ != nullptr) large_->before = large;
    large_ = large;
    return large + 1;
  }
  void give_large(Large* large) {
    (large->before != nullptr ? large->before->behind : large_) = large->behind;
    if (large->behind != nullptr) large->behind->before = large->before;
    std::free(large);  // NOLINT(cppcoreguidelines-no-malloc)
  }

  std::array<void*, kUnits + 1> free_{};  ///< by size in units; each free block holds the address of the next
  std::byte* at_ = nullptr;
  std::size_t left_ = 0;
  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::size_t chunk_ = 0;  ///< the first one that is not in use
  Large* large_ = nullptr;
};

thread_local Pool pool;

void* Allocate(std::size_t bytes) {
  pool.allocated += bytes;
  if (bytes == kErrorNote) ++pool.errors;
  return pool.take(bytes);
}
void* AllocateZeros(std::size_t count, std::size_t bytes) {
  if (bytes != 0 && count > SIZE_MAX / 2 / bytes) return nullptr;
  void* const block = Allocate(count * bytes);
  if (block != nullptr) std::memset(block, 0, count * bytes);
  return block;
}
void* Reallocate(void* block, std::size_t bytes) {
  pool.allocated += bytes;
  return pool.resize(block, bytes);
}
void Free(void* block) { pool.give(block); }

}  // namespace

void UseParserMemory() { ts_set_allocator(&Allocate, &AllocateZeros, &Reallocate, &Free); }

std::uint64_t AllocatedByParsers() { return pool.allocated; }

std::uint64_t ErrorsOfParsers() { return pool.errors; }

ParserMemoryUse::ParserMemoryUse() { ++pool.uses; }
ParserMemoryUse::~ParserMemoryUse() {
  if (--pool.uses == 0) pool.clear(kKeptChunks);
}

}  // namespace tracklint::syntax
