#include "lib/kv/rocks_open_check.h"

#include <rocksdb/db.h>
#include <rocksdb/env.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/kv/rocks_errors.h"
#include "lib/kv/rocks_log_scan.h"

namespace mingce::kv {
namespace {

// Before its first log RocksDB makes its first manifest, and another one with the log.
constexpr char kFirstManifest[] = "MANIFEST-000001";

// RocksDB writes its own log of what it does into the directory, unless it is given another.
class Silence final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

struct Files {
  std::vector<std::string> logs;  // write-ahead logs that hold something
  bool log = false;               // there is one at all
};

absl::StatusOr<Files> FilesOf(const std::string& directory) {
  Files files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".log") continue;
    files.log = true;
    if (entry.file_size(error) > 0) files.logs.push_back(entry.path().string());
  }
  if (error) return OpenError(rocksdb::Status::IOError(error.message()), directory);
  return files;
}

// The newest sequence number an opening in `mode` would find.
absl::StatusOr<std::uint64_t> NewestSequence(rocksdb::Options options, const std::string& directory,
                                             rocksdb::WALRecoveryMode mode) {
  options.create_if_missing = false;
  options.info_log = std::make_shared<Silence>();
  options.wal_recovery_mode = mode;
  rocksdb::DB* raw = nullptr;
  const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(options, directory, &raw);
  if (!status.ok()) return OpenError(status, directory);
  const std::unique_ptr<rocksdb::DB> db(raw);
  return db->GetLatestSequenceNumber();
}

// The name of the manifest in use; "" where CURRENT names none, which RocksDB refuses.
std::string ManifestOf(const std::string& directory) {
  std::string name;
  const rocksdb::Status read =
      rocksdb::ReadFileToString(rocksdb::Env::Default(), directory + "/CURRENT", &name);
  if (!read.ok() || !absl::EndsWith(name, "\n")) return "";
  name.pop_back();
  return name;
}

// The manifest has the shape of a log, and is synced before it is relied on.
absl::Status CheckInside(const std::string& file, const std::string& directory) {
  const absl::StatusOr<bool> damaged = IsDamagedInside(file);
  if (!damaged.ok()) {
    return OpenError(rocksdb::Status::IOError(std::string(damaged.status().message())), directory);
  }
  return *damaged ? StoreDamaged(directory, absl::StrCat(file, " is damaged inside"))
                  : absl::OkStatus();
}

}  // namespace

absl::Status CheckNothingIsLost(const rocksdb::Options& options, const std::string& directory,
                                std::optional<std::uint64_t> high_water) {
  const std::string current = directory + "/CURRENT";
  std::error_code error;
  if (!std::filesystem::exists(current, error)) {
    return high_water.has_value() ? StoreDamaged(directory, "CURRENT is missing")
                                  : absl::OkStatus();
  }
  // A store that somebody writes to looks different each time.
  rocksdb::FileLock* lock = nullptr;
  const rocksdb::Status locked = rocksdb::Env::Default()->LockFile(directory + "/LOCK", &lock);
  if (!locked.ok()) return OpenError(locked, directory);
  const absl::Cleanup unlock = [lock] {
    rocksdb::Env::Default()->UnlockFile(lock).PermitUncheckedError();
  };

  MINGCE_ASSIGN_OR_RETURN(const Files files, FilesOf(directory));
  const std::string manifest = ManifestOf(directory);
  if (!files.log && manifest != kFirstManifest) {
    return StoreDamaged(directory, "its log files are missing");
  }
  for (const std::string& log : files.logs) {
    MINGCE_RETURN_IF_ERROR(CheckInside(log, directory));
  }
  if (!manifest.empty()) {
    MINGCE_RETURN_IF_ERROR(CheckInside(absl::StrCat(directory, "/", manifest), directory));
  }
  // Across files only RocksDB can tell which follow on which.
  MINGCE_ASSIGN_OR_RETURN(
      const std::uint64_t newest,
      NewestSequence(options, directory, rocksdb::WALRecoveryMode::kPointInTimeRecovery));
  if (!files.logs.empty()) {
    MINGCE_ASSIGN_OR_RETURN(
        const std::uint64_t readable,
        NewestSequence(options, directory, rocksdb::WALRecoveryMode::kSkipAnyCorruptedRecords));
    if (newest != readable) {
      return StoreDamaged(directory, absl::StrCat("its log is broken after change ", newest,
                                                  ", and goes on to change ", readable));
    }
  }
  if (newest < high_water.value_or(0)) {
    return StoreDamaged(directory, absl::StrCat("change ", *high_water,
                                                " was committed to it, and it ends at ", newest));
  }
  return absl::OkStatus();
}

}  // namespace mingce::kv
