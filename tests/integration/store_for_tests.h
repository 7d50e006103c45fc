// A copy of a stopped service's store, to plant damage in, and what the tool says of it.

#ifndef MINGCE_TESTS_INTEGRATION_STORE_FOR_TESTS_H_
#define MINGCE_TESTS_INTEGRATION_STORE_FOR_TESTS_H_

#include <rocksdb/db.h>

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace mingce::tests {

// What `mingcectl store check` said.
struct StoreVerdict {
  int exit_status = -1;
  bool whole = false;
  std::string refusal;                         // reason, where there was nothing to look at
  std::set<std::string> findings;              // "REASON table", each once
  std::map<std::string, std::int64_t> totals;  // rows, events, members, …
  std::string said;                            // all of it
};

// Files are read and nothing else; a service may have the store open. `heads`: files of --heads.
StoreVerdict CheckStore(const std::string& directory, const std::vector<std::string>& heads = {});

// Removed with the object.
class StoreCopy {
 public:
  explicit StoreCopy(const std::string& directory);
  ~StoreCopy();
  StoreCopy(const StoreCopy&) = delete;
  StoreCopy& operator=(const StoreCopy&) = delete;

  // Rows without their MACs, which the tool does not look at and what is put has not, by a library
  // that asks nothing of who wrote them. Close() before the copy is checked.
  std::map<std::string, std::string> Table(std::uint8_t table);
  std::string Get(const std::string& key);
  void Put(const std::string& key, const std::string& value);
  void Delete(const std::string& key);
  void Close() { db_.reset(); }

  const std::string& directory() const { return directory_; }

 private:
  rocksdb::DB& db();  // opened at the first call

  const std::string directory_;
  std::unique_ptr<rocksdb::DB> db_;
};

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_INTEGRATION_STORE_FOR_TESTS_H_
