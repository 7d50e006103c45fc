#include "lib/seal/secure_memory.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/base/log.h"
#include "lib/seal/primitives.h"

namespace mingce::seal {
namespace {

constexpr std::size_t kMaxBytes = 1 << 20;

std::size_t WholePages(std::size_t size) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return (size + page - 1) / page * page;
}

}  // namespace

SecretBytes::SecretBytes(std::size_t size) {
  void* pages = MAP_FAILED;
  if (size > 0 && size <= kMaxBytes) {
    pages =
        mmap(nullptr, WholePages(size), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  }
  if (pages == MAP_FAILED || madvise(pages, WholePages(size), MADV_DONTDUMP) != 0) {
    Log(LogLevel::kError, "no memory for a key", {{"errno", absl::StrCat(errno)}});
    std::abort();
  }
  data_ = static_cast<char*>(pages);
  size_ = size;
  locked_ = mlock(pages, WholePages(size)) == 0;
}

SecretBytes::~SecretBytes() { Release(); }

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      locked_(std::exchange(other.locked_, false)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this == &other) return *this;
  Release();
  data_ = std::exchange(other.data_, nullptr);
  size_ = std::exchange(other.size_, 0);
  locked_ = std::exchange(other.locked_, false);
  return *this;
}

void SecretBytes::Release() {
  if (data_ == nullptr) return;
  Zeroise(data_, size_);
  munmap(data_, WholePages(size_));  // unlocks as well
  data_ = nullptr;
}

absl::Status HardenProcess() {
  const rlimit none = {.rlim_cur = 0, .rlim_max = 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0) {
    return absl::InternalError(absl::StrCat("cannot switch core dumps off, errno ", errno));
  }
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return absl::InternalError(absl::StrCat("cannot make the process undumpable, errno ", errno));
  }
  return absl::OkStatus();
}

}  // namespace mingce::seal
