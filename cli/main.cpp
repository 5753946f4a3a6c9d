// The program: arguments in, exit code out.
#include <csignal>
#include <iostream>
#include <string>
#include <vector>

#include <poll.h>
#include <unistd.h>

#include "cli/cli.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // Where a file may not grow, writing fails and is told.
  std::signal(SIGXFSZ, SIG_IGN);  // NOLINT(cert-err33-c)
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  const int code = tracklint::cli::Run(arguments, std::cin, std::cout, std::cerr);
  if (std::cout.flush()) return code;
  // A reader that has left has what it wanted; standard output that was closed from the beginning is nobody's.
  pollfd output{STDOUT_FILENO, POLLOUT, 0};
  if (poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0) return code;
  std::cerr << "tracklint: cannot write to standard output\n";
  return 2;
}
