#include "reproduce/sandbox.h"

#include <filesystem>
#include <system_error>

#include "reproduce/child_process.h"

namespace tracklint::reproduce {
namespace {

constexpr const char* kHome = "/home/experiment";

bool IsThere(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

void Add(std::vector<std::string>& words, std::initializer_list<std::string> more) { words.insert(words.end(), more); }

/// What programs need of the system, and no more: no home, no /var, no /run, no /srv, no other folder of the top.
void AddSystem(std::vector<std::string>& words, bool network) {
  Add(words, {"--ro-bind", "/usr", "/usr"});
  for (const char* folder : {"/bin", "/sbin", "/lib", "/lib64", "/lib32"}) {
    std::error_code error;
    if (std::filesystem::is_symlink(folder, error))
      Add(words, {"--symlink", std::filesystem::read_symlink(folder, error).string(), folder});
    else
      Add(words, {"--ro-bind-try", folder, folder});
  }
  for (const char* file : {"/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime", "/etc/fonts", "/etc/mime.types",
                           "/etc/ssl/openssl.cnf"})
    Add(words, {"--ro-bind-try", file, file});
  if (network) {
    for (const char* file : {"/etc/resolv.conf", "/etc/hosts", "/etc/nsswitch.conf", "/etc/ssl"})
      Add(words, {"--ro-bind-try", file, file});
  }
}

}  // namespace

std::optional<std::string> SandboxTrouble() {
  const Result<ChildOutput> tried =
      RunChild({"bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"}, "");
  if (!tried.ok()) return tried.error().message;
  if (tried.value().exit_code != 0) {
    const std::string& text = tried.value().err;
    return "bubblewrap makes no sandbox here: " + text.substr(0, text.find('\n'));
  }
  return std::nullopt;
}

std::vector<std::string> SandboxedCommand(const Sandbox& sandbox, const Limits& limits,
                                          const std::vector<std::string>& command) {
  const std::string bytes = std::to_string(limits.disk_bytes);
  std::vector<std::string> limited{"prlimit",
                                   "--core=0",
                                   "--fsize=" + bytes,
                                   "--data=" + std::to_string(limits.memory_bytes),
                                   "--cpu=" + std::to_string(static_cast<long>(limits.seconds * 4) + 1),
                                   "--nofile=1024"};
  std::vector<std::string> words;
  if (sandbox.off) {
    words = {"env", "-C", sandbox.folder, "-i"};
    for (const auto& [name, value] : sandbox.environment) words.push_back(name + "=" + value);
    words.insert(words.end(), limited.begin(), limited.end());
  } else {
    // Where threads count too, the kernel's own limit must leave room for those of numerical libraries.
    limited.push_back("--nproc=" + std::to_string(limits.processes * 16));
    words = {"bwrap",         "--die-with-parent", "--new-session", "--unshare-user",
             "--unshare-pid", "--unshare-ipc",     "--unshare-uts", "--unshare-cgroup-try",
             "--hostname",    "experiment",        "--clearenv"};
    if (!sandbox.network) words.emplace_back("--unshare-net");
    AddSystem(words, sandbox.network);
    const std::string scratch = std::to_string(std::min(limits.disk_bytes, limits.memory_bytes / 4));
    Add(words, {"--proc", "/proc", "--dev", "/dev", "--size", scratch, "--tmpfs", "/tmp", "--size", scratch, "--tmpfs",
                "/home", "--dir", kHome});
    for (const std::string& path : sandbox.readable) {
      if (IsThere(path)) Add(words, {"--ro-bind", path, path});
    }
    Add(words, {"--bind", sandbox.writable, sandbox.writable, "--chdir", sandbox.folder});
    for (const auto& [name, value] : sandbox.environment) Add(words, {"--setenv", name, value});
    Add(words, {"--setenv", "HOME", kHome, "--"});
    words.insert(words.end(), limited.begin(), limited.end());
  }
  words.insert(words.end(), command.begin(), command.end());
  return words;
}

}  // namespace tracklint::reproduce
