// Where the bytes of a session come from and go to.
#pragma once

#include <cstddef>
#include <string_view>

namespace tracklint::server {

class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;
  /// Whether Read would return at once.
  [[nodiscard]] virtual bool HasInput() = 0;
  /// Waits for bytes; 0 at the end of the input.
  [[nodiscard]] virtual std::size_t Read(char* to, std::size_t most) = 0;
  /// False when nobody reads any more.
  virtual bool Write(std::string_view bytes) = 0;
};

/// Two file descriptors, which stay the caller's.
class FileTransport final : public Transport {
 public:
  FileTransport(int in, int out) : in_(in), out_(out) {}
  [[nodiscard]] bool HasInput() override;
  [[nodiscard]] std::size_t Read(char* to, std::size_t most) override;
  bool Write(std::string_view bytes) override;

 private:
  int in_;
  int out_;
};

}  // namespace tracklint::server
