// What driver and preloaded fault share: a file of 4,096 bytes that both map. tests/crash/faults.py
// has the same layout.

#ifndef MINGCE_TESTS_CRASH_FAULT_CONTROL_H_
#define MINGCE_TESTS_CRASH_FAULT_CONTROL_H_

#include <atomic>
#include <cstdint>

namespace mingce::tests {

enum Call : std::int32_t {
  kNone = 0,
  kWrite = 1,
  kSync = 2,
  kRename = 3,
  kOpen = 4,
  kPoint = 5,
  kClock = 6
};

// The driver may set it anew while the service runs: `call` last.
struct FaultControl {
  std::atomic<std::int32_t> call;      // which calls may fail
  std::int32_t error;                  // with which errno
  std::atomic<std::int64_t> at;        // the first call to fail, from 1; 0: none
  std::atomic<std::int64_t> seen;      // calls of the kind and name so far
  std::atomic<std::int64_t> fired;     // calls that failed
  std::atomic<std::int64_t> fired_at;  // the first of them, nanoseconds of the monotonic clock
  std::int32_t for_ever;               // all later ones fail, too
  std::int32_t half;                   // a write that fails has written half
  std::int32_t lie;                    // a sync of this name does nothing and says OK
  char name[76];                       // shell pattern of the file's name, or of the kill point's
};
static_assert(sizeof(FaultControl) == 128);

}  // namespace mingce::tests

#endif  // MINGCE_TESTS_CRASH_FAULT_CONTROL_H_
