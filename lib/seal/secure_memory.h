// Memory for keys, and a process that leaves none of its memory behind.
//
// SecretBytes lives in pages of its own: locked in RAM (mlock), left out of core dumps
// (MADV_DONTDUMP), and overwritten with zeros before they are given back.

#ifndef MINGCE_LIB_SEAL_SECURE_MEMORY_H_
#define MINGCE_LIB_SEAL_SECURE_MEMORY_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace mingce::seal {

// A fixed number of secret bytes, zero at first. Takes whole pages: for a handful of keys, not for
// many. Thread-compatible.
class SecretBytes {
 public:
  explicit SecretBytes(std::size_t size);  // 1 to 1 MiB; aborts if there is no memory
  ~SecretBytes();
  SecretBytes(SecretBytes&& other) noexcept;
  SecretBytes& operator=(SecretBytes&& other) noexcept;
  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;

  char* data() { return data_; }
  std::size_t size() const { return size_; }  // 0 after being moved from
  absl::string_view view() const { return absl::string_view(data_, size_); }

  // False where RLIMIT_MEMLOCK was too low: the bytes can then be swapped out. A service says so at
  // start; everything else still holds.
  bool locked() const { return locked_; }

 private:
  void Release();

  char* data_ = nullptr;
  std::size_t size_ = 0;
  bool locked_ = false;
};

// No core dumps (RLIMIT_CORE 0), no debugger or reading of /proc/<pid>/mem by the same user
// (PR_SET_DUMPABLE 0). Called first thing in main, before a key is read; cannot be undone without
// privileges. Afterwards /proc/self belongs to root: what reads it must have opened it before or
// run as root. INTERNAL if the kernel refuses.
absl::Status HardenProcess();

}  // namespace mingce::seal

#endif  // MINGCE_LIB_SEAL_SECURE_MEMORY_H_
