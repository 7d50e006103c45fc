// Keys taken apart and put together, after the grammar in lib/kv/key_codec.h, not by its code: who
// checks a store must not share the mistakes of who wrote it.
//
//   u64   8 bytes, most significant first
//   text  bytes with 00 written 00 FF, then 00 01

#ifndef MINGCE_CLI_STORE_KEY_PARTS_H_
#define MINGCE_CLI_STORE_KEY_PARTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "mingce/type/date.pb.h"

namespace mingce::cli::store {

// Reads parts from the front. What is not there, or not such a part, makes all that follows fail,
// so that one look at done() is enough. Total: any bytes may be given.
class KeyParts {
 public:
  // `bytes` outlives it; `skip` bytes of it are passed over.
  explicit KeyParts(absl::string_view bytes, std::size_t skip = 0);

  std::uint64_t U64();
  std::int64_t I64() { return static_cast<std::int64_t>(U64()); }
  std::string Text();
  absl::string_view Bytes(std::size_t count);
  absl::string_view Rest();  // what is left, taken

  bool failed() const { return failed_; }
  bool done() const { return !failed_ && left_.empty(); }  // everything read, nothing left

 private:
  void Fail();

  absl::string_view left_;
  bool failed_ = false;
};

class Key {
 public:
  explicit Key(std::uint8_t table) : bytes_(1, static_cast<char>(table)) {}
  Key& U64(std::uint64_t value);
  Key& I64(std::int64_t value) { return U64(static_cast<std::uint64_t>(value)); }
  Key& Text(absl::string_view text);
  Key& Bytes(absl::string_view bytes);
  const std::string& str() const { return bytes_; }

 private:
  std::string bytes_;
};

// A day as keys have it: year * 10000 + month * 100 + day; nullopt for what is no day of the
// calendar from the year 1 to 9999.
std::optional<std::uint64_t> DayNumberOf(const type::Date& date);
bool IsDayNumber(std::uint64_t number);
type::Date DateOf(std::uint64_t day_number);

// Whether it is 26 characters of Crockford's base 32 (0-9, a-z without i, l, o, u).
bool IsId(absl::string_view text);

// The id in `name`, which is "<collection>/<id>"; "" for any other text.
std::string IdIn(absl::string_view name, absl::string_view collection);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_KEY_PARTS_H_
