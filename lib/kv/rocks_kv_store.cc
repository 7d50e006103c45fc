#include "lib/kv/rocks_kv_store.h"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "lib/base/mutex.h"
#include "lib/base/status_macros.h"
#include "lib/kv/rocks_errors.h"
#include "lib/kv/rocks_high_water.h"
#include "lib/kv/rocks_open_check.h"
#include "lib/kv/row_guard.h"

namespace mingce::kv {
namespace {

// What is added to a change in a batch, at most: its kind, two lengths, a MAC.
constexpr std::size_t kOpBytes = 11 + sizeof(Mac);

rocksdb::Slice ToSlice(absl::string_view s) { return {s.data(), s.size()}; }
absl::string_view ToView(const rocksdb::Slice& s) { return {s.data(), s.size()}; }

// The first key after all keys that begin with `prefix`; empty when there is none.
std::string PrefixEnd(absl::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && static_cast<unsigned char>(end.back()) == 0xFF) end.pop_back();
  if (!end.empty()) end.back() = static_cast<char>(static_cast<unsigned char>(end.back()) + 1);
  return end;
}

absl::StatusOr<std::optional<std::string>> GetAt(rocksdb::DB* db, const RowGuard& guard,
                                                 const rocksdb::ReadOptions& options,
                                                 absl::string_view key) {
  rocksdb::PinnableSlice stored;
  const rocksdb::Status status = db->Get(options, db->DefaultColumnFamily(), ToSlice(key), &stored);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return ToStatus(status);
  MINGCE_ASSIGN_OR_RETURN(const absl::string_view value, guard.Open(key, ToView(stored)));
  return std::optional<std::string>(value);
}

absl::Status ScanAt(rocksdb::DB* db, const RowGuard& guard, rocksdb::ReadOptions options,
                    absl::string_view prefix, absl::string_view from, Visitor visit) {
  const std::string end = PrefixEnd(prefix);
  const rocksdb::Slice upper = ToSlice(end);
  if (!end.empty()) options.iterate_upper_bound = &upper;  // else the scan walks dead entries
  const std::unique_ptr<rocksdb::Iterator> it(db->NewIterator(options));
  for (it->Seek(ToSlice(from < prefix ? prefix : from)); it->Valid(); it->Next()) {
    if (!absl::StartsWith(ToView(it->key()), prefix)) break;
    MINGCE_ASSIGN_OR_RETURN(const absl::string_view value,
                            guard.Open(ToView(it->key()), ToView(it->value())));
    if (!visit(ToView(it->key()), value)) break;
  }
  return ToStatus(it->status());
}

// What an ordinary user may still write; a disk that does not tell has room.
std::uint64_t FreeBytes(const std::string& directory) {
  std::error_code error;
  const std::filesystem::space_info space = std::filesystem::space(directory, error);
  return error ? std::numeric_limits<std::uint64_t>::max() : space.available;
}

// Remembers what the disk refused to RocksDB's own threads. Some of it RocksDB takes lightly and
// tries again later, a full disk during a compaction for one: commits would go on meanwhile.
class Failures final : public rocksdb::EventListener {
 public:
  void OnBackgroundError(rocksdb::BackgroundErrorReason, rocksdb::Status* status) override {
    MutexLock lock(&mu_);
    first_.Update(ToStatus(*status));
  }
  absl::Status first() const {
    MutexLock lock(&mu_);
    return first_;
  }

 private:
  mutable Mutex mu_;
  absl::Status first_ ABSL_GUARDED_BY(mu_);
};

class RocksSnapshot final : public Reader {
 public:
  // Both outlive it.
  RocksSnapshot(rocksdb::DB* db, const RowGuard* guard)
      : db_(db), guard_(*guard), snapshot_(db->GetSnapshot()) {
    options_.snapshot = snapshot_;
  }
  ~RocksSnapshot() override { db_->ReleaseSnapshot(snapshot_); }

  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const override {
    return GetAt(db_, guard_, options_, key);
  }
  absl::Status ScanFrom(absl::string_view prefix, absl::string_view from,
                        Visitor visit) const override {
    return ScanAt(db_, guard_, options_, prefix, from, visit);
  }

