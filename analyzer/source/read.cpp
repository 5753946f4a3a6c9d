#include "analyzer/source/read.h"

#include <algorithm>
#include <cerrno>
#include <limits>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analyzer/source/cells.h"
#include "analyzer/source/decode.h"
#include "analyzer/source/magics.h"
#include "analyzer/source/notebook.h"

namespace tracklint::source {
namespace {

Error SystemError(const char* what) { return {std::string(what) + ": " + std::generic_category().message(errno)}; }

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

/// O_NONBLOCK: a named pipe must not make us wait.
constexpr int kForReading = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;

/// Of a file that was opened; an error unless it is a regular one.
Result<std::uint64_t> SizeOf(const Descriptor& file) {
  if (file.get() < 0) return SystemError("cannot open");
  struct stat info {};
  if (fstat(file.get(), &info) != 0) return SystemError("cannot read");
  if (!S_ISREG(info.st_mode)) return Error{"not a regular file"};
  return static_cast<std::uint64_t>(info.st_size);
}

Result<SourceFile::Data> ReadScript(std::string bytes) {
  Result<Decoded> decoded = DecodePython(std::move(bytes));
  if (!decoded) return decoded.error();
  SourceFile::Data data;
  data.text = std::move(decoded.value().text);
  data.raw = std::move(decoded.value().raw);
  data.raw_offsets = std::move(decoded.value().raw_offsets);
  ScriptCells script = FindScriptCells(data.text);
  data.kind = script.kind;
  data.cells = std::move(script.cells);
  data.magics = std::move(script.magics);
  if (!MayHoldMagics(data.text) && data.kind == SourceKind::kScript) return data;
  if (data.cells.empty()) {
    NeutraliseMagics(data.text, 0, data.text.size(), Dialect::kPlain, data.magics);
  } else {
    for (const Cell& cell : data.cells)
      NeutraliseMagics(data.text, cell.begin, cell.end, Dialect::kIpython, data.magics);
  }
  std::stable_sort(data.magics.begin(), data.magics.end(),
                   [](const MagicLine& a, const MagicLine& b) { return a.span.begin < b.span.begin; });
  return data;
}

}  // namespace

Result<std::string_view> ReadBytes(const std::string& absolute, std::uint64_t limit, std::string& buffer) {
  const Descriptor file(open(absolute.c_str(), kForReading));
  const Result<std::uint64_t> known = SizeOf(file);
  if (!known.ok()) return known.error();
  const auto too_large = [limit](std::uint64_t size) {
    return Error{"file of " + std::to_string(size) + " bytes is larger than the limit of " + std::to_string(limit)};
  };
  if (known.value() > limit) return too_large(known.value());
  if (buffer.size() <= known.value()) buffer.resize(static_cast<std::size_t>(known.value()) + 1);
  std::size_t size = 0;
  while (true) {
    const ssize_t got = read(file.get(), buffer.data() + size, buffer.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("cannot read");
    size += static_cast<std::size_t>(got);
    if (got == 0) break;
    if (size > limit) return too_large(size);
    if (size == buffer.size()) buffer.resize(buffer.size() * 2);
  }
  return std::string_view(buffer).substr(0, size);
}

Result<std::string> ReadBytes(const std::string& absolute, std::uint64_t limit) {
  std::string buffer;
  const Result<std::string_view> read = ReadBytes(absolute, limit, buffer);
  if (!read.ok()) return read.error();
  buffer.resize(read.value().size());
  return buffer;
}

Result<std::string> ReadBegin(const std::string& absolute, std::uint64_t most) {
  const Descriptor file(open(absolute.c_str(), kForReading));
  const Result<std::uint64_t> known = SizeOf(file);
  if (!known.ok()) return known.error();
  std::string bytes(static_cast<std::size_t>(std::min(known.value(), most)), '\0');
  std::size_t size = 0;
  while (size < bytes.size()) {
    const ssize_t got = read(file.get(), bytes.data() + size, bytes.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("cannot read");
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  return bytes;
}

Result<SourceFile::Data> ReadSource(std::string path_relative, std::string absolute, std::string bytes) {
  if (bytes.size() >= std::numeric_limits<std::uint32_t>::max() / 4) return Error{"file is too large"};
  Result<SourceFile::Data> data =
      path_relative.ends_with(".ipynb") ? ReadNotebook(std::move(bytes)) : ReadScript(std::move(bytes));
  if (!data) return data;
  data.value().path = std::move(path_relative);
  data.value().absolute = std::move(absolute);
  return data;
}

}  // namespace tracklint::source
