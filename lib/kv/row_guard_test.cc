#include "lib/kv/row_guard.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>

#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/status_matchers.h"

namespace mingce::kv {
namespace {

// Depends on every byte of both and on where one ends; no secret, as a real one has.
Mac Sum(absl::string_view key, absl::string_view value) {
  std::uint64_t sum = key.size();
  for (const absl::string_view part : {key, value}) {
    for (const char c : part) sum = sum * 1'000'003 + static_cast<unsigned char>(c);
  }
  Mac mac{};
  for (std::size_t i = 0; i < 8; ++i) mac[i] = static_cast<unsigned char>(sum >> (8 * i));
  return mac;
}

std::string Stored(absl::string_view key, const std::string& value) {
  const Mac mac = Sum(key, value);
  return value + std::string(reinterpret_cast<const char*>(mac.data()), mac.size());
}

TEST(RowGuardTest, OpensWhatItsServiceWroteAndNothingElse) {
  const RowGuard guard(Sum, "who");
  EXPECT_EQ(guard.Open("\x05key", Stored("\x05key", "a value")).value(), "a value");
  EXPECT_EQ(guard.Open("\x05key", Stored("\x05key", "")).value(), "");
  EXPECT_EQ(guard.Open("who", "anything").value(), "anything");
  std::string stored = Stored("\x05key", "a value");
  for (std::size_t i = 0; i < stored.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      stored[i] = static_cast<char>(stored[i] ^ (1 << bit));
      EXPECT_EQ(ReasonOf(guard.Open("\x05key", stored).status()), "ROW_ALTERED") << i;
      stored[i] = static_cast<char>(stored[i] ^ (1 << bit));
    }
  }
  for (std::size_t size = 0; size < stored.size(); ++size) {
    EXPECT_FALSE(guard.Open("\x05key", stored.substr(0, size)).ok()) << size;
  }
  const absl::Status moved = guard.Open("\x06key", stored).status();
  EXPECT_EQ(ReasonOf(moved), "ROW_ALTERED");
  EXPECT_EQ(ErrorInfoOf(moved)->metadata.at("table"), "6");
  EXPECT_FALSE(guard.Open("who else", "anything").ok());
}

TEST(RowGuardTest, WithoutAMacNothingIsGuarded) {
  EXPECT_EQ(RowGuard(nullptr, "").Open("key", "x").value(), "x");
}

// Rows that somebody else wrote into a guarded store: one in the place of another, and a new one.
TEST(RowGuardTest, AStoreReadsOnlyWhatIsGuarded) {
  const std::string directory = testing::TempDir() + "/row-guard-" + NewOpaqueId();
  const RocksOptions guarded = {.directory = directory, .row_mac = Sum, .unguarded_key = "who"};
  const auto put = [](const RocksOptions& options,
                      std::initializer_list<std::pair<const char*, std::string>> rows) {
    Batch batch;
    for (const auto& [key, value] : rows) batch.Put(key, value);
    EXPECT_THAT(OpenRocks(options).value()->Commit(batch), IsOk());
  };
  put(guarded, {{"who", "members"}, {"a1", "one"}, {"a2", ""}, {"b1", "other"}});
  {
    const auto raw = OpenRocks({.directory = directory}).value();
    EXPECT_EQ(raw->Get("who").value(), "members");
    EXPECT_EQ(raw->Get("a1").value(), Stored("a1", "one"));
    EXPECT_EQ(raw->Get("a2").value(), Stored("a2", ""));
  }
  put({.directory = directory}, {{"a3", Stored("a1", "one")}, {"b2", "planted"}});
  const auto store = OpenRocks(guarded).value();
  const auto moment = store->Snapshot();
  for (const Reader* reader : std::initializer_list<const Reader*>{store.get(), moment.get()}) {
    EXPECT_EQ(reader->Get("who").value(), "members");
    EXPECT_EQ(reader->Get("a1").value(), "one");
    EXPECT_EQ(reader->Get("a2").value(), "");
    EXPECT_EQ(reader->Get("a4").value(), std::nullopt);
    EXPECT_EQ(ReasonOf(reader->Get("a3").status()), "ROW_ALTERED");
    EXPECT_EQ(ReasonOf(reader->Get("b2").status()), "ROW_ALTERED");
    std::string seen;
    const absl::Status scanned = reader->Scan("", [&](absl::string_view key, absl::string_view v) {
      seen += std::string(key) + "=" + std::string(v) + " ";
      return true;
    });
    EXPECT_EQ(ReasonOf(scanned), "ROW_ALTERED");
    EXPECT_EQ(seen, "a1=one a2= ") << "up to the first that is not the store's";
  }
}

}  // namespace
}  // namespace mingce::kv
