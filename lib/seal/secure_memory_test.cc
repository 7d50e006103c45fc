#include "lib/seal/secure_memory.h"

#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include "lib/testing/status_matchers.h"

namespace mingce::seal {
namespace {

// The kernel's flags of the mapping that holds `address`, from /proc/self/smaps.
std::string FlagsOf(const void* address) {
  std::ifstream smaps("/proc/self/smaps");
  const auto wanted = reinterpret_cast<std::uintptr_t>(address);
  bool inside = false;
  for (std::string line; std::getline(smaps, line);) {
    unsigned long from = 0;
    unsigned long to = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx ", &from, &to) == 2) {
      inside = from <= wanted && wanted < to;
    } else if (inside && line.rfind("VmFlags:", 0) == 0) {
      return line + " ";
    }
  }
  return "";
}

TEST(SecretBytesTest, IsZeroAndWritable) {
  SecretBytes bytes(32);
  EXPECT_EQ(bytes.size(), 32u);
  EXPECT_EQ(bytes.view(), std::string(32, '\0'));
  std::memset(bytes.data(), 'k', bytes.size());
  EXPECT_EQ(bytes.view(), std::string(32, 'k'));
}

TEST(SecretBytesTest, StaysOutOfCoreDumpsAndSwap) {
  const SecretBytes bytes(32);
  const std::string flags = FlagsOf(bytes.view().data());
  if (flags.empty()) GTEST_SKIP() << "this kernel shows no VmFlags";
  EXPECT_NE(flags.find(" dd "), std::string::npos) << flags;  // do not dump
  // The sanitizers turn mlock into nothing.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_EQ(flags.find(" lo ") != std::string::npos, bytes.locked()) << flags;
#endif
}

TEST(SecretBytesTest, MovesWithoutCopying) {
  SecretBytes a(32);
  std::memset(a.data(), 'k', a.size());
  const char* const place = a.view().data();
  SecretBytes b(std::move(a));
  EXPECT_EQ(b.view().data(), place);
  EXPECT_EQ(a.size(), 0u);  // NOLINT(bugprone-use-after-move)
  SecretBytes c(1);
  c = std::move(b);
  EXPECT_EQ(c.view().data(), place);
  EXPECT_EQ(c.view(), std::string(32, 'k'));
  EXPECT_EQ(b.size(), 0u);  // NOLINT(bugprone-use-after-move)
}

// The next two change limits of the process for good, so their bodies run in a child.

bool WorksUnlocked() {
  const rlimit none = {.rlim_cur = 0, .rlim_max = 0};
  setrlimit(RLIMIT_MEMLOCK, &none);  // without privileges mlock then fails
  SecretBytes bytes(32);
  bytes.data()[31] = 'k';
  return bytes.view()[31] == 'k' && (geteuid() == 0 || !bytes.locked());
}

TEST(SecretBytesDeathTest, CannotBeLockedIsToldNotFatal) {
  EXPECT_EXIT(std::exit(WorksUnlocked() ? 0 : 1), testing::ExitedWithCode(0), "");
}

bool Hardens() {
  if (!HardenProcess().ok()) return false;
  rlimit cores = {.rlim_cur = 1, .rlim_max = 1};
  getrlimit(RLIMIT_CORE, &cores);
  return cores.rlim_cur == 0 && cores.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0;
}

TEST(HardenProcessDeathTest, NoCoresAndNoDebugger) {
  EXPECT_EXIT(std::exit(Hardens() ? 0 : 1), testing::ExitedWithCode(0), "");
}

TEST(SecretBytesDeathTest, LimitsAreKept) {
  EXPECT_DEATH(SecretBytes(0), "no memory for a key");
  EXPECT_DEATH(SecretBytes((1 << 20) + 1), "no memory for a key");
  SecretBytes largest(1 << 20);
  largest.data()[(1 << 20) - 1] = 'k';
}

}  // namespace
}  // namespace mingce::seal
