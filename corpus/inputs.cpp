#include "corpus/inputs.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>

#include "analyzer/source/read.h"

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kTableLimit = 256ULL * 1024 * 1024;

struct Row {
  std::size_t line = 1;  ///< where it begins
  std::vector<std::string> fields;
};

/// Rows of separated values, RFC 4180: quoted fields may hold separators, doubled quotes and line ends.
std::vector<Row> SeparatedRows(std::string_view text, char separator) {
  std::vector<Row> rows;
  Row row;
  std::string field;
  bool quoted = false;
  bool any = false;
  std::size_t line = 1;
  const auto end_row = [&] {
    if (any || !field.empty() || !row.fields.empty()) {
      row.fields.push_back(std::move(field));
      rows.push_back(std::move(row));
    }
    row = Row{line + 1, {}};
    field.clear();
    any = false;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        field += '"';
        ++i;
      } else if (c == '"') {
        quoted = false;
      } else {
        field += c;
      }
    } else if (c == '"' && field.empty()) {
      quoted = any = true;
    } else if (c == separator) {
      row.fields.push_back(std::move(field));
      field.clear();
      any = true;
    } else if (c == '\n') {
      end_row();
    } else if (c != '\r') {
      field += c;
    }
    if (c == '\n') ++line;
  }
  end_row();
  return rows;
}

Error At(const std::string& file, std::size_t line, const std::string& what) {
  return Error{file + ":" + std::to_string(line) + ": " + what};
}

std::string Resolved(const std::string& manifest, const std::string& path) {
  return (fs::path(manifest).parent_path() / path).lexically_normal().string();  // an absolute path stays
}

Result<std::vector<Input>> FromTable(const std::string& manifest, std::string_view text, char separator) {
  const std::vector<Row> rows = SeparatedRows(text, separator);
  std::vector<Input> inputs;
  if (rows.empty()) return inputs;
  const auto column = [&](std::string_view name) -> std::optional<std::size_t> {
    const auto& header = rows.front().fields;
    const auto found = std::ranges::find(header, name);
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
  };
  const auto name = column("name");
  const auto path = column("path");
  const auto commit = column("commit");
  const auto stars = column("stars");
  if (!name || !path) return At(manifest, 1, "a manifest needs a header with the columns name and path");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Row& row = rows[i];
    if (std::max(*name, *path) >= row.fields.size())
      return At(manifest, row.line, "the row has fewer fields than the header");
    if (row.fields[*name].empty()) return At(manifest, row.line, "the repository has no name");
    Input input{row.fields[*name], Resolved(manifest, row.fields[*path]), {}};
    if (commit && *commit < row.fields.size()) input.commit = row.fields[*commit];
    if (stars && *stars < row.fields.size() && !row.fields[*stars].empty()) {
      const std::string& count = row.fields[*stars];
      if (count.size() > 9 || count.find_first_not_of("0123456789") != std::string::npos)
        return At(manifest, row.line, "stars is no number: `" + count + "`");
      input.stars = std::stoi(count);
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

Result<std::vector<Input>> FromJsonLines(const std::string& manifest, std::string_view text) {
  std::vector<Input> inputs;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto json = nlohmann::json::parse(one, nullptr, false);
    const auto string = [&](const char* key) -> std::optional<std::string> {
      if (!json.is_object() || !json.contains(key) || !json[key].is_string()) return std::nullopt;
      return json[key].get<std::string>();
    };
    const auto name = string("name");
    const auto path = string("path");
    if (!name || !path) return At(manifest, line, "expected an object with the strings name and path");
    if (name->empty()) return At(manifest, line, "the repository has no name");
    Input& input = inputs.emplace_back(Input{*name, Resolved(manifest, *path), string("commit").value_or("")});
    if (json.contains("stars") && json["stars"].is_number_unsigned()) input.stars = json["stars"].get<int>();
  }
  return inputs;
}

Result<std::vector<Input>> FromManifest(const std::string& path) {
  const Result<std::string> bytes = source::ReadBytes(path, kTableLimit);
  if (!bytes.ok()) return Error{path + ": " + bytes.error().message};
  const std::string& text = bytes.value();
  if (path.ends_with(".jsonl")) return FromJsonLines(path, text);
  return FromTable(path, text, path.ends_with(".tsv") ? '\t' : ',');
}

bool IsManifest(const std::string& path) {
  return path.ends_with(".csv") || path.ends_with(".tsv") || path.ends_with(".jsonl");
}

std::string FolderName(const std::string& path, bool with_parent) {
  std::error_code trouble;
  fs::path whole = fs::weakly_canonical(path, trouble);
  if (trouble) whole = fs::path(path).lexically_normal();
  if (whole.filename() == ".git") whole = whole.parent_path();
  std::string own = whole.filename().string();
  for (const std::string_view end : {".git", ".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".tar.zst"}) {
    if (own.size() > end.size() && own.ends_with(end)) {
      own.resize(own.size() - end.size());
      break;
    }
  }
  return with_parent ? whole.parent_path().filename().string() + "/" + own : own;
}

}  // namespace

std::optional<Error> ReadTable(const std::string& path, const std::vector<std::string>& columns,
                               const std::function<void(std::size_t, const std::vector<std::string>&)>& use) {
  const Result<std::string> bytes = source::ReadBytes(path, kTableLimit);
  if (!bytes.ok()) return Error{path + ": " + bytes.error().message};
  const std::vector<Row> rows = SeparatedRows(bytes.value(), path.ends_with(".tsv") ? '\t' : ',');
  std::vector<std::size_t> places;
  for (const std::string& name : columns) {
    const std::vector<std::string> none;
    const auto& header = rows.empty() ? none : rows.front().fields;
    const auto found = std::ranges::find(header, name);
    if (found == header.end()) return At(path, 1, "there is no column `" + name + "`");
    places.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::vector<std::string> fields;
    for (const std::size_t place : places) {
      if (place >= rows[i].fields.size()) return At(path, rows[i].line, "the row has fewer fields than the header");
      fields.push_back(rows[i].fields[place]);
    }
    use(rows[i].line, fields);
  }
  return std::nullopt;
}

Result<std::vector<Input>> ReadInputs(const std::vector<std::string>& paths) {
  std::vector<Input> inputs;
  std::map<std::string, int> folders;
  for (const std::string& path : paths) {
    if (!IsManifest(path)) ++folders[FolderName(path, false)];
  }
  for (const std::string& path : paths) {
    std::error_code trouble;
    if (IsManifest(path) && !fs::is_directory(path, trouble)) {
      Result<std::vector<Input>> listed = FromManifest(path);
      if (!listed.ok()) return listed.error();
      std::ranges::move(listed.value(), std::back_inserter(inputs));
    } else {
      inputs.push_back({FolderName(path, folders[FolderName(path, false)] > 1), path, {}});
    }
  }
  std::map<std::string, std::size_t> names;
  for (const Input& input : inputs) {
    if (++names[input.name] > 1) return Error{"two repositories of the corpus are named `" + input.name + "`"};
  }
  return inputs;
}

}  // namespace tracklint::corpus
