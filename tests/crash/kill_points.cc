// Preloaded into a real service (LD_PRELOAD): ends it, as kill -9 would, at one of the places where
// RocksDB's own crash test does.
//
// The places are in the library as Debian ships it, switched off. RocksDB draws by chance whether
// to die at one, and in a way that a service takes for an order to stop. Here it is the n-th one of
// a name, so that a seed says where, and nothing of the process goes on.
//
//   MINGCE_FAULTS   the file that driver and service share (fault_control.h): `name` is a pattern
//                   of places, `at` says which of them
//   MINGCE_JOURNAL  where set, gets a line for each place that was passed: its name

#include <fcntl.h>
#include <fnmatch.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "tests/crash/fault_control.h"

namespace {

mingce::tests::FaultControl* control = nullptr;
int journal = -1;

}  // namespace

namespace rocksdb {

// As RocksDB has it; no header of it is shipped.
struct KillPoint {
  int rocksdb_kill_odds;
  std::vector<std::string> rocksdb_kill_exclude_prefixes;
  static KillPoint* GetInstance();
  void TestKillRandom(std::string kill_point, int odds, const std::string& file, int line);
};

// Called in place of RocksDB's own.
void KillPoint::TestKillRandom(std::string kill_point, int, const std::string&, int) {
  if (journal >= 0) {
    const std::string text = kill_point + "\n";
    if (write(journal, text.data(), text.size()) < 0) std::abort();
  }
  if (fnmatch(control->name, kill_point.c_str(), 0) != 0) return;
  if (++control->seen != control->at) return;
  ++control->fired;
  kill(getpid(), SIGKILL);
}

}  // namespace rocksdb

namespace {

__attribute__((constructor)) void Begin() {
  const char* path = std::getenv("MINGCE_FAULTS");
  if (path == nullptr) return;
  const int fd = open(path, O_RDWR | O_CLOEXEC);
  void* mapped = mmap(nullptr, sizeof(*control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped == MAP_FAILED) std::abort();
  control = static_cast<mingce::tests::FaultControl*>(mapped);
  if (const char* to = std::getenv("MINGCE_JOURNAL"); to != nullptr) {
    journal = open(to, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  }
  rocksdb::KillPoint::GetInstance()->rocksdb_kill_odds = 1;  // 0 would switch them off
}

}  // namespace
