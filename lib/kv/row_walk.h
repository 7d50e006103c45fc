// A slow walk through a whole store, so that a row nobody asks for is looked at too.

#ifndef MINGCE_LIB_KV_ROW_WALK_H_
#define MINGCE_LIB_KV_ROW_WALK_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "lib/kv/kv_store.h"

namespace mingce::kv {

// Reads row after row, and begins anew at the end. Step is for one thread, the readings for any.
class RowWalk {
 public:
  // `store` outlives it.
  explicit RowWalk(const Reader* store) : store_(*store) {}

  // Reads the next `rows`. Not OK, with what reading said, for the first row of a table (the rows
  // whose keys begin with the same byte) that cannot be read; the walk goes on with the next table,
  // and says so of the same table once a pass.
  absl::Status Step(std::size_t rows);

  // Rows read, and tables in which the walk stopped when it was last there.
  std::uint64_t rows() const { return rows_; }
  std::uint64_t broken_tables() const { return broken_tables_; }

 private:
  const Reader& store_;
  std::string next_;  // where the next step begins
  std::set<unsigned char> broken_;
  std::atomic<std::uint64_t> rows_ = 0;
  std::atomic<std::uint64_t> broken_tables_ = 0;
};

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_ROW_WALK_H_
