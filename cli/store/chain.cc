#include "cli/store/chain.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/store/key_parts.h"

namespace mingce::cli::store {
namespace {

constexpr int kAuditFields = 9;  // the last one a hash
constexpr std::uint64_t kMostFieldBytes = 1024;

std::uint64_t Number(absl::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace

std::optional<Chain::Link> Chain::Next(absl::string_view key, absl::string_view value) {
  KeyParts parts(key, 1);
  const std::uint64_t sequence = parts.U64();
  if (!parts.done() || sequence == 0) {
    findings_->Add(UnknownRow(table_, key));
    return std::nullopt;
  }
  ++entries_;
  if (sequence != end_.sequence + 1) {
    Report(
        "CHAIN_GAP", key, end_.sequence + 1,
        Fill("记录的序号从 1 起连续，序号 $0 应紧接其前",
             "sequences go on from 1 without gaps, and $0 stands before this row", sequence - 1));
    hash_known_ = false;
  }
  end_.sequence = sequence;
  if (value.size() < kDigestBytes) {
    findings_->Add(UnreadableRow(table_, key));
    hash_known_ = false;
    return std::nullopt;
  }
  const absl::string_view payload = value.substr(kDigestBytes);
  std::string stored(value.substr(0, kDigestBytes));
  const absl::string_view leaf("\0", 1);
  if (hash_known_ && sha256_.Of({leaf, end_.hash, payload}) != stored) {
    Report("CHAIN_BROKEN", key, sequence,
           {"该行的哈希应由前一行的哈希和本行内容算出；本行被改过，或前一行被换过",
            "its hash is that of the hash before and of this row; this row was altered, or the one "
            "before replaced"});
  }
  hash_known_ = true;
  end_.hash = std::move(stored);
  return Link{.sequence = sequence, .hash = value.substr(0, kDigestBytes), .payload = payload};
}

void Chain::CheckHead(absl::string_view head_key, const ChainEnd& head) {
  if (head.sequence == end_.sequence && (!hash_known_ || head.hash == end_.hash)) return;
  Report("CHAIN_HEAD_WRONG", head_key, head.sequence,
         Fill("末端记录应为最后一行，其序号为 $0", "the head names the last row, which is $0",
              end_.sequence));
}

void Chain::Report(const char* reason, absl::string_view key, std::uint64_t sequence,
                   Sentence right) {
  findings_->Add({.reason = reason,
                  .table = table_,
                  .key = std::string(key),
                  .subject = absl::StrCat(sequence),
                  .right = std::move(right)});
}

bool ReadAuditEntry(absl::string_view bytes, std::uint64_t* sequence) {
  KeyParts parts(bytes);
  const absl::string_view version = parts.Bytes(1);
  const std::uint64_t flags = Number(parts.Bytes(1));
  *sequence = parts.U64();
  (void)parts.I64();     // when
  (void)parts.Bytes(4);  // how many records
  if (version != "\x01" || flags > 3) return false;
  for (int field = 1; field <= kAuditFields; ++field) {
    const std::uint64_t length = Number(parts.Bytes(2));
    const bool is_sound =
        field < kAuditFields ? length <= kMostFieldBytes : length == 0 || length == kDigestBytes;
    if (!is_sound) return false;
    (void)parts.Bytes(length);
  }
  return parts.done();
}

}  // namespace mingce::cli::store