 private:
  rocksdb::DB* const db_;
  const RowGuard& guard_;
  const rocksdb::Snapshot* const snapshot_;
  rocksdb::ReadOptions options_;
};

class RocksKvStore final : public KvStore {
 public:
  // `high_water` is null for a store in memory.
  RocksKvStore(const RocksOptions& options, std::unique_ptr<rocksdb::Env> env,
               std::shared_ptr<const Failures> failures, std::unique_ptr<rocksdb::DB> db,
               std::unique_ptr<HighWater> high_water)
      : options_(options),
        guard_(options.row_mac, options.unguarded_key),
        env_(std::move(env)),
        failures_(std::move(failures)),
        db_(std::move(db)),
        high_water_(std::move(high_water)) {}
  ~RocksKvStore() override {
    // After a clean stop no row stands in the log alone, the one file without a copy of its
    // checksums elsewhere. A flush that fails loses nothing: the log is still there.
    if (env_ == nullptr) db_->Flush(rocksdb::FlushOptions()).PermitUncheckedError();
  }

  absl::StatusOr<std::optional<std::string>> Get(absl::string_view key) const override {
    return GetAt(db_.get(), guard_, rocksdb::ReadOptions(), key);
  }
  absl::Status ScanFrom(absl::string_view prefix, absl::string_view from,
                        Visitor visit) const override {
    return ScanAt(db_.get(), guard_, rocksdb::ReadOptions(), prefix, from, visit);
  }
  std::unique_ptr<Reader> Snapshot() const override {
    return std::make_unique<RocksSnapshot>(db_.get(), &guard_);
  }

  bool HasRoom() const override {
    return options_.in_memory || FreeBytes(options_.directory) >= options_.reserve_bytes;
  }

  absl::Status Commit(const Batch& batch) override {
    if (const absl::Status failed = failures_->first(); !failed.ok()) return failed;
    rocksdb::WriteOptions options;
    options.sync = true;
    options.protection_bytes_per_key = 8;
    std::size_t bytes = 0;
    for (const auto& [key, value] : batch.ops()) {
      bytes += key.size() + (value ? value->size() : 0) + kOpBytes;
    }
    rocksdb::WriteBatch writes(bytes);
    for (const auto& [key, value] : batch.ops()) {
      const rocksdb::Status status = value ? Put(key, *value, &writes) : writes.Delete(key);
      if (!status.ok()) return ToStatus(status);
    }
    const rocksdb::Status written = db_->Write(options, &writes);
    if (!written.ok() || high_water_ == nullptr) return ToStatus(written);
    return high_water_->Reached(db_->GetLatestSequenceNumber());
  }

 private:
  rocksdb::Status Put(const std::string& key, const std::string& value,
                      rocksdb::WriteBatch* writes) const {
    if (!guard_.Guards(key)) return writes->Put(key, value);
    const Mac mac = guard_.MacOf(key, value);
    const rocksdb::Slice key_part(key);
    const rocksdb::Slice parts[] = {value, {reinterpret_cast<const char*>(mac.data()), mac.size()}};
    return writes->Put(rocksdb::SliceParts(&key_part, 1), rocksdb::SliceParts(parts, 2));
  }

