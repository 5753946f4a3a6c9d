#include "corpus/stream.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iterator>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "corpus/open_input.h"
#include "corpus/workspace.h"

namespace tracklint::corpus {
namespace {

std::optional<std::string> Text(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

}  // namespace

void StreamFeed::pump() {
  std::array<char, 1U << 16U> block{};
  const ssize_t count = read(descriptor_, block.data(), block.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (count <= 0) {
    if (skipping_)
      too_long();
    else if (!buffer_.empty())
      line(buffer_);
    buffer_.clear();
    finish();
    if (count < 0) ++line_, fault("the input cannot be read: " + std::generic_category().message(errno));
    ended_ = true;
    return;
  }
  buffer_.append(block.data(), static_cast<std::size_t>(count));
  std::size_t begin = 0;
  for (std::size_t end = buffer_.find('\n', scanned_); end != std::string::npos; end = buffer_.find('\n', begin)) {
    if (skipping_)
      too_long();
    else
      line(std::string_view(buffer_).substr(begin, end - begin));
    begin = end + 1;
  }
  buffer_.erase(0, begin);
  if (buffer_.size() > kLongestLine) {
    skipping_ = true;
    buffer_.clear();
  }
  scanned_ = buffer_.size();
}

std::optional<Input> StreamFeed::next() {
  if (ready_.empty()) return std::nullopt;
  Input input = std::move(ready_.front());
  ready_.pop_front();
  return input;
}

void StreamFeed::line(std::string_view text) {
  ++line_;
  if (text.find_first_not_of(" \t\r") == std::string_view::npos) return;
  const auto object = nlohmann::json::parse(text, nullptr, false);
  if (!object.is_object()) return fault("no JSON object");
  std::optional<std::string> name = Text(object, "repo");
  if (!name || name->empty()) return fault("an object needs the string repo");
  if (Text(object, "path") && Text(object, "content")) return file(object, std::move(*name));
  for (const char* key : {"archive", "folder"}) {
    if (Text(object, key)) return whole(object, std::move(*name), key);
  }
  fault("an object needs the strings path and content, or archive, or folder");
}

bool StreamFeed::is_new(const std::string& name) {
  if (names_.insert(name).second) return true;
  fault("the repository `" + name + "` came before; the lines of a repository must follow each other");
  return false;
}

void StreamFeed::file(const nlohmann::json& object, std::string name) {
  if (refused_ == name) return;
  if (!open_ || open_->input.name != name) {
    finish();
    if (!is_new(name)) {
      refused_ = std::move(name);
      return;
    }
    begin(std::move(name));
  }
  Open& open = *open_;
  if (open.input.commit.empty()) open.input.commit = Text(object, "commit").value_or("");
  if (!open.out || !open.out->problem().empty()) return;
  const std::string path = open.out->accept(object["path"].get_ref<const std::string&>());
  if (path.empty()) return;
  const auto& content = object["content"].get_ref<const std::string&>();
  if (TreeWriter::IsRead(path, content.size()))
    open.out->file(path, content);
  else
    open.out->hole(path, content.size());
}

void StreamFeed::whole(const nlohmann::json& object, std::string name, const char* key) {
  finish();
  if (!is_new(name)) return;
  ready_.push_back({std::move(name), *Text(object, key), Text(object, "commit").value_or("")});
}

void StreamFeed::begin(std::string name) {
  Open open;
  open.folder = scratch_ + "/in" + std::to_string(++folders_);
  const Result<std::string> root = MakeRoot(open.folder, name);
  open.input.name = std::move(name);
  if (root.ok()) {
    open.input.path = root.value();
    open.input.unpacked = true;
    open.out = std::make_unique<TreeWriter>(root.value());
  } else {
    open.trouble = root.error().message;
  }
  open_ = std::move(open);
}

void StreamFeed::finish() {
  refused_.reset();
  if (!open_) return;
  Open open = *std::exchange(open_, std::nullopt);
  if (open.out && open.trouble.empty()) open.trouble = open.out->problem();
  if (open.out) open.input.unreadable = open.out->unreadable();
  if (!open.trouble.empty()) open.input.error = open.trouble;
  ready_.push_back(std::move(open.input));
  std::ranges::move(behind_, std::back_inserter(ready_));
  behind_.clear();
}

void StreamFeed::too_long() {
  ++line_;
  skipping_ = false;
  fault("the line is too long");
}

/// A line that is an input of its own.
void StreamFeed::fault(const std::string& what) {
  Input input;
  input.name = "line " + std::to_string(line_);
  input.error = input.name + ": " + what;
  (open_ ? behind_ : ready_).push_back(std::move(input));
}

}  // namespace tracklint::corpus
