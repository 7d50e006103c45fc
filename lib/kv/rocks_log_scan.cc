#include "lib/kv/rocks_log_scan.h"

#include <rocksdb/file_checksum.h>

#include <cstdint>
#include <fstream>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace mingce::kv {
namespace {

constexpr std::size_t kBlock = 32768;
constexpr std::size_t kHeader = 7;

enum Type : std::uint8_t { kWhole = 1, kFirst = 2, kMiddle = 3, kLast = 4 };

struct Record {
  std::size_t size;  // with its header
  bool begins_batch;
};

std::uint8_t ByteAt(absl::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

// As RocksDB stores it, so that a checksum of bytes with checksums in them is none by chance.
std::uint32_t MaskedCrc(absl::string_view bytes) {
  const std::unique_ptr<rocksdb::FileChecksumGenerator> generator =
      rocksdb::GetFileChecksumGenCrc32cFactory()->CreateFileChecksumGenerator({});
  generator->Update(bytes.data(), bytes.size());
  generator->Finalize();
  const std::string most_significant_first = generator->GetChecksum();
  std::uint32_t crc = 0;
  for (std::size_t i = 0; i < 4; ++i) crc = crc << 8 | ByteAt(most_significant_first, i);
  return (crc >> 15 | crc << 17) + 0xa282ead8u;
}

// The record `bytes` begin with, if it can be read.
std::optional<Record> RecordAt(absl::string_view bytes) {
  if (bytes.size() < kHeader) return std::nullopt;
  const std::size_t length = ByteAt(bytes, 4) | ByteAt(bytes, 5) << 8;
  const std::uint8_t type = ByteAt(bytes, 6);
  if (type < kWhole || type > kLast || bytes.size() < kHeader + length) return std::nullopt;
  std::uint32_t stored = 0;
  for (std::size_t i = 4; i-- > 0;) stored = stored << 8 | ByteAt(bytes, i);
  if (stored != MaskedCrc(bytes.substr(kHeader - 1, length + 1))) return std::nullopt;
  return Record{.size = kHeader + length, .begins_batch = type == kWhole || type == kFirst};
}

}  // namespace

absl::StatusOr<bool> IsDamagedInside(const std::string& log) {
  std::ifstream file(log, std::ios::binary);
  std::string buffer(kBlock, '\0');
  bool unreadable = false;
  while (file.read(buffer.data(), kBlock), file.gcount() > 0) {
    absl::string_view block(buffer.data(), static_cast<std::size_t>(file.gcount()));
    while (block.size() >= kHeader) {
      const std::optional<Record> record = RecordAt(block);
      if (record.has_value() && record->begins_batch && unreadable) return true;
      if (!record.has_value()) unreadable = true;
      block.remove_prefix(record.has_value() ? record->size : 1);
    }
  }
  if (!file.eof()) return absl::InternalError(absl::StrCat("cannot read ", log));
  return false;
}

}  // namespace mingce::kv
