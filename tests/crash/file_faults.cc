// Preloaded into a real service (LD_PRELOAD): makes calls on files of its store fail, and writes
// down what of the store a power cut would leave.
//
//   MINGCE_FAULTS   the file that driver and service share (fault_control.h)
//   MINGCE_STORE    the store's directory; files elsewhere are left alone
//   MINGCE_JOURNAL  a file that gets a line for each thing that became durable, or that a power cut
//                   may undo; none is written where this is not set
//   MINGCE_ASIDE    with a journal: a directory on the same disk that keeps what is replaced and
//                   deleted
//
// A line of the journal, its words separated by tabs:
//
//   sync    length inode    the first `length` bytes of the file are durable
//   folder  path            all names in this directory are durable
//   create  path
//   rename  from to kept    `kept`: what stood at `to` before, in MINGCE_ASIDE; "-": nothing did
//   unlink  path kept
//
// power_cut.py reads it.

#include <dlfcn.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/crash/fault_control.h"

namespace {

using mingce::tests::Call;
using mingce::tests::FaultControl;

FaultControl* control = nullptr;
const char* store = nullptr;
std::size_t store_size = 0;
int journal = -1;
const char* aside = nullptr;
std::atomic<int> kept_files{0};

// The next definition of a function, which is libc's. Looked up when it is first called: that may
// be before anything here is initialised.
template <typename Function>
Function Next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}
ssize_t NextWrite(int fd, const void* bytes, size_t size) {
  static const auto next = Next<decltype(&write)>("write");
  return next(fd, bytes, size);
}
int NextOpen(const char* path, int flags, mode_t mode) {
  static const auto next = Next<decltype(&open)>("open");
  return next(path, flags, mode);
}
int NextRename(const char* from, const char* to) {
  static const auto next = Next<decltype(&rename)>("rename");
  return next(from, to);
}
int NextUnlink(const char* path) {
  static const auto next = Next<decltype(&unlink)>("unlink");
  return next(path);
}

__attribute__((constructor)) void Begin() {
  store = std::getenv("MINGCE_STORE");
  if (store == nullptr) return;
  store_size = std::strlen(store);
  aside = std::getenv("MINGCE_ASIDE");
  if (const char* path = std::getenv("MINGCE_JOURNAL"); path != nullptr) {
    journal = NextOpen(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  }
  if (const char* path = std::getenv("MINGCE_FAULTS"); path != nullptr) {
    const int fd = NextOpen(path, O_RDWR | O_CLOEXEC, 0);
    void* mapped = mmap(nullptr, sizeof(FaultControl), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (mapped == MAP_FAILED) std::abort();
    control = static_cast<FaultControl*>(mapped);
  }
}

bool IsInStore(const char* path) {
  return store != nullptr && std::strncmp(path, store, store_size) == 0 &&
         (path[store_size] == '/' || path[store_size] == '\0');
}

// The path of an open file of the store; false for any other.
bool PathOf(int fd, char (&path)[PATH_MAX]) {
  if (store == nullptr) return false;
  char link[64];
  std::snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
  const ssize_t size = readlink(link, path, sizeof(path) - 1);
  if (size <= 0) return false;
  path[size] = '\0';
  return IsInStore(path);
}

bool HasTheName(const char* path) {
  const char* slash = std::strrchr(path, '/');
  return fnmatch(control->name, slash == nullptr ? path : slash + 1, 0) == 0;
}

// Whether this call is to fail; errno is set then.
bool Fails(Call call, const char* path) {
  if (control == nullptr || control->call != call || !HasTheName(path)) return false;
  const std::int64_t number = ++control->seen;
  const std::int64_t at = control->at;
  if (at == 0 || number < at || (number > at && control->for_ever == 0)) return false;
  if (++control->fired == 1) {
    timespec now = {};
    clock_gettime(CLOCK_MONOTONIC, &now);
    control->fired_at = now.tv_sec * 1'000'000'000 + now.tv_nsec;
  }
  errno = control->error;
  return true;
}

void Note(const char* format, ...) {
  char line[3 * PATH_MAX];
  va_list words;
  va_start(words, format);
  const int size = std::vsnprintf(line, sizeof(line), format, words);
  va_end(words);
  // One write to the end: whole, and in order. It outlives the process, as the store's files do.
  if (NextWrite(journal, line, static_cast<std::size_t>(size)) != size) std::abort();
}

// Keeps what stands at `path` from being lost; "-" where nothing does.
void KeepAside(const char* path, char (&kept)[PATH_MAX]) {
  std::snprintf(kept, sizeof(kept), "%s/%d.%d", aside, getpid(), ++kept_files);
  if (link(path, kept) != 0) std::snprintf(kept, sizeof(kept), "-");
}

int Sync(int fd, int (*next)(int)) {
  char path[PATH_MAX];
  if (!PathOf(fd, path)) return next(fd);
  if (Fails(Call::kSync, path)) return -1;
  if (control != nullptr && control->lie != 0 && HasTheName(path)) return 0;
  struct stat before {};
  fstat(fd, &before);  // what is written meanwhile may miss the disk
  const int done = next(fd);
  if (done == 0 && journal >= 0) {
    if (S_ISDIR(before.st_mode)) {
      Note("folder\t%s\n", path);
    } else {
      Note("sync\t%lld\t%llu\n", static_cast<long long>(before.st_size),
           static_cast<unsigned long long>(before.st_ino));
    }
  }
  return done;
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* bytes, size_t size) {
  char path[PATH_MAX];
  if (control != nullptr && control->call == Call::kWrite && PathOf(fd, path) &&
      Fails(Call::kWrite, path)) {
    const int error = errno;
    if (control->half != 0) NextWrite(fd, bytes, size / 2);
    errno = error;
    return -1;
  }
  return NextWrite(fd, bytes, size);
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
  char path[PATH_MAX];
  if (control != nullptr && control->call == Call::kWrite && PathOf(fd, path) &&
      Fails(Call::kWrite, path)) {
    return -1;
  }
  static const auto next = Next<decltype(&pwrite)>("pwrite");
  return next(fd, bytes, size, at);
}

int fsync(int fd) {
  static const auto next = Next<decltype(&fsync)>("fsync");
  return Sync(fd, next);
}
int fdatasync(int fd) {
  static const auto next = Next<decltype(&fdatasync)>("fdatasync");
  return Sync(fd, next);
}

int rename(const char* from, const char* to) noexcept {
  if (!IsInStore(to)) return NextRename(from, to);
  if (Fails(Call::kRename, to)) return -1;
  if (journal < 0) return NextRename(from, to);
  char kept[PATH_MAX];
  KeepAside(to, kept);
  const int done = NextRename(from, to);
  if (done == 0) Note("rename\t%s\t%s\t%s\n", from, to, kept);
  return done;
}

int unlink(const char* path) noexcept {
  if (!IsInStore(path) || journal < 0) return NextUnlink(path);
  char kept[PATH_MAX];
  KeepAside(path, kept);
  const int done = NextUnlink(path);
  if (done == 0) Note("unlink\t%s\t%s\n", path, kept);
  return done;
}

int open(const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  if (!IsInStore(path)) return NextOpen(path, flags, mode);
  if (Fails(Call::kOpen, path)) return -1;
  const bool is_new = journal >= 0 && (flags & O_CREAT) != 0 && access(path, F_OK) != 0;
  const int fd = NextOpen(path, flags, mode);
  if (fd >= 0 && is_new) Note("create\t%s\n", path);
  return fd;
}

}  // extern "C"
