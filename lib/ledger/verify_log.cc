#include "lib/ledger/verify_log.h"

#include <algorithm>

#include "absl/strings/string_view.h"
#include "lib/audit/entry.h"
#include "lib/base/error.h"
#include "lib/base/status_macros.h"
#include "lib/ledger/read_events.h"
#include "lib/ledger/records.h"
#include "lib/seal/chain.h"
#include "mingce/feed/v1/feed.pb.h"

namespace mingce::ledger {
namespace {

// The sequence that an entry itself bears; nullopt for bytes that are no entry of the log.
std::optional<std::uint64_t> OwnSequence(WhichLog log, absl::string_view payload) {
  if (log == WhichLog::kAudit) {
    const absl::StatusOr<audit::Entry> entry = audit::Decode(payload);
    return entry.ok() ? std::optional(entry->sequence) : std::nullopt;
  }
  feed::v1::Event event;
  if (!event.ParseFromArray(payload.data(), static_cast<int>(payload.size()))) return std::nullopt;
  return event.sequence();
}

// The log's newest entry, by the head's row.
absl::StatusOr<Cursor> ReadNewest(const kv::Reader& moment, std::uint8_t meta, WhichLog log) {
  MINGCE_ASSIGN_OR_RETURN(const HeadRecord head, ReadHead(moment, meta));
  MINGCE_ASSIGN_OR_RETURN(const std::optional<std::string> epoch,
                          moment.Get(MetaKey(meta, "epoch")));
  const bool is_audit = log == WhichLog::kAudit;
  const std::uint64_t sequence = is_audit ? head.audit_sequence : head.event_sequence;
  const seal::Digest& hash = is_audit ? head.audit_hash : head.event_hash;
  return Cursor{.epoch = epoch.value_or(""),
                .sequence = sequence,
                .hash = sequence == 0 ? std::string() : std::string(seal::AsView(hash))};
}

// One stretch, row by row.
class Walk {
 public:
  Walk(const Stretch& stretch, const Cursor& head)
      : stretch_(stretch),
        head_(head),
        sequence_(stretch.after.sequence),
        wanted_(std::upper_bound(stretch.hashes_at.begin(), stretch.hashes_at.end(), sequence_)) {
    std::copy(stretch.after.hash.begin(), stretch.after.hash.end(), chain_.begin());
  }

  // Whether more rows are to be read. One moment holds no row behind the head's.
  bool Next(absl::string_view key, absl::string_view value) {
    if (sequence_ == head_.sequence) return Break(sequence_ + 1, "CHAIN_HEAD_WRONG");
    if (entries_ == stretch_.max_entries || bytes_ >= stretch_.max_bytes) {
      is_full_ = true;
      return false;
    }
    const std::uint64_t sequence = sequence_ + 1;
    if (SequenceOfKey(key) != sequence) return Break(sequence, "CHAIN_GAP");
    const std::optional<ChainedRecord> record = DecodeChained(value);
    if (!record.has_value()) return Break(sequence, "ROW_UNREADABLE");
    const seal::Digest chain = seal::ChainHash(chain_, record->payload);
    if (seal::AsView(chain) != record->hash) return Break(sequence, "CHAIN_BROKEN");
    const std::optional<std::uint64_t> own = OwnSequence(stretch_.log, record->payload);
    if (!own.has_value()) return Break(sequence, "ROW_UNREADABLE");
    if (own != sequence) return Break(sequence, "ROW_MISPLACED");
    Take(sequence, chain, record->payload.size());
    return true;
  }

  LogProof End(const absl::Status& read) {
    Cursor verified{.epoch = head_.epoch, .sequence = sequence_, .hash = ""};
    if (sequence_ > 0) verified.hash = std::string(seal::AsView(chain_));
    if (!read.ok()) {  // the row behind the last one that was visited
      const std::string reason = ReasonOf(read);
      Break(sequence_ + 1, reason.empty() ? "ROW_UNREADABLE" : reason);
    } else if (!broken_.has_value() && !is_full_ && sequence_ < head_.sequence) {
      Break(sequence_ + 1, "CHAIN_GAP");
    } else if (!broken_.has_value() && sequence_ == head_.sequence && verified.hash != head_.hash) {
      Break(sequence_, "CHAIN_HEAD_WRONG");
    }
    return {.verified = std::move(verified),
            .head = head_,
            .hashes = std::move(hashes_),
            .broken = std::move(broken_)};
  }

 private:
  bool Break(std::uint64_t sequence, std::string reason) {
    broken_ = LogBreak{.sequence = sequence, .reason = std::move(reason)};
    return false;
  }

  void Take(std::uint64_t sequence, const seal::Digest& chain, std::size_t bytes) {
    sequence_ = sequence;
    chain_ = chain;
    ++entries_;
    bytes_ += bytes;
    if (wanted_ == stretch_.hashes_at.end() || *wanted_ != sequence) return;
    hashes_.emplace_back(sequence, chain);
    ++wanted_;
  }

  const Stretch& stretch_;
  const Cursor& head_;
  std::uint64_t sequence_;
  seal::Digest chain_ = seal::kChainStart;
  std::size_t entries_ = 0;
  std::size_t bytes_ = 0;
  bool is_full_ = false;
  std::vector<std::uint64_t>::const_iterator wanted_;
  std::vector<std::pair<std::uint64_t, seal::Digest>> hashes_;
  std::optional<LogBreak> broken_;
};

}  // namespace

absl::StatusOr<LogProof> VerifyLog(const kv::Reader& moment, const Tables& tables,
                                   const Stretch& stretch) {
  MINGCE_ASSIGN_OR_RETURN(const Cursor head, ReadNewest(moment, tables.meta, stretch.log));
  const std::uint8_t table = stretch.log == WhichLog::kAudit ? tables.audit : tables.event;
  MINGCE_RETURN_IF_ERROR(CheckPlace(moment, table, stretch.after, head));
  Walk walk(stretch, head);
  const absl::Status read = moment.ScanFrom(
      std::string(1, static_cast<char>(table)), SequenceKey(table, stretch.after.sequence + 1),
      [&](absl::string_view key, absl::string_view value) { return walk.Next(key, value); });
  if (!read.ok() && !absl::IsDataLoss(read)) return read;
  return walk.End(read);
}

}  // namespace mingce::ledger
