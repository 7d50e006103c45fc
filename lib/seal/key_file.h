// The master key of one service on disk: a small text file, mode 0400, e.g. a systemd credential.
//
//     mingce-key 1
//     id <8 hex>           a random number other than 0 that names the key in every ciphertext
//     key <64 hex>         32 random bytes
//     check <16 hex>       first 8 bytes of HMAC-SHA-256(key, "mingce key check v1" | id's 8 hex)
//
// Exactly these 117 bytes: lower case, one space, every line ended by LF, nothing before or after.
// So one mistyped character of id or key is noticed before anything is sealed with it.
//
// Errors (domain "mingce.seal"; metadata: path, never a byte of the file):
//   KEY_FILE_MISSING      NOT_FOUND            there is no file at `path`
//   KEY_FILE_PERMISSIONS  FAILED_PRECONDITION  group or others may do anything with it; or it
//                                              belongs to neither root nor this user; or this
//                                              process may not read (create) it
//   KEY_FILE_DAMAGED      DATA_LOSS            not a regular file, another shape, wrong check value
//   KEY_FILE_EXISTS       ALREADY_EXISTS       CreateKeyFile only
//   KEY_FOLDER_MISSING    NOT_FOUND            CreateKeyFile only
// With POSIX ACLs the group bits show the ACL's mask, so a file with an ACL is refused.

#ifndef MINGCE_LIB_SEAL_KEY_FILE_H_
#define MINGCE_LIB_SEAL_KEY_FILE_H_

#include <cstdint>
#include <iosfwd>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/seal/secure_memory.h"

namespace mingce::seal {

// 256 secret bits and their number. Cannot be copied, compared or printed; only KeyRing reads it.
// Zeroised on destruction. Thread-compatible.
class MasterKey {
 public:
  // A new key from the operating system's generator, for CreateKeyFile and tests.
  static MasterKey Generate();

  std::uint32_t id() const { return id_; }       // never 0; not a secret
  bool locked() const { return key_.locked(); }  // false: may be swapped out, see SecretBytes

  friend std::ostream& operator<<(std::ostream&, const MasterKey&) = delete;

 private:
  friend class KeyRing;
  friend class KeyFileText;
  MasterKey(std::uint32_t id, SecretBytes key);

  std::uint32_t id_;
  SecretBytes key_;  // 32 bytes
};

// Reads the key at `path`. Symbolic links are followed; the permissions are those of the file read.
absl::StatusOr<MasterKey> LoadKeyFile(const std::string& path);

// Writes a new random key to `path`, which must not exist, with mode 0400. On OK file and folder
// are on disk (fsync). A crash in between may leave a file .mingce-*.tmp beside it; no one has used
// what is in it, so it can be removed.
absl::Status CreateKeyFile(const std::string& path);

}  // namespace mingce::seal

#endif  // MINGCE_LIB_SEAL_KEY_FILE_H_
