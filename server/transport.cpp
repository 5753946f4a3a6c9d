#include "server/transport.h"

#include <cerrno>

#include <poll.h>
#include <unistd.h>

namespace tracklint::server {

bool FileTransport::HasInput() {
  pollfd wanted{in_, POLLIN, 0};
  return poll(&wanted, 1, 0) > 0;
}

std::size_t FileTransport::Read(char* to, std::size_t most) {
  while (true) {
    const ssize_t count = read(in_, to, most);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return 0;
  }
}

bool FileTransport::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(out_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace tracklint::server
