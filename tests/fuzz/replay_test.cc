// Every target with its seeds, changes of them, and what was found once.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "absl/strings/escaping.h"
#include "lib/testing/seed.h"
#include "tests/fuzz/targets.h"

namespace mingce::fuzz {

void PrintTo(const Target& target, std::ostream* out) { *out << target.name; }

namespace {

// One to four places changed: a bit, a byte, some bytes left out, said twice or taken from
// elsewhere.
std::string Changed(std::string bytes, std::mt19937_64* random) {
  const auto below = [random](std::size_t n) { return static_cast<std::size_t>((*random)() % n); };
  for (std::size_t left = 1 + below(4); left > 0; --left) {
    if (bytes.empty()) bytes.push_back('\0');
    const std::size_t at = below(bytes.size());
    const std::size_t length = 1 + below(std::min<std::size_t>(16, bytes.size() - at));
    switch (below(6)) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
      case 1:
        bytes[at] = static_cast<char>(below(256));
        break;
      case 2:
        bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(at, bytes.substr(at, length));
        break;
      case 4:
        bytes.insert(at, std::string(length, static_cast<char>(below(2) == 0 ? 0xFF : 0)));
        break;
      default:
        bytes.resize(at);
        break;
    }
  }
  return bytes;
}

class ReplayTest : public testing::TestWithParam<Target> {};

TEST_P(ReplayTest, SeedsAndChangesOfThem) {
  std::mt19937_64 random(TestSeed());
  for (const std::string& seed : GetParam().seeds()) {
    ASSERT_EQ(GetParam().run(seed), "") << absl::CHexEscape(seed);
    for (int i = 0; i < GetParam().changes; ++i) {
      const std::string bytes = Changed(seed, &random);
      ASSERT_EQ(GetParam().run(bytes), "") << absl::CHexEscape(bytes);
    }
  }
}

TEST_P(ReplayTest, WhatWasFoundOnce) {
  const std::string folder = std::string(MINGCE_FUZZ_FOUND) + "/" + GetParam().name;
  if (!std::filesystem::exists(folder)) return;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    EXPECT_EQ(GetParam().run(bytes.str()), "") << entry.path();
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, ReplayTest, testing::ValuesIn(AllTargets()),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace mingce::fuzz
