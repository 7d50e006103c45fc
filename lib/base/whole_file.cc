#include "lib/base/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace mingce {
namespace {

// What a file may have grown since it was looked at is read too, up to the limit.
constexpr std::size_t kLeastRoom = 4096;

class Descriptor {
 public:
  explicit Descriptor(const std::string& path)
      : number_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  const int number_;
};

}  // namespace

bool WholeFile::IsPrivate() const {
  if (owner == geteuid()) return (mode & (S_IRWXG | S_IRWXO)) == 0;
  return owner == 0 && (mode & (S_IWGRP | S_IXGRP | S_IRWXO)) == 0;
}

std::variant<WholeFile, ReadFault> ReadWholeFile(const std::string& path, std::size_t most_bytes) {
  const Descriptor file(path);
  if (file.number() < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return ReadFault::kMissing;
    // ENXIO: a socket.
    return errno == ENXIO ? ReadFault::kNotRegular : ReadFault::kUnreadable;
  }
  struct stat info = {};
  if (fstat(file.number(), &info) != 0) return ReadFault::kUnreadable;
  if (!S_ISREG(info.st_mode)) return ReadFault::kNotRegular;
  if (static_cast<std::size_t>(info.st_size) > most_bytes) return ReadFault::kTooLarge;
  WholeFile whole{.bytes = {}, .mode = info.st_mode & 07777u, .owner = info.st_uid};
  // One byte more than it should have, so that its end is seen without a second piece of memory.
  std::size_t done = 0;
  whole.bytes.resize(static_cast<std::size_t>(info.st_size) + 1);
  for (;;) {
    const ssize_t got = read(file.number(), whole.bytes.data() + done, whole.bytes.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ReadFault::kUnreadable;
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
    if (done > most_bytes) return ReadFault::kTooLarge;
    if (done == whole.bytes.size()) whole.bytes.resize(std::max(2 * done, kLeastRoom));
  }
  whole.bytes.resize(done);
  return whole;
}

}  // namespace mingce
