// The layering of the source tree, read from the includes: a file uses its own layer and those on its left.
// The list of layers is the build's own (the tracklint_layer() lines of the top CMakeLists.txt).

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tracklint {
namespace {

namespace fs = std::filesystem;

struct Layer {
  std::string folder;
  std::set<std::string> may_use;
};

std::map<std::string, Layer> ReadLayers() {
  std::map<std::string, Layer> layers;
  std::ifstream table(TRACKLINT_LAYERS_FILE);
  for (std::string line; std::getline(table, line);) {
    std::istringstream columns(line);
    std::string name;
    std::string folder;
    std::string left;
    std::getline(columns, name, '\t');
    std::getline(columns, folder, '\t');
    std::getline(columns, left, '\t');
    Layer& layer = layers[name];
    layer.folder = folder;
    layer.may_use.insert(name);
    std::istringstream words(left);
    for (std::string word; words >> word;) layer.may_use.insert(word);
  }
  return layers;
}

const std::map<std::string, Layer>& Layers() {
  static const std::map<std::string, Layer> layers = ReadLayers();
  return layers;
}

// The layer a path below the repository belongs to; empty if none.
std::string LayerOf(std::string_view path) {
  for (const auto& [name, layer] : Layers()) {
    if (path.starts_with(layer.folder + "/")) return name;
  }
  return {};
}

std::vector<std::string> SourcesBelow(const std::string& folder) {
  std::vector<std::string> found;
  const fs::path root(TRACKLINT_SOURCE_DIR);
  if (!fs::exists(root / folder)) return found;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const std::string extension = entry.path().extension().string();
    if (entry.is_regular_file() && (extension == ".cpp" || extension == ".h" || extension == ".inc")) {
      found.push_back(entry.path().lexically_relative(root).generic_string());
    }
  }
  return found;
}

// What the file includes with quotes, as written.
std::vector<std::string> QuotedIncludes(const std::string& file) {
  std::vector<std::string> includes;
  std::ifstream in(fs::path(TRACKLINT_SOURCE_DIR) / file);
  for (std::string line; std::getline(in, line);) {
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#') continue;
    const std::size_t word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string::npos || line.compare(word, 7, "include") != 0) continue;
    const std::size_t open = line.find('"', word);
    const std::size_t close = open == std::string::npos ? open : line.find('"', open + 1);
    if (close != std::string::npos) includes.push_back(line.substr(open + 1, close - open - 1));
  }
  return includes;
}

TEST(Layering, TheBuildNamesItsLayers) { EXPECT_GE(Layers().size(), 15U); }

TEST(Layering, NoFileIncludesALayerOnItsRight) {
  for (const auto& [name, layer] : Layers()) {
    for (const std::string& file : SourcesBelow(layer.folder)) {
      for (const std::string& include : QuotedIncludes(file)) {
        if (include.starts_with("tracklint/")) continue;
        const std::string used = LayerOf(include);
        EXPECT_FALSE(used.empty()) << file << " includes \"" << include
                                   << "\", which is in no layer (write paths from the repository's root)";
        EXPECT_TRUE(used.empty() || layer.may_use.contains(used))
            << file << " includes \"" << include << "\", but " << name << " may not use " << used;
      }
    }
  }
}

TEST(Layering, PublicHeadersUseOnlyPublicHeaders) {
  for (const std::string& file : SourcesBelow("include/tracklint")) {
    EXPECT_THAT(QuotedIncludes(file), testing::Each(testing::StartsWith("tracklint/"))) << file;
  }
}

TEST(Layering, EverySourceIsInALayer) {
  for (const char* folder : {"analyzer", "rules", "reporters", "cli", "corpus", "reproduce", "server"}) {
    for (const std::string& file : SourcesBelow(folder)) {
      EXPECT_FALSE(LayerOf(file).empty()) << file;
    }
  }
}

}  // namespace
}  // namespace tracklint
