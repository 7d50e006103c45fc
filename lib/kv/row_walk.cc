#include "lib/kv/row_walk.h"

namespace mingce::kv {
namespace {

unsigned char TableOf(absl::string_view key) {
  return key.empty() ? 0 : static_cast<unsigned char>(key.front());
}

// The first key of the table after `table`; empty, where all begins, after the last.
std::string AfterTable(unsigned char table) {
  return table == 0xFF ? std::string() : std::string(1, static_cast<char>(table + 1));
}

}  // namespace

absl::Status RowWalk::Step(std::size_t rows) {
  unsigned char table = TableOf(next_);
  std::size_t read = 0;
  bool more = false;
  // A table at a time: a row that cannot be read does not say which it is.
  const auto visit = [&](absl::string_view key, absl::string_view /*value*/) {
    more = read == rows;
    if (more) {
      next_ = std::string(key);
      return false;
    }
    ++read;
    return true;
  };
  absl::Status status;
  for (bool last = false; !more && !last && status.ok();) {
    status = store_.ScanFrom(std::string(1, static_cast<char>(table)), next_, visit);
    if (more) break;
    if (status.ok()) {
      broken_.erase(table);
    } else {
      broken_.insert(table);
    }
    next_ = AfterTable(table);
    last = next_.empty();
    table = TableOf(next_);
  }
  rows_ += read;
  broken_tables_ = broken_.size();
  return status;
}

}  // namespace mingce::kv
