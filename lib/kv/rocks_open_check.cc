#include "lib/kv/rocks_open_check.h"

#include <rocksdb/db.h>
#include <rocksdb/env.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/base/status_macros.h"
#include "lib/kv/rocks_errors.h"
#include "lib/kv/rocks_log_scan.h"

namespace mingce::kv {
namespace {

constexpr char kMark[] = "/WRITTEN";

// RocksDB writes its own log of what it does into the directory, unless it is given another.
class Silence final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

struct Files {
  std::vector<std::string> logs;  // write-ahead logs that hold something
  bool log = false;               // there is one at all
  bool table = false;
};

absl::StatusOr<Files> FilesOf(const std::string& directory) {
  Files files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".sst") files.table = true;
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

// Before its first log RocksDB makes its first manifest, and another one with the log.
bool FirstOpeningWasCutShort(const std::string& directory) {
  std::string manifest;
  return rocksdb::ReadFileToString(rocksdb::Env::Default(), directory + "/CURRENT", &manifest)
             .ok() &&
         manifest == "MANIFEST-000001\n";
}

}  // namespace

bool IsMarkedWritten(const std::string& directory) {
  std::error_code error;
  return std::filesystem::exists(directory + kMark, error);
}

absl::Status MarkWritten(const std::string& directory) {
  rocksdb::Env* const env = rocksdb::Env::Default();
  MINGCE_RETURN_IF_ERROR(ToStatus(rocksdb::WriteStringToFile(
      env, "Rows were committed here; see lib/kv.\n", directory + kMark, /*should_sync=*/true)));
  std::unique_ptr<rocksdb::Directory> entries;
  MINGCE_RETURN_IF_ERROR(ToStatus(env->NewDirectory(directory, &entries)));
  return ToStatus(entries->Fsync());
}

absl::Status CheckNothingIsLost(const rocksdb::Options& options, const std::string& directory) {
  std::error_code error;
  if (!std::filesystem::exists(directory + "/CURRENT", error)) return absl::OkStatus();
  // A store that somebody writes to looks different each time.
  rocksdb::FileLock* lock = nullptr;
  const rocksdb::Status locked = rocksdb::Env::Default()->LockFile(directory + "/LOCK", &lock);
  if (!locked.ok()) return OpenError(locked, directory);
  const absl::Cleanup unlock = [lock] {
    rocksdb::Env::Default()->UnlockFile(lock).PermitUncheckedError();
  };

  MINGCE_ASSIGN_OR_RETURN(const Files files, FilesOf(directory));
  if (!files.log && !FirstOpeningWasCutShort(directory)) {
    return StoreDamaged(directory, "its log files are missing");
  }
  std::uint64_t newest = 0;
  if (!files.logs.empty()) {
    for (const std::string& log : files.logs) {
      const absl::StatusOr<bool> damaged = IsDamagedInside(log);
      if (!damaged.ok()) {
        return OpenError(rocksdb::Status::IOError(std::string(damaged.status().message())),
                         directory);
      }
      if (*damaged) return StoreDamaged(directory, absl::StrCat(log, " is damaged inside"));
    }
    // Across log files only RocksDB can tell which follow on which.
    MINGCE_ASSIGN_OR_RETURN(
        newest, NewestSequence(options, directory, rocksdb::WALRecoveryMode::kPointInTimeRecovery));
    MINGCE_ASSIGN_OR_RETURN(
        const std::uint64_t readable,
        NewestSequence(options, directory, rocksdb::WALRecoveryMode::kSkipAnyCorruptedRecords));
    if (newest != readable) {
      return StoreDamaged(directory, absl::StrCat("its log is broken after change ", newest,
                                                  ", and goes on to change ", readable));
    }
  }
  if (newest == 0 && !files.table && IsMarkedWritten(directory)) {
    return StoreDamaged(directory, "what was written to it is gone");
  }
  return absl::OkStatus();
}

}  // namespace mingce::kv
