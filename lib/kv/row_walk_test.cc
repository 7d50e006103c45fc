#include "lib/kv/row_walk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"

namespace mingce::kv {
namespace {

// Rows, of which some cannot be read.
class Rows final : public Reader {
 public:
  absl::StatusOr<std::optional<std::string>> Get(absl::string_view /*key*/) const override {
    return std::nullopt;
  }
  absl::Status ScanFrom(absl::string_view prefix, absl::string_view from,
                        Visitor visit) const override {
    for (auto row = rows.lower_bound(std::string(std::max(prefix, from))); row != rows.end();
         ++row) {
      if (!absl::StartsWith(row->first, prefix)) break;
      if (row->second == "altered") return absl::DataLossError("altered");
      read.insert(row->first);
      if (!visit(row->first, row->second)) break;
    }
    return absl::OkStatus();
  }

  std::map<std::string, std::string> rows;
  mutable std::set<std::string> read;
};

TEST(RowWalkTest, ComesToEveryRowAndBeginsAnew) {
  Rows store;
  for (const char* key : {"\x01", "\x01x", "a1", "a2", "a3", "b", "\xff", "\xff\xff"}) {
    store.rows[key] = "value";
  }
  store.rows[std::string(1, '\0')] = "value";
  for (const std::size_t rows : {1u, 2u, 3u, 100u}) {
    RowWalk walk(&store);
    store.read.clear();
    for (std::size_t step = 0; step * rows < store.rows.size(); ++step) {
      EXPECT_THAT(walk.Step(rows), IsOk());
    }
    EXPECT_EQ(store.read.size(), store.rows.size()) << rows;
    EXPECT_EQ(walk.rows(), store.rows.size()) << rows;
    store.read.clear();
    for (std::size_t step = 0; step <= store.rows.size() / rows; ++step) {
      EXPECT_THAT(walk.Step(rows), IsOk());
    }
    EXPECT_EQ(store.read.size(), store.rows.size()) << rows << ", the second time";
    EXPECT_EQ(walk.broken_tables(), 0u);
  }
}

TEST(RowWalkTest, SaysOnceAPassWhatItCannotRead) {
  Rows store;
  store.rows = {{"a1", "v"}, {"a2", "altered"}, {"a3", "v"}, {"b1", "v"}, {"c1", "altered"}};
  RowWalk walk(&store);
  int said = 0;
  for (int step = 0; step < 3; ++step)
    said += walk.Step(100).ok() ? 0 : 1;  // a, then b and c, then the rest
  EXPECT_EQ(said, 2);
  EXPECT_EQ(walk.broken_tables(), 2u);
  EXPECT_EQ(store.read, (std::set<std::string>{"a1", "b1"}));
  store.rows["a2"] = "v";
  for (int step = 0; step < 2; ++step) said += walk.Step(100).ok() ? 0 : 1;
  EXPECT_EQ(said, 3);
  EXPECT_EQ(walk.broken_tables(), 1u);
  EXPECT_EQ(store.read.count("a3"), 1u);
}

}  // namespace
}  // namespace mingce::kv
