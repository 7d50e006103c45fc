// How far a store had come at least, kept outside the files of RocksDB.
//
// RocksDB takes what its files say for all there ever was: a manifest or a log that was cut off, or
// an older copy of the files, is to it a store with fewer rows, and files that it then has no use
// for it deletes. The file HIGH_WATER beside them says how far acknowledged commits had come, at
// most about a second ago, so that less is known for a loss before anything is touched.

#ifndef MINGCE_LIB_KV_ROCKS_HIGH_WATER_H_
#define MINGCE_LIB_KV_ROCKS_HIGH_WATER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/mutex.h"

namespace mingce::kv {

// The mark in `directory`, a sequence number of RocksDB; nullopt where there is none: nothing was
// committed, or the store is older than marks. Errors: STORE_DAMAGED (it cannot be read).
absl::StatusOr<std::optional<std::uint64_t>> ReadHighWater(const std::string& directory);

// Keeps the mark of one open store. Thread-safe.
class HighWater {
 public:
  // `marked`: what ReadHighWater gave.
  HighWater(std::string directory, std::optional<std::uint64_t> marked);
  // Writes what was reached last.
  ~HighWater();

  // Commits up to `sequence` are durable. The first mark of a store is on disk when this returns,
  // later ones follow within about a second. Not OK once a mark could not be written: the disk
  // refuses, and nothing should be acknowledged any more.
  absl::Status Reached(std::uint64_t sequence);

 private:
  void Run();

  const std::string directory_;
  Mutex mu_;
  CondVar changed_;
  std::optional<std::uint64_t> marked_ ABSL_GUARDED_BY(mu_);
  std::uint64_t reached_ ABSL_GUARDED_BY(mu_) = 0;
  absl::Status failure_ ABSL_GUARDED_BY(mu_);
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;  // last: it uses everything above
};

}  // namespace mingce::kv

#endif  // MINGCE_LIB_KV_ROCKS_HIGH_WATER_H_