  const RocksOptions options_;
  const RowGuard guard_;
  const std::unique_ptr<rocksdb::Env> env_;  // outlives db_
  const std::shared_ptr<const Failures> failures_;
  const std::unique_ptr<rocksdb::DB> db_;
  const std::unique_ptr<HighWater> high_water_;
};

// A directory with files of somebody else must not become a store by mistake.
absl::Status CheckDirectory(const std::string& directory) {
  std::error_code error;
  if (!std::filesystem::exists(directory, error)) return absl::OkStatus();
  if (!std::filesystem::is_directory(directory, error)) {
    return RefuseStore("STORE_NOT_A_DIRECTORY", directory, "the data directory is not a directory",
                       "数据目录不是目录");
  }
  const bool is_store = std::filesystem::exists(directory + "/CURRENT", error);
  if (!is_store && !std::filesystem::is_empty(directory, error)) {
    // RocksDB's own first files may stand there after a crash during the very first opening.
    for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
      const std::string name = entry.path().filename().string();
      if (name != "LOCK" && name != "LOG" && name != "IDENTITY" && name != "lost+found" &&
          !absl::StartsWith(name, "MANIFEST") && !absl::StartsWith(name, "LOG.old") &&
          !absl::EndsWith(name, ".dbtmp") && !absl::EndsWith(name, ".log")) {
        return RefuseStore("STORE_FOREIGN", directory,
                           "the data directory holds other files and no store",
                           "数据目录中有其他文件，不是本系统的数据");
      }
    }
  }
  return absl::OkStatus();
}

rocksdb::Options StoreOptions() {
  rocksdb::Options rocks;
  rocks.create_if_missing = true;
  rocks.paranoid_checks = true;
  rocks.paranoid_file_checks = true;
  rocks.force_consistency_checks = true;
  rocks.memtable_protection_bytes_per_key = 8;
  rocks.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  rocks.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  rocks.write_buffer_size = 64 << 20;
  rocks.max_write_buffer_number = 3;
  // Most keys that are asked for are new ones, which no row has yet.
  rocks.memtable_whole_key_filtering = true;
  rocks.memtable_prefix_bloom_size_ratio = 0.02;
  rocks.max_total_wal_size = 256 << 20;
  rocks.max_background_jobs = 2;
  rocks.max_open_files = 1024;
  rocks.info_log_level = rocksdb::InfoLogLevel::INFO_LEVEL;  // its default depends on our NDEBUG
  rocks.max_log_file_size = 16 << 20;
  rocks.keep_log_file_num = 5;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = rocksdb::NewLRUCache(256 << 20);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.cache_index_and_filter_blocks = true;
  rocks.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return rocks;
}

}  // namespace

absl::StatusOr<std::unique_ptr<KvStore>> OpenRocks(const RocksOptions& options) {
  rocksdb::Options rocks = StoreOptions();
  const auto failures = std::make_shared<Failures>();
  rocks.listeners.push_back(failures);
  std::unique_ptr<rocksdb::Env> env;
  std::optional<std::uint64_t> marked;
  if (options.in_memory) {
    env.reset(rocksdb::NewMemEnv(rocksdb::Env::Default()));
    rocks.env = env.get();
  } else {
    MINGCE_ASSIGN_OR_RETURN(marked, ReadHighWater(options.directory));
    MINGCE_RETURN_IF_ERROR(CheckNothingIsLost(rocks, options.directory, marked));
    MINGCE_RETURN_IF_ERROR(CheckDirectory(options.directory));
    std::error_code error;
    std::filesystem::create_directories(options.directory, error);
    std::filesystem::permissions(options.directory, std::filesystem::perms::owner_all, error);
    if (FreeBytes(options.directory) < options.reserve_bytes / 4) {
      return RefuseStore("DISK_FULL", options.directory,
                         "the disk of the data directory is full; free some space",
                         "数据目录所在磁盘已满，请先腾出空间");
    }
  }
  rocksdb::DB* raw = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(rocks, options.directory, &raw);
  if (!status.ok()) return OpenError(status, options.directory);
  std::unique_ptr<rocksdb::DB> db(raw);
  std::unique_ptr<HighWater> high_water;
  if (!options.in_memory) {
    high_water = std::make_unique<HighWater>(options.directory, marked);
    if (const std::uint64_t newest = db->GetLatestSequenceNumber(); newest > 0) {
      MINGCE_RETURN_IF_ERROR(high_water->Reached(newest));
    }
  }
  return std::make_unique<RocksKvStore>(options, std::move(env), failures, std::move(db),
                                        std::move(high_water));
}

}  // namespace mingce::kv
