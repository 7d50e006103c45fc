#include "cli/store/stopped_store.h"

#include <fcntl.h>
#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/show/errors.h"
#include "lib/base/status_macros.h"
#include "lib/base/whole_file.h"

namespace mingce::cli::store {
namespace {

namespace fs = std::filesystem;
using rocksdb::WALRecoveryMode;

constexpr std::size_t kMacBytes = 16;

rocksdb::Slice SliceOf(absl::string_view bytes) { return {bytes.data(), bytes.size()}; }
absl::string_view ViewOf(const rocksdb::Slice& bytes) { return {bytes.data(), bytes.size()}; }

// A shared lock where RocksDB's is exclusive: neither gets in beside the other, and a file that is
// only read is enough to hold it.
class SharedLock {
 public:
  ~SharedLock() {
    if (file_ >= 0) close(file_);
  }
  // False where somebody has the store open.
  bool Take(const std::string& directory) {
    file_ = open((directory + "/LOCK").c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file_ < 0) return true;  // a copy that was made without it
    struct flock lock = {};
    lock.l_type = F_RDLCK;
    lock.l_whence = SEEK_SET;
    return fcntl(file_, F_SETLK, &lock) == 0;
  }

 private:
  int file_ = -1;
};

absl::StatusOr<std::unique_ptr<rocksdb::DB>> OpenReadOnly(const std::string& directory,
                                                          WALRecoveryMode mode) {
  rocksdb::Options options;
  options.create_if_missing = false;
  options.paranoid_checks = true;
  options.max_open_files = 1024;
  options.wal_recovery_mode = mode;
  rocksdb::DB* raw = nullptr;
  const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(options, directory, &raw);
  if (!status.ok()) return StoreDamaged(directory, status.ToString());
  return std::unique_ptr<rocksdb::DB>(raw);
}

class RocksStore final : public StoppedStore {
 public:
  RocksStore(std::string directory, std::string unguarded_key, std::unique_ptr<SharedLock> lock,
             std::unique_ptr<rocksdb::DB> db)
      : directory_(std::move(directory)),
        unguarded_key_(std::move(unguarded_key)),
        lock_(std::move(lock)),
        db_(std::move(db)) {}

  absl::Status Visit(
      absl::FunctionRef<void(absl::string_view, absl::string_view)> visit) const override {
    rocksdb::ReadOptions once;
    once.fill_cache = false;
    once.readahead_size = 2 << 20;
    const std::unique_ptr<rocksdb::Iterator> row(db_->NewIterator(once));
    for (row->SeekToFirst(); row->Valid(); row->Next()) {
      visit(ViewOf(row->key()), ValueIn(ViewOf(row->key()), ViewOf(row->value())));
    }
    if (!row->status().ok()) return StoreDamaged(directory_, row->status().ToString());
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const override {
    std::string value;
    const rocksdb::Status status = db_->Get(rocksdb::ReadOptions(), SliceOf(key), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) return StoreDamaged(directory_, status.ToString());
    return std::optional<std::string>(ValueIn(key, value));
  }

  std::uint64_t changes() const override { return db_->GetLatestSequenceNumber(); }

  absl::StatusOr<std::uint64_t> ChangesBehindGaps() const override {
    MINGCE_ASSIGN_OR_RETURN(const std::unique_ptr<rocksdb::DB> all,
                            OpenReadOnly(directory_, WALRecoveryMode::kSkipAnyCorruptedRecords));
    return all->GetLatestSequenceNumber();
  }

 private:
  absl::string_view ValueIn(absl::string_view key, absl::string_view stored) const {
    if (key == unguarded_key_) return stored;
    return stored.substr(0, stored.size() - std::min(stored.size(), kMacBytes));
  }

  const std::string directory_;
  const std::string unguarded_key_;
  const std::unique_ptr<SharedLock> lock_;
  const std::unique_ptr<rocksdb::DB> db_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<StoppedStore>> StoppedStore::Open(const std::string& directory,
                                                                 std::string unguarded_key) {
  std::error_code error;
  if (!fs::is_directory(directory, error)) return StoreNotADirectory(directory);
  const bool has_mark = ReadHighWaterMark(directory).is_there;
  if (!fs::exists(directory + "/CURRENT", error)) {
    return has_mark ? StoreDamaged(directory, "CURRENT is missing") : StoreForeign(directory);
  }
  auto lock = std::make_unique<SharedLock>();
  if (!lock->Take(directory)) return StoreBusy(directory);
  MINGCE_ASSIGN_OR_RETURN(std::unique_ptr<rocksdb::DB> db,
                          OpenReadOnly(directory, WALRecoveryMode::kPointInTimeRecovery));
  return std::make_unique<RocksStore>(directory, std::move(unguarded_key), std::move(lock),
                                      std::move(db));
}

// The file: "committed <number>" in two lines, both the same.
HighWaterMark ReadHighWaterMark(const std::string& directory) {
  const auto file = ReadWholeFile(directory + "/HIGH_WATER", 1024);
  if (const auto* fault = std::get_if<ReadFault>(&file)) {
    return {.is_there = *fault != ReadFault::kMissing, .changes = std::nullopt};
  }
  const std::vector<std::string> lines = absl::StrSplit(std::get<WholeFile>(file).bytes, '\n');
  const std::vector<std::string> words = absl::StrSplit(lines.front(), ' ');
  std::uint64_t changes = 0;
  const bool is_sound = lines.size() == 3 && lines[0] == lines[1] && lines[2].empty() &&
                        words.size() == 2 && words[0] == "committed" &&
                        absl::SimpleAtoi(words[1], &changes);
  return {.is_there = true, .changes = is_sound ? std::optional(changes) : std::nullopt};
}

}  // namespace mingce::cli::store
