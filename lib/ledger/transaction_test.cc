#include "lib/ledger/transaction.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

#include "lib/kv/rocks_kv_store.h"
#include "lib/testing/status_matchers.h"

namespace mingce::ledger {
namespace {

// Reads of a transaction equal reads of one plain map to which everything was applied.
TEST(TransactionTest, ReadsEqualAModelUnderRandomChanges) {
  const char* given = std::getenv("MINGCE_SEED");
  const unsigned seed = given != nullptr ? static_cast<unsigned>(std::atoi(given)) : 20191125u;
  std::cout << "seed " << seed << "\n";
  std::mt19937 random(seed);
  const auto any = [&random](int below) { return static_cast<int>(random() % below); };
  for (int round = 0; round < 200; ++round) {
    const std::unique_ptr<kv::KvStore> store =
        kv::OpenRocks({.directory = "/mem", .in_memory = true}).value();
    std::map<std::string, std::string> model;
    kv::Batch batch;
    Changes decided;
    Transaction transaction(store.get(), &decided, 1, {.time = absl::UnixEpoch()});
    const auto key = [&] {
      return std::string(1, static_cast<char>('a' + any(3))) + std::to_string(any(6));
    };
    for (int i = 0; i < 10; ++i) {
      const std::string k = key();
      batch.Put(k, "base" + std::to_string(i));
      model[k] = "base" + std::to_string(i);
    }
    ASSERT_THAT(store->Commit(batch), IsOk());
    for (int i = 0; i < 6; ++i) {
      const std::string k = key();
      if (any(3) == 0) {
        decided[k] = std::nullopt;
        model.erase(k);
      } else {
        decided[k] = model[k] = "decided" + std::to_string(i);
      }
    }
    for (int i = 0; i < 6; ++i) {
      const std::string k = key();
      if (any(3) == 0) {
        transaction.Delete(k);
        model.erase(k);
      } else {
        transaction.Put(k, "own" + std::to_string(i));
        model[k] = "own" + std::to_string(i);
      }
    }
    for (const std::string prefix : {"a", "b", "c", "a1", ""}) {
      const std::string from = any(2) == 0 ? prefix : key();
      const int most = any(2) == 0 ? 100 : any(4) + 1;
      std::vector<std::pair<std::string, std::string>> expected;
      for (const auto& [k, v] : model) {
        if (k.compare(0, prefix.size(), prefix) == 0 && k >= from &&
            expected.size() < static_cast<std::size_t>(most)) {
          expected.emplace_back(k, v);
        }
      }
      std::vector<std::pair<std::string, std::string>> seen;
      ASSERT_THAT(transaction.ScanFrom(prefix, from,
                                       [&](absl::string_view k, absl::string_view v) {
                                         seen.emplace_back(std::string(k), std::string(v));
                                         return seen.size() < static_cast<std::size_t>(most);
                                       }),
                  IsOk());
      EXPECT_EQ(seen, expected) << "prefix " << prefix << " from " << from;
    }
    for (char c = 'a'; c < 'd'; ++c) {
      for (int n = 0; n < 6; ++n) {
        const std::string k = std::string(1, c) + std::to_string(n);
        const auto found = model.find(k);
        const std::optional<std::string> got = transaction.Get(k).value();
        EXPECT_EQ(got.has_value(), found != model.end()) << k;
        if (got.has_value()) {
          EXPECT_EQ(*got, found->second);
        }
      }
    }
  }
}

}  // namespace
}  // namespace mingce::ledger
