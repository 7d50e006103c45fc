// SHA-256, of OpenSSL.

#ifndef MINGCE_CLI_STORE_DIGEST_H_
#define MINGCE_CLI_STORE_DIGEST_H_

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace mingce::cli::store {

inline constexpr std::size_t kDigestBytes = 32;

// One context for many digests: making one costs more than hashing a row. Not thread-safe.
class Sha256 {
 public:
  Sha256();
  ~Sha256();

  // Of the parts, one behind the other; 32 bytes.
  std::string Of(std::initializer_list<absl::string_view> parts);

 private:
  struct Context;
  const std::unique_ptr<Context> context_;
};

// So many bytes that nobody can know before.
std::string RandomBytes(std::size_t count);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_DIGEST_H_
