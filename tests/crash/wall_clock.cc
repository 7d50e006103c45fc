// Preloaded into a real service (LD_PRELOAD): its wall clock, and that one alone, is wrong by as
// much as the driver says, from the moment it says so.
//
//   MINGCE_FAULTS  the file that driver and service share (fault_control.h): while `call` is
//                  kClock, `at` seconds are added; `seen` counts the readings

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdint>
#include <cstdlib>

#include "tests/crash/fault_control.h"

namespace {

constexpr time_t kLongestUptime = 500'000'000;

mingce::tests::FaultControl* control = nullptr;

template <typename Function>
Function Next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

__attribute__((constructor)) void Begin() {
  const char* path = std::getenv("MINGCE_FAULTS");
  if (path == nullptr) return;
  const int fd = open(path, O_RDWR | O_CLOEXEC);
  void* mapped = mmap(nullptr, sizeof(*control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped == MAP_FAILED) std::abort();
  control = static_cast<mingce::tests::FaultControl*>(mapped);
}

std::int64_t SecondsWrong() {
  if (control == nullptr || control->call != mingce::tests::kClock) return 0;
  ++control->seen;
  return control->at;
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* now) noexcept {
  static const auto next = Next<int (*)(clockid_t, timespec*)>("clock_gettime");
  const int done = next(clock, now);
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) now->tv_sec += SecondsWrong();
  return done;
}

int gettimeofday(timeval* now, void* zone) noexcept {
  static const auto next = Next<int (*)(timeval*, void*)>("gettimeofday");
  const int done = next(now, zone);
  now->tv_sec += SecondsWrong();
  return done;
}

time_t time(time_t* into) noexcept {
  timespec now = {};
  clock_gettime(CLOCK_REALTIME, &now);
  if (into != nullptr) *into = now.tv_sec;
  return now.tv_sec;
}

// Whoever waits until an hour by the wall clock took it from the wrong one, and the kernel has the
// right one. What is no such hour is by a clock that begins with the machine.
int pthread_cond_timedwait(pthread_cond_t* changed, pthread_mutex_t* mutex, const timespec* until) {
  // By its version: the name alone may be an older one.
  static const auto next = reinterpret_cast<decltype(&pthread_cond_timedwait)>(
      dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2"));
  timespec right = *until;
  if (right.tv_sec > kLongestUptime) right.tv_sec -= SecondsWrong();
  return next(changed, mutex, &right);
}

// Abseil waits by the system call itself.
long syscall(long number, ...) noexcept {
  static const auto next = Next<long (*)(long, ...)>("syscall");
  va_list rest;
  va_start(rest, number);
  long words[6];
  for (long& word : words) word = va_arg(rest, long);
  va_end(rest);
  timespec right = {};
  if (number == SYS_futex && (words[1] & FUTEX_CLOCK_REALTIME) != 0 && words[3] != 0) {
    right = *reinterpret_cast<const timespec*>(words[3]);
    right.tv_sec -= SecondsWrong();
    words[3] = reinterpret_cast<long>(&right);
  }
  return next(number, words[0], words[1], words[2], words[3], words[4], words[5]);
}

}  // extern "C"
